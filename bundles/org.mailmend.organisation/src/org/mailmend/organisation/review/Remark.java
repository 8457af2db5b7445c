package org.mailmend.organisation.review;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

import org.mailmend.check.Redactor;

/**
 * One thing that was seen, with what it means.
 *
 * @param rating how it stands
 * @param key    key of the text in this package's messages
 * @param args   arguments for its placeholders, safe to show
 */
public record Remark(Rating rating, String key, List<String> args) {
    private static final int LONGEST = 300;

    public Remark {
        Objects.requireNonNull(rating);
        Objects.requireNonNull(key);
        args = List.copyOf(args);
    }

    /** A remark; arguments are text of a server and are made safe to show. */
    static Remark of(Rating rating, String key, Object... args) {
        return new Remark(rating, key, Arrays.stream(args).map(String::valueOf).map(Remark::printable).toList());
    }

    /** The text in English, or in Japanese for a Japanese locale. */
    public String text(Locale locale) {
        return Messages.text(locale, key, args.toArray());
    }

    /** What a server wrote on one line, of bounded length, with hidden characters made visible. */
    static String printable(String text) {
        String line = Redactor.visible(text.length() > LONGEST ? text.substring(0, LONGEST) + "…" : text);
        return line.replaceAll("\\s+", " ").strip();
    }
}
