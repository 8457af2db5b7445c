package org.mailmend.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mailmend.diagnosis.CauseId;
import org.mailmend.knowledge.KnowledgeBase;
import org.mailmend.knowledge.own.OwnKnowledge;

class KbTest {
    @TempDir
    static Path home;

    private static Run run(String... args) {
        return Run.with(Map.of("LANG", "C", "MAILMEND_HOME", home.toString()), "", args);
    }

    @Test
    void searchGivesALineAHit() {
        Run run = run("kb", "search", "app", "password", "--json", "--limit", "3");
        assertEquals(0, run.code());
        assertEquals("", run.err());
        assertEquals(3, run.json().size());
        Map<String, Object> first = run.json().getFirst();
        assertEquals(List.of("id", "title", "kind", "score", "excerpt"), List.copyOf(first.keySet()).subList(0, 5));
        assertEquals("route-app-password", first.get("id"));
        assertEquals("article", first.get("kind"));
        assertTrue(((Number) first.get("score")).doubleValue() >= ((Number) run.json().get(2).get("score")).doubleValue());
    }

    @Test
    void searchInTheOtherLanguageWhenThisOneHasNothing() {
        assertEquals("ja", run("kb", "search", "手入力", "--json").json().getFirst().get("language"));
        assertEquals("", run("kb", "search", "手入力", "--json", "--lang", "en").out());
        assertFalse(run("kb", "search", "複合機", "--json").json().isEmpty());
    }

    @Test
    void searchIsNarrowed() {
        assertTrue(run("kb", "search", "certificate", "--kind", "cause", "--json").json().stream()
                .allMatch(json -> "cause".equals(json.get("kind"))));
        Run unknown = run("kb", "search", "certificate", "--client", "kyosera");
        assertEquals(2, unknown.code());
        assertTrue(unknown.err().contains("did you mean kyocera"), unknown.err());
    }

    @Test
    void nothingFoundIsSaidToPeople() {
        Run run = run("kb", "search", "zertifikat", "--json", "--lang", "en");
        assertEquals(0, run.code());
        assertEquals("", run.out());
        assertTrue(run.err().contains("certificate"), run.err());
    }

    @ParameterizedTest
    @CsvSource({"cause-tls-cert-expired,article", "TLS_CERT_EXPIRED,cause", "tls-cert-expired,cause", "Kyocera,client"})
    void showsWhateverHasTheId(String id, String kind) {
        for (String language : List.of("en", "ja")) {
            Map<String, Object> json = run("kb", "show", id, "--json", "--lang", language).json().getFirst();
            assertEquals("mailmend.kb/1", json.get("schema"));
            assertEquals(kind, json.get("kind"));
            assertEquals(language, json.get("language"));
            String text = run("kb", "show", id, "--lang", language).out();
            assertTrue(text.startsWith((String) json.get("title")), text);
            assertFalse(text.contains("**") || text.contains("](") || text.contains("[?]"), text);
        }
    }

    @Test
    void namesWhatMayBeMeant() {
        Run run = run("kb", "show", "route-app-pasword");
        assertEquals(2, run.code());
        assertEquals("There is no article, client or cause \"route-app-pasword\"; did you mean route-app-password?\n", run.err());
        assertEquals(2, run("kb", "show").code());
        assertEquals(2, run("kb", "search", " ").code());
    }

    @Test
    void listsEveryClient() {
        int all = KnowledgeBase.get().clients().size();
        List<Map<String, Object>> json = run("kb", "clients", "--json").json();
        assertEquals(all, json.size());
        assertEquals("mailmend.client/1", json.getFirst().get("schema"));
        assertTrue(run("kb", "clients").out().contains(all + " clients and devices"));
        assertTrue(run("kb", "clients", "--kind", "nas", "--json").json().stream()
                .allMatch(client -> "nas".equals(client.get("kind"))));
    }

    @Test
    @SuppressWarnings("unchecked")
    void countsWhatIsThere() {
        Map<String, Object> json = run("kb", "stats", "--json").json().getFirst();
        Map<String, Object> causes = (Map<String, Object>) json.get("causes");
        assertEquals(CauseId.values().length, causes.get("all"));
        for (String key : List.of("causes", "replies", "clientErrors", "profiles", "articles", "sources")) {
            Map<String, Object> count = (Map<String, Object>) json.get(key);
            assertEquals(count.get("all"), (int) count.get("verified") + (int) count.get("unverified"), key);
            assertTrue((int) count.get("verified") > 0, key);
        }
        String out = run("kb", "stats").out();
        assertTrue(out.lines().anyMatch(line -> line.matches("Clients and devices +[0-9]+ +[0-9]+ +[0-9]+")), out);
    }

    @Test
    void ownArticlesAreFound(@TempDir Path own) throws IOException {
        Path folder = Files.createDirectories(own.resolve("knowledge/articles/en"));
        Files.writeString(folder.resolve("topic-quokka.md"), """
                ---
                id: topic-quokka
                title: Quokka
                kind: topic
                language: en
                applies: [any]
                updated: 2026-11-01
                sources:
                  - https://example.com/quokka | 2026-11-01 | verified
                ---
                Ask the quokka.
                """);
        Map<String, String> env = Map.of("LANG", "C", "MAILMEND_HOME", own.toString());
        assertEquals("topic-quokka", Run.with(env, "", "kb", "search", "quokka", "--json").json().getFirst().get("id"));
        assertTrue(Run.with(env, "", "kb", "show", "topic-quokka").out().contains("Ask the quokka."));
    }

    @Test
    void ownKnowledgeIsCheckedPackedAndTakenOver(@TempDir Path own) throws IOException {
        Map<String, String> env = Map.of("LANG", "C", "MAILMEND_HOME", own.toString());
        Path folder = Files.createDirectories(own.resolve("knowledge/articles/en"));
        String pack = own.resolve("pack.zip").toString();
        assertEquals(2, Run.with(env, "", "kb", "export", pack).code());
        Path desk = Files.writeString(folder.resolve("topic-desk.md"), "no front matter");
        Run wrong = Run.with(env, "", "kb", "check", "--json");
        assertEquals(1, wrong.code());
        assertEquals(desk.toString(), wrong.json().getFirst().get("file"));
        assertTrue(wrong.err().contains("1 files, 1 mistakes"), wrong.err());
        assertTrue(Run.with(env, "", "kb", "check").out().contains("topic-desk.md:1: The file does not begin with"));
        Files.writeString(desk, OwnKnowledge.newArticle("topic-desk", Locale.ENGLISH, "Our desk"));
        assertEquals(0, Run.with(env, "", "kb", "check", own.resolve("knowledge").toString()).code());
        assertEquals(List.of("articles/en/topic-desk.md"),
                Run.with(env, "", "kb", "export", pack, "--json").json().getFirst().get("files"));

        Files.writeString(desk, OwnKnowledge.newArticle("topic-desk", Locale.ENGLISH, "Another title"));
        Run conflict = Run.with(env, "", "kb", "import", pack);
        assertEquals(2, conflict.code());
        assertEquals("You have other texts of articles/en/topic-desk.md; add --conflicts replace or --conflicts keep.\n",
                conflict.err());
        assertTrue(Run.with(env, "", "kb", "import", pack, "--dry-run").out().contains("you have another text"));
        Run.with(env, "", "kb", "import", pack, "--conflicts", "keep");
        assertTrue(Files.readString(desk).contains("Another title"));
        assertEquals(List.of("articles/en/topic-desk.md"),
                Run.with(env, "", "kb", "import", pack, "--conflicts", "replace", "--json").json().getFirst().get("imported"));
        assertTrue(Files.readString(desk).contains("Our desk"));
        assertTrue(Run.with(env, "", "kb", "undo").out().contains("topic-desk.md"));
        assertTrue(Files.readString(desk).contains("Another title"));
        assertEquals(2, Run.with(env, "", "kb", "import", desk.toString()).code());
        assertTrue(Run.with(env, "", "kb", "import", own.resolve("none.zip").toString()).err().contains("no such pack"));
    }

    @Test
    void ownRepliesExplain(@TempDir Path own) throws IOException {
        Path folder = Files.createDirectories(own.resolve("knowledge/replies"));
        Files.writeString(folder.resolve("ours.tsv"), "causes\twhen\ttext\task\tsource\tchecked\n"
                + "POLICY\t\tour gateway says never\t\tours\t2026-11-01\n");
        Map<String, String> env = Map.of("LANG", "C", "MAILMEND_HOME", own.toString());
        assertEquals("POLICY", Run.with(env, "", "explain", "--json", "Our gateway says never!").json().getFirst().get("cause"));
        assertEquals("UNKNOWN", Run.of("explain", "--json", "Our gateway says never!").json().getFirst().get("cause"));
        String bounce = """
                From: MAILER-DAEMON@mail.example.com
                To: taro@example.com
                Subject: Undelivered Mail Returned to Sender

                <nobody@example.net>: host mx.example.net said: 550 Our gateway says never
                """;
        assertEquals("POLICY", Run.with(env, bounce, "explain", "--json", "--eml", "-").json().getFirst().get("cause"));
    }

    @Test
    void pagesAreWrittenToFiles(@TempDir Path folder) throws IOException {
        for (String end : List.of("pdf", "html", "txt", "md")) {
            Path file = folder.resolve("page." + end);
            Run run = run("kb", "show", "route-app-password", "--output", file.toString());
            assertEquals(new Run(0, "", ""), run);
            String start = new String(Files.readAllBytes(file), java.nio.charset.StandardCharsets.ISO_8859_1);
            assertTrue(
                    start.startsWith(
                            Map.of("pdf", "%PDF", "html", "<!DOCTYPE html>", "txt", "Use an app", "md", "# Use").get(end)),
                    start.substring(0, 40));
        }
        assertTrue(run("kb", "show", "route-app-password", "--output", "x.docx").err().contains("ends with .pdf"));
        assertEquals(2, run("kb", "show", "route-app-password", "--output", folder.resolve("none/x.pdf").toString()).code());
    }
}
