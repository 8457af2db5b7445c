package org.mailmend.tickets;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;

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

    @Test
    void losesNothingWhenItIsCutOffInTheMiddle() throws Exception {
        Postgres server = Postgres.get().orElseThrow();
        int cuts = 5;
        AtomicBoolean enough = new AtomicBoolean();
        List<Long> acknowledged = Collections.synchronizedList(new ArrayList<>());
        BlockingQueue<TicketException> troubles = new LinkedBlockingQueue<>();
        BlockingQueue<Event> seen = new LinkedBlockingQueue<>();
        store.subscribe(seen::addAll);
        try (ExecutorService writers = Executors.newFixedThreadPool(3)) {
            List<Future<?>> all = new ArrayList<>();
            for (int writer = 0; writer < 3; writer++) {
                all.add(writers.submit(() -> {
                    while (!enough.get()) {
                        try {
                            acknowledged.add(store.create(subject("one"),
                                    List.of(Entry.of(Entry.Kind.NOTE, Instant.now(), ANN, "", "its note")), ANN).number());
                        } catch (TicketException e) {
                            troubles.add(e);
                        }
                    }
                    return null;
                }));
            }
            for (int cut = 0; cut < cuts; cut++) {
                int before = acknowledged.size();
                server.cutOff(store.location());
                TicketException trouble = troubles.poll(60, TimeUnit.SECONDS);
                assertEquals("store.cut-off", trouble.key());
                while (acknowledged.size() <= before + 3) {
                    TimeUnit.MILLISECONDS.sleep(5);
                }
            }
            enough.set(true);
            for (Future<?> each : all) {
                each.get();
            }
        }
        assertEquals(Set.of("store.cut-off"),
                troubles.stream().map(TicketException::key)
                        .collect(Collectors.toCollection(() -> new TreeSet<>(Set.of("store.cut-off")))));
        List<Ticket> there = store.list(TicketFilter.all(), TicketSort.NUMBER, true, 0, 100_000);
        assertTrue(there.stream().map(Ticket::number).toList().containsAll(acknowledged));
        for (Ticket ticket : there) {
            assertEquals(List.of("its note"), store.entries(ticket.number()).stream().map(Entry::text).toList());
        }
        Ticket last = store.create(subject("last"), ANN);
        Event event = seen.poll(60, TimeUnit.SECONDS);
        while (event.number() != last.number()) {
            event = seen.poll(60, TimeUnit.SECONDS);
            assertNotNull(event, "changes are not followed any more");
        }
    }

    @Test
    void isWokenByTheServerAndAgainAfterItCameBack() throws Exception {
        Postgres server = Postgres.get().orElseThrow();
        BlockingQueue<Event> seen = new LinkedBlockingQueue<>();
        store.subscribe(seen::addAll);
        try (TicketStore other = TicketStore.open(store.location())) {
            other.create(subject("first"), BEN);
            assertNotNull(seen.poll(60, TimeUnit.SECONDS));
            // now it listens: without being woken it would look after five seconds
            long quickest = Long.MAX_VALUE;
            for (int i = 0; i < 5; i++) {
                seen.clear();
                long start = System.nanoTime();
                other.create(subject("next"), BEN);
                assertNotNull(seen.poll(60, TimeUnit.SECONDS));
                quickest = Math.min(quickest, System.nanoTime() - start);
            }
            assertTrue(quickest < 2_000_000_000L, quickest / 1e9 + " s");
            server.stop();
            assertEquals("store.cut-off",
                    assertThrows(TicketException.class, () -> other.create(subject("lost"), BEN)).key());
            server.start();
            seen.clear();
            long number = other.create(subject("after"), BEN).number();
            Event event = seen.poll(60, TimeUnit.SECONDS);
            assertNotNull(event, "changes are not followed any more");
            assertEquals(number, event.number());
        }
    }
}
