package org.mailmend.workbench.internal;

import org.eclipse.ui.IPageLayout;
import org.eclipse.ui.IPerspectiveFactory;

/**
 * The Desk: where the technician works while a caller is on the line. Other bundles put their views into its folders by the extension point
 * {@code org.eclipse.ui.perspectiveExtensions}.
 */
public final class DeskPerspective implements IPerspectiveFactory {
    static final String ID = "org.mailmend.workbench.desk";
    /** The folder on the left, which has all the room until a ticket or an article is open: the list of tickets, testers. */
    private static final String MAIN = "org.mailmend.workbench.desk.main";
    /** The folder on the right: the Assistant. */
    private static final String ASIDE = "org.mailmend.workbench.desk.aside";
    private static final String TICKETS = "org.mailmend.tickets.ui.list";
    private static final float ASIDE_FROM = 0.7f;
    private static final float MAIN_TO = 0.42f;

    @Override
    public void createInitialLayout(IPageLayout layout) {
        layout.setEditorAreaVisible(false);
        layout.createPlaceholderFolder(ASIDE, IPageLayout.RIGHT, ASIDE_FROM, layout.getEditorArea());
        layout.createFolder(MAIN, IPageLayout.LEFT, MAIN_TO, layout.getEditorArea()).addView(TICKETS);
    }
}
