package org.mailmend.ui.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.eclipse.swt.dnd.Clipboard;
import org.eclipse.swt.dnd.TextTransfer;
import org.eclipse.ui.IWorkbenchCommandConstants;
import org.junit.jupiter.api.Test;
import org.mailmend.diagnosis.Catalogue;
import org.mailmend.diagnosis.CauseId;
import org.mailmend.knowledge.KnowledgeBase;
import org.mailmend.knowledge.ui.Assistant;
import org.mailmend.knowledge.ui.KnowledgePlace;
import org.mailmend.knowledge.ui.internal.Shelf;
import org.mailmend.ui.tests.pages.AdvicePage;
import org.mailmend.ui.tests.pages.AssistantPage;
import org.mailmend.ui.tests.pages.Tester;

/** The Assistant: whatever is put into it is explained. */
class AssistantTest extends UiTest {
    private static final String REFUSED = "535-5.7.8 Username and Password not accepted. gmail";
    private static final String BOUNCE = """
            Return-Path: <>
            From: MAILER-DAEMON@mail.example.com
            To: taro@example.com
            Subject: Undelivered Mail Returned to Sender
            MIME-Version: 1.0
            Content-Type: multipart/report; report-type=delivery-status; boundary="b"

            --b
            Content-Type: text/plain

            Two addresses failed.

            --b
            Content-Type: message/delivery-status

            Reporting-MTA: dns; mail.example.com

            Final-Recipient: rfc822; nobody@example.net
            Action: failed
            Status: 5.1.1
            Diagnostic-Code: smtp; 550 5.1.1 User unknown

            Final-Recipient: rfc822; full@example.org
            Action: failed
            Status: 5.2.2
            Diagnostic-Code: smtp; 552 5.2.2 Mailbox full

            --b--
            """;

    @Test
    void explainsWhileOneTypes() {
        driver.press("M1+E");
        driver.waitUntil("the text has the focus", () -> "text".equals(driver.focus()));
        driver.type("535 5.7.8 username and password not accepted");
        AssistantPage assistant = AssistantPage.open(driver).waitFor("AUTH_BAD_CREDENTIALS");
        assertTrue(assistant.finding().contains("535 5.7.8"), assistant.finding());
        Catalogue.get().text(CauseId.AUTH_BAD_CREDENTIALS, Tester.locale()).steps()
                .forEach(step -> assertTrue(assistant.body().contains(step.text()), assistant.body()));
        assertTrue(assistant.evidence().contains("username and password not accepted"), assistant.evidence());
    }

    @Test
    void theKeySelectsTheTextForTheNextOne() {
        AssistantPage assistant = AssistantPage.open(driver).put(REFUSED).waitFor("AUTH_BAD_CREDENTIALS");
        assistant.part().focus("text");
        driver.press("M1+E");
        driver.type("450 4.2.0 greylisted");
        assistant.waitFor("GREYLISTED");
        assertEquals("450 4.2.0 greylisted", assistant.text());
    }

    @Test
    void answersNarrowTheCauseAndCanBeTakenBack() {
        AssistantPage assistant = AssistantPage.open(driver).put(REFUSED).waitFor("AUTH_BAD_CREDENTIALS").answer("account")
                .waitFor("AUTH_ACCOUNT_PASSWORD_RETIRED");
        assertFalse(assistant.part().isVisible("question"));
        assistant.part().click("answered.secret-kind.back");
        assistant.waitFor("AUTH_BAD_CREDENTIALS").answer("app").waitFor("AUTH_APP_PASSWORD_REJECTED");
    }

    @Test
    void takesAnAnswerInWords() {
        AssistantPage assistant = AssistantPage.open(driver).put("0x800CCC0E").waitFor("NET_REFUSED")
                .say("smtp.example.com, port 25");
        driver.waitUntil("the answer is shown", () -> assistant.part().isVisible("answered.server-and-port"));
        driver.waitUntil("the server can be checked", () -> assistant.part().isEnabled("check"));
    }

    @Test
    void otherCausesCanBeLookedAt() {
        AssistantPage assistant = AssistantPage.open(driver).put(REFUSED).waitFor("AUTH_BAD_CREDENTIALS");
        String other = assistant.alternatives().getFirst();
        assistant.look(other).waitFor(other);
        assistant.part().click("back");
        assistant.waitFor("AUTH_BAD_CREDENTIALS");
    }

    @Test
    void theSameCodeMeansOtherThingsInOtherDevices() {
        AssistantPage assistant = AssistantPage.open(driver).put("1102");
        assistant.client(KnowledgeBase.get().client("kyocera").orElseThrow().name().in(Tester.locale()))
                .waitFor("AUTH_BAD_CREDENTIALS");
    }

    @Test
    void saysWhenNothingFits() {
        AssistantPage assistant = AssistantPage.open(driver).put("the cat sat on the mat").waitFor("UNKNOWN");
        assertTrue(assistant.finding().contains(Catalogue.get().text(CauseId.UNKNOWN, Tester.locale()).summary()));
    }

    @Test
    void listsWhomABounceDidNotReach() {
        AssistantPage assistant = AssistantPage.open(driver).put(BOUNCE);
        driver.waitUntil("the recipients are listed", () -> assistant.part().isVisible("recipients"));
        List<List<String>> rows = assistant.part().rows("recipients");
        assertEquals(List.of("nobody@example.net", "full@example.org"), rows.stream().map(List::getFirst).toList());
        assertTrue(rows.get(1).contains("552 5.2.2"), rows.toString());
        assistant.part().open("recipients", 1);
        assistant.waitFor("MAILBOX_FULL");
    }

    @Test
    void copiesWhomABounceDidNotReach() {
        AssistantPage assistant = AssistantPage.open(driver).put(BOUNCE);
        driver.waitUntil("the recipients are listed", () -> assistant.part().isVisible("recipients"));
        assistant.part().click("copy");
        String copied = copied();
        assertTrue(copied.contains("nobody@example.net") && copied.contains("full@example.org"), copied);
    }

    @Test
    void knowsABounceThatWasCopiedFromAMailProgram() {
        AssistantPage assistant = AssistantPage.open(driver).put("""
                差出人: Mail Delivery System <MAILER-DAEMON@mail.example.com>
                送信日時: 2026年11月2日 10:00
                宛先: taro@example.com
                件名: Undelivered Mail Returned to Sender

                This is the mail system at host mail.example.com.

                <nobody@example.net>: host mx.example.net said: 550 5.1.1 User unknown
                """);
        driver.waitUntil("the recipient is listed", () -> assistant.part().isVisible("recipients"));
        assertEquals("nobody@example.net", assistant.part().rows("recipients").getFirst().getFirst());
    }

    @Test
    void rulesOfOnesOwnExplain() throws IOException {
        Path rules = Shelf.folder().resolve("replies/ours.tsv");
        Files.createDirectories(rules.getParent());
        Files.writeString(rules,
                "causes\twhen\ttext\task\tsource\tchecked\nPOLICY\t\tour gateway says never\t\tours\t2026-11-01\n");
        try {
            window.ui(() -> Shelf.get().readAgain());
            AssistantPage.open(driver).put("Our gateway says never!").waitFor("POLICY");
        } finally {
            Files.delete(rules);
            Files.deleteIfExists(rules.getParent());
            window.ui(() -> Shelf.get().readAgain());
        }
    }

    @Test
    void hostileTextIsShownEscaped() {
        AssistantPage assistant = AssistantPage.open(driver)
                .put("550 5.1.1 \u202euser unknown\u0007 <b>bold</b> \u2066hidden").waitFor("RCPT_UNKNOWN");
        for (String shown : List.of(assistant.text(), assistant.finding(), assistant.evidence(), assistant.body())) {
            assertFalse(shown.chars().anyMatch(c -> c == 0x202e || c == 0x2066 || c == 7), shown);
        }
        assertTrue(assistant.text().contains("\\u202euser unknown"), assistant.text());
    }

    @Test
    void ofALongTextThePartThatDecidedIsShown() {
        String log = "Nothing to see in this line of a log.\n".repeat(14_000);
        AssistantPage assistant = AssistantPage.open(driver).put(log + "552 5.2.2 Mailbox full\n" + log).waitFor("MAILBOX_FULL");
        assertTrue(assistant.text().length() < 10_000, () -> "shown: " + assistant.text().length());
        assertTrue(assistant.text().contains("Mailbox full"), assistant.text());
        assertTrue(assistant.part().isVisible("text.about"));
    }

    @Test
    void clearingCanBeUndone() {
        AssistantPage assistant = AssistantPage.open(driver).put(REFUSED).waitFor("AUTH_BAD_CREDENTIALS");
        driver.run(Assistant.COMMAND_CLEAR);
        assistant.waitForNothing();
        assertFalse(driver.canRun(Assistant.COMMAND_COPY));
        driver.run(IWorkbenchCommandConstants.EDIT_UNDO);
        assistant.waitFor("AUTH_BAD_CREDENTIALS");
        assertEquals(REFUSED, assistant.text());
        driver.run(IWorkbenchCommandConstants.EDIT_REDO);
        assistant.waitForNothing();
    }

    @Test
    void answerIsCopiedAsText() {
        AssistantPage assistant = AssistantPage.open(driver).put(REFUSED).waitFor("AUTH_BAD_CREDENTIALS");
        assistant.part().click("copy");
        String copied = copied();
        assertTrue(copied.contains(Catalogue.get().text(CauseId.AUTH_BAD_CREDENTIALS, Tester.locale()).summary()), copied);
    }

    private String copied() {
        return window.ui(() -> {
            Clipboard clipboard = new Clipboard(window.shell().getDisplay());
            try {
                return String.valueOf(clipboard.getContents(TextTransfer.getInstance()));
            } finally {
                clipboard.dispose();
            }
        });
    }

    @Test
    void theServerIsHandedOverToTheTester() {
        AssistantPage assistant = AssistantPage.open(driver).put("smtp.example.com:465: connection timed out");
        driver.waitUntil("the server can be checked", () -> assistant.part().isEnabled("check"));
        assistant.part().click("check");
        Tester tester = Tester.open(driver);
        assertEquals("smtp.example.com", tester.part().read("host"));
        assertEquals("465", tester.part().read("port"));
        assertFalse(tester.isRunning());
    }

    @Test
    void theArticleOpens() {
        AssistantPage assistant = AssistantPage.open(driver).put(REFUSED).waitFor("AUTH_BAD_CREDENTIALS");
        driver.waitUntil("the article is offered", () -> assistant.part().isVisible("article.cause-auth-bad-credentials"));
        assistant.part().click("article.cause-auth-bad-credentials");
        driver.editor(KnowledgePlace.EDITOR);
        window.ui(() -> window.page().closeAllEditors(false));
        window.desk();
    }

    @Test
    void leadsToTheWayOut() {
        AssistantPage assistant = AssistantPage.open(driver).put(REFUSED);
        assistant.client(KnowledgeBase.get().client("outlook-2016-msi").orElseThrow().name().in(Tester.locale()));
        driver.waitUntil("there is an answer", () -> assistant.part().isVisible("finding"));
        assistant.part().click("advise");
        AdvicePage advice = AdvicePage.open(driver);
        driver.waitUntil("the first question is asked", () -> advice.choices().contains("workspace"));
    }

    @Test
    void anExampleShowsWhatItIsFor() {
        AssistantPage assistant = AssistantPage.open(driver);
        assistant.part().click("example.outlook");
        assistant.waitFor("NET_REFUSED");
    }
}
