package org.mailmend.diagnosis.internal;

import java.util.HashMap;
import java.util.Map;

/**
 * Writes reply codes that somebody read out in words as digits: {@code five three four, five point seven point nine},
 * {@code ごさんよん}, {@code 五百三十五}. Only runs that look like a reply code are changed.
 */
final class SpokenNumbers {
    /** Longer texts are no transcripts of a telephone call. */
    static final int LONGEST_TEXT = 400;
    private static final int HUNDRED = 100;
    private static final int POINT = -1;
    private static final int DASH = -2;
    private static final int PAUSE = -3;
    private static final int LONGEST_KANA = 4;
    private static final Map<String, Integer> WORDS = words();

    private final String text;
    private int end;

    private SpokenNumbers(String text) {
        this.text = text;
    }

    /** The text with its spoken reply codes as digits; the same text when there are none. */
    static String toDigits(String text) {
        return text.length() > LONGEST_TEXT ? text : new SpokenNumbers(text).rewrite();
    }

    private String rewrite() {
        StringBuilder out = null;
        int copied = 0;
        int i = 0;
        while (i < text.length()) {
            if (startsToken(i)) {
                String run = readRun(i);
                if (run != null) {
                    out = out == null ? new StringBuilder() : out;
                    out.append(text, copied, i).append(' ').append(run).append(' ');
                    copied = end;
                    i = end;
                    continue;
                }
                i = Math.max(skipToken(i), i + 1);
            } else {
                i++;
            }
        }
        return out == null ? text : out.append(text, copied, text.length()).toString();
    }

    private boolean startsToken(int i) {
        char c = Fold.of(text.charAt(i));
        return Fold.isIdeographic(c) || c != Fold.SKIP && Fold.isWord(c);
    }

    private int skipToken(int i) {
        int j = i;
        while (j < text.length() && Fold.of(text.charAt(j)) < 128 && Fold.isWord(Fold.of(text.charAt(j)))) {
            j++;
        }
        return j;
    }

    /** A run of numerals that makes a reply code, as digits; null when there is none. Sets {@link #end}. */
    private String readRun(int from) {
        StringBuilder digits = new StringBuilder();
        int pending = -1;
        int tokens = 0;
        int spoken = 0;
        int clear = 0;
        int i = from;
        int stop = from;
        while (i < text.length()) {
            int value = readToken(i);
            if (value == Integer.MIN_VALUE) {
                break;
            }
            boolean word = !Fold.isDigit(Fold.of(text.charAt(i)));
            int start = i;
            i = tokenEnd;
            if (value < 0) {
                if (tokens == 0) {
                    return null;
                }
                pending = flush(digits, pending);
                append(digits, value == POINT ? '.' : value == DASH ? '-' : ' ');
                continue;
            }
            tokens++;
            spoken += word ? 1 : 0;
            clear += i - start > 1 || !isKana(start) ? 1 : 0;
            stop = i;
            pending = combine(digits, pending, value);
        }
        flush(digits, pending);
        while (!digits.isEmpty() && !Character.isDigit(digits.charAt(digits.length() - 1))) {
            digits.setLength(digits.length() - 1);
        }
        end = stop;
        // Single kana such as に and よ are mostly no numbers.
        boolean likely = clear > 1 || clear == 1 && !isKana(from - 1);
        return likely && (spoken >= 2 || tokens >= 5) && isReplyCode(digits) ? spread(digits) : null;
    }

    private boolean isKana(int i) {
        return i >= 0 && text.charAt(i) >= '\u3041' && text.charAt(i) <= '\u30ff';
    }

    private static void append(StringBuilder digits, char separator) {
        if (!digits.isEmpty() && Character.isDigit(digits.charAt(digits.length() - 1))) {
            digits.append(separator);
        }
    }

    /** Joins hundreds, tens and units to one number; returns what may still grow. */
    private static int combine(StringBuilder digits, int pending, int value) {
        if (value == HUNDRED && pending > 0 && pending < 10) {
            return pending * 100;
        }
        if (value == 10 && pending > 1 && pending < 10) {
            return pending * 10;
        }
        if (pending >= 100 && pending % 100 == 0 && value < 100) {
            return pending + value;
        }
        if (pending >= 100 && value == 10 && pending % 100 < 10) {
            return pending - pending % 100 + pending % 100 * 10;
        }
        if (pending >= 20 && pending % 10 == 0 && value > 0 && value < 10) {
            return pending + value;
        }
        flush(digits, pending);
        return value;
    }

    private static int flush(StringBuilder digits, int pending) {
        if (pending >= 0) {
            digits.append(pending);
        }
        return -1;
    }

    private static boolean isReplyCode(StringBuilder run) {
        int count = 0;
        char first = 0;
        char second = 0;
        for (int i = 0; i < run.length(); i++) {
            if (Character.isDigit(run.charAt(i))) {
                first = count == 0 ? run.charAt(i) : first;
                second = count == 1 ? run.charAt(i) : second;
                count++;
            }
        }
        return (count == 3 || count >= 6 && count <= 8) && (first == '4' || first == '5') && second <= '5';
    }

    private static String spread(StringBuilder run) {
        int point = run.indexOf(".");
        if (point > 3 && run.substring(0, point).chars().allMatch(Character::isDigit)) {
            run.insert(3, ' ');
        } else if (point < 0 && run.length() > 3 && run.substring(0, 3).chars().allMatch(Character::isDigit)
                && Character.isDigit(run.charAt(3))) {
            run.insert(3, ' ');
        } else if (point == 3) {
            run.setCharAt(3, ' ');
        }
        return run.toString();
    }

    private int tokenEnd;

    /** The numeral or separator at a place; {@link Integer#MIN_VALUE} when there is none. Sets {@link #tokenEnd}. */
    private int readToken(int from) {
        int i = from;
        while (i < text.length() && (Fold.of(text.charAt(i)) == ' ' || Fold.of(text.charAt(i)) == Fold.SKIP)) {
            i++;
        }
        if (i >= text.length()) {
            return Integer.MIN_VALUE;
        }
        char c = Fold.of(text.charAt(i));
        tokenEnd = i + 1;
        if (c == '.') {
            return POINT;
        } else if (c == '-' && i == from && i + 1 < text.length() && Fold.of(text.charAt(i + 1)) > '9') {
            // As in thirty-four.
            return readToken(i + 1);
        } else if (c == '-') {
            return DASH;
        } else if (c == ',' || text.charAt(i) == '、' || katakana(c) == 'ノ') {
            return PAUSE;
        } else if (Fold.isIdeographic(c)) {
            return readKana(i);
        } else if (!Fold.isWord(c)) {
            return Integer.MIN_VALUE;
        }
        int j = skipToken(i);
        StringBuilder word = new StringBuilder();
        for (int k = i; k < j; k++) {
            word.append(Fold.of(text.charAt(k)));
        }
        tokenEnd = j;
        if (word.length() == 1 && Fold.isDigit(word.charAt(0))) {
            return word.charAt(0) - '0';
        }
        return WORDS.getOrDefault(word.toString(), Integer.MIN_VALUE);
    }

    private static char katakana(char c) {
        return c >= '\u3041' && c <= '\u3096' ? (char) (c + 0x60) : c;
    }

    private int readKana(int from) {
        StringBuilder kana = new StringBuilder();
        int best = Integer.MIN_VALUE;
        int i = from;
        while (i < text.length() && kana.length() < LONGEST_KANA) {
            char c = Fold.of(text.charAt(i++));
            if (c == Fold.SKIP) {
                continue;
            }
            if (!Fold.isIdeographic(c)) {
                break;
            }
            kana.append(katakana(c));
            Integer value = WORDS.get(kana.toString());
            if (value != null) {
                best = value;
                tokenEnd = i;
                while (tokenEnd < text.length() && Fold.of(text.charAt(tokenEnd)) == Fold.SKIP) {
                    tokenEnd++;
                }
            }
        }
        return best;
    }

    private static Map<String, Integer> words() {
        Map<String, Integer> words = new HashMap<>();
        String[] english = {"zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven",
                "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"};
        for (int i = 0; i < english.length; i++) {
            words.put(english[i], i);
        }
        String[] tens = {"twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"};
        for (int i = 0; i < tens.length; i++) {
            words.put(tens[i], 20 + 10 * i);
        }
        words.put("oh", 0);
        words.put("o", 0);
        words.put("hundred", HUNDRED);
        words.put("and", PAUSE);
        words.put("space", PAUSE);
        words.put("then", PAUSE);
        words.put("point", POINT);
        words.put("dot", POINT);
        words.put("period", POINT);
        words.put("dash", DASH);
        words.put("hyphen", DASH);
        words.put("minus", DASH);
        // Kana are folded: unvoiced katakana without small letters and long vowels.
        String[][] japanese = {{"セロ", "レイ", "マル", "零", "〇"}, {"イチ", "一"}, {"ニ", "ニイ", "二"}, {"サン", "三"},
                {"ヨン", "シ", "ヨ", "四"}, {"コ", "五"}, {"ロク", "六"}, {"ナナ", "シチ", "七"}, {"ハチ", "八"}, {"キユウ", "キユ", "ク", "九"},
                {"シユウ", "シユ", "十"}};
        for (int i = 0; i < japanese.length; i++) {
            for (String word : japanese[i]) {
                words.put(word, i);
            }
        }
        words.put("ヒヤク", HUNDRED);
        words.put("百", HUNDRED);
        words.put("テン", POINT);
        words.put("点", POINT);
        words.put("トツト", POINT);
        words.put("ハイフン", DASH);
        return words;
    }
}
