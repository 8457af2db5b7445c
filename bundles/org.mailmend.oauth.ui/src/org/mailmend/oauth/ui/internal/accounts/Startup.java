package org.mailmend.oauth.ui.internal.accounts;

import org.eclipse.ui.IStartup;

/** Begins the background check with Mailmend, where the user has turned it on. */
public final class Startup implements IStartup {
    @Override
    public void earlyStartup() {
        Watch.begin();
    }
}
