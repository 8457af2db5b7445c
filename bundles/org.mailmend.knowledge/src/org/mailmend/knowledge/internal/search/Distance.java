package org.mailmend.knowledge.internal.search;

/** How many letters have to be changed to make one word of another. */
final class Distance {
    private Distance() {
    }

    /** The Levenshtein distance; something greater than {@code most} when it is greater. */
    static int between(String a, String b, int most) {
        if (Math.abs(a.length() - b.length()) > most) {
            return most + 1;
        }
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            int least = row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int next = Math.min(Math.min(row[j], row[j - 1]) + 1, diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1));
                diagonal = row[j];
                row[j] = next;
                least = Math.min(least, next);
            }
            if (least > most) {
                return most + 1;
            }
        }
        return row[b.length()];
    }
}
