package org.mailmend.knowledge.ui.internal;

import org.eclipse.osgi.util.NLS;

/** The texts of this package. */
final class Messages extends NLS {
    public static String Home_title;
    public static String Shelf_failed;
    public static String Shelf_reading;

    static {
        NLS.initializeMessages("org.mailmend.knowledge.ui.internal.messages", Messages.class);
    }

    private Messages() {
    }
}
