package org.mailmend.tickets.internal;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

import org.mailmend.diagnosis.CauseId;
import org.mailmend.knowledge.AccountKind;
import org.mailmend.knowledge.Route;
import org.mailmend.tickets.Field;
import org.mailmend.tickets.Priority;
import org.mailmend.tickets.Status;
import org.mailmend.tickets.TicketException;

/** The one form of each value, and the limits of texts. */
public final class Values {
    private Values() {
    }

    /**
     * The value in the form in which it is kept.
     *
     * @throws TicketException for one that the field cannot have
     */
    public static String canonical(Field field, String value) {
        String text = switch (field.kind()) {
            case TEXT -> text(value);
            case SET -> lines(set(text(value)));
            default -> line(value);
        };
        if (text.length() > field.limit()) {
            throw new TicketException(TicketException.Reason.INPUT, "error.long", field, field.limit(), text.length());
        }
        if (text.isEmpty()) {
            if (field == Field.SUBJECT || field == Field.STATUS || field == Field.PRIORITY) {
                throw new TicketException(TicketException.Reason.INPUT, "error.empty", field);
            }
            return text;
        }
        return switch (field.kind()) {
            case NUMBER -> number(field, text);
            case TIME -> time(field, text);
            case STATUS -> id(field, text, Status.fromId(text).map(Status::id), ids(List.of(Status.values()), Status::id));
            case PRIORITY ->
                id(field, text, Priority.fromId(text).map(Priority::id), ids(List.of(Priority.values()), Priority::id));
            case ACCOUNT ->
                id(field, text, AccountKind.fromId(text).map(AccountKind::id),
                        ids(List.of(AccountKind.values()), AccountKind::id));
            case ROUTE -> id(field, text, Route.fromId(text).map(Route::id), ids(List.of(Route.values()), Route::id));
            case LANGUAGE -> id(field, text, Optional.of(text).filter(List.of("en", "ja")::contains), "en, ja");
            case CAUSE -> id(field, text, cause(text).map(CauseId::name), "AUTH_BAD_CREDENTIALS, TLS_CERT_EXPIRED ...");
            default -> text;
        };
    }

    private static <E> String ids(Collection<E> values, java.util.function.Function<E, String> id) {
        return String.join(", ", values.stream().map(id).toList());
    }

    private static String id(Field field, String text, Optional<String> found, String all) {
        return found.orElseThrow(() -> new TicketException(TicketException.Reason.INPUT, "error.choice", field, text, all));
    }

    private static Optional<CauseId> cause(String text) {
        for (CauseId id : CauseId.values()) {
            if (id.name().equalsIgnoreCase(text)) {
                return Optional.of(id);
            }
        }
        return Optional.empty();
    }

    private static String number(Field field, String text) {
        if (text.length() > 18 || !text.chars().allMatch(c -> c >= '0' && c <= '9')) {
            throw new TicketException(TicketException.Reason.INPUT, "error.number", field, text);
        }
        return text;
    }

    /** A time of ISO 8601; a day alone ends in the evening of this computer's zone. */
    private static String time(Field field, String text) {
        try {
            Instant instant = text.length() == 10 ? LocalDate.parse(text).atTime(18, 0).atZone(ZoneId.systemDefault()).toInstant()
                    : OffsetDateTime.parse(text).toInstant();
            String kept = instant.truncatedTo(ChronoUnit.SECONDS).toString();
            if (kept.length() == 20) {
                return kept;
            }
        } catch (DateTimeException e) {
            // the sentence below says what is wanted
            throw new TicketException(TicketException.Reason.INPUT, "error.time", field, text).causedBy(e);
        }
        throw new TicketException(TicketException.Reason.INPUT, "error.time", field, text);
    }

    /** A text without characters that no database keeps, with plain line ends, and without blanks at its ends. */
    public static String text(String text) {
        return text == null ? "" : clean(text, true).strip();
    }

    /** The same as one line. */
    public static String line(String text) {
        return text == null ? "" : clean(text, false).strip();
    }

    /**
     * A line that is not longer than a limit.
     *
     * @param key names the field, see {@link Named}
     */
    public static String line(String text, int limit, String key) {
        String line = line(text);
        if (line.length() > limit) {
            throw new TicketException(TicketException.Reason.INPUT, "error.long", new Named(key), limit, line.length());
        }
        return line;
    }

    /** The members of a set. */
    public static SortedSet<String> set(String value) {
        SortedSet<String> set = new TreeSet<>();
        if (value != null) {
            value.lines().map(String::strip).filter(member -> !member.isEmpty()).forEach(set::add);
        }
        return set;
    }

    /** A set as it is kept. */
    public static String lines(Collection<String> members) {
        return String.join("\n", members);
    }

    /** At most so many characters of a text, without half a character at its end. */
    public static String shorten(String text, int limit) {
        if (text.length() <= limit) {
            return text;
        }
        int end = Character.isHighSurrogate(text.charAt(limit - 1)) ? limit - 1 : limit;
        return text.substring(0, end);
    }

    private static String clean(String text, boolean lines) {
        StringBuilder clean = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\r') {
                clean.append(lines ? '\n' : ' ');
                if (i + 1 < text.length() && text.charAt(i + 1) == '\n') {
                    i++;
                }
            } else if (c == '\n') {
                clean.append(lines ? '\n' : ' ');
            } else if (c == '\t') {
                clean.append(lines ? '\t' : ' ');
            } else if (Character.isHighSurrogate(c) && i + 1 < text.length() && Character.isLowSurrogate(text.charAt(i + 1))) {
                clean.append(c).append(text.charAt(++i));
            } else if (Character.isSurrogate(c)) {
                clean.append('\uFFFD');
            } else if (c >= ' ' && c != 0x7F) {
                clean.append(c);
            }
        }
        return clean.toString();
    }
}
