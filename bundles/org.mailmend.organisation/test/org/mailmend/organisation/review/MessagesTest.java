package org.mailmend.organisation.review;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.util.Properties;
import java.util.TreeSet;
import java.util.regex.Pattern;

import org.junit.jupiter.api.Test;

class MessagesTest {
    private static Properties read(String name) throws IOException {
        Properties texts = new Properties();
        try (Reader in = new InputStreamReader(MessagesTest.class.getResourceAsStream(name), StandardCharsets.UTF_8)) {
            texts.load(in);
        }
        return texts;
    }

    private static TreeSet<String> placeholders(String text) {
        TreeSet<String> found = new TreeSet<>();
        Pattern.compile("\\{\\d").matcher(text).results().forEach(r -> found.add(r.group()));
        return found;
    }

    @Test
    void bothLanguagesHaveTheSameTexts() throws IOException {
        Properties en = read("messages.properties");
        Properties ja = read("messages_ja.properties");
        assertEquals(new TreeSet<>(en.keySet()), new TreeSet<>(ja.keySet()));
        en.forEach((key, text) -> {
            String other = ja.getProperty(key.toString());
            assertEquals(placeholders(text.toString()), placeholders(other), key.toString());
            assertTrue(other.codePoints().anyMatch(c -> c > 0x3000), () -> key + " is not Japanese: " + other);
        });
    }
}
