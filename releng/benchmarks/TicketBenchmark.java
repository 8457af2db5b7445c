import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.Statement;
import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Stream;

import org.mailmend.diagnosis.CauseId;
import org.mailmend.tickets.Contact;
import org.mailmend.tickets.Entry;
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
    private static final List<String> SUBJECTS = List.of("Outlook cannot send since this morning", "複合機からスキャンメールが送れない",
            "Thunderbird asks for the password again and again", "パスワードが違うと表示される", "Certificate warning on the phone", "送信サーバーに接続できません",
            "Copier shows an authentication error", "メールが相手に届かない");
    private static final List<String> SYMPTOMS = List.of("535-5.7.8 Username and Password not accepted", "534-5.7.9 Application-specific password "
            + "required", "接続がタイムアウトしました。プロキシの設定を確認してください。", "認証に失敗しました（エラー 0x800CCC92）", "550 5.1.1 User unknown");
    private static final List<String> CLIENTS = List.of("outlook-2016-msi", "thunderbird", "canon-imagerunner", "ricoh-im", "apple-mail");
    private static final List<CauseId> CAUSES = List.of(CauseId.AUTH_BAD_CREDENTIALS, CauseId.AUTH_APP_PASSWORD_REQUIRED,
            CauseId.TLS_CERT_EXPIRED, CauseId.RCPT_UNKNOWN);

    private TicketBenchmark() {
    }

    /** Arguments: the launch script of the product, which is not used, then how many tickets (100000 without it). */
    public static void main(String[] args) throws Exception {
        int count = args.length > 1 ? Integer.parseInt(args[1]) : 100_000;
        Path folder = Files.createTempDirectory("mailmend-benchmark");
        try (TicketStore store = TicketStore.open(StoreLocation.embedded(folder.resolve("tickets.db")))) {
            fill(store, folder, count);
            System.out.printf(Locale.ROOT, "%d tickets, %d MB%n", store.count(TicketFilter.all()),
                    Files.size(folder.resolve("tickets.db")) >> 20);
            saving(store, folder);
            lists(store, count);
            search(store, folder, count);
            System.gc();
            Runtime runtime = Runtime.getRuntime();
            System.out.printf(Locale.ROOT, "heap in use %d MB%n", (runtime.totalMemory() - runtime.freeMemory()) >> 20);
        } finally {
            try (Stream<Path> files = Files.walk(folder)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
    }

    private static TicketChange ticket(Random random, int i, Contact contact) {
        return TicketChange.none().subject(SUBJECTS.get(random.nextInt(SUBJECTS.size())) + " " + i).requester(contact)
                .symptom(SYMPTOMS.get(random.nextInt(SYMPTOMS.size())) + "\n" + "x".repeat(random.nextInt(20)) + " case " + i)
                .client(CLIENTS.get(random.nextInt(CLIENTS.size()))).cause(CAUSES.get(random.nextInt(CAUSES.size())))
                .priority(Priority.values()[random.nextInt(4)]).assignee("tech" + random.nextInt(10)).tags(Set.of("t" + random.nextInt(50)))
                .status(Status.values()[random.nextInt(6)]).due(Instant.now().plusSeconds(random.nextInt(2_000_000) - 1_000_000));
    }

    /** One by one is how they come; the disk need not wait for each of them here. */
    private static void fill(TicketStore store, Path folder, int count) throws Exception {
        Random random = new Random(1);
        Contact[] contacts = new Contact[200];
        for (int i = 0; i < contacts.length; i++) {
            contacts[i] = store.save(Contact.of((i % 2 == 0 ? "山田 " : "Archer ") + i, "user" + i + "@example.com"), WHO);
        }
        long start = System.nanoTime();
        for (int i = 0; i < Math.min(count, 2000); i++) {
            store.create(ticket(random, i, contacts[random.nextInt(contacts.length)]),
                    List.of(Entry.of(Entry.Kind.NOTE, Instant.now(), WHO, "", SYMPTOMS.get(i % SYMPTOMS.size()))), WHO);
        }
        System.out.printf(Locale.ROOT, "filling: %.2f ms a ticket%n", (System.nanoTime() - start) / 1e6 / Math.min(count, 2000));
        // the others are copies of these with numbers of their own
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("tickets.db"));
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            for (int base = 2000; base < count; base += 2000) {
                multiply(statement, base);
            }
            statement.execute("update counter set value = (select max(number) from ticket) where name = 'ticket'");
            statement.execute("update counter set value = (select max(id) from entry) where name = 'entry'");
            connection.commit();
            statement.execute("analyze");
        }
    }

    private static void multiply(Statement statement, int base) throws Exception {
        String columns = "version, requester, client, client_version, account, provider, priority, status, assignee, due, tags, symptom, "
                + "cause, certainty, route, steps, done, articles, language, merged_into, removed, shown, created, updated, answered, solved, "
                + "last_event";
        statement.execute("insert into ticket (number, subject, " + columns + ") select number + " + base + ", subject || '-" + base + "', "
                + columns + " from ticket where number <= 2000");
        statement.execute("insert into entry select id + " + base + ", ticket + " + base
                + ", kind, at, who, title, body, seconds, state, message_id, data, removed from entry where ticket <= 2000");
    }

    private static void saving(TicketStore store, Path folder) throws Exception {
        Random random = new Random(2);
        try (Connection plain = DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("plain.db"));
                Statement statement = plain.createStatement()) {
            statement.execute("pragma journal_mode = wal");
            statement.execute("pragma synchronous = full");
            statement.execute("create table ticket (number integer primary key, a text)");
            statement.execute("create table event (id integer primary key, a text)");
            PreparedStatement ticket = plain.prepareStatement("insert into ticket (a) values (?)");
            PreparedStatement event = plain.prepareStatement("insert into event (a) values (?)");
            double[] own = new double[300];
            double[] peer = new double[300];
            plain.setAutoCommit(false);
            for (int i = 0; i < own.length; i++) {
                TicketChange change = ticket(random, i, null);
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
            System.out.printf(Locale.ROOT, "  ratio of medians %.2f%n", median(own) / median(peer));
        }
    }

    private static void lists(TicketStore store, int count) throws Exception {
        report("first page, newest", times(() -> store.list(TicketFilter.all(), TicketSort.UPDATED, false, 0, 100)));
        report("count", times(() -> store.count(TicketFilter.all())));
        for (TicketSort sort : TicketSort.values()) {
            report("first page by " + sort, times(() -> store.list(TicketFilter.all(), sort, true, 0, 100)));
        }
        report("page in the middle", times(() -> store.list(TicketFilter.all(), TicketSort.UPDATED, false, count / 2L, 100)));
        TicketFilter mine = TicketFilter.open().withAssignee("tech3");
        report("mine, open", times(() -> store.list(mine, TicketSort.UPDATED, false, 0, 100)));
        report("overdue", times(() -> store.list(TicketFilter.all().withOverdue(Instant.now()), TicketSort.DUE, true, 0, 100)));
        report("text", times(() -> store.list(TicketFilter.all().withText("スキャン"), TicketSort.UPDATED, false, 0, 100)));
        report("tag", times(() -> store.list(TicketFilter.all().withTag("t7"), TicketSort.UPDATED, false, 0, 100)));
        report("numbers of all", times(() -> store.numbers(TicketFilter.all(), TicketSort.UPDATED, false)));
        report("stats", times(() -> store.stats(TicketFilter.all())));
    }

    private static void search(TicketStore store, Path folder, int count) throws IOException, Exception {
        long start = System.nanoTime();
        try (TicketSearch search = TicketSearch.open(store, folder.resolve("index"))) {
            search.catchUp(done -> {
            });
            System.out.printf(Locale.ROOT, "index built in %.1f s%n", (System.nanoTime() - start) / 1e9);
            Random random = new Random(3);
            List<String> queries = List.of("password", "複合機 送れない", "0x800CCC92", "certificate phone", "山田 12", "user7@example.com", "認証");
            double[] times = new double[300];
            for (int i = 0; i < times.length; i++) {
                String query = i % 5 == 0 ? "case " + random.nextInt(count) : queries.get(i % queries.size());
                times[i] = millis(() -> search.find(query, 50));
            }
            report("search", times);
            double[] fresh = new double[30];
            for (int i = 0; i < fresh.length; i++) {
                Ticket ticket = store.create(ticket(random, i, null), WHO);
                fresh[i] = millis(() -> search.find("#" + ticket.number(), 10));
            }
            report("search right after a change", fresh);
        }
    }

    private static double[] times(Callable<?> work) throws Exception {
        double[] times = new double[15];
        for (int i = 0; i < times.length; i++) {
            times[i] = millis(work);
        }
        return times;
    }

    private static double millis(Callable<?> work) throws Exception {
        long start = System.nanoTime();
        work.call();
        return (System.nanoTime() - start) / 1e6;
    }

    private static double median(double[] times) {
        double[] sorted = times.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }

    private static void report(String what, double[] times) {
        double[] sorted = times.clone();
        Arrays.sort(sorted);
        System.out.printf(Locale.ROOT, "%-34s median %8.2f ms, p95 %8.2f ms%n", what, sorted[sorted.length / 2],
                sorted[(int) (sorted.length * 0.95)]);
    }
}
