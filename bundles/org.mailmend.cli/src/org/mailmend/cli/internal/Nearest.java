package org.mailmend.cli.internal;

import java.util.Collection;
import java.util.List;
import java.util.Locale;

/** Finds what somebody meant who mistyped a name. */
final class Nearest {
    private static final int MOST = 3;

    private Nearest() {
    }

    /** At most three of the known names that are like the word, the likest first; empty when none is. */
    static List<String> of(String word, Collection<String> known) {
        String lower = word.toLowerCase(Locale.ROOT);
        record Candidate(String name, int distance) {
        }
        return known.stream().map(name -> new Candidate(name, distance(lower, name)))
                .filter(one -> one.distance <= Math.max(1, one.name.length() / 3))
                .sorted((a, b) -> a.distance - b.distance).limit(MOST).map(Candidate::name).toList();
    }

    private static int distance(String word, String name) {
        boolean part = word.length() > 2 && (name.contains(word) || name.length() > 2 && word.contains(name));
        return part ? 1 : edits(word, name);
    }

    /** The number of insertions, deletions, replacements and swaps of neighbours between two words. */
    private static int edits(String a, String b) {
        int[] beforeLast = new int[b.length() + 1];
        int[] last = new int[b.length() + 1];
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            last[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int replace = last[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                row[j] = Math.min(replace, Math.min(last[j], row[j - 1]) + 1);
                if (i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1)) {
                    row[j] = Math.min(row[j], beforeLast[j - 2] + 1);
                }
            }
            int[] free = beforeLast;
            beforeLast = last;
            last = row;
            row = free;
        }
        return last[b.length()];
    }

    /**
     * The complaint about a word that is none of the known ones.
     *
     * @param key   key of a message with the word and the names: with {@code .near} for those that are like it, else with
     *              {@code .all} for all of them
     */
    static UsageException complaint(String key, String word, Collection<String> known) {
        List<String> near = of(word, known);
        return near.isEmpty() ? new UsageException(key + ".all", word, String.join(", ", known))
                : new UsageException(key + ".near", word, String.join(", ", near));
    }
}
