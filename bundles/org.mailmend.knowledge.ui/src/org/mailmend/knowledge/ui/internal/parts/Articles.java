package org.mailmend.knowledge.ui.internal.parts;

import java.util.Map;

import org.eclipse.core.commands.ParameterizedCommand;
import org.eclipse.core.commands.common.CommandException;
import org.eclipse.core.runtime.ILog;
import org.eclipse.ui.IWorkbenchPage;
import org.eclipse.ui.commands.ICommandService;
import org.eclipse.ui.handlers.IHandlerService;

/** Opens articles of the knowledge base. */
public final class Articles {
    private static final String COMMAND = "org.mailmend.knowledge.ui.openArticle";
    private static final String PARAMETER = "org.mailmend.knowledge.ui.openArticle.id";

    private Articles() {
    }

    /** Opens the article with this id. */
    public static void open(IWorkbenchPage page, String id) {
        run(page, id);
    }

    /** Opens the profile of the client with this id. */
    public static void openClient(IWorkbenchPage page, String id) {
        run(page, id);
    }

    private static void run(IWorkbenchPage page, String id) {
        var window = page.getWorkbenchWindow();
        var command = window.getService(ICommandService.class).getCommand(COMMAND);
        if (command.isDefined()) {
            try {
                window.getService(IHandlerService.class)
                        .executeCommand(ParameterizedCommand.generateCommand(command, Map.of(PARAMETER, id)), null);
            } catch (CommandException e) {
                ILog.of(Articles.class).error("An article cannot be opened", e);
            }
        }
    }
}
