package org.mailmend.knowledge.ui.internal.browse;

import org.eclipse.core.commands.AbstractHandler;
import org.eclipse.core.commands.ExecutionEvent;
import org.eclipse.core.commands.ExecutionException;
import org.eclipse.ui.PartInitException;
import org.eclipse.ui.PlatformUI;
import org.eclipse.ui.WorkbenchException;
import org.eclipse.ui.handlers.HandlerUtil;
import org.mailmend.knowledge.ui.KnowledgePlace;

/** Goes to the search field of the Knowledge view. */
public final class SearchHandler extends AbstractHandler {

    @Override
    public Object execute(ExecutionEvent event) throws ExecutionException {
        var window = HandlerUtil.getActiveWorkbenchWindowChecked(event);
        try {
            PlatformUI.getWorkbench().showPerspective(KnowledgePlace.PERSPECTIVE, window);
            window.getActivePage().showView(KnowledgePlace.VIEW);
        } catch (PartInitException e) {
            throw new ExecutionException("The Knowledge view could not be opened", e);
        } catch (WorkbenchException e) {
            throw new ExecutionException("The Knowledge place could not be opened", e);
        }
        return null;
    }
}
