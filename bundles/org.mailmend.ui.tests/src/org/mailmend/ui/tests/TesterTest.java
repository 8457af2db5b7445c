package org.mailmend.ui.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;

import org.eclipse.swt.dnd.Clipboard;
import org.eclipse.swt.dnd.HTMLTransfer;
import org.eclipse.swt.dnd.TextTransfer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.mailmend.check.ui.ConnectionTester;
import org.mailmend.diagnosis.Catalogue;
import org.mailmend.diagnosis.CauseId;
import org.mailmend.diagnosis.CauseText;
import org.mailmend.diagnosis.NextStep;
import org.mailmend.lab.Attempt;
import org.mailmend.lab.Scenarios;
import org.mailmend.ui.tests.pages.Tester;
import org.mailmend.workbench.State;

class TesterTest extends UiTest {

    private static CauseText text(CauseId cause) {
        return Catalogue.get().text(cause, Tester.locale());
    }

    @ParameterizedTest
    @ValueSource(strings = {"gmail-account-password", "tls-wrong-host", "starttls-stripped", "gmail-oauth-expired"})
    void findsTheCause(String scenario) {
        CauseId cause = Scenarios.byId(scenario).orElseThrow().cause();
        String stage = Scenarios.byId(scenario).orElseThrow().stage().id();
        Tester tester = Tester.open(driver).choosePractice(scenario).start().waitForResult();
        String result = tester.result();
        assertTrue(result.contains(text(cause).summary()), result);
        assertTrue(result.contains(cause.name()), result);
        for (NextStep step : text(cause).steps()) {
            assertTrue(result.contains(step.text()), () -> "step " + step.id() + " in " + result);
        }
        assertTrue(tester.stage(stage).contains(State.FAULT.text()), tester.stage(stage));
    }

    @Test
    void saysThatAllIsWell() {
        Tester tester = Tester.open(driver).choosePractice("gmail-app-password").start().waitForResult();
        assertTrue(tester.result().contains(text(CauseId.OK).summary()), tester.result());
        assertTrue(tester.stages().stream().allMatch(stage -> stage.contains(State.OK.text())), tester.stages().toString());
    }

    @Test
    void oneClickShowsWhatAFaultLooksLike() {
        Tester tester = Tester.open(driver);
        tester.part().click("tryPractice");
        tester.waitForResult();
        assertTrue(tester.result().contains(CauseId.AUTH_ACCOUNT_PASSWORD_RETIRED.name()), tester.result());
    }

    @Test
    void cancelEndsACheckThatWouldTakeLong() {
        Tester tester = Tester.open(driver).choosePractice("silent").limit("600").start();
        driver.waitUntil("the greeting is waited for",
                () -> tester.isRunning() && tester.stage("banner").contains(State.RUNNING.text()));
        tester.cancel().waitForResult();
        assertTrue(tester.result().contains(CauseId.USER_CANCELLED.name()), tester.result());
        assertFalse(tester.isRunning());
    }

    @Test
    void closingTheViewEndsItsCheck() {
        Tester tester = Tester.open(driver).choosePractice("silent").limit("600").start();
        driver.waitUntil("the check runs", tester::isRunning);
        window.ui(() -> window.page().hideView(window.page().findView(ConnectionTester.VIEW)));
        driver.waitUntil("no check runs", () -> org.eclipse.core.runtime.jobs.Job.getJobManager()
                .find(org.mailmend.check.ui.internal.CheckJob.FAMILY).length == 0);
    }

    @ParameterizedTest
    @CsvSource({"'', 587, host", "mail server, 587, host", "mail.example.com, 99999, port", "mail.example.com, 0, port",
            "mail.example.com, abc, port", "mail.example.com, '', port"})
    void saysWhatIsWrongWithTheServer(String host, String port, String field) {
        Tester tester = Tester.open(driver).chooseServer(host, port).dontSignIn().start();
        assertNotNull(tester.problem(field));
        assertFalse(tester.isRunning());
        assertEquals(field, driver.focus());
    }

    @Test
    void saysWhatIsMissingToSignIn() {
        Tester tester = Tester.open(driver).chooseServer("mail.example.com", "587").start();
        assertNotNull(tester.problem("user"));
        assertNotNull(tester.problem("secret"));
        tester.dontSignIn();
        assertNull(tester.problem("user"));
        assertNull(tester.problem("secret"));
    }

    @ParameterizedTest
    @CsvSource({"0", "601", "soon", "''"})
    void saysWhatIsWrongWithTheTimeLimit(String limit) {
        Tester tester = Tester.open(driver).chooseServer("mail.example.com", "587").dontSignIn().limit(limit).start();
        assertNotNull(tester.problem("deadline"));
    }

    @Test
    void takesApartWhatIsPastedAsHost() {
        Tester tester = Tester.open(driver);
        tester.part().write("host", "imaps://imap.example.com");
        assertEquals("imap.example.com", tester.part().read("host"));
        assertEquals("993", tester.part().read("port"));
    }

    @Test
    void portFollowsProtocolAndSecurity() {
        Tester tester = Tester.open(driver);
        List<String> securities = tester.part().items("security");
        tester.part().select("security", securities.get(1));
        assertEquals("465", tester.part().read("port"));
        tester.part().write("port", "2525");
        tester.part().select("security", securities.get(0));
        assertEquals("2525", tester.part().read("port"));
    }

    @Test
    void historyOpensAFormerCheckAgain() {
        Tester tester = Tester.open(driver).choosePractice("gmail-account-password").start().waitForResult();
        tester.choosePractice("tls-wrong-host").start();
        driver.waitUntil("the second check is over",
                () -> !tester.isRunning() && tester.result().contains("TLS_CERT_WRONG_HOST"));
        List<List<String>> rows = tester.history();
        assertTrue(rows.size() >= 2, rows.toString());
        assertTrue(rows.get(0).get(2).contains(text(CauseId.TLS_CERT_WRONG_HOST).title()), rows.toString());
        tester.openFromHistory(1);
        driver.waitUntil("the first check is shown", () -> tester.result().contains("AUTH_ACCOUNT_PASSWORD_RETIRED"));
        assertEquals(Attempt.USER, tester.part().read("user"));
    }

    @Test
    void reportIsCopiedWithoutTheSecret() {
        Tester tester = Tester.open(driver).choosePractice("gmail-account-password").start().waitForResult();
        tester.part().click("copy");
        String text = clipboard(TextTransfer.getInstance());
        String html = clipboard(HTMLTransfer.getInstance());
        assertTrue(text.contains("AUTH_ACCOUNT_PASSWORD_RETIRED"), text);
        assertTrue(html.contains("AUTH_ACCOUNT_PASSWORD_RETIRED"), html);
        for (String shown : List.of(text, html, tester.result(), tester.dialogue(), tester.serverFacts())) {
            assertFalse(shown.contains(Attempt.PASSWORD), shown);
        }
    }

    private String clipboard(org.eclipse.swt.dnd.Transfer transfer) {
        return window.ui(() -> {
            Clipboard clipboard = new Clipboard(window.shell().getDisplay());
            try {
                return String.valueOf(clipboard.getContents(transfer));
            } finally {
                clipboard.dispose();
            }
        });
    }

    @Test
    void evidenceIsThere() {
        Tester tester = Tester.open(driver).choosePractice("gmail-account-password").start().waitForResult();
        assertTrue(tester.dialogue().contains("STARTTLS"), tester.dialogue());
        assertTrue(tester.dialogue().contains("••••"), tester.dialogue());
        assertFalse(tester.certificates().isEmpty());
        assertTrue(tester.serverFacts().contains("127.0.0.1"), tester.serverFacts());
    }

    @Test
    void checksRunSideBySide() {
        Tester slow = Tester.open(driver).choosePractice("silent").limit("600").start();
        driver.waitUntil("the first check runs", slow::isRunning);
        driver.run(ConnectionTester.COMMAND_NEW);
        String second = window
                .ui(() -> window.page().getActivePart().getSite() instanceof org.eclipse.ui.IViewSite site ? site.getSecondaryId()
                        : null);
        assertNotNull(second);
        Tester quick = Tester.open(driver, second).choosePractice("gmail-account-password").start().waitForResult();
        assertTrue(quick.result().contains("AUTH_ACCOUNT_PASSWORD_RETIRED"), quick.result());
        assertTrue(Tester.open(driver).isRunning(), "the first check still runs");
    }

    @Test
    void commandsAreOnWhenTheyCanBeUsed() {
        Tester tester = Tester.open(driver);
        assertTrue(driver.canRun(ConnectionTester.COMMAND_AGAIN));
        assertFalse(driver.canRun(ConnectionTester.COMMAND_CANCEL));
        assertFalse(driver.canRun(ConnectionTester.COMMAND_COPY));
        tester.choosePractice("silent").limit("600").start();
        driver.waitUntil("the check runs", tester::isRunning);
        assertTrue(driver.canRun(ConnectionTester.COMMAND_CANCEL));
        assertFalse(driver.canRun(ConnectionTester.COMMAND_AGAIN));
        driver.run(ConnectionTester.COMMAND_CANCEL);
        tester.waitForResult();
        assertTrue(driver.canRun(ConnectionTester.COMMAND_COPY));
    }

    @Test
    void whatStoodInTheFormComesBackAfterAVisitToThePracticeServers() {
        Tester tester = Tester.open(driver).chooseServer("mail.example.org", "2525");
        tester.part().write("user", "somebody@example.org");
        tester.choosePractice("gmail-account-password");
        assertEquals(Attempt.USER, tester.part().read("user"));
        tester.part().click("server");
        assertEquals("mail.example.org", tester.part().read("host"));
        assertEquals("2525", tester.part().read("port"));
        assertEquals("somebody@example.org", tester.part().read("user"));
    }
}
