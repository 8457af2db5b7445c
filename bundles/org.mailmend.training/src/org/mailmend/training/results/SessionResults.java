package org.mailmend.training.results;

import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

import org.mailmend.knowledge.AccountKind;
import org.mailmend.knowledge.Client;
import org.mailmend.knowledge.KnowledgeBase;
import org.mailmend.training.Attendee;
import org.mailmend.training.Attendee.Attendance;
import org.mailmend.training.Note;
import org.mailmend.training.Result;
import org.mailmend.training.Session;
import org.mailmend.training.SessionStore;
import org.mailmend.training.course.Course;
import org.mailmend.training.course.Part;
import org.mailmend.training.course.PartKind;
import org.mailmend.training.course.PracticeGoal;
import org.mailmend.training.course.QuizQuestion;
import org.mailmend.training.plan.PlanProposal;
import org.mailmend.training.practice.PracticeRecorder;

/**
 * The results of a session. Immutable.
 *
 * @param session   the session
 * @param course    its course; null for none
 * @param people    each attendee, in the order of the roster
 * @param parts     each planned part that the course has
 * @param questions each question of the planned quizzes
 * @param open      notes that are not settled
 */
public record SessionResults(Session session, Course course, List<Person> people, List<PartResult> parts,
        List<QuestionResult> questions,
        List<Note> open) {
    public SessionResults {
        Objects.requireNonNull(session);
        people = List.copyOf(people);
        parts = List.copyOf(parts);
        questions = List.copyOf(questions);
        open = List.copyOf(open);
    }

    /**
     * Somebody on the roster.
     *
     * @param attendee the person
     * @param right    how many questions were answered rightly
     * @param answered how many were answered
     * @param goals    what was achieved on the practice server
     * @param missing  what the plan asks of this person on the practice server and was not achieved
     * @param way      how this person sends mail, as far as was seen: the best way that was reached
     * @param cases    how many cases were worked through
     * @param score    their average score from 0 to 10; 0 where there are none
     * @param client   what the client called itself on the practice server; empty while nothing was seen
     */
    public record Person(Attendee attendee, int right, int answered, Set<PracticeGoal> goals, Set<PracticeGoal> missing, Way way,
            int cases,
            double score, String client) {
        public Person {
            goals = Set.copyOf(goals);
            missing = Set.copyOf(missing);
        }

        /** Whether this person was there. */
        public boolean attended() {
            return attendee.attendance() == Attendance.PRESENT || attendee.attendance() == Attendance.LATE;
        }

        /** Whether nothing is left to do: was there, and achieved what the plan asks. */
        public boolean done() {
            return attended() && missing.isEmpty() && way != Way.PASSWORD;
        }
    }

    /**
     * A part.
     *
     * @param part    the part
     * @param minutes how long it was to take
     * @param seconds how long it took; 0 when nobody has measured it
     * @param passed  how many people have passed something in it
     * @param tried   how many people have tried something in it
     */
    public record PartResult(Part part, int minutes, long seconds, int passed, int tried) {
    }

    /**
     * A question.
     *
     * @param part     part of the quiz
     * @param question the question
     * @param answered how many answered it
     * @param right    how many did rightly
     * @param ticks    how often each choice was ticked, in the order of the choices
     */
    public record QuestionResult(Part part, QuizQuestion question, int answered, int right, List<Integer> ticks) {
        public QuestionResult {
            ticks = List.copyOf(ticks);
        }
    }

    /** Reads the results of a session. Waits for the database. */
    public static SessionResults of(SessionStore store, Session session, Course course, KnowledgeBase base) {
        return of(session, course, store.roster(session.id()), store.notes(session.id()), store.results(session.id()), base);
    }

    /** The results that follow from what was kept. */
    public static SessionResults of(Session session, Course course, List<Attendee> roster, List<Note> notes, List<Result> results,
            KnowledgeBase base) {
        List<Part> planned = course == null ? List.of()
                : session.plan().stream().flatMap(each -> course.part(each.part()).stream()).distinct().toList();
        List<Person> people = roster.stream()
                .map(attendee -> person(attendee, planned, of(attendee, results), base)).toList();
        List<QuestionResult> questions = new ArrayList<>();
        List<PartResult> parts = new ArrayList<>();
        for (Part part : planned) {
            List<Result> own = results.stream().filter(result -> result.part().equals(part.id())).toList();
            parts.add(part(part, session, own));
            if (part.kind() == PartKind.QUIZ) {
                part.questions().forEach(question -> questions.add(question(part, question, own)));
            }
        }
        return new SessionResults(session, course, people, parts, questions,
                notes.stream().filter(note -> !note.done()).toList());
    }

    private static List<Result> of(Attendee attendee, List<Result> results) {
        return results.stream().filter(result -> result.attendee().equals(attendee.id())).toList();
    }

    private static Person person(Attendee attendee, List<Part> planned, List<Result> own, KnowledgeBase base) {
        Map<PracticeGoal, Instant> goals = new EnumMap<>(PracticeGoal.class);
        String program = "";
        int right = 0;
        int answered = 0;
        List<Integer> scores = new ArrayList<>();
        for (Result result : own) {
            PracticeGoal goal = PracticeRecorder.goal(result.item()).orElse(null);
            if (goal != null && result.passed()) {
                goals.put(goal, result.at());
                program = PracticeRecorder.client(result).isEmpty() ? program : PracticeRecorder.client(result);
            } else if (Answers.isCase(result) && result.answer().matches("\\d{1,2}")) {
                scores.add(Integer.parseInt(result.answer()));
            } else if (isAnswer(result, planned)) {
                answered++;
                right += result.passed() ? 1 : 0;
            }
        }
        // the last way that works counts; the account password only where there is no other
        Way way = goals.keySet().stream().filter(goal -> goal != PracticeGoal.ACCOUNT_PASSWORD_REFUSED)
                .max((a, b) -> goals.get(a).compareTo(goals.get(b))).map(Way::of)
                .orElse(goals.isEmpty() ? Way.UNKNOWN : Way.PASSWORD);
        Set<PracticeGoal> missing = EnumSet.noneOf(PracticeGoal.class);
        AccountKind account = PlanProposal.account(attendee.mail());
        List<Client> clients = PlanProposal.clients(attendee.client(), base);
        for (Part part : planned) {
            boolean needs = part.fits(null, account) || clients.stream().anyMatch(client -> part.fits(client, account));
            if (part.practice() != null && needs && !goals.containsKey(part.practice())) {
                missing.add(part.practice());
            }
        }
        return new Person(attendee, right, answered, goals.keySet(), missing, way, scores.size(),
                scores.stream().mapToInt(Integer::intValue).average().orElse(0), program);
    }

    private static boolean isAnswer(Result result, List<Part> planned) {
        return planned.stream().anyMatch(part -> part.id().equals(result.part()) && part.question(result.item()).isPresent());
    }

    private static PartResult part(Part part, Session session, List<Result> own) {
        int minutes = session.plan().stream().filter(each -> each.part().equals(part.id())).mapToInt(Session.PlannedPart::minutes)
                .sum();
        long seconds = own.stream().filter(result -> result.attendee().isEmpty() && result.item().isEmpty())
                .mapToLong(Result::seconds).sum();
        Set<String> tried = own.stream().map(Result::attendee).filter(id -> !id.isEmpty()).collect(Collectors.toSet());
        Set<String> passed = own.stream().filter(Result::passed).map(Result::attendee).filter(id -> !id.isEmpty())
                .collect(Collectors.toSet());
        return new PartResult(part, minutes, seconds, passed.size(), tried.size());
    }

    private static QuestionResult question(Part part, QuizQuestion question, List<Result> own) {
        List<Result> answers = own.stream().filter(result -> result.item().equals(question.id()) && !result.attendee().isEmpty())
                .toList();
        int[] ticks = new int[question.choices().size()];
        for (Result answer : answers) {
            Answers.ticked(answer).stream().filter(number -> number < ticks.length).forEach(number -> ticks[number]++);
        }
        List<Integer> counts = new ArrayList<>();
        for (int tick : ticks) {
            counts.add(tick);
        }
        return new QuestionResult(part, question, answers.size(), (int) answers.stream().filter(Result::passed).count(), counts);
    }

    /** Who is done. */
    public List<Person> done() {
        return people.stream().filter(Person::done).toList();
    }

    /** Who was there and is not done. */
    public List<Person> behind() {
        return people.stream().filter(person -> person.attended() && !person.done()).toList();
    }

    /** Who was not there. */
    public List<Person> absent() {
        return people.stream().filter(person -> !person.attended()).toList();
    }

    /** Who was seen to send with the account password and nothing else. */
    public List<Person> withPassword() {
        return people.stream().filter(person -> person.way() == Way.PASSWORD).toList();
    }
}
