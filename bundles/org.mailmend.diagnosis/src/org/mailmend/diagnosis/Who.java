package org.mailmend.diagnosis;

import java.util.Locale;

/** Who can put a cause right. */
public enum Who {
    NOBODY, USER, TECHNICIAN, WORKSPACE_ADMIN, SERVER_OPERATOR, NETWORK, RECIPIENT;

    /** The name in data and JSON, for example {@code workspace-admin}. */
    public String id() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The text for people in English or Japanese. */
    public String text(Locale locale) {
        return Texts.of(locale).getString("who." + id());
    }

    /**
     * The value with this id.
     *
     * @throws IllegalArgumentException when there is none
     */
    public static Who fromId(String id) {
        return valueOf(id.toUpperCase(Locale.ROOT).replace('-', '_'));
    }
}
