package org.mailmend.oauth.ui;

import org.eclipse.swt.widgets.Shell;
import org.mailmend.oauth.Entrance;
import org.mailmend.oauth.ui.internal.wizard.SetupWizard;

/** Signs an account in with OAuth, from "what is a client ID?" to the proof. */
public final class OAuthSetup {
    /** Opens the assistant; all parameters are optional. */
    public static final String COMMAND = "org.mailmend.oauth.ui.setup";
    /** The address that is to sign in. */
    public static final String PARAMETER_ADDRESS = "org.mailmend.oauth.ui.setup.address";
    /** Id of the provider, for example {@code google}; {@code practice} for the practice server. */
    public static final String PARAMETER_PROVIDER = "org.mailmend.oauth.ui.setup.provider";
    /** The page to begin at, the {@link Page#id()} of one; where something is still needed before it, that is asked first. */
    public static final String PARAMETER_PAGE = "org.mailmend.oauth.ui.setup.page";

    private OAuthSetup() {
    }

    /** Where the assistant can begin. */
    public enum Page {
        /** Provider and address. */
        ACCOUNT,
        /** Whether there is a client. */
        QUESTION,
        /** How a client is created. */
        GUIDE,
        /** The client file. */
        CLIENT,
        /** The sign-in itself. */
        SIGN_IN;

        /** Its name in the parameter of the command, for example {@code sign-in}. */
        public String id() {
            return name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
        }

        /** The page for an entrance. */
        public static Page of(Entrance entrance) {
            return valueOf(entrance.name());
        }

        /** The page of this name; the first one for any other text. */
        public static Page of(String id) {
            for (Page page : values()) {
                if (page.id().equals(id)) {
                    return page;
                }
            }
            return ACCOUNT;
        }
    }

    /**
     * Opens the assistant; returns when it is closed.
     *
     * @param address  the address that is to sign in; null when it is not known
     * @param provider id of the provider; null when it is not known
     * @param page     where to begin
     */
    public static void open(Shell parent, String address, String provider, Page page) {
        SetupWizard.open(parent, new SetupWizard.Start(address, provider, page, null, null));
    }
}
