package org.mailmend.cli.internal;

import java.util.List;

/** {@code mailmend ticket}: tickets. */
final class TicketCommand extends Command {
    TicketCommand() {
        super("ticket");
    }

    @Override
    List<Command> children() {
        return List.of(new TicketNewCommand(), new TicketListCommand(), new TicketShowCommand(), new TicketSearchCommand(),
                new TicketImportCommand(), new TicketExportCommand(), new TicketStatsCommand(), new TicketBackupCommand(),
                new TicketRestoreCommand(), new TicketMoveCommand(), new TicketVerifyCommand(), new TicketForgetCommand());
    }
}
