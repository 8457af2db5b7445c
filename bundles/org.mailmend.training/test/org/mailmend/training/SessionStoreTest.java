package org.mailmend.training;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mailmend.tickets.StoreLocation;
import org.mailmend.training.Attendee.Attendance;
import org.mailmend.training.Session.PlannedPart;

class SessionStoreTest {
    private static final int ENOUGH = 20;

    @TempDir
    Path folder;

    private SessionStore open() {
        return SessionStore.open(StoreLocation.embedded(folder.resolve("a.db")));
    }

    private static Session session() {
        return new Session("", "メールの引っ越し", "moving-outlook", Locale.JAPANESE, Instant.parse("2026-12-01T05:00:00Z"),
                ZoneId.of("Asia/Tokyo"), "Room 3", "", "Aoki", List.of(new PlannedPart("why", 10), new PlannedPart("quiz", 5)),
                Session.Status.PLANNED);
    }

    @Test
    void keepsEverything() {
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
    void forgetsAPersonAndDeletesASession() {
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

    /** Writes notes and tells each number once it is saved, until it is killed. */
    static final class Writer {
        private Writer() {
        }

        public static void main(String[] args) {
            try (SessionStore store = SessionStore.open(StoreLocation.embedded(Path.of(args[0])))) {
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
        Path file = folder.resolve("a.db");
        Process process = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-cp",
                System.getProperty("java.class.path"), Writer.class.getName(), file.toString())
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
