package org.mailmend.cli.internal;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

import org.mailmend.check.report.ExplainReport;
import org.mailmend.diagnosis.Diagnosis;
import org.mailmend.diagnosis.Explainer;
import org.mailmend.diagnosis.Hints;
import org.mailmend.diagnosis.Protocol;
import org.mailmend.diagnosis.Stage;
import org.mailmend.knowledge.KnowledgeBase;

/** {@code mailmend explain}: the cause behind a text. */
final class ExplainCommand extends Command {
    /** More than any error text; a whole log is searched for the line that matters by a person. */
    private static final int LIMIT = 1024 * 1024;

    ExplainCommand() {
        super("explain");
    }

    @Override
    String operands() {
        return "TEXT";
    }

    @Override
    boolean takesText() {
        return true;
    }

    @Override
    List<Option> options() {
        return List.of(Option.values("--file", "FILE", "option.explain.file"),
                Option.values(BounceFiles.OPTION, "FILE", "option.explain.eml"),
                Option.value("--client", "ID", "option.explain.client"),
                Option.choice("--protocol", "option.explain.protocol", Choices.ids(Protocol.values(), Protocol::id)),
                Option.choice("--stage", "option.explain.stage", Choices.ids(Stage.values(), Stage::id)), Option.JSON,
                Option.PRETTY);
    }

    private record Item(String source, String text) {
    }

    @Override
    int run(Arguments arguments, Context context) throws UsageException, IOException {
        if (arguments.has(BounceFiles.OPTION)) {
            return BounceFiles.explain(arguments, context);
        }
        List<Item> items = items(arguments, context);
        Hints hints = new Hints(Choices.find(Protocol.values(), Protocol::id, arguments.get("--protocol")),
                Choices.find(Stage.values(), Stage::id, arguments.get("--stage")), arguments.get("--client"), null);
        Explainer explainer = KbCommand.knowledge(context).explainer();
        for (Item item : items) {
            Diagnosis diagnosis = explainer.explain(item.text, hints);
            if (arguments.has(Option.JSON)) {
                context.json(ExplainReport.toJson(item.source, diagnosis,
                        List.of(KnowledgeBase.articleId(diagnosis.cause())), context.locale(),
                        arguments.has(Option.PRETTY)));
            } else {
                if (items.size() > 1) {
                    context.out().println(item.source + ":");
                }
                context.out().print(ExplainReport.toText(diagnosis, context.locale(), context.style()));
                context.out().flush();
            }
        }
        return 0;
    }

    private static List<Item> items(Arguments arguments, Context context) throws UsageException, IOException {
        List<Item> items = new ArrayList<>();
        List<String> words = arguments.operands();
        if (words.equals(List.of(Inputs.STANDARD_INPUT))) {
            items.add(read(Inputs.STANDARD_INPUT, context));
        } else if (!words.isEmpty()) {
            // an unquoted reply comes word by word
            items.add(new Item("argument", String.join(" ", words)));
        }
        for (String file : arguments.all("--file")) {
            items.add(read(file, context));
        }
        if (items.isEmpty() || items.stream().anyMatch(item -> item.text.isBlank())) {
            throw new UsageException("usage.explain.empty");
        }
        return items;
    }

    private static Item read(String name, Context context) throws UsageException, IOException {
        return new Item(name, Inputs.text(Inputs.read(name, LIMIT, context)));
    }
}
