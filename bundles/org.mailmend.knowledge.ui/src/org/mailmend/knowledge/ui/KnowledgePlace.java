package org.mailmend.knowledge.ui;

import org.eclipse.ui.IWorkbenchPage;
import org.eclipse.ui.PlatformUI;
import org.eclipse.ui.WorkbenchException;
import org.mailmend.knowledge.ui.internal.PageRef;
import org.mailmend.knowledge.ui.internal.article.ArticleEditor;

/** The Knowledge place, and how others show something of it. */
public final class KnowledgePlace {
    /** The perspective. */
    public static final String PERSPECTIVE = "org.mailmend.knowledge.ui.place";
    /** The folder on the left: tree and search. */
    public static final String BROWSE = "org.mailmend.knowledge.ui.place.browse";
    /** The folder on the right: what the article in front applies to, explanations, configuration files. */
    public static final String ASIDE = "org.mailmend.knowledge.ui.place.aside";
    /** The view with tree and search. */
    public static final String VIEW = "org.mailmend.knowledge.ui.browse";
    /** The view that shows what the page in front applies to. */
    public static final String VIEW_APPLIES = "org.mailmend.knowledge.ui.applies";
    /** The editor that shows pages. */
    public static final String EDITOR = "org.mailmend.knowledge.ui.article";
    /** The context of keys in everything that shows knowledge. */
    public static final String CONTEXT = "org.mailmend.knowledge.ui.context";

    private KnowledgePlace() {
    }

    /**
     * Shows an article, beside what is worked at where there is room for it, else in the Knowledge place. Called in the UI thread.
     *
     * @param id of the article, for example {@code route-oauth}
     */
    public static void openArticle(IWorkbenchPage window, String id) {
        open(window, PageRef.article(id));
    }

    /**
     * Shows the profile of a client, like {@link #openArticle}.
     *
     * @param id of the profile, for example {@code outlook-2016-msi}
     */
    public static void openClient(IWorkbenchPage window, String id) {
        open(window, PageRef.client(id));
    }

    private static void open(IWorkbenchPage window, PageRef page) {
        try {
            if (!window.isEditorAreaVisible()) {
                PlatformUI.getWorkbench().showPerspective(PERSPECTIVE, window.getWorkbenchWindow());
            }
        } catch (WorkbenchException e) {
            org.eclipse.core.runtime.ILog.of(KnowledgePlace.class).error("The Knowledge place could not be opened", e);
        }
        ArticleEditor.show(window, page, true);
    }
}
