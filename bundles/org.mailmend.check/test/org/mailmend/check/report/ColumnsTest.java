package org.mailmend.check.report;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class ColumnsTest {
    @Test
    void eastAsianCharactersTakeTwoColumns() {
        assertEquals(5, Columns.width("ascii"));
        assertEquals(6, Columns.width("日本語"));
        assertEquals(3, Columns.width("ｱｲｳ"), "half-width forms take one");
        assertEquals(4, Columns.width("（）"));
        assertEquals(1, Columns.width("e\u0301"), "a combining accent takes none");
        assertEquals(2, Columns.width("\uD83D\uDE00"), "a surrogate pair is one character");
        assertEquals("日本  |", Columns.pad("日本", 6) + "|");
        assertEquals("  日本", Columns.padLeft("日本", 6));
    }

    @Test
    void linesBreakAtBlanks() {
        assertEquals("one two three four\n  five six", Columns.wrap("one two three four five six", 22, "  "));
        assertEquals("one two three four five six", Columns.wrap("one two three four five six", 0, "  "));
    }

    @Test
    void linesBreakBetweenJapaneseCharactersButNotBeforeAFullStop() {
        String text = "あいうえおかきくけこさし。すせそ";
        assertEquals("あいうえおかきくけこさ\nし。すせそ", Columns.wrap(text, 24, ""));
        assertEquals("あいうえおかきくけこさし\nすせそたち", Columns.wrap("あいうえおかきくけこさしすせそたち", 24, ""));
    }

    @Test
    void aLongWordStaysWhole() {
        String url = "https://accounts.example.com/very/long/path/that/does/not/fit";
        assertEquals("see\n" + url + "\nnow", Columns.wrap("see " + url + " now", 24, ""));
    }
}
