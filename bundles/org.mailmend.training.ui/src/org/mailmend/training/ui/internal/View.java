package org.mailmend.training.ui.internal;

import java.util.function.BooleanSupplier;

import org.eclipse.core.commands.AbstractHandler;
import org.eclipse.core.commands.ExecutionEvent;
import org.eclipse.ui.contexts.IContextService;
import org.eclipse.ui.handlers.IHandlerService;
import org.eclipse.ui.part.ViewPart;

/** What the views of the Training place have in common: their keys. */
abstract class View extends ViewPart {
    final void keys(String context) {
        getSite().getService(IContextService.class).activateContext(context);
    }

    final void handle(String command, Runnable action) {
        handle(command, action, () -> true);
    }

    final void handle(String command, Runnable action, BooleanSupplier enabled) {
        getSite().getService(IHandlerService.class).activateHandler(command, new AbstractHandler() {
            @Override
            public Object execute(ExecutionEvent event) {
                action.run();
                return null;
            }

            @Override
            public boolean isEnabled() {
                return enabled.getAsBoolean();
            }
        });
    }
}
