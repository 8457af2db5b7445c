package org.mailmend.tickets.internal.store;

import java.util.List;

import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;

/**
 * Tells SQLite how the values of a big help desk are spread. Without it, it looks through all tickets for the few that are wanted. To find
 * that out by itself takes it a minute for a million tickets, and in a small desk any way is quick. PostgreSQL finds it out in the
 * background.
 */
final class Spread {
    /** Table, index, how many rows there are and how many have the same first, first two ... values: as {@code analyze} found it. */
    private static final List<List<String>> ROWS = List.of(List.of("contact", "contact_organisation", "5000 25"),
            List.of("contact", "contact_mail", "5000 1"), List.of("contact", "sqlite_autoindex_contact_1", "5000 1"),
            List.of("ticket", "sqlite_autoindex_ticket_1", "100000 1"), List.of("ticket", "ticket_number", "100000 100000 1"),
            List.of("ticket", "ticket_updated", "100000 100000 1 1"), List.of("ticket", "ticket_created", "100000 100000 1 1"),
            List.of("ticket", "ticket_client", "100000 100000 16000 1"),
            List.of("ticket", "ticket_cause", "100000 100000 25000 1"),
            List.of("ticket", "ticket_assignee", "100000 100000 5000 1"),
            List.of("ticket", "ticket_status", "100000 100000 16000 800"),
            List.of("ticket", "ticket_due", "100000 100000 2 1"), List.of("ticket", "ticket_overdue", "3000 3000 2 1"),
            List.of("ticket", "ticket_priority_rank", "100000 100000 25000 1"),
            List.of("ticket", "ticket_status_rank", "100000 100000 16000 1"),
            List.of("ticket", "ticket_requester_order", "100000 100000 20 1"),
            List.of("ticket", "ticket_report", "100000 100000 1 1 1 1 1 1 1 1 1 1 1"),
            List.of("ticket", "ticket_subject", "100000 100000 5 1 1"),
            List.of("ticket", "ticket_route", "100000 100000 25000 1"),
            List.of("ticket", "ticket_requester", "100000 20 20 1 1"), List.of("ticket", "ticket_tags", "33000 600 1"));

    private Spread() {
    }

    /** Tells it, unless it knows something already. */
    static void tell(Database database) {
        if (!database.isEmbedded() || database.read(Spread::isKnown)) {
            return;
        }
        database.transaction(handle -> {
            if (!isKnown(handle)) {
                // makes the table for it
                handle.execute("analyze sqlite_schema");
                PreparedBatch rows = handle.prepareBatch("insert into sqlite_stat1 (tbl, idx, stat) values (?, ?, ?)");
                ROWS.forEach(row -> rows.add(row.toArray()));
                rows.execute();
            }
            return null;
        });
        // each connection reads it when it is opened
        database.reconnect();
    }

    private static boolean isKnown(Handle handle) {
        return handle.createQuery("select count(*) from sqlite_schema where name = 'sqlite_stat1'").mapTo(Long.class).one() > 0;
    }
}
