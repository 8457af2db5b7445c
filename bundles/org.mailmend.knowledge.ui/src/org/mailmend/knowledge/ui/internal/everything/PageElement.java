package org.mailmend.knowledge.ui.internal.everything;

import org.eclipse.jface.resource.ImageDescriptor;
import org.eclipse.ui.IWorkbenchWindow;
import org.eclipse.ui.PlatformUI;
import org.eclipse.ui.quickaccess.QuickAccessElement;
import org.mailmend.knowledge.SearchHit;
import org.mailmend.knowledge.ui.KnowledgePlace;
import org.mailmend.knowledge.ui.internal.PageRef;
import org.mailmend.workbench.Icons;

/** A page that the search over everything found. */
final class PageElement extends QuickAccessElement {
    private final PageRef page;
    private final String title;
    private final String query;
    private final int rank;

    /** @param rank its place among those that were found, from 0 */
    PageElement(PageRef page, String title, String query, int rank) {
        this.page = page;
        this.title = title;
        this.query = query;
        this.rank = rank;
    }

    @Override
    public String getLabel() {
        return title;
    }

    /** What was looked for may stand anywhere in the page: its title alone would hide it. */
    @Override
    public String getMatchLabel() {
        return query;
    }

    @Override
    public String getSortLabel() {
        return "%03d".formatted(rank);
    }

    @Override
    public ImageDescriptor getImageDescriptor() {
        return Icons.descriptor(PageElement.class, page.icon());
    }

    @Override
    public String getId() {
        return page.kind() + "/" + page.id();
    }

    @Override
    public void execute() {
        IWorkbenchWindow window = PlatformUI.getWorkbench().getActiveWorkbenchWindow();
        if (window == null || window.getActivePage() == null) {
            return;
        }
        if (page.kind() == SearchHit.Kind.CLIENT) {
            KnowledgePlace.openClient(window.getActivePage(), page.id());
        } else {
            KnowledgePlace.openArticle(window.getActivePage(), page.id());
        }
    }
}
