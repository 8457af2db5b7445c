package org.mailmend.knowledge.ui.internal.everything;

import org.eclipse.core.runtime.ILog;
import org.eclipse.help.IContext;
import org.eclipse.ui.IWorkbenchWindow;
import org.eclipse.ui.PlatformUI;
import org.eclipse.ui.WorkbenchException;
import org.eclipse.ui.help.AbstractHelpUI;
import org.mailmend.knowledge.ui.KnowledgePlace;
import org.mailmend.knowledge.ui.internal.browse.KnowledgeView;

/** What the platform calls help is the knowledge base: "search in Help" looks there. */
public final class KnowledgeHelp extends AbstractHelpUI {

    @Override
    public void displayHelp() {
        view();
    }

    @Override
    public void displaySearch() {
        view();
    }

    @Override
    public void search(String expression) {
        KnowledgeView view = view();
        if (view != null) {
            view.search(expression);
        }
    }

    private static KnowledgeView view() {
        IWorkbenchWindow window = PlatformUI.getWorkbench().getActiveWorkbenchWindow();
        if (window == null) {
            return null;
        }
        try {
            PlatformUI.getWorkbench().showPerspective(KnowledgePlace.PERSPECTIVE, window);
            return (KnowledgeView) window.getActivePage().showView(KnowledgePlace.VIEW);
        } catch (WorkbenchException e) {
            ILog.of(KnowledgeHelp.class).error("The Knowledge place could not be opened", e);
            return null;
        }
    }

    @Override
    public void displayContext(IContext context, int x, int y) {
        view();
    }

    @Override
    public void displayHelpResource(String href) {
        view();
    }

    @Override
    public boolean isContextHelpDisplayed() {
        return false;
    }
}
