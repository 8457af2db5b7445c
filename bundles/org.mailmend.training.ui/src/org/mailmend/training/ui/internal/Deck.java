package org.mailmend.training.ui.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.mailmend.training.Session;
import org.mailmend.training.course.Course;
import org.mailmend.training.course.Part;
import org.mailmend.training.course.QuizQuestion;

/**
 * All slides of a session, part by part.
 *
 * @param pages in their order
 */
record Deck(List<Deck.Page> pages) {
    Deck {
        pages = List.copyOf(pages);
    }

    /**
     * A slide.
     *
     * @param place  which part of the plan, from 0
     * @param part   the part
     * @param within which slide of the part, from 0
     * @param slide  what the room sees
     */
    record Page(int place, Part part, int within, Slide slide) {
    }

    /** The slides of what is planned; a part that the course does not have any more is left out. */
    static Deck of(Session session, Library library) {
        List<Page> pages = new ArrayList<>();
        Optional<Course> course = library.course(session);
        for (int place = 0; place < session.plan().size(); place++) {
            Part part = part(course, session, place);
            if (part != null) {
                List<Slide> slides = new ArrayList<>(library.slides(part, course.orElseThrow().language()));
                for (QuizQuestion question : part.questions()) {
                    slides.addAll(question(question));
                }
                for (int within = 0; within < slides.size(); within++) {
                    pages.add(new Page(place, part, within, slides.get(within)));
                }
            }
        }
        return new Deck(pages);
    }

    private static Part part(Optional<Course> course, Session session, int place) {
        return course.flatMap(known -> known.part(session.plan().get(place).part())).orElse(null);
    }

    /** A question, and after it the same with its answers. */
    private static List<Slide> question(QuizQuestion question) {
        StringBuilder asked = new StringBuilder();
        StringBuilder answered = new StringBuilder();
        char letter = 'A';
        for (QuizQuestion.Choice choice : question.choices()) {
            asked.append("- **").append(letter).append(".** ").append(choice.text()).append('\n');
            answered.append("- ").append(choice.right() ? "✓ **" : "✗ **").append(letter).append(".** ").append(choice.text())
                    .append(" — ").append(choice.why()).append('\n');
            letter++;
        }
        List<Slide> slides = new ArrayList<>(Slide.of(question.text(), asked.toString()));
        slides.addAll(Slide.of(question.text(), answered.toString()));
        return slides;
    }

    /** The number of the first slide of a part of the plan; -1 for none. */
    int first(int place) {
        for (int i = 0; i < pages.size(); i++) {
            if (pages.get(i).place() == place) {
                return i;
            }
        }
        return -1;
    }

    /** The number of a slide of a part, by the part's id; 0 when it is not there any more. */
    int find(String part, int within) {
        int best = 0;
        for (int i = 0; i < pages.size(); i++) {
            Page page = pages.get(i);
            if (page.part().id().equals(part) && page.within() <= within) {
                best = i;
            }
        }
        return best;
    }

    List<Slide> slides() {
        return pages.stream().map(Page::slide).toList();
    }
}
