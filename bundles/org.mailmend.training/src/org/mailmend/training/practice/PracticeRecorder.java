package org.mailmend.training.practice;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

import org.mailmend.training.Result;
import org.mailmend.training.Session;
import org.mailmend.training.SessionStore;
import org.mailmend.training.course.Course;
import org.mailmend.training.course.Part;
import org.mailmend.training.course.PracticeGoal;

/**
 * Keeps what is achieved on a practice server among the results of a session as soon as it is achieved, and takes it over again after a
 * restart.
 */
public final class PracticeRecorder {
    private static final String ITEM = "practice-";
    private static final String BETWEEN = "\n";

    private PracticeRecorder() {
    }

    /** Id of the item under which a goal is kept. */
    public static String item(PracticeGoal goal) {
        return ITEM + goal.id();
    }

    /** The goal that is kept under this item; empty when it is another item. */
    public static Optional<PracticeGoal> goal(String item) {
        return item.startsWith(ITEM) ? PracticeGoal.fromId(item.substring(ITEM.length())) : Optional.empty();
    }

    /** The client that achieved it, as it called itself; empty when that is not known. */
    public static String client(Result result) {
        return result.answer().lines().findFirst().orElse("");
    }

    /** The exact reply of the server, its lines joined by line feeds. */
    public static String reply(Result result) {
        int end = result.answer().indexOf(BETWEEN);
        return end < 0 ? "" : result.answer().substring(end + 1);
    }

    /**
     * Keeps what is achieved from now on, and tells the board what is kept already. Waits for the database.
     *
     * @param course course of the session; null for none
     */
    public static void attach(PracticeBoard board, SessionStore store, Session session, Course course) {
        List<Result> kept = store.results(session.id());
        for (PracticeAccount account : board.accounts()) {
            for (Result result : kept) {
                if (account.attendees().contains(result.attendee()) && result.passed()) {
                    goal(result.item()).ifPresent(goal -> board.restore(account.number(), goal, result.at()));
                }
            }
        }
        board.onPassed((standing, goal) -> {
            Instant at = standing.passed().get(goal);
            // a part that was planned more than once, or none: what was achieved is kept all the same
            List<String> parts = course == null ? List.of()
                    : course.parts().stream().filter(part -> part.practice() == goal).map(Part::id).toList();
            long seconds = Math.max(0,
                    Math.min(Duration.between(session.start(), at).toSeconds(), Duration.ofDays(1).toSeconds()));
            for (String attendee : standing.account().attendees()) {
                for (String part : parts.isEmpty() ? List.of("") : parts) {
                    store.save(new Result(session.id(), attendee, part, item(goal),
                            standing.client() + BETWEEN + standing.reply(), true,
                            seconds, at));
                }
            }
        });
    }
}
