package org.mailmend.tickets;

import java.util.Arrays;
import java.util.Locale;

import org.mailmend.tickets.internal.Messages;
import org.mailmend.tickets.internal.Named;

/** Something that cannot be done with tickets, with one sentence that says why and how to go on. */
public class TicketException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** What kind of trouble it is. */
    public enum Reason {
        /** A value that a field cannot have, or a file that cannot be read: the user can put it right. */
        INPUT,
        /** There is no such thing. */
        NOT_FOUND,
        /** Somebody else has changed the same. */
        CONFLICT,
        /** Others keep the database busy: the same may work in a moment. */
        BUSY,
        /** The database cannot be used: it is damaged, from a newer Mailmend, not reachable, or the disk is full. */
        STORE,
        /** A mail server did not do what was asked for. */
        MAIL
    }

    private final Reason reason;
    private final String key;
    private final transient Object[] args;

    /**
     * @param reason what kind of trouble it is
     * @param key    key of the messages
     * @param args   for the placeholders: texts, figures, and fields and status, which are translated
     */
    public TicketException(Reason reason, String key, Object... args) {
        super(Messages.text(Locale.ENGLISH, key, translate(Locale.ENGLISH, args)));
        this.reason = reason;
        this.key = key;
        this.args = args.clone();
    }

    /** What kind of trouble it is. */
    public Reason reason() {
        return reason;
    }

    /** Key of the sentence. */
    public String key() {
        return key;
    }

    /** The sentence in English, or in Japanese for a Japanese locale. */
    public String text(Locale locale) {
        return Messages.text(locale, key, translate(locale, args));
    }

    /** The same with what led to it, for logs. */
    public TicketException causedBy(Throwable cause) {
        initCause(cause);
        return this;
    }

    private static Object[] translate(Locale locale, Object... args) {
        return Arrays.stream(args).map(arg -> switch (arg) {
            case Field field -> field.text(locale);
            case Status status -> status.text(locale);
            case Entry.Kind kind -> kind.text(locale);
            case Named named -> named.text(locale);
            case null -> "";
            default -> String.valueOf(arg);
        }).toArray();
    }
}
