package org.mailmend.knowledge.ui.internal;

import java.util.Locale;

import org.eclipse.ui.IWorkbenchWindow;
import org.eclipse.ui.PlatformUI;
import org.mailmend.knowledge.ui.KnowledgePlace;
import org.mailmend.workbench.ArticleOpener;
import org.osgi.service.component.annotations.Component;

/** Opens articles for views that do not know this bundle. */
@Component
public final class ArticleOpenerService implements ArticleOpener {

    @Override
    public void openCause(String cause) {
        open("cause-" + cause.toLowerCase(Locale.ROOT).replace('_', '-'));
    }

    @Override
    public void open(String id) {
        IWorkbenchWindow window = PlatformUI.getWorkbench().getActiveWorkbenchWindow();
        if (window == null || window.getActivePage() == null) {
            return;
        }
        Contents contents = Shelf.get().contents();
        if (contents != null && contents.base().article(id, Words.locale()).isEmpty() && contents.base().client(id).isPresent()) {
            KnowledgePlace.openClient(window.getActivePage(), id);
        } else {
            KnowledgePlace.openArticle(window.getActivePage(), id);
        }
    }
}
