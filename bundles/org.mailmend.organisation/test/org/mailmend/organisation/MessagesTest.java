package org.mailmend.organisation;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.TreeSet;
import java.util.regex.Pattern;

import org.junit.jupiter.api.Test;

/** Every text is there in both languages, with the same placeholders. */
class MessagesTest {
    private static final Pattern PLACEHOLDER = Pattern.compile("\\{\\d+");

    private static Properties load(String file) throws IOException {
        Properties texts = new Properties();
        try (InputStreamReader reader = new InputStreamReader(Inventory.class.getResourceAsStream(file),
                StandardCharsets.UTF_8)) {
            texts.load(reader);
        }
        return texts;
    }

    @Test
    void hasTheSameTextsInBothLanguages() throws IOException {
        Properties english = load("messages.properties");
        Properties japanese = load("messages_ja.properties");
        assertEquals(new TreeSet<>(english.stringPropertyNames()), new TreeSet<>(japanese.stringPropertyNames()));
        for (String key : english.stringPropertyNames()) {
            assertEquals(placeholders(english.getProperty(key)), placeholders(japanese.getProperty(key)), key);
        }
    }

    private static TreeSet<String> placeholders(String text) {
        return new TreeSet<>(PLACEHOLDER.matcher(text).results().map(result -> result.group()).toList());
    }

    @Test
    void namesEverything() {
        for (Locale locale : List.of(Locale.ENGLISH, Locale.JAPANESE)) {
            for (Kind kind : Kind.values()) {
                kind.text(locale);
            }
            for (Column column : Column.values()) {
                column.text(locale);
            }
            for (Field field : Field.values()) {
                field.text(locale);
            }
            for (Link.Type type : Link.Type.values()) {
                type.text(locale);
            }
            for (Import.Format format : Import.Format.values()) {
                format.text(locale);
            }
        }
    }
}
