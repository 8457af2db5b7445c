package org.mailmend.check.ui.internal;

import org.eclipse.core.commands.AbstractHandler;
import org.eclipse.core.commands.ExecutionEvent;
import org.eclipse.core.commands.ExecutionException;
import org.eclipse.ui.PartInitException;
import org.eclipse.ui.handlers.HandlerUtil;
import org.mailmend.check.ui.ConnectionTester;

/** Shows a check of a practice server that refuses the sign-in as Gmail does. */
public final class PracticeHandler extends AbstractHandler {

    @Override
    public Object execute(ExecutionEvent event) throws ExecutionException {
        try {
            if (ConnectionTester
                    .show(HandlerUtil.getActiveWorkbenchWindowChecked(event).getActivePage()) instanceof TesterView view
                    && !view.pane().isRunning()) {
                view.pane().practise();
            }
            return null;
        } catch (PartInitException e) {
            throw new ExecutionException("The Connection Tester cannot be opened", e);
        }
    }
}
