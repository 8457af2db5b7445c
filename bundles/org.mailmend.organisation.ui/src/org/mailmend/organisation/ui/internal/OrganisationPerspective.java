package org.mailmend.organisation.ui.internal;

import org.eclipse.ui.IFolderLayout;
import org.eclipse.ui.IPageLayout;
import org.eclipse.ui.IPerspectiveFactory;
import org.mailmend.organisation.ui.OrganisationPlace;

/** The Organisation place: what there is, what is to be looked at, what is planned and how far it is. */
public final class OrganisationPerspective implements IPerspectiveFactory {
    @Override
    public void createInitialLayout(IPageLayout layout) {
        layout.setEditorAreaVisible(false);
        IFolderLayout folder = layout.createFolder("organisation", IPageLayout.LEFT, 0.5f, layout.getEditorArea());
        folder.addView(OrganisationPlace.VIEW_INVENTORY);
        folder.addView(OrganisationPlace.VIEW_REVIEW);
        folder.addView(OrganisationPlace.VIEW_PLAN);
        folder.addView(OrganisationPlace.VIEW_BOARD);
    }
}
