package org.mailmend.organisation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mailmend.check.Security;
import org.mailmend.diagnosis.CauseId;
import org.mailmend.diagnosis.Explainer;
import org.mailmend.diagnosis.RuleError;
import org.mailmend.diagnosis.RuleFile;
import org.mailmend.knowledge.KnowledgeBase;
import org.mailmend.organisation.Mailing.Outbox;
import org.mailmend.organisation.Mailing.Outcome;
import org.mailmend.organisation.Mailing.Pace;
import org.mailmend.organisation.Mailing.Sent;
import org.mailmend.organisation.Progress.State;
import org.mailmend.tickets.Entry;
import org.mailmend.tickets.StoreLocation;
import org.mailmend.tickets.TicketStore;
import org.mailmend.tickets.mail.Mail;
import org.mailmend.tickets.mail.MailIntake;
import org.mailmend.tickets.mail.SendingAccount;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;

/** What leaves, what does not, and what comes back. */
class MailingTest {
    private static final String ANN = "Ann";
    private static final LocalDate TODAY = LocalDate.of(2026, 11, 24);
    private static final Pace AT_ONCE = new Pace(500, Duration.ZERO);
    private static final Mailing.Listener NOBODY = (done, all, waiting) -> {
    };

    @TempDir
    Path folder;
    private Clock clock = Clock.fixed(TODAY.atTime(9, 0).toInstant(ZoneOffset.UTC), ZoneOffset.UTC);
    private Inventory inventory;
    private Plan plan;
    private Announcements announcements;
    private Wave wave;
    private final List<String> sent = new ArrayList<>();

    @BeforeEach
    void open() {
        inventory = Inventory.open(StoreLocation.embedded(folder.resolve("tickets.db")));
        plan = new Plan(inventory, clock);
        announcements = new Announcements(plan, KnowledgeBase.get(), clock);
        wave = plan.save(new Wave(0, "first", TODAY, TODAY.plusDays(3), 10, ""));
    }

    @AfterEach
    void close() {
        inventory.close();
    }

    private Announcement message(String recipient) {
        Item item = inventory.save(Item.of(Kind.CLIENT).with(Field.CLIENT, "thunderbird-140-152").with(Field.MAIL, recipient)
                .with(Field.SIGN_IN, "password"), ANN);
        plan.assign(List.of(item.id()), wave.id(), ANN);
        return new Announcement(recipient, Locale.ENGLISH, "Move", "Do this.", "Do it.", List.of(item.id()));
    }

    private List<Announcement> messages(int count) {
        return IntStream.rangeClosed(1, count).mapToObj(i -> message("p" + i + "@example.com")).toList();
    }

    private Outbox outbox() {
        return message -> {
            sent.add(message.recipient());
            return Sent.left("<" + message.recipient() + ">");
        };
    }

    private Outcome run(List<Announcement> messages, Pace pace, Outbox outbox) throws InterruptedException {
        return new Mailing(announcements, wave, messages, pace, ANN).run(outbox, NOBODY);
    }

    private List<String> results() {
        return announcements.records(wave.id()).stream().map(Announcements.Record::result).toList();
    }

    @Test
    void sendsToNobodyTwice() throws Exception {
        List<Announcement> two = messages(2);
        Outcome first = run(two, AT_ONCE, message -> {
            sent.add(message.recipient());
            return message == two.getFirst() ? Sent.failed("<1@x>", CauseId.RCPT_UNKNOWN) : Sent.left("<2@x>");
        });
        assertEquals(new Outcome(1, 1, 0, ""), first);
        assertEquals(State.NOT_STARTED, plan.progress(two.get(0).items().getFirst()).state());
        assertEquals(State.TOLD, plan.progress(two.get(1).items().getFirst()).state());
        // again: only what has not left goes out
        assertEquals(new Outcome(1, 0, 1, ""), run(two, AT_ONCE, outbox()));
        assertEquals(List.of("p1@example.com", "p2@example.com", "p1@example.com"), sent);
        assertEquals(List.of("failed", "sent", "sent"), results());
        Announcements.Record failed = announcements.about(two.getFirst().items().getFirst()).getFirst();
        assertTrue(failed.lost() && !failed.why(Locale.JAPANESE).isEmpty() && !failed.why(Locale.JAPANESE).contains("RCPT"));
    }

    @Test
    void whoWasToldOtherwiseGetsNoMail() throws Exception {
        List<Announcement> one = messages(1);
        announcements.given(wave, one.getFirst(), "chat", ANN);
        assertEquals(new Outcome(0, 0, 1, ""), run(one, AT_ONCE, outbox()));
        assertEquals(List.of(), sent);
    }

    @Test
    void stopsWhenNoMessageCanLeave() throws Exception {
        List<Announcement> many = messages(6);
        Outcome refused = run(many, AT_ONCE, message -> {
            sent.add(message.recipient());
            return Sent.failed("", CauseId.AUTH_BAD_CREDENTIALS);
        });
        assertEquals(1, sent.size(), "a refused password is not tried again");
        assertFalse(refused.why(Locale.ENGLISH).isBlank() || refused.why(Locale.ENGLISH).contains("AUTH_"));
        Outcome unknown = run(many, AT_ONCE, message -> Sent.failed("", CauseId.UNKNOWN));
        assertEquals(3, unknown.failed());
        Outcome none = run(many, AT_ONCE, message -> {
            throw new IOException("There is no account.");
        });
        assertEquals("There is no account.", none.why(Locale.ENGLISH));
        assertEquals(new Outcome(6, 0, 0, ""), run(many, AT_ONCE, outbox()));
    }

    @Test
    void waitsBetweenBatches() throws Exception {
        List<String> told = new ArrayList<>();
        new Mailing(announcements, wave, messages(5), new Pace(2, Duration.ofMillis(1)), ANN).run(outbox(),
                (done, all, waiting) -> told.add(done + "/" + all + (waiting.isZero() ? "" : " waits")));
        assertEquals(List.of("1/5", "2/5", "2/5 waits", "3/5", "4/5", "4/5 waits", "5/5"), told);
        assertThrows(OrganisationException.class, () -> new Pace(0, Duration.ZERO));
        assertThrows(OrganisationException.class, () -> new Pace(1, Duration.ofHours(25)));
    }

    @Test
    void pausesGoesOnAndIsCancelled() throws Exception {
        Mailing mailing = new Mailing(announcements, wave, messages(4), new Pace(3, Duration.ofHours(1)), ANN);
        CountDownLatch waits = new CountDownLatch(1);
        List<Outcome> outcomes = new ArrayList<>();
        Thread running = Thread.ofVirtual().start(() -> {
            try {
                outcomes.add(mailing.run(message -> {
                    sent.add(message.recipient());
                    if (sent.size() == 1) {
                        mailing.pause();
                    }
                    return Sent.left("");
                }, (done, all, waiting) -> {
                    if (!waiting.isZero()) {
                        waits.countDown();
                    }
                }));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        while (running.getState() != Thread.State.WAITING) {
            Thread.onSpinWait();
        }
        assertTrue(mailing.isPaused());
        assertEquals(1, sent.size());
        mailing.resume();
        assertTrue(waits.await(30, TimeUnit.SECONDS));
        mailing.cancel();
        assertTrue(running.join(Duration.ofSeconds(30)), "an hour is not waited for");
        assertEquals(List.of(new Outcome(3, 0, 0, "")), outcomes);
        assertEquals(List.of("sent", "sent", "sent"), results());
    }

    @Test
    void knowsAfterACrashWhatTheTicketSays() throws Exception {
        List<Announcement> three = messages(4);
        try (TicketStore store = TicketStore.open(inventory.location())) {
            long ticket = announcements.ticket(wave, store, Locale.ENGLISH, ANN);
            assertEquals(ticket, announcements.ticket(wave, store, Locale.ENGLISH, ANN));
            three.forEach(each -> announcements.claim(wave, each, "mail"));
            // Mailmend ended: one had left, one was refused, one was on its way, one was not even kept
            Entry.State[] states = {Entry.State.SENT, Entry.State.FAILED, Entry.State.SENDING};
            for (int i = 0; i < states.length; i++) {
                store.add(ticket,
                        new Entry(0, 0, Entry.Kind.MESSAGE_OUT, clock.instant(), ANN, "Move", "Do this.", null, states[i],
                                "<" + i + "@x>", Map.of("to", three.get(i).recipient(), "cause", "RCPT_UNKNOWN"), List.of()),
                        List.of(), ANN);
            }
            assertEquals(new Announcements.Back(0, 0, 2), announcements.readBack(wave, store, ANN));
            assertEquals(List.of("sent", "failed", "sending", "sending"), results());
            assertEquals(State.TOLD, plan.progress(three.getFirst().items().getFirst()).state());
            clock = Clock.offset(clock, Duration.ofMinutes(3));
            Announcements later = new Announcements(new Plan(inventory, clock), KnowledgeBase.get(), clock);
            assertEquals(new Announcements.Back(0, 0, 1), later.readBack(wave, store, ANN));
        }
        run(three, AT_ONCE, outbox());
        assertEquals(List.of("p2@example.com", "p4@example.com"), sent, "what may have left does not leave again");
    }

    @Test
    void somebodySaysWhetherAMessageThatWasCutOffArrived() throws Exception {
        List<Announcement> two = messages(2);
        two.forEach(each -> announcements.claim(wave, each, "mail"));
        List<Announcements.Record> records = announcements.records(wave.id());
        assertFalse(announcements.resolve(records.getFirst(), true, ANN), "it may be about to leave");
        clock = Clock.offset(clock, Duration.ofMinutes(3));
        plan = new Plan(inventory, clock);
        announcements = new Announcements(plan, KnowledgeBase.get(), clock);
        assertTrue(announcements.resolve(records.get(0), true, ANN));
        assertTrue(announcements.resolve(records.get(1), false, ANN));
        assertFalse(announcements.resolve(records.get(0), false, ANN), "it is known by now");
        assertEquals(List.of("sent", "failed"), results());
        assertEquals(State.TOLD, plan.progress(two.get(0).items().getFirst()).state());
        assertEquals(State.NOT_STARTED, plan.progress(two.get(1).items().getFirst()).state());
        assertFalse(announcements.records(wave.id()).get(1).why(Locale.JAPANESE).contains("not-there"));
        run(two, AT_ONCE, outbox());
        assertEquals(List.of("p2@example.com"), sent, "what did not arrive is sent again");
    }

    @Test
    void explainsWhatCameBackAndNotesAnswers() throws Exception {
        List<Announcement> two = messages(2);
        GreenMail server = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
        server.start();
        try (TicketStore store = TicketStore.open(inventory.location())) {
            long ticket = announcements.ticket(wave, store, Locale.ENGLISH, ANN);
            SendingAccount account = new SendingAccount("127.0.0.1", server.getSmtp().getPort(), Security.NONE, null, null,
                    new Mail.Address("Help desk", "help@example.com"));
            assertEquals(new Outcome(2, 0, 0, ""),
                    run(two, AT_ONCE, message -> Mailing.send(store, ticket, message, account, Explainer::get, ANN)));
            List<Announcements.Record> records = announcements.records(wave.id());
            MailIntake intake = new MailIntake(store, Locale.ENGLISH);
            assertEquals(ticket, intake.take(report(records.get(0), "delayed", "4.4.1")).kept().number());
            assertEquals(new Announcements.Back(0, 0, 0), announcements.readBack(wave, store, ANN), "late is not lost");
            intake.take(report(records.get(0), "failed", "5.1.1"));
            intake.take(
                    ("From: P Two <P2@Example.com>\r\nTo: help@example.com\r\nSubject: Re: Move\r\nMessage-ID: <a1@example.com>\r\n"
                            + "In-Reply-To: " + records.get(1).messageId() + "\r\n\r\ndone\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            assertEquals(new Announcements.Back(1, 1, 0), announcements.readBack(wave, store, ANN));
            assertEquals(new Announcements.Back(0, 0, 0), announcements.readBack(wave, store, ANN), "nothing is counted twice");
            assertEquals(2, server.getReceivedMessages().length);
        } finally {
            server.stop();
        }
        assertEquals(List.of("bounced", "sent"), results());
        Announcements.Record lost = announcements.about(two.getFirst().items().getFirst()).getFirst();
        assertEquals("RCPT_UNKNOWN", lost.detail());
        assertTrue(plan.progress(two.get(1).items().getFirst()).answered() != null);
        assertEquals(new Outcome(0, 0, 2, ""), run(two, AT_ONCE, outbox()));
    }

    @Test
    void explainsWithTheTeamsOwnRules() throws Exception {
        List<RuleError> errors = new ArrayList<>();
        Explainer own = Explainer.with(List.of(new RuleFile("own.tsv", "causes\twhen\ttext\task\tsource\tchecked\n"
                + "POLICY\t550\tour gateway says no\tserver-words\thttps://example.com\t2026-11-24\n")), errors::add);
        assertEquals(List.of(), errors);
        announcements = new Announcements(plan, KnowledgeBase.get(), clock, () -> own);
        List<Announcement> one = messages(1);
        try (TicketStore store = TicketStore.open(inventory.location())) {
            long ticket = announcements.ticket(wave, store, Locale.ENGLISH, ANN);
            run(one, AT_ONCE, outbox());
            Announcements.Record record = announcements.records(wave.id()).getFirst();
            store.add(ticket, new Entry(0, 0, Entry.Kind.BOUNCE, clock.instant(), ANN, "Undelivered",
                    new String(report(record, "failed", "5.0.0"), StandardCharsets.US_ASCII)
                            .replaceFirst("550 5\\.1\\.1 .*", "550 Our gateway says: no"),
                    null, null, "<b@x>", Map.of(),
                    List.of()), List.of(), ANN);
            assertEquals(new Announcements.Back(1, 0, 0), announcements.readBack(wave, store, ANN));
            assertEquals("POLICY", announcements.records(wave.id()).getFirst().detail());
        }
    }

    private static byte[] report(Announcements.Record record, String action, String status) {
        String text = "From: Mail Delivery System <MAILER-DAEMON@example.com>\r\nTo: help@example.com\r\n"
                + "Subject: Undelivered Mail Returned to Sender\r\nMessage-ID: <" + action
                + "@mx.example.com>\r\nMIME-Version: 1.0\r\n"
                + "Content-Type: multipart/report; report-type=delivery-status; boundary=b\r\n\r\n--b\r\n\r\nIt did not arrive.\r\n"
                + "--b\r\nContent-Type: message/delivery-status\r\n\r\nReporting-MTA: dns; mx.example.com\r\n\r\n"
                + "Final-Recipient: rfc822; " + record.recipient() + "\r\nAction: " + action + "\r\nStatus: " + status
                + "\r\nDiagnostic-Code: smtp; "
                + (action.equals("failed") ? "550 5.1.1 The email account that you tried to reach does not exist"
                        : "451 4.4.1 Connection timed out")
                + "\r\n\r\n--b\r\nContent-Type: text/rfc822-headers\r\n\r\nMessage-ID: " + record.messageId()
                + "\r\nSubject: Move\r\n\r\n--b--\r\n";
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    // --- a killed sender

    private static final int PEOPLE = 60;

    /** Sends, and writes down on the disk to whom a message leaves. */
    public static void main(String[] args) throws Exception {
        Path left = Path.of(args[1]);
        try (Inventory inventory = Inventory.open(StoreLocation.embedded(Path.of(args[0])))) {
            Plan plan = new Plan(inventory, Clock.systemUTC());
            List<Announcement> messages = IntStream.range(0, PEOPLE)
                    .mapToObj(i -> new Announcement("p" + i + "@example.com", Locale.ENGLISH, "s", "t", "c", List.of())).toList();
            System.out.println("begin");
            System.out.flush();
            new Mailing(new Announcements(plan, KnowledgeBase.get(), Clock.systemUTC()), plan.waves().getFirst(), messages,
                    AT_ONCE,
                    "writer").run(message -> {
                        Files.writeString(left, message.recipient() + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND,
                                StandardOpenOption.SYNC);
                        return Sent.left("<x>");
                    }, NOBODY);
            System.out.println("done");
            System.out.flush();
        }
    }

    @Test
    void aKilledSenderSendsToNobodyTwice() throws Exception {
        Path left = folder.resolve("left.txt");
        Random random = new Random();
        boolean done = false;
        for (int round = 0; !done && round < 20; round++) {
            Process sender = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-cp",
                    System.getProperty("java.class.path"), "--enable-native-access=ALL-UNNAMED", "-XX:TieredStopAtLevel=1",
                    MailingTest.class.getName(), folder.resolve("tickets.db").toString(), left.toString())
                    .redirectError(ProcessBuilder.Redirect.INHERIT).start();
            try (BufferedReader out = sender.inputReader(StandardCharsets.UTF_8)) {
                assertEquals("begin", out.readLine());
                if (round < 2) {
                    sender.waitFor(random.nextInt(20, 200), TimeUnit.MILLISECONDS);
                    sender.toHandle().destroyForcibly();
                }
                done = "done".equals(out.readLine());
            }
            assertTrue(sender.waitFor(60, TimeUnit.SECONDS));
        }
        assertTrue(done);
        List<String> recipients = Files.readAllLines(left);
        assertEquals(recipients.size(), new HashSet<>(recipients).size(), "nobody got it twice");
        long unsure = results().stream().filter("sending"::equals).count();
        assertTrue(recipients.size() >= PEOPLE - unsure && unsure <= 2, recipients.size() + " and " + unsure);
    }

    @Test
    void ofTwoWhoSendOnlyOneGetsTheMessage() throws Exception {
        List<Announcement> many = messages(20);
        List<String> both = java.util.Collections.synchronizedList(new ArrayList<>());
        List<Thread> threads = IntStream.range(0, 2).mapToObj(i -> Thread.ofPlatform().start(() -> {
            try (Inventory own = Inventory.open(inventory.location())) {
                new Mailing(new Announcements(new Plan(own, clock), KnowledgeBase.get(), clock), wave, many, AT_ONCE, "P" + i)
                        .run(message -> {
                            both.add(message.recipient());
                            return Sent.left("");
                        }, NOBODY);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        })).toList();
        for (Thread thread : threads) {
            thread.join();
        }
        assertEquals(20, both.size());
        assertEquals(20, new HashSet<>(both).size());
        assertEquals(Instant.from(clock.instant()), announcements.records(wave.id()).getFirst().at());
    }
}
