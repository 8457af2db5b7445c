import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.mailmend.diagnosis.CauseId;
import org.mailmend.knowledge.KnowledgeBase;
import org.mailmend.knowledge.Search;
import org.mailmend.knowledge.SearchQuery;
import org.mailmend.knowledge.render.Page;
import org.mailmend.knowledge.render.PageText;

/**
 * Times the search over the whole knowledge base in both languages, in this process, against SQLite's full-text search (FTS5
 * with trigrams, ranked and with snippets) and against a plain scan of the same texts. The three take turns, so that a change
 * of the machine's speed meets all of them. Started by the script "run" beside it.
 */
public final class SearchBenchmark {
    private static final int WARM_UP = 30;
    private static final int ROUNDS = 100;
    private static final int OPENINGS = 20;
    private static final int HITS = 20;

    /** What people type: words, sentences, codes, beginnings, errors, kana, full width; some that are nowhere. */
    private static final List<String> ENGLISH = List.of("can't send", "printer won't scan to email", "asks for password again",
            "is it a security problem", "why since yesterday", "535 5.7.8", "5.7.139", "AADSTS50126", "certificat expired",
            "\"app password\"", "relay smtp", "spf dkim dmarc", "outlok 2016", "thund", "konic", "two factor", "mailbox full",
            "port 25 blocked", "daily limit", "wordpress", "find who still uses passwords", "domain wide delegation", "a", "re",
            "oauth", "the server does not take the name with the secret", "zertifikat", "kyosera", "imap", "token expired");
    private static final List<String> JAPANESE = List.of("送れない", "複合機 送れない", "コピー機からメールが送れない", "パスワードを何度も聞かれる",
            "昨日から送れない", "スマホでは使える", "証明書 期限切れ", "ｼｮｳﾒｲｼｮ", "ＯＡｕｔｈ", "２段階認証", "にだんかいにんしょう", "京セラ", "キャノン", "ベッキー",
            "しゅりけん", "アウトルック 2016", "SMTP リレー 固定IP", "迷惑メールに入る", "管理者 許可", "25番ポート", "メールボックス いっぱい", "基本認証 廃止",
            "「アプリ パスワード」", "あぷりぱすわど", "シュリ", "送", "トークン 期限", "タイムアウト", "先進認証", "管理コンソールでサードパーティ製アプリを許可する手順");

    private record Question(String text, Locale language) {
    }

    private record Text(String id, String language, String title, String body) {
    }

    private interface Engine {
        int find(Question question) throws IOException, SQLException;
    }

    private SearchBenchmark() {
    }

    public static void main(String[] arguments) throws IOException, SQLException {
        KnowledgeBase base = KnowledgeBase.get();
        List<Question> questions = Stream.concat(ENGLISH.stream().map(text -> new Question(text, Locale.ENGLISH)),
                JAPANESE.stream().map(text -> new Question(text, Locale.JAPANESE))).toList();
        List<Text> texts = texts(base);
        Path folder = Files.createTempDirectory("search-benchmark");
        try {
            long[] building = {0};
            double[] openings = openings(base, folder, building);
            System.out.printf(Locale.ROOT, "%d texts, %d queries, %d rounds each.%n%n", texts.size(), questions.size(), ROUNDS);
            System.out.printf(Locale.ROOT, "Index built in %.0f ms; opened in %.1f ms (median of %d, slowest %.1f ms).%n%n",
                    building[0] / 1e6, openings[openings.length / 2], OPENINGS, openings[openings.length - 1]);
            try (Search search = Search.open(base, folder); Connection database = database(texts)) {
                compare(questions, search, database, texts);
            }
        } finally {
            try (Stream<Path> files = Files.walk(folder)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
    }

    private static List<Text> texts(KnowledgeBase base) {
        List<Text> texts = new ArrayList<>();
        for (Locale language : List.of(Locale.ENGLISH, Locale.JAPANESE)) {
            List<Page> pages = new ArrayList<>();
            base.articles(language).forEach(article -> pages.add(Page.of(article)));
            base.clients().forEach(client -> pages.add(Page.of(client, language)));
            for (CauseId cause : CauseId.values()) {
                pages.add(Page.of(cause, language));
            }
            pages.forEach(page -> texts.add(
                    new Text(page.id(), language.getLanguage(), page.title(), PageText.plain(page).toLowerCase(Locale.ROOT))));
        }
        return texts;
    }

    /** Milliseconds of each opening, in ascending order; the index is built before. */
    private static double[] openings(KnowledgeBase base, Path folder, long... building) throws IOException {
        long start = System.nanoTime();
        Search.open(base, folder).close();
        building[0] = System.nanoTime() - start;
        double[] millis = new double[OPENINGS];
        for (int i = 0; i < OPENINGS; i++) {
            start = System.nanoTime();
            Search.open(base, folder).close();
            millis[i] = (System.nanoTime() - start) / 1e6;
        }
        Arrays.sort(millis);
        return millis;
    }

    private static Connection database(List<Text> texts) throws SQLException {
        Connection database = DriverManager.getConnection("jdbc:sqlite::memory:");
        try (Statement statement = database.createStatement()) {
            statement.execute("CREATE VIRTUAL TABLE texts USING fts5(id UNINDEXED, language UNINDEXED, title, body, tokenize='trigram')");
        }
        try (PreparedStatement insert = database.prepareStatement("INSERT INTO texts VALUES (?, ?, ?, ?)")) {
            for (Text text : texts) {
                insert.setString(1, text.id());
                insert.setString(2, text.language());
                insert.setString(3, text.title());
                insert.setString(4, text.body());
                insert.executeUpdate();
            }
        }
        return database;
    }

    private static void compare(List<Question> questions, Search search, Connection database, List<Text> texts)
            throws IOException, SQLException {
        try (PreparedStatement select = database.prepareStatement("SELECT id, snippet(texts, 3, '', '', '…', 20) FROM texts "
                + "WHERE texts MATCH ? AND language = ? ORDER BY bm25(texts, 0, 0, 4, 1) LIMIT " + HITS)) {
            List<String> names = List.of("Mailmend (Lucene, Kuromoji)", "SQLite FTS5, trigrams", "Plain scan");
            List<Engine> engines = List.of(
                    question -> search.find(SearchQuery.of(question.text(), question.language())).hits().size(),
                    question -> sqlite(select, question), question -> scan(texts, question));
            List<long[]> times = engines.stream().map(engine -> new long[ROUNDS * questions.size()]).toList();
            int[] found = new int[engines.size()];
            for (int round = -WARM_UP; round < ROUNDS; round++) {
                for (int q = 0; q < questions.size(); q++) {
                    for (int e = 0; e < engines.size(); e++) {
                        long start = System.nanoTime();
                        int hits = engines.get(e).find(questions.get(q));
                        long time = System.nanoTime() - start;
                        if (round >= 0) {
                            times.get(e)[round * questions.size() + q] = time;
                        }
                        found[e] += round == 0 && hits > 0 ? 1 : 0;
                    }
                }
            }
            print(names, times, found, questions.size());
        }
    }

    private static void print(List<String> names, List<long[]> times, int[] found, int questions) {
        System.out.println("| | median | p95 | p99 | slowest | queries that find something | p95 against Mailmend |");
        System.out.println("|---|---|---|---|---|---|---|");
        times.forEach(Arrays::sort);
        double ours = at(times.getFirst(), 0.95);
        for (int e = 0; e < names.size(); e++) {
            long[] sorted = times.get(e);
            System.out.printf(Locale.ROOT, "| %s | %.2f ms | %.2f ms | %.2f ms | %.2f ms | %d of %d | %.2f |%n", names.get(e),
                    at(sorted, 0.5), at(sorted, 0.95), at(sorted, 0.99), at(sorted, 1), found[e], questions,
                    at(sorted, 0.95) / ours);
        }
    }

    private static double at(long[] sorted, double share) {
        return sorted[(int) Math.min(sorted.length - 1, Math.ceil(sorted.length * share))] / 1e6;
    }

    /** Every word has to be there; with trigrams a word of fewer than three characters cannot be looked for. */
    private static int sqlite(PreparedStatement select, Question question) throws SQLException {
        String match = words(question).stream().filter(word -> word.codePointCount(0, word.length()) >= 3)
                .map(word -> '"' + word.replace("\"", "\"\"") + '"').collect(Collectors.joining(" AND "));
        if (match.isEmpty()) {
            return 0;
        }
        select.setString(1, match);
        select.setString(2, question.language().getLanguage());
        int hits = 0;
        try (ResultSet result = select.executeQuery()) {
            while (result.next()) {
                hits += result.getString(2).isEmpty() ? 0 : 1;
            }
        }
        return hits;
    }

    private static int scan(List<Text> texts, Question question) {
        List<String> words = words(question);
        return (int) texts.stream().filter(text -> text.language().equals(question.language().getLanguage()))
                .filter(text -> words.stream().allMatch(text.body()::contains)).limit(HITS).count();
    }

    private static List<String> words(Question question) {
        return Arrays.stream(question.text().toLowerCase(Locale.ROOT).replaceAll("[\"「」]", " ").strip().split("\\s+")).toList();
    }
}
