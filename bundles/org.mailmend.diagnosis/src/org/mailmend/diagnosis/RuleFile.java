package org.mailmend.diagnosis;

import java.util.Objects;

/**
 * Rules of one's own, in the form of the tables that Mailmend brings: rows of causes, conditions, patterns, question, source
 * and date, separated by tabs, under a header row.
 *
 * @param name    name of the file, for messages
 * @param content its content
 */
public record RuleFile(String name, String content) {
    public RuleFile {
        Objects.requireNonNull(name);
        Objects.requireNonNull(content);
    }
}
