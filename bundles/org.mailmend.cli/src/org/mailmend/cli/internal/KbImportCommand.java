package org.mailmend.cli.internal;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import org.mailmend.check.report.JsonText;
import org.mailmend.knowledge.Problem;
import org.mailmend.knowledge.own.OwnKnowledge;
import org.mailmend.knowledge.own.OwnKnowledgeException;
import org.mailmend.knowledge.own.PackContents;

import com.fasterxml.jackson.core.JsonGenerator;

/** {@code mailmend kb import}: takes the knowledge of a pack over, all of it or nothing. */
final class KbImportCommand extends Command {
    private static final String REPLACE = "replace";
    private static final String KEEP = "keep";

    KbImportCommand() {
        super("kb import");
    }

    @Override
    String operands() {
        return "FILE";
    }

    @Override
    List<Option> options() {
        return List.of(Option.choice("--conflicts", "option.kb.conflicts", List.of(REPLACE, KEEP)),
                Option.flag("--dry-run", "option.kb.dry-run"), Option.JSON, Option.PRETTY);
    }

    @Override
    int run(Arguments arguments, Context context) throws UsageException, IOException {
        if (arguments.operands().size() != 1) {
            throw new UsageException("usage.kb.pack");
        }
        OwnKnowledge own = KbCommand.knowledge(context).own();
        try {
            PackContents pack = own.openPack(Inputs.path(arguments.operands().getFirst()));
            List<String> conflicts = pack.paths(PackContents.State.CONFLICT);
            String choice = arguments.get("--conflicts");
            boolean dry = arguments.has("--dry-run");
            if (!dry && choice == null && !conflicts.isEmpty()) {
                throw new UsageException("usage.kb.conflicts", String.join(", ", conflicts));
            }
            List<String> wanted = new ArrayList<>(pack.paths(PackContents.State.NEW));
            if (!KEEP.equals(choice)) {
                wanted.addAll(conflicts);
            }
            List<String> changed = dry ? List.of() : own.importPack(pack, wanted);
            report(pack, changed, arguments, context);
        } catch (OwnKnowledgeException e) {
            throw refused(e, context);
        } catch (FileSystemException e) {
            throw new UsageException("usage.file.unwritable", String.valueOf(e.getFile()));
        }
        return 0;
    }

    /** What is refused, as a complaint about the call. */
    static UsageException refused(OwnKnowledgeException e, Context context) {
        return new UsageException("usage.kb.refused", e.text(context.locale()));
    }

    private static void report(PackContents pack, List<String> changed, Arguments arguments, Context context) {
        if (arguments.has(Option.JSON)) {
            context.json(JsonText.of(arguments.has(Option.PRETTY), json -> {
                json.writeStringField("schema", "mailmend.kb-pack/1");
                json.writeStringField("file", pack.file().toString());
                json.writeObjectFieldStart("files");
                for (Map.Entry<String, PackContents.State> entry : pack.states().entrySet()) {
                    json.writeStringField(entry.getKey(), entry.getValue().name().toLowerCase(Locale.ROOT));
                }
                json.writeEndObject();
                strings(json, "imported", changed);
                strings(json, "problems", pack.problems().stream().map(problem -> problem.text(context.locale())).toList());
            }));
            return;
        }
        pack.states().forEach((path, state) -> context.out().println("  " + path + "  "
                + context.messages().get("kb.pack." + state.name().toLowerCase(Locale.ROOT))));
        for (Problem problem : pack.problems()) {
            context.out().println(problem.text(context.locale()));
        }
        context.out().println(context.messages().get(arguments.has("--dry-run") ? "kb.import.dry" : "kb.imported",
                changed.size()));
        context.out().flush();
    }

    static void strings(JsonGenerator json, String field, List<String> values) throws IOException {
        json.writeArrayFieldStart(field);
        for (String value : values) {
            json.writeString(value);
        }
        json.writeEndArray();
    }
}
