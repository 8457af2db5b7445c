package org.mailmend.knowledge;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

import org.mailmend.knowledge.internal.Messages;

/**
 * A mistake in a data file: where it is, what is wrong and how to put it right.
 *
 * @param file path of the file
 * @param line line in it, from 1; 0 when it concerns the whole file
 * @param key  what is wrong, a key of the messages
 * @param args words of the file that the texts name
 */
public record Problem(String file, int line, String key, List<String> args) {
    public Problem {
        Objects.requireNonNull(file);
        Objects.requireNonNull(key);
        args = List.copyOf(args);
    }

    /** A mistake at a line. */
    public static Problem at(String file, int line, String key, Object... args) {
        return new Problem(file, line, key, Arrays.stream(args).map(String::valueOf).toList());
    }

    /** What is wrong and how to put it right, with file and line, in English or Japanese. */
    public String text(Locale locale) {
        Object[] words = args.toArray();
        return (line > 0 ? file + ":" + line : file) + ": " + Messages.text(locale, "problem." + key, words) + " "
                + Messages.text(locale, "problem." + key + ".remedy", words);
    }
}
