package org.mailmend.knowledge;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** Finds the profiles that a misspelt id may mean. */
final class Similar {
    private static final int MOST = 5;

    private Similar() {
    }

    private record Candidate(String id, int distance) {
    }

    static List<String> to(String text, Collection<Client> clients) {
        String wanted = plain(text);
        if (wanted.isEmpty()) {
            return List.of();
        }
        return clients.stream().map(client -> new Candidate(client.id(), distance(wanted, client)))
                .filter(candidate -> candidate.distance <= Math.max(2, wanted.length() / 3))
                .sorted(Comparator.comparingInt(Candidate::distance).thenComparing(Candidate::id)).limit(MOST)
                .map(Candidate::id).toList();
    }

    private static int distance(String wanted, Client client) {
        int least = Math.min(distance(wanted, plain(client.id())), distance(wanted, plain(client.name().en())));
        least = Math.min(least, distance(wanted, plain(client.name().ja())));
        for (String alias : client.aliases()) {
            least = Math.min(least, distance(wanted, plain(alias)));
        }
        return least;
    }

    private static String plain(String text) {
        StringBuilder plain = new StringBuilder();
        text.toLowerCase(Locale.ROOT).codePoints().filter(Character::isLetterOrDigit).forEach(plain::appendCodePoint);
        return plain.toString();
    }

    /** Levenshtein distance; what only goes on longer counts as near, so that "outlook" finds all its versions. */
    private static int distance(String a, String b) {
        if (b.startsWith(a)) {
            return 1;
        }
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int next = Math.min(Math.min(row[j], row[j - 1]) + 1, diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1));
                diagonal = row[j];
                row[j] = next;
            }
        }
        return row[b.length()];
    }
}
