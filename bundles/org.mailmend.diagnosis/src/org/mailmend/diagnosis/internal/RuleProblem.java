package org.mailmend.diagnosis.internal;

/**
 * A row of a rule table that cannot be read.
 *
 * @param table  name of the table or file
 * @param line   number of the line, from 1
 * @param kind   what is wrong
 * @param detail the part that is wrong
 */
record RuleProblem(String table, int line, Kind kind, String detail) {
    enum Kind {
        /** Too few columns. */
        COLUMNS,
        /** No such cause. */
        CAUSE,
        /** A condition that is not known. */
        CONDITION,
        /** A pattern that cannot be read. */
        PATTERN
    }
}
