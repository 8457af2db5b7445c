package org.mailmend.knowledge.ui.internal.explain;

import org.eclipse.core.commands.AbstractHandler;
import org.eclipse.core.commands.ExecutionEvent;
import org.eclipse.core.commands.ExecutionException;
import org.eclipse.ui.IWorkbenchPart;
import org.eclipse.ui.PartInitException;
import org.eclipse.ui.handlers.HandlerUtil;
import org.mailmend.knowledge.ui.Assistant;

/** Puts the caret into the Assistant; in one that has it already, selects the text for the next one to take its place. */
public final class AssistantHandler extends AbstractHandler {

    @Override
    public Object execute(ExecutionEvent event) throws ExecutionException {
        IWorkbenchPart part = HandlerUtil.getActivePart(event);
        if (part instanceof ExplainView view) {
            view.pane().focusText();
            return null;
        }
        try {
            return Assistant.show(HandlerUtil.getActiveWorkbenchWindowChecked(event).getActivePage());
        } catch (PartInitException e) {
            throw new ExecutionException("The Assistant cannot be opened", e);
        }
    }
}
