package org.mailmend.organisation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mailmend.knowledge.KnowledgeBase;
import org.mailmend.organisation.review.ReviewEntry;
import org.mailmend.organisation.review.ReviewStore;
import org.mailmend.tickets.StoreLocation;
import org.mailmend.tickets.TicketException;
import org.mailmend.tickets.TicketStore;

/** The organisation goes along when the tickets are moved to another database. */
class MoveTest {
    private static final String ANN = "Ann";

    @TempDir
    Path folder;

    @Test
    void movesToAnotherFile() {
        moves(StoreLocation.embedded(folder.resolve("other.db")));
    }

    @Test
    void movesToPostgres() throws Exception {
        assumeTrue(Postgres.get().isPresent(), "PostgreSQL is not installed");
        moves(Postgres.get().orElseThrow().database());
    }

    private void moves(StoreLocation to) {
        StoreLocation from = StoreLocation.embedded(folder.resolve("tickets.db"));
        List<Item> items;
        try (Inventory inventory = Inventory.open(from); ReviewStore reviews = ReviewStore.open(from)) {
            for (byte[] table : new Generator(3).organisation(200)) {
                InventoryTest.read(new String(table, StandardCharsets.UTF_8)).save(inventory, "表", ANN);
            }
            items = inventory.items();
            Plan plan = new Plan(inventory, Clock.systemUTC());
            Wave wave = plan.save(new Wave(0, "第 1", LocalDate.now(), LocalDate.now().plusDays(4), 10, ""));
            plan.assign(List.of(items.getFirst().id(), items.get(1).id()), wave.id(), ANN);
            plan.word(List.of(items.getFirst().id()), "done", ANN);
            new Announcements(plan, KnowledgeBase.get(), Clock.systemUTC()).given(wave,
                    new Announcement("a@example.com", Locale.JAPANESE, "件名", "本文", "短文", List.of(items.get(1).id())), "chat",
                    ANN);
            inventory.addTicket(items.get(1).id(), 7);
            reviews.save(reviews.current().number(), List.of(ReviewEntry.of("g-relay").withStatus(ReviewEntry.Status.RIGHT)));
        }
        try (TicketStore source = TicketStore.open(from); TicketStore target = TicketStore.open(to)) {
            Map<String, Long> counts = source.copyTo(target, table -> {
            });
            assertTrue(counts.get("org_item") >= items.size(), counts.toString());
            assertThrows(TicketException.class, () -> source.copyTo(target, table -> {
            }), "nothing is written over");
        }
        try (Inventory moved = Inventory.open(to); ReviewStore reviews = ReviewStore.open(to)) {
            assertEquals(items, moved.items());
            Plan plan = new Plan(moved, Clock.systemUTC());
            assertEquals(List.of("第 1"), plan.waves().stream().map(Wave::name).toList());
            assertEquals(Progress.State.PROVED, plan.progress(items.getFirst().id()).state());
            assertEquals(1, new Announcements(plan, KnowledgeBase.get(), Clock.systemUTC()).records(0).size());
            assertEquals("{" + items.get(1).id() + "=[7]}", moved.tickets().toString());
            assertEquals(ReviewEntry.Status.RIGHT, reviews.current().entry("g-relay").status());
            // it goes on there: numbers are given out after those that are taken
            Item fresh = moved.save(Item.of(Kind.SCRIPT).with(Field.NAME, "new"), ANN);
            assertTrue(fresh.id() > items.getLast().id());
            moved.undo(moved.changes(1).getFirst().id(), ANN);
        }
    }
}
