package org.mailmend;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.mailmend.House.Bundle;

/** Every text is there in English and in Japanese, with the same keys and the same placeholders. */
class TranslationsTest {

    private static final Pattern PLACEHOLDER = Pattern.compile("\\{\\s*(\\d+)\\s*(?:,\\s*(\\w+))?[^{}]*}");

    private static final Pattern JAPANESE = Pattern.compile("[\\p{IsHiragana}\\p{IsKatakana}\\p{IsHan}]");

    /** All English files of texts. */
    static Stream<Path> texts() throws IOException {
        List<Path> texts = new ArrayList<>();
        for (Bundle bundle : House.bundles()) {
            texts.addAll(House.files(bundle.folder().resolve("src"), "messages.properties"));
            texts.addAll(House.files(bundle.folder().resolve("src"), "messages_ja.properties"));
            texts.addAll(House.files(bundle.folder().resolve("OSGI-INF/l10n"), ".properties"));
            texts.add(bundle.folder().resolve("plugin.properties"));
            texts.add(bundle.folder().resolve("plugin_ja.properties"));
        }
        texts.addAll(House.files(House.ROOT.resolve("features"), "feature.properties"));
        texts.addAll(House.files(House.ROOT.resolve("features"), "feature_ja.properties"));
        return texts.stream().filter(Files::exists)
                .map(file -> file.resolveSibling(file.getFileName().toString().replace("_ja.properties", ".properties")))
                .distinct();
    }

    @ParameterizedTest
    @MethodSource("texts")
    void englishAndJapaneseMatch(Path english) throws IOException {
        Path japanese = english.resolveSibling(english.getFileName().toString().replace(".properties", "_ja.properties"));
        assertTrue(Files.exists(english), () -> english + " is missing");
        assertTrue(Files.exists(japanese), () -> japanese + " is missing");
        Properties en = read(english);
        Properties ja = read(japanese);
        assertEquals(new TreeSet<>(en.stringPropertyNames()), new TreeSet<>(ja.stringPropertyNames()),
                () -> "keys of " + japanese);
        assertAll(en.stringPropertyNames().stream().map(key -> () -> {
            assertFalse(en.getProperty(key).isBlank(), () -> english + ": " + key + " is empty");
            assertFalse(ja.getProperty(key).isBlank(), () -> japanese + ": " + key + " is empty");
            assertFalse(JAPANESE.matcher(en.getProperty(key)).find(), () -> english + ": " + key + " is Japanese");
            assertEquals(placeholders(en.getProperty(key)), placeholders(ja.getProperty(key)),
                    () -> japanese + ": placeholders of " + key);
        }));
    }

    @Test
    void findsTheTexts() throws IOException {
        assertTrue(texts().anyMatch(file -> file.endsWith("org/mailmend/diagnosis/messages.properties")));
    }

    private static Properties read(Path file) throws IOException {
        Properties properties = new Properties() {
            private static final long serialVersionUID = 1L;

            @Override
            public synchronized Object put(Object key, Object value) {
                assertFalse(containsKey(key), () -> file + ": " + key + " stands there twice");
                return super.put(key, value);
            }
        };
        try (Reader reader = Files.newBufferedReader(file)) {
            properties.load(reader);
        }
        return properties;
    }

    /** Number and kind of each placeholder; how often one is used is each language's own business. */
    private static TreeMap<String, String> placeholders(String text) {
        TreeMap<String, String> placeholders = new TreeMap<>();
        Matcher matcher = PLACEHOLDER.matcher(text);
        while (matcher.find()) {
            placeholders.put(matcher.group(1), String.valueOf(matcher.group(2)));
        }
        return placeholders;
    }
}
