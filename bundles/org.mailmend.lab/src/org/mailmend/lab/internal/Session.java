package org.mailmend.lab.internal;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;

import javax.net.ssl.SSLSession;

import org.mailmend.diagnosis.Protocol;
import org.mailmend.diagnosis.SecretKind;
import org.mailmend.lab.Account;
import org.mailmend.lab.Attempt;
import org.mailmend.lab.AuthorizationServer;
import org.mailmend.lab.PracticeEvent;
import org.mailmend.lab.PracticeEvent.Reason;

/** A conversation with a client: what the three protocols have in common. */
abstract class Session {
    private static final int MISTAKES = 20;
    private static final int SIGN_INS = 10;
    private static final long LETTER_NANOS = Duration.ofMillis(700).toNanos();
    private static final int GREETING_DELAY_MILLIS = 7000;

    final Connection connection;
    final Hub hub;
    final Script script;
    final Replies replies;
    /** Who is signed in; null for nobody. */
    String user;
    /** Name that the client gave itself. */
    String helo = "";
    private final Protocol protocol;
    private String session;
    private int mistakes;
    private int signIns;

    Session(Protocol protocol, Connection connection, Hub hub) {
        this.protocol = protocol;
        this.connection = connection;
        this.hub = hub;
        script = hub.script();
        replies = new Replies(script.style(), protocol.id());
        newSession();
        connection.farewell(reason -> switch (reason) {
            case TIMEOUT -> text("idle");
            case TOO_MANY -> text("busy");
            default -> text("stopping");
        });
    }

    static Session of(Protocol protocol, Connection connection, Hub hub) {
        Protocol served = hub.script().trick() == Trick.SERVES_IMAP ? Protocol.IMAP : protocol;
        return switch (served) {
            case SMTP -> new SmtpSession(connection, hub);
            case IMAP -> new ImapSession(connection, hub);
            case POP3 -> new Pop3Session(connection, hub);
        };
    }

    /** Talks with the client until one of both ends it. */
    final void run(boolean implicitTls) throws IOException {
        boolean implicit = implicitTls;
        switch (script.trick()) {
            case SILENT -> {
                listen();
                return;
            }
            case CLOSES -> {
                connection.end(Reason.SCENARIO);
                return;
            }
            case HTTP -> {
                http();
                return;
            }
            case SERVES_TLS -> implicit = true;
            case SERVES_CLEARTEXT -> implicit = false;
            default -> {
                // these show later
            }
        }
        try {
            if (implicit && !handshake()) {
                return;
            }
            if (script.trick() == Trick.DELAYS_GREETING) {
                connection.awaitInput(GREETING_DELAY_MILLIS);
            }
            say("", text("greeting"), script.trick() == Trick.DRIPS_GREETING);
            connection.greeted();
            converse();
        } catch (Connection.LineTooLongException e) {
            reply("", "line-too-long");
            connection.end(Reason.ABUSE);
        } catch (MessageBuffer.EndlessException e) {
            connection.end(Reason.ABUSE);
        }
    }

    /** Answers commands until the session ends. */
    abstract void converse() throws IOException;

    /** Asks the client something in a SASL exchange. */
    abstract String ask(String challenge) throws IOException;

    /** Listens without a word until the client goes. */
    private void listen() throws IOException {
        connection.unhurried();
        while (connection.read(4096).length > 0) {
            // whatever it says
        }
    }

    private void http() throws IOException {
        connection.awaitInput(1000);
        connection.write("HTTP/1.1 400 Bad Request\r\nServer: nginx\r\nContent-Type: text/html\r\nConnection: close\r\n\r\n"
                + "<html><head><title>400 Bad Request</title></head></html>\r\n");
        connection.end(Reason.SCENARIO);
    }

    /** Changes to TLS; false when that failed. */
    final boolean handshake() {
        try {
            if (script.trick() == Trick.OLD_TLS) {
                OldTls.answer(connection, hub.identity().chain());
                failed("the server speaks TLS 1.0 and 1.1 only");
                return false;
            }
            boolean noCipher = script.trick() == Trick.NO_CIPHER;
            SSLSession tls = connection.startTls(hub.identity().context(), noCipher ? new String[] {"TLSv1.2"} : null,
                    noCipher ? new String[] {"TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256"} : null);
            hub.happened(new PracticeEvent.Secured(Instant.now(), connection.id(), tls.getProtocol(), tls.getCipherSuite()));
            return true;
        } catch (IOException e) {
            Throwable cause = e;
            while (cause.getCause() != null && cause.getCause().getMessage() != null) {
                cause = cause.getCause();
            }
            failed(String.valueOf(cause.getMessage()));
            return false;
        }
    }

    private void failed(String reason) {
        connection.end(Reason.HANDSHAKE);
        hub.happened(new PracticeEvent.HandshakeFailed(Instant.now(), connection.id(), Hub.printable(reason)));
    }

    /** Whether a sign-in is possible now. */
    final boolean canSignIn() {
        return connection.tls() != null || script.cleartext();
    }

    /** The SASL mechanisms offered. */
    final List<String> mechanisms() {
        return script.mechanisms() != null ? script.mechanisms()
                : List.of(replies.find(protocol.id(), "mechanisms").get(0).split(" "));
    }

    /** Signs the client in by a SASL mechanism. */
    final void authenticate(String command, String mechanism, String initial) throws IOException {
        if (stalled()) {
            return;
        }
        if (!canSignIn()) {
            reply(command, "must-starttls");
        } else if (!mechanisms().contains(mechanism) || !Sasl.knows(mechanism)) {
            boolean gone = mechanism.equals("XOAUTH") && replies.find(protocol.id(), "xoauth") != null;
            mistake(command, gone ? "xoauth" : "bad-mechanism");
        } else {
            try {
                claim(command, Sasl.hear(mechanism, initial, this::ask));
            } catch (Sasl.MalformedException e) {
                mistake(command, "malformed");
            } catch (Sasl.CancelledException e) {
                mistake(command, "cancelled");
            }
        }
    }

    /** Decides on what a client claims, and tells it. */
    final void claim(String command, Sasl.Claim claim) throws IOException {
        if (stalled()) {
            return;
        }
        AuthorizationServer.Finding finding = hub.authorization() == null || claim.kind() != SecretKind.TOKEN ? null
                : hub.authorization().check(claim.user(), claim.secret());
        boolean accepted = finding == null ? accepts(claim) : finding == AuthorizationServer.Finding.VALID;
        hub.happened(new PracticeEvent.SignInTried(Instant.now(), connection.id(), claim.mechanism(),
                Hub.printable(claim.user()), claim.kind(), accepted));
        if (accepted) {
            user = claim.user();
            connection.signedIn(true);
            signedIn();
            reply(command, "accepted");
            return;
        }
        String refusal = finding == null ? script.rule(claim.kind()).refusal() : switch (finding) {
            case EXPIRED -> "token-expired";
            case SCOPE_MISSING -> "scope-missing";
            default -> "token-invalid";
        };
        List<String> error = claim.kind() == SecretKind.TOKEN ? replies.find("oauth", refusal) : null;
        if (error != null) {
            // the client answers with an empty line (XOAUTH2) or ^A (RFC 7628), then it gets the final reply
            if (!error.get(0).equals("-") && ask(Sasl.base64(error.get(0))) == null) {
                return;
            }
            refusal = "bad-credentials";
        }
        reply(command, refusal);
        if (++signIns >= SIGN_INS) {
            reply("", "too-many-errors");
            connection.end(Reason.ABUSE);
        }
    }

    private boolean accepts(Sasl.Claim claim) {
        Rule rule = script.rule(claim.kind());
        if (hub.accounts().isEmpty()) {
            String practice = switch (claim.kind()) {
                case TOKEN -> Attempt.TOKEN;
                case APP_PASSWORD -> Attempt.APP_PASSWORD;
                default -> Attempt.PASSWORD;
            };
            return !claim.user().isBlank() && rule.accepts(claim.equals(), claim.secret(), practice);
        }
        for (Account account : hub.accounts()) {
            if (account.user().equalsIgnoreCase(claim.user())) {
                return rule.accepted() != Rule.Accepted.NONE && switch (claim.kind()) {
                    case TOKEN -> claim.equals().test(account.token());
                    case APP_PASSWORD -> claim.equals().test(account.appPassword()) || claim.equals().test(account.password());
                    default -> claim.equals().test(account.password());
                };
            }
        }
        return false;
    }

    private boolean stalled() throws IOException {
        if (script.trick() == Trick.STALLS_AT_AUTH) {
            listen();
            return true;
        }
        return false;
    }

    /** Called when the client has signed in, before it is told. */
    void signedIn() {
        // only some protocols have something to do
    }

    /** Sends a reply. */
    final void reply(String command, String key) throws IOException {
        say(command, text(key), false);
    }

    /** Sends a reply to a mistake; too many of them end the session. */
    final void mistake(String command, String key) throws IOException {
        reply(command, key);
        mistake();
    }

    /** Counts a mistake; too many of them end the session. */
    final void mistake() throws IOException {
        if (++mistakes >= MISTAKES) {
            reply("", "too-many-errors");
            connection.end(Reason.ABUSE);
        }
    }

    /** Sends lines, letter by letter when that is wanted. */
    final void say(String command, String lines, boolean drip) throws IOException {
        if (drip) {
            connection.unhurried();
            for (byte letter : lines.getBytes(StandardCharsets.UTF_8)) {
                connection.write(new byte[] {letter});
                connection.flush();
                LockSupport.parkNanos(LETTER_NANOS);
            }
        } else {
            connection.write(lines);
        }
        hub.happened(new PracticeEvent.Replied(Instant.now(), connection.id(), command, lines.strip().replace("\r\n", "\n")));
    }

    /** The lines of a reply, each with CRLF. */
    final String text(String key) {
        return replies.get(key, this::value).stream().collect(Collectors.joining("\r\n", "", "\r\n"));
    }

    /** The value of a placeholder; null when there is none of that name. */
    String value(String placeholder) {
        return switch (placeholder) {
            case "session" -> session;
            case "ip" -> connection.clientText();
            case "helo" -> helo;
            case "user" -> user == null ? "" : Hub.printable(user);
            case "host" -> replies.find(protocol.id(), "host").get(0);
            case "size" -> String.valueOf(hub.limits().message());
            case "time" -> Instant.now().truncatedTo(ChronoUnit.MILLIS).toString();
            case "stamp" -> String.valueOf(Instant.now().getEpochSecond());
            case "date" -> DateTimeFormatter.RFC_1123_DATE_TIME.format(ZonedDateTime.now(ZoneOffset.UTC));
            default -> null;
        };
    }

    /** Makes up a new session or queue id in the manner of the provider. */
    final void newSession() {
        ThreadLocalRandom random = ThreadLocalRandom.current();
        session = switch (script.style()) {
            case "gmail", "gmail-relay", "gmail-mx" -> String.format("%013x-%011xsm%d%c%c.%d",
                    random.nextLong(1L << 52), random.nextLong(1L << 44), random.nextInt(1_000_000, 99_999_999),
                    'a' + random.nextInt(26), 'a' + random.nextInt(26), random.nextInt(1, 99));
            case "microsoft365" -> String.format("%016X", random.nextLong() & 0x0fff_ffff_ffff_ffffL);
            default -> Long.toString(random.nextLong(1L << 50, 1L << 51), 36).toUpperCase(Locale.ROOT);
        };
    }
}
