package org.mailmend.ui.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

import org.eclipse.swt.dnd.Clipboard;
import org.eclipse.swt.dnd.FileTransfer;
import org.eclipse.swt.dnd.ImageTransfer;
import org.eclipse.swt.dnd.Transfer;
import org.eclipse.swt.graphics.ImageData;
import org.eclipse.swt.graphics.PaletteData;
import org.eclipse.swt.widgets.Display;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mailmend.check.Security;
import org.mailmend.check.Target;
import org.mailmend.diagnosis.CauseId;
import org.mailmend.diagnosis.Protocol;
import org.mailmend.lab.PracticeServer;
import org.mailmend.lab.Scenarios;
import org.mailmend.tickets.Attachment;
import org.mailmend.tickets.Entry;
import org.mailmend.tickets.Field;
import org.mailmend.tickets.Status;
import org.mailmend.tickets.Ticket;
import org.mailmend.tickets.TicketChange;
import org.mailmend.tickets.ui.Desk;
import org.mailmend.tickets.ui.internal.editor.TicketEditor;
import org.mailmend.tickets.ui.internal.editor.TicketPane;
import org.mailmend.tickets.ui.internal.reply.MailSettings;
import org.mailmend.ui.tests.pages.Tester;
import org.mailmend.ui.tests.pages.TicketPage;
import org.mailmend.ui.tests.pages.TicketsPage;

/** Working at a ticket: what others do is seen, evidence comes in, replies leave. */
class TicketEditorTest extends UiTest {
    private static final String REFUSED = "535-5.7.8 Username and Password not accepted";

    @TempDir
    Path folder;

    @BeforeEach
    void none() {
        TicketsPage.clear();
    }

    @AfterEach
    void leaveNothing() {
        // what was being typed
        Desk.get().drafts().all().forEach(draft -> Desk.get().drafts().discard(draft.ticket(), draft.kind()));
        TicketsPage.clear();
        account("", 0);
    }

    private static void account(String host, int port) {
        new MailSettings(new MailSettings.Login(host, port, Security.NONE, MailSettings.Auth.NONE, ""), "Desk",
                host.isEmpty() ? "" : "desk@example.com").save();
    }

    private TicketPage open(TicketChange values) {
        long number = TicketsPage.ask(store -> store.create(values, "test").number());
        window.ui(() -> Desk.get().open(number));
        return TicketPage.front(driver, number);
    }

    private static TicketChange ticket() {
        return TicketChange.none().subject("Copier does not send").symptom(REFUSED);
    }

    @Test
    void showsBothSidesOfAConflictAndMergesThem() {
        TicketPage page = open(ticket());
        window.ui(() -> {
            // typed, and not yet saved when somebody else saves: all before the window hears of it
            TicketPane pane = ((TicketEditor) window.page().getActiveEditor()).pane();
            pane.model().typed(Field.SUBJECT, "Copier on floor 3 does not send");
            Ticket seen = pane.model().now().ticket();
            TicketsPage.ask(store -> store.change(seen,
                    TicketChange.none().subject("Copier of the accounts").provider("gmail"), "Sato"));
            pane.save();
        });
        driver.waitUntil("the conflict is shown", () -> driver.dialogs() == 1);
        assertTrue(driver.dialog().read("value.mine.subject").contains("floor 3"));
        assertTrue(driver.dialog().read("value.theirs.subject").contains("accounts"));
        driver.dialog().click("mine.subject");
        driver.dialog().click("save");
        driver.waitUntil("both are saved", () -> page.ticket().subject().equals("Copier on floor 3 does not send"));
        assertEquals("gmail", page.ticket().provider());
    }

    @Test
    void takesAPictureAndAFileFromTheClipboard() throws IOException {
        TicketPage page = open(ticket()).show(TicketPage.Page.EVIDENCE);
        ImageData pixels = new ImageData(40, 30, 24, new PaletteData(0xff0000, 0xff00, 0xff));
        clipboard(pixels, ImageTransfer.getInstance());
        page.part().click("paste");
        Entry picture = page.waitForEntries(Entry.Kind.SCREENSHOT, 1).getFirst();
        assertEquals("image/png", picture.attachments().getFirst().type());
        Path log = Files.writeString(folder.resolve("copier.log"), "smtp: 535\n");
        clipboard(new String[] {log.toString()}, FileTransfer.getInstance());
        page.part().click("paste");
        Entry file = page.waitForEntries(Entry.Kind.FILE, 1).getFirst();
        assertEquals("copier.log", file.attachments().getFirst().name());
        assertEquals("smtp: 535\n", TicketsPage
                .ask(store -> new String(store.content(file.attachments().getFirst()), StandardCharsets.UTF_8)));
    }

    private void clipboard(Object data, Transfer transfer) {
        window.ui(() -> {
            Clipboard clipboard = new Clipboard(Display.getCurrent());
            clipboard.setContents(new Object[] {data}, new Transfer[] {transfer});
            clipboard.dispose();
        });
    }

    @Test
    void keepsTheResultOfACheckAsEvidence() {
        TicketPage page = open(TicketChange.none().subject("Nobody says which server")).show(TicketPage.Page.EVIDENCE);
        page.part().click("test");
        Tester tester = Tester.open(driver).choosePractice("gmail-account-password").start().waitForResult();
        assertTrue(tester.result().contains(CauseId.AUTH_ACCOUNT_PASSWORD_RETIRED.name()), tester.result());
        Entry check = page.waitForEntries(Entry.Kind.CHECK, 1).getFirst();
        assertEquals(CauseId.AUTH_ACCOUNT_PASSWORD_RETIRED.name(), check.data("cause"));
    }

    @Test
    void previewsAndSendsAReplyWithAFile() throws IOException {
        try (PracticeServer server = PracticeServer.start(Scenarios.byId("workspace-relay").orElseThrow())) {
            account("localhost", plain(server).port());
            TicketPage page = open(ticket());
            Attachment.Content guide = new Attachment.Content("guide.txt", "text/plain",
                    "1. Open the panel".getBytes(StandardCharsets.UTF_8));
            long number = page.ticket().number();
            TicketsPage.ask(store -> store.add(number,
                    Entry.of(Entry.Kind.FILE, java.time.Instant.now(), "test", "Guide", ""), List.of(guide), "test"));
            driver.waitUntil("the ticket's files are offered", () -> page.part().isEnabled("reply.evidence"));
            page.part().menu("reply.evidence", "reply.evidence.guide.txt");
            driver.waitUntil("the file is taken", () -> page.part().isVisible("reply.file.guide.txt"));
            page.reply("Tanaka <friend@example.net>", "Please open the panel.");
            String letter = page.part().read("preview.letter");
            for (String part : List.of("desk@example.com", "friend@example.net", "Please open the panel.", "guide.txt")) {
                assertTrue(letter.contains(part), letter);
            }
            page.send();
            Entry sent = page.waitForEntries(Entry.Kind.MESSAGE_OUT, 1).getFirst();
            driver.waitUntil("it is sent",
                    () -> page.entries(Entry.Kind.MESSAGE_OUT).getFirst().state() == Entry.State.SENT);
            assertEquals("guide.txt", sent.attachments().getFirst().name());
            assertEquals(1, server.messages().size());
            String raw = new String(server.messages().getFirst().content(), StandardCharsets.UTF_8);
            assertTrue(raw.contains("guide.txt") && raw.contains("Please open the panel."), raw);
        }
    }

    private static Target plain(PracticeServer server) {
        return server.targets().stream()
                .filter(target -> target.protocol() == Protocol.SMTP && target.security() == Security.NONE).findFirst()
                .orElseThrow();
    }

    @Test
    void keepsAReplyThatCannotLeaveAndSendsItAgain() throws IOException {
        int port;
        try (PracticeServer server = PracticeServer.start(Scenarios.byId("workspace-relay").orElseThrow())) {
            port = plain(server).port();
        }
        account("localhost", port);
        TicketPage page = open(ticket()).reply("friend@example.net", "Please open the panel.").send();
        driver.waitUntil("it is kept as failed", () -> page.entries(Entry.Kind.MESSAGE_OUT).stream()
                .anyMatch(entry -> entry.state() == Entry.State.FAILED));
        Entry failed = page.entries(Entry.Kind.MESSAGE_OUT).getFirst();
        assertFalse(failed.data("cause").isEmpty(), failed.toString());
        try (PracticeServer server = PracticeServer.start(Scenarios.byId("workspace-relay").orElseThrow())) {
            account("localhost", plain(server).port());
            driver.waitUntil("it can be repeated", () -> page.part().isVisible("repeat." + failed.id()));
            page.part().click("repeat." + failed.id());
            driver.waitUntil("it is sent",
                    () -> page.entries(Entry.Kind.MESSAGE_OUT).getFirst().state() == Entry.State.SENT);
            assertEquals(1, server.messages().size());
            assertEquals(failed.messageId(), server.messages().getFirst().header("Message-ID"));
        }
    }

    @Test
    void countsTheTimeByTheStopWatch() throws InterruptedException {
        TicketPage page = open(ticket());
        page.part().click("watch.start");
        driver.waitUntil("time runs", () -> !page.part().read("watch.time").equals("0:00:00")
                && !page.part().read("watch.time").equals("0:00") && !page.part().read("watch.time").isEmpty());
        page.part().click("watch.start");
        page.part().click("watch.add");
        Entry work = page.waitForEntries(Entry.Kind.WORK, 1).getFirst();
        assertTrue(work.spent().compareTo(Duration.ofSeconds(1)) >= 0, work.toString());
    }

    @Test
    void takesBackAChangeButLeavesFieldsTheirOwnKeys() {
        TicketPage page = open(ticket());
        page.part().select("status", Status.IN_PROGRESS.text(Tester.locale()));
        driver.waitUntil("it is in progress", () -> page.ticket().status() == Status.IN_PROGRESS);
        page.part().focus("subject");
        driver.press("END");
        assertFalse(driver.canRun("org.eclipse.ui.edit.undo"), "a field that has the focus keeps its own");
        page.part().focus("status");
        driver.press("M1+Z");
        driver.waitUntil("it is as before", () -> page.ticket().status() == Status.NEW);
        driver.run("org.eclipse.ui.edit.redo");
        driver.waitUntil("it is in progress again", () -> page.ticket().status() == Status.IN_PROGRESS);
    }
}
