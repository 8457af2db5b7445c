package org.mailmend.training.course;

import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;

import org.mailmend.diagnosis.CauseId;

/**
 * A guided exercise for a technician, in one language: a caller, and what to ask and do.
 *
 * @param id          stable id; the same in both languages
 * @param title       title
 * @param language    {@link Locale#ENGLISH} or {@link Locale#JAPANESE}
 * @param scenario    id of the scenario of the lab that plays the caller's mail server
 * @param cause       what is wrong, and what a check of that scenario finds
 * @param level       1 for easy to 3 for hard
 * @param updated     day of the last change
 * @param story       what the caller says, in CommonMark
 * @param hints       from vague to plain
 * @param ask         what to ask the caller
 * @param act         what to do
 * @param explanation the answer, in CommonMark; includes of articles are not resolved, see {@link CourseText}
 * @param own         whether it is a trainer's own and did not come with Mailmend
 */
public record Case(String id, String title, Locale language, String scenario, CauseId cause, int level, LocalDate updated,
        String story, List<String> hints, QuizQuestion ask, QuizQuestion act, String explanation, boolean own) {
    /** The best score. */
    public static final int BEST = 10;
    private static final int HINT_COSTS = 1;
    private static final int MISTAKE_COSTS = 2;

    public Case {
        Objects.requireNonNull(id);
        Objects.requireNonNull(title);
        Objects.requireNonNull(language);
        Objects.requireNonNull(scenario);
        Objects.requireNonNull(cause);
        Objects.requireNonNull(updated);
        Objects.requireNonNull(story);
        hints = List.copyOf(hints);
        Objects.requireNonNull(ask);
        Objects.requireNonNull(act);
        Objects.requireNonNull(explanation);
    }

    /**
     * The score, from 0 to {@link #BEST}: each hint costs one point, each choice that was ticked or left wrongly two.
     *
     * @param hintsRead how many hints were read
     * @param asked     what was ticked of {@link #ask}, by numbers from 0
     * @param done      what was ticked of {@link #act}, by numbers from 0
     */
    public int score(int hintsRead, Set<Integer> asked, Set<Integer> done) {
        return Math.max(0, BEST - hintsRead * HINT_COSTS - (ask.mistakes(asked) + act.mistakes(done)) * MISTAKE_COSTS);
    }
}
