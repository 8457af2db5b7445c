package org.mailmend.oauth;

import java.net.URI;

/** Told how a sign-in goes on, on the thread that does the work. Implementations return quickly. */
public interface SignInListener {

    /** Hears nothing. */
    SignInListener NONE = new SignInListener() {
    };

    /** The page is there: the browser is being opened, or the user opens it. */
    default void authorize(URI page) {
        // whoever opens a browser need not know
    }

    /** The browser could not be opened; the user can still open the page. */
    default void browserFailed(Remark why) {
        // the page was shown before
    }

    /** Something came to the waiting port that does not belong to this sign-in; it goes on. */
    default void ignored(Remark why) {
        // nothing is lost
    }

    /** The user has agreed, and tokens are fetched. */
    default void answered() {
        // only those who show progress want to know
    }

    /** The device flow: the user opens the page anywhere and types the code. */
    default void showCode(URI page, String code) {
        // only the device flow has one
    }
}
