package org.mailmend.cli.internal;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

import org.mailmend.check.report.JsonText;
import org.mailmend.knowledge.KnowledgeBase;
import org.mailmend.knowledge.render.Page;
import org.mailmend.knowledge.render.PdfException;
import org.mailmend.training.Session;
import org.mailmend.training.SessionStore;
import org.mailmend.training.course.Course;
import org.mailmend.training.course.PracticeGoal;
import org.mailmend.training.plan.Invitation;
import org.mailmend.training.results.SessionPapers;
import org.mailmend.training.results.SessionResults;

/** {@code mailmend train export}: the papers, the results or the invitation of a session. */
final class TrainExportCommand extends TicketAction {
    private static final String WHAT = "--what";
    private static final String HELP = "--call";

    TrainExportCommand() {
        super("train export");
    }

    @Override
    String operands() {
        return "SESSION [FILE]";
    }

    @Override
    List<Option> own() {
        return List.of(
                Option.choice(WHAT, "option.train.what", List.of("results", "questions", "summary", "certificates", "handouts")),
                Option.value(HELP, "TEXT", "option.train.call"));
    }

    @Override
    int work(Arguments arguments, Context context) throws UsageException, IOException {
        int operands = arguments.operands().size();
        if (operands < 1 || operands > 2 || operands == 1 && !arguments.has(Option.JSON)) {
            throw new UsageException("usage.train.export");
        }
        KnowledgeBase base = TrainCommand.base(context);
        try (SessionStore store = SessionStore.open(location(arguments, context))) {
            String id = arguments.operands().getFirst();
            Session session = store.session(id).orElseThrow(() -> new UsageException("usage.train.session", id));
            Course course = TrainCommand.courses(base, context).course(session.course(), session.language()).orElse(null);
            SessionResults results = SessionResults.of(store, session, course, base);
            if (operands == 1) {
                context.json(json(results, arguments.has(Option.PRETTY)));
                return 0;
            }
            String name = arguments.operands().get(1);
            Path file = Inputs.path(name);
            try {
                write(results, course, base, file, arguments);
            } catch (PdfException e) {
                throw new UsageException("usage.kb.refused", e.text(context.locale()));
            } catch (FileSystemException e) {
                throw new UsageException("usage.file.unwritable", name);
            }
            if (arguments.has(Option.JSON)) {
                context.json(JsonText.of(arguments.has(Option.PRETTY), json -> {
                    json.writeStringField("schema", "mailmend.train-export/1");
                    json.writeStringField("file", name);
                    json.writeNumberField("bytes", Files.size(file));
                }));
            } else {
                context.err().println(context.messages().get("org.report.written", name));
                context.err().flush();
            }
            return 0;
        }
    }

    private static void write(SessionResults results, Course course, KnowledgeBase base, Path file, Arguments arguments)
            throws UsageException, IOException {
        SessionPapers papers = new SessionPapers(results, base);
        String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
        String what = arguments.has(WHAT) ? arguments.get(WHAT) : name.endsWith(".csv") ? "results" : "summary";
        boolean table = what.equals("results") || what.equals("questions");
        if (name.endsWith(".ics") && !arguments.has(WHAT)) {
            Files.write(file, Invitation.calendar(results.session(), course, Instant.now()));
        } else if (name.endsWith(".csv") && table) {
            Files.write(file, what.equals("results") ? papers.csv() : papers.questionsCsv());
        } else if ((name.endsWith(".pdf") || name.endsWith(".html")) && !table) {
            String call = arguments.has(HELP) ? arguments.get(HELP) : "";
            List<Page> pages = switch (what) {
                case "certificates" -> papers.certificates();
                case "handouts" -> papers.handouts(call);
                default -> List.of(papers.summary());
            };
            if (pages.isEmpty()) {
                throw new UsageException("usage.train.nobody");
            }
            if (name.endsWith(".pdf")) {
                SessionPapers.pdf(pages, file);
            } else if (pages.size() == 1) {
                Files.writeString(file, SessionPapers.html(pages.getFirst()), StandardCharsets.UTF_8);
            } else {
                throw new UsageException("usage.train.html");
            }
        } else {
            throw new UsageException("usage.train.export");
        }
    }

    private static String json(SessionResults results, boolean pretty) {
        return JsonText.of(pretty, json -> {
            json.writeStringField("schema", "mailmend.train-results/1");
            json.writeStringField("session", results.session().id());
            json.writeStringField("title", results.session().title());
            json.writeStringField("course", results.session().course());
            json.writeStringField("status", results.session().status().name().toLowerCase(Locale.ROOT));
            json.writeNumberField("done", results.done().size());
            json.writeArrayFieldStart("people");
            for (SessionResults.Person person : results.people()) {
                json.writeStartObject();
                json.writeStringField("name", person.attendee().name());
                json.writeStringField("mail", person.attendee().mail());
                json.writeStringField("client", person.attendee().client());
                json.writeStringField("attendance", person.attendee().attendance().name().toLowerCase(Locale.ROOT));
                json.writeBooleanField("done", person.done());
                json.writeStringField("way", person.way().id());
                json.writeNumberField("right", person.right());
                json.writeNumberField("answered", person.answered());
                json.writeArrayFieldStart("achieved");
                for (PracticeGoal goal : person.goals().stream().sorted().toList()) {
                    json.writeString(goal.id());
                }
                json.writeEndArray();
                json.writeArrayFieldStart("missing");
                for (PracticeGoal goal : person.missing().stream().sorted().toList()) {
                    json.writeString(goal.id());
                }
                json.writeEndArray();
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeArrayFieldStart("open");
            for (var note : results.open()) {
                json.writeStartObject();
                json.writeStringField("kind", note.kind().name().toLowerCase(Locale.ROOT));
                json.writeStringField("text", note.text());
                json.writeNumberField("ticket", note.ticket());
                json.writeEndObject();
            }
            json.writeEndArray();
        });
    }
}
