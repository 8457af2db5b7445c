package org.mailmend.knowledge.ui.internal.explain;

import org.eclipse.core.commands.AbstractHandler;
import org.eclipse.core.commands.ExecutionEvent;
import org.eclipse.core.runtime.ILog;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.ui.IWorkbenchCommandConstants;
import org.eclipse.ui.PartInitException;
import org.eclipse.ui.contexts.IContextService;
import org.eclipse.ui.handlers.IHandlerService;
import org.eclipse.ui.part.ViewPart;
import org.eclipse.ui.services.IEvaluationService;
import org.mailmend.check.Target;
import org.mailmend.check.ui.ConnectionTester;
import org.mailmend.diagnosis.Protocol;
import org.mailmend.knowledge.AccountKind;
import org.mailmend.knowledge.Client;
import org.mailmend.knowledge.ui.Assistant;
import org.mailmend.knowledge.ui.GuidedAdvice;
import org.mailmend.knowledge.ui.KnowledgePlace;

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
        pane = new ExplainPane(parent, new ExplainPane.Actions() {
            @Override
            public void openArticle(String id) {
                KnowledgePlace.openArticle(getSite().getPage(), id);
            }

            @Override
            public void advise(Client client, String provider) {
                try {
                    GuidedAdvice.start(getSite().getPage(), client, account(provider));
                } catch (PartInitException e) {
                    ILog.of(ExplainView.class).error("The guided dialogue cannot be opened", e);
                }
            }

            @Override
            public void check(Target target, Client client) {
                try {
                    ConnectionTester.show(getSite().getPage(), target, client == null ? null : client.id());
                } catch (PartInitException e) {
                    ILog.of(ExplainView.class).error("The Connection Tester cannot be opened", e);
                }
            }
        }, this::stateChanged);
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

    /** The kind of account as far as the provider tells it; null when it does not. */
    private static AccountKind account(String provider) {
        return switch (provider) {
            case null -> null;
            // Personal or of an organisation: nobody can tell by the provider.
            case "gmail", "gmail-mx", "microsoft" -> null;
            case "gmail-relay" -> AccountKind.WORKSPACE;
            case "microsoft365" -> AccountKind.MICROSOFT365;
            case "outlook.com" -> AccountKind.OUTLOOK_COM;
            default -> AccountKind.OTHER;
        };
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
