package org.mailmend.workbench.internal;

import org.eclipse.ui.IPageLayout;
import org.eclipse.ui.IPerspectiveFactory;

/**
 * The Desk: where the technician works while a caller is on the line. Other bundles put their views into its folders by the extension point
 * {@code org.eclipse.ui.perspectiveExtensions}.
 */
public final class DeskPerspective implements IPerspectiveFactory {
    static final String ID = "org.mailmend.workbench.desk";
    /** The folder in the middle. */
    private static final String MAIN = "org.mailmend.workbench.desk.main";

    @Override
    public void createInitialLayout(IPageLayout layout) {
        layout.setEditorAreaVisible(false);
        layout.createPlaceholderFolder(MAIN, IPageLayout.TOP, IPageLayout.RATIO_MAX, layout.getEditorArea());
    }
}
