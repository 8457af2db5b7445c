import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;

import org.mailmend.diagnosis.CauseId;
import org.mailmend.tickets.Field;
import org.mailmend.tickets.Priority;
import org.mailmend.tickets.Status;
import org.mailmend.tickets.StoreLocation;
import org.mailmend.tickets.Ticket;
import org.mailmend.tickets.TicketChange;
import org.mailmend.tickets.TicketFilter;
import org.mailmend.tickets.TicketSearch;
import org.mailmend.tickets.TicketSort;
import org.mailmend.tickets.TicketStore;

/**
 * Times the ticket store with many generated tickets in both languages: the first page of the list, filters and orders, search, and
 * saving against plain SQLite that writes the same bytes in the same run. Started by the script "run" beside it.
 */
public final class TicketBenchmark {
    private static final String WHO = "benchmark";
    private static final int RUNS = 40;
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private TicketBenchmark() {
    }

    /**
     * Arguments: the launch script of the product, which is not used, then how many tickets (100000 without it), then a database made by an
     * earlier run, which is used again, or where this one is kept.
     */
    public static void main(String[] args) throws Exception {
        int count = args.length > 1 ? Integer.parseInt(args[1]) : 100_000;
        Path folder = args.length > 2 ? Files.createDirectories(Path.of(args[2]))
                : Files.createTempDirectory("mailmend-benchmark");
        StoreLocation location = StoreLocation.embedded(folder.resolve("tickets.db"));
        boolean there = Files.exists(location.file());
        if (!there) {
            TicketStore.open(location).close();
            long start = System.nanoTime();
            new Desk(count).fill(location.file());
            System.out.printf(Locale.ROOT, "filled in %.1f s%n", (System.nanoTime() - start) / 1e9);
        }
        long start = System.nanoTime();
        try (TicketStore store = TicketStore.openForWindow(location)) {
            System.out.printf(Locale.ROOT, "opened in %.1f ms%n", (System.nanoTime() - start) / 1e6);
            System.out.printf(Locale.ROOT, "%d tickets, %d MB%n", store.count(TicketFilter.all()),
                    Files.size(location.file()) >> 20);
            lists(store, count);
            search(store, folder, count);
            saving(store, folder);
            System.gc();
            Runtime runtime = Runtime.getRuntime();
            System.out.printf(Locale.ROOT, "heap in use %d MB of at most %d MB%n",
                    (runtime.totalMemory() - runtime.freeMemory()) >> 20,
                    runtime.maxMemory() >> 20);
        } finally {
            if (args.length < 3) {
                try (Stream<Path> files = Files.walk(folder)) {
                    for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                        Files.delete(file);
                    }
                }
            }
        }
    }

    /**
     * The tickets of a help desk over three years in both languages: two of three from Japan; callers who call again; nearly all of them
     * closed; messages that quote what servers say, names of hosts and addresses, and words that few others have.
     */
    private static final class Desk {
        private static final List<String> ENGLISH_SUBJECTS = List.of("Outlook cannot send since this morning",
                "Thunderbird asks for the password again and again", "Certificate warning on the phone",
                "Copier shows an authentication error",
                "Scan to mail stopped working", "Mail comes back undelivered", "Accounting system sends no invoices",
                "No mail since the move");
        private static final List<String> JAPANESE_SUBJECTS = List.of("複合機からスキャンメールが送れない", "パスワードが違うと表示される", "送信サーバーに接続できません",
                "メールが相手に届かない", "今朝から受信できなくなった", "Outlook で何度もパスワードを聞かれる", "スマートフォンで証明書の警告が出る", "基幹システムの通知メールが止まった");
        private static final List<String> ERRORS = List.of(
                "535-5.7.8 Username and Password not accepted. For more information, go to "
                        + "https://support.google.com/mail/?p=BadCredentials",
                "534-5.7.9 Application-specific password required",
                "接続がタイムアウトしました。プロキシの設定を確認してください。", "認証に失敗しました（エラー 0x800CCC92）", "550 5.1.1 The email account does not exist",
                "421 4.7.0 Try again later, closing connection", "SSL routines: certificate verify failed",
                "530 5.7.0 Must issue a STARTTLS command first", "送信サーバーの応答: 554 5.7.1 リレーは拒否されました");
        private static final List<String> ENGLISH = List.of("I changed nothing, it simply stopped.",
                "My colleague next door has the same.",
                "It works on the phone, though.", "We need this before the end of the month.", "Please call me back after lunch.",
                "The copier is the one on the second floor.", "I restarted it twice.",
                "The administrator says that two-step verification is on now.",
                "Here is what the window says:", "Thank you, it works again.", "Could you send me the steps once more?");
        private static final List<String> JAPANESE = List.of("設定は何も変えていません。", "隣の席でも同じ症状です。", "スマートフォンでは送受信できます。",
                "月末の請求書に使うので急いでいます。",
                "午後にお電話をいただけますか。", "二階の複合機です。", "再起動しても直りませんでした。", "管理者が二段階認証を有効にしたそうです。", "画面には次のように表示されます。",
                "おかげさまで直りました。", "もう一度手順を送ってください。");
        private static final List<String> SURNAMES = List.of("山田", "佐藤", "鈴木", "高橋", "伊藤", "渡辺", "中村", "小林", "加藤", "吉田", "Archer",
                "Baker", "Carter",
                "Dixon", "Ellis", "Fisher");
        private static final List<String> CLIENTS = List.of("outlook-2016-msi", "thunderbird", "canon-imagerunner", "ricoh-im",
                "apple-mail", "");
        private static final List<String> ROUTES = List.of("oauth", "app-password", "relay", "");
        private static final List<CauseId> CAUSES = List.of(CauseId.AUTH_BAD_CREDENTIALS, CauseId.AUTH_APP_PASSWORD_REQUIRED,
                CauseId.TLS_CERT_EXPIRED, CauseId.RCPT_UNKNOWN);
        private static final long YEARS = 3L * 365 * 86_400_000;
        private static final int BATCH = 1000;

        private final Random random = new Random(1);
        private final int count;
        private final int contacts;
        private final long now = System.currentTimeMillis();

        Desk(int count) {
            this.count = count;
            this.contacts = Math.max(50, count / 20);
        }

        private <T> T any(List<T> list) {
            return list.get(random.nextInt(list.size()));
        }

        /** Written past the store, which would wait for the disk after each; the indexes are made at the end. */
        void fill(Path file) throws Exception {
            try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                    Statement statement = connection.createStatement()) {
                statement.execute("pragma synchronous = off");
                List<String> indexes = new ArrayList<>();
                try (ResultSet rows = statement
                        .executeQuery("select name, sql from sqlite_master where type = 'index' and sql is not null")) {
                    while (rows.next()) {
                        indexes.add(rows.getString(1));
                        indexes.add(rows.getString(2));
                    }
                }
                for (int i = 0; i < indexes.size(); i += 2) {
                    statement.execute("drop index " + indexes.get(i));
                }
                connection.setAutoCommit(false);
                people(connection);
                tickets(connection);
                for (int i = 1; i < indexes.size(); i += 2) {
                    statement.execute(indexes.get(i));
                }
                for (String counter : List.of("ticket, ticket, number", "entry, entry, id", "event, event, id",
                        "contact, contact, id",
                        "organisation, organisation, id")) {
                    String[] name = counter.split(", ");
                    statement.execute("update counter set value = (select max(" + name[2] + ") from " + name[1]
                            + ") where name = '" + name[0]
                            + "'");
                }
                connection.commit();
            }
        }

        private String person(int i) {
            return SURNAMES.get(i % SURNAMES.size()) + " " + Integer.toString(i, 36);
        }

        private void people(Connection connection) throws SQLException {
            PreparedStatement organisation = connection.prepareStatement("insert into organisation values (?, 1, ?, ?, '', ?)");
            for (int i = 1; i <= contacts / 25 + 1; i++) {
                row(organisation, (long) i, "Company " + i, "company" + i + ".example.com", "company " + i);
            }
            organisation.executeBatch();
            PreparedStatement contact = connection
                    .prepareStatement("insert into contact values (?, 1, ?, ?, '', ?, '', '', 0, ?)");
            for (int i = 1; i <= contacts; i++) {
                row(contact, (long) i, person(i), "user" + i + "@company" + (i / 25 + 1) + ".example.com", (long) (i / 25 + 1),
                        person(i).toLowerCase(Locale.ROOT));
            }
            contact.executeBatch();
        }

        private void tickets(Connection connection) throws SQLException {
            PreparedStatement ticket = connection
                    .prepareStatement("insert into ticket (number, version, subject, requester, client, "
                            + "client_version, account, provider, priority, status, assignee, due, tags, symptom, cause, certainty, route, steps, done, "
                            + "articles, language, merged_into, removed, shown, created, updated, answered, solved, last_event, requester_order) values (?, "
                            + "3, ?, ?, ?, '', '', '', ?, ?, ?, ?, ?, ?, ?, '', ?, '', '', '', ?, null, '', 1, ?, ?, ?, ?, ?, ?)");
            PreparedStatement entry = connection
                    .prepareStatement("insert into entry values (?, ?, ?, ?, ?, ?, ?, ?, '', ?, '', 0)");
            PreparedStatement event = connection
                    .prepareStatement("insert into event values (?, ?, 'ticket', ?, ?, ?, 'created', '', '', '')");
            long entries = 0;
            for (int i = 1; i <= count; i++) {
                boolean japanese = random.nextInt(3) > 0;
                int who = 1 + random.nextInt(contacts);
                long created = now - YEARS + YEARS / count * i + random.nextInt(60_000);
                // the last ones are those that are not done yet
                boolean open = i > count - Math.max(200, count / 50) || random.nextInt(200) == 0;
                long solved = Math.min(now, created + random.nextLong(5L * 86_400_000));
                long updated = open ? Math.min(now, created + random.nextLong(3L * 86_400_000)) : solved;
                String status = open
                        ? List.of("new", "in-progress", "waiting-for-user", "waiting-for-administrator").get(random.nextInt(4))
                        : random.nextInt(10) == 0 ? "solved" : "closed";
                String due = random.nextBoolean() ? ""
                        : Instant.ofEpochMilli(created + 86_400_000).truncatedTo(ChronoUnit.SECONDS).toString();
                String subject = any(japanese ? JAPANESE_SUBJECTS : ENGLISH_SUBJECTS)
                        + (random.nextInt(4) == 0 ? " (" + person(who) + ")" : "");
                String tags = random.nextInt(3) > 0 ? "" : "t" + random.nextInt(50);
                row(ticket, (long) i, subject, (long) who, any(CLIENTS),
                        any(List.of("low", "normal", "normal", "normal", "high", "urgent")), status,
                        "tech" + random.nextInt(20), due, tags, any(ERRORS), any(CAUSES).name(), any(ROUTES),
                        japanese ? "ja" : "en", created, updated,
                        open ? null : created + random.nextInt(7_200_000), open ? null : solved, (long) i,
                        person(who).toLowerCase(Locale.ROOT));
                row(event, (long) i, (long) i, (long) i, created, "tech" + random.nextInt(20));
                for (int j = random.nextInt(3); j >= 0; j--) {
                    entries++;
                    row(entry, entries, (long) i, j == 0 ? "message-in" : "note", created + j, person(who), subject,
                            body(japanese, i),
                            random.nextInt(900), "<" + entries + "@mail.example.com>");
                }
                if (i % BATCH == 0 || i == count) {
                    ticket.executeBatch();
                    entry.executeBatch();
                    event.executeBatch();
                }
            }
        }

        private String body(boolean japanese, int i) {
            StringBuilder text = new StringBuilder();
            for (int j = random.nextInt(5); j >= 0; j--) {
                text.append(any(japanese ? JAPANESE : ENGLISH)).append(japanese ? "" : " ");
            }
            text.append('\n').append(any(ERRORS)).append("\nhost mx").append(random.nextInt(900)).append(".example.net case ")
                    .append(i)
                    .append(" id ").append(Long.toString(random.nextLong() >>> 24, 36));
            return text.toString();
        }

        private static void row(PreparedStatement statement, Object... values) throws SQLException {
            for (int i = 0; i < values.length; i++) {
                statement.setObject(i + 1, values[i]);
            }
            statement.addBatch();
        }

        /** A ticket that is typed now. */
        TicketChange next(int i) {
            return TicketChange.none().subject(any(JAPANESE_SUBJECTS) + " " + i).symptom(any(ERRORS) + "\ncase " + i)
                    .client(CLIENTS.get(0))
                    .cause(any(CAUSES)).priority(Priority.HIGH).assignee("tech" + random.nextInt(20))
                    .tags(Set.of("t" + random.nextInt(50)))
                    .status(Status.IN_PROGRESS).due(Instant.now().plusSeconds(random.nextInt(1_000_000)));
        }
    }

    private static void saving(TicketStore store, Path folder) throws Exception {
        Desk desk = new Desk(1);
        Files.deleteIfExists(folder.resolve("plain.db"));
        try (Connection plain = DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("plain.db"));
                Statement statement = plain.createStatement()) {
            statement.execute("pragma journal_mode = wal");
            statement.execute("pragma synchronous = full");
            statement.execute("create table ticket (number integer primary key, a text)");
            statement.execute("create table event (id integer primary key, a text)");
            PreparedStatement ticket = plain.prepareStatement("insert into ticket (a) values (?)");
            PreparedStatement event = plain.prepareStatement("insert into event (a) values (?)");
            Taken[] own = new Taken[300];
            Taken[] peer = new Taken[300];
            plain.setAutoCommit(false);
            for (int i = 0; i < own.length; i++) {
                TicketChange change = desk.next(i);
                own[i] = millis(() -> store.create(change, WHO));
                String row = change.values().toString();
                peer[i] = millis(() -> {
                    ticket.setString(1, row);
                    ticket.executeUpdate();
                    for (String value : change.values().values()) {
                        event.setString(1, "ticket 1 1767225600000 benchmark set subject " + value);
                        event.executeUpdate();
                    }
                    plain.commit();
                    return null;
                });
            }
            report("save a ticket", own);
            report("plain SQLite with the same bytes", peer);
            System.out.printf(Locale.ROOT, "  ratio of medians %.2f%n", part(own, 0.5, Taken::all) / part(peer, 0.5, Taken::all));
        }
    }

    private static void lists(TicketStore store, int count) throws Exception {
        TicketFilter all = TicketFilter.all();
        TicketFilter open = TicketFilter.open();
        // what the list asks for when it is opened
        report("open list with all its counts", times(() -> {
            store.list(open, TicketSort.UPDATED, false, 0, 200);
            store.count(open);
            for (TicketFilter preset : List.of(open, open.withAssignee("tech3"), open.withAssignee(""), all.withStatuses(Set.of(
                    Status.WAITING_FOR_USER, Status.WAITING_FOR_ADMINISTRATOR)), all.withOverdue(Instant.now()), all)) {
                store.count(preset);
            }
            return null;
        }));
        report("count of all", times(() -> store.count(all)));
        for (TicketSort sort : TicketSort.values()) {
            report("first page of all by " + sort, times(() -> store.list(all, sort, true, 0, 200)));
            report("last page of all by " + sort, times(() -> store.list(all, sort, true, count - 200L, 200)));
            report("first page of open by " + sort, times(() -> store.list(open, sort, true, 0, 200)));
        }
        filter(store, "mine, open", open.withAssignee("tech3"));
        filter(store, "of one technician", all.withAssignee("tech3"));
        filter(store, "overdue", all.withOverdue(Instant.now()));
        filter(store, "one cause", all.withCauses(Set.of(CauseId.TLS_CERT_EXPIRED)));
        filter(store, "one client", all.withClient("ricoh-im"));
        filter(store, "one route", all.withRoute("relay"));
        filter(store, "one client, one cause, open", open.withClient("ricoh-im").withCauses(Set.of(CauseId.TLS_CERT_EXPIRED)));
        filter(store, "one requester", all.withRequester(17L));
        filter(store, "one organisation", all.withOrganisation(1L));
        filter(store, "one month",
                all.withPeriod(Instant.now().minus(60, ChronoUnit.DAYS), Instant.now().minus(30, ChronoUnit.DAYS)));
        filter(store, "tag", all.withTag("t7"));
        filter(store, "tag that none has", all.withTag("nothing"));
        filter(store, "text", all.withText("スキャン"));
        filter(store, "text that none has", all.withText("nothing has this"));
        report("numbers of all", times(() -> store.numbers(all, TicketSort.UPDATED, false)));
        report("groups by client", times(() -> store.countBy(all, Field.CLIENT)));
        report("statistics of all", times(() -> store.stats(all)));
        report("statistics of a month", times(() -> store.stats(all.withPeriod(Instant.now().minus(30, ChronoUnit.DAYS), null))));
    }

    private static void filter(TicketStore store, String what, TicketFilter filter) throws Exception {
        report("filter: " + what, times(() -> store.list(filter, TicketSort.UPDATED, false, 0, 200)));
        report("  its count", times(() -> store.count(filter)));
    }

    private static void search(TicketStore store, Path folder, int count) throws Exception {
        long start = System.nanoTime();
        try (TicketSearch search = TicketSearch.open(store, folder.resolve("index"))) {
            search.catchUp(done -> {
            });
            System.out.printf(Locale.ROOT, "index ready in %.1f s%n", (System.nanoTime() - start) / 1e9);
            Random random = new Random(3);
            List<String> queries = List.of("password", "複合機 送れない", "0x800CCC92", "certificate phone", "山田", "認証", "pass",
                    "\"closing connection\"",
                    "outlook パスワード", "mx17", "受信できな", "two-step verification");
            for (int i = 0; i < 100; i++) {
                search.find(queries.get(i % queries.size()), 50);
            }
            Taken[] times = new Taken[400];
            for (int i = 0; i < times.length; i++) {
                String query = switch (i % 5) {
                    case 0 -> "case " + random.nextInt(count);
                    case 1 -> "user" + random.nextInt(count / 20) + "@";
                    default -> queries.get(random.nextInt(queries.size()));
                };
                times[i] = millis(() -> search.find(query, 50));
            }
            report("search", times);
            for (String query : queries) {
                report("search: " + query, times(() -> search.find(query, 50)));
            }
            report("search as the list asks", times(() -> search.numbers("password", 1000)));
            Desk desk = new Desk(1);
            Taken[] fresh = new Taken[40];
            for (int i = 0; i < fresh.length; i++) {
                Ticket ticket = store.create(desk.next(i), WHO);
                fresh[i] = millis(() -> search.find("#" + ticket.number(), 10));
            }
            report("search right after a change", fresh);
        }
    }

    /** How long something took, and how much of that the processor worked for it in its own thread, in milliseconds. */
    private record Taken(double all, double worked) {
    }

    private static Taken[] times(Callable<?> work) throws Exception {
        Taken[] times = new Taken[RUNS];
        work.call();
        for (int i = 0; i < times.length; i++) {
            times[i] = millis(work);
        }
        return times;
    }

    private static Taken millis(Callable<?> work) throws Exception {
        long cpu = THREADS.getCurrentThreadCpuTime();
        long start = System.nanoTime();
        work.call();
        return new Taken((System.nanoTime() - start) / 1e6, (THREADS.getCurrentThreadCpuTime() - cpu) / 1e6);
    }

    private static double part(Taken[] times, double part, ToDoubleFunction<Taken> which) {
        double[] sorted = Stream.of(times).mapToDouble(which).sorted().toArray();
        return sorted[Math.min(sorted.length - 1, (int) (sorted.length * part))];
    }

    private static void report(String what, Taken[] times) {
        System.out.printf(Locale.ROOT, "%-36s median %8.2f ms, p95 %8.2f ms; processor median %7.2f ms, p95 %7.2f ms%n", what,
                part(times, 0.5, Taken::all), part(times, 0.95, Taken::all), part(times, 0.5, Taken::worked),
                part(times, 0.95, Taken::worked));
    }
}
