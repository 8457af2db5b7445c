package org.mailmend.tickets.ui.internal.reply;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.mailmend.tickets.mail.Mail;

/** Mail addresses as people type them: with commas or semicolons between them, with or without a name. */
final class Addresses {
    private static final Pattern PART = Pattern
            .compile("\\s*(?:\"([^\"]{0,200})\"|([^\"<>,;]{0,200}?))\\s*<\\s*([^\\s<>,;]{1,320})\\s*>\\s*"
                    + "|\\s*([^\\s<>,;\"]{1,320})\\s*");
    private static final Pattern ADDRESS = Pattern.compile("[^@\\s]{1,64}@[^@\\s.]{1,63}(\\.[^@\\s.]{1,63})*");

    private Addresses() {
    }

    /** A part of a text that is no address. */
    static final class WrongException extends Exception {
        private static final long serialVersionUID = 1L;

        WrongException(String part) {
            super(part);
        }
    }

    /**
     * The addresses of a text; none for an empty one.
     *
     * @throws WrongException with the part that is no address
     */
    static List<Mail.Address> parse(String text) throws WrongException {
        List<Mail.Address> all = new ArrayList<>();
        for (String part : split(text)) {
            if (part.isBlank()) {
                continue;
            }
            Matcher matcher = PART.matcher(part);
            if (!matcher.matches()) {
                throw new WrongException(part.strip());
            }
            String address = matcher.group(3) != null ? matcher.group(3) : matcher.group(4);
            String name = matcher.group(1) != null ? matcher.group(1) : matcher.group(2);
            if (!ADDRESS.matcher(address).matches()) {
                throw new WrongException(part.strip());
            }
            all.add(new Mail.Address(name == null ? "" : name.strip(), address));
        }
        return all;
    }

    private static List<String> split(String text) {
        List<String> parts = new ArrayList<>();
        StringBuilder part = new StringBuilder();
        boolean quoted = false;
        for (char c : text.toCharArray()) {
            if (c == '"') {
                quoted = !quoted;
            }
            if (!quoted && (c == ',' || c == ';' || c == '、' || c == '\n')) {
                parts.add(part.toString());
                part.setLength(0);
            } else {
                part.append(c);
            }
        }
        parts.add(part.toString());
        return parts;
    }
}
