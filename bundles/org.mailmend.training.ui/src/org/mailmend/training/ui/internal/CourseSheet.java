package org.mailmend.training.ui.internal;

import java.util.Locale;
import java.util.stream.Collectors;

import org.eclipse.osgi.util.NLS;
import org.eclipse.swt.custom.StyledText;
import org.mailmend.tickets.ui.Language;
import org.mailmend.training.course.Course;
import org.mailmend.training.course.Part;
import org.mailmend.training.course.QuizQuestion;

/** Writes what a course teaches, for the trainer to read. */
final class CourseSheet {
    private CourseSheet() {
    }

    static void write(Course course, Library library, StyledText field) {
        Locale locale = Language.locale();
        StringBuilder text = new StringBuilder();
        text.append(course.introduction()).append("\n\n");
        text.append("**").append(Messages.Course_audience).append("** ").append(course.audience()).append("\n\n");
        text.append("**").append(Messages.Course_length).append("** ")
                .append(NLS.bind(Messages.Course_length_words, course.minutes(), course.parts().size())).append("\n\n");
        text.append("**").append(Messages.Course_goals).append("**\n\n");
        course.goals().forEach(goal -> text.append("- ").append(goal).append('\n'));
        text.append('\n');
        int number = 1;
        for (Part part : course.parts()) {
            text.append("## ").append(number++).append(". ").append(part.title()).append("\n\n");
            text.append(NLS.bind(Messages.Course_part,
                    new Object[] {part.kind().text(locale), part.minutes(), people(part, library)}))
                    .append("\n\n");
            part.goal().ifPresent(goal -> text.append("**").append(Messages.Course_practice).append("** ")
                    .append(goal.text(locale)).append("\n\n"));
            text.append(library == null ? part.body() : library.resolved(part.body(), course.language())).append("\n\n");
            for (QuizQuestion question : part.questions()) {
                text.append("**").append(question.text()).append("**\n\n");
                question.choices().forEach(choice -> text.append(choice.right() ? "- ✓ " : "- ✗ ").append(choice.text())
                        .append(" — ").append(choice.why()).append('\n'));
                text.append('\n');
            }
            if (!part.notes().isEmpty()) {
                text.append("**").append(Messages.Course_notes).append("**\n\n").append(part.notes()).append("\n\n");
            }
        }
        SlideText.write(course.title(), text.toString(), field);
    }

    /** Who needs a part, in words. */
    static String people(Part part, Library library) {
        if (part.forEverybody()) {
            return Messages.Course_everybody;
        }
        Locale locale = Language.locale();
        return part.needs().stream().map(need -> switch (need.kind()) {
            case ANY -> Messages.Course_everybody;
            case CLIENT -> library == null ? need.value() : library.clientName(need.value());
            case CLIENT_KIND -> org.mailmend.knowledge.ClientKind.fromId(need.value()).map(kind -> kind.text(locale))
                    .orElse(need.value());
            case ACCOUNT -> org.mailmend.knowledge.AccountKind.fromId(need.value()).map(kind -> kind.text(locale))
                    .orElse(need.value());
        }).distinct().collect(Collectors.joining("ja".equals(locale.getLanguage()) ? "、" : ", "));
    }
}
