package org.mailmend.knowledge;

import java.util.Locale;
import java.util.Optional;

import org.mailmend.knowledge.internal.Ids;
import org.mailmend.knowledge.internal.Messages;

/** Kinds of mail account, as far as the way out depends on them. */
public enum AccountKind {
    /** A personal Google account. */
    PERSONAL("personal"),
    /** An account in a Google Workspace organisation, school or business. */
    WORKSPACE("workspace"),
    /** An account in a Microsoft 365 organisation. */
    MICROSOFT365("microsoft365"),
    /** A personal Microsoft account: outlook.com, hotmail, live, msn. */
    OUTLOOK_COM("outlook.com"),
    /** Any other provider. */
    OTHER("other");

    private final String id;

    AccountKind(String id) {
        this.id = id;
    }

    /** The name in data, JSON and on the command line. */
    public String id() {
        return id;
    }

    /** The text for people in English or Japanese. */
    public String text(Locale locale) {
        return Messages.text(locale, "account." + id);
    }

    /** The kind with this id, in any case; empty when there is none. */
    public static Optional<AccountKind> fromId(String id) {
        return Ids.find(values(), AccountKind::id, id);
    }

    /** Whether it is an account at Google. */
    public boolean isGoogle() {
        return this == PERSONAL || this == WORKSPACE;
    }

    /** Whether it is an account at Microsoft. */
    public boolean isMicrosoft() {
        return this == MICROSOFT365 || this == OUTLOOK_COM;
    }
}
