package org.mailmend.cli.internal;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

import org.mailmend.check.report.JsonText;
import org.mailmend.knowledge.KnowledgeBase;
import org.mailmend.training.course.Case;
import org.mailmend.training.course.Course;
import org.mailmend.training.course.CourseText;
import org.mailmend.training.course.Courses;
import org.mailmend.training.course.Need;
import org.mailmend.training.course.Part;
import org.mailmend.training.course.QuizQuestion;

import com.fasterxml.jackson.core.JsonGenerator;

/** {@code mailmend train show}: a course or a case with all its texts. */
final class TrainShowCommand extends Command {
    private static final String NOTES = "--notes";

    TrainShowCommand() {
        super("train show");
    }

    @Override
    String operands() {
        return "ID";
    }

    @Override
    List<Option> options() {
        return List.of(Option.flag(NOTES, "option.train.notes"), Option.JSON, Option.PRETTY);
    }

    @Override
    int run(Arguments arguments, Context context) throws UsageException, IOException {
        if (arguments.operands().size() != 1) {
            throw new UsageException("usage.train.show");
        }
        String id = arguments.operands().getFirst();
        KnowledgeBase base = TrainCommand.base(context);
        Courses courses = TrainCommand.courses(base, context);
        Optional<Course> course = courses.course(id, context.locale());
        Optional<Case> casefile = courses.cases().find(id, context.locale());
        if (course.isPresent()) {
            show(course.get(), base, arguments, context);
        } else if (casefile.isPresent()) {
            show(casefile.get(), base, arguments, context);
        } else {
            throw TrainCommand.unknown(id, courses, context);
        }
        return 0;
    }

    private static void show(Course course, KnowledgeBase base, Arguments arguments, Context context) {
        Locale language = course.language();
        if (arguments.has(Option.JSON)) {
            context.json(JsonText.of(arguments.has(Option.PRETTY), json -> {
                json.writeStringField("schema", "mailmend.train-course/1");
                json.writeStringField("id", course.id());
                json.writeStringField("title", course.title());
                json.writeStringField("language", language.getLanguage());
                json.writeStringField("audience", course.audience());
                json.writeNumberField("minutes", course.minutes());
                json.writeArrayFieldStart("goals");
                for (String goal : course.goals()) {
                    json.writeString(goal);
                }
                json.writeEndArray();
                json.writeStringField("introduction", CourseText.resolved(course.introduction(), language, base));
                json.writeArrayFieldStart("parts");
                for (Part part : course.parts()) {
                    part(json, part, language, base);
                }
                json.writeEndArray();
                json.writeBooleanField("own", course.own());
                json.writeStringField("updated", course.updated().toString());
            }));
            return;
        }
        Messages messages = context.messages();
        StringBuilder text = new StringBuilder(course.title()).append('\n')
                .append(messages.get("train.show.audience", course.audience(), course.minutes())).append("\n\n")
                .append(TrainCommand.plain(course.introduction(), language, base, context)).append('\n');
        course.goals().forEach(goal -> text.append("- ").append(goal).append('\n'));
        for (Part part : course.parts()) {
            text.append('\n')
                    .append(messages.get("train.show.part", part.title(), part.kind().text(context.locale()), part.minutes()))
                    .append('\n');
            text.append(TrainCommand.plain(part.body(), language, base, context));
            part.questions().forEach(question -> question(text, question));
            if (arguments.has(NOTES) && !part.notes().isEmpty()) {
                text.append('\n').append(messages.get("train.show.notes")).append('\n')
                        .append(TrainCommand.plain(part.notes(), language, base, context));
            }
        }
        context.out().print(TicketAction.visible(text.toString()));
        context.out().flush();
    }

    private static void question(StringBuilder text, QuizQuestion question) {
        text.append('\n').append(question.id()).append(". ").append(question.text()).append('\n');
        question.choices()
                .forEach(choice -> text.append(choice.right() ? "   [x] " : "   [ ] ").append(choice.text()).append(" — ")
                        .append(choice.why()).append('\n'));
    }

    private static void part(JsonGenerator json, Part part, Locale language, KnowledgeBase base) throws IOException {
        json.writeStartObject();
        json.writeStringField("id", part.id());
        json.writeStringField("kind", part.kind().id());
        json.writeStringField("title", part.title());
        json.writeNumberField("minutes", part.minutes());
        json.writeArrayFieldStart("needs");
        for (Need need : part.needs()) {
            json.writeString(need.toString());
        }
        json.writeEndArray();
        json.writeStringField("practice", part.practice() == null ? null : part.practice().id());
        json.writeStringField("case", part.casefile().isEmpty() ? null : part.casefile());
        json.writeStringField("text", CourseText.resolved(part.body(), language, base));
        json.writeStringField("notes", part.notes());
        json.writeArrayFieldStart("questions");
        for (QuizQuestion question : part.questions()) {
            question(json, question);
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    static void question(JsonGenerator json, QuizQuestion question) throws IOException {
        json.writeStartObject();
        json.writeStringField("id", question.id());
        json.writeStringField("question", question.text());
        json.writeArrayFieldStart("choices");
        for (QuizQuestion.Choice choice : question.choices()) {
            json.writeStartObject();
            json.writeStringField("text", choice.text());
            json.writeBooleanField("right", choice.right());
            json.writeStringField("why", choice.why());
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private static void show(Case each, KnowledgeBase base, Arguments arguments, Context context) {
        if (arguments.has(Option.JSON)) {
            context.json(JsonText.of(arguments.has(Option.PRETTY), json -> {
                json.writeStringField("schema", "mailmend.train-case/1");
                json.writeStringField("id", each.id());
                json.writeStringField("title", each.title());
                json.writeStringField("language", each.language().getLanguage());
                json.writeNumberField("level", each.level());
                json.writeStringField("scenario", each.scenario());
                json.writeStringField("cause", each.cause().name());
                json.writeStringField("story", CourseText.resolved(each.story(), each.language(), base));
                json.writeArrayFieldStart("hints");
                for (String hint : each.hints()) {
                    json.writeString(hint);
                }
                json.writeEndArray();
                json.writeFieldName("ask");
                question(json, each.ask());
                json.writeFieldName("act");
                question(json, each.act());
                json.writeStringField("explanation", CourseText.resolved(each.explanation(), each.language(), base));
                json.writeBooleanField("own", each.own());
            }));
            return;
        }
        // what is right is not told here: it is to be found out with "train run-exercise"
        context.out().print(
                TicketAction.visible(each.title() + "\n\n" + TrainCommand.plain(each.story(), each.language(), base, context)
                        + "\n" + context.messages().get("train.show.case", each.id()) + "\n"));
        context.out().flush();
    }
}
