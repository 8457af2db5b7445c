package org.mailmend.tickets.ui.internal.people;

import org.eclipse.osgi.util.NLS;

/** The texts of this package. */
final class Messages extends NLS {
    public static String Contact_hint;
    public static String Contact_new;
    public static String Contact_tip;

    static {
        NLS.initializeMessages("org.mailmend.tickets.ui.internal.people.messages", Messages.class);
    }

    private Messages() {
    }
}
