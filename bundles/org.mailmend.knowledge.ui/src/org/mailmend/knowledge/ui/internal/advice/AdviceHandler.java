package org.mailmend.knowledge.ui.internal.advice;

import org.eclipse.core.commands.AbstractHandler;
import org.eclipse.core.commands.ExecutionEvent;
import org.eclipse.core.commands.ExecutionException;
import org.eclipse.ui.PartInitException;
import org.eclipse.ui.handlers.HandlerUtil;
import org.mailmend.knowledge.ui.GuidedAdvice;
import org.mailmend.knowledge.ui.internal.Contents;
import org.mailmend.knowledge.ui.internal.Shelf;

/** Brings the guided dialogue to the front; with a client as its parameter, begins anew with that. */
public final class AdviceHandler extends AbstractHandler {

    @Override
    public Object execute(ExecutionEvent event) throws ExecutionException {
        try {
            var page = HandlerUtil.getActiveWorkbenchWindowChecked(event).getActivePage();
            String id = event.getParameter(GuidedAdvice.PARAMETER_CLIENT);
            Contents contents = Shelf.get().contents();
            return id == null || contents == null ? GuidedAdvice.show(page)
                    : GuidedAdvice.start(page, contents.base().client(id).orElse(null), null);
        } catch (PartInitException e) {
            throw new ExecutionException("The guided dialogue cannot be opened", e);
        }
    }
}
