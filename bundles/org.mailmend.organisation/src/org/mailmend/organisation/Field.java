package org.mailmend.organisation;

import java.util.Locale;
import java.util.Optional;

import org.mailmend.organisation.internal.Messages;

/** What is known of an item. Every value is a text; what is not known is empty. */
public enum Field {
    NAME(200),
    /** Mail address of a person or mailbox, or that with which a client or device signs in. */
    MAIL(320),
    /** Id of a profile of the knowledge base. */
    CLIENT(100),
    /** What the client or device calls itself, as it was read. */
    PROGRAM(200), VERSION(100),
    /** Kind of account: an id of {@link org.mailmend.knowledge.AccountKind}. */
    ACCOUNT(100), SITE(200), DEPARTMENT(200),
    /** Name or address in the network. */
    HOST(255), SERIAL(100),
    /** Mail address of whoever looks after it. */
    OWNER(320),
    /** {@code en} or {@code ja}. */
    LANGUAGE(100),
    /** Of {@code smtp imap pop3}, with blanks between them. */
    PROTOCOLS(100),
    /** How it signs in: {@code password}, {@code app-password}, {@code oauth}, {@code none}. */
    SIGN_IN(100),
    /** Server that it sends to, for example {@code smtp://smtp.gmail.com:587}. */
    SERVER(300),
    /** Day on which it last signed in, ISO 8601. */
    LAST_USED(100),
    /** Whether 2-Step Verification is on: {@code yes} or {@code no}. */
    TWO_STEP(100),
    /** Whether it fetches mail too: {@code yes} or {@code no}. */
    RECEIVES(100),
    /** {@code internal} when all recipients are in the house, else {@code anyone}. */
    RECIPIENTS(100),
    /** Whether mail leaves from a fixed public address: {@code yes} or {@code no}. */
    STATIC_IP(100),
    /** Addresses of a site or network. */
    NETWORK(300), NOTE(10_000),
    /** What stood in columns without a meaning, a line for each: heading, colon, value. */
    OTHER(20_000);

    private final int limit;

    Field(int limit) {
        this.limit = limit;
    }

    /** The name in files and on the command line, for example {@code sign-in}. */
    public String id() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The name for people in English or Japanese. */
    public String text(Locale locale) {
        return Messages.text(locale, "field." + id());
    }

    /** The most characters that it can have, as it is written by a person. */
    public int limit() {
        return limit;
    }

    /** The field with this id; empty for none. */
    public static Optional<Field> fromId(String id) {
        for (Field field : values()) {
            if (field.id().equals(id)) {
                return Optional.of(field);
            }
        }
        return Optional.empty();
    }
}
