package org.mailmend.workbench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;

/**
 * The folder in which Mailmend keeps its data: what the launch script says, else {@code MAILMEND_HOME}, else the platform's usual place.
 */
public final class Home {
    private static final String LANGUAGE = "language";

    private Home() {
    }

    /** The folder; it may not exist yet. */
    public static Path directory() {
        String told = System.getProperty("mailmend.home", System.getenv("MAILMEND_HOME"));
        if (told != null && !told.isBlank()) {
            return Path.of(told);
        }
        Path user = Path.of(System.getProperty("user.home"));
        String os = System.getProperty("os.name").toLowerCase(Locale.ROOT);
        if (os.startsWith("windows")) {
            return environment("APPDATA", user.resolve("AppData/Roaming")).resolve("Mailmend");
        }
        if (os.startsWith("mac")) {
            return user.resolve("Library/Application Support/Mailmend");
        }
        return environment("XDG_DATA_HOME", user.resolve(".local/share")).resolve("mailmend");
    }

    private static Path environment(String variable, Path otherwise) {
        String value = System.getenv(variable);
        return value == null || value.isBlank() ? otherwise : Path.of(value);
    }

    /** The language that the user chose, a language tag such as {@code ja}; empty when Mailmend follows the system. */
    public static Optional<String> language() throws IOException {
        Path file = directory().resolve(LANGUAGE);
        return Files.exists(file) ? Files.readString(file).lines().findFirst().map(String::strip).filter(tag -> !tag.isEmpty())
                : Optional.empty();
    }

    /**
     * Keeps the choice of a language. The launch script reads it, so that it counts from the next start on.
     *
     * @param tag a language tag; empty to follow the system
     */
    public static void language(Optional<String> tag) throws IOException {
        Path file = directory().resolve(LANGUAGE);
        if (tag.isEmpty()) {
            Files.deleteIfExists(file);
        } else {
            Files.createDirectories(file.getParent());
            Files.writeString(file, tag.get() + "\n");
        }
    }
}
