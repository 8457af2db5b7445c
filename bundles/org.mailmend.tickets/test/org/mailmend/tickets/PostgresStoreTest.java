package org.mailmend.tickets;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import org.junit.jupiter.api.Test;

/** The store in PostgreSQL; left out where that is not installed. */
class PostgresStoreTest extends StoreTest {

    @Override
    StoreLocation location() throws Exception {
        assumeTrue(Postgres.get().isPresent(), "PostgreSQL is not installed");
        return Postgres.get().orElseThrow().database();
    }

    @Test
    void losesNoChangeOfTwentyWriters() throws Exception {
        int tickets = 50;
        int writers = 20;
        int rounds = 10;
        for (int i = 0; i < tickets; i++) {
            store.create(subject("t").symptom("-"), ANN);
        }
        try (ExecutorService threads = Executors.newFixedThreadPool(writers)) {
            List<Future<?>> all = new ArrayList<>();
            for (int w = 0; w < writers; w++) {
                int writer = w;
                all.add(threads.submit(() -> {
                    try (TicketStore own = TicketStore.open(store.location())) {
                        for (int round = 0; round < rounds; round++) {
                            addLine(own, (writer * 7 + round * 13) % tickets + 1, writer + "/" + round);
                        }
                    }
                    return null;
                }));
            }
            for (Future<?> each : all) {
                each.get();
            }
        }
        List<String> lines = store.list(TicketFilter.all(), TicketSort.NUMBER, true, 0, tickets).stream()
                .flatMap(ticket -> ticket.symptom().lines().skip(1)).toList();
        assertEquals(writers * rounds, lines.size());
        assertEquals(writers * rounds, Set.copyOf(lines).size());
    }

    /** Reads a text, adds a line and writes it; again when somebody else was quicker. */
    private static void addLine(TicketStore store, long number, String line) {
        Ticket base = store.ticket(number).orElseThrow();
        while (true) {
            try {
                store.change(base, TicketChange.none().symptom(base.symptom() + "\n" + line), line);
                return;
            } catch (ConflictException e) {
                base = e.current();
            }
        }
    }

    @Test
    void goesOnAfterTheServerCameBack() throws Exception {
        Postgres server = Postgres.get().orElseThrow();
        store.create(subject("before"), ANN);
        server.stop();
        try {
            TicketException e = assertThrows(TicketException.class, () -> store.create(subject("lost"), ANN));
            assertEquals("store.cut-off", e.key());
            assertEquals(TicketException.Reason.STORE, e.reason());
        } finally {
            server.start();
        }
        assertEquals("before", store.ticket(1).orElseThrow().subject());
        assertEquals(2, store.create(subject("after"), ANN).number());
    }

    @Test
    void movesThereAndBack() throws Exception {
        Ticket ticket = store.create(subject("一").symptom("\t'\\"), ANN);
        store.add(1, Entry.of(Entry.Kind.FILE, ticket.created(), ANN, "f", ""),
                List.of(new Attachment.Content("f", "", new byte[] {0, -1})), ANN);
        try (TicketStore file = TicketStore.open(StoreLocation.embedded(folder.resolve("tickets.db")))) {
            Map<String, Long> there = store.copyTo(file, table -> {
            });
            assertEquals(store.history(1), file.history(1));
            try (TicketStore back = TicketStore.open(location())) {
                assertEquals(there, file.copyTo(back, table -> {
                }));
                assertEquals(store.entries(1), back.entries(1));
                assertEquals(List.of(), back.check());
            }
        }
    }

    @Test
    void saysWhyItCannotBeOpened() {
        String url = store.location().url();
        assertEquals("store.no-database", assertThrows(TicketException.class,
                () -> TicketStore.open(StoreLocation.of(url.replaceFirst("/desk\\d+", "/nothing"), null))).key());
        assertEquals("store.cut-off", assertThrows(TicketException.class,
                () -> TicketStore.open(StoreLocation.of("jdbc:postgresql://127.0.0.1:1/x", null))).key());
        TicketException e = assertThrows(TicketException.class,
                () -> StoreLocation.of("jdbc:postgresql://db.example.com/x?password=geheim", null));
        assertEquals("store.password", e.key());
        assertEquals(false, e.text(Locale.ENGLISH).contains("geheim"));
    }
}
