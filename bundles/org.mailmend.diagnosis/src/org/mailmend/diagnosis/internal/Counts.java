package org.mailmend.diagnosis.internal;

import java.util.HashSet;
import java.util.Set;

import org.mailmend.diagnosis.RuleStatistics;

/** Counts the rules of a book. */
final class Counts {
    private Counts() {
    }

    static RuleStatistics of(RuleBook book) {
        Set<Rule.Row> rows = new HashSet<>();
        book.rules.forEach(rule -> rows.add(rule.row()));
        book.fallbacks.forEach(rule -> rows.add(rule.row()));
        int[] all = new int[2];
        int[] verified = new int[2];
        for (Rule.Row row : rows) {
            int kind = row.table().equals("programs") || row.table().equals("devices") ? 1 : 0;
            all[kind]++;
            verified[kind] += row.basis().verified() ? 1 : 0;
        }
        return new RuleStatistics(all[0], verified[0], all[1], verified[1], book.rules.size());
    }
}
