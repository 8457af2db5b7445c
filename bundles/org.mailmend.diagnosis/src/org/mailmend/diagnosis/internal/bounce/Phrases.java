package org.mailmend.diagnosis.internal.bounce;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What reports and automatic answers say of themselves, in the languages of common mail servers. */
final class Phrases {
    private static final int LONGEST_TEXT = 24 * 1024;
    private static final Map<String, List<String>> BY_KIND = load();

    private Phrases() {
    }

    /** A text in the form in which phrases are looked for. */
    static String fold(String text) {
        String bounded = text.length() > LONGEST_TEXT ? text.substring(0, LONGEST_TEXT) : text;
        StringBuilder folded = new StringBuilder(bounded.length());
        boolean plain = true;
        char before = ' ';
        for (int i = 0; i < bounded.length(); i++) {
            char c = bounded.charAt(i);
            plain &= c < 128;
            if (c == '\'' || c == '\u2019' || c == '\u00ad') {
                continue;
            }
            if (Character.isWhitespace(c)) {
                // Japanese lines are cut anywhere.
                c = before > '\u3000' ? before : ' ';
                if (c != ' ' || before == ' ') {
                    continue;
                }
            }
            folded.append(Character.toLowerCase(c));
            before = c;
        }
        return plain ? folded.toString() : Normalizer.normalize(folded, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
    }

    /** Whether a folded text says that delivery failed or is late. */
    static boolean tellsFailure(String folded) {
        return has("failure", folded) || tellsDelay(folded);
    }

    static boolean tellsDelay(String folded) {
        return has("delay", folded);
    }

    /** Whether a folded text says that nobody will try again. */
    static boolean tellsEnd(String folded) {
        return has("final", folded);
    }

    /** Whether a folded text says that delivery succeeded. */
    static boolean tellsSuccess(String folded) {
        return has("success", folded);
    }

    static boolean tellsAbsence(String folded) {
        return has("auto", folded);
    }

    private static boolean has(String kind, String folded) {
        for (String phrase : BY_KIND.get(kind)) {
            if (folded.contains(phrase)) {
                return true;
            }
        }
        return false;
    }

    private static Map<String, List<String>> load() {
        Map<String, List<String>> byKind = new HashMap<>();
        try (BufferedReader in = new BufferedReader(
                new InputStreamReader(Phrases.class.getResourceAsStream("phrases.tsv"), StandardCharsets.UTF_8))) {
            in.readLine();
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                int tab = line.indexOf('\t');
                byKind.computeIfAbsent(line.substring(0, tab), kind -> new ArrayList<>()).add(line.substring(tab + 1));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("The phrases of reports cannot be read.", e);
        }
        return byKind;
    }
}
