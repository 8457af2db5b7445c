package org.mailmend.knowledge.ui.internal.explain;

import org.eclipse.core.commands.AbstractHandler;
import org.eclipse.core.commands.ExecutionEvent;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.ui.IWorkbenchCommandConstants;
import org.eclipse.ui.contexts.IContextService;
import org.eclipse.ui.handlers.IHandlerService;
import org.eclipse.ui.part.ViewPart;
import org.eclipse.ui.services.IEvaluationService;
import org.mailmend.diagnosis.Protocol;
import org.mailmend.knowledge.Client;
import org.mailmend.knowledge.ui.Assistant;

/** The Assistant: explains whatever is pasted. */
public final class ExplainView extends ViewPart {
    private static final String CONTEXT = "org.mailmend.knowledge.ui.assistant";

    private ExplainPane pane;
    private Action clear;
    private Action copy;
    private Action undo;
    private Action redo;

    /** A command of this view that can be switched on and off. */
    private static final class Action extends AbstractHandler {
        private final Runnable action;

        Action(Runnable action) {
            this.action = action;
        }

        @Override
        public Object execute(ExecutionEvent event) {
            action.run();
            return null;
        }

        void enable(boolean enabled) {
            setBaseEnabled(enabled);
        }
    }

    @Override
    public void createPartControl(Composite parent) {
        pane = new ExplainPane(parent, new PageActions(getSite().getPage()), this::stateChanged);
        getSite().getService(IContextService.class).activateContext(CONTEXT);
        action(Assistant.COMMAND_OPEN, pane::openFile);
        clear = action(Assistant.COMMAND_CLEAR, pane::clear);
        copy = action(Assistant.COMMAND_COPY, pane::copyResult);
        undo = action(IWorkbenchCommandConstants.EDIT_UNDO, pane::undo);
        redo = action(IWorkbenchCommandConstants.EDIT_REDO, pane::redo);
        stateChanged();
    }

    private Action action(String command, Runnable run) {
        Action action = new Action(run);
        getSite().getService(IHandlerService.class).activateHandler(command, action);
        return action;
    }

    private void stateChanged() {
        if (pane == null || redo == null) {
            return;
        }
        clear.enable(pane.canClear());
        copy.enable(pane.hasResult());
        undo.enable(pane.canUndo());
        redo.enable(pane.canRedo());
        // Tool bars look at their commands only when told to.
        getSite().getService(IEvaluationService.class).requestEvaluation(CONTEXT);
    }

    /**
     * Explains a text.
     *
     * @param client   the client or device; null when it is not known
     * @param protocol the protocol; null when it is not known
     */
    public void explain(String text, Client client, Protocol protocol) {
        pane.put(text, client, protocol);
    }

    /** The widgets of this view. */
    public ExplainPane pane() {
        return pane;
    }

    @Override
    public void setFocus() {
        pane.setFocus();
    }
}
