package org.mailmend.diagnosis.internal;

import java.util.Arrays;

/**
 * Brings the spellings of one character together before texts are compared: upper and lower case, full and half width,
 * voiced and unvoiced kana, typographic and plain punctuation. Reads each character by itself, so
 * that the time does not depend on what stands around it, as it would with Unicode normalisation.
 */
final class Fold {
    /** Stands for a character that is skipped even inside a word: apostrophes, the long vowel mark, combining marks. */
    static final char SKIP = 0;
    private static final char[] TABLE = table();

    private Fold() {
    }

    /** The folded character: a lower-case letter, a digit, ASCII punctuation, {@code '\n'}, a space or {@link #SKIP}. */
    static char of(char c) {
        return TABLE[c];
    }

    /** Whether a folded character belongs to a word of letters and digits. */
    static boolean isWord(char folded) {
        return folded < 128 ? folded >= 'a' && folded <= 'z' || folded >= '0' && folded <= '9'
                : !isIdeographic(folded);
    }

    static boolean isDigit(char folded) {
        return folded >= '0' && folded <= '9';
    }

    /** Whether a folded character is a word by itself, because its script puts no spaces between words. */
    static boolean isIdeographic(char folded) {
        return folded >= '\u3005' && (folded <= '\u30ff' || folded >= '\u3400' && folded <= '\u9fff'
                || folded >= '\uac00' && folded <= '\ud7a3' || folded >= '\uf900' && folded <= '\ufaff');
    }

    private static char[] table() {
        char[] table = new char[0x10000];
        Arrays.fill(table, ' ');
        for (int i = 0; i < 0x2000; i++) {
            char c = (char) i;
            if (c < 128) {
                table[i] = c >= 'A' && c <= 'Z' ? (char) (c + 32) : c < ' ' && c != '\n' ? ' ' : c;
            } else if (Character.isLetterOrDigit(c)) {
                table[i] = Character.toLowerCase(c);
            }
        }
        for (int i = '\u3005'; i <= '\ufaff'; i++) {
            if (isIdeographic((char) i)) {
                table[i] = (char) i;
            }
        }
        for (char c = '\u3041'; c <= '\u3096'; c++) {
            table[c] = kana(c);
            table[c + 0x60] = kana((char) (c + 0x60));
        }
        for (char c = '\uff01'; c <= '\uff5e'; c++) {
            table[c] = table[c - 0xfee0];
        }
        String halfWidth = "ヲァィゥェォャュョッーアイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワン";
        for (int i = 0; i < halfWidth.length(); i++) {
            table['\uff66' + i] = table[halfWidth.charAt(i)];
        }
        for (char c : "'\u2018\u2019\u02bc\u00b4\u30fc\uff70\u3099\u309a\uff9e\uff9f\u309b\u309c\u00ad\u200b\u200c\u200d\u2060\ufeff\u200e\u200f"
                .toCharArray()) {
            table[c] = SKIP;
        }
        for (char c = '\u0300'; c <= '\u036f'; c++) {
            table[c] = SKIP;
        }
        table['\''] = SKIP;
        table['\uff07'] = SKIP;
        for (char c : "\u2010\u2011\u2012\u2013\u2014\u2015\u2212\u30fb\uff0d".toCharArray()) {
            table[c] = '-';
        }
        for (char c : "\u3002\uff61\uff0e\u00b7".toCharArray()) {
            table[c] = '.';
        }
        for (char c : "\u201c\u201d\u300c\u300d\u300e\u300f\uff02".toCharArray()) {
            table[c] = '"';
        }
        table['\u3000'] = ' ';
        table['\u2028'] = '\n';
        table['\u2029'] = '\n';
        table['\u0085'] = '\n';
        table['\r'] = '\n';
        return table;
    }

    /** Kana without voicing marks; small letters become large ones. Hiragana stay hiragana: they tell where a word ends. */
    private static char kana(char c) {
        char k = c < '\u30a0' ? (char) (c + 0x60) : c;
        String from = "ァィゥェォガギグゲゴザジズゼゾダヂヅデドッバパビピブプベペボポャュョヮヴヵヶ";
        String to = "アイウエオカキクケコサシスセソタチツテトツハハヒヒフフヘヘホホヤユヨワウカケ";
        int i = from.indexOf(k);
        char plain = i < 0 ? k : to.charAt(i);
        return c < '\u30a0' ? (char) (plain - 0x60) : plain;
    }
}
