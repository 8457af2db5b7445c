package org.mailmend.knowledge.ui.internal;

import org.eclipse.ui.IPageLayout;
import org.eclipse.ui.IPerspectiveFactory;
import org.mailmend.knowledge.ui.KnowledgePlace;

/**
 * The Knowledge place: tree and search on the left, articles in the middle, what belongs to them on the right. Views are put into its
 * folders by the extension point {@code org.eclipse.ui.perspectiveExtensions}.
 */
public final class KnowledgePerspective implements IPerspectiveFactory {
    @Override
    public void createInitialLayout(IPageLayout layout) {
        layout.createPlaceholderFolder(KnowledgePlace.BROWSE, IPageLayout.LEFT, 0.27f, layout.getEditorArea());
        layout.createPlaceholderFolder(KnowledgePlace.ASIDE, IPageLayout.RIGHT, 0.7f, layout.getEditorArea());
    }
}
