package org.mailmend.training.course;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

import org.mailmend.knowledge.AccountKind;
import org.mailmend.knowledge.Client;

/**
 * A part of a course.
 *
 * @param id        its id within the course; the same in both languages
 * @param kind      what it is
 * @param minutes   how long it takes, from 1 to 120
 * @param title     its title
 * @param needs     who needs it; any of them; never empty
 * @param articles  ids of the articles behind it
 * @param practice  what is to be achieved on the practice server; null for nothing
 * @param casefile  id of the case to work through; empty for none
 * @param body      its text in CommonMark; includes of articles are not resolved, see {@link CourseText}
 * @param notes     what only the trainer sees, in CommonMark; may be empty
 * @param questions the questions of a quiz
 */
public record Part(String id, PartKind kind, int minutes, String title, List<Need> needs, List<String> articles,
        PracticeGoal practice, String casefile, String body, String notes, List<QuizQuestion> questions) {
    public Part {
        Objects.requireNonNull(id);
        Objects.requireNonNull(kind);
        Objects.requireNonNull(title);
        needs = List.copyOf(needs);
        articles = List.copyOf(articles);
        Objects.requireNonNull(casefile);
        Objects.requireNonNull(body);
        Objects.requireNonNull(notes);
        questions = List.copyOf(questions);
    }

    /** What is to be achieved on the practice server; empty for nothing. */
    public Optional<PracticeGoal> goal() {
        return Optional.ofNullable(practice);
    }

    /** The question with this id. */
    public Optional<QuizQuestion> question(String question) {
        return questions.stream().filter(each -> each.id().equals(question)).findFirst();
    }

    /** Whether somebody needs it; see {@link Need#fits}. */
    public boolean fits(Client client, AccountKind account) {
        return needs.stream().anyMatch(need -> need.fits(client, account));
    }

    /** Whether everybody needs it. */
    public boolean forEverybody() {
        return needs.contains(Need.EVERYBODY);
    }
}
