package org.mailmend.tickets.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mailmend.tickets.StoreLocation;
import org.mailmend.tickets.TicketChange;
import org.mailmend.tickets.TicketException;
import org.mailmend.tickets.TicketStore;

/** Tables of other parts in the database of tickets. */
class SharedDatabaseTest {
    private static final Part OLD = new Part("probe", 1, SharedDatabaseTest.class, List.of("probe_counter", "probe_item"));
    private static final Part NEW = new Part("probe", 2, SharedDatabaseTest.class,
            List.of("probe_counter", "probe_item", "probe_link"));

    @TempDir
    Path folder;

    private StoreLocation place(String name) {
        return StoreLocation.embedded(folder.resolve(name + ".db"));
    }

    @Test
    void bringsOldTablesUpToDateAfterABackup() throws Exception {
        try (SharedDatabase old = SharedDatabase.open(place("a"), OLD)) {
            old.transaction(handle -> handle.execute("insert into probe_item values (1, 'first')"));
        }
        try (SharedDatabase now = SharedDatabase.open(place("a"), NEW)) {
            now.transaction(handle -> handle.execute("insert into probe_link values (1, 1)"));
            assertEquals(List.of("first"),
                    now.read(handle -> handle.createQuery("select name from probe_item").mapTo(String.class).list()));
        }
        try (Stream<Path> files = Files.list(folder)) {
            assertEquals(1, files.filter(file -> file.toString().endsWith(".backup")).count());
        }
        assertEquals("store.newer", assertThrows(TicketException.class, () -> SharedDatabase.open(place("a"), OLD)).key());
    }

    @Test
    void undoesWhatThrows() {
        try (SharedDatabase database = SharedDatabase.open(place("a"), NEW)) {
            assertThrows(IllegalStateException.class, () -> database.transaction(handle -> {
                handle.execute("insert into probe_item values (1, 'first')");
                throw new IllegalStateException("stop");
            }));
            assertEquals(List.of(0L),
                    database.read(handle -> handle.createQuery("select count(*) from probe_item").mapTo(Long.class).list()));
        }
    }

    @Test
    void movesAlongWithTheTickets() throws Exception {
        try (SharedDatabase database = SharedDatabase.open(place("a"), NEW);
                TicketStore tickets = TicketStore.open(place("a"));
                TicketStore other = TicketStore.open(place("b"))) {
            tickets.create(TicketChange.none().subject("one"), "Ann");
            database.transaction(handle -> handle.execute("insert into probe_item values (1, '一')"));
            database.transaction(handle -> handle.execute("insert into probe_link values (1, 1)"));
            Map<String, Long> counts = tickets.copyTo(other, table -> {
            });
            assertEquals(1L, counts.get("probe_link"));
        }
        try (SharedDatabase moved = SharedDatabase.open(place("b"), NEW)) {
            assertEquals("一", moved.read(handle -> handle.createQuery("select name from probe_item").mapTo(String.class).one()));
        }
        try (TicketStore tickets = TicketStore.open(place("a")); SharedDatabase full = SharedDatabase.open(place("c"), NEW)) {
            full.transaction(handle -> handle.execute("insert into probe_item values (7, 'mine')"));
            try (TicketStore other = TicketStore.open(place("c"))) {
                assertEquals("store.not-empty", assertThrows(TicketException.class, () -> tickets.copyTo(other, table -> {
                })).key());
            }
            assertTrue(full.read(handle -> handle.createQuery("select name from probe_item").mapTo(String.class).list())
                    .contains("mine"));
        }
    }
}
