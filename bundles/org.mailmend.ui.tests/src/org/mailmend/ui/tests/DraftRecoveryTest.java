package org.mailmend.ui.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mailmend.tickets.TicketChange;
import org.mailmend.tickets.ui.Desk;
import org.mailmend.ui.tests.pages.NewTicket;
import org.mailmend.ui.tests.pages.TicketPage;
import org.mailmend.ui.tests.pages.TicketsPage;

/** What was being written when Mailmend was killed is there again. */
class DraftRecoveryTest extends UiTest {
    private static final Duration AFTER_TYPING = Duration.ofSeconds(2);

    @TempDir
    Path folder;

    @BeforeEach
    void none() {
        TicketsPage.clear();
    }

    @AfterEach
    void leaveNothing() {
        Desk.get().drafts().all().forEach(draft -> Desk.get().drafts().discard(draft.ticket(), draft.kind()));
        TicketsPage.clear();
    }

    private TicketPage open() {
        long number = TicketsPage
                .ask(store -> store.create(TicketChange.none().subject("Copier does not send"), "test").number());
        window.ui(() -> Desk.get().open(number));
        return TicketPage.front(driver, number);
    }

    @Test
    void bringsBackWhatWasTypedWhenItWasKilled() throws Exception {
        TicketPage page = open();
        page.part().write("note", "She will look on the panel");
        page.part().write("reply", "Please try again");
        NewTicket dialog = NewTicket.open(driver).happened("0x800CCC0E on the second phone").caller("tanaka@example.com");
        Path journal = org.mailmend.tickets.Drafts.folder(org.mailmend.workbench.Home.directory(),
                TicketsPage.ask(store -> store.id()));
        Thread.sleep(AFTER_TYPING.toMillis());
        // what a process that is killed leaves: the files as they are now
        Path kept = Files.createDirectories(folder.resolve("kept"));
        try (var files = Files.list(journal)) {
            for (Path file : files.toList()) {
                Files.copy(file, kept.resolve(file.getFileName()));
            }
        }
        assertTrue(dialog.part().isVisible("text"));
        long number = page.ticket().number();
        window.closeDialogs();
        window.ui(() -> window.page().closeAllEditors(false));
        restart(kept, journal);

        window.ui(() -> Desk.get().open(number));
        TicketPage again = TicketPage.front(driver, number);
        driver.waitUntil("the note is back", () -> again.part().read("note").equals("She will look on the panel"));
        assertEquals("Please try again", again.part().read("reply"));
        NewTicket next = NewTicket.open(driver);
        assertTrue(next.waitForKept().contains("0x800CCC0E"), next.waitForKept());
        next.part().click("kept.back");
        driver.waitUntil("the text is back", () -> next.part().read("text").equals("0x800CCC0E on the second phone"));
        assertEquals("tanaka@example.com", next.part().read("caller"));
        next.create();
    }

    /** Reads the journal anew, as a Mailmend that starts does. */
    private static void restart(Path kept, Path journal) throws IOException {
        Desk.get().replace(store -> null, () -> {
            try (var now = Files.list(journal); var files = Files.list(kept)) {
                for (Path file : now.toList()) {
                    Files.delete(file);
                }
                for (Path file : files.toList()) {
                    Files.copy(file, journal.resolve(file.getFileName()));
                }
            } catch (IOException e) {
                throw new java.io.UncheckedIOException(e);
            }
        }).join();
    }
}
