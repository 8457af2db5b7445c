package org.mailmend.oauth.ui;

/** The Accounts place. */
public final class AccountsPlace {
    /** The perspective. */
    public static final String PERSPECTIVE = "org.mailmend.oauth.ui.place";
    /** The view of all accounts. */
    public static final String VIEW = "org.mailmend.oauth.ui.accounts";
    /** The context of keys in the view. */
    public static final String CONTEXT = "org.mailmend.oauth.ui.accounts";
    /** Tests the account that is selected. */
    public static final String COMMAND_TEST = "org.mailmend.oauth.ui.accounts.test";
    /** Ends the test that runs. */
    public static final String COMMAND_CANCEL = "org.mailmend.oauth.ui.accounts.cancel";
    /** Signs the account that is selected in again. */
    public static final String COMMAND_AGAIN = "org.mailmend.oauth.ui.accounts.again";
    /** Ends the sign-in of the selected account at the provider, and forgets it. */
    public static final String COMMAND_REVOKE = "org.mailmend.oauth.ui.accounts.revoke";
    /** Forgets the selected account. */
    public static final String COMMAND_REMOVE = "org.mailmend.oauth.ui.accounts.remove";
    /** Writes a letter to the administrator of the selected account. */
    public static final String COMMAND_LETTER = "org.mailmend.oauth.ui.accounts.letter";

    private AccountsPlace() {
    }
}
