package org.mailmend.knowledge.ui.internal.parts;

import org.eclipse.osgi.util.NLS;

/** The texts of this package. */
final class Messages extends NLS {
    public static String Provider_docomo;
    public static String Provider_gmailMx;
    public static String Provider_gmailRelay;
    public static String Provider_softbank;
    public static String Provider_yahooJapan;
    public static String Security_none;
    public static String Security_starttls;
    public static String Security_tls;
    public static String Words_or;

    static {
        NLS.initializeMessages("org.mailmend.knowledge.ui.internal.parts.messages", Messages.class);
    }

    private Messages() {
    }
}
