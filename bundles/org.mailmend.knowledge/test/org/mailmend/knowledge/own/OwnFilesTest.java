package org.mailmend.knowledge.own;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.mailmend.diagnosis.CauseId;
import org.mailmend.diagnosis.Hints;
import org.mailmend.knowledge.Knowledge;
import org.mailmend.knowledge.Problem;
import org.mailmend.knowledge.SearchQuery;

/** Files of a team's own: saved, taken back, packed and taken over. */
class OwnFilesTest {
    private static final String DESK = "articles/en/topic-our-desk.md";

    @TempDir
    Path home;

    private Path folder;
    private OwnKnowledge own;

    @BeforeEach
    void folder() {
        folder = home.resolve("knowledge");
        own = new OwnKnowledge(folder, List.of());
    }

    private static String article(String text) {
        return OwnKnowledge.newArticle("topic-our-desk", Locale.ENGLISH, "Our desk").replace("One action.", text);
    }

    private static List<String> texts(List<Problem> problems) {
        return problems.stream().map(problem -> problem.text(Locale.ENGLISH)).toList();
    }

    private Path zip(Map<String, byte[]> entries) throws IOException {
        Path pack = home.resolve("pack.zip");
        try (OutputStream out = Files.newOutputStream(pack); ZipOutputStream zip = new ZipOutputStream(out)) {
            for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
                zip.putNextEntry(new ZipEntry(entry.getKey()));
                zip.write(entry.getValue());
                zip.closeEntry();
            }
        }
        return pack;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private List<String> tree() throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile).map(file -> folder.relativize(file).toString().replace('\\', '/')).sorted()
                    .toList();
        }
    }

    @Test
    void templatesAreRightFromTheStart() throws IOException {
        for (Locale language : List.of(Locale.ENGLISH, Locale.JAPANESE)) {
            String path = "articles/" + language.getLanguage() + "/faq-ours.md";
            assertEquals(List.of(), texts(own.save(path, OwnKnowledge.newArticle("faq-ours", language, "Ours"))));
        }
        assertEquals(List.of(), texts(own.save("clients/our-erp.md", OwnKnowledge.newClient("our-erp", "Our ERP"))));
        assertEquals(List.of(), texts(own.problems()));
        assertEquals("Our ERP", own.base().client("our-erp").orElseThrow().name().en());
    }

    @Test
    void savedTakenBackAndRemoved() throws IOException {
        own.save(DESK, article("First."));
        own.save(DESK, article("Second."));
        assertTrue(own.read(DESK).orElseThrow().contains("Second."));
        own.delete(DESK);
        assertEquals(List.of(), tree());
        assertEquals(List.of(DESK), own.undoable());
        assertEquals(List.of(DESK), own.undo());
        assertTrue(own.read(DESK).orElseThrow().contains("Second."));
        own.undo();
        assertTrue(own.read(DESK).orElseThrow().contains("First."));
        own.undo();
        assertEquals(List.of(), tree());
        assertEquals(List.of(), own.undo());
        assertThrows(IOException.class, () -> own.delete(DESK));
    }

    @Test
    void nothingIsLeftInTheFolderButTheTeamsFiles() throws IOException {
        own.save(DESK, article("First."));
        own.save(DESK, article("Second."));
        assertEquals(List.of(DESK), tree());
    }

    @Test
    void workWithMistakesIsSavedAndTheMistakesNamed() throws IOException {
        List<String> problems = texts(own.save(DESK, article("See [it](kb:no-such-article).")));
        assertEquals(1, problems.size(), problems.toString());
        assertTrue(problems.getFirst().contains("topic-our-desk.md:") && problems.getFirst().contains("kb:no-such-article"));
        assertTrue(own.base().article("topic-our-desk", Locale.ENGLISH).isPresent());
        assertEquals(List.of(), own.problems(DESK, article("Fine.")));
        assertTrue(own.preview("topic-our-desk", Locale.ENGLISH, article("Preview.")).orElseThrow().body().contains("Preview."));
        assertTrue(own.read(DESK).orElseThrow().contains("no-such-article"), "a preview saves nothing");
    }

    @ParameterizedTest
    @ValueSource(strings = {"../x.md", "articles/en/../../../x.md", "/etc/passwd", "articles/en/Big.md", "articles/fr/x.md",
            "clients\\x.md", "x.md", "", "articles/en/a.md/b.md", "clients/base/x/y.md", "replies/.x.tsv"})
    void otherPlacesAreRefused(String path) {
        assertThrows(OwnKnowledgeException.class, () -> own.save(path, "x"));
        assertFalse(own.problems(path, "x").isEmpty());
    }

    @Test
    void nothingIsWrittenOrReadThroughALink() throws IOException {
        Path elsewhere = Files.createDirectories(home.resolve("elsewhere"));
        Files.createDirectories(folder.resolve("articles"));
        Files.createSymbolicLink(folder.resolve("articles/en"), elsewhere);
        assertThrows(OwnKnowledgeException.class, () -> own.save(DESK, article("x")));
        try (Stream<Path> files = Files.list(elsewhere)) {
            assertEquals(0, files.count());
        }
        Files.createDirectories(folder.resolve("clients"));
        Path secret = Files.writeString(home.resolve("secret"), "hunter2");
        Files.createSymbolicLink(folder.resolve("clients/x.md"), secret);
        List<String> problems = texts(own.problems());
        assertTrue(problems.stream().anyMatch(text -> text.contains("x.md: The file or its folder is a link")),
                problems.toString());
        assertFalse(problems.toString().contains("hunter2"));
    }

    @Test
    void whatCannotBeReadHidesNothing() throws IOException {
        own.save(DESK, article("Fine."));
        Files.write(folder.resolve("articles/en/topic-bytes.md"), new byte[] {(byte) 0xff, (byte) 0xfe, 'x'});
        Files.write(folder.resolve("articles/en/topic-big.md"), new byte[1024 * 1024 + 1]);
        Files.createDirectories(folder.resolve("articles/en/topic-folder.md"));
        Files.writeString(folder.resolve("notes.docx"), "x");
        Files.writeString(folder.resolve("README.md"), "x");
        Files.createDirectories(folder.resolve(".git/refs"));
        Files.writeString(folder.resolve(".git/refs/x.md"), "x");
        Files.createDirectories(folder.resolve("replies"));
        Files.writeString(folder.resolve("replies/ours.tsv"), "causes\twhen\ttext\task\tsource\tchecked\n"
                + "NO_SUCH_CAUSE\t\tour gateway says no\t\tours\t2026-11-01\nPOLICY\t\tour gateway says never\t\tours\t2026-11-01\n");
        List<String> problems = texts(own.problems());
        assertEquals(5, problems.size(), String.join("\n", problems));
        for (String expected : List.of("topic-bytes.md: The file is not UTF-8", "topic-big.md: The file is bigger than 1024 KiB",
                "topic-folder.md: This is no file", "notes.docx: The file is none that is read here",
                "ours.tsv:2: There is no cause \"NO_SUCH_CAUSE\"")) {
            assertTrue(problems.stream().anyMatch(text -> text.contains(expected)), expected + "\n" + problems);
        }
        assertTrue(own.base().article("topic-our-desk", Locale.ENGLISH).isPresent());
        Knowledge knowledge = Knowledge.in(home);
        assertEquals(CauseId.POLICY, knowledge.explainer().explain("our gateway says never", Hints.NONE).cause());
    }

    @Test
    void filesSayWhatTheyAre() throws IOException {
        own.save(DESK, article("x"));
        own.save("clients/kyocera.md", own.original("clients/kyocera.md").orElseThrow());
        Files.writeString(folder.resolve("notes.txt"), "x");
        assertEquals(List.of(new OwnFile(DESK, OwnFile.Kind.ARTICLE, "topic-our-desk", false),
                new OwnFile("clients/kyocera.md", OwnFile.Kind.CLIENT, "kyocera", true),
                new OwnFile("notes.txt", OwnFile.Kind.UNKNOWN, "notes", false)), own.files());
    }

    @Test
    void aPackGoesFromOneTeamToAnother() throws IOException {
        own.save(DESK, article("First."));
        own.save("clients/our-erp.md", OwnKnowledge.newClient("our-erp", "Our ERP"));
        Path pack = home.resolve("team.zip");
        assertEquals(List.of(DESK, "clients/our-erp.md"), own.exportPack(pack, List.of()));
        byte[] first = Files.readAllBytes(pack);
        own.exportPack(pack, List.of());
        assertEquals(-1, java.util.Arrays.mismatch(first, Files.readAllBytes(pack)), "the same files make the same pack");

        OwnKnowledge other = new OwnKnowledge(home.resolve("other"), List.of());
        other.save(DESK, article("Theirs."));
        PackContents contents = other.openPack(pack);
        assertEquals(List.of(DESK), contents.paths(PackContents.State.CONFLICT));
        assertEquals(List.of("clients/our-erp.md"), contents.paths(PackContents.State.NEW));
        assertEquals(List.of(), contents.problems());
        assertEquals(List.of("clients/our-erp.md"), other.importPack(contents, contents.paths(PackContents.State.NEW)));
        assertTrue(other.read(DESK).orElseThrow().contains("Theirs."));
        contents = other.openPack(pack);
        assertEquals(List.of("clients/our-erp.md"), contents.paths(PackContents.State.SAME));
        assertEquals(List.of(DESK), other.importPack(contents, List.copyOf(contents.states().keySet())));
        assertTrue(other.read(DESK).orElseThrow().contains("First."));
        other.undo();
        assertTrue(other.read(DESK).orElseThrow().contains("Theirs."), "an import can be taken back");
    }

    @Test
    void mistakesInAPackAreNamedBeforeItIsTaken() throws IOException {
        Map<String, byte[]> entries = new LinkedHashMap<>();
        entries.put(DESK, bytes(article("See [it](kb:nowhere).")));
        entries.put("rules.txt", bytes("[ours]\nroute: nowhere\n"));
        PackContents contents = own.openPack(zip(entries));
        List<String> problems = texts(contents.problems());
        assertTrue(problems.stream().anyMatch(text -> text.contains("kb:nowhere")), problems.toString());
        assertTrue(problems.stream().anyMatch(text -> text.contains("rules.txt:")), problems.toString());
        assertFalse(Files.exists(folder.resolve(DESK)), "looking changes nothing");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
            "../evil.md|leads out of its folder",
            "articles/en/../../../../evil.md|leads out of its folder",
            "/etc/cron.d/evil|leads out of its folder",
            "C:/evil.md|leads out of its folder",
            "articles\\en\\evil.md|leads out of its folder",
            "articles/en/topic-\u202ea.md|leads out of its folder",
            ".git/hooks/post-checkout|no knowledge",
            "run.exe|no knowledge",
            "articles/en/.hidden.md|no knowledge",
    })
    void dangerousPacksAreRefusedAsAWhole(String path, String why) throws IOException {
        Map<String, byte[]> entries = new LinkedHashMap<>();
        entries.put(DESK, bytes(article("Fine.")));
        entries.put(path, bytes("x"));
        OwnKnowledgeException e = assertThrows(OwnKnowledgeException.class, () -> own.openPack(zip(entries)));
        assertTrue(e.text(Locale.ENGLISH).contains(why), e.text(Locale.ENGLISH));
        assertFalse(e.text(Locale.JAPANESE).contains("\u202e"));
    }

    @Test
    void bombsDoublesAndOtherFilesAreRefused() throws IOException {
        Map<String, byte[]> bomb = new LinkedHashMap<>();
        bomb.put(DESK, new byte[64 * 1024 * 1024]);
        assertTrue(refused(zip(bomb)).contains("bigger than 1024 KiB"));
        Map<String, byte[]> many = new LinkedHashMap<>();
        for (int i = 0; i < 2001; i++) {
            many.put("articles/en/topic-" + i + ".md", bytes("x"));
        }
        assertTrue(refused(zip(many)).contains("too big"));
        Map<String, byte[]> total = new LinkedHashMap<>();
        for (int i = 0; i < 66; i++) {
            total.put("articles/en/topic-" + i + ".md", new byte[1024 * 1024]);
        }
        assertTrue(refused(zip(total)).contains("too big"));
        Map<String, byte[]> twice = new LinkedHashMap<>();
        twice.put("replies/a.tsv", bytes("x"));
        twice.put("replies/A.tsv", bytes("x"));
        assertTrue(refused(zip(twice)).contains("same file twice"));
        Map<String, byte[]> binary = new LinkedHashMap<>();
        binary.put(DESK, new byte[] {(byte) 0xc3, 0x28});
        assertTrue(refused(zip(binary)).contains("not UTF-8"));
        assertTrue(refused(zip(Map.of("README.md", bytes("x")))).contains("no knowledge in the pack"));
        assertTrue(refused(Files.writeString(home.resolve("x.zip"), "no zip")).contains("no pack"));
        assertTrue(refused(home.resolve("missing.zip")).contains("no such pack"));
    }

    private String refused(Path pack) {
        return assertThrows(OwnKnowledgeException.class, () -> own.openPack(pack)).text(Locale.ENGLISH);
    }

    @Test
    void anImportThatCannotBeDoneChangesNothing() throws IOException {
        Map<String, byte[]> entries = new LinkedHashMap<>();
        entries.put(DESK, bytes(article("New.")));
        entries.put("clients/our-erp.md", bytes(OwnKnowledge.newClient("our-erp", "Our ERP")));
        PackContents contents = own.openPack(zip(entries));
        own.save(DESK, article("Old."));
        Files.createDirectories(folder.resolve("clients/our-erp.md"));
        assertThrows(IOException.class, () -> own.importPack(contents, List.copyOf(contents.states().keySet())));
        assertTrue(own.read(DESK).orElseThrow().contains("Old."));
    }

    @Test
    void aChangeThatWasCutShortIsFinishedByTheNext() throws IOException {
        own.save(DESK, article("Old."));
        Path change = own.backup().resolve("99990101T000000000.ready");
        Files.createDirectories(change.resolve("new/articles/en"));
        Files.writeString(change.resolve("new").resolve(DESK), article("Cut short."));
        Files.writeString(change.resolve("list"), "# save\n+ " + DESK + "\n");
        Files.createDirectories(own.backup().resolve("99990102T000000000.open/new"));
        own.save("clients/our-erp.md", OwnKnowledge.newClient("our-erp", "Our ERP"));
        assertTrue(own.read(DESK).orElseThrow().contains("Cut short."));
        try (Stream<Path> open = Files.list(own.backup())) {
            assertEquals(List.of(), open.filter(path -> path.toString().endsWith(".open")).toList());
        }
    }

    @Test
    void severalMayChangeAtOnce() throws Exception {
        List<Thread> threads = new ArrayList<>();
        List<Throwable> failures = java.util.Collections.synchronizedList(new ArrayList<>());
        for (int i = 0; i < 8; i++) {
            String path = "articles/en/topic-n" + i + ".md";
            threads.add(Thread.ofVirtual().start(() -> {
                try {
                    new OwnKnowledge(folder, List.of()).save(path, "x");
                } catch (IOException | RuntimeException e) {
                    failures.add(e);
                }
            }));
        }
        for (Thread thread : threads) {
            thread.join();
        }
        assertEquals(List.of(), failures);
        assertEquals(8, tree().size());
    }

    @Test
    void readAgainAfterAChange() throws IOException {
        try (Knowledge knowledge = Knowledge.in(home)) {
            assertTrue(knowledge.base().article("topic-our-desk", Locale.ENGLISH).isEmpty());
            assertFalse(knowledge.refresh());
            knowledge.own().save(DESK, article("Ask the wombat."));
            assertTrue(knowledge.refresh());
            assertEquals("topic-our-desk",
                    knowledge.search().find(SearchQuery.of("wombat", Locale.ENGLISH)).hits().getFirst().id());
            assertFalse(knowledge.refresh());
            Files.delete(folder.resolve(DESK));
            assertTrue(knowledge.refresh());
            assertTrue(knowledge.base().article("topic-our-desk", Locale.ENGLISH).isEmpty());
        }
    }

    @Test
    void tellsWhenSomebodyElseChangesAFile() throws Exception {
        own.save(DESK, article("x"));
        CountDownLatch told = new CountDownLatch(1);
        try (KnowledgeWatch watch = KnowledgeWatch.start(own, Duration.ofMillis(20), told::countDown)) {
            Files.writeString(folder.resolve("articles/en/topic-other.md"), "from Git");
            assertTrue(told.await(30, TimeUnit.SECONDS));
        }
    }
}
