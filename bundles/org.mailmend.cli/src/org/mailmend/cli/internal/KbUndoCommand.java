package org.mailmend.cli.internal;

import java.io.IOException;
import java.util.List;

import org.mailmend.knowledge.own.OwnKnowledgeException;

/** {@code mailmend kb undo}: takes the last change of a team's own knowledge back. */
final class KbUndoCommand extends Command {
    KbUndoCommand() {
        super("kb undo");
    }

    @Override
    int run(Arguments arguments, Context context) throws UsageException, IOException {
        try {
            List<String> back = KbCommand.knowledge(context).own().undo();
            context.out().println(back.isEmpty() ? context.messages().get("kb.undo.nothing")
                    : context.messages().get("kb.undone", String.join(", ", back)));
            context.out().flush();
        } catch (OwnKnowledgeException e) {
            throw KbImportCommand.refused(e, context);
        }
        return 0;
    }
}
