package org.mailmend.knowledge.ui.internal.guide;

import org.eclipse.osgi.util.NLS;

/** The texts of this package. */
final class Messages extends NLS {
    public static String Guide_title;
    public static String Guide_titleOf;

    static {
        NLS.initializeMessages("org.mailmend.knowledge.ui.internal.guide.messages", Messages.class);
    }

    private Messages() {
    }
}
