package org.mailmend.tickets;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.mailmend.tickets.internal.store.Troubles;

/** The store in a file. */
class SqliteStoreTest extends StoreTest {
    private int number;

    @Override
    StoreLocation location() {
        return StoreLocation.embedded(folder.resolve("home " + number++ + "/チケット.db"));
    }

    @Test
    void refusesOneOfANewerMailmend() throws Exception {
        Path file = store.location().file();
        sql(file, "update meta set value = '99' where name = 'schema'");
        TicketException e = assertThrows(TicketException.class, () -> TicketStore.open(StoreLocation.embedded(file)));
        assertEquals("store.newer", e.key());
        assertTrue(e.text(Locale.ENGLISH).contains("newer Mailmend"));
    }

    @Test
    void refusesWhatIsSomethingElse() throws Exception {
        Path other = folder.resolve("other.db");
        sql(other, "create table song (id integer)");
        assertEquals("store.foreign",
                assertThrows(TicketException.class, () -> TicketStore.open(StoreLocation.embedded(other))).key());
        Path text = Files.writeString(folder.resolve("text.db"),
                "no database at all, but long enough to be looked at ".repeat(40));
        assertEquals("store.corrupt",
                assertThrows(TicketException.class, () -> TicketStore.open(StoreLocation.embedded(text))).key());
        Path inFile = text.resolve("tickets.db");
        assertEquals("store.denied",
                assertThrows(TicketException.class, () -> TicketStore.open(StoreLocation.embedded(inFile))).key());
    }

    @Test
    void opensAndWritesForSeveralAtOnce() throws Exception {
        StoreLocation place = StoreLocation.embedded(folder.resolve("shared/tickets.db"));
        try (ExecutorService threads = Executors.newFixedThreadPool(6)) {
            List<Future<Long>> all = new ArrayList<>();
            for (int i = 0; i < 6; i++) {
                all.add(threads.submit(() -> {
                    try (TicketStore own = TicketStore.open(place)) {
                        for (int j = 0; j < 9; j++) {
                            own.create(subject("one"), ANN);
                        }
                        return own.create(subject("last"), ANN).number();
                    }
                }));
            }
            for (Future<Long> each : all) {
                assertTrue(each.get() >= 10);
            }
        }
        try (TicketStore shared = TicketStore.open(place)) {
            assertEquals(60, shared.count(TicketFilter.all()));
            assertEquals(60, shared.list(TicketFilter.all(), TicketSort.NUMBER, false, 0, 1).getFirst().number());
            assertEquals(List.of(), shared.check());
        }
    }

    @Test
    void findsDamage() throws Exception {
        store.create(subject("one"), ANN);
        sql(store.location().file(), "update ticket set subject = 'two'");
        List<String> found = store.check();
        assertEquals(List.of("ticket 1: subject differs from its history"), found);
        sql(store.location().file(), "update ticket set subject = 'one'");
    }

    @Test
    void tellsOfAnotherWindow() {
        StoreLocation place = store.location();
        try (TicketStore first = TicketStore.openForWindow(place); TicketStore second = TicketStore.openForWindow(place)) {
            assertTrue(first.otherWindow().isEmpty());
            assertTrue(second.otherWindow().orElseThrow().startsWith(ProcessHandle.current().pid() + "@"));
        }
        try (TicketStore third = TicketStore.openForWindow(place)) {
            assertTrue(third.otherWindow().isEmpty());
        }
    }

    @Test
    void saysThatTheDiskIsFull() throws Exception {
        Path file = store.location().file();
        store.create(subject("one"), ANN);
        long pages;
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                Statement statement = connection.createStatement()) {
            pages = statement.executeQuery("pragma page_count").getLong(1);
        }
        assertTrue(pages > 1);
        // a connection that may not grow the file behaves as a full disk does
        TicketException e = assertThrows(TicketException.class, () -> limited(file, pages));
        assertEquals("store.full", e.key());
        assertEquals(2, store.create(subject("two"), ANN).number(), "work goes on");
    }

    private static void limited(Path file, long pages) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                Statement statement = connection.createStatement()) {
            statement.execute("pragma max_page_count = " + pages);
            statement.execute("insert into setting values ('', 'x', '" + "x".repeat(500_000) + "')");
        } catch (SQLException e) {
            throw Objects.requireNonNull(Troubles.explain(e, StoreLocation.embedded(file)), e::toString);
        }
    }

    private static void sql(Path file, String statement) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                Statement run = connection.createStatement()) {
            run.execute(statement);
        }
    }

    @Test
    void leavesNothingOfAForgottenPersonInTheFile() throws Exception {
        Contact ann = store.save(Contact.of("Quixotica Zebulon", "quix@example.com"), ANN);
        store.create(subject("Quixotica Zebulon cannot send").requester(ann), ANN);
        store.anonymise(ann.id(), BEN);
        try (Stream<Path> files = Files.list(store.location().file().getParent())) {
            for (Path file : files.toList()) {
                String bytes = new String(Files.readAllBytes(file), java.nio.charset.StandardCharsets.ISO_8859_1);
                assertTrue(!bytes.contains("Zebulon") && !bytes.contains("quix@"), file::toString);
            }
        }
    }
}
