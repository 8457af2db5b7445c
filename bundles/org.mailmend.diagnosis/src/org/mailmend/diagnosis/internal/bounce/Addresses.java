package org.mailmend.diagnosis.internal.bounce;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Mail addresses as reports write them. */
final class Addresses {
    /** An address of plain characters; every part is bounded, so that a search takes time in proportion to the text. */
    static final String PLAIN = "[A-Za-z0-9.!#$%&*+/=?^_`{|}~-][A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{0,63}+@"
            + "(?:[A-Za-z0-9](?:[A-Za-z0-9.-]{0,252}[A-Za-z0-9])?|\\[[0-9A-Fa-f:.]{3,45}\\])";
    private static final Pattern ANY = Pattern.compile("<(?:mailto:)?([^<>\\s]{1,64}@[^<>\\s@]{1,255})>|(" + PLAIN + ")");
    private static final Pattern XTEXT = Pattern.compile("\\+(2B|3D|[01][0-9A-F]|20|7F|[89A-F][0-9A-F])");
    private static final Pattern UNITEXT = Pattern.compile("\\\\x\\{([0-9A-Fa-f]{1,6})\\}");
    private static final Pattern PREFIX = Pattern.compile("^(?:smtp|to|rcpt|rfc822|mailto)[=:;]\\s*", Pattern.CASE_INSENSITIVE);
    private static final int LONGEST = 320;

    private Addresses() {
    }

    /** All addresses in a text, in order, none twice. */
    static List<String> in(String text) {
        List<String> found = new ArrayList<>();
        Matcher matcher = ANY.matcher(text);
        while (matcher.find()) {
            String address = plain(matcher.group(1) != null ? matcher.group(1) : matcher.group(2));
            if (!contains(found, address)) {
                found.add(address);
            }
        }
        return found;
    }

    /** The first address in a text, null when there is none. */
    static String first(String text) {
        Matcher matcher = ANY.matcher(text);
        return matcher.find() ? plain(matcher.group(1) != null ? matcher.group(1) : matcher.group(2)) : null;
    }

    /** An address without what stands around it. */
    static String plain(String text) {
        String address = PREFIX.matcher(text.strip()).replaceFirst("");
        int from = 0;
        int to = address.length();
        while (from < to && "<'\"([".indexOf(address.charAt(from)) >= 0
                && !(address.charAt(from) == '"' && address.indexOf("\"@") > 0)) {
            from++;
        }
        while (to > from && ">'\"),;:.".indexOf(address.charAt(to - 1)) >= 0) {
            to--;
        }
        return address.substring(from, to);
    }

    /**
     * The address in a field of a delivery status notification: {@code rfc822; a@example.com}, or {@code utf-8;} with
     * characters as RFC 6533 writes them.
     *
     * @return the address, or the field's value where it is none; null for an empty one
     */
    static String ofField(String value) {
        int semicolon = value.indexOf(';');
        String type = semicolon < 0 ? "" : value.substring(0, semicolon).strip().toLowerCase(Locale.ROOT);
        String text = semicolon < 0 || !type.matches("[a-z0-9-]{1,30}") ? value.strip() : value.substring(semicolon + 1).strip();
        int angle = text.lastIndexOf('<');
        if (angle >= 0 && text.indexOf('@', angle) > 0 && text.indexOf('>', angle) > 0) {
            text = text.substring(angle + 1, text.indexOf('>', angle));
        } else if (text.indexOf(' ') > 0 && text.indexOf('@') > 0 && !text.startsWith("\"")) {
            String found = first(text);
            text = found == null ? text : found;
        }
        text = plain(text);
        text = type.equals("utf-8") ? unescape(UNITEXT, text) : text;
        text = text.indexOf('+') >= 0 ? unescape(XTEXT, text) : text;
        if (text.length() > LONGEST) {
            text = text.substring(0, LONGEST);
        }
        return text.isEmpty() ? null : text;
    }

    private static String unescape(Pattern escape, String text) {
        return escape.matcher(text).replaceAll(match -> {
            int point = Integer.parseInt(match.group(1), 16);
            return Character.isValidCodePoint(point) && !Character.isISOControl(point)
                    ? Matcher.quoteReplacement(Character.toString(point))
                    : Matcher.quoteReplacement(match.group());
        });
    }

    static boolean contains(List<String> addresses, String address) {
        return addresses.stream().anyMatch(known -> known.equalsIgnoreCase(address));
    }
}
