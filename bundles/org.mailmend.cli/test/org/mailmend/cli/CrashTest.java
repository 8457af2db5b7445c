package org.mailmend.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CrashTest {
    private static final String TOKEN = "ya29.a0ARrdaM_1234567890abcdefghijklmnopqrstuvwxyz";

    @Test
    void aBugIsOneSentenceAndAFileWithoutSecrets(@TempDir Path home) throws IOException {
        for (String language : List.of("en", "ja")) {
            Run run = Run.with(buggy(home), "", "check", "gmail", "--user", "a", "--token-env", "BUG", "--lang", language);
            assertEquals(70, run.code(), run::toString);
            assertEquals("", run.out());
            assertEquals(1, run.err().lines().count(), run.err());
            assertFalse(run.err().contains("\tat ") || run.err().contains(TOKEN), run.err());
        }
        try (Stream<Path> files = Files.list(home.resolve("logs"))) {
            List<Path> details = files.toList();
            assertEquals(2, details.size());
            String text = Files.readString(details.getFirst());
            assertTrue(text.contains("IllegalStateException") && text.contains("CrashTest.java"), text);
            assertFalse(text.contains(TOKEN), text);
        }
    }

    @Test
    void theTemporaryFolderDoesWhereHomeCannotBeWritten(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "not a folder");
        Run run = Run.with(buggy(file), "", "check", "gmail", "--user", "a", "--token-env", "BUG", "--lang", "en");
        assertEquals(70, run.code());
        String details = run.err().replaceFirst("(?s).* are in (\\S+\\.txt),.*", "$1");
        assertTrue(Files.deleteIfExists(Path.of(details.strip())), run.err());
    }

    /** An environment in which one variable cannot be read. */
    private static Map<String, String> buggy(Path home) {
        return new HashMap<>(Map.of("MAILMEND_HOME", home.toString())) {
            private static final long serialVersionUID = 1L;

            @Override
            public String get(Object key) {
                if ("BUG".equals(key)) {
                    throw new IllegalStateException("cannot use " + TOKEN);
                }
                return super.get(key);
            }
        };
    }
}
