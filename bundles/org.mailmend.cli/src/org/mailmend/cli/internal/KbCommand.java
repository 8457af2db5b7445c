package org.mailmend.cli.internal;

import java.util.List;

import org.mailmend.knowledge.Knowledge;

/** {@code mailmend kb}: the knowledge base. */
final class KbCommand extends Command {
    KbCommand() {
        super("kb");
    }

    @Override
    List<Command> children() {
        return List.of(new KbSearchCommand(), new KbShowCommand(), new KbClientsCommand(), new KbStatsCommand(),
                new KbCheckCommand(), new KbExportCommand(), new KbImportCommand(), new KbUndoCommand());
    }

    /** What Mailmend brings and what a team has added. */
    static Knowledge knowledge(Context context) {
        return Knowledge.in(Home.folder(context.env()));
    }
}
