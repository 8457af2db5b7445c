package org.mailmend.training;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mailmend.tickets.StoreLocation;
import org.mailmend.training.Attendee.Attendance;
import org.mailmend.training.Session.PlannedPart;
import org.mailmend.training.course.PracticeGoal;
import org.mailmend.training.practice.PracticeAccount;
import org.mailmend.training.practice.PracticeBoard;
import org.mailmend.training.practice.PracticeRecorder;

/** The power goes in the middle of a session. */
class CrashTest {
    @TempDir
    Path folder;

    /** Runs a session until it is killed: the practice server is up, somebody has sent a mail, a slide is shown, questions are noted. */
    static final class Room {
        private Room() {
        }

        public static void main(String[] args) throws Exception {
            SessionStore store = SessionStore.open(StoreLocation.embedded(Path.of(args[0])));
            Session planned = store
                    .save(new Session("", "説明会", "", Locale.JAPANESE, Instant.now(), ZoneId.of("Asia/Tokyo"), "", "", "",
                            List.of(new PlannedPart("why", 10), new PlannedPart("try", 15)), Session.Status.PLANNED));
            List<Attendee> roster = store
                    .save(List.of(Attendee.of(planned.id(), "Ann", "", "", ""), Attendee.of(planned.id(), "Bob", "", "", "")));
            Session running = store.change(planned, planned.withStatus(Session.Status.RUNNING));
            store.change(roster.getFirst(), roster.getFirst().withAttendance(Attendance.PRESENT));
            PracticeBoard board = PracticeBoard.start(PracticeAccount.of(running.id(), store.roster(running.id()), 1));
            PracticeRecorder.attach(board, store, running, null);
            // told in turn: the recorder has kept it by then
            CountDownLatch kept = new CountDownLatch(1);
            board.onPassed((standing, goal) -> kept.countDown());
            String from = board.accounts().getFirst().address();
            try (Socket socket = new Socket("127.0.0.1", board.relayTargets().get(1).port())) {
                socket.getOutputStream().write(("EHLO scanner\r\nMAIL FROM:<" + from + ">\r\nRCPT TO:<a@example.com>\r\nDATA\r\n"
                        + "X-Mailer: Scanner 7\r\n\r\nhi\r\n.\r\nQUIT\r\n").getBytes(StandardCharsets.US_ASCII));
                socket.getInputStream().readAllBytes();
            }
            kept.await();
            store.save(new Result(running.id(), "", "try", "", "3", false, 77, Instant.now()));
            store.save(Note.of(running.id(), Note.Kind.STUCK, roster.getLast().id(), "try", "534"));
            System.out.println("ready");
            // goes on until it is killed; should the test itself die, this ends
            System.in.read();
        }
    }

    @Test
    void everythingIsThereAfterwards() throws Exception {
        Path file = folder.resolve("desk.db");
        Process process = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-cp",
                System.getProperty("java.class.path"), Room.class.getName(), file.toString())
                .redirectError(ProcessBuilder.Redirect.DISCARD).start();
        try (BufferedReader out = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            assertEquals("ready", out.readLine());
        } finally {
            process.toHandle().destroyForcibly();
            process.waitFor();
        }
        try (SessionStore store = SessionStore.open(StoreLocation.embedded(file))) {
            Session session = store.sessions().getFirst();
            assertEquals(Session.Status.RUNNING, session.status());
            List<Attendee> roster = store.roster(session.id());
            assertEquals(Attendance.PRESENT, roster.getFirst().attendance());
            assertEquals("534", store.notes(session.id()).getFirst().text());
            Result where = store.results(session.id()).stream().filter(result -> result.attendee().isEmpty()).findFirst()
                    .orElseThrow();
            assertEquals("3", where.answer());
            assertEquals(77, where.seconds());
            try (PracticeBoard board = PracticeBoard.start(PracticeAccount.of(session.id(), roster, 1))) {
                PracticeRecorder.attach(board, store, session, null);
                assertTrue(board.standings().getFirst().has(PracticeGoal.RELAY));
                Result mail = store.results(session.id()).stream().filter(result -> !result.attendee().isEmpty()).findFirst()
                        .orElseThrow();
                assertEquals("Scanner 7", PracticeRecorder.client(mail));
                assertTrue(PracticeRecorder.reply(mail).startsWith("250 2.0.0 OK"), mail.answer());
            }
        }
    }
}
