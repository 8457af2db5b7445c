package org.mailmend.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mailmend.check.Cancellation;
import org.mailmend.check.Secret;
import org.mailmend.check.Security;
import org.mailmend.check.Target;
import org.mailmend.diagnosis.Explainer;
import org.mailmend.diagnosis.Protocol;
import org.mailmend.lab.OAuthFault;
import org.mailmend.lab.PracticeServer;
import org.mailmend.lab.Scenarios;
import org.mailmend.oauth.Accounts;
import org.mailmend.oauth.BadInputException;
import org.mailmend.oauth.ClientFile;
import org.mailmend.oauth.OAuthException;
import org.mailmend.oauth.Provider;
import org.mailmend.oauth.Providers;
import org.mailmend.oauth.SignIn;
import org.mailmend.oauth.SignInListener;
import org.mailmend.oauth.SignInRequest;
import org.mailmend.oauth.TokenStores;
import org.mailmend.tickets.StoreLocation;
import org.mailmend.tickets.TicketFilter;
import org.mailmend.tickets.TicketStore;
import org.mailmend.tickets.mail.ImapSource;
import org.mailmend.tickets.mail.Intake;
import org.mailmend.tickets.mail.IntakeLoop;
import org.mailmend.tickets.mail.TicketSource;
import org.mailmend.tickets.mail.TicketSourceProvider;

import jakarta.mail.Folder;
import jakarta.mail.Message;
import jakarta.mail.Session;
import jakarta.mail.Store;
import jakarta.mail.internet.MimeMessage;

/** Tickets from a mailbox that takes no password, only tokens of an account that was signed in: for days, while each token lives an hour. */
class SignedInMailboxTest {
    private static final String DESK = "help@example.com";
    private static final String BOX = "box";
    private static final Pattern REQUEST = Pattern.compile("name=\"request\" value=\"([^\"]+)\"");

    @TempDir
    Path folder;
    private final Semaphore changes = new Semaphore(0);
    private final Hours clock = new Hours();
    private PracticeServer lab;
    private SSLContext before;
    private TicketStore store;
    private Accounts accounts;

    /** The time of this computer, and some hours more. */
    private static final class Hours extends Clock {
        private volatile int more;

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return Instant.now().plus(Duration.ofHours(more));
        }
    }

    private record Mailbox(String id, ImapSource.Settings settings) implements TicketSourceProvider {
        @Override
        public String name(Locale locale) {
            return id;
        }

        @Override
        public TicketSource open(TicketStore into) {
            return new ImapSource(settings, into);
        }
    }

    @BeforeEach
    void start() throws Exception {
        lab = PracticeServer.start(Scenarios.byId("oauth").orElseThrow());
        before = SSLContext.getDefault();
        SSLContext.setDefault(trusting());
        store = TicketStore.open(StoreLocation.embedded(folder.resolve("tickets.db")));
        accounts = new Accounts(TokenStores.memory(), clock);
        Provider provider = Providers.discover(lab.authorization().issuer(), Duration.ofSeconds(20), new Cancellation());
        SignInRequest request = SignInRequest.of(provider, ClientFile.read(
                lab.authorization().clientFile().getBytes(StandardCharsets.UTF_8), ClientFile.Purpose.SIGN_IN, provider), DESK)
                .withBrowser(SignedInMailboxTest::agree);
        accounts.store().put(new SignIn(request, new SignInListener() {
        }, new Cancellation()).run());
    }

    @AfterEach
    void stop() {
        store.close();
        SSLContext.setDefault(before);
        lab.close();
    }

    private SSLContext trusting() throws Exception {
        KeyStore anchors = KeyStore.getInstance(KeyStore.getDefaultType());
        anchors.load(null, null);
        for (var anchor : lab.trustAnchors()) {
            anchors.setCertificateEntry(anchor.getSerialNumber().toString(), anchor);
        }
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(anchors);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        return context;
    }

    /** Somebody who agrees to everything, in a browser that is a plain client of HTTP. */
    private static void agree(URI page) {
        Thread.ofVirtual().start(() -> {
            try (HttpClient browser = HttpClient.newBuilder().followRedirects(HttpClient.Redirect.NORMAL).build()) {
                Matcher request = REQUEST.matcher(
                        browser.send(HttpRequest.newBuilder(page).build(), HttpResponse.BodyHandlers.ofString()).body());
                assertTrue(request.find());
                String form = "request=" + request.group(1) + "&allow=yes&mail=yes&user="
                        + URLEncoder.encode(DESK, StandardCharsets.UTF_8);
                browser.send(HttpRequest.newBuilder(page.resolve("/consent"))
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(HttpRequest.BodyPublishers.ofString(form)).build(), HttpResponse.BodyHandlers.discarding());
            } catch (IOException | InterruptedException e) {
                throw new AssertionError(e);
            }
        });
    }

    private Target imap() {
        return lab.targets().stream()
                .filter(each -> each.protocol() == Protocol.IMAP && each.security() == Security.TLS).findFirst().orElseThrow();
    }

    private Secret token() throws IOException {
        try {
            return accounts.accessToken(DESK, new Cancellation());
        } catch (OAuthException | BadInputException e) {
            throw new IOException("Sign in again: " + e.getMessage(), e);
        }
    }

    private Intake intake() {
        Target at = imap();
        Mailbox box = new Mailbox(BOX, new ImapSource.Settings(at.host(), at.port(), at.security(), DESK, this::token, "INBOX",
                Duration.ofMillis(50), null));
        return new Intake(store, List.of(box), Locale.ENGLISH, Explainer::get, null,
                new IntakeLoop.Pauses(Duration.ofMillis(20), Duration.ofMillis(100)), changes::release);
    }

    /** A mail comes; the mailbox is filled with another token than the intake has. */
    private void deliver(String subject) throws Exception {
        Properties properties = new Properties();
        properties.setProperty("mail.imap.ssl.enable", "true");
        properties.setProperty("mail.imap.auth.mechanisms", "XOAUTH2");
        Session session = Session.getInstance(properties);
        try (Store mailbox = session.getStore("imap")) {
            mailbox.connect(imap().host(), imap().port(), DESK, lab.authorization().issue(DESK));
            Folder inbox = mailbox.getFolder("INBOX");
            inbox.appendMessages(new Message[] {new MimeMessage(session, new ByteArrayInputStream(
                    ("From: ann@example.com\r\nSubject: " + subject + "\r\nMessage-ID: <" + subject
                            + "@example.com>\r\n\r\nhello\r\n").getBytes(StandardCharsets.UTF_8)))});
        }
    }

    private Intake.Standing waitFor(Intake intake, Predicate<Intake.Standing> wanted) throws InterruptedException {
        for (int i = 0; i < 1000; i++) {
            Intake.Standing standing = intake.standings().get(BOX);
            if (wanted.test(standing)) {
                return standing;
            }
            changes.tryAcquire(30, TimeUnit.MILLISECONDS);
        }
        throw new AssertionError("in vain: " + intake.standings());
    }

    @Test
    void goesOnWithANewTokenWhenTheOldOneEnds() throws Exception {
        deliver("one");
        try (Intake intake = intake()) {
            waitFor(intake, each -> each.phase() == Intake.Phase.WAITING && each.taken() == 1);
            assertEquals(1, lab.authorization().tokenRequests(), "the token of the sign-in still lives");
            for (int hour = 1; hour <= 2; hour++) {
                lab.authorization().endAccessTokens();
                clock.more = hour;
                deliver("after-" + hour);
                int all = 1 + hour;
                Intake.Standing standing = waitFor(intake, each -> each.phase() == Intake.Phase.WAITING && each.taken() == all);
                assertNull(standing.sentence());
                assertEquals(1 + hour, lab.authorization().tokenRequests(), "renewed once");
            }
        }
        assertEquals(3, store.count(TicketFilter.all()));
    }

    @Test
    void saysThatTheSignInHasEndedAndLosesNothing() throws Exception {
        deliver("one");
        try (Intake intake = intake()) {
            waitFor(intake, each -> each.phase() == Intake.Phase.WAITING && each.taken() == 1);
            String token = new String(token().reveal());
            lab.authorization().endAccessTokens();
            lab.authorization().faults(OAuthFault.REFRESH_EXPIRED);
            clock.more = 1;
            deliver("two");
            Intake.Standing ended = waitFor(intake, each -> each.phase() == Intake.Phase.TROUBLE);
            assertTrue(ended.sentence().startsWith("Sign in again: "), ended.sentence());
            assertFalse(ended.sentence().contains(token));
            lab.authorization().faults();
            Intake.Standing back = waitFor(intake, each -> each.phase() == Intake.Phase.WAITING && each.taken() == 2);
            assertNull(back.sentence());
        }
        assertEquals(2, store.count(TicketFilter.all()));
    }
}
