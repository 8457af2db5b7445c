package org.mailmend.organisation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mailmend.knowledge.KnowledgeBase;
import org.mailmend.organisation.review.Review;
import org.mailmend.organisation.review.ReviewEntry;
import org.mailmend.organisation.review.ReviewStore;
import org.mailmend.tickets.StoreLocation;

/** What every store of the inventory does, whatever the database is. */
abstract class InventoryTest {
    static final String ANN = "Ann";
    static final Clients CLIENTS = new Clients(KnowledgeBase.get());

    @TempDir
    Path folder;
    Inventory inventory;

    abstract StoreLocation location() throws Exception;

    @BeforeEach
    void open() throws Exception {
        inventory = Inventory.open(location());
    }

    @AfterEach
    void close() {
        if (inventory != null) {
            inventory.close();
        }
    }

    static Import read(String csv) {
        return Import.read(csv.getBytes(StandardCharsets.UTF_8), Map.of(), Import.Options.NONE, CLIENTS);
    }

    Item person(String name, String mail) {
        return inventory.save(Item.of(Kind.PERSON).with(Field.NAME, name).with(Field.MAIL, mail), ANN);
    }

    @Test
    void findsTheSameAgainAndMakesNoDoubles() {
        Generator generator = new Generator(7);
        for (byte[] table : generator.organisation(300)) {
            Import first = Import.read(table, Map.of(), Import.Options.NONE, CLIENTS);
            Loaded dry = first.dryRun(inventory);
            Loaded loaded = first.save(inventory, "file", ANN);
            assertEquals(dry.created(), loaded.created());
            assertEquals(dry.changed(), loaded.changed());
            long size = inventory.size();
            Loaded again = Import.read(table, Map.of(), Import.Options.NONE, CLIENTS).save(inventory, "file", ANN);
            assertEquals(0, again.created());
            assertEquals(0, again.changed());
            assertEquals(0, again.change());
            assertEquals(size, inventory.size());
        }
        Item byHand = person("別の名前", " USER3@Example.co.jp ");
        assertEquals("user3@example.co.jp", byHand.get(Field.MAIL));
        assertEquals(1, inventory.items().stream()
                .filter(item -> item.kind() == Kind.PERSON && item.get(Field.MAIL).equals("user3@example.co.jp")).count());
    }

    @Test
    void findsADeviceAgainByAnyOfItsMarks() {
        read("kind,name,serial,ip address\ndevice,copier,S1,10.0.0.1\n").save(inventory, "a", ANN);
        read("kind,name,ip address,firmware\ndevice,Copier 2F,10.0.0.1,2.0\n").save(inventory, "b", ANN);
        Loaded third = read("kind,serial,note\ndevice,s1,moved\n").save(inventory, "c", ANN);
        assertEquals(0, third.created());
        Item only = inventory.items().getFirst();
        assertEquals(1, inventory.size());
        assertEquals("2.0", only.get(Field.VERSION));
        assertEquals("moved", only.get(Field.NOTE));
        assertEquals("S1", only.get(Field.SERIAL).toUpperCase());
    }

    @Test
    void undoesAnImport() {
        Item ann = person("Ann", "ann@example.com");
        Loaded loaded = read("name,mail,program\nAnn Lee,ann@example.com,Outlook 2016\nBen,ben@example.com,Thunderbird 128\n")
                .save(inventory,
                        "f.csv", ANN);
        assertEquals(3, loaded.created());
        assertEquals(1, loaded.changed());
        assertEquals(4, inventory.size());
        assertEquals("f.csv", inventory.changes(1).getFirst().source());
        assertEquals(3, inventory.changes(1).getFirst().created());
        assertEquals(0, inventory.undo(loaded.change(), ANN));
        assertEquals(List.of("Ann"), inventory.items().stream().map(Item::title).toList());
        // and the undoing of it
        inventory.undo(inventory.changes(1).getFirst().id(), ANN);
        assertEquals(4, inventory.size());
        assertEquals("Ann Lee", inventory.item(ann.id()).orElseThrow().title());
    }

    @Test
    void keepsWhatWasChangedAfterwardsWhenItUndoes() {
        Item ann = person("Ann", "ann@example.com");
        Loaded loaded = read("name,mail,site\nAnn Lee,ann@example.com,Kyoto\n").save(inventory, "f.csv", ANN);
        inventory.save(inventory.item(ann.id()).orElseThrow().with(Field.NAME, "Ann Lee-Sato"), ANN);
        assertEquals(1, inventory.undo(loaded.change(), ANN));
        Item now = inventory.item(ann.id()).orElseThrow();
        assertEquals("Ann Lee-Sato", now.title());
        assertEquals("", now.get(Field.SITE));
    }

    @Test
    void mergesAndTakesItBack() {
        Item a = person("Ann", "ann@example.com");
        Item b = person("Ann", "ann.lee@example.com");
        inventory.setAll(List.of(b.id()), Field.SITE, "Kyoto", ANN);
        Item client = inventory.save(Item.of(Kind.CLIENT).with(Field.PROGRAM, "Becky!").with(Field.MAIL, "ann.lee@example.com"),
                ANN);
        inventory.link(new Link(b.id(), client.id(), Link.Type.USES), ANN);
        assertEquals(1, inventory.alike().size());
        assertEquals("Kyoto", inventory.merge(a.id(), b.id(), ANN).get(Field.SITE));
        long change = inventory.changes(1).getFirst().id();
        assertEquals(2, inventory.size());
        assertEquals(a.id(), inventory.whole(b.id()).orElseThrow().id());
        assertEquals(1, inventory.links(a.id()).size());
        // what comes for the part goes to the whole
        assertEquals(0, read("mail,department\nann.lee@example.com,Sales\n").save(inventory, "f", ANN).created());
        assertEquals("Sales", inventory.item(a.id()).orElseThrow().get(Field.DEPARTMENT));
        inventory.undo(change, ANN);
        assertEquals(3, inventory.size());
        assertEquals("", inventory.item(a.id()).orElseThrow().get(Field.SITE));
        assertEquals("error.merge",
                assertThrows(OrganisationException.class, () -> inventory.merge(a.id(), client.id(), ANN)).key());
    }

    @Test
    void refusesToOverwriteWhatOthersChanged() {
        Item ann = person("Ann", "ann@example.com");
        inventory.save(ann.with(Field.SITE, "Kyoto"), ANN);
        assertEquals("error.conflict",
                assertThrows(OrganisationException.class, () -> inventory.save(ann.with(Field.SITE, "Osaka"), "Ben")).key());
        assertEquals("error.who", assertThrows(OrganisationException.class, () -> inventory.save(ann, " ")).key());
        assertEquals(List.of("created", "set"), inventory.history(ann.id()).stream().map(ItemEvent::kind).toList());
    }

    @Test
    void rememberstheMappingOfATable() {
        byte[] csv = "Wer,Was\nAnn,Becky!\n".getBytes(StandardCharsets.UTF_8);
        assertEquals(Map.of(), Import.remembered(inventory, csv));
        Import.read(csv, Map.of("Wer", Column.NAME, "Was", Column.PROGRAM), Import.Options.NONE, CLIENTS).remember(inventory);
        byte[] next = "Wer,Was\nBen,Thunderbird\n".getBytes(StandardCharsets.UTF_16);
        assertEquals(Map.of("Wer", Column.NAME, "Was", Column.PROGRAM), Import.remembered(inventory, next));
    }

    @Test
    void keepsChecksTicketsAndSettings() {
        Item ann = person("Ann", "ann@example.com");
        inventory.add(
                new Inventory.Check(ann.id(), Instant.ofEpochMilli(5), "smtp://a:587", "fault", "AUTH_BAD_CREDENTIALS", "535"));
        inventory.add(new Inventory.Check(ann.id(), Instant.ofEpochMilli(9), "smtp://a:587", "ok", "OK", ""));
        assertEquals("ok", inventory.lastChecks().get(ann.id()).verdict());
        assertEquals(2, inventory.checks(ann.id()).size());
        inventory.addTicket(ann.id(), 7);
        inventory.addTicket(ann.id(), 7);
        assertEquals("{" + ann.id() + "=[7]}", inventory.tickets().toString());
        inventory.setSetting("", "a", "1");
        inventory.setSetting("", "a", "2");
        assertEquals("2", inventory.setting("", "a").orElseThrow());
        assertNotEquals(0, inventory.lastEvent());
        assertTrue(inventory.settings("", "b").isEmpty());
    }

    @Test
    void keepsThePlanItsMessagesAndTheReview() throws Exception {
        Clock clock = Clock.systemUTC();
        Plan plan = new Plan(inventory, clock);
        Item one = person("One", "one@example.com");
        Item two = person("Two", "two@example.com");
        Wave wave = plan.save(new Wave(0, "first", LocalDate.now(clock), LocalDate.now(clock).plusDays(2), 3, ""));
        plan.assign(List.of(one.id(), two.id()), wave.id(), ANN);
        plan.setFreezeDays(Set.of(LocalDate.now(clock).plusDays(1)));
        plan.except(List.of(two.id()), LocalDate.now(clock).plusDays(9), "later", ANN);
        Announcements announcements = new Announcements(plan, KnowledgeBase.get(), clock);
        Announcement message = new Announcement("one@example.com", Locale.ENGLISH, "s", "t", "c", List.of(one.id()));
        for (int i = 0; i < 2; i++) {
            new Mailing(announcements, wave, List.of(message), new Mailing.Pace(1, Duration.ZERO), ANN)
                    .run(each -> Mailing.Sent.left("<1@x>"), (done, all, waiting) -> {
                    });
        }
        assertEquals(List.of("sent"), announcements.about(one.id()).stream().map(Announcements.Record::result).toList());
        assertEquals(Progress.State.TOLD, plan.progress(one.id()).state());
        assertEquals(Progress.State.EXCEPTION, plan.progress(two.id()).state());
        assertEquals(1, plan.freezeDays().size());
        try (ReviewStore reviews = ReviewStore.open(inventory.location())) {
            Review first = reviews.current();
            reviews.save(first.number(), List.of(ReviewEntry.of("g-relay").withStatus(ReviewEntry.Status.TO_CHANGE)));
            Review second = reviews.beginNext();
            reviews.save(second.number(), List.of(second.entry("g-relay").withStatus(ReviewEntry.Status.RIGHT)));
            assertEquals(List.of("g-relay"), reviews.current().since(reviews.previous().orElseThrow()).stream()
                    .map(each -> each.now().point()).toList());
        }
    }
}
