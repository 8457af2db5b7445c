package org.mailmend.ui.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mailmend.lab.OAuthFault;
import org.mailmend.oauth.Account;
import org.mailmend.oauth.ui.OAuthSetup;
import org.mailmend.oauth.ui.internal.Fields;
import org.mailmend.oauth.ui.internal.Ledger;
import org.mailmend.oauth.ui.internal.Practice;
import org.mailmend.oauth.ui.internal.SignInOpenerService;
import org.mailmend.oauth.ui.internal.SystemBrowser;
import org.mailmend.tickets.Entry;
import org.mailmend.tickets.Ticket;
import org.mailmend.tickets.TicketFilter;
import org.mailmend.tickets.TicketSort;
import org.mailmend.ui.tests.pages.AdvicePage;
import org.mailmend.ui.tests.pages.Chromium;
import org.mailmend.ui.tests.pages.Knowledge;
import org.mailmend.ui.tests.pages.NewTicket;
import org.mailmend.ui.tests.pages.SetupDialog;
import org.mailmend.ui.tests.pages.Tester;
import org.mailmend.workbench.SignInOpener;
import org.mailmend.ui.tests.pages.TicketsPage;

/** The whole way of the assistant for OAuth, against the practice server, with a browser of the test's own. */
class OAuthSetupTest extends UiTest {
    private static final String USER = "hanako@example.com";

    @TempDir
    Path folder;

    @BeforeEach
    void browser() {
        SystemBrowser.use(page -> Thread.ofVirtual().start(() -> {
            try {
                SetupDialog.agree(page, USER);
            } catch (IOException e) {
                throw new AssertionError(e);
            }
        }));
    }

    @AfterEach
    void forget() throws IOException {
        SystemBrowser.use(null);
        Practice.fault(null);
        for (Account account : Ledger.get().read().accounts()) {
            Ledger.get().remove(account);
        }
    }

    private static String words(OAuthFault fault) {
        return fault.text(Tester.locale());
    }

    @Test
    void leadsFromTheQuestionToAProvenAccount() throws IOException {
        SetupDialog dialog = SetupDialog.open(driver);
        assertFalse(dialog.part().isEnabled("next"));
        dialog.practice(USER).next();
        assertTrue(dialog.part().isVisible("client.no"));
        dialog.next();
        driver.waitUntil("the guide is shown", () -> dialog.part().isVisible("step.1"));
        dialog.next();
        assertFalse(dialog.part().isEnabled("next"));
        dialog.part().click("practice");
        dialog.next().signIn().waitForProof();
        assertTrue(dialog.part().read("facts").contains(USER), dialog.part().read("facts"));
        dialog.next();
        driver.waitUntil("the settings are shown", () -> dialog.part().isVisible("copy.smtp"));
        dialog.finish();
        Account account = Ledger.get().read().accounts().getFirst();
        assertEquals(USER, account.address());
        assertTrue(Ledger.get().proved(account).holds());
    }

    @Test
    void handsTheProofOverToATicket() {
        TicketsPage.clear();
        SetupDialog dialog = SetupDialog.open(driver).practice(USER).toSignIn().signIn().waitForProof();
        driver.waitUntil("the proof can be handed over", () -> dialog.part().isEnabled("ticket.make"));
        dialog.part().click("ticket.make");
        driver.waitUntil("the ticket stands above the assistant", () -> driver.dialogs() == 2);
        NewTicket.front(driver).part().click("create");
        driver.waitUntil("the ticket is saved", () -> driver.dialogs() == 1);
        Ticket ticket = TicketsPage.ask(store -> store.list(TicketFilter.all(), TicketSort.NUMBER, false, 0, 1)).getFirst();
        assertEquals(USER, ticket.requester().mail());
        assertEquals(2, TicketsPage.ask(store -> store.entries(ticket.number())).stream()
                .filter(entry -> entry.kind() == Entry.Kind.CHECK).count());
        dialog.close();
        TicketsPage.clear();
    }

    @Test
    void goesBackFromEveryPageAndAsksNothingTwice() {
        SetupDialog dialog = SetupDialog.open(driver).practice(USER).toSignIn().signIn().waitForProof();
        dialog.back();
        driver.waitUntil("the sign-in still counts", () -> dialog.part().isVisible("here") && dialog.part().isEnabled("next"));
        dialog.back();
        assertTrue(dialog.part().read("id").startsWith("mailmend-practice"));
        dialog.back();
        assertEquals("true", dialog.part().read("client.yes"));
        dialog.back();
        assertEquals(USER, dialog.part().read("address"));
        assertFalse(dialog.part().isEnabled("previous"));
        dialog.next().next().next();
        driver.waitUntil("nobody has to sign in again", () -> dialog.part().isEnabled("next"));
        dialog.close();
    }

    @Test
    void saysAtTheFieldWhatIsWrong() throws IOException {
        SetupDialog dialog = SetupDialog.open(driver);
        dialog.part().write("address", "hanako at example");
        assertTrue(dialog.part().isVisible("address.problem"));
        dialog.practice(USER).next();
        dialog.part().click("client.yes");
        dialog.next();
        Path file = Files.writeString(folder.resolve("client.json"), "{\"web\":{\"client_id\":\"a\"}}");
        dialog.part().write("file", file.toString());
        driver.waitUntil("the web client is refused", () -> dialog.part().isVisible("client.problem"));
        assertFalse(dialog.part().isEnabled("next"));
        dialog.part().write("file", folder.resolve("missing.json").toString());
        driver.waitUntil("the missing file is named", () -> dialog.part().read("client.problem").contains("missing.json"));
        Files.writeString(file, Practice.clientFile());
        dialog.part().write("file", file.toString());
        driver.waitUntil("the right file is taken", () -> dialog.part().isEnabled("next"));
        dialog.close();
    }

    @Test
    void waitsAndCanBeCancelled() {
        SystemBrowser.use(page -> {
            // nobody looks at it
        });
        SetupDialog dialog = SetupDialog.open(driver).practice(USER).toSignIn();
        dialog.part().click("here");
        driver.waitUntil("it waits", () -> dialog.part().isEnabled("cancel") && !dialog.part().isEnabled("here"));
        dialog.part().click("cancel");
        driver.waitUntil("it does not wait any more",
                () -> dialog.part().isEnabled("here") && !dialog.part().isEnabled("cancel"));
        assertFalse(dialog.part().isEnabled("next"));
        dialog.close();
    }

    @Test
    void takesTheAddressOfAnotherComputer() throws IOException {
        SetupDialog dialog = SetupDialog.open(driver).practice(USER).toSignIn();
        dialog.part().click("elsewhere");
        driver.waitUntil("the page is named", () -> dialog.part().read("page").startsWith("http://127.0.0.1"));
        dialog.part().write("answer", "http://127.0.0.1/");
        dialog.part().click("answer.take");
        assertTrue(dialog.part().isVisible("answer.problem"));
        dialog.part().write("answer", SetupDialog.agreeElsewhere(URI.create(dialog.part().read("page")), USER));
        dialog.part().click("answer.take");
        driver.waitUntil("the proof is shown", () -> dialog.part().isVisible("proof.smtp"));
        dialog.waitForProof().close();
    }

    @Test
    void doesNotFinishWithoutRefreshTokenUnlessTheUserInsists() throws IOException {
        SetupDialog dialog = SetupDialog.open(driver).practice(USER).fault(words(OAuthFault.NO_REFRESH_TOKEN)).toSignIn().signIn()
                .waitForProof();
        assertFalse(dialog.part().isEnabled("finish"));
        assertTrue(dialog.part().isVisible("insist"));
        dialog.part().click("insist");
        dialog.finish();
        assertEquals(1, Ledger.get().read().accounts().size());
    }

    @Test
    void signsInWithARealBrowser() throws Exception {
        String obstacle = Chromium.obstacle();
        if (obstacle != null) {
            System.err.println(obstacle);
        }
        Assumptions.assumeTrue(obstacle == null, obstacle);
        CompletableFuture<List<String>> last = new CompletableFuture<>();
        try (Chromium chromium = new Chromium(Files.createDirectory(folder.resolve("profile")))) {
            SystemBrowser.use(page -> Thread.ofVirtual().start(() -> {
                try {
                    last.complete(chromium.agree(page, USER));
                } catch (IOException | InterruptedException e) {
                    last.completeExceptionally(e);
                }
            }));
            SetupDialog dialog = SetupDialog.open(driver).practice(USER).toSignIn().signIn().waitForProof();
            List<String> shown = last.get(60, TimeUnit.SECONDS);
            assertTrue(shown.getFirst().contains("Mailmend"), shown.toString());
            assertFalse(shown.getLast().contains("code=") || shown.getLast().contains("state="), shown.toString());
            dialog.finish();
        }
        assertEquals(USER, Ledger.get().read().accounts().getFirst().owner());
    }

    @Test
    void tellsWhatToEnterInTheProgramAtHand() {
        SetupDialog dialog = SetupDialog.open(driver).practice(USER).toSignIn().signIn().waitForProof().next();
        driver.waitUntil("the values are shown", () -> dialog.part().isVisible("copy.smtp"));
        assertEquals("localhost", dialog.part().read("value.smtp"));
        dialog.part().click("copy.user");
        assertEquals(USER, window.ui(Fields::pasted));
        dialog.program("thunderbird-153");
        driver.waitUntil("the steps are shown", () -> dialog.part().read("settings").matches("(?s).*Thunderbird.*1\\..*2\\..*"));
        dialog.part().click("copy");
        String copied = window.ui(Fields::pasted);
        assertTrue(copied.contains(USER) && copied.contains("localhost") && copied.contains("Thunderbird"), copied);
        dialog.part().click("article");
        driver.waitUntil("its article is open", () -> window.ui(() -> window.page().getActiveEditor() != null
                && window.page().getActiveEditor().getTitle().contains("Thunderbird")));
        dialog.program("outlook-2016-msi");
        driver.waitUntil("it is said that it cannot", () -> dialog.part().read("settings").contains("Outlook 2016"));
        assertFalse(dialog.part().read("settings").contains("1."), dialog.part().read("settings"));
        dialog.close();
    }

    @Test
    void knowsTheProgramOfATicket() {
        window.shell().getDisplay().asyncExec(() -> new SignInOpenerService()
                .open(new SignInOpener.Wish("OAUTH_REFRESH_EXPIRED", null, null, Practice.PROVIDER, "thunderbird-153")));
        SetupDialog dialog = SetupDialog.inFront(driver);
        driver.waitUntil("the practice server runs", () -> dialog.part().isEnabled("address"));
        dialog.part().write("address", USER);
        driver.waitUntil("the address is taken", () -> dialog.part().isEnabled("next"));
        dialog.toSignIn().signIn().waitForProof().next();
        driver.waitUntil("the steps are shown", () -> dialog.part().read("settings").contains("Thunderbird"));
        assertTrue(dialog.part().read("program").contains("Thunderbird"));
        dialog.close();
    }

    @Test
    void offersTheLetterWhenTheOrganisationBlocks() {
        SetupDialog dialog = SetupDialog.open(driver).practice(USER).fault(words(OAuthFault.ADMIN_BLOCKED)).toSignIn();
        dialog.part().click("here");
        driver.waitUntil("the failure is explained", () -> dialog.part().isVisible("letter"));
        assertFalse(dialog.part().isEnabled("next"));
        dialog.part().click("letter");
        driver.waitUntil("the letter is there", () -> driver.dialogs() == 2);
        assertTrue(driver.dialog().read("letter.body").contains("mailmend-practice"));
        driver.dialog().click("letter.close");
        driver.waitUntil("the letter is closed", () -> driver.dialogs() == 1);
        dialog.close();
    }

    @Test
    void endsTheSignInThatIsNotKept() {
        int before = Practice.revocations();
        SetupDialog.open(driver).practice(USER).toSignIn().signIn().waitForProof().close();
        driver.waitUntil("the sign-in has ended", () -> Practice.revocations() == before + 1);
    }

    @Test
    void opensAtThePageThatIsAskedFor() {
        window.shell().getDisplay()
                .asyncExec(() -> OAuthSetup.open(window.shell(), "taro@gmail.com", "google", OAuthSetup.Page.GUIDE));
        SetupDialog dialog = SetupDialog.inFront(driver);
        assertTrue(dialog.part().isVisible("step.6"));
        dialog.back().back();
        assertEquals("taro@gmail.com", dialog.part().read("address"));
        dialog.close();
    }

    @Test
    void opensFromAFailedCheckWithWhatIsKnown() {
        Tester tester = Tester.open(driver).choosePractice("gmail-account-password").start().waitForResult();
        driver.waitUntil("the way out is offered", () -> tester.part().isVisible("oauth"));
        tester.part().click("oauth");
        SetupDialog dialog = SetupDialog.inFront(driver);
        driver.waitUntil("the practice server runs", () -> dialog.part().isEnabled("next"));
        assertEquals(tester.part().read("user"), dialog.part().read("address"));
        assertEquals(dialog.part().items("provider").getLast(), dialog.part().read("provider"));
        dialog.close();
        tester.choosePractice("ok").start().waitForResult();
        assertFalse(tester.part().isVisible("oauth"));
    }

    @Test
    void opensFromTheAdvice() {
        AdvicePage advice = AdvicePage.open(driver).client("thunderbird-153").answer("workspace");
        driver.waitUntil("the way is shown", () -> advice.part().isVisible("signIn"));
        advice.part().click("signIn");
        SetupDialog dialog = SetupDialog.inFront(driver);
        assertTrue(dialog.part().read("provider").startsWith("Google"), dialog.part().read("provider"));
        dialog.close();
    }

    @Test
    void opensFromAnArticle() {
        Knowledge.open(driver);
        Knowledge.Article article = Knowledge.Article.openHome(driver);
        assertFalse(article.part().isEnabled("sign-in"));
        article.follow("kb:cause-oauth-refresh-expired");
        driver.waitUntil("the article is about a sign-in", () -> article.part().isEnabled("sign-in"));
        article.press("sign-in");
        SetupDialog.inFront(driver).close();
        article.follow("kb:cause-dns-timeout");
        driver.waitUntil("a sign-in does not help", () -> !article.part().isEnabled("sign-in"));
    }
}
