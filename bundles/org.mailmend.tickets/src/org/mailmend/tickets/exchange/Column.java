package org.mailmend.tickets.exchange;

import java.util.Locale;
import java.util.Optional;

import org.mailmend.knowledge.analysis.Fold;
import org.mailmend.tickets.Contact;
import org.mailmend.tickets.Field;
import org.mailmend.tickets.Ticket;
import org.mailmend.tickets.internal.Messages;
import org.mailmend.tickets.internal.Values;

/** A column of a table of tickets. */
public enum Column {
    NUMBER(null), SUBJECT(Field.SUBJECT), STATUS(Field.STATUS), PRIORITY(Field.PRIORITY), REQUESTER_NAME(null),
    REQUESTER_MAIL(null),
    REQUESTER_PHONE(null), ORGANISATION(null), CLIENT(Field.CLIENT), CLIENT_VERSION(Field.CLIENT_VERSION), ACCOUNT(Field.ACCOUNT),
    PROVIDER(Field.PROVIDER), ASSIGNEE(Field.ASSIGNEE), DUE(Field.DUE), TAGS(Field.TAGS), SYMPTOM(Field.SYMPTOM),
    CAUSE(Field.CAUSE),
    ROUTE(Field.ROUTE), LANGUAGE(Field.LANGUAGE), CREATED(null), UPDATED(null), ANSWERED(null), SOLVED(null);

    private final Field field;

    Column(Field field) {
        this.field = field;
    }

    /** The name in files and on the command line, for example {@code requester-mail}. */
    public String id() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The name for people in English or Japanese. */
    public String text(Locale locale) {
        return field == null ? Messages.text(locale, "column." + id()) : field.text(locale);
    }

    /** The field that it is; empty for what is no field of a ticket. */
    public Optional<Field> field() {
        return Optional.ofNullable(field);
    }

    /** Whether its values can be imported: what Mailmend itself gives out cannot. */
    public boolean canImport() {
        return field != null || this == REQUESTER_NAME || this == REQUESTER_MAIL || this == REQUESTER_PHONE
                || this == ORGANISATION;
    }

    /** The column that a heading means: its id or its name in either language, however it is written. */
    public static Optional<Column> fromHeading(String heading) {
        String wanted = fold(heading);
        for (Column column : values()) {
            if (wanted.equals(fold(column.id())) || wanted.equals(fold(column.text(Locale.ENGLISH)))
                    || wanted.equals(fold(column.text(Locale.JAPANESE)))) {
                return Optional.of(column);
            }
        }
        return Optional.empty();
    }

    private static String fold(String text) {
        return Fold.solid(text).replace('-', ' ').replace('_', ' ').replaceAll("\\s{1,100}", " ").strip();
    }

    /** Its value of a ticket; empty for none. */
    String value(Ticket ticket) {
        Contact requester = ticket.requester();
        return switch (this) {
            case NUMBER -> String.valueOf(ticket.number());
            case REQUESTER_NAME -> requester == null ? "" : requester.name();
            case REQUESTER_MAIL -> text(requester == null ? null : requester.mail());
            case REQUESTER_PHONE -> text(requester == null ? null : requester.phone());
            case ORGANISATION -> requester == null || requester.organisation() == null ? "" : requester.organisation().name();
            case TAGS -> String.join(", ", ticket.tags());
            case CREATED -> ticket.created().toString();
            case UPDATED -> ticket.updated().toString();
            case ANSWERED -> text(ticket.answered());
            case SOLVED -> text(ticket.solved());
            default -> ticket.get(field);
        };
    }

    /** A cell as the value of its field. */
    String toValue(String cell) {
        return this == TAGS ? Values.lines(Values.set(cell.replace(',', '\n').replace('、', '\n').replace(';', '\n'))) : cell;
    }

    private static String text(Object value) {
        return value == null ? "" : value.toString();
    }
}
