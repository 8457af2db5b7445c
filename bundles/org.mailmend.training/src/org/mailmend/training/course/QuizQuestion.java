package org.mailmend.training.course;

import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;

/**
 * A question with choices, of which one or more are right.
 *
 * @param id      its number within the part, from {@code 1}; the same in both languages
 * @param text    the question
 * @param choices from two to nine
 */
public record QuizQuestion(String id, String text, List<Choice> choices) {
    public QuizQuestion {
        Objects.requireNonNull(id);
        Objects.requireNonNull(text);
        choices = List.copyOf(choices);
    }

    /**
     * Something to choose.
     *
     * @param text  what it says
     * @param right whether it is right
     * @param why   why it is or is not
     */
    public record Choice(String text, boolean right, String why) {
        public Choice {
            Objects.requireNonNull(text);
            Objects.requireNonNull(why);
        }
    }

    /** Numbers of the right choices, from 0. */
    public Set<Integer> right() {
        Set<Integer> right = new TreeSet<>();
        for (int i = 0; i < choices.size(); i++) {
            if (choices.get(i).right()) {
                right.add(i);
            }
        }
        return right;
    }

    /** Whether more than one choice is right. */
    public boolean many() {
        return right().size() > 1;
    }

    /** Whether exactly the right ones are ticked, by their numbers from 0. */
    public boolean correct(Set<Integer> ticked) {
        return right().equals(new TreeSet<>(ticked));
    }

    /** How many choices are ticked or left wrongly, by their numbers from 0. */
    public int mistakes(Set<Integer> ticked) {
        Set<Integer> right = right();
        int mistakes = 0;
        for (int i = 0; i < choices.size(); i++) {
            if (right.contains(i) != ticked.contains(i)) {
                mistakes++;
            }
        }
        return mistakes;
    }
}
