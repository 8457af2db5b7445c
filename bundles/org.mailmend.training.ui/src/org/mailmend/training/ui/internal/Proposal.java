package org.mailmend.training.ui.internal;

import java.util.List;

import org.mailmend.knowledge.KnowledgeBase;
import org.mailmend.training.Attendee;
import org.mailmend.training.Session.PlannedPart;
import org.mailmend.training.course.Course;

/** Proposes a plan. */
final class Proposal {
    private Proposal() {
    }

    /** The parts of a course that at least one of these people needs, in the order of the course. */
    static List<PlannedPart> of(Course course, List<Attendee> people, KnowledgeBase base) {
        return course.parts().stream()
                .filter(part -> people.stream().anyMatch(each -> part.fits(base.client(each.client()).orElse(null), null)))
                .map(part -> new PlannedPart(part.id(), part.minutes())).toList();
    }
}
