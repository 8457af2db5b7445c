package org.mailmend.knowledge.internal.search;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.mailmend.knowledge.analysis.Fold;

/** Cuts a query into pieces and knows what else each piece may be called. */
final class Synonyms {
    /** Words of a sentence that say nothing of what it is about. */
    private static final Set<String> STOP_WORDS = Set.of("a", "an", "the", "is", "are", "was", "be", "am", "i", "we", "you", "he",
            "she", "it", "they", "my", "our", "your", "his", "her", "their", "me", "us", "this", "that", "these", "those", "to",
            "of", "in", "on", "at", "by", "for", "from", "with", "and", "or", "do", "does", "did", "has", "have", "had", "what",
            "why", "how", "when", "where", "who", "which", "there", "as", "but", "so", "any", "some", "please");

    private final Map<String, List<String>> groups = new HashMap<>();
    private int longest;

    Synonyms(List<List<String>> written) {
        for (List<String> group : written) {
            List<String> folded = group.stream().map(Fold::width).toList();
            for (String word : folded) {
                String key = key(word);
                groups.merge(key, folded, Synonyms::join);
                longest = Math.max(longest, key.length());
            }
        }
    }

    /** A hyphen or a blank, hiragana or katakana: it is the same word, and as long. */
    private static String key(String text) {
        return Fold.kana(text).replace('-', ' ');
    }

    private static List<String> join(List<String> first, List<String> second) {
        List<String> joined = new ArrayList<>(first);
        second.stream().filter(word -> !joined.contains(word)).forEach(joined::add);
        return joined;
    }

    /**
     * A piece of a query.
     *
     * @param text    as it was typed, folded
     * @param others  what it is also called; empty for most words
     * @param quoted  whether its words belong together
     * @param opened  whether it may be the beginning of a longer word
     */
    record Piece(String text, List<String> others, boolean quoted, boolean opened) {
    }

    /** Takes a query apart: quotations, words with synonyms (the longest first), other words. */
    List<Piece> pieces(String query) {
        String text = Fold.width(query);
        String kana = key(text);
        List<Piece> pieces = new ArrayList<>();
        StringBuilder plain = new StringBuilder();
        int i = 0;
        while (i < text.length()) {
            char c = text.charAt(i);
            int close = c == '"' ? text.indexOf('"', i + 1) : c == '「' ? text.indexOf('」', i + 1) : -1;
            int end = close > i + 1 ? -1 : synonym(kana, i);
            if (close > i + 1) {
                words(plain, pieces, false);
                pieces.add(new Piece(text.substring(i + 1, close), List.of(), true, false));
                i = close + 1;
            } else if (end > i) {
                words(plain, pieces, false);
                String word = text.substring(i, end);
                List<String> others = groups.get(kana.substring(i, end)).stream().filter(other -> !other.equals(word)).toList();
                pieces.add(new Piece(word, others, false, end == text.length()));
                i = end;
            } else {
                plain.append(c);
                i++;
            }
        }
        words(plain, pieces, !text.endsWith(" "));
        return pieces;
    }

    private static void words(StringBuilder plain, List<Piece> pieces, boolean last) {
        String[] words = plain.toString().strip().split("\\s+");
        for (int i = 0; i < words.length; i++) {
            boolean opened = last && i == words.length - 1;
            if (!words[i].isEmpty() && (opened || !STOP_WORDS.contains(words[i]))) {
                pieces.add(new Piece(words[i], List.of(), false, opened));
            }
        }
        plain.setLength(0);
    }

    /** Where the longest synonym ends that begins here; -1 when none does. Latin words have to begin and end here. */
    private int synonym(String text, int start) {
        if (start > 0 && latin(text.charAt(start - 1)) && latin(text.charAt(start))) {
            return -1;
        }
        for (int end = Math.min(text.length(), start + longest); end > start; end--) {
            boolean inside = end < text.length() && latin(text.charAt(end - 1)) && latin(text.charAt(end));
            if (!inside && groups.containsKey(text.substring(start, end))) {
                return end;
            }
        }
        return -1;
    }

    /** Whether a word says nothing of what a text is about. */
    static boolean isStopWord(String word) {
        return STOP_WORDS.contains(word);
    }

    private static boolean latin(char c) {
        return c < 0x250 && (Character.isLetterOrDigit(c) || c == '_');
    }
}
