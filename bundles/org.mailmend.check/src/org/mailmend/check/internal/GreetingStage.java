package org.mailmend.check.internal;

import java.io.IOException;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.time.Duration;

import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;

import org.mailmend.check.CheckResult.Status;
import org.mailmend.check.Detail;
import org.mailmend.check.Security;
import org.mailmend.check.Target;
import org.mailmend.check.TranscriptLine.Speaker;
import org.mailmend.check.internal.dialogue.Answer;
import org.mailmend.check.internal.dialogue.Answer.State;
import org.mailmend.check.internal.dialogue.Dialogue;
import org.mailmend.check.internal.dialogue.Journal;
import org.mailmend.check.internal.dialogue.Stop;
import org.mailmend.check.internal.io.Connector;
import org.mailmend.check.internal.io.Deadline;
import org.mailmend.check.internal.io.Wire;
import org.mailmend.check.internal.io.WireException;
import org.mailmend.check.internal.io.WireException.Kind;
import org.mailmend.diagnosis.CauseId;
import org.mailmend.diagnosis.Protocol;
import org.mailmend.diagnosis.Stage;

/** What the server says first, and what it may be when it says something else or nothing. */
final class GreetingStage {
    /** A greeting that takes longer is worth a warning: a tarpit, or a server that waits for reverse DNS. */
    private static final Duration LONG = Duration.ofMillis(2500);
    /** How long a silent server is waited for before a second look tells whether it waits for TLS. */
    private static final Duration SILENCE = Duration.ofSeconds(4);
    /** The same for a port on which TLS is usual. */
    private static final Duration SILENCE_ON_TLS_PORT = Duration.ofMillis(800);
    private static final Duration SECOND_LOOK = Duration.ofSeconds(2);

    private final Context context;
    private final Connector connector;
    private final Journal journal;
    private final Target target;
    private boolean signedIn;

    /**
     * @param connector opens another connection for a second look
     */
    GreetingStage(Context context, Connector connector) {
        this.context = context;
        this.connector = connector;
        journal = context.journal();
        target = context.target();
    }

    /**
     * Waits for the greeting.
     *
     * @return its text, as it may be shown
     */
    String run(Dialogue dialogue) throws Stop, WireException {
        Wire wire = dialogue.wire();
        journal.begin(Stage.BANNER);
        long asked = System.nanoTime();
        wire.startReply();
        // port 25 never speaks implicit TLS, and servers there punish whoever speaks before them
        if (!wire.isSecure() && target.port() != 25) {
            lookAtSilence(wire);
        }
        if (wire.await(context.deadline().remaining())) {
            lookAtFirstBytes(wire);
        }
        Answer answer = dialogue.greeting();
        String text = journal.show(answer.text());
        context.analyst().heard(text);
        if (target.protocol() == Protocol.SMTP && ServiceGuess.isFtp(answer.text())) {
            throw context.analyst().wrongService("FTP", answer.text());
        }
        judge(answer);
        long nanos = System.nanoTime() - asked;
        if (nanos > LONG.toNanos()) {
            Detail delayed = Detail.of("banner.delayed", nanos / 1_000_000_000);
            journal.warn(CauseId.GREETING_DELAYED, delayed);
            journal.end(Status.WARNING, CauseId.GREETING_DELAYED, delayed);
        } else {
            journal.pass(Detail.of("banner.text", journal.evidence(answer.text())));
        }
        return text;
    }

    /** Whether the server has signed the connection in by itself. */
    boolean isSignedIn() {
        return signedIn;
    }

    private void judge(Answer answer) throws Stop, WireException {
        signedIn = answer.state() == State.PREAUTH;
        if (signedIn && target.security() == Security.STARTTLS) {
            // RFC 9051 section 11.1: an attacker on the way may forge this greeting so that TLS is not begun
            throw new Stop(Stage.BANNER, CauseId.STARTTLS_STRIPPED, Detail.of("banner.preauth")).abrupt();
        }
        boolean welcome = answer.ok() && (answer.code() == 0 || answer.code() == 220) || signedIn;
        if (answer.ok() && !welcome || answer.more()) {
            throw new WireException(Kind.VIOLATION, answer.code() + " " + answer.text());
        }
        if (!welcome) {
            throw context.analyst().refused(Stage.BANNER, answer);
        }
    }

    /** A server that says nothing may wait for the client to begin with TLS: a second look can tell. */
    private void lookAtSilence(Wire wire) throws Stop, WireException {
        boolean tlsPort = target.port() == 465 || target.port() == 993 || target.port() == 995;
        Duration half = context.deadline().remaining().dividedBy(2);
        Duration patience = tlsPort ? SILENCE_ON_TLS_PORT : SILENCE;
        if (wire.await(patience.compareTo(half) < 0 ? patience : half)) {
            return;
        }
        Socket other = connector.again();
        if (other == null) {
            return;
        }
        Deadline end = context.deadline().atMost(SECOND_LOOK).atMost(context.deadline().remaining().dividedBy(2));
        try (Wire look = new Wire(other, end, context.cancellation())) {
            look.send(clientHello());
            judgeSecondLook(look.unread());
        } catch (WireException e) {
            if (e.kind() == Kind.CANCELLED) {
                throw e;
            }
            // no answer to TLS either: go on waiting for the greeting
            journal.said(Speaker.NOTE, "TLS ?");
        }
    }

    private void judgeSecondLook(String first) throws Stop {
        if (ServiceGuess.isTls(first)) {
            throw new Stop(Stage.BANNER, CauseId.IMPLICIT_TLS_EXPECTED, Detail.of("banner.tls-after-hello", target.port()))
                    .abrupt();
        }
        String service = ServiceGuess.of(first);
        if (service != null && !service.equals(target.protocol().name())) {
            throw context.analyst().wrongService(service, first);
        }
    }

    /** Bytes that are no text have no line whose end could be waited for. */
    private void lookAtFirstBytes(Wire wire) throws Stop, WireException {
        String first = wire.unread();
        if (ServiceGuess.isTls(first)) {
            journal.said(Speaker.SERVER, journal.evidence(first));
            throw new Stop(Stage.BANNER, CauseId.IMPLICIT_TLS_EXPECTED, Detail.of("banner.tls", target.port())).abrupt();
        }
        if (ServiceGuess.isBinary(first)) {
            journal.said(Speaker.SERVER, journal.evidence(first));
            throw new Stop(Stage.BANNER, CauseId.WRONG_SERVICE, Detail.of("banner.binary", journal.evidence(first))).abrupt();
        }
    }

    private byte[] clientHello() {
        try {
            SSLEngine engine = SSLContext.getDefault().createSSLEngine(target.host(), target.port());
            engine.setUseClientMode(true);
            ByteBuffer out = ByteBuffer.allocate(engine.getSession().getPacketBufferSize());
            engine.wrap(ByteBuffer.allocate(0), out);
            byte[] bytes = new byte[out.flip().remaining()];
            out.get(bytes);
            return bytes;
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalStateException("this Java has no TLS", e);
        }
    }
}
