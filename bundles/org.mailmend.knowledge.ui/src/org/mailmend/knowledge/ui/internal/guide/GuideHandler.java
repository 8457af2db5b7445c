package org.mailmend.knowledge.ui.internal.guide;

import org.eclipse.core.commands.AbstractHandler;
import org.eclipse.core.commands.ExecutionEvent;
import org.eclipse.swt.widgets.Shell;
import org.eclipse.ui.IWorkbenchWindow;
import org.eclipse.ui.handlers.HandlerUtil;
import org.mailmend.knowledge.ui.KnowledgePlace;

/** Opens the user guide: from its beginning, or at what the user has before them. */
public final class GuideHandler extends AbstractHandler {
    private static final String CONTENTS = "org.mailmend.knowledge.ui.guide";

    @Override
    public Object execute(ExecutionEvent event) {
        IWorkbenchWindow window = HandlerUtil.getActiveWorkbenchWindow(event);
        Shell active = HandlerUtil.getActiveShell(event);
        // The platform may still name a dialog that has just been closed.
        Shell shell = active != null && !active.isDisposed() ? active : window == null ? null : window.getShell();
        if (shell == null || GuideWindow.is(shell)) {
            return null;
        }
        boolean main = window != null && window.getShell() == shell;
        if (main && CONTENTS.equals(event.getCommand().getId())) {
            KnowledgePlace.openArticle(window.getActivePage(), Topics.FIRST);
        } else {
            GuideWindow.open(shell, Topics.of(main ? HandlerUtil.getActivePart(event) : null, main ? null : shell));
        }
        return null;
    }
}
