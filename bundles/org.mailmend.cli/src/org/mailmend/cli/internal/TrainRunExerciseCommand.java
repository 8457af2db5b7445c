package org.mailmend.cli.internal;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

import org.mailmend.check.Cancellation;
import org.mailmend.check.CheckListener;
import org.mailmend.check.CheckResult;
import org.mailmend.check.Checker;
import org.mailmend.check.Target;
import org.mailmend.check.report.CheckReport;
import org.mailmend.check.report.Columns;
import org.mailmend.check.report.JsonText;
import org.mailmend.check.report.ReportTexts;
import org.mailmend.knowledge.KnowledgeBase;
import org.mailmend.lab.PracticeServer;
import org.mailmend.lab.Scenarios;
import org.mailmend.training.course.Case;
import org.mailmend.training.course.CourseText;
import org.mailmend.training.course.Courses;
import org.mailmend.training.course.QuizQuestion;

import com.fasterxml.jackson.core.JsonGenerator;

/** {@code mailmend train run-exercise}: a case to work through, against a practice server that behaves as the caller's does. */
final class TrainRunExerciseCommand extends Command {
    private static final String ASK = "--ask";
    private static final String ACT = "--act";
    private static final int NOT_SOLVED = 1;
    private static final int SOLVED = 6;
    private static final int LONGEST = 200;

    TrainRunExerciseCommand() {
        super("train run-exercise");
    }

    @Override
    String operands() {
        return "CASE";
    }

    @Override
    List<Option> options() {
        return List.of(Option.value(ASK, "N,...", "option.train.ask"), Option.value(ACT, "N,...", "option.train.act"),
                Option.JSON,
                Option.PRETTY);
    }

    @Override
    int run(Arguments arguments, Context context) throws UsageException, IOException {
        if (arguments.operands().size() != 1) {
            throw new UsageException("usage.train.exercise");
        }
        KnowledgeBase base = TrainCommand.base(context);
        Courses courses = TrainCommand.courses(base, context);
        String id = arguments.operands().getFirst();
        Case casefile = courses.cases().find(id, context.locale()).orElse(null);
        if (casefile == null) {
            throw TrainCommand.unknown(id, courses, context);
        }
        Set<Integer> ask = arguments.has(ASK) ? numbers(arguments.get(ASK), casefile.ask()) : null;
        Set<Integer> act = arguments.has(ACT) ? numbers(arguments.get(ACT), casefile.act()) : null;
        if (arguments.has(Option.JSON) && (ask == null || act == null)) {
            throw new UsageException("usage.train.exercise.json");
        }
        try (PracticeServer server = PracticeServer.start(Scenarios.byId(casefile.scenario()).orElseThrow())) {
            return arguments.has(Option.JSON) ? json(casefile, ask, act, server, base, arguments.has(Option.PRETTY), context)
                    : new Talk(casefile, server, base, context).run(ask, act);
        }
    }

    /** Numbers from 1 as people write them, as numbers from 0. */
    private static Set<Integer> numbers(String text, QuizQuestion question) throws UsageException {
        Set<Integer> numbers = parse(text, question);
        if (numbers == null) {
            throw new UsageException("usage.train.numbers", text, question.choices().size());
        }
        return numbers;
    }

    /** The same; null for anything else than numbers of choices. */
    private static Set<Integer> parse(String text, QuizQuestion question) {
        Set<Integer> numbers = new TreeSet<>();
        for (String word : text.strip().split("[\\s,、，]+")) {
            int number = word.matches("[1-9]") ? word.charAt(0) - '0' : 0;
            if (number < 1 || number > question.choices().size()) {
                return null;
            }
            numbers.add(number - 1);
        }
        return numbers;
    }

    private static CheckResult check(PracticeServer server) {
        return Checker.run(server.suggestedCheck(), new CheckListener() {
        }, new Cancellation());
    }

    private static int json(Case casefile, Set<Integer> ask, Set<Integer> act, PracticeServer server, KnowledgeBase base,
            boolean pretty,
            Context context) {
        int score = casefile.score(0, ask, act);
        CheckResult result = check(server);
        context.json(JsonText.of(pretty, json -> {
            json.writeStringField("schema", "mailmend.train-exercise/1");
            json.writeStringField("case", casefile.id());
            json.writeStringField("scenario", casefile.scenario());
            json.writeNumberField("score", score);
            json.writeNumberField("best", Case.BEST);
            json.writeBooleanField("solved", score >= SOLVED);
            json.writeFieldName("ask");
            answers(json, casefile.ask(), ask);
            json.writeFieldName("act");
            answers(json, casefile.act(), act);
            json.writeStringField("cause", result.cause().name());
            json.writeStringField("explanation", CourseText.resolved(casefile.explanation(), casefile.language(), base));
        }));
        return score >= SOLVED ? 0 : NOT_SOLVED;
    }

    private static void answers(JsonGenerator json, QuizQuestion question, Set<Integer> ticked) throws IOException {
        json.writeStartArray();
        for (int i = 0; i < question.choices().size(); i++) {
            QuizQuestion.Choice choice = question.choices().get(i);
            json.writeStartObject();
            json.writeNumberField("number", i + 1);
            json.writeStringField("text", choice.text());
            json.writeBooleanField("ticked", ticked.contains(i));
            json.writeBooleanField("right", choice.right());
            json.writeStringField("why", choice.why());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    /** A case told and asked in a terminal. */
    private static final class Talk {
        private final Case casefile;
        private final PracticeServer server;
        private final KnowledgeBase base;
        private final Context context;
        private final Messages messages;
        private final BufferedReader in;
        private int hints;

        Talk(Case casefile, PracticeServer server, KnowledgeBase base, Context context) {
            this.casefile = casefile;
            this.server = server;
            this.base = base;
            this.context = context;
            messages = context.messages();
            in = new BufferedReader(new InputStreamReader(context.in(), StandardCharsets.UTF_8));
        }

        int run(Set<Integer> ask, Set<Integer> act) throws IOException {
            Target target = server.targets().getFirst();
            print(casefile.title() + "\n");
            print(TrainCommand.plain(casefile.story(), casefile.language(), base, context));
            print(messages.get("train.exercise.server", ReportTexts.url(target), casefile.scenario()));
            print(messages.get("train.exercise.keys", casefile.hints().size()));
            Set<Integer> asked = ask == null ? choose(casefile.ask()) : ask;
            Set<Integer> done = asked == null ? null : act == null ? choose(casefile.act()) : act;
            if (done == null) {
                print(messages.get("train.exercise.stopped"));
                return NOT_SOLVED;
            }
            explain(casefile.ask(), asked);
            explain(casefile.act(), done);
            print("");
            print(TrainCommand.plain(casefile.explanation(), casefile.language(), base, context));
            int score = casefile.score(hints, asked, done);
            print(messages.get("train.exercise.score", score, Case.BEST, hints));
            return score >= SOLVED ? 0 : NOT_SOLVED;
        }

        private void print(String text) {
            context.out().println(Columns.wrap(TicketAction.visible(text), context.style().columns(), ""));
            context.out().flush();
        }

        /** Asks until there is an answer; null at the end of the input and for "q". */
        private Set<Integer> choose(QuizQuestion question) throws IOException {
            print("\n" + question.text());
            for (int i = 0; i < question.choices().size(); i++) {
                print("  " + (i + 1) + ". " + question.choices().get(i).text());
            }
            while (true) {
                context.out().print("> ");
                context.out().flush();
                String line = in.readLine();
                String word = line == null ? "q" : line.length() > LONGEST ? "?" : line.strip().toLowerCase(Locale.ROOT);
                switch (word) {
                    case "q" -> {
                        return null;
                    }
                    case "h" ->
                        print(hints < casefile.hints().size() ? messages.get("train.exercise.hint", casefile.hints().get(hints++))
                                : messages.get("train.exercise.hints.none"));
                    case "c" -> {
                        // what was seen, not what it means: that is for the technician to find out
                        String report = CheckReport.toText(check(server), context.locale(), context.style());
                        context.out().print(
                                report.substring(Math.max(0, report.indexOf(ReportTexts.url(server.targets().getFirst())))));
                        context.out().flush();
                    }
                    default -> {
                        Set<Integer> numbers = parse(word, question);
                        if (numbers != null) {
                            return numbers;
                        }
                        print(messages.get("train.exercise.again", question.choices().size()));
                    }
                }
            }
        }

        private void explain(QuizQuestion question, Set<Integer> ticked) {
            print("\n" + question.text());
            for (int i = 0; i < question.choices().size(); i++) {
                QuizQuestion.Choice choice = question.choices().get(i);
                boolean good = choice.right() == ticked.contains(i);
                print((choice.right() ? "  [x] " : "  [ ] ") + choice.text() + " — " + choice.why() + (good ? ""
                        : "  "
                                + messages.get(choice.right() ? "train.exercise.missed" : "train.exercise.wrong")));
            }
        }
    }
}
