package org.mailmend.cli.internal;

import java.util.List;

import org.mailmend.lab.Scenario;
import org.mailmend.lab.Scenarios;

/** {@code mailmend lab}: practice servers. */
final class LabCommand extends Command {
    LabCommand() {
        super("lab");
    }

    @Override
    List<Command> children() {
        return List.of(new LabListCommand(), new LabStartCommand());
    }

    /**
     * The scenario of this name.
     *
     * @throws UsageException when there is none
     */
    static Scenario scenario(String id) throws UsageException {
        Scenario scenario = Scenarios.byId(id).orElse(null);
        if (scenario == null) {
            throw Nearest.complaint("usage.scenario", id, Scenarios.all().stream().map(Scenario::id).toList());
        }
        return scenario;
    }
}
