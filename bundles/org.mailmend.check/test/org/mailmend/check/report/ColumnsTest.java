package org.mailmend.check.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.util.Properties;

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

    @Test
    void bothLanguagesHaveTheSameTexts() throws IOException {
        Properties english = load("messages.properties");
        Properties japanese = load("messages_ja.properties");
        assertEquals(english.stringPropertyNames(), japanese.stringPropertyNames());
        for (String key : english.stringPropertyNames()) {
            for (int i = 0; i < 3; i++) {
                String placeholder = "{" + i + "}";
                assertEquals(english.getProperty(key).contains(placeholder), japanese.getProperty(key).contains(placeholder), key);
            }
            boolean filled = english.getProperty(key).contains("{0}");
            assertTrue(!filled || !english.getProperty(key).replace("''", "").contains("'"), "a single apostrophe: " + key);
        }
    }

    private static Properties load(String name) throws IOException {
        Properties properties = new Properties();
        try (Reader in = new InputStreamReader(ColumnsTest.class.getResourceAsStream(name), StandardCharsets.UTF_8)) {
            properties.load(in);
        }
        return properties;
    }
}
