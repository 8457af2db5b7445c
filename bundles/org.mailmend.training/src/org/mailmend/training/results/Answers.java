package org.mailmend.training.results;

import java.time.Instant;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

import org.mailmend.training.Result;
import org.mailmend.training.course.Case;
import org.mailmend.training.course.Part;
import org.mailmend.training.course.QuizQuestion;

/** How answers to questions and cases are kept as a {@link Result}. */
public final class Answers {
    private static final String CASE = "case-";
    /** The score from which a case counts as solved. */
    private static final int SOLVED = 6;

    private Answers() {
    }

    /**
     * An answer to a question of a quiz.
     *
     * @param ticked  numbers of the choices that were ticked, from 0
     * @param seconds how long it took
     */
    public static Result quiz(String session, String attendee, Part part, QuizQuestion question, Set<Integer> ticked,
            long seconds,
            Instant at) {
        return new Result(session, attendee, part.id(), question.id(),
                new TreeSet<>(ticked).stream().map(String::valueOf).collect(Collectors.joining(",")), question.correct(ticked),
                seconds, at);
    }

    /** What was ticked: numbers of choices from 0; what is none is left out. */
    public static Set<Integer> ticked(Result result) {
        Set<Integer> ticked = new TreeSet<>();
        for (String number : result.answer().split(",")) {
            if (number.matches("\\d{1,3}")) {
                ticked.add(Integer.parseInt(number));
            }
        }
        return ticked;
    }

    /** A case that was worked through. */
    public static Result casefile(String session, String attendee, Part part, Case casefile, int score, long seconds,
            Instant at) {
        return new Result(session, attendee, part.id(), CASE + casefile.id(), String.valueOf(score), score >= SOLVED, seconds,
                at);
    }

    /** Whether it is the result of a case; its answer is the score. */
    public static boolean isCase(Result result) {
        return result.item().startsWith(CASE);
    }

    /** Id of the case of a result. */
    public static String caseId(Result result) {
        return result.item().substring(CASE.length());
    }
}
