package org.mailmend.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mailmend.tickets.StoreLocation;
import org.mailmend.training.Attendee;
import org.mailmend.training.Note;
import org.mailmend.training.Session;
import org.mailmend.training.SessionStore;

class TrainTest {
    private static final String CASE = """
            ---
            id: my-case
            title: A call
            language: en
            scenario: gmail-web-login
            cause: AUTH_WEB_LOGIN_REQUIRED
            level: 1
            updated: 2026-11-24
            ---
            "It says 534-5.7.14", says the caller.

            ## Hint
            - look at the number

            ## What do you ask?
            - [x] Is the place new? | It is.
            - [ ] How is the weather? | Fine.

            ## What do you do?
            - [x] Sign in with the browser | Yes.
            - [ ] Wait | It does not help.

            ## Explanation
            {{article:cause-auth-web-login-required#What to do}}
            """;

    @TempDir
    Path folder;

    private Run run(String input, String... args) {
        List<String> all = new ArrayList<>(List.of(args));
        all.addFirst("train");
        return Run.with(Map.of("LANG", "C", "MAILMEND_HOME", folder.toString()), input, all.toArray(String[]::new));
    }

    private void own() throws IOException {
        Files.createDirectories(folder.resolve("courses/cases/en"));
        Files.writeString(folder.resolve("courses/cases/en/my-case.md"), CASE);
    }

    @Test
    void listsAndShowsCoursesAndCases() throws IOException {
        own();
        Map<String, Object> course = run("", "list", "--json").json().getFirst();
        assertEquals("mailmend.train-course/1", course.get("schema"));
        Map<String, Object> whole = run("", "show", String.valueOf(course.get("id")), "--json").json().getFirst();
        assertEquals(course.get("parts"), ((List<?>) whole.get("parts")).size());
        Run shown = run("", "show", String.valueOf(course.get("id")), "--lang", "ja", "--notes");
        assertEquals(0, shown.code());
        assertFalse(shown.out().contains("{{"), shown.out());
        assertTrue(run("", "list", "cases").out().lines().anyMatch(line -> line.startsWith("my-case ")));
        Run casefile = run("", "show", "my-case");
        assertTrue(casefile.out().contains("534-5.7.14"), casefile.out());
        assertFalse(casefile.out().contains("weather"), "the choices are told: " + casefile.out());
        Run near = run("", "show", "my-cas");
        assertEquals(2, near.code());
        assertTrue(near.err().contains("my-case"), near.err());
    }

    @Test
    void namesMistakesInOwnFiles() throws IOException {
        own();
        Files.writeString(folder.resolve("courses/cases/en/my-case.md"), CASE.replace("level: 1", "level: 9"));
        Run run = run("", "list", "cases");
        assertEquals(0, run.code());
        assertTrue(run.err().contains("my-case.md:7: \"9\" is no level"), run.err());
    }

    @Test
    void worksThroughACase() throws IOException {
        own();
        Run good = run("x\nh\nc\n1\n1\n", "run-exercise", "my-case");
        assertEquals(0, good.code(), good.out());
        assertTrue(good.out().contains("Write numbers from 1 to 2"), good.out());
        assertTrue(good.out().contains("Hint: look at the number"), good.out());
        assertTrue(good.out().contains("534 5.7.14 <https"), "the check does not show the reply: " + good.out());
        assertTrue(good.out().contains("Score: 9 of 10; hints used: 1."), good.out());
        assertFalse(good.out().contains("What to do next"), "the check tells the answer: " + good.out());
        assertTrue(good.out().contains("Let the program try once more"), good.out());
        Run bad = run("2\n1,2\n", "run-exercise", "my-case");
        assertEquals(1, bad.code());
        assertTrue(bad.out().contains("Score: 4 of 10"), bad.out());
        assertTrue(bad.out().contains("(you left this out)") && bad.out().contains("(you chose this)"), bad.out());
        Run stopped = run("1\n", "run-exercise", "my-case");
        assertEquals(1, stopped.code());
        assertTrue(stopped.out().contains("Stopped"), stopped.out());
    }

    @Test
    void scoresAnswersAsJson() throws IOException {
        own();
        Map<String, Object> result = run("", "run-exercise", "my-case", "--ask", "1", "--act", "1,2", "--json").json().getFirst();
        assertEquals(8, result.get("score"));
        assertEquals(true, result.get("solved"));
        assertEquals("AUTH_WEB_LOGIN_REQUIRED", result.get("cause"));
        assertEquals(2, ((List<?>) result.get("act")).size());
        assertEquals(2, run("", "run-exercise", "my-case", "--json").code());
        assertEquals(2, run("", "run-exercise", "my-case", "--ask", "7", "--act", "1", "--json").code());
        assertEquals(2, run("", "run-exercise").code());
    }

    @Test
    void writesThePapersOfASession() throws IOException {
        String id;
        try (SessionStore store = SessionStore.open(StoreLocation.inHome(folder))) {
            Session session = store
                    .save(new Session("", "説明会", "why-mail-stopped", Locale.JAPANESE, Instant.parse("2026-12-01T05:00:00Z"),
                            ZoneId.of("Asia/Tokyo"), "", "", "", List.of(), Session.Status.FINISHED));
            id = session.id();
            store.save(List.of(Attendee.of(id, "Ann", "ann@example.com", "", "").withAttendance(Attendee.Attendance.PRESENT),
                    Attendee.of(id, "=Bob", "", "", "")));
            store.save(Note.of(id, Note.Kind.QUESTION, "", "", "Tablets?"));
        }
        assertEquals(2, run("", "list", "sessions", "--json").json().getFirst().get("people"));
        Map<String, Object> results = run("", "export", id, "--json").json().getFirst();
        assertEquals(1, results.get("done"));
        assertEquals(1, ((List<?>) results.get("open")).size());
        for (String[] call : new String[][] {{"a.pdf", "--what", "certificates"},
                {"b.pdf", "--what", "handouts", "--call", "Desk 1234"},
                {"c.html"}, {"d.csv"}, {"e.ics"}}) {
            List<String> args = new ArrayList<>(List.of(call));
            Path file = folder.resolve(args.removeFirst());
            args.addAll(0, List.of("export", id, file.toString()));
            Run run = run("", args.toArray(String[]::new));
            assertEquals(0, run.code(), run.err());
            assertTrue(Files.size(file) > 100, file.toString());
        }
        assertTrue(Files.readString(folder.resolve("d.csv")).contains("'=Bob"));
        assertTrue(Files.readString(folder.resolve("e.ics"), StandardCharsets.UTF_8).contains("SUMMARY;LANGUAGE=ja:説明会"));
        assertEquals(2, run("", "export", id, "x.docx").code());
        assertEquals(2, run("", "export", id, "x.html", "--what", "handouts").code());
        assertTrue(run("", "export", "nonsense", "x.pdf").err().contains("There is no session"));
    }
}
