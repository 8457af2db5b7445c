package org.mailmend.ui.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.mailmend.diagnosis.CauseId;
import org.mailmend.tickets.Entry;
import org.mailmend.tickets.Ticket;
import org.mailmend.tickets.TicketChange;
import org.mailmend.tickets.TicketFilter;
import org.mailmend.tickets.TicketSort;
import org.mailmend.ui.tests.pages.AdvicePage;
import org.mailmend.ui.tests.pages.AssistantPage;
import org.mailmend.ui.tests.pages.AttachPage;
import org.mailmend.ui.tests.pages.NewTicket;
import org.mailmend.ui.tests.pages.Tester;
import org.mailmend.ui.tests.pages.TicketsPage;

/** What was found anywhere in the window becomes a ticket, or a part of one. */
class HandoverTest extends UiTest {
    private static final String REFUSED = "535-5.7.8 Username and Password not accepted";

    @BeforeEach
    void none() {
        TicketsPage.clear();
    }

    @AfterEach
    void leaveNothing() {
        TicketsPage.clear();
    }

    private static Ticket newest() {
        return TicketsPage.ask(store -> store.list(TicketFilter.all(), TicketSort.NUMBER, false, 0, 1)).getFirst();
    }

    private static List<Entry> entries(long number) {
        return TicketsPage.ask(store -> store.entries(number));
    }

    @Test
    void aCheckBecomesATicketWithItsEvidence() {
        Tester tester = Tester.open(driver).choosePractice("gmail-account-password");
        String secret = tester.part().read("secret");
        tester.start().waitForResult();
        tester.part().click("ticket.make");
        NewTicket.front(driver).waitFor("AUTH_").create();
        Ticket ticket = newest();
        assertEquals(CauseId.AUTH_ACCOUNT_PASSWORD_RETIRED, ticket.cause());
        assertTrue(ticket.symptom().startsWith("534") || ticket.symptom().startsWith("535"), ticket.symptom());
        Entry check = entries(ticket.number()).stream().filter(entry -> entry.kind() == Entry.Kind.CHECK).findFirst()
                .orElseThrow();
        assertEquals(List.of("check.md", "check.json"), check.attachments().stream().map(file -> file.name()).toList());
        String report = TicketsPage.ask(store -> new String(store.content(check.attachments().getFirst()),
                java.nio.charset.StandardCharsets.UTF_8));
        assertTrue(report.contains("AUTH"), report);
        assertFalse(secret.isEmpty());
        assertFalse((report + check.text()).contains(secret), report);
    }

    @Test
    void aCheckIsAttachedToTheTicketThatIsChosen() {
        long number = TicketsPage.ask(store -> store
                .create(TicketChange.none().subject("Copier on floor 3").symptom("It does not send"), "test").number());
        TicketsPage.ask(store -> store.create(TicketChange.none().subject("Another"), "test"));
        Tester tester = Tester.open(driver).choosePractice("tls-wrong-host").start().waitForResult();
        tester.part().click("ticket.attach");
        AttachPage.front(driver).look("floor").waitFor("Copier on floor 3").attach();
        driver.waitUntil("the evidence is there", () -> !entries(number).isEmpty());
        assertTrue(entries(number).stream().anyMatch(entry -> entry.kind() == Entry.Kind.CHECK));
        Ticket ticket = TicketsPage.ask(store -> store.ticket(number).orElseThrow());
        assertEquals(CauseId.TLS_CERT_WRONG_HOST, ticket.cause());
        assertEquals("It does not send", ticket.symptom());
        assertEquals("Copier on floor 3", ticket.subject());
    }

    @Test
    void whatTheAssistantExplainedBecomesATicket() {
        AssistantPage page = AssistantPage.open(driver).put(REFUSED).waitFor("AUTH_BAD_CREDENTIALS");
        page.part().click("ticket.make");
        NewTicket dialog = NewTicket.front(driver).waitFor("AUTH_BAD_CREDENTIALS");
        assertEquals(REFUSED, dialog.part().read("text"));
        dialog.create();
        assertEquals(CauseId.AUTH_BAD_CREDENTIALS, newest().cause());
        assertEquals(REFUSED, newest().symptom());
    }

    @Test
    void anAdviceBringsClientWayAndSteps() {
        long number = TicketsPage.ask(store -> store.create(TicketChange.none().subject("What now?"), "test").number());
        AdvicePage page = AdvicePage.open(driver).client("outlook-2016-msi").answer("workspace").answerTheRest();
        page.part().click("ticket.attach");
        AttachPage.front(driver).waitFor("What now?").attach();
        driver.waitUntil("the way is there",
                () -> TicketsPage.ask(store -> store.ticket(number).orElseThrow()).route().isPresent());
        Ticket ticket = TicketsPage.ask(store -> store.ticket(number).orElseThrow());
        assertEquals("outlook-2016-msi", ticket.client());
        assertFalse(ticket.steps().isEmpty());
        assertTrue(entries(number).stream().anyMatch(entry -> entry.kind() == Entry.Kind.NOTE));
    }
}
