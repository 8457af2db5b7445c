package org.mailmend.organisation.ui.internal;

import org.eclipse.core.commands.AbstractHandler;
import org.eclipse.core.commands.ExecutionEvent;
import org.eclipse.ui.contexts.IContextService;
import org.eclipse.ui.handlers.IHandlerService;
import org.eclipse.ui.part.ViewPart;
import org.mailmend.organisation.ui.OrganisationPlace;

/** What the views of the Organisation place have in common: their keys. */
abstract class View extends ViewPart {
    final void keys() {
        getSite().getService(IContextService.class).activateContext(OrganisationPlace.CONTEXT);
    }

    final void handle(String command, Runnable action) {
        getSite().getService(IHandlerService.class).activateHandler(command, new AbstractHandler() {
            @Override
            public Object execute(ExecutionEvent event) {
                action.run();
                return null;
            }
        });
    }
}
