package org.mailmend.check.ui.internal;

import org.eclipse.core.commands.AbstractHandler;
import org.eclipse.core.commands.ExecutionEvent;
import org.eclipse.core.commands.ExecutionException;
import org.eclipse.ui.IWorkbenchPage;
import org.eclipse.ui.IWorkbenchPart;
import org.eclipse.ui.PartInitException;
import org.eclipse.ui.handlers.HandlerUtil;
import org.mailmend.check.ui.ConnectionTester;

/** Brings a tester to the front; in one that is in front already, starts the check. */
public final class TestHandler extends AbstractHandler {

    @Override
    public Object execute(ExecutionEvent event) throws ExecutionException {
        IWorkbenchPart part = HandlerUtil.getActivePart(event);
        if (part instanceof TesterView tester) {
            tester.pane().start();
            return null;
        }
        try {
            IWorkbenchPage page = HandlerUtil.getActiveWorkbenchWindowChecked(event).getActivePage();
            return ConnectionTester.show(page);
        } catch (PartInitException e) {
            throw new ExecutionException("The Connection Tester cannot be opened", e);
        }
    }
}
