package org.mailmend.cli.internal;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.mailmend.check.report.JsonText;
import org.mailmend.knowledge.own.OwnKnowledge;
import org.mailmend.knowledge.own.OwnKnowledgeException;

/** {@code mailmend kb export}: writes a team's own knowledge into a pack. */
final class KbExportCommand extends Command {
    KbExportCommand() {
        super("kb export");
    }

    @Override
    String operands() {
        return "FILE";
    }

    @Override
    List<Option> options() {
        return List.of(Option.values("--only", "PATH", "option.kb.only"), Option.JSON, Option.PRETTY);
    }

    @Override
    int run(Arguments arguments, Context context) throws UsageException, IOException {
        if (arguments.operands().size() != 1) {
            throw new UsageException("usage.kb.pack");
        }
        Path pack = Inputs.path(arguments.operands().getFirst());
        OwnKnowledge own = KbCommand.knowledge(context).own();
        if (Files.isDirectory(pack)) {
            throw new UsageException("usage.file.directory", pack.toString());
        }
        if (own.files().isEmpty()) {
            throw new UsageException("usage.kb.nothing", own.folder().toString());
        }
        List<String> packed;
        try {
            for (String path : arguments.all("--only")) {
                if (own.read(path).isEmpty()) {
                    throw new UsageException("usage.file.missing", own.folder().resolve(path).toString());
                }
            }
            packed = own.exportPack(pack, arguments.all("--only"));
        } catch (OwnKnowledgeException e) {
            throw KbImportCommand.refused(e, context);
        } catch (FileSystemException e) {
            throw new UsageException("usage.file.unwritable", pack.toString());
        }
        if (arguments.has(Option.JSON)) {
            context.json(JsonText.of(arguments.has(Option.PRETTY), json -> {
                json.writeStringField("schema", "mailmend.kb-pack/1");
                json.writeStringField("file", pack.toString());
                KbImportCommand.strings(json, "files", packed);
            }));
        } else {
            context.out().println(context.messages().get("kb.exported", packed.size(), pack));
            context.out().flush();
        }
        return 0;
    }
}
