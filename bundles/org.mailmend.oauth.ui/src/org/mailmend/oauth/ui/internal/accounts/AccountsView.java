package org.mailmend.oauth.ui.internal.accounts;

import org.eclipse.core.commands.AbstractHandler;
import org.eclipse.core.commands.ExecutionEvent;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.ui.contexts.IContextService;
import org.eclipse.ui.handlers.IHandlerService;
import org.eclipse.ui.part.ViewPart;
import org.eclipse.ui.services.IEvaluationService;
import org.mailmend.oauth.ui.AccountsPlace;

/** All accounts and how they stand. */
public final class AccountsView extends ViewPart {
    private AccountsPane pane;
    private Action test;
    private Action cancel;
    private Action again;
    private Action revoke;
    private Action remove;
    private Action letter;

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
        pane = new AccountsPane(parent, this::stateChanged);
        getSite().getService(IContextService.class).activateContext(AccountsPlace.CONTEXT);
        test = action(AccountsPlace.COMMAND_TEST, pane::test);
        cancel = action(AccountsPlace.COMMAND_CANCEL, pane::cancel);
        again = action(AccountsPlace.COMMAND_AGAIN, pane::again);
        revoke = action(AccountsPlace.COMMAND_REVOKE, pane::revoke);
        remove = action(AccountsPlace.COMMAND_REMOVE, pane::remove);
        letter = action(AccountsPlace.COMMAND_LETTER, pane::letter);
        stateChanged();
    }

    private Action action(String command, Runnable run) {
        Action action = new Action(run);
        getSite().getService(IHandlerService.class).activateHandler(command, action);
        return action;
    }

    private void stateChanged() {
        if (pane == null || letter == null) {
            return;
        }
        boolean any = pane.selected() != null;
        test.enable(any && !pane.isBusy());
        cancel.enable(pane.isBusy());
        again.enable(any);
        revoke.enable(any && !pane.isBusy());
        remove.enable(any && !pane.isBusy());
        letter.enable(any);
        // Tool bars look at their commands only when told to.
        getSite().getService(IEvaluationService.class).requestEvaluation(AccountsPlace.CONTEXT);
    }

    @Override
    public void setFocus() {
        pane.focus();
    }
}
