package org.mailmend.tickets.mail;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mailmend.check.Secret;
import org.mailmend.check.Security;
import org.mailmend.diagnosis.CauseId;
import org.mailmend.diagnosis.Explainer;
import org.mailmend.diagnosis.Protocol;
import org.mailmend.knowledge.KnowledgeBase;
import org.mailmend.tickets.Entry;
import org.mailmend.tickets.StoreLocation;
import org.mailmend.tickets.TicketFilter;
import org.mailmend.tickets.TicketStore;
import org.mailmend.tickets.reply.FirstAnswer;
import org.mailmend.tickets.reply.ReplyWriter;
import org.mailmend.tickets.reply.Templates;

import com.icegreen.greenmail.user.GreenMailUser;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;

import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;

/** Several sources at once, what fails, and the answer at once. */
class IntakeTest {
    private static final IntakeLoop.Pauses QUICK = new IntakeLoop.Pauses(Duration.ofMillis(20), Duration.ofMillis(100));
    private static final Mail.Address HELP = new Mail.Address("Help", "help@example.org");

    @TempDir
    Path folder;
    private TicketStore store;
    private GreenMail server;
    private GreenMailUser user;
    private final Semaphore changes = new Semaphore(0);

    @BeforeEach
    void open() {
        store = TicketStore.open(StoreLocation.embedded(folder.resolve("tickets.db")));
        server = new GreenMail(new ServerSetup[] {new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP),
                new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_IMAP)});
        server.start();
        user = server.setUser("help@example.org", "help", "practice");
    }

    @AfterEach
    void close() {
        server.stop();
        store.close();
    }

    /** A source that does what a test wants. */
    private record Told(String id, TicketSource source) implements TicketSourceProvider {
        @Override
        public String name(Locale locale) {
            return id;
        }

        @Override
        public TicketSource open(TicketStore store) {
            return source;
        }
    }

    private record Imap(String id, ImapSource.Settings settings) implements TicketSourceProvider {
        @Override
        public String name(Locale locale) {
            return id;
        }

        @Override
        public TicketSource open(TicketStore store) {
            return new ImapSource(settings, store);
        }
    }

    private Imap mailbox(String password, Instant since) {
        return new Imap("box", new ImapSource.Settings("127.0.0.1", server.getImap().getPort(), Security.NONE, "help",
                () -> Secret.password(password.toCharArray()), "INBOX", Duration.ofMillis(50), since));
    }

    private Intake intake(FirstAnswer answers, TicketSourceProvider... providers) {
        return new Intake(store, List.of(providers), Locale.ENGLISH, Explainer::get, answers, QUICK, changes::release);
    }

    private Intake.Standing waitFor(Intake intake, String id, Predicate<Intake.Standing> wanted) throws InterruptedException {
        for (int i = 0; i < 1000; i++) {
            Intake.Standing standing = intake.standings().get(id);
            if (wanted.test(standing)) {
                return standing;
            }
            changes.tryAcquire(30, TimeUnit.MILLISECONDS);
        }
        throw new AssertionError("in vain: " + intake.standings());
    }

    private static Stream<Thread> loops() {
        return Thread.getAllStackTraces().keySet().stream().filter(each -> each.getName().equals("mailmend-intake"));
    }

    /** Whether somebody has to wake it: it waits at the semaphore, and not just for some time. */
    private static boolean restsForEver(Thread loop) {
        return loop.getState() == Thread.State.WAITING && Stream.of(loop.getStackTrace())
                .anyMatch(
                        each -> each.getClassName().equals(Semaphore.class.getName()) && each.getMethodName().equals("acquire"));
    }

    private static MimeMessage message(String id) throws Exception {
        return new MimeMessage(Session.getInstance(new Properties()), new ByteArrayInputStream(
                ("From: ann@example.com\r\nSubject: Help " + id + "\r\nMessage-ID: <" + id + "@example.com>\r\n\r\nhello\r\n")
                        .getBytes(StandardCharsets.UTF_8)));
    }

    /** A source that fails some times, and gives one message then. */
    private static TicketSource failing(int times, Exception failure, AtomicInteger asked) {
        return new TicketSource() {
            private final CountDownLatch end = new CountDownLatch(1);
            private boolean given;

            @Override
            public String id() {
                return "test";
            }

            @Override
            public int fetch(MailIntake intake, Taker taker) throws IOException {
                if (asked.incrementAndGet() <= times) {
                    switch (failure) {
                        case IOException e -> throw e;
                        case RuntimeException e -> throw e;
                        default -> throw new AssertionError(failure);
                    }
                }
                if (!given) {
                    given = true;
                    taker.taken(intake.take("From: eve@example.com\r\nSubject: Elsewhere\r\n\r\nhello\r\n"
                            .getBytes(StandardCharsets.UTF_8)));
                }
                return 1;
            }

            @Override
            public void await(Duration most) throws InterruptedException {
                end.await(most.toMillis(), TimeUnit.MILLISECONDS);
            }

            @Override
            public void close() {
                end.countDown();
            }
        };
    }

    @Test
    void takesFromAllSourcesAndTellsHowEachStands() throws Exception {
        user.deliver(message("1"));
        AtomicInteger asked = new AtomicInteger();
        try (Intake intake = intake(null, mailbox("practice", null),
                new Told("form", failing(3, new IllegalStateException("the form is away"), asked)))) {
            waitFor(intake, "box", standing -> standing.phase() == Intake.Phase.WAITING && standing.tickets() == 1);
            Intake.Standing form = waitFor(intake, "form", standing -> standing.phase() == Intake.Phase.WAITING);
            assertEquals(1, form.taken());
            assertNull(form.sentence());
            assertEquals(4, asked.get());
            assertEquals(2, store.count(TicketFilter.all()));
            user.deliver(message("2"));
            waitFor(intake, "box", standing -> standing.taken() == 2);
        }
    }

    @Test
    void saysWhatIsWrongAndGoesOnByItself() throws Exception {
        AtomicInteger asked = new AtomicInteger();
        try (Intake intake = intake(null, new Told("form", failing(Integer.MAX_VALUE,
                SourceException.met(Protocol.IMAP, "java.net.ConnectException: Connection refused", false, null), asked)))) {
            Intake.Standing standing = waitFor(intake, "form", each -> each.phase() == Intake.Phase.TROUBLE && asked.get() > 2);
            assertTrue(standing.next() != null);
            assertFalse(standing.sentence().contains("ConnectException"), standing.sentence());
        }
        // it ends with the intake: who is no more asks no more
        assertEquals(0, loops().count());
    }

    @Test
    void findsBackAfterALostConnection() throws Exception {
        ImapSource.Settings told = mailbox("practice", null).settings();
        try (Intake intake = intake(null, new Imap("box", new ImapSource.Settings(told.host(), told.port(), told.security(),
                told.user(), told.signIn(), "INBOX", null, null)))) {
            user.deliver(message("1"));
            waitFor(intake, "box", standing -> standing.phase() == Intake.Phase.WAITING && standing.taken() == 1);
            server.stop();
            Intake.Standing lost = waitFor(intake, "box", standing -> standing.phase() == Intake.Phase.TROUBLE);
            assertFalse(lost.sentence().isEmpty());
            server = new GreenMail(new ServerSetup(told.port(), "127.0.0.1", ServerSetup.PROTOCOL_IMAP));
            server.start();
            user = server.setUser("help@example.org", "help", "practice");
            user.deliver(message("1"));
            user.deliver(message("2"));
            Intake.Standing back = waitFor(intake, "box", standing -> standing.phase() == Intake.Phase.WAITING
                    && standing.taken() == 2);
            assertNull(back.sentence());
            assertEquals(2, store.count(TicketFilter.all()));
        }
    }

    @Test
    void triesNoRefusedPasswordAgainByItself() throws Exception {
        AtomicInteger asked = new AtomicInteger();
        ImapSource.Settings right = mailbox("practice", null).settings();
        ImapSource.Settings wrong = new ImapSource.Settings(right.host(), right.port(), right.security(), right.user(), () -> {
            // the second time it has been put right
            return Secret.password((asked.incrementAndGet() == 1 ? "no" : "practice").toCharArray());
        }, "INBOX", Duration.ofMillis(50), null);
        try (Intake intake = intake(null, new Imap("box", wrong))) {
            Intake.Standing standing = waitFor(intake, "box", each -> each.phase() == Intake.Phase.REFUSED);
            assertEquals(CauseId.AUTH_BAD_CREDENTIALS, ((SourceException) standing.cause()).cause(Explainer.get()),
                    standing.cause().getMessage());
            waitFor(intake, "box", each -> loops().anyMatch(IntakeTest::restsForEver));
            assertEquals(1, asked.get());
            intake.again("box");
            waitFor(intake, "box", each -> each.phase() == Intake.Phase.WAITING);
        }
    }

    @Test
    void namesAFolderThatIsNotThereAndASecretThatIsMissing() {
        ImapSource.Settings right = mailbox("practice", null).settings();
        SourceException failure = assertThrows(SourceException.class,
                () -> ImapSource.look(new ImapSource.Settings(right.host(), right.port(), right.security(), right.user(),
                        right.signIn(), "Nowhere", null, null)));
        assertTrue(failure.sentence(Explainer.get(), Locale.ENGLISH).contains("Nowhere"));
        assertTrue(failure.sentence(Explainer.get(), Locale.JAPANESE).contains("フォルダー"));
        SourceException none = assertThrows(SourceException.class, () -> ImapSource.look(new ImapSource.Settings(right.host(),
                right.port(), right.security(), right.user(), () -> {
                    throw new IOException("Nobody is signed in.");
                }, "INBOX", null, null)));
        assertEquals("Nobody is signed in.", none.sentence(Explainer.get(), Locale.ENGLISH));
        assertFalse(none.isRefused());
    }

    @Test
    void leavesOldMailAloneWhereThatIsWanted() throws Exception {
        user.deliver(message("old"));
        MailIntake intake = new MailIntake(store, Locale.ENGLISH);
        try (ImapSource later = new ImapSource(mailbox("practice", Instant.now().plus(Duration.ofHours(1))).settings(), store);
                ImapSource now = new ImapSource(mailbox("practice", Instant.now().minus(Duration.ofMinutes(1))).settings(),
                        store)) {
            assertEquals(1, ImapSource.look(mailbox("practice", null).settings()).messages());
            assertEquals(0, later.fetch(intake, taken -> {
            }));
            assertEquals(0, store.count(TicketFilter.all()));
            user.deliver(message("new"));
            assertEquals(1, now.fetch(intake, taken -> {
            }));
            // a mailbox that comes with another UIDVALIDITY
            store.keepCursor(new org.mailmend.tickets.Incoming.Cursor(now.id(), 1, 99));
            assertEquals(0, later.fetch(intake, taken -> {
            }));
            assertEquals(1, store.count(TicketFilter.all()));
        }
    }

    @Test
    void answersAtOnceAndOnce() throws Exception {
        FirstAnswer answers = new FirstAnswer(store, new ReplyWriter(new Templates(store), KnowledgeBase.get()),
                new MailSender(store),
                () -> new SendingAccount("127.0.0.1", server.getSmtp().getPort(), Security.NONE, null, null, HELP));
        for (int round = 0; round < 2; round++) {
            try (Intake intake = intake(answers, mailbox("practice", null))) {
                if (round == 0) {
                    user.deliver(message("1"));
                }
                waitFor(intake, "box", each -> each.phase() == Intake.Phase.WAITING && store.count(TicketFilter.all()) == 1);
                server.waitForIncomingEmail(5000, 1);
            }
        }
        List<Entry> sent = store.entries(1).stream().filter(entry -> entry.kind() == Entry.Kind.MESSAGE_OUT).toList();
        assertEquals(1, sent.size());
        assertEquals(Entry.State.SENT, sent.getFirst().state(), sent.getFirst().data("error"));
    }

    @Test
    void remembersAnAnswerThatCouldNotLeave() throws Exception {
        FirstAnswer answers = new FirstAnswer(store, new ReplyWriter(new Templates(store), KnowledgeBase.get()),
                new MailSender(store), () -> new SendingAccount("127.0.0.1", 1, Security.NONE, null, null, HELP));
        try (Intake intake = intake(answers, mailbox("practice", null))) {
            user.deliver(message("1"));
            waitFor(intake, "box", each -> intake.failedAnswer() != null);
            assertEquals(1, intake.failedAnswer().ticket());
        }
    }
}
