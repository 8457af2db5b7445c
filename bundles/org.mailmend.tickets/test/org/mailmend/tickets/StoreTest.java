package org.mailmend.tickets;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mailmend.diagnosis.CauseId;
import org.mailmend.tickets.ConflictException.Choice;
import org.mailmend.tickets.TicketException.Reason;

/** What a store has to do, on whichever database. */
abstract class StoreTest {
    static final String ANN = "Ann";
    static final String BEN = "Ben";

    @TempDir
    Path folder;
    TicketStore store;
    private final List<TicketStore> copies = new ArrayList<>();

    abstract StoreLocation location() throws Exception;

    @BeforeEach
    void open() throws Exception {
        store = TicketStore.open(location());
    }

    @AfterEach
    void close() {
        copies.forEach(TicketStore::close);
        if (store != null) {
            assertEquals(List.of(), store.check());
            store.close();
        }
    }

    static TicketChange subject(String subject) {
        return TicketChange.none().subject(subject);
    }

    private static Entry note(String text) {
        return Entry.of(Entry.Kind.NOTE, Instant.parse("2026-03-01T10:00:00Z"), ANN, "", text);
    }

    @Test
    void keepsATicket() {
        Contact hana = store.save(Contact.of("山田 花子", "Hana@Example.com").withPhone("+81 3 0000 0000").withLanguage("ja"), ANN);
        Ticket ticket = store.create(subject("メールが送れない").requester(hana).client("outlook-2016-msi").symptom("535 5.7.8\r\nもうだめ")
                .cause(CauseId.AUTH_BAD_CREDENTIALS).tags(Set.of("VIP", "本社")).due(Instant.parse("2026-12-01T09:00:00.5Z")), ANN);
        assertEquals(1, ticket.number());
        Ticket read = store.ticket(1).orElseThrow();
        assertEquals(ticket, read);
        assertEquals(Status.NEW, read.status());
        assertEquals(Priority.NORMAL, read.priority());
        assertEquals("535 5.7.8\nもうだめ", read.symptom());
        assertEquals("hana@example.com", read.requester().mail());
        assertEquals(Set.of("VIP", "本社"), read.tags());
        assertEquals(Instant.parse("2026-12-01T09:00:00Z"), read.due());
        assertEquals("ja", read.language());
        assertEquals(2, store.create(subject("another"), BEN).number());
    }

    @Test
    void refusesWhatAFieldCannotHave() {
        for (TicketException e : List.of(
                assertThrows(TicketException.class, () -> subject("x".repeat(301))),
                assertThrows(TicketException.class, () -> subject(" \n ")),
                assertThrows(TicketException.class, () -> TicketChange.none().with(Field.STATUS, "lost")),
                assertThrows(TicketException.class, () -> TicketChange.none().with(Field.DUE, "tomorrow")),
                assertThrows(TicketException.class, () -> TicketChange.none().with(Field.CAUSE, "GREMLINS")),
                assertThrows(TicketException.class, () -> Contact.of("Ann", "ann at example.com")),
                assertThrows(TicketException.class, () -> store.create(TicketChange.none().client("x"), ANN)),
                assertThrows(TicketException.class, () -> store.create(subject("x"), " ")))) {
            assertEquals(Reason.INPUT, e.reason());
            assertFalse(e.text(Locale.ENGLISH).contains("{"), e.text(Locale.ENGLISH));
            assertNotEquals(e.text(Locale.ENGLISH), e.text(Locale.JAPANESE));
        }
        assertEquals(0, store.count(TicketFilter.all()));
    }

    @Test
    void keepsWhatNoDatabaseLikes() {
        Ticket ticket = store.create(subject("a\u0000b \uD800 c").symptom("'; drop table ticket; -- %_\\ \u0007 \uD83D\uDE00"),
                ANN);
        assertEquals("ab \uFFFD c", ticket.subject());
        assertEquals("'; drop table ticket; -- %_\\  \uD83D\uDE00", store.ticket(1).orElseThrow().symptom());
    }

    @Test
    void findsThoseOfWhichNobodyKnowsCauseOrOrganisation() {
        Organisation house = store.save(Organisation.of("House"), ANN);
        Contact member = store.save(Contact.of("Ann", "ann@example.com").withOrganisation(house), ANN);
        Contact guest = store.save(Contact.of("Guest", "guest@example.com"), ANN);
        store.create(subject("known").requester(member).cause(CauseId.AUTH_BAD_CREDENTIALS), ANN);
        store.create(subject("unknown").requester(guest).cause(CauseId.UNKNOWN), ANN);
        store.create(subject("nothing"), ANN);
        assertEquals(List.of(2L, 3L),
                store.numbers(TicketFilter.all().withCauses(Set.of(CauseId.UNKNOWN)), TicketSort.NUMBER, true));
        assertEquals(List.of(1L), store.numbers(TicketFilter.all().withCauses(Set.of(CauseId.AUTH_BAD_CREDENTIALS)),
                TicketSort.NUMBER, true));
        assertEquals(List.of(2L, 3L), store.numbers(TicketFilter.all().withOrganisation(0L), TicketSort.NUMBER, true));
        assertEquals(List.of(1L), store.numbers(TicketFilter.all().withOrganisation(house.id()), TicketSort.NUMBER, true));
    }

    @Test
    void writesDownWhoDidWhat() {
        Ticket ticket = store.create(subject("one"), ANN);
        store.change(ticket, subject("two").status(Status.IN_PROGRESS), BEN);
        List<Event> history = store.history(1);
        assertEquals(Event.Kind.CREATED, history.getFirst().kind());
        Event last = history.getLast();
        assertEquals("status", last.field());
        assertEquals("new", last.before());
        assertEquals("in-progress", last.after());
        assertEquals(BEN, last.who());
        assertEquals(last.change(), history.get(history.size() - 2).change(), "one change");
    }

    @Test
    void showsBothSidesOfAConflict() {
        Ticket base = store.create(subject("one").assignee(ANN), ANN);
        store.change(base, subject("two").client("canon"), BEN);
        TicketChange mine = subject("three").assignee(BEN);
        ConflictException e = assertThrows(ConflictException.class, () -> store.change(base, mine, ANN));
        assertEquals(List.of(new ConflictException.Conflict(Field.SUBJECT, "one", "two", "three")), e.conflicts());
        assertEquals(BEN, e.others().getFirst().who());
        assertEquals("two", store.ticket(1).orElseThrow().subject(), "nothing is overwritten");
        assertEquals(ANN, store.ticket(1).orElseThrow().assignee(), "nothing is saved by halves");
        Ticket theirs = store.change(e.current(), e.merged(Map.of()), ANN);
        assertEquals("two", theirs.subject());
        assertEquals(BEN, theirs.assignee());
        Ticket ours = store.change(theirs, e.merged(Map.of(Field.SUBJECT, Choice.MINE)), ANN);
        assertEquals("three", ours.subject());
    }

    @Test
    void bringsDifferentFieldsAndTagsTogether() {
        Ticket base = store.create(subject("one").tags(Set.of("a", "b")), ANN);
        store.change(base, TicketChange.none().tags(Set.of("b", "c")).client("canon"), BEN);
        Ticket merged = store.change(base, TicketChange.none().tags(Set.of("a", "b", "d")).priority(Priority.HIGH), ANN);
        assertEquals(Set.of("b", "c", "d"), merged.tags());
        assertEquals("canon", merged.client());
        assertEquals(Priority.HIGH, merged.priority());
    }

    @Test
    void goesOnlyWhereAStatusLeads() {
        Ticket ticket = store.create(subject("one"), ANN);
        ticket = store.change(ticket, TicketChange.none().status(Status.CLOSED), ANN);
        assertEquals(ticket.updated(), ticket.solved());
        Ticket closed = ticket;
        TicketException e = assertThrows(TicketException.class,
                () -> store.change(closed, TicketChange.none().status(Status.WAITING_FOR_USER), ANN));
        assertEquals("Ticket 1 is \"Closed\" and cannot become \"Waiting for user\" from there; open it again first.",
                e.text(Locale.ENGLISH));
        ticket = store.change(ticket, TicketChange.none().status(Status.IN_PROGRESS), ANN);
        assertNull(ticket.solved());
    }

    @Test
    void undoesAndRedoes() {
        Ticket ticket = store.create(subject("one").tags(Set.of("a")), ANN);
        ticket = store.change(ticket, subject("two").tags(Set.of("a", "b")).status(Status.SOLVED), ANN);
        long change = store.history(1).getLast().change();
        assertEquals(Set.of(1L), store.undo(change, BEN));
        Ticket undone = store.ticket(1).orElseThrow();
        assertEquals("one", undone.subject());
        assertEquals(Set.of("a"), undone.tags());
        assertEquals(Status.NEW, undone.status());
        assertNull(undone.solved());
        store.undo(store.history(1).getLast().change(), BEN);
        assertEquals("two", store.ticket(1).orElseThrow().subject());
        store.change(store.ticket(1).orElseThrow(), subject("three"), ANN);
        TicketException e = assertThrows(TicketException.class, () -> store.undo(change, BEN));
        assertEquals(Reason.CONFLICT, e.reason());
        assertEquals("three", store.ticket(1).orElseThrow().subject());
    }

    @Test
    void undoesTheMakingOfATicket() {
        store.create(subject("one"), List.of(note("x")), ANN);
        store.undo(store.history(1).getFirst().change(), ANN);
        assertTrue(store.ticket(1).orElseThrow().removed());
        assertEquals(0, store.count(TicketFilter.all()));
        store.undo(store.history(1).getLast().change(), ANN);
        assertEquals("one", store.list(TicketFilter.all(), TicketSort.NUMBER, true, 0, 10).getFirst().subject());
        assertEquals("x", store.entries(1).getFirst().text());
    }

    @Test
    void mergesAndTakesItBack() {
        Ticket part = store.create(subject("part").symptom("it broke").tags(Set.of("x")), List.of(note("of part")), ANN);
        Ticket whole = store.create(subject("whole").symptom("it is broken").tags(Set.of("y")), List.of(note("of whole")), ANN);
        Ticket other = store.create(subject("other"), ANN);
        store.link(new TicketLink(part.number(), other.number(), TicketLink.Kind.RELATED), ANN);
        Ticket merged = store.merge(part.number(), whole.number(), BEN);
        assertEquals(Set.of("x", "y"), merged.tags());
        assertEquals(Set.of("of part", "of whole", "it broke"),
                Set.copyOf(store.entries(whole.number()).stream().map(Entry::text).toList()));
        assertEquals(List.of(new TicketLink(whole.number(), other.number(), TicketLink.Kind.RELATED)),
                store.links(other.number()));
        assertEquals(whole.number(), store.ticket(part.number()).orElseThrow().mergedInto().orElseThrow());
        assertEquals(whole.number(), store.add(part.number(), note("later"), List.of(), ANN).ticket(),
                "its number leads to the whole");
        assertThrows(TicketException.class, () -> store.merge(part.number(), other.number(), BEN));
        store.undo(store.history(part.number()).getLast().change(), BEN);
        assertEquals(List.of("of part"), store.entries(part.number()).stream().map(Entry::text).toList());
        assertEquals(Status.NEW, store.ticket(part.number()).orElseThrow().status());
        assertEquals(List.of(new TicketLink(part.number(), other.number(), TicketLink.Kind.RELATED)),
                store.links(other.number()));
    }

    @Test
    void splitsAndDuplicates() {
        Contact ann = store.save(Contact.of("Ann", "ann@example.com"), ANN);
        Ticket whole = store.create(subject("two things").requester(ann).symptom("s"), List.of(note("first"), note("second")),
                ANN);
        long second = store.entries(1).get(1).id();
        Ticket part = store.split(whole.number(), List.of(second), "second thing", BEN);
        assertEquals(ann, part.requester());
        assertEquals(List.of("second"), store.entries(part.number()).stream().map(Entry::text).toList());
        assertEquals(List.of("first"), store.entries(1).stream().map(Entry::text).toList());
        assertEquals(TicketLink.Kind.SPLIT_FROM, store.links(1).getFirst().kind());
        Ticket copy = store.duplicate(1, BEN);
        assertEquals("s", copy.symptom());
        assertEquals(Status.NEW, copy.status());
        assertEquals(List.of(), store.entries(copy.number()));
    }

    @Test
    void changesManyAtOnce() {
        for (String subject : List.of("a", "b", "c")) {
            store.create(subject(subject).tags(Set.of("old")), ANN);
        }
        store.change(store.ticket(3).orElseThrow(), TicketChange.none().status(Status.CLOSED), ANN);
        List<Long> refused = store.changeAll(List.of(1L, 2L, 3L),
                TicketChange.none().status(Status.WAITING_FOR_USER).assignee(BEN), List.of("new"), List.of("old"), ANN);
        assertEquals(List.of(3L), refused);
        assertEquals(2, store.count(TicketFilter.all().withAssignee(BEN).withTag("new")));
        assertEquals(1, store.count(TicketFilter.all().withTag("old")));
        store.undo(store.history(1).getLast().change(), ANN);
        assertEquals(0, store.count(TicketFilter.all().withAssignee(BEN)));
    }

    @Test
    void keepsFilesOnceWithSafeNames() {
        byte[] content = "hello".getBytes(StandardCharsets.UTF_8);
        store.create(subject("one"), ANN);
        Entry entry = store.add(1, note("files"), List.of(new Attachment.Content("../../etc/passwd", "text/plain", content),
                new Attachment.Content("C:\\temp\\CON.txt", "text/plain", content),
                new Attachment.Content("photo\u202Egnp.exe", "", content), new Attachment.Content("passwd", "", content)), ANN);
        assertEquals(List.of("passwd", "_CON.txt", "photo_gnp.exe", "passwd (2)"),
                entry.attachments().stream().map(Attachment::name).toList());
        assertEquals(1, entry.attachments().stream().map(Attachment::hash).distinct().count());
        assertArrayEquals(content, store.content(entry.attachments().get(1)));
        TicketException e = assertThrows(TicketException.class, () -> store.add(1, note("big"),
                List.of(new Attachment.Content("big.bin", "", new byte[Attachment.LIMIT + 1])), ANN));
        assertEquals(Reason.INPUT, e.reason());
        assertEquals(1, store.entries(1).size(), "nothing is kept by halves");
    }

    @Test
    void takesEntriesAwayAndBringsThemBack() {
        store.create(subject("one"), List.of(note("x")), ANN);
        store.removeEntry(store.entries(1).getFirst().id(), ANN);
        assertEquals(List.of(), store.entries(1));
        store.undo(store.history(1).getLast().change(), ANN);
        assertEquals("x", store.entries(1).getFirst().text());
    }

    @Test
    void filtersAndSorts() {
        Organisation school = store.save(Organisation.of("みなと学園"), ANN);
        Contact hana = store.save(Contact.of("ﾊﾅｺ", "hana@example.com").withOrganisation(school), ANN);
        store.create(subject("Printer cannot scan").requester(hana).priority(Priority.HIGH).cause(CauseId.TLS_CERT_EXPIRED), ANN);
        store.create(subject("100% broken").assignee(ANN).due(Instant.parse("2020-01-01T00:00:00Z")), ANN);
        store.create(subject("100 broken").priority(Priority.LOW).due(Instant.parse("2999-01-01T00:00:00Z")), ANN);
        assertEquals(List.of(2L), numbers(TicketFilter.all().withText("100% B"), TicketSort.NUMBER, true));
        assertEquals(List.of(1L), numbers(TicketFilter.all().withText("はなこ"), TicketSort.NUMBER, true));
        assertEquals(List.of(1L), numbers(TicketFilter.all().withOrganisation(school.id()), TicketSort.NUMBER, true));
        assertEquals(List.of(1L),
                numbers(TicketFilter.all().withCauses(Set.of(CauseId.TLS_CERT_EXPIRED)), TicketSort.NUMBER, true));
        assertEquals(List.of(2L), numbers(TicketFilter.open().withOverdue(Instant.now()), TicketSort.NUMBER, true));
        assertEquals(List.of(1L, 3L), numbers(TicketFilter.all().withAssignee(""), TicketSort.NUMBER, true));
        assertEquals(List.of(3L, 2L, 1L), numbers(TicketFilter.all(), TicketSort.PRIORITY, true));
        assertEquals(List.of(2L, 3L, 1L), numbers(TicketFilter.all(), TicketSort.DUE, true));
        assertEquals(List.of(2L), numbers(TicketFilter.all().withNumbers(List.of(2L, 99L)), TicketSort.UPDATED, false));
        for (TicketSort sort : TicketSort.values()) {
            assertEquals(3, store.list(TicketFilter.all(), sort, false, 0, 10).size(), sort::name);
        }
        assertEquals(1, store.list(TicketFilter.all(), TicketSort.NUMBER, true, 2, 10).size());
    }

    private List<Long> numbers(TicketFilter filter, TicketSort sort, boolean ascending) {
        List<Long> numbers = store.numbers(filter, sort, ascending);
        assertEquals(numbers, store.list(filter, sort, ascending, 0, 100).stream().map(Ticket::number).toList());
        assertEquals(numbers.size(), store.count(filter));
        return numbers;
    }

    @Test
    void knowsPeopleWithTheirHistory() {
        Organisation school = store.save(Organisation.of("Minato School"), ANN);
        Contact ann = store.save(Contact.of("Ann Archer", "Ann@Example.com").withOrganisation(school), ANN);
        assertEquals(List.of(ann), store.contacts("arch", 10));
        assertEquals(List.of(ann), store.contacts("ann@ex", 10));
        assertEquals(List.of(ann), store.contacts("minato", 10));
        assertEquals(ann, store.contactByMail("ANN@example.com").orElseThrow());
        Contact renamed = store.save(ann.withName("Ann Baker"), BEN);
        assertEquals(2, renamed.version());
        assertEquals(Reason.CONFLICT, assertThrows(TicketException.class, () -> store.save(ann.withName("Ann C"), ANN)).reason());
        assertThrows(TicketException.class, () -> store.save(Contact.of("Other", "ANN@EXAMPLE.COM"), ANN));
        assertThrows(TicketException.class, () -> store.save(Organisation.of("minato school"), ANN));
        Event last = store.history(Event.Subject.CONTACT, ann.id()).getLast();
        assertEquals(List.of("name", "Ann Archer", "Ann Baker"), List.of(last.field(), last.before(), last.after()));
        store.undo(last.change(), ANN);
        assertEquals("Ann Archer", store.contact(ann.id()).orElseThrow().name());
    }

    @Test
    void ordersByRequesterWhateverHappensToThem() {
        Contact ann = store.save(Contact.of("Ann", "ann@example.com"), ANN);
        Contact ben = store.save(Contact.of("ben", "ben@example.com"), ANN);
        Contact mail = store.save(Contact.of("", "azure@example.com"), ANN);
        store.create(subject("1").requester(ben), ANN);
        store.create(subject("2").requester(ann), ANN);
        store.create(subject("3").requester(mail), ANN);
        store.create(subject("4"), ANN);
        assertEquals(List.of(4L, 2L, 3L, 1L), numbers(TicketFilter.all(), TicketSort.REQUESTER, true));
        ann = store.save(ann.withName("ｚｏｅ"), ANN);
        assertEquals(List.of(4L, 3L, 1L, 2L), numbers(TicketFilter.all(), TicketSort.REQUESTER, true));
        store.undo(store.history(Event.Subject.CONTACT, ann.id()).getLast().change(), ANN);
        Ticket third = store.change(store.ticket(3).orElseThrow(), TicketChange.none().requester(ben), ANN);
        assertEquals(List.of(4L, 2L, 1L, 3L), numbers(TicketFilter.all(), TicketSort.REQUESTER, true));
        store.change(third, TicketChange.none().requester(null), ANN);
        assertEquals(List.of(3L, 4L, 2L, 1L), numbers(TicketFilter.all(), TicketSort.REQUESTER, true));
        store.anonymise(ben.id(), ANN);
        assertEquals(List.of(1L, 3L, 4L, 2L), numbers(TicketFilter.all(), TicketSort.REQUESTER, true));
    }

    @Test
    void knowsTheWorkOfEachTicketAfterAllChanges() {
        store.create(subject("one"), ANN);
        store.create(subject("two"), ANN);
        Entry first = store.add(1, Entry.work(Instant.now(), ANN, "a", Duration.ofMinutes(5)), List.of(), ANN);
        store.add(1, Entry.work(Instant.now(), ANN, "b", Duration.ofMinutes(2)), List.of(), ANN);
        store.removeEntry(first.id(), ANN);
        assertEquals(Duration.ofMinutes(2), store.stats(TicketFilter.all()).worked());
        store.undo(store.history(1).getLast().change(), ANN);
        store.merge(1, 2, ANN);
        assertEquals(Duration.ofMinutes(7), store.stats(TicketFilter.all()).worked());
        store.split(2, List.of(first.id()), "three", ANN);
        assertEquals(Duration.ofMinutes(5), store.stats(TicketFilter.all().withNumbers(List.of(3L))).worked());
    }

    @Test
    void letsOthersWriteWhileItCounts() throws Exception {
        store.create(subject("one"), ANN);
        try (TicketStore other = TicketStore.open(store.location())) {
            // in the middle of a copy all of it is looked at
            store.copyTo(copy(), table -> {
                if ("ticket".equals(table)) {
                    other.create(subject("meanwhile"), BEN);
                }
            });
        }
        assertEquals(2, store.count(TicketFilter.all()));
    }

    private TicketStore copy() throws Exception {
        TicketStore copy = TicketStore.open(location());
        copies.add(copy);
        return copy;
    }

    @Test
    void keepsAMessageOnce() {
        Incoming first = incoming("h1", "<1@example.com>", List.of(), 0, "Ann", "ann@example.com");
        Incoming.Kept kept = store.receive(first, "intake");
        assertEquals(new Incoming.Kept(1, kept.entry(), true, true), kept);
        assertEquals(new Incoming.Kept(1, kept.entry(), false, false), store.receive(first, "intake"));
        assertEquals("ann@example.com", store.ticket(1).orElseThrow().requester().mail());
        store.change(store.ticket(1).orElseThrow(), TicketChange.none().status(Status.WAITING_FOR_USER), ANN);
        Incoming answer = incoming("h2", "<2@example.com>", List.of("<unknown@example.com>", "<1@example.com>"), 0, "Ann",
                "ann@example.com");
        assertEquals(1, store.receive(answer, "intake").number());
        assertEquals(Status.IN_PROGRESS, store.ticket(1).orElseThrow().status());
        assertEquals(1,
                store.receive(incoming("h3", "<3@example.com>", List.of(), 1, "Ann", "Ann@example.com"), "intake").number());
        assertEquals(2,
                store.receive(incoming("h4", "<4@example.com>", List.of(), 1, "Eve", "eve@example.net"), "intake").number(),
                "a stranger cannot get into a ticket by its number");
        store.merge(1, 2, ANN);
        assertEquals(2, store.receive(incoming("h5", "<5@example.com>", List.of("<2@example.com>"), 0, "Ann", "ann@example.com"),
                "intake").number());
    }

    @Test
    void keepsHowFarAMailboxIsRead() {
        Incoming.Cursor cursor = new Incoming.Cursor("imap://a", 7, 12);
        Incoming plain = incoming("h1", "<1@example.com>", List.of(), 0, "Ann", "ann@example.com");
        store.receive(
                new Incoming(plain.hash(), plain.answers(), 0, plain.sender(), plain.wanted(), plain.entry(), List.of(), true,
                        cursor),
                "intake");
        assertEquals(cursor, store.cursor("imap://a").orElseThrow());
        assertTrue(store.cursor("imap://b").isEmpty());
    }

    static Incoming incoming(String hash, String id, List<String> answers, long number, String name, String mail) {
        Entry entry = Entry.of(Entry.Kind.MESSAGE_IN, Instant.parse("2026-03-01T10:00:00Z"), name, "Help", "It broke")
                .withMessageId(id).withData(Map.of("from", mail));
        return new Incoming(hash, answers, number, Contact.of(name, mail), subject("Help"), entry, List.of(), true, null);
    }

    @Test
    void forgetsAPerson() {
        Incoming in = incoming("h1", "<1@example.com>", List.of(), 0, "Ann Archer", "ann@example.com");
        store.receive(new Incoming(in.hash(), List.of(), 0, in.sender(),
                subject("Ann Archer cannot send").symptom("I am ann@example.com"),
                in.entry(),
                List.of(new Attachment.Content("raw.eml", "message/rfc822", "Ann Archer".getBytes(StandardCharsets.UTF_8))),
                true, null), "intake");
        store.add(1, note("Told Ann Archer to wait"), List.of(), BEN);
        Contact ann = store.contactByMail("ann@example.com").orElseThrow();
        assertEquals(1, store.anonymise(ann.id(), BEN));
        Ticket ticket = store.ticket(1).orElseThrow();
        assertEquals("… cannot send", ticket.subject());
        assertEquals("I am …", ticket.symptom());
        assertTrue(ticket.requester().anonymous());
        assertNull(ticket.requester().mail());
        List<Entry> entries = store.entries(1);
        assertEquals(Set.of("", "Told … to wait"), Set.copyOf(entries.stream().map(Entry::text).toList()));
        assertTrue(entries.stream().allMatch(entry -> entry.attachments().isEmpty()));
        String all = store.history(1) + " " + store.history(Event.Subject.CONTACT, ann.id()) + entries;
        assertFalse(all.contains("Archer") || all.contains("ann@"), all);
        assertTrue(store.contactByMail("ann@example.com").isEmpty());
    }

    @Test
    void tellsOfWhatOthersDo() throws InterruptedException {
        BlockingQueue<Event> events = new LinkedBlockingQueue<>();
        store.create(subject("before"), ANN);
        store.subscribe(events::addAll);
        try (TicketStore other = TicketStore.open(store.location())) {
            other.create(subject("after"), BEN);
        }
        Event event = events.poll(20, TimeUnit.SECONDS);
        assertEquals(2, event.number());
        assertEquals(BEN, event.who());
    }

    @Test
    void marksWhatIsUnread() {
        Ticket ticket = store.create(subject("one"), ANN);
        assertEquals(Set.of(1L), store.unread(List.of(ticket), ANN));
        store.markSeen(ticket, ANN);
        assertEquals(Set.of(), store.unread(List.of(ticket), ANN));
        assertEquals(Set.of(1L), store.unread(List.of(ticket), BEN));
        store.add(1, note("new"), List.of(), BEN);
        assertEquals(Set.of(1L), store.unread(List.of(ticket), ANN));
    }

    @Test
    void countsForReports() {
        store.create(subject("one").cause(CauseId.AUTH_BAD_CREDENTIALS), ANN);
        Ticket two = store.create(subject("two").cause(CauseId.AUTH_BAD_CREDENTIALS), ANN);
        store.create(subject("three"), ANN);
        store.add(2, Entry.work(Instant.now(), ANN, "looked", Duration.ofMinutes(5)), List.of(), ANN);
        store.add(2, Entry.of(Entry.Kind.MESSAGE_OUT, Instant.now(), ANN, "Re", "Hello").withState(Entry.State.SENT), List.of(),
                ANN);
        store.change(two, TicketChange.none().status(Status.SOLVED), ANN);
        TicketStats stats = store.stats(TicketFilter.all());
        assertEquals(3, stats.total());
        assertEquals(2, stats.open());
        assertEquals(Map.of("AUTH_BAD_CREDENTIALS", 2L, "", 1L), stats.byCause());
        assertEquals(Duration.ofMinutes(5), stats.worked());
        assertEquals(3L, stats.created().values().stream().mapToLong(Long::longValue).sum());
        assertEquals(1L, stats.solved().values().stream().mapToLong(Long::longValue).sum());
        assertFalse(stats.firstAnswer().isNegative());
        assertFalse(stats.solution().isNegative());
    }

    @Test
    void keepsSettings() {
        store.setSetting("", "template:a", "x");
        store.setSetting("", "template:a", "y");
        store.setSetting(ANN, "template:a", "z");
        assertEquals("y", store.setting("", "template:a").orElseThrow());
        assertEquals(Map.of("template:a", "z"), store.settings(ANN, "template:"));
        store.setSetting("", "template:a", null);
        assertTrue(store.setting("", "template:a").isEmpty());
    }

    @Test
    void backsUpAndRestores() throws Exception {
        store.create(subject("メール"), List.of(note("x")), ANN);
        store.add(1, note("file"), List.of(new Attachment.Content("a.bin", "", new byte[] {0, 1, 2, -1})), ANN);
        Path file = folder.resolve("copies/backup.db");
        store.backUp(file);
        StoreLocation empty = location();
        assertEquals(-1, TicketStore.look(empty));
        assertEquals(-1, TicketStore.look(empty), "looking makes nothing");
        assertEquals(1, TicketStore.look(StoreLocation.embedded(file)));
        try (TicketStore copy = TicketStore.open(StoreLocation.embedded(file));
                TicketStore fresh = TicketStore.open(location())) {
            assertEquals(store.id(), copy.id());
            assertEquals(List.of(), copy.check());
            Map<String, Long> counts = copy.copyTo(fresh, table -> {
            });
            assertEquals(1, counts.get("ticket"));
            assertEquals(List.of(), fresh.check());
            assertEquals(store.entries(1), fresh.entries(1));
            assertEquals(store.history(1), fresh.history(1));
            assertArrayEquals(new byte[] {0, 1, 2, -1}, fresh.content(fresh.entries(1).get(1).attachments().getFirst()));
            assertEquals(2, fresh.create(subject("next"), ANN).number());
            assertThrows(TicketException.class, () -> store.copyTo(fresh, table -> {
            }));
        }
    }
}
