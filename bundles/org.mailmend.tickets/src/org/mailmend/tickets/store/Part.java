package org.mailmend.tickets.store;

import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;

/**
 * A part of Mailmend that keeps tables of its own in the database of tickets. They are brought up to date by scripts of a number line
 * of their own: {@code schema-1.sql} and so on beside the owner's class, with statements that SQLite and PostgreSQL both take (comments
 * begin with two dashes, statements end with semicolons, no semicolon within a statement).
 *
 * @param name    the part, lower case letters; every table's name begins with it and an underscore
 * @param version number of the newest script, from 1
 * @param owner   the class beside which the scripts are
 * @param tables  all tables in an order in which each comes after those that it refers to; each has two columns at least, whole numbers
 *                are {@code bigint}, and bytes are in columns named {@code content}
 */
public record Part(String name, int version, Class<?> owner, List<String> tables) {
    private static final Pattern NAME = Pattern.compile("[a-z]{2,20}");
    private static final Pattern TABLE = Pattern.compile("[a-z][a-z_]{2,40}");

    public Part {
        Objects.requireNonNull(owner);
        tables = List.copyOf(tables);
        if (!NAME.matcher(name).matches() || version < 1) {
            throw new IllegalArgumentException(name);
        }
        for (String table : tables) {
            if (!TABLE.matcher(table).matches() || !table.startsWith(name + "_")) {
                throw new IllegalArgumentException(table);
            }
        }
    }
}
