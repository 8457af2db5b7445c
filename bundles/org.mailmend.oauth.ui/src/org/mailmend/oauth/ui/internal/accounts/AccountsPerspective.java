package org.mailmend.oauth.ui.internal.accounts;

import org.eclipse.ui.IPageLayout;
import org.eclipse.ui.IPerspectiveFactory;
import org.mailmend.oauth.ui.AccountsPlace;

/** The Accounts place: all accounts with their health, and what is known of the one that is selected. */
public final class AccountsPerspective implements IPerspectiveFactory {
    @Override
    public void createInitialLayout(IPageLayout layout) {
        layout.setEditorAreaVisible(false);
        layout.addView(AccountsPlace.VIEW, IPageLayout.LEFT, 0.5f, layout.getEditorArea());
    }
}
