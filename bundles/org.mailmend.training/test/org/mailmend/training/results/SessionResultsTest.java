package org.mailmend.training.results;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mailmend.knowledge.KnowledgeBase;
import org.mailmend.knowledge.render.Page;
import org.mailmend.tickets.exchange.Sheet;
import org.mailmend.training.Attendee;
import org.mailmend.training.Attendee.Attendance;
import org.mailmend.training.Note;
import org.mailmend.training.Result;
import org.mailmend.training.Session;
import org.mailmend.training.Session.PlannedPart;
import org.mailmend.training.course.Course;
import org.mailmend.training.course.Need;
import org.mailmend.training.course.Part;
import org.mailmend.training.course.PartKind;
import org.mailmend.training.course.PracticeGoal;
import org.mailmend.training.course.QuizQuestion;
import org.mailmend.training.course.QuizQuestion.Choice;
import org.mailmend.training.practice.PracticeRecorder;

class SessionResultsTest {
    private static final KnowledgeBase BASE = KnowledgeBase.get();
    private static final Instant START = Instant.parse("2026-12-01T05:00:00Z");

    @TempDir
    Path folder;

    private final List<Attendee> roster = new ArrayList<>();
    private final List<Result> results = new ArrayList<>();
    private final List<Note> notes = new ArrayList<>();

    private static Part part(String id, PartKind kind, PracticeGoal goal, String need, List<QuizQuestion> questions,
            String body) {
        return new Part(id, kind, 10, "Part " + id, List.of(Need.parse(need).orElseThrow()), List.of(), goal, "", body, "",
                questions);
    }

    private static final QuizQuestion QUESTION = new QuizQuestion("1", "Which?",
            List.of(new Choice("this", false, "no"), new Choice("that", true, "yes")));

    private static Course course(Locale locale) {
        boolean japanese = locale == Locale.JAPANESE;
        return new Course("c", japanese ? "Outlook の引っ越し" : "Moving", locale, "all", List.of(japanese ? "理由を説明できる" : "say why"),
                LocalDate.EPOCH, "intro",
                List.of(part("why", PartKind.EXPLANATION, null, "any", List.of(), "text"),
                        part("try", PartKind.EXERCISE, PracticeGoal.OAUTH, "client-kind:mail-client", List.of(), "text"),
                        part("quiz", PartKind.QUIZ, null, "any", List.of(QUESTION), ""),
                        part("home", PartKind.HANDOUT, null, "any", List.of(),
                                "At home.\n\n{{article:cause-auth-web-login-required}}"),
                        part("scan", PartKind.HANDOUT, null, "client-kind:copier", List.of(), "Only for copiers.")),
                false);
    }

    private static Session session(Locale locale) {
        List<PlannedPart> plan = course(locale).parts().stream().map(part -> new PlannedPart(part.id(), part.minutes())).toList();
        return new Session("s", locale == Locale.JAPANESE ? "移行説明会" : "Moving *all* of us", "c", locale, START,
                ZoneId.of("Asia/Tokyo"),
                "会議室", "", "青木", plan, Session.Status.FINISHED);
    }

    private Attendee person(String id, String name, String client, Attendance attendance) {
        Attendee attendee = new Attendee(id, "s", name, id + "@gmail.com", client, "", attendance);
        roster.add(attendee);
        return attendee;
    }

    private void passed(String attendee, PracticeGoal goal, int second) {
        results.add(new Result("s", attendee, "try", PracticeRecorder.item(goal), "Thunderbird/153\n250 OK", true, second,
                START.plusSeconds(second)));
    }

    private SessionResults results(Locale locale) {
        person("ann", "Ann", "outlook-2019", Attendance.PRESENT);
        person("bob", "<b>Bob</b>\u202e", "outlook-2019", Attendance.LATE);
        person("cai", "蔡", "", Attendance.PRESENT);
        person("dan", "=cmd()", "Outlook", Attendance.ABSENT);
        passed("ann", PracticeGoal.ACCOUNT_PASSWORD_REFUSED, 10);
        passed("ann", PracticeGoal.APP_PASSWORD, 20);
        passed("ann", PracticeGoal.OAUTH, 30);
        passed("bob", PracticeGoal.ACCOUNT_PASSWORD_REFUSED, 10);
        Part quiz = course(locale).part("quiz").orElseThrow();
        results.add(Answers.quiz("s", "ann", quiz, QUESTION, Set.of(1), 5, START));
        results.add(Answers.quiz("s", "bob", quiz, QUESTION, Set.of(0, 1), 5, START));
        results.add(new Result("s", "", "why", "", "", true, 605, START));
        results.add(new Result("s", "ann", "try", "case-caller", "8", true, 60, START));
        notes.add(Note.of("s", Note.Kind.QUESTION, "cai", "why", "What of *tablets*?").withId("1"));
        notes.add(Note.of("s", Note.Kind.PARKED, "", "", "settled").withId("2").answered("yes"));
        return SessionResults.of(session(locale), course(locale), roster, notes, results, BASE);
    }

    @Test
    void tellsWhoIsDoneAndWhoStillSendsWithAPassword() {
        SessionResults all = results(Locale.ENGLISH);
        SessionResults.Person ann = all.people().get(0);
        assertEquals(Way.OAUTH, ann.way());
        assertEquals(Set.of(), ann.missing());
        assertEquals(1, ann.right());
        assertEquals(8.0, ann.score());
        assertEquals("Thunderbird/153", ann.client());
        assertEquals(List.of("ann", "cai"), all.done().stream().map(person -> person.attendee().id()).toList());
        assertEquals(List.of("bob"), all.withPassword().stream().map(person -> person.attendee().id()).toList());
        assertEquals(Set.of(PracticeGoal.OAUTH), all.people().get(1).missing());
        assertEquals(List.of("dan"), all.absent().stream().map(person -> person.attendee().id()).toList());
        assertEquals(List.of("What of *tablets*?"), all.open().stream().map(Note::text).toList());
    }

    @Test
    void countsPartsAndQuestions() {
        SessionResults all = results(Locale.ENGLISH);
        assertEquals(605, all.parts().getFirst().seconds());
        assertEquals(2, all.parts().get(1).tried());
        SessionResults.QuestionResult question = all.questions().getFirst();
        assertEquals(2, question.answered());
        assertEquals(1, question.right());
        assertEquals(List.of(1, 2), question.ticks());
    }

    @Test
    void writesPapersInBothLanguages() throws Exception {
        for (Locale locale : List.of(Locale.ENGLISH, Locale.JAPANESE)) {
            roster.clear();
            results.clear();
            notes.clear();
            SessionResults all = results(locale);
            SessionPapers papers = new SessionPapers(all, BASE);
            assertEquals(3, papers.certificates().size());
            List<Page> pages = new ArrayList<>(papers.certificates());
            pages.addAll(papers.handouts("Help desk <*1234*>"));
            pages.add(papers.summary());
            for (Page page : pages) {
                String html = SessionPapers.html(page);
                assertFalse(html.contains("<b>Bob"), html);
                assertFalse(html.contains("\u202e"), html);
                assertFalse(html.contains("{0}") || html.contains("{1}"), html);
                assertEquals(locale == Locale.JAPANESE, html.contains("lang=\"ja\""));
            }
            Page handout = papers.handout(all.people().getFirst(), "");
            assertTrue(handout.body().contains("\n1. "), "no steps for the client: " + handout.body());
            assertTrue(handout.body().contains(locale == Locale.JAPANESE ? "ブラウザー" : "provider's mail page"),
                    "no article: " + handout.body());
            assertFalse(handout.body().contains("Only for copiers"));
            Path file = folder.resolve(locale + ".pdf");
            SessionPapers.pdf(pages, file);
            Path certificates = folder.resolve("certificates.pdf");
            SessionPapers.pdf(papers.certificates(), certificates);
            assertEquals(3,
                    new String(Files.readAllBytes(certificates), StandardCharsets.ISO_8859_1).split("/Type ?/Page\\b", -1).length
                            - 1,
                    "a certificate does not fit its sheet");
            byte[] pdf = Files.readAllBytes(file);
            assertTrue(new String(pdf, 0, 5, StandardCharsets.US_ASCII).startsWith("%PDF-"));
            assertTrue(pdf.length > 10_000, "no font in it");
        }
    }

    @Test
    void summaryNamesWhatMatters() {
        String summary = new SessionPapers(results(Locale.ENGLISH), BASE).summary().body();
        assertTrue(summary.startsWith("4 people were invited, 3 came, 2 are done."), summary);
        assertTrue(summary.indexOf("Still send with the account password (1)") < summary.indexOf("Are done (2)"), summary);
        assertTrue(summary.contains("What of \\*tablets\\*? — 蔡"), summary);
        assertTrue(summary.contains("10 minutes planned, 10 taken"), summary);
        assertFalse(summary.contains("settled"), summary);
    }

    @Test
    void tablesHoldNoFormulas() {
        SessionPapers papers = new SessionPapers(results(Locale.ENGLISH), BASE);
        String csv = new String(papers.csv(), StandardCharsets.UTF_8);
        assertTrue(csv.startsWith("\ufeff"));
        assertTrue(csv.contains("'=cmd()"), csv);
        List<Sheet.Row> rows = Sheet.read(papers.csv());
        assertEquals(5, rows.size());
        assertEquals(rows.getFirst().cells().size(), rows.get(1).cells().size());
        List<Sheet.Row> questions = Sheet.read(papers.questionsCsv());
        assertEquals(List.of("Part quiz", "Which?", "that", "yes", "2", "2"), questions.get(2).cells());
    }

    @Test
    void aSessionWithoutCourseOrPeopleHasResultsToo() {
        SessionResults none = SessionResults.of(session(Locale.ENGLISH), null, List.of(), List.of(), List.of(), BASE);
        assertEquals(List.of(), none.parts());
        assertTrue(new SessionPapers(none, BASE).summary().body().contains("0 people"));
    }
}
