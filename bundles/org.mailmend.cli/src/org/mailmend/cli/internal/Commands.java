package org.mailmend.cli.internal;

import java.util.List;

/** All commands. */
final class Commands {
    /** The program itself. */
    static final Command ROOT = new Command("") {
        @Override
        List<Command> children() {
            return List.of(new CheckCommand(), new ExplainCommand(), new AdviseCommand(), new KbCommand(), new ConfigCommand(),
                    new OAuthCommand(), new TicketCommand(), new OrgCommand(), new TrainCommand(), new LabCommand(),
                    new CompletionCommand());
        }
    };

    private Commands() {
    }
}
