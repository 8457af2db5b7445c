package org.mailmend.diagnosis;

import java.util.List;

/**
 * The texts of a cause in one language.
 *
 * @param title   a few words for a list or a heading
 * @param summary one sentence: what happened
 * @param meaning one to three sentences: what it means for the user
 * @param steps   what to do next, the best first; empty only where there is nothing to do
 */
public record CauseText(String title, String summary, String meaning, List<NextStep> steps) {
    public CauseText {
        steps = List.copyOf(steps);
    }
}
