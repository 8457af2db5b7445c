package org.mailmend.tickets;

import java.util.Locale;
import java.util.Optional;

import org.mailmend.tickets.internal.Messages;

/**
 * A field of a ticket that can be changed. Its value in a change, in the history and in the store is a text; empty and null
 * both say that it has none.
 */
public enum Field {
    SUBJECT(Kind.LINE, 300),
    /** The id of a {@link Contact}. */
    REQUESTER(Kind.NUMBER, 19),
    /** The id of a client profile, or its name as it was told. */
    CLIENT(Kind.LINE, 100), CLIENT_VERSION(Kind.LINE, 100),
    /** The id of an {@link org.mailmend.knowledge.AccountKind}. */
    ACCOUNT(Kind.ACCOUNT, 30), PROVIDER(Kind.LINE, 60), PRIORITY(Kind.PRIORITY, 10), STATUS(Kind.STATUS, 30),
    ASSIGNEE(Kind.LINE, 100),
    /** A time as of ISO 8601 in UTC, to the second. */
    DUE(Kind.TIME, 20), TAGS(Kind.SET, 2000),
    /** What is wrong, in the requester's words. */
    SYMPTOM(Kind.TEXT, 100_000),
    /** A {@link org.mailmend.diagnosis.CauseId}. */
    CAUSE(Kind.CAUSE, 60),
    /** How certain the cause is, 0 to 1. */
    CERTAINTY(Kind.LINE, 10),
    /** The id of a {@link org.mailmend.knowledge.Route}. */
    ROUTE(Kind.ROUTE, 30),
    /** What to do: a line a step, its id and its text with a tab between them. */
    STEPS(Kind.TEXT, 50_000),
    /** The ids of the steps that are done. */
    DONE(Kind.SET, 5000),
    /** The ids of articles that belong to it. */
    ARTICLES(Kind.SET, 5000),
    /** Language of the requester, {@code en} or {@code ja}. */
    LANGUAGE(Kind.LANGUAGE, 5),
    /** The number of the ticket that this one became a part of. */
    MERGED_INTO(Kind.NUMBER, 19),
    /** {@code yes} when it was thrown away. */
    REMOVED(Kind.LINE, 3);

    /** What the text of a value looks like. */
    public enum Kind {
        /** A text in one line. */
        LINE,
        /** A text of any number of lines. */
        TEXT,
        /** Texts without a line end, one a line, sorted, none twice: changes of several people do not disturb each other. */
        SET,
        /** A whole number. */
        NUMBER,
        /** A time as of ISO 8601. */
        TIME,
        /** An id that there has to be. */
        STATUS, PRIORITY, ACCOUNT, CAUSE, ROUTE, LANGUAGE
    }

    private final Kind kind;
    private final int limit;

    Field(Kind kind, int limit) {
        this.kind = kind;
        this.limit = limit;
    }

    /** What its value looks like. */
    public Kind kind() {
        return kind;
    }

    /** The most characters that its value can have. */
    public int limit() {
        return limit;
    }

    /** The name in data and JSON, for example {@code client-version}. */
    public String id() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The name for people in English or Japanese. */
    public String text(Locale locale) {
        return Messages.text(locale, "field." + id());
    }

    /** The field with this id, in any case; empty when there is none. */
    public static Optional<Field> fromId(String id) {
        for (Field field : values()) {
            if (field.id().equalsIgnoreCase(id)) {
                return Optional.of(field);
            }
        }
        return Optional.empty();
    }
}
