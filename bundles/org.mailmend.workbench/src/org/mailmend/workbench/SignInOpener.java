package org.mailmend.workbench;

import java.util.Objects;

/** Leads somebody through a sign-in with OAuth. A service, so that views need not know who does it. Used in the UI thread. */
public interface SignInOpener {

    /**
     * What is known of the sign-in that is wanted; whatever is null or blank is not known.
     *
     * @param cause   id of the cause that leads here, for example {@code OAUTH_REFRESH_EXPIRED}; decides the page to begin at
     * @param address the address that is to sign in
     * @param server  host name of a mail server of the account, for example {@code smtp.gmail.com}
     * @param account kind of the account as the knowledge base names it, for example {@code workspace}; {@code practice} for one of the
     *                practice servers
     * @param client  id of the profile of the mail program or device, for example {@code thunderbird}
     */
    record Wish(String cause, String address, String server, String account, String client) {
        /** A sign-in because of a cause, of which nothing else is known. */
        public static Wish of(String cause) {
            return new Wish(Objects.requireNonNull(cause), null, null, null, null);
        }
    }

    /**
     * Whether a sign-in with OAuth is a way out of a cause.
     *
     * @param cause id of the cause
     */
    boolean helps(String cause);

    /** Opens the assistant at the page that fits; returns when it is closed or, where accounts have to be read first, at once. */
    void open(Wish wish);
}
