package org.mailmend.knowledge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SearchTest {
    private static Search search;

    @BeforeAll
    static void open() throws IOException {
        search = Search.open(KnowledgeBase.get(), null);
    }

    @AfterAll
    static void close() throws IOException {
        search.close();
    }

    private static List<String> ids(String text, Locale language) throws IOException {
        return search.find(SearchQuery.of(text, language)).hits().stream().map(SearchHit::id).toList();
    }

    private static void first(String expected, String text, Locale language, int within) throws IOException {
        List<String> ids = ids(text, language);
        assertTrue(ids.stream().limit(within).anyMatch(expected::equals), text + " -> " + ids);
    }

    @Test
    void findsWordsAndPhrases() throws IOException {
        first("cause-tls-cert-expired", "certificate expired", Locale.ENGLISH, 1);
        first("cause-tls-cert-expired", "証明書の期限切れ", Locale.JAPANESE, 1);
        first("route-app-password", "\"app password\"", Locale.ENGLISH, 3);
        first("cause-relay-ip-not-registered", "RELAY_IP_NOT_REGISTERED", Locale.ENGLISH, 2);
        first("outlook-2016-msi", "Outlook 2016", Locale.ENGLISH, 4);
        assertEquals(List.of(), ids("\"password app refused\"", Locale.ENGLISH), "the order of a phrase counts");
    }

    @Test
    void otherNamesAndOtherSpellingsFindTheSame() throws IOException {
        for (String spelling : List.of("アプリパスワード", "アプリ パスワード", "あぷりぱすわーど", "ｱﾌﾟﾘﾊﾟｽﾜｰﾄﾞ",
                "app password", "ＡＰＰ　ＰＡＳＳＷＯＲＤ")) {
            first("route-app-password", spelling, Locale.JAPANESE, 3);
        }
        first("becky", "べっきー", Locale.JAPANESE, 2);
        first("workspace-two-step-verification", "2FA", Locale.ENGLISH, 5);
        assertTrue(ids("コピー機", Locale.JAPANESE).contains("m365-devices"), "its text says 複合機");
        assertTrue(ids("MFP", Locale.ENGLISH).contains("m365-devices"), "its text says copier");
    }

    @Test
    void findsWhileOneTypes() throws IOException {
        first("thunderbird-153", "thunderb", Locale.ENGLISH, 15);
        first("konica-minolta-i-series", "konic", Locale.ENGLISH, 8);
        assertTrue(ids("thunderb ", Locale.ENGLISH).contains("thunderbird-153"), "a beginning that stands alone is forgiven");
        first("shuriken", "シュリ", Locale.JAPANESE, 3);
    }

    @Test
    void forgivesTypingErrors() throws IOException {
        first("cause-tls-cert-expired", "certificat expird", Locale.ENGLISH, 1);
        assertTrue(ids("thunderbrd oauth", Locale.ENGLISH).stream().anyMatch(id -> id.startsWith("thunderbird")));
        first("kyocera", "kyosera", Locale.ENGLISH, 3);
    }

    @Test
    void offersNearTermsWhenNothingIsFound() throws IOException {
        SearchResult result = search.find(SearchQuery.of("zertifikat", Locale.ENGLISH));
        assertEquals(0, result.total());
        assertTrue(result.nearTerms().contains("certificate"), result.nearTerms().toString());
        assertEquals(List.of(), search.find(SearchQuery.of("certificate", Locale.ENGLISH)).nearTerms());
    }

    @Test
    void filters() throws IOException {
        SearchQuery query = SearchQuery.of("password", Locale.ENGLISH).withLimit(200);
        assertTrue(search.find(query.withKinds(Set.of(SearchHit.Kind.CAUSE))).hits().stream()
                .allMatch(hit -> hit.kind() == SearchHit.Kind.CAUSE));
        assertTrue(search.find(query).hits().stream().allMatch(hit -> hit.language() == Locale.ENGLISH));
        SearchQuery smtp = SearchQuery.of("SMTP", Locale.ENGLISH).withLimit(200);
        Set<String> copier = Set.copyOf(search.find(smtp.withClient("kyocera")).hits().stream().map(SearchHit::id).toList());
        assertTrue(copier.contains("kyocera"), copier.toString());
        assertFalse(copier.contains("thunderbird-153"));
        Set<String> microsoft = Set.copyOf(search.find(query.withProvider("microsoft365")
                .withKinds(Set.of(SearchHit.Kind.ARTICLE))).hits().stream().map(SearchHit::id).toList());
        assertTrue(microsoft.contains("m365-smtp-auth"), microsoft.toString());
        assertFalse(microsoft.contains("workspace-find-password-users"));
        SearchResult both = search.find(new SearchQuery("OAuth", null, Set.of(), null, null, 200));
        assertEquals(Set.of("en", "ja"), Set.copyOf(both.hits().stream().map(hit -> hit.language().getLanguage()).toList()));
    }

    @Test
    void showsWhereTheWordsStand() throws IOException {
        SearchHit hit = search.find(SearchQuery.of("app password", Locale.ENGLISH)).hits().getFirst();
        assertFalse(hit.highlights().isEmpty());
        int before = -1;
        for (SearchHit.Range range : hit.highlights()) {
            String word = hit.excerpt().substring(range.start(), range.end()).toLowerCase(Locale.ROOT);
            assertTrue(word.contains("app") || word.contains("password"), word);
            assertTrue(range.start() > before, "ranges are in order and apart");
            before = range.end();
        }
        for (String text : List.of("証明書", "リレー", "app")) {
            for (SearchHit each : search.find(SearchQuery.of(text, Locale.JAPANESE)).hits()) {
                each.highlights().forEach(range -> assertTrue(range.end() <= each.excerpt().length()));
                assertFalse(each.excerpt().contains("\n") || each.excerpt().matches(".*\\{[a-z-]+}.*"), each.excerpt());
            }
        }
    }

    @Test
    void takesAnythingForAQuery() throws IOException {
        for (String text : List.of("", " ", "\"", "\"\"", "「", "+-&&||!(){}[]^~*?:\\/", "a:b OR *", "AND", "の", "\ud83d",
                "\u0000", "x".repeat(100_000), "送 ".repeat(5_000), "\"" + "app password ".repeat(500) + "\"")) {
            SearchResult result = search.find(SearchQuery.of(text, Locale.JAPANESE));
            assertTrue(result.hits().size() <= 20);
        }
    }

    @Test
    void isKeptBetweenStartsAndMadeAnewForOtherTexts(@TempDir Path folder) throws IOException {
        Path kept = folder.resolve("日本語 index");
        Search.open(KnowledgeBase.get(), kept).close();
        List<Path> first = list(kept);
        Path file = Files.list(first.getFirst()).findFirst().orElseThrow();
        Object made = Files.getLastModifiedTime(file);
        try (Search again = Search.open(KnowledgeBase.get(), kept)) {
            assertFalse(again.find(SearchQuery.of("relay", Locale.ENGLISH)).hits().isEmpty());
        }
        assertEquals(first, list(kept));
        assertEquals(made, Files.getLastModifiedTime(file));
        Path own = folder.resolve("own");
        Files.createDirectories(own.resolve("articles/en"));
        Files.writeString(own.resolve("articles/en/topic-zebra.md"), """
                ---
                id: topic-zebra
                title: Zebra
                kind: topic
                language: en
                applies: [any]
                updated: 2026-11-01
                sources:
                  - https://example.com/zebra | 2026-11-01 | verified
                ---
                Our zebra.
                """);
        try (Search other = Search.open(KnowledgeBase.of(own), kept)) {
            assertEquals("topic-zebra", other.find(SearchQuery.of("zebra", Locale.ENGLISH)).hits().getFirst().id());
        }
        assertEquals(1, list(kept).size());
        assertFalse(list(kept).equals(first), "the index of the older texts is gone");
    }

    @Test
    void severalMayOpenItAtOnce(@TempDir Path folder) throws Exception {
        try (ExecutorService threads = Executors.newFixedThreadPool(3)) {
            List<Future<Integer>> found = new ArrayList<>();
            for (int i = 0; i < 3; i++) {
                found.add(threads.submit(() -> {
                    try (Search one = Search.open(KnowledgeBase.get(), folder)) {
                        return one.find(SearchQuery.of("relay", Locale.ENGLISH)).hits().size();
                    }
                }));
            }
            for (Future<Integer> each : found) {
                assertTrue(each.get() > 0);
            }
        }
        assertEquals(1, list(folder).size());
    }

    private static List<Path> list(Path folder) throws IOException {
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.sorted().toList();
        }
    }

    /** What people type, in the words and with the errors that they have, and what has to be among the first. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
            "en | can't send | faq-what-first | 2",
            "en | why since yesterday | faq-since-yesterday | 1",
            "en | is it a security problem | faq-is-it-a-security-problem | 1",
            "en | asks for password again and again | cause-auth-bad-credentials | 3",
            "en | two factor | workspace-two-step-verification | 1",
            "en | mailbox full | cause-mailbox-full | 1",
            "en | microsoft basic auth smtp deadline | m365-what-changes | 1",
            "en | thunder | thunderbird-153 | 6",
            "en | certifcate self signed | cause-tls-cert-self-signed | 1",
            "en | find who still uses passwords | workspace-find-password-users | 1",
            "en | daily limit | cause-quota-daily | 1",
            "en | 5.7.139 | cause-ms-basic-disabled | 3",
            "en | AADSTS50126 | cause-auth-bad-credentials | 1",
            "en | 0x800CCC0E | cause-net-refused | 1",
            "ja | 送れない | faq-what-first | 5",
            "ja | 送信 エラー | faq-what-first | 1",
            "ja | 複合機 送れない | m365-devices | 3",
            "ja | コピー機からメールが送れない | m365-devices | 3",
            "ja | 昨日から送れない | faq-since-yesterday | 1",
            "ja | スマホでは使える | faq-works-on-phone | 1",
            "ja | セキュリティの問題 | faq-is-it-a-security-problem | 1",
            "ja | 基本認証 廃止 | m365-what-changes | 1",
            "ja | ｼｮｳﾒｲｼｮ | cause-tls-cert-expired | 3",
            "ja | かんりしゃ | m365-admin-consent | 2",
            "ja | にだんかいにんしょう | workspace-two-step-verification | 3",
            "ja | あぷりぱすわど | route-app-password | 2",
            "ja | アウトルック 2016 | outlook-2016-msi | 3",
            "ja | ひでまる | hidemaru-7-35 | 2",
            "ja | 添付ファイル 大きい | cause-message-too-big | 1",
            "ja | トークン 期限 | cause-oauth-token-expired | 1",
    })
    void findsWhatPeopleMean(String language, String text, String expected, int within) throws IOException {
        first(expected, text, Locale.of(language), within);
    }

    @Test
    void anotherCodeIsAnotherMatter() throws IOException {
        assertFalse(ids("AADSTS50076", Locale.ENGLISH).contains("cause-oauth-redirect-mismatch"), "AADSTS50011 is that");
        SearchResult nothing = search.find(SearchQuery.of("迷惑", Locale.ENGLISH));
        assertFalse(nothing.nearTerms().contains("迷惑"), "what was typed is no help");
    }
}
