package org.mailmend.ui.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mailmend.diagnosis.Catalogue;
import org.mailmend.diagnosis.CauseId;
import org.mailmend.tickets.Contact;
import org.mailmend.tickets.Status;
import org.mailmend.tickets.Ticket;
import org.mailmend.tickets.TicketChange;
import org.mailmend.tickets.TicketFilter;
import org.mailmend.tickets.TicketSort;
import org.mailmend.tickets.ui.Desk;
import org.mailmend.tickets.ui.internal.exchange.Export;
import org.mailmend.ui.tests.pages.NewTicket;
import org.mailmend.ui.tests.pages.Tester;
import org.mailmend.ui.tests.pages.TicketsPage;

/** The list of tickets, and taking a call. */
class TicketsTest extends UiTest {
    private static final String REFUSED = "535-5.7.8 Username and Password not accepted";
    private static final int MANY = 230;

    @TempDir
    Path folder;

    @BeforeEach
    void none() {
        TicketsPage.clear();
        TicketsPage.open(driver).search("").filter("open");
    }

    @AfterEach
    void leaveNothing() {
        TicketsPage.open(driver).search("").filter("open");
        TicketsPage.clear();
    }

    private static void make(TicketChange... tickets) {
        TicketsPage.ask(store -> {
            for (TicketChange ticket : tickets) {
                store.create(ticket, "test");
            }
            return null;
        });
    }

    private static TicketChange ticket(String subject) {
        return TicketChange.none().subject(subject);
    }

    @Test
    void explainsItselfWhileThereIsNoTicket() {
        TicketsPage page = TicketsPage.open(driver).waitForNone();
        driver.waitUntil("first steps are offered", () -> page.part().isVisible("empty.new"));
        page.part().click("empty.new");
        driver.dialog();
        assertEquals("text", driver.focus());
        driver.dialog().close();
        driver.waitUntil("it closes without a question", () -> driver.dialogs() == 0);
    }

    @Test
    void takesACallWithOneKeyAndExplainsWhatIsPasted() {
        TicketsPage page = TicketsPage.open(driver);
        NewTicket dialog = NewTicket.press(driver);
        assertEquals("text", driver.focus());
        dialog.happened(REFUSED).waitFor("AUTH_BAD_CREDENTIALS").caller("Tanaka Hanako <tanaka@example.com> 03-1234-5678")
                .create();
        page.waitFor(Catalogue.get().text(CauseId.AUTH_BAD_CREDENTIALS, Tester.locale()).summary());
        Ticket ticket = TicketsPage.ask(store -> store.list(TicketFilter.all(), TicketSort.NUMBER, false, 0, 1)).getFirst();
        assertEquals(CauseId.AUTH_BAD_CREDENTIALS, ticket.cause());
        assertEquals(REFUSED, ticket.symptom());
        assertEquals(Desk.get().technician(), ticket.assignee());
        assertEquals("tanaka@example.com", ticket.requester().mail());
        assertEquals("Tanaka Hanako", ticket.requester().name());
        assertEquals("03-1234-5678", ticket.requester().phone());
    }

    @Test
    void findsTheCallerByAFewLetters() {
        TicketsPage.ask(store -> store.contactByMail("suzuki@example.com")
                .orElseGet(() -> store.save(Contact.of("鈴木 一郎", "suzuki@example.com"), "test")));
        NewTicket dialog = NewTicket.open(driver).chooseCaller("suz", "鈴木 一郎");
        assertTrue(dialog.part().read("caller.hint").contains("suzuki@example.com"), dialog.part().read("caller.hint"));
        dialog.create();
        Ticket ticket = TicketsPage.ask(store -> store.list(TicketFilter.all(), TicketSort.NUMBER, false, 0, 1)).getFirst();
        assertEquals("suzuki@example.com", ticket.requester().mail());
    }

    @Test
    void asksBeforeWhatWasWrittenIsLost() {
        NewTicket dialog = NewTicket.open(driver).happened("Scanner says nothing at all");
        dialog.part().click("cancel");
        driver.waitUntil("the question is asked", () -> driver.dialogs() == 2);
        driver.dialog().close();
        driver.waitUntil("it goes on", () -> driver.dialogs() == 1);
        assertTrue(dialog.part().read("text").contains("Scanner"));
        dialog.create();
        TicketsPage.open(driver).waitFor("Scanner says nothing at all");
    }

    @Test
    void filters() {
        String me = Desk.get().technician();
        make(ticket("Copier is silent").assignee(me), ticket("Outlook asks again and again"),
                ticket("Waits for a password").status(Status.WAITING_FOR_USER).assignee("Sato"),
                ticket("Late").due(Instant.now().minus(Duration.ofHours(3))).assignee("Sato"),
                ticket("Old story").status(Status.SOLVED));
        TicketsPage page = TicketsPage.open(driver).filter("mine").waitFor("Copier is silent");
        page.filter("unassigned").waitFor("Outlook asks again and again");
        page.filter("waiting").waitFor("Waits for a password");
        page.filter("overdue").waitFor("Late");
        page.filter("all").waitFor("Copier is silent", "Outlook asks again and again", "Waits for a password", "Late",
                "Old story");
        page.search("outlook").waitFor("Outlook asks again and again");
        page.search("utlo").waitFor("Outlook asks again and again");
        page.search("zzqqxx").waitForNone();
        page.part().click("empty.all");
        driver.waitUntil("all are back", () -> page.part().isVisible("tickets") && page.subjects().size() == 5);
    }

    @Test
    void changesManyAtOnceAndUndoesIt() {
        make(ticket("First"), ticket("Second"), ticket("Third"));
        TicketsPage page = TicketsPage.open(driver).filter("all").waitFor("First", "Second", "Third");
        String before = page.statuses().getFirst();
        page.part().selectRows("tickets", 0, 1, 2);
        page.part().menu("tickets", "status", "status.solved");
        String solved = Status.SOLVED.text(Tester.locale());
        driver.waitUntil("all are solved", () -> page.statuses().equals(List.of(solved, solved, solved)));
        assertTrue(page.part().isVisible("notice"));
        page.part().focus("tickets");
        driver.run("org.eclipse.ui.edit.undo");
        driver.waitUntil("nothing is solved any more", () -> page.statuses().equals(List.of(before, before, before)));
        page.part().selectRows("tickets", 0);
        page.part().menu("tickets", "remove");
        driver.waitUntil("one is gone", () -> page.subjects().size() == 2);
        page.part().click("notice.undo");
        page.waitFor("First", "Second", "Third");
    }

    @Test
    void saysWhatCouldNotBeChanged() {
        make(ticket("New one"), ticket("Closed one").status(Status.CLOSED));
        TicketsPage page = TicketsPage.open(driver).filter("all").waitFor("New one", "Closed one");
        page.part().selectRows("tickets", 0, 1);
        page.part().menu("tickets", "status", "status.waiting-for-user");
        driver.waitUntil("it is said", () -> page.part().isVisible("notice") && page.part().read("notice").contains("1"));
        String closed = Status.CLOSED.text(Tester.locale());
        driver.waitUntil("one has changed", () -> page.statuses().contains(Status.WAITING_FOR_USER.text(Tester.locale())));
        assertTrue(page.statuses().contains(closed));
    }

    @Test
    void showsWhatOthersDo() {
        TicketsPage page = TicketsPage.open(driver).waitForNone();
        make(ticket("From elsewhere"));
        page.waitFor("From elsewhere");
    }

    @Test
    void fetchesPagesAsTheyComeIntoSight() {
        TicketsPage.ask(store -> {
            for (int i = 1; i <= MANY; i++) {
                store.create(ticket("Ticket " + i), "test");
            }
            return null;
        });
        TicketsPage page = TicketsPage.open(driver);
        driver.waitUntil("all are counted", () -> page.part().read("counts").contains(String.valueOf(MANY)));
        driver.waitUntil("the last is there", () -> page.subjects().contains("Ticket 1"));
        assertEquals(MANY, page.subjects().size());
    }

    @Test
    void exportsATableThatSpreadsheetsCannotRun() throws IOException {
        make(ticket("=cmd in a subject"), ticket("件名は日本語"));
        Path file = folder.resolve("tickets.csv");
        Export.start(file, TicketFilter.all(), false, (sentence, over, failed) -> assertFalse(failed, sentence));
        driver.waitUntil("the file is there", () -> Files.exists(file));
        String text = Files.readString(file);
        assertTrue(text.contains("件名は日本語"), text);
        assertFalse(text.contains(",=cmd") || text.contains("\n=cmd"), text);
    }
}
