package org.mailmend.tickets;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
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
    void looksForTheFewThatAreWantedAndNotThroughAll() throws Exception {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + store.location().file());
                Statement statement = connection.createStatement()) {
            String mine = "select number from ticket t where t.shown = 1 and t.status in ('new', 'in-progress') and t.assignee = 'ann' "
                    + "order by t.updated desc, t.number desc limit 200";
            try (java.sql.ResultSet plan = statement.executeQuery("explain query plan " + mine)) {
                assertTrue(plan.next());
                assertTrue(plan.getString(4).contains("ticket_status (shown=? AND status=? AND assignee=?)"), plan.getString(4));
            }
        }
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

    /** A disk of its own that is really full, where one can be made. */
    @Test
    void keepsTheDraftWhenTheDiskIsFullAndGoesOn() throws Exception {
        Path disk = Files.createDirectory(folder.resolve("disk"));
        assumeTrue(run("mount", "-t", "tmpfs", "-o", "size=2m", "tmpfs", disk.toString()), "no disk can be made here");
        try {
            Path ballast = Files.write(disk.resolve("ballast"), new byte[1_000_000]);
            try (TicketStore small = TicketStore.open(StoreLocation.embedded(disk.resolve("tickets.db")));
                    Drafts drafts = Drafts.open(Drafts.folder(folder, small.id()), e -> {
                        throw new AssertionError(e);
                    })) {
                String text = "x".repeat(50_000);
                drafts.keep(0, "new-1", Map.of("text", text));
                List<Long> saved = new ArrayList<>();
                TicketException full = assertThrows(TicketException.class, () -> {
                    for (int i = 0; i < 100; i++) {
                        saved.add(small.create(subject("one").symptom(text), ANN).number());
                    }
                });
                assertEquals("store.full", full.key());
                assertTrue(full.text(Locale.ENGLISH).contains("make room"));
                assertEquals(text, drafts.find(0, "new-1").orElseThrow().value("text"));
                Files.delete(ballast);
                saved.add(small.create(subject("one").symptom(text), ANN).number());
                assertEquals(saved, small.numbers(TicketFilter.all(), TicketSort.NUMBER, true));
                assertEquals(List.of(), small.check());
            }
        } finally {
            run("umount", disk.toString());
        }
    }

    private static boolean run(String... command) throws InterruptedException {
        try {
            Process process = new ProcessBuilder(command).redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
            return process.waitFor(20, TimeUnit.SECONDS) && process.exitValue() == 0;
        } catch (IOException e) {
            return false;
        }
    }

    @Test
    void saysThatAnotherProgramKeepsItAndGoesOn() throws Exception {
        Path file = store.location().file();
        Process holder = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-cp",
                System.getProperty("java.class.path"), "--enable-native-access=ALL-UNNAMED", "-XX:TieredStopAtLevel=1",
                Holder.class.getName(),
                file.toString()).redirectError(ProcessBuilder.Redirect.DISCARD).start();
        try (BufferedReader out = holder.inputReader()) {
            assertEquals("held", out.readLine());
            assertEquals(0, store.count(TicketFilter.all()), "reading goes on");
            TicketException busy = assertThrows(TicketException.class, () -> store.create(subject("one"), ANN));
            assertEquals("store.busy", busy.key());
            assertEquals(TicketException.Reason.BUSY, busy.reason());
            holder.getOutputStream().close();
            assertTrue(holder.waitFor(30, TimeUnit.SECONDS));
        } finally {
            holder.destroyForcibly();
        }
        assertEquals(1, store.create(subject("one"), ANN).number());
    }

    /** Another program that writes to the file and does not end. */
    static final class Holder {
        private Holder() {
        }

        /** Holds the file until its input ends. */
        public static void main(String[] args) throws Exception {
            try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + args[0]);
                    Statement statement = connection.createStatement()) {
                statement.execute("begin immediate");
                System.out.println("held");
                System.in.read();
                statement.execute("rollback");
            }
        }
    }
}
