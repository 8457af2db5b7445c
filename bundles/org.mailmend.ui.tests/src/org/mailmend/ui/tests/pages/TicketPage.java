package org.mailmend.ui.tests.pages;

import java.util.List;

import org.mailmend.tickets.Entry;
import org.mailmend.tickets.Ticket;
import org.mailmend.tickets.ui.Desk;
import org.mailmend.ui.tests.driver.Driver;

/** The editor of a ticket. */
public final class TicketPage {
    /** The pages, as they stand from left to right. */
    public enum Page {
        CONVERSATION, DIAGNOSIS, EVIDENCE, HISTORY
    }

    private final Driver driver;
    private final Driver.Part part;
    private final long number;

    private TicketPage(Driver driver, long number) {
        this.driver = driver;
        this.number = number;
        part = driver.editor(Desk.EDITOR);
        driver.waitUntil("the ticket is read", () -> part.isVisible("subject") && part.read("number").contains("" + number)
                && !part.read("subject").isEmpty());
    }

    /** The one in front, of this ticket; waits until it is read. */
    public static TicketPage front(Driver driver, long number) {
        return new TicketPage(driver, number);
    }

    public Driver.Part part() {
        return part;
    }

    public TicketPage show(Page page) {
        List<String> pages = part.items("pages");
        part.select("pages", pages.get(page.ordinal()));
        return this;
    }

    /** The ticket as it is in the store. */
    public Ticket ticket() {
        return TicketsPage.ask(store -> store.ticket(number).orElseThrow());
    }

    /** Its entries of a kind as they are in the store. */
    public List<Entry> entries(Entry.Kind kind) {
        return TicketsPage.ask(store -> store.entries(number)).stream().filter(entry -> entry.kind() == kind).toList();
    }

    /** Waits until there are so many entries of a kind. */
    public List<Entry> waitForEntries(Entry.Kind kind, int count) {
        driver.waitUntil(count + " of " + kind, () -> entries(kind).size() == count);
        return entries(kind);
    }

    /** Writes a reply, and looks at it as it will leave. */
    public TicketPage reply(String to, String text) {
        part.write("to", to);
        part.write("reply", text);
        part.click("preview");
        driver.waitUntil("the preview shows it", () -> part.isVisible("preview.letter"));
        return this;
    }

    public TicketPage send() {
        part.click("send");
        return this;
    }
}
