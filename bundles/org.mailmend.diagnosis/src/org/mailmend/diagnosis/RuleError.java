package org.mailmend.diagnosis;

import java.text.MessageFormat;
import java.util.Locale;
import java.util.Objects;

/**
 * A row of a {@link RuleFile} that cannot be read. It is left out; all other rows hold.
 *
 * @param file   name of the file
 * @param line   number of the line, from 1
 * @param kind   what is wrong
 * @param detail the part that is wrong
 */
public record RuleError(String file, int line, Kind kind, String detail) {
    public RuleError {
        Objects.requireNonNull(file);
        Objects.requireNonNull(kind);
        Objects.requireNonNull(detail);
    }

    /** What can be wrong with a row. */
    public enum Kind {
        /** Too few columns. */
        COLUMNS,
        /** No such cause. */
        CAUSE,
        /** A condition that is not known. */
        CONDITION,
        /** A pattern that cannot be read. */
        PATTERN
    }

    /** One sentence that names file, line and remedy, in Japanese for a Japanese locale, else in English. */
    public String text(Locale locale) {
        return new MessageFormat(Texts.of(locale).getString("rule." + kind.name().toLowerCase(Locale.ROOT)), locale)
                .format(new Object[] {file, String.valueOf(line), detail});
    }
}
