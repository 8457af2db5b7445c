package org.mailmend.organisation;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

import org.mailmend.knowledge.analysis.Fold;
import org.mailmend.organisation.internal.Data;
import org.mailmend.organisation.internal.Messages;

/** What a column of a table of the organisation means. */
public enum Column {
    KIND(null), NAME(Field.NAME), FIRST_NAME(null), LAST_NAME(null), MAIL(Field.MAIL), USER(null), CLIENT(Field.CLIENT),
    PROGRAM(Field.PROGRAM), VERSION(Field.VERSION), ACCOUNT(Field.ACCOUNT), SITE(Field.SITE), DEPARTMENT(Field.DEPARTMENT),
    HOST(Field.HOST), SERIAL(Field.SERIAL), OWNER(Field.OWNER), LANGUAGE(Field.LANGUAGE), PROTOCOLS(Field.PROTOCOLS),
    SIGN_IN(Field.SIGN_IN), SERVER(Field.SERVER), LAST_USED(Field.LAST_USED), TWO_STEP(Field.TWO_STEP),
    RECEIVES(Field.RECEIVES), RECIPIENTS(Field.RECIPIENTS), STATIC_IP(Field.STATIC_IP), NETWORK(Field.NETWORK),
    NOTE(Field.NOTE), EVENT(null), DESCRIPTION(null), LOGIN_TYPE(null), SCOPE(null), RESULT(null);

    private final Field field;

    Column(Field field) {
        this.field = field;
    }

    /** The name in files and on the command line, for example {@code last-used}. */
    public String id() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The name for people in English or Japanese. */
    public String text(Locale locale) {
        return field == null ? Messages.text(locale, "column." + id()) : field.text(locale);
    }

    /** The field of an item that it is; empty for what is worked out from several. */
    public Optional<Field> field() {
        return Optional.ofNullable(field);
    }

    /** The column with this id; empty for none. */
    public static Optional<Column> fromId(String id) {
        for (Column column : values()) {
            if (column.id().equals(id)) {
                return Optional.of(column);
            }
        }
        return Optional.empty();
    }

    private static final class Headings {
        private static final Map<String, Column> ALL = new HashMap<>();

        static {
            for (String[] row : Data.table("headings.tsv")) {
                Column column = fromId(row[0]).orElseThrow();
                for (String heading : row[1].split("\\|")) {
                    ALL.put(fold(heading), column);
                }
            }
            for (Column column : values()) {
                ALL.putIfAbsent(fold(column.id()), column);
                ALL.putIfAbsent(fold(column.text(Locale.ENGLISH)), column);
                ALL.putIfAbsent(fold(column.text(Locale.JAPANESE)), column);
            }
        }
    }

    /** The column that a heading means, in English or Japanese, however it is written; empty for one that is not known. */
    public static Optional<Column> fromHeading(String heading) {
        Column found = Headings.ALL.get(fold(heading));
        if (found == null) {
            // such as "Email Address [Required]" and "Date (UTC)"
            found = Headings.ALL.get(fold(heading.replaceAll("[\\[(（［][^\\])）］]{0,60}[\\])）］]", " ")));
        }
        return Optional.ofNullable(found);
    }

    private static String fold(String heading) {
        return Fold.solid(heading).replace('-', ' ').replace('_', ' ').replaceAll("\\s{1,100}", " ").strip();
    }
}
