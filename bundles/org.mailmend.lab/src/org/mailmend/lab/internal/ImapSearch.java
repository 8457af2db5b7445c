package org.mailmend.lab.internal;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.DateTimeParseException;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;

/** The keys of IMAP's SEARCH (RFC 3501, section 6.4.4). */
final class ImapSearch {
    private static final DateTimeFormatter DATE = new DateTimeFormatterBuilder().parseCaseInsensitive()
            .appendPattern("d-MMM-yyyy").toFormatter(Locale.ROOT);

    private final List<Mailstore.Entry> view;
    private final Mailstore store;

    ImapSearch(List<Mailstore.Entry> view, Mailstore store) {
        this.view = view;
        this.store = store;
    }

    /** The criterion is no IMAP or is not known. */
    static final class UnknownKeyException extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    /** All of the given keys together. */
    Predicate<Mailstore.Entry> all(List<?> keys) {
        Predicate<Mailstore.Entry> result = entry -> true;
        Iterator<?> rest = keys.iterator();
        while (rest.hasNext()) {
            result = result.and(key(rest));
        }
        return result;
    }

    private Predicate<Mailstore.Entry> key(Iterator<?> rest) {
        Object next = next(rest);
        if (next instanceof List<?> list) {
            return all(list);
        }
        String name = ImapCommand.string(next).toUpperCase(Locale.ROOT);
        switch (name) {
            case "ALL", "OLD":
                return entry -> true;
            case "NEW", "RECENT":
                return entry -> false;
            case "ANSWERED", "DELETED", "DRAFT", "FLAGGED", "SEEN":
                return flag("\\" + name);
            case "UNANSWERED", "UNDELETED", "UNDRAFT", "UNFLAGGED", "UNSEEN":
                return flag("\\" + name.substring(2)).negate();
            case "KEYWORD":
                return flag(text(rest));
            case "UNKEYWORD":
                return flag(text(rest)).negate();
            case "SUBJECT", "FROM", "TO", "CC", "BCC":
                return header(name, text(rest));
            case "HEADER":
                return header(text(rest), text(rest));
            case "BODY", "TEXT":
                String wanted = text(rest).toLowerCase(Locale.ROOT);
                return entry -> contains(name.equals("TEXT") ? Mime.of(entry.message.content()).allBytes()
                        : Mime.of(entry.message.content()).bodyBytes(), wanted);
            case "BEFORE", "SENTBEFORE":
                LocalDate before = date(rest);
                return entry -> day(entry).isBefore(before);
            case "ON", "SENTON":
                LocalDate on = date(rest);
                return entry -> day(entry).equals(on);
            case "SINCE", "SENTSINCE":
                LocalDate since = date(rest);
                return entry -> !day(entry).isBefore(since);
            case "LARGER":
                long larger = number(rest);
                return entry -> entry.message.size() > larger;
            case "SMALLER":
                long smaller = number(rest);
                return entry -> entry.message.size() < smaller;
            case "UID":
                String uids = text(rest);
                return entry -> inSet(uids, entry.uid, view.isEmpty() ? 0 : view.get(view.size() - 1).uid);
            case "NOT":
                return key(rest).negate();
            case "OR":
                Predicate<Mailstore.Entry> one = key(rest);
                return one.or(key(rest));
            case "CHARSET":
                text(rest);
                return entry -> true;
            default:
                if (!name.matches("[0-9*][0-9:,*]*")) {
                    throw new UnknownKeyException();
                }
                return entry -> inSet(name, view.indexOf(entry) + 1, view.size());
        }
    }

    private static Object next(Iterator<?> rest) {
        if (!rest.hasNext()) {
            throw new UnknownKeyException();
        }
        return rest.next();
    }

    private static String text(Iterator<?> rest) {
        return ImapCommand.string(next(rest));
    }

    private static long number(Iterator<?> rest) {
        String text = text(rest);
        if (!text.matches("\\d{1,18}")) {
            throw new UnknownKeyException();
        }
        return Long.parseLong(text);
    }

    private static LocalDate date(Iterator<?> rest) {
        try {
            return LocalDate.parse(text(rest), DATE);
        } catch (DateTimeParseException e) {
            throw new UnknownKeyException();
        }
    }

    private static LocalDate day(Mailstore.Entry entry) {
        return LocalDate.ofInstant(entry.message.received(), ZoneOffset.UTC);
    }

    private Predicate<Mailstore.Entry> flag(String flag) {
        return entry -> store.flags(entry).stream().anyMatch(flag::equalsIgnoreCase);
    }

    private static Predicate<Mailstore.Entry> header(String name, String wanted) {
        String part = wanted.toLowerCase(Locale.ROOT);
        return entry -> {
            String value = Mime.of(entry.message.content()).header(name);
            return value != null && value.toLowerCase(Locale.ROOT).contains(part);
        };
    }

    private static boolean contains(byte[] bytes, String wanted) {
        return new String(bytes, StandardCharsets.UTF_8).toLowerCase(Locale.ROOT).contains(wanted);
    }

    /**
     * Whether a number is in a sequence set such as {@code 1,3:5,7:*}.
     *
     * @param last what the asterisk stands for
     */
    static boolean inSet(String set, int number, int last) {
        for (String range : set.split(",")) {
            String[] ends = range.split(":", 2);
            long from = end(ends[0], last);
            long to = ends.length == 1 ? from : end(ends[1], last);
            if (number >= Math.min(from, to) && number <= Math.max(from, to)) {
                return true;
            }
        }
        return false;
    }

    private static long end(String text, int last) {
        if (text.equals("*")) {
            return last;
        }
        return text.matches("\\d{1,10}") ? Long.parseLong(text) : -1;
    }
}
