package org.mailmend.cli.internal;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

import org.mailmend.check.report.Columns;
import org.mailmend.knowledge.ArticleText;
import org.mailmend.knowledge.Knowledge;
import org.mailmend.knowledge.KnowledgeBase;
import org.mailmend.training.course.Case;
import org.mailmend.training.course.Course;
import org.mailmend.training.course.CourseText;
import org.mailmend.training.course.Courses;

/** {@code mailmend train}: courses, sessions and exercises, as far as they need no window. */
final class TrainCommand extends Command {
    TrainCommand() {
        super("train");
    }

    @Override
    List<Command> children() {
        return List.of(new TrainListCommand(), new TrainShowCommand(), new TrainRunExerciseCommand(), new TrainExportCommand());
    }

    static KnowledgeBase base(Context context) throws IOException {
        try (Knowledge knowledge = KbCommand.knowledge(context)) {
            return knowledge.base();
        }
    }

    static Courses courses(KnowledgeBase base, Context context) {
        return Courses.in(Home.folder(context.env()), base);
    }

    /** The complaint about an id that is none of a course, case or session. */
    static UsageException unknown(String id, Courses courses, Context context) {
        List<String> known = new ArrayList<>();
        Stream.concat(courses.courses(context.locale()).stream().map(Course::id),
                courses.cases().cases(context.locale()).stream().map(Case::id)).forEach(known::add);
        List<String> near = Nearest.of(id, known);
        return near.isEmpty() ? new UsageException("usage.train.unknown", id)
                : new UsageException("usage.train.unknown.near", id, String.join(", ", near));
    }

    /** A text in CommonMark as plain lines that fit the terminal. */
    static String plain(String markdown, Locale language, KnowledgeBase base, Context context) {
        StringBuilder text = new StringBuilder();
        for (String line : ArticleText.plain(CourseText.resolved(markdown, language, base), language).split("\n", -1)) {
            String indent = " ".repeat(line.length() - line.replaceFirst("^( *([0-9]+\\.|-)?) *", "").length());
            text.append(Columns.wrap(TicketAction.visible(line), context.style().columns(), indent)).append('\n');
        }
        return text.toString();
    }
}
