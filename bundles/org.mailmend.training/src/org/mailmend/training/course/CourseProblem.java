package org.mailmend.training.course;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

import org.mailmend.check.Redactor;
import org.mailmend.training.internal.Messages;

/**
 * A mistake in the file of a course or case: where it is, what is wrong and how to put it right.
 *
 * @param file path of the file
 * @param line line in it, from 1; 0 when it concerns the whole file
 * @param key  what is wrong, a key of the messages
 * @param args words of the file that the text names, made visible
 */
public record CourseProblem(String file, int line, String key, List<String> args) {
    private static final int LONGEST = 80;

    public CourseProblem {
        Objects.requireNonNull(file);
        Objects.requireNonNull(key);
        args = List.copyOf(args);
    }

    /** A mistake at a line. */
    public static CourseProblem at(String file, int line, String key, Object... args) {
        return new CourseProblem(file, line, key, Arrays.stream(args).map(String::valueOf).map(CourseProblem::shown).toList());
    }

    private static String shown(String text) {
        return Redactor.visible(text.length() > LONGEST ? text.substring(0, LONGEST) + "…" : text);
    }

    /** What is wrong and how to put it right, with file and line, in English or Japanese. */
    public String text(Locale locale) {
        return (line > 0 ? file + ":" + line : file) + ": " + Messages.text(locale, "problem." + key, args.toArray());
    }
}
