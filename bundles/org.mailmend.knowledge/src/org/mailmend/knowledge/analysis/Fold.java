package org.mailmend.knowledge.analysis;

import java.text.Normalizer;
import java.util.Locale;

/** Brings different spellings of a word together. */
public final class Fold {
    private Fold() {
    }

    /** Full-width letters and half-width kana in their usual form, lower case, typographic apostrophes and blanks made plain. */
    public static String width(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT).replace('’', '\'').replace('‘', '\'')
                .replace('“', '"').replace('”', '"').replace('　', ' ');
    }

    /** As {@link #width}, and hiragana as katakana, so that it does not matter in which of the two a word is typed. */
    public static String kana(String text) {
        StringBuilder folded = new StringBuilder(width(text));
        for (int i = 0; i < folded.length(); i++) {
            char c = folded.charAt(i);
            if (c >= 'ぁ' && c <= 'ゖ') {
                folded.setCharAt(i, (char) (c + 'ァ' - 'ぁ'));
            }
        }
        return folded.toString();
    }

    /** As {@link #kana}, without blanks between Japanese characters: people write many words with and without them. */
    public static String solid(String text) {
        String folded = kana(text);
        StringBuilder solid = new StringBuilder(folded.length());
        for (int i = 0; i < folded.length(); i++) {
            boolean between = folded.charAt(i) == ' ' && i > 0 && i + 1 < folded.length()
                    && isJapanese(folded.charAt(i - 1)) && isJapanese(folded.charAt(i + 1));
            if (!between) {
                solid.append(folded.charAt(i));
            }
        }
        return solid.toString();
    }

    /** Whether the text has Japanese characters. */
    public static boolean isJapanese(CharSequence text) {
        return text.chars().anyMatch(Fold::isJapanese);
    }

    private static boolean isJapanese(int c) {
        return c >= 0x3040 && c <= 0x30ff || c >= 0x3400 && c <= 0x9fff || c == '々' || c == '〆';
    }
}
