package org.mailmend.tickets;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mailmend.diagnosis.CauseId;

class TicketSearchTest {
    private static final String ANN = "Ann";

    @TempDir
    Path folder;
    private TicketStore store;
    private Path place;

    @BeforeEach
    void open() {
        store = TicketStore.open(StoreLocation.embedded(folder.resolve("tickets.db")));
        place = folder.resolve("index");
    }

    @AfterEach
    void close() {
        store.close();
    }

    private Ticket create(String subject, String symptom) {
        return store.create(TicketChange.none().subject(subject).symptom(symptom), ANN);
    }

    private static List<Long> find(TicketSearch search, String text) throws IOException {
        return search.find(text, 10).stream().map(TicketSearch.Hit::number).toList();
    }

    private List<Long> find(String text) throws IOException {
        try (TicketSearch search = TicketSearch.open(store, place)) {
            return find(search, text);
        }
    }

    @Test
    void findsBothLanguagesInAllTexts() throws IOException {
        create("複合機からメールを送信できません", "画面に「#751」と出ます");
        create("Outlook cannot send", "535 5.7.8 Username and Password not accepted");
        store.add(2, Entry.of(Entry.Kind.TRANSCRIPT, Instant.now(), ANN, "log.txt", "S: 220 mx.example.com ESMTP quokka"),
                List.of(), ANN);
        Contact hana = store.save(Contact.of("山田 花子", "hana@example.com"), ANN);
        store.create(TicketChange.none().subject("third").requester(hana).tags(Set.of("VIP")).cause(CauseId.TLS_CERT_EXPIRED),
                ANN);
        try (TicketSearch search = TicketSearch.open(store, place)) {
            assertEquals(List.of(1L), find(search, "メール 送信できない"));
            assertEquals(List.of(1L), find(search, "複合"));
            assertEquals(List.of(2L), find(search, "passwords accepted"));
            assertEquals(List.of(2L), find(search, "5.7.8"));
            assertEquals(List.of(2L), find(search, "quok"));
            assertEquals(List.of(2L), find(search, "log.txt"));
            assertEquals(List.of(3L), find(search, "花子"));
            assertEquals(List.of(3L), find(search, "hana@example.com"));
            assertEquals(List.of(3L), find(search, "vip"));
            assertEquals(List.of(3L), find(search, "TLS_CERT_EXPIRED"));
            assertEquals(2L, find(search, "#2").getFirst());
            assertEquals(List.of(), find(search, "zebra"));
            assertEquals(List.of(), find(search, "  \"\" "));
            TicketSearch.Hit hit = search.find("username", 10).getFirst();
            TicketSearch.Range range = hit.ranges().getFirst();
            assertEquals("Username", hit.excerpt().substring(range.start(), range.end()));
        }
    }

    @Test
    void followsTheStore() throws IOException {
        Ticket ticket = create("giraffe", "");
        try (TicketSearch search = TicketSearch.open(store, place)) {
            assertEquals(List.of(1L), find(search, "giraffe"));
            store.change(ticket, TicketChange.none().subject("elephant"), ANN);
            assertEquals(List.of(), find(search, "giraffe"));
            assertEquals(List.of(1L), find(search, "elephant"));
            create("elephants", "");
            store.merge(2, 1, ANN);
            assertEquals(List.of(1L), find(search, "elephant"));
            store.remove(1, ANN);
            assertEquals(List.of(), find(search, "elephant"));
        }
        store.restore(1, ANN);
        assertEquals(List.of(1L), find("elephant"));
        Contact contact = store.save(Contact.of("Gina", "gina@example.com"), ANN);
        store.create(TicketChange.none().subject("x").requester(contact), ANN);
        assertEquals(List.of(3L), find("gina"));
        store.save(contact.withName("Lotte"), ANN);
        assertEquals(List.of(3L), find("lotte"));
    }

    @Test
    void isBuiltAgainWhenLostOrDamaged() throws IOException {
        create("giraffe", "");
        assertEquals(List.of(1L), find("giraffe"));
        damage(file -> new byte[] {1, 2, 3});
        assertEquals(List.of(1L), find("giraffe"));
        try (Stream<Path> files = Files.list(place)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        }
        assertEquals(List.of(1L), find("giraffe"));
    }

    private interface Damage {
        byte[] of(Path file);
    }

    private void damage(Damage damage) throws IOException {
        try (Stream<Path> files = Files.list(place)) {
            List<Path> all = files.filter(file -> !file.endsWith("write.lock")).toList();
            assertTrue(all.size() > 1);
            for (Path file : all) {
                Files.write(file, damage.of(file));
            }
        }
    }

    @Test
    void isBuiltAgainForAnotherStore() throws IOException {
        create("giraffe", "");
        Path backup = folder.resolve("backup.db");
        store.backUp(backup);
        create("elephant", "");
        assertEquals(List.of(2L), find("elephant"));
        store.close();
        store = TicketStore.open(StoreLocation.embedded(backup));
        create("zebra", "");
        assertEquals(List.of(), find("elephant"));
        assertEquals(List.of(2L), find("zebra"));
    }

    @Test
    void tellsHowFarItIsAndFindsWhatItHas() throws IOException {
        List<Long> numbers = new ArrayList<>();
        for (int i = 0; i < 250; i++) {
            numbers.add(create("printer " + i, "").number());
        }
        List<Integer> seen = new ArrayList<>();
        try (TicketSearch search = TicketSearch.open(store, place, 100)) {
            search.catchUp(taken -> {
                try {
                    // whoever looks for something meanwhile does not wait for the end
                    search.find("printer", 10);
                    seen.add(search.percent().orElseThrow());
                    assertTrue(search.isBehind());
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
            assertEquals(List.of(80, 99), seen);
            assertTrue(find(search, "printer 249").contains(numbers.getLast()));
            assertTimeoutPreemptively(Duration.ofSeconds(20), () -> {
                while (search.percent().isPresent()) {
                    Thread.onSpinWait();
                }
            });
        }
    }

    @Test
    void readsWhileAnotherWrites() throws IOException {
        create("giraffe", "");
        try (TicketSearch window = TicketSearch.open(store, place)) {
            assertEquals(List.of(1L), find(window, "giraffe"));
            assertEquals(List.of(1L), find("giraffe"));
        }
    }
}
