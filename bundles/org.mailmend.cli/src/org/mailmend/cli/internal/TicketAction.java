package org.mailmend.cli.internal;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import org.mailmend.check.Redactor;
import org.mailmend.check.report.Columns;
import org.mailmend.tickets.StoreLocation;
import org.mailmend.tickets.Ticket;
import org.mailmend.tickets.TicketException;
import org.mailmend.tickets.TicketStore;

/** A command that works with tickets: opens their store, and turns what cannot be done into a sentence. */
abstract class TicketAction extends Command {
    private static final int LOCAL_REASON = 3;
    private static final Option DATABASE = Option.value("--database", "URL", "option.ticket.database");

    TicketAction(String name) {
        super(name);
    }

    /** Its own options besides those that all have. */
    abstract List<Option> own();

    @Override
    final List<Option> options() {
        List<Option> all = new ArrayList<>(own());
        all.add(DATABASE);
        all.add(Option.JSON);
        all.add(Option.PRETTY);
        return all;
    }

    @Override
    final int run(Arguments arguments, Context context) throws UsageException, IOException {
        try {
            return work(arguments, context);
        } catch (TicketException e) {
            context.out().flush();
            context.err().println(e.text(context.locale()));
            context.err().flush();
            return switch (e.reason()) {
                case BUSY, STORE, MAIL -> LOCAL_REASON;
                case INPUT, NOT_FOUND, CONFLICT -> 2;
            };
        }
    }

    /** Does the work; returns the exit code. */
    abstract int work(Arguments arguments, Context context) throws UsageException, IOException;

    /** Where tickets are kept: what the command line says, else the file in Mailmend's folder. */
    static StoreLocation location(Arguments arguments, Context context) {
        String address = arguments.get("--database");
        return address == null ? StoreLocation.inHome(Home.folder(context.env())) : location(address, context);
    }

    static StoreLocation location(String address, Context context) {
        String password = context.env().get("MAILMEND_DATABASE_PASSWORD");
        return StoreLocation.of(address, password == null || password.isEmpty() ? null : password.toCharArray());
    }

    static TicketStore open(Arguments arguments, Context context) {
        return TicketStore.open(location(arguments, context));
    }

    /** Where the search index of a store is kept. */
    static Path index(TicketStore store, Context context) {
        return Home.folder(context.env()).resolve("search").resolve("tickets-" + store.id());
    }

    /** Who works here. */
    static String who() {
        String name = System.getProperty("user.name", "").strip();
        return name.isEmpty() ? "mailmend" : name.length() > 100 ? name.substring(0, 100) : name;
    }

    /** A number of a ticket, with or without a number sign. */
    static long number(String text) throws UsageException {
        String digits = text.startsWith("#") ? text.substring(1) : text;
        if (digits.isEmpty() || digits.length() > 15 || !digits.chars().allMatch(c -> c >= '0' && c <= '9')) {
            throw new UsageException("usage.ticket.number", text);
        }
        return Long.parseLong(digits);
    }

    /** A ticket in one line for people. */
    static String line(Ticket ticket, Context context) {
        String number = "#" + ticket.number();
        String status = ticket.status().text(context.locale());
        String requester = ticket.requester() == null ? "" : "  (" + ticket.requester().shown() + ")";
        int columns = context.style().columns();
        String line = pad(number, 7) + pad(status, 16) + " " + ticket.subject() + requester;
        return visible(columns == 0 ? line : cut(line, columns));
    }

    private static String pad(String text, int width) {
        return text + " ".repeat(Math.max(1, width - Columns.width(text)));
    }

    private static String cut(String line, int columns) {
        if (Columns.width(line) <= columns) {
            return line;
        }
        int end = line.length();
        while (end > 0 && Columns.width(line.substring(0, end)) > columns - 1) {
            end--;
        }
        return line.substring(0, end) + "…";
    }

    /** A text of somebody else, without anything that a terminal would obey. */
    static String visible(String text) {
        return Redactor.visible(text);
    }
}
