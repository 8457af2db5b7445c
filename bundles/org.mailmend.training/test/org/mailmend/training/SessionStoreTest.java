package org.mailmend.training;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mailmend.tickets.StoreLocation;
import org.mailmend.tickets.TicketException;
import org.mailmend.training.Attendee.Attendance;
import org.mailmend.training.Session.PlannedPart;

class SessionStoreTest {
    private static final int ENOUGH = 20;

    @TempDir
    Path folder;

    private StoreLocation location;

    /** Where the tests keep their sessions; a new and empty place each time. */
    StoreLocation location() throws Exception {
        return StoreLocation.embedded(folder.resolve("a.db"));
    }

    private SessionStore open() throws Exception {
        if (location == null) {
            location = location();
        }
        return SessionStore.open(location);
    }

    private static Session session() {
        return new Session("", "メールの引っ越し", "moving-outlook", Locale.JAPANESE, Instant.parse("2026-12-01T05:00:00Z"),
                ZoneId.of("Asia/Tokyo"), "Room 3", "", "Aoki", List.of(new PlannedPart("why", 10), new PlannedPart("quiz", 5)),
                Session.Status.PLANNED);
    }

    @Test
    void keepsEverything() throws Exception {
        Session session;
        List<Attendee> roster;
        try (SessionStore store = open()) {
            session = store.save(session());
            roster = store.save(List.of(Attendee.of(session.id(), "Ann", "ann@example.com", "outlook-2019", "Acme"),
                    Attendee.of(session.id(), "田中", "", "", "")));
            store.save(List.of(roster.get(1).withAttendance(Attendance.PRESENT)));
            session = store.save(session.withStatus(Session.Status.RUNNING));
            Note note = store.save(Note.of(session.id(), Note.Kind.STUCK, roster.get(0).id(), "why", "534-5.7.9"));
            store.save(note.withTicket(12).answered("app password"));
            Instant now = Instant.ofEpochMilli(1_700_000_000_000L);
            store.save(new Result(session.id(), roster.get(0).id(), "quiz", "1", "b", false, 4, now));
            store.save(new Result(session.id(), roster.get(0).id(), "quiz", "1", "a", true, 9, now));
        }
        try (SessionStore store = open()) {
            assertEquals(List.of(session), store.sessions());
            assertEquals(session, store.session(session.id()).orElseThrow());
            assertEquals(List.of(roster.get(0), roster.get(1).withAttendance(Attendance.PRESENT)), store.roster(session.id()));
            Note note = store.notes(session.id()).getFirst();
            assertEquals(12, note.ticket());
            assertTrue(note.done());
            assertEquals(1, store.results(session.id()).size());
            assertTrue(store.results(session.id()).getFirst().passed());
        }
    }

    @Test
    void forgetsAPersonAndDeletesASession() throws Exception {
        try (SessionStore store = open()) {
            Session session = store.save(session());
            Attendee ann = store.save(List.of(Attendee.of(session.id(), "Ann", "", "", ""))).getFirst();
            store.save(Note.of(session.id(), Note.Kind.QUESTION, ann.id(), "", "why"));
            store.save(Note.of(session.id(), Note.Kind.PARKED, "", "", "later"));
            store.save(new Result(session.id(), ann.id(), "quiz", "1", "a", true, 1, Instant.now()));
            store.forget(ann);
            assertEquals(List.of(), store.roster(session.id()));
            assertEquals(List.of(), store.results(session.id()));
            assertEquals(List.of("later"), store.notes(session.id()).stream().map(Note::text).toList());
            store.delete(session.id());
            assertEquals(List.of(), store.sessions());
        }
    }

    @Test
    void twoPeopleChangeDifferentThings() throws Exception {
        try (SessionStore one = open(); SessionStore other = open()) {
            Session read = one.save(session());
            other.change(read, read.withStatus(Session.Status.RUNNING));
            Session now = one.change(read, read.withPlan(List.of(new PlannedPart("quiz", 7))));
            assertEquals(Session.Status.RUNNING, now.status());
            assertEquals(List.of(new PlannedPart("quiz", 7)), now.plan());
            Attendee ann = one.save(List.of(Attendee.of(read.id(), "Ann", "", "", ""))).getFirst();
            other.change(ann, ann.withAttendance(Attendance.LATE));
            Attendee both = one.change(ann,
                    new Attendee(ann.id(), ann.session(), "Ann", "ann@example.com", "", "", Attendance.UNKNOWN));
            assertEquals(Attendance.LATE, both.attendance());
            assertEquals("ann@example.com", both.mail());
        }
    }

    @Test
    void nobodyTakesBackWhatAnotherHasChanged() throws Exception {
        try (SessionStore one = open(); SessionStore other = open()) {
            Session read = one.save(session());
            other.change(read, read.withPlan(List.of(new PlannedPart("why", 3))));
            TicketException conflict = assertThrows(TicketException.class,
                    () -> one.change(read, read.withStatus(Session.Status.RUNNING).withPlan(List.of(new PlannedPart("why", 9)))));
            assertEquals(TicketException.Reason.CONFLICT, conflict.reason());
            Session now = one.session(read.id()).orElseThrow();
            assertEquals(List.of(new PlannedPart("why", 3)), now.plan());
            assertEquals(Session.Status.PLANNED, now.status(), "half of it was written");
            // the same change by both is none
            assertEquals(now, one.change(read, read.withPlan(List.of(new PlannedPart("why", 3)))));
            Note note = one.save(Note.of(read.id(), Note.Kind.QUESTION, "", "", "why?"));
            other.change(note, note.answered("because"));
            assertThrows(TicketException.class, () -> one.change(note, note.answered("so")));
            other.delete(read.id());
            assertEquals(TicketException.Reason.NOT_FOUND,
                    assertThrows(TicketException.class, () -> one.change(now, now.withStatus(Session.Status.FINISHED))).reason());
        }
    }

    @Test
    void fourDesksMarkTheWholeRoomAtOnce() throws Exception {
        try (SessionStore store = open()) {
            Session session = store.save(session());
            List<Attendee> roster = new ArrayList<>();
            for (int i = 0; i < ENOUGH; i++) {
                roster.add(Attendee.of(session.id(), "Person " + i, "", "", ""));
            }
            List<Attendee> saved = store.save(roster);
            List<Thread> desks = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                int own = i;
                desks.add(Thread.ofPlatform().start(() -> {
                    for (Attendee each : saved) {
                        switch (own) {
                            case 0 -> store.change(each, each.withAttendance(Attendance.PRESENT));
                            case 1 -> store.change(each, new Attendee(each.id(), each.session(), each.name(), "a@example.com", "",
                                    "", each.attendance()));
                            case 2 -> store.save(new Result(session.id(), each.id(), "quiz", "1", "0", true, 1, Instant.EPOCH));
                            default -> store.save(Note.of(session.id(), Note.Kind.STUCK, each.id(), "", "help"));
                        }
                    }
                }));
            }
            for (Thread desk : desks) {
                desk.join();
            }
            assertTrue(store.roster(session.id()).stream()
                    .allMatch(each -> each.attendance() == Attendance.PRESENT && each.mail().equals("a@example.com")));
            assertEquals(ENOUGH, store.results(session.id()).size());
            assertEquals(ENOUGH, store.notes(session.id()).size());
        }
    }

    /** Writes notes and tells each number once it is saved, until it is killed. */
    static final class Writer {
        private Writer() {
        }

        public static void main(String[] args) {
            try (SessionStore store = SessionStore.open(StoreLocation.of(args[0], null))) {
                Session session = store.save(session());
                for (int i = 1;; i++) {
                    store.save(Note.of(session.id(), Note.Kind.QUESTION, "", "", String.valueOf(i)));
                    System.out.println(i);
                }
            }
        }
    }

    @Test
    void losesNothingThatWasAcknowledgedWhenKilled() throws Exception {
        location = location();
        Process process = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-cp",
                System.getProperty("java.class.path"), Writer.class.getName(),
                location.isEmbedded() ? "jdbc:sqlite:" + location.file() : location.url())
                .redirectError(ProcessBuilder.Redirect.DISCARD).start();
        int told = 0;
        try (BufferedReader out = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            while (told < ENOUGH) {
                told = Integer.parseInt(out.readLine());
            }
            // the process would close the stream with what it had said
            process.toHandle().destroyForcibly();
            for (String line = out.readLine(); line != null; line = out.readLine()) {
                told = Integer.parseInt(line);
            }
        }
        try (SessionStore store = open()) {
            List<String> kept = store.notes(store.sessions().getFirst().id()).stream().map(Note::text).toList();
            assertFalse(kept.size() < told);
            for (int i = 1; i <= told; i++) {
                assertTrue(kept.contains(String.valueOf(i)));
            }
        }
    }
}
