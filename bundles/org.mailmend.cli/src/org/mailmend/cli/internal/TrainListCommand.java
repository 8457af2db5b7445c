package org.mailmend.cli.internal;

import java.io.IOException;
import java.util.List;
import java.util.Locale;

import org.mailmend.check.report.Columns;
import org.mailmend.check.report.JsonText;
import org.mailmend.training.Session;
import org.mailmend.training.SessionStore;
import org.mailmend.training.course.Case;
import org.mailmend.training.course.Course;
import org.mailmend.training.course.CourseProblem;
import org.mailmend.training.course.Courses;
import org.mailmend.training.plan.PlanProposal;

/** {@code mailmend train list}: courses, cases or sessions. */
final class TrainListCommand extends TicketAction {
    TrainListCommand() {
        super("train list");
    }

    @Override
    String operands() {
        return "[courses|cases|sessions]";
    }

    @Override
    List<Option> own() {
        return List.of();
    }

    @Override
    int work(Arguments arguments, Context context) throws UsageException, IOException {
        if (arguments.operands().size() > 1) {
            throw new UsageException("usage.train.list", arguments.operands().get(1));
        }
        String what = arguments.operands().isEmpty() ? "courses" : arguments.operands().getFirst();
        Courses courses = TrainCommand.courses(TrainCommand.base(context), context);
        switch (what) {
            case "courses" -> courses(courses, arguments, context);
            case "cases" -> cases(courses, arguments, context);
            case "sessions" -> sessions(arguments, context);
            default -> throw new UsageException("usage.train.list", what);
        }
        List<CourseProblem> problems = what.equals("cases") ? courses.cases().problems() : courses.problems();
        if (!what.equals("sessions") && !problems.isEmpty()) {
            context.out().flush();
            problems.forEach(problem -> context.err().println(problem.text(context.locale())));
            context.err().flush();
        }
        return 0;
    }

    private static void courses(Courses courses, Arguments arguments, Context context) {
        Locale locale = context.locale();
        for (Course course : courses.courses(locale)) {
            if (arguments.has(Option.JSON)) {
                context.json(JsonText.of(arguments.has(Option.PRETTY), json -> {
                    json.writeStringField("schema", "mailmend.train-course/1");
                    json.writeStringField("id", course.id());
                    json.writeStringField("title", course.title());
                    json.writeStringField("language", course.language().getLanguage());
                    json.writeStringField("audience", course.audience());
                    json.writeNumberField("minutes", course.minutes());
                    json.writeNumberField("parts", course.parts().size());
                    json.writeBooleanField("own", course.own());
                    json.writeStringField("updated", course.updated().toString());
                }));
            } else {
                line(context, course.id(), context.messages().get("train.list.course", course.title(), course.minutes()));
            }
        }
    }

    private static void cases(Courses courses, Arguments arguments, Context context) {
        for (Case each : courses.cases().cases(context.locale())) {
            if (arguments.has(Option.JSON)) {
                context.json(JsonText.of(arguments.has(Option.PRETTY), json -> {
                    json.writeStringField("schema", "mailmend.train-case/1");
                    json.writeStringField("id", each.id());
                    json.writeStringField("title", each.title());
                    json.writeStringField("language", each.language().getLanguage());
                    json.writeNumberField("level", each.level());
                    json.writeStringField("scenario", each.scenario());
                    json.writeBooleanField("own", each.own());
                }));
            } else {
                line(context, each.id(), context.messages().get("train.list.case", each.title(), each.level()));
            }
        }
    }

    private static void sessions(Arguments arguments, Context context) {
        try (SessionStore store = SessionStore.open(location(arguments, context))) {
            for (Session session : store.sessions()) {
                int people = store.roster(session.id()).size();
                if (arguments.has(Option.JSON)) {
                    context.json(JsonText.of(arguments.has(Option.PRETTY), json -> {
                        json.writeStringField("schema", "mailmend.train-session/1");
                        json.writeStringField("id", session.id());
                        json.writeStringField("title", session.title());
                        json.writeStringField("course", session.course());
                        json.writeStringField("start", session.start().toString());
                        json.writeStringField("end", PlanProposal.end(session).toString());
                        json.writeStringField("status", session.status().name().toLowerCase(Locale.ROOT));
                        json.writeNumberField("people", people);
                    }));
                } else {
                    line(context, session.id(), context.messages().get("train.list.session", session.title(),
                            session.start().atZone(session.zone()).toLocalDateTime().toString().replace('T', ' '), people));
                }
            }
        }
    }

    private static void line(Context context, String id, String text) {
        context.out().println(visible(Columns.pad(id, 32) + "  " + text));
        context.out().flush();
    }
}
