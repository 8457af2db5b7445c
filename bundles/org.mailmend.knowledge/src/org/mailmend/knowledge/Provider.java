package org.mailmend.knowledge;

import java.util.Locale;

/** A provider whose sign-in page a client may know. */
public enum Provider {
    GOOGLE, MICROSOFT;

    /** The name in data. */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }
}
