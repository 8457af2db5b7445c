package org.mailmend.knowledge.ui.internal.config;

import org.eclipse.core.commands.AbstractHandler;
import org.eclipse.core.commands.ExecutionEvent;
import org.eclipse.core.commands.ExecutionException;
import org.eclipse.ui.handlers.HandlerUtil;
import org.mailmend.knowledge.Client;
import org.mailmend.knowledge.ui.ConfigurationFiles;
import org.mailmend.knowledge.ui.internal.config.ConfigurationWizard.Start;

/** Opens the assistant for configuration files at the page that the command is about. */
public final class ConfigurationHandler extends AbstractHandler {

    @Override
    public Object execute(ExecutionEvent event) throws ExecutionException {
        Start start = switch (event.getCommand().getId()) {
            case ConfigurationFiles.COMMAND_IMPORT -> Start.IMPORT;
            case ConfigurationFiles.COMMAND_LOOKUP -> Start.LOOKUP;
            default -> Start.MAKE;
        };
        Client client = null;
        if (start == Start.MAKE && ConfigurationWizard.base() != null) {
            String id = event.getParameter(ConfigurationFiles.PARAMETER_CLIENT);
            client = id == null ? null : ConfigurationWizard.base().client(id).orElse(null);
        }
        ConfigurationWizard.open(HandlerUtil.getActiveShellChecked(event), start, client);
        return null;
    }
}
