package org.mailmend.knowledge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import org.mailmend.diagnosis.CauseId;

/** Holds the data that comes with Mailmend to its own rules. */
class KnowledgeDataTest {
    private static final Path DATA = Path.of("src/org/mailmend/knowledge/data");

    @Test
    void nothingIsWrong() {
        assertEquals("", String.join("\n", KnowledgeBase.get().problems().stream().map(p -> p.text(Locale.ENGLISH)).toList()));
    }

    @Test
    void indexesNameEveryFile() throws IOException {
        assertEquals(ids(DATA.resolve("clients")), index("clients/index.txt"));
        assertEquals(ids(DATA.resolve("articles/en")), index("articles/index.txt"));
        assertEquals(ids(DATA.resolve("articles/ja")), index("articles/index.txt"));
    }

    @Test
    void everyCauseHasAnArticleInBothLanguages() {
        List<String> missing = Stream.of(CauseId.values()).filter(cause -> cause != CauseId.OK)
                .flatMap(cause -> Stream.of(Locale.ENGLISH, Locale.JAPANESE)
                        .filter(locale -> KnowledgeBase.get().article(cause, locale).isEmpty())
                        .map(locale -> KnowledgeBase.articleId(cause) + " (" + locale + ")"))
                .toList();
        assertEquals(List.of(), missing);
    }

    @Test
    void everyProfileCanBeReadAlone() {
        for (Client client : KnowledgeBase.get().clients()) {
            assertEquals(client, KnowledgeBase.of().client(client.id()).orElseThrow());
        }
    }

    @Test
    void countsWhatThereIs() {
        Stats stats = KnowledgeBase.get().stats();
        assertEquals(CauseId.values().length, stats.causes().all());
        assertTrue(stats.profiles().all() >= 100, stats.toString());
        assertTrue(stats.profiles().verified() > stats.profiles().unverified(), stats.toString());
        assertEquals(KnowledgeBase.get().articles(Locale.JAPANESE).size(), stats.articles().all());
        assertTrue(stats.sources().verified() > 100, stats.toString());
    }

    private static Set<String> index(String path) throws IOException {
        List<String> lines = Files.readAllLines(DATA.resolve(path));
        assertEquals(lines.stream().sorted().toList(), lines, path + " is not in order");
        return new TreeSet<>(lines);
    }

    private static Set<String> ids(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return new TreeSet<>(files.filter(file -> file.toString().endsWith(".md"))
                    .map(file -> folder.relativize(file).toString().replace('\\', '/').replaceFirst("\\.md$", "")).toList());
        }
    }
}
