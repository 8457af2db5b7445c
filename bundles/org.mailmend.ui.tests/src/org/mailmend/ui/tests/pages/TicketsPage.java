package org.mailmend.ui.tests.pages;

import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;

import org.mailmend.tickets.TicketFilter;
import org.mailmend.tickets.TicketSort;
import org.mailmend.tickets.TicketStore;
import org.mailmend.tickets.ui.Desk;
import org.mailmend.ui.tests.driver.Driver;

/** The list of tickets. */
public final class TicketsPage {
    private static final int SUBJECT = 1;
    private static final int STATUS = 2;

    private final Driver driver;
    private final Driver.Part part;

    private TicketsPage(Driver driver) {
        this.driver = driver;
        part = driver.view(Desk.VIEW_TICKETS, null);
    }

    /** The list, in front. */
    public static TicketsPage open(Driver driver) {
        return new TicketsPage(driver);
    }

    /** Asks the store behind the list; waits for the answer. */
    public static <T> T ask(Function<TicketStore, T> question) {
        return Desk.get().ask(question).join();
    }

    /** Throws all tickets away. */
    public static void clear() {
        ask(store -> {
            store.numbers(TicketFilter.all(), TicketSort.NUMBER, true).forEach(number -> store.remove(number, "test"));
            return null;
        });
    }

    public Driver.Part part() {
        return part;
    }

    public TicketsPage filter(String preset) {
        part.click("filter." + preset);
        return this;
    }

    public TicketsPage search(String words) {
        part.write("search", words);
        return this;
    }

    public List<String> subjects() {
        return part.rows("tickets").stream().map(row -> row.get(SUBJECT)).toList();
    }

    public List<String> statuses() {
        return part.rows("tickets").stream().map(row -> row.get(STATUS)).toList();
    }

    /** Waits until exactly these are shown, in any order. */
    public TicketsPage waitFor(String... subjects) {
        List<String> wanted = List.of(subjects).stream().sorted().toList();
        driver.waitUntil("the list shows " + wanted,
                () -> part.isVisible("tickets") && subjects().stream().sorted().toList().equals(wanted));
        return this;
    }

    public TicketsPage waitForNone() {
        driver.waitUntil("nothing is listed", () -> part.isVisible("empty.words"));
        return this;
    }

    public TicketsPage picture(Path file) {
        driver.picture(file);
        return this;
    }
}
