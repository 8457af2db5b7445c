package org.mailmend.cli.internal;

import java.util.List;

/** {@code mailmend org}: the move of an organisation. */
final class OrgCommand extends Command {
    OrgCommand() {
        super("org");
    }

    @Override
    List<Command> children() {
        return List.of(new OrgImportCommand(), new OrgAssessCommand(), new OrgStatusCommand(), new OrgReportCommand());
    }
}
