package org.mailmend.tickets;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Nothing that was typed is lost. */
class DraftsTest {
    @TempDir
    Path home;

    private Drafts open() {
        return Drafts.open(Drafts.folder(home, "a:b"), error -> {
            throw new AssertionError(error);
        });
    }

    @Test
    void keepsWhatWasWrittenLast() throws IOException {
        try (Drafts drafts = open()) {
            drafts.keep(7, "reply", Map.of("text", "送れない\nline", "to", "ann@example.com", "empty", ""));
            drafts.keep(7, "reply", Map.of("text", "送れない\nline 2", "to", "ann@example.com"));
            drafts.keep(0, "new-1", Map.of("text", "hello"));
            assertEquals("送れない\nline 2", drafts.find(7, "reply").orElseThrow().value("text"));
            assertThrows(IllegalArgumentException.class, () -> drafts.keep(1, "../x", Map.of()));
        }
        try (Drafts drafts = open()) {
            assertEquals(Map.of("text", "送れない\nline 2", "to", "ann@example.com"),
                    drafts.find(7, "reply").orElseThrow().values());
            assertEquals(List.of(0L, 7L), drafts.all().stream().map(Drafts.Draft::ticket).sorted().toList());
            drafts.discard(7, "reply");
            drafts.keep(0, "new-1", Map.of("text", ""));
        }
        try (Drafts drafts = open(); Stream<Path> files = Files.list(Drafts.folder(home, "a:b"))) {
            assertEquals(List.of(), drafts.all());
            assertEquals(List.of(), files.toList());
        }
    }

    @Test
    void losesNoMoreThanTwoSecondsWhenItIsKilled() throws Exception {
        Process typist = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-cp",
                System.getProperty("java.class.path"), "-XX:TieredStopAtLevel=1", Typist.class.getName(), home.toString())
                .redirectError(ProcessBuilder.Redirect.DISCARD).start();
        long last = 0;
        try (BufferedReader out = typist.inputReader(StandardCharsets.UTF_8)) {
            assertNotNull(out.readLine());
            typist.waitFor(2600, TimeUnit.MILLISECONDS);
            typist.toHandle().destroyForcibly();
            for (String line = out.readLine(); line != null; line = out.readLine()) {
                last = line.isEmpty() ? last : Long.parseLong(line.strip());
            }
        }
        assertTrue(typist.waitFor(30, TimeUnit.SECONDS));
        try (Drafts drafts = open()) {
            long kept = Long.parseLong(drafts.find(1, "reply").orElseThrow().value("text"));
            assertTrue(last - kept < 2_000_000_000L, (last - kept) / 1e9 + " s are lost");
        }
    }

    /** Types the time again and again. */
    static final class Typist {
        private Typist() {
        }

        public static void main(String[] args) throws Exception {
            Drafts drafts = Drafts.open(Drafts.folder(Path.of(args[0]), "a:b"), error -> System.exit(1));
            // as a fast typist does; it ends with the program
            Executors.newSingleThreadScheduledExecutor().scheduleAtFixedRate(() -> {
                long now = System.nanoTime();
                drafts.keep(1, "reply", Map.of("text", String.valueOf(now)));
                System.out.println(now);
            }, 0, 20, TimeUnit.MILLISECONDS);
        }
    }

    @Test
    void goesOnWhenTheFolderIsUsableAgain() throws Exception {
        Files.createDirectories(home.resolve("drafts"));
        Path folder = Drafts.folder(home, "x");
        Files.writeString(folder, "in the way");
        LinkedBlockingQueue<IOException> troubles = new LinkedBlockingQueue<>();
        try (Drafts drafts = Drafts.open(folder, troubles::add)) {
            drafts.keep(1, "note", Map.of("text", "kept"));
            assertNotNull(troubles.poll(10, TimeUnit.SECONDS));
            assertThrows(IOException.class, drafts::flush);
            assertEquals("kept", drafts.find(1, "note").orElseThrow().value("text"));
            Files.delete(folder);
            drafts.flush();
        }
        assertTrue(Files.readString(folder.resolve("1-note.json")).contains("kept"));
    }

    @Test
    void leavesWhatItCannotReadAndWritesNoToken() throws IOException {
        Path folder = Drafts.folder(home, "a:b");
        Files.createDirectories(folder);
        Files.writeString(folder.resolve("1-reply.json"), "{\"text\": \"cut o");
        Files.writeString(folder.resolve("2-reply.json.new"), "half");
        try (Drafts drafts = open()) {
            assertEquals(List.of(), drafts.all());
            drafts.keep(3, "note", Map.of("text", "C: AUTH PLAIN AGFubgBodW50ZXIyaHVudGVyMg=="));
        }
        assertTrue(Files.exists(folder.resolve("1-reply.json")));
        assertFalse(Files.readString(folder.resolve("3-note.json")).contains("AGFubgBodW50ZXIyaHVudGVyMg"));
    }
}
