package org.mailmend.tickets.exchange;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

import org.mailmend.tickets.Ticket;
import org.mailmend.tickets.internal.exchange.Csv;

/** Tickets as a table of comma-separated values that spreadsheets open. */
public final class TicketCsv {
    /** Says to spreadsheets that what follows is UTF-8. */
    public static final String BEGINNING = "\uFEFF";

    private TicketCsv() {
    }

    /** The row of headings: the ids of the columns, which {@link CsvImport} knows again. */
    public static String headings() {
        return Csv.write(Arrays.stream(Column.values()).map(Column::id).toList());
    }

    /** The row of headings for people. */
    public static String headings(Locale locale) {
        return Csv.write(Arrays.stream(Column.values()).map(column -> column.text(locale)).toList());
    }

    /** The row of a ticket. */
    public static String row(Ticket ticket) {
        List<String> cells = new ArrayList<>();
        for (Column column : Column.values()) {
            cells.add(column.value(ticket));
        }
        return Csv.write(cells);
    }
}
