package org.mailmend.training.ui.internal;

import org.eclipse.core.commands.AbstractHandler;
import org.eclipse.core.commands.ExecutionEvent;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.ui.contexts.IContextService;
import org.eclipse.ui.handlers.IHandlerService;
import org.eclipse.ui.part.ViewPart;
import org.mailmend.training.ui.TrainingPlace;

/** Presents articles to a room. */
public final class PresentView extends ViewPart {
    private PresentPane pane;

    @Override
    public void createPartControl(Composite parent) {
        pane = new PresentPane(parent);
        getSite().getService(IContextService.class).activateContext(TrainingPlace.CONTEXT);
        action(TrainingPlace.COMMAND_START, pane::present, false);
        action(TrainingPlace.COMMAND_NEXT, () -> pane.step(1), true);
        action(TrainingPlace.COMMAND_BACK, () -> pane.step(-1), true);
    }

    /** Without a presentation, the keys to turn slides belong to the list. */
    private void action(String command, Runnable run, boolean running) {
        getSite().getService(IHandlerService.class).activateHandler(command, new AbstractHandler() {
            @Override
            public Object execute(ExecutionEvent event) {
                run.run();
                return null;
            }

            @Override
            public boolean isEnabled() {
                return running ? pane.isPresenting() : pane.canPresent();
            }
        });
    }

    @Override
    public void setFocus() {
        pane.setFocus();
    }
}
