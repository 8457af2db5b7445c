package org.mailmend.knowledge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.mailmend.diagnosis.Protocol;

/** Knowledge of a team's own: it adds and overrides, and a mistake in it is named without hiding the rest. */
class OwnKnowledgeTest {
    private static final String CLIENT = """
            ---
            id: our-erp
            base: program
            name: Our ERP
            name-ja: 基幹システム
            vendor: We
            kind: program
            oauth-google: smtp no [manual]
            password: yes [manual]
            verified: yes
            updated: 2026-11-01
            sources:
              - manual | https://intranet.example/erp | 2026-11-01 | verified | our manual
            ---

            ## en

            ### where [manual]
            Tools > Mail

            ### app-password [manual]
            1. Tools > Mail: {host}, port {port}.

            ## ja

            ### where
            ツール > メール

            ### app-password
            1. ツール > メール に {host}、ポート {port} を入れます。
            """;
    private static final String ARTICLE = """
            ---
            id: topic-our-desk
            title: How our desk works
            kind: topic
            language: en
            tags: [desk]
            applies: [our-erp]
            updated: 2026-11-01
            sources:
              - https://intranet.example/desk | 2026-11-01 | verified
            ---
            Call 1234. See [the ERP](client:our-erp).
            """;

    @TempDir
    Path folder;

    @BeforeEach
    void folders() throws IOException {
        Files.createDirectories(folder.resolve("clients"));
        Files.createDirectories(folder.resolve("articles/en"));
        Files.createDirectories(folder.resolve("articles/ja"));
    }

    private void write(String path, String text) throws IOException {
        Files.writeString(folder.resolve(path), text);
    }

    private List<String> problems() {
        return KnowledgeBase.of(folder).problems().stream()
                .map(problem -> problem.text(Locale.ENGLISH).replace(folder.toString(), "").replace('\\', '/')).toList();
    }

    @Test
    void addsAndOverrides() throws IOException {
        write("clients/our-erp.md", CLIENT);
        write("clients/becky.md", CLIENT.replace("our-erp", "becky").replace("name: Our ERP", "name: Becky, as we use it"));
        write("articles/en/topic-our-desk.md", ARTICLE);
        write("articles/ja/topic-our-desk.md", ARTICLE.replace("language: en", "language: ja").replace("How our desk works",
                "窓口のご案内").replace("Call 1234. See [the ERP](client:our-erp).", "内線 1234 へどうぞ。"));
        KnowledgeBase base = KnowledgeBase.of(folder);
        assertEquals(List.of(), base.problems());
        Client client = base.client("our-erp").orElseThrow();
        assertEquals("基幹システム", client.name().in(Locale.JAPANESE));
        assertEquals(Answer.NO, client.abilities().oauthAnswer(Provider.GOOGLE, Protocol.SMTP));
        assertEquals("https://intranet.example/erp", client.sources().getFirst().url());
        assertEquals("Becky, as we use it", base.client("becky").orElseThrow().name().en());
        assertEquals("窓口のご案内", base.article("topic-our-desk", Locale.JAPANESE).orElseThrow().title());
        Advice.Option best = new Adviser(base).advise(AdviceRequest.of("our-erp", AccountKind.PERSONAL)).best();
        assertTrue(best.steps().stream().anyMatch(step -> step.text().en().equals("Tools > Mail: smtp.gmail.com, port 587.")));
    }

    @Test
    void aMistakeNamesFileLineAndRemedyAndHidesNothingElse() throws IOException {
        write("clients/our-erp.md", CLIENT);
        write("clients/broken.md", CLIENT.replace("our-erp", "broken").replace("oauth-google: smtp no [manual]",
                "oauth-google: smtp perhaps [manual]"));
        KnowledgeBase base = KnowledgeBase.of(folder);
        assertEquals(List.of("/clients/broken.md:8: This does not say what the client can do: smtp perhaps [manual] "
                + "Write for example \"smtp yes own-client [key], imap no [?]\"."), problems());
        assertTrue(base.client("broken").isEmpty());
        assertTrue(base.client("our-erp").isPresent());
        assertTrue(base.client("outlook-2013").isPresent());
    }

    @Test
    void findsEachKindOfMistakeInAProfile() throws IOException {
        String[][] mistakes = {
                {"---\nid", "id", ":1: The file does not begin"},
                {"\n---\n\n## en", "\n\n## en", ":1: The block of keys"},
                {"vendor: We", "vendor We", ":6: This line is neither"},
                {"vendor: We", "vendor: We\nvendor: You", ":7: The key vendor is there twice"},
                {"vendor: We", "maker: We", ":6: There is no key maker"},
                {"kind: program", "kind: robot", ":7: kind cannot be \"robot\""},
                {"id: our-erp", "id: other", ":2: The id and the name"},
                {"base: program", "base: nothing", ":3: There is no base base/nothing"},
                {"password: yes [manual]", "password: maybe [manual]", ":9: password cannot be \"maybe\""},
                {"password: yes [manual]", "password: yes", ":9: This has no source"},
                {"password: yes [manual]", "password: yes [nowhere]", ":9: There is no source with the key nowhere"},
                {"updated: 2026-11-01", "updated: yesterday", ":11: \"yesterday\" is no day"},
                {"| verified |", "| perhaps |", ":13: \"perhaps\" does not say"},
                {"https://intranet", "intranet", ":13: \"intranet.example/erp\" is no web address"},
                {"## ja", "## fr", ": \"fr\" is no language"},
                {"### where", "### somewhere", ":18: \"somewhere\" is no name of a section"},
                {"1. Tools > Mail: {host}, port {port}.", "1. One.\n2. Two.", "2 items in English and 1 in Japanese"},
                {"### app-password\n", "### app-password {account = moon}\n", "is missing in the language"},
        };
        for (String[] mistake : mistakes) {
            write("clients/our-erp.md", CLIENT.replace(mistake[0], mistake[1]));
            assertTrue(problems().stream().anyMatch(text -> text.contains(mistake[2])),
                    mistake[1] + " -> " + String.join("\n", problems()));
        }
    }

    @Test
    void findsEachKindOfMistakeInAnArticle() throws IOException {
        write("clients/our-erp.md", CLIENT);
        String[][] mistakes = {
                {"kind: topic", "kind: cause", "cannot be of the kind \"cause\""},
                {"title: How our desk works", "title: How our desk works.", "ends with a full stop"},
                {"language: en", "language: ja", "language cannot be \"ja\""},
                {"applies: [our-erp]", "applies: [nobody]", "\"nobody\" is neither a provider"},
                {"Call 1234.", "# Call 1234.", ":12: The text does not begin with a paragraph"},
                {"Call 1234.", "Call.\n\n# Heading\n\n", ":14: A heading has another level"},
                {"Call 1234.", "Call <b>1234</b>.", ":12: There is HTML"},
                {"Call 1234.", "Call ![x](https://example.com/x.png).", ":12: There is a picture"},
                {"client:our-erp", "javascript:alert(1)", ":12: This is no link that an article can have"},
                {"client:our-erp", "kb:no-such-article", ":12: This link leads nowhere: kb:no-such-article"},
        };
        for (String[] mistake : mistakes) {
            write("articles/en/topic-our-desk.md", ARTICLE.replace(mistake[0], mistake[1]));
            write("articles/ja/topic-our-desk.md", ARTICLE.replace("language: en", "language: ja"));
            assertTrue(problems().stream().anyMatch(text -> text.contains(mistake[2])),
                    mistake[1] + " -> " + String.join("\n", problems()));
        }
    }

    @Test
    void rulesOfOnesOwnCount() throws IOException {
        write("rules.txt", """
                [our-way]
                route: smtp-relay
                when: account = workspace; client-kind = copier
                for: 200
                en: Our relay takes everything. [?]
                ja: 社内のリレーをご利用ください。
                """);
        Advice.Option best = new Adviser(KnowledgeBase.of(folder))
                .advise(AdviceRequest.of("kyocera", AccountKind.WORKSPACE)).best();
        assertEquals(Route.SMTP_RELAY, best.route());
        assertEquals("our-way", best.because().getFirst().rule());
        write("rules.txt", "[bad]\nroute: smtp-relay\nwhen: moon = full\nfor: many\nen: x [?]\nja: x\nstray\n");
        List<String> found = problems();
        assertTrue(found.stream().anyMatch(text -> text.startsWith("/rules.txt:4: The rule bad does not say")), found.toString());
        assertTrue(found.stream().anyMatch(text -> text.startsWith("/rules.txt:7: This line belongs to no rule: stray")));
    }
}
