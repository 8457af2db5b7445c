package org.mailmend.cli.internal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.mailmend.check.report.JsonText;
import org.mailmend.knowledge.Problem;
import org.mailmend.knowledge.own.OwnKnowledge;

/** {@code mailmend kb check}: names every mistake in a team's own knowledge. */
final class KbCheckCommand extends Command {
    /** As for several targets of a check: something is wrong. */
    private static final int WRONG = 1;

    KbCheckCommand() {
        super("kb check");
    }

    @Override
    String operands() {
        return "[FOLDER]";
    }

    @Override
    List<Option> options() {
        return List.of(Option.JSON, Option.PRETTY);
    }

    @Override
    int run(Arguments arguments, Context context) throws UsageException, IOException {
        if (arguments.operands().size() > 1) {
            throw new UsageException("usage.kb.folder", arguments.operands().getLast());
        }
        OwnKnowledge own = KbCommand.knowledge(context).own();
        if (!arguments.operands().isEmpty()) {
            Path folder = Inputs.path(arguments.operands().getFirst());
            if (!Files.isDirectory(folder)) {
                throw new UsageException("usage.kb.folder.missing", folder.toString());
            }
            own = new OwnKnowledge(folder, List.of());
        }
        List<Problem> problems = own.problems();
        for (Problem problem : problems) {
            if (arguments.has(Option.JSON)) {
                context.json(json(problem, context, arguments.has(Option.PRETTY)));
            } else {
                context.out().println(problem.text(context.locale()));
            }
        }
        context.out().flush();
        (arguments.has(Option.JSON) ? context.err() : context.out())
                .println(context.messages().get("kb.checked", own.folder(), own.files().size(), problems.size()));
        context.out().flush();
        return problems.isEmpty() ? 0 : WRONG;
    }

    static String json(Problem problem, Context context, boolean pretty) {
        return JsonText.of(pretty, json -> {
            json.writeStringField("schema", "mailmend.kb-problem/1");
            json.writeStringField("file", problem.file());
            json.writeNumberField("line", problem.line());
            json.writeStringField("problem", problem.key());
            json.writeStringField("text", problem.text(context.locale()));
        });
    }
}
