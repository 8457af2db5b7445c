package org.mailmend.training.ui.internal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Locale;
import java.util.Optional;

import org.mailmend.workbench.Home;

/**
 * The files of a trainer's own courses. What is being written stands in a draft beside the file until it has no mistake any more, so that
 * a course that is taught is always a whole one. Methods wait for the disk.
 */
final class OwnCourses {
    private static final String DRAFT = ".draft";

    private OwnCourses() {
    }

    static Path file(String id, Locale language) {
        return Home.directory().resolve("courses").resolve(language.getLanguage()).resolve(id + ".md");
    }

    private static Path draft(String id, Locale language) {
        Path file = file(id, language);
        return file.resolveSibling(file.getFileName() + DRAFT);
    }

    /** What was being written and has mistakes still; empty for nothing. */
    static Optional<String> unfinished(String id, Locale language) throws IOException {
        Path draft = draft(id, language);
        return Files.exists(draft) ? Optional.of(Files.readString(draft)) : Optional.empty();
    }

    /**
     * Keeps a text; it is on the disk when this returns.
     *
     * @param good whether it has no mistakes, and the course becomes this text
     */
    static void save(String id, Locale language, String text, boolean good) throws IOException {
        replace(good ? file(id, language) : draft(id, language), text);
        if (good) {
            Files.deleteIfExists(draft(id, language));
        }
    }

    private static void replace(Path file, String text) throws IOException {
        Files.createDirectories(file.getParent());
        Path part = file.resolveSibling(file.getFileName() + ".part");
        try (FileChannel out = FileChannel.open(part, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING,
                StandardOpenOption.WRITE)) {
            ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
            while (bytes.hasRemaining()) {
                out.write(bytes);
            }
            out.force(true);
        }
        Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    /** Deletes a course of one's own in a language; answers its text. */
    static String delete(String id, Locale language) throws IOException {
        String text = Files.readString(file(id, language));
        Files.delete(file(id, language));
        Files.deleteIfExists(draft(id, language));
        return text;
    }
}
