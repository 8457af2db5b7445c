package org.mailmend.check.internal;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;

import org.mailmend.check.Cancellation;
import org.mailmend.check.CheckListener;
import org.mailmend.check.CheckRequest;
import org.mailmend.check.CheckResult;
import org.mailmend.check.CheckResult.AddressResult;
import org.mailmend.check.CheckResult.OAuthError;
import org.mailmend.check.CheckResult.ServerInfo;
import org.mailmend.check.CheckResult.StageResult;
import org.mailmend.check.CheckResult.Status;
import org.mailmend.check.CheckResult.TlsInfo;
import org.mailmend.check.CheckResult.Verdict;
import org.mailmend.check.ClientProfile;
import org.mailmend.check.Detail;
import org.mailmend.check.Mechanism;
import org.mailmend.check.Redactor;
import org.mailmend.check.Security;
import org.mailmend.check.SignIn;
import org.mailmend.check.Target;
import org.mailmend.check.TestMessage;
import org.mailmend.check.TranscriptLine.Speaker;
import org.mailmend.check.internal.dialogue.Answer;
import org.mailmend.check.internal.dialogue.Answer.State;
import org.mailmend.check.internal.dialogue.Dialogue;
import org.mailmend.check.internal.dialogue.Journal;
import org.mailmend.check.internal.dialogue.Offer;
import org.mailmend.check.internal.dialogue.Stop;
import org.mailmend.check.internal.dns.HostLookup;
import org.mailmend.check.internal.imap.ImapDialogue;
import org.mailmend.check.internal.io.Connector;
import org.mailmend.check.internal.io.Deadline;
import org.mailmend.check.internal.io.Wire;
import org.mailmend.check.internal.io.WireException;
import org.mailmend.check.internal.io.WireException.Kind;
import org.mailmend.check.internal.pop3.Pop3Dialogue;
import org.mailmend.check.internal.sasl.OAuthErrors;
import org.mailmend.check.internal.sasl.Sasl;
import org.mailmend.check.internal.smtp.SmtpDialogue;
import org.mailmend.check.internal.tls.TlsHandshake;
import org.mailmend.diagnosis.CauseId;
import org.mailmend.diagnosis.Diagnosis;
import org.mailmend.diagnosis.Protocol;
import org.mailmend.diagnosis.SecretKind;
import org.mailmend.diagnosis.Stage;

/** One check from its first stage to its verdict. Used once, by one thread. */
public final class Run {
    /** A greeting that takes longer is worth a warning: a tarpit, or a server that waits for reverse DNS. */
    private static final Duration LONG_GREETING = Duration.ofMillis(2500);
    /** How long a silent server is waited for before a second look tells whether it waits for TLS. */
    private static final Duration SILENCE = Duration.ofSeconds(4);
    /** The same for a port on which TLS is usual. */
    private static final Duration SILENCE_ON_TLS_PORT = Duration.ofMillis(800);
    private static final Duration SECOND_LOOK = Duration.ofSeconds(2);
    private static final Duration LOOKUP_PAUSE = Duration.ofSeconds(1);
    private static final int MAX_CHALLENGES = 6;

    private final CheckRequest request;
    private final Target target;
    private final ClientProfile profile;
    private final Cancellation cancellation;
    private final Deadline deadline;
    private final Instant started = Instant.now();
    private final long start = System.nanoTime();
    private final Journal journal;
    private final Analyst analyst;
    private final String messageToFind;

    private Connector connector;
    private Socket socket;
    private Wire wire;
    private Dialogue dialogue;
    private String banner;
    private boolean preauth;
    private Offer offer;
    private TlsInfo tls;
    private OAuthError oauthError;
    private String sentMessageId;
    private Boolean found;

    private Run(CheckRequest request, CheckListener listener, Cancellation cancellation, Deadline deadline,
            String messageToFind) {
        this.request = request;
        this.target = request.target();
        this.profile = request.profile();
        this.cancellation = cancellation;
        this.deadline = deadline;
        this.messageToFind = messageToFind;
        SignIn signIn = request.signIn();
        Redactor redactor = signIn.wanted() && Limits.isPlausible(signIn.secret())
                ? Redactor.GENERAL.with(signIn.secret(), signIn.user())
                : Redactor.GENERAL;
        journal = new Journal(listener, redactor, start);
        analyst = new Analyst(request, journal);
    }

    /** Runs a check. */
    public static CheckResult of(CheckRequest request, CheckListener listener, Cancellation cancellation) {
        return new Run(request, listener, cancellation, Deadline.after(request.deadline()), null).execute();
    }

    private CheckResult execute() {
        Stop stop = null;
        try {
            stages();
        } catch (Stop e) {
            stop = e;
            finish(e);
        }
        if (dialogue != null) {
            if (stop == null || !stop.isAbrupt()) {
                dialogue.quit();
            }
            wire.close();
        }
        List<AddressResult> addresses = connector == null ? List.of() : connector.results(socket);
        if (stop == null) {
            stop = afterwards();
        }
        if (connector != null) {
            connector.close();
        }
        return result(stop, addresses);
    }

    /** What is left when the dialogue itself has passed: a second look at STARTTLS, and the message's way. */
    private Stop afterwards() {
        try {
            lookForCommandInjection();
        } catch (Stop e) {
            journal.put(new StageResult(e.stage(), Status.FAULT, e.cause(), journal.result(e.stage()).nanos(), e.detail()));
            return e;
        }
        if (sentMessageId != null && request.lookup() != null) {
            lookUp();
        }
        return null;
    }

    private void stages() throws Stop {
        Limits.check(request);
        try {
            connect(addresses());
            dialogue = dialogue(wire, journal);
            if (target.security() == Security.TLS && wants(Stage.BANNER)) {
                secure(this::connectAgain);
            }
            if (wants(Stage.BANNER)) {
                greeting();
            }
            if (wants(Stage.EHLO)) {
                hello();
            }
            if (target.security() == Security.STARTTLS && wants(Stage.STARTTLS)) {
                startTls();
                if (wants(Stage.TLS)) {
                    secure(this::connectAgainUpToTls);
                    hello();
                }
            }
            if (wants(Stage.AUTH)) {
                signIn();
            }
            if (messageToFind != null) {
                search();
            }
            if (dialogue instanceof SmtpDialogue smtp && request.to() != null && wants(Stage.MAIL)) {
                transaction(smtp);
            }
        } catch (WireException e) {
            throw analyst.stop(journal.stage(), e);
        }
    }

    private boolean wants(Stage stage) {
        return request.stopAfter() == null || stage.compareTo(request.stopAfter()) <= 0;
    }

    // --- dns, connect

    private List<InetAddress> addresses() throws Stop {
        journal.begin(Stage.DNS);
        HostLookup.Outcome outcome = HostLookup.addresses(target.host(), request.resolver(), deadline, cancellation);
        if (outcome.cause() != CauseId.OK) {
            throw new Stop(Stage.DNS, outcome.cause(), outcome.detail());
        }
        journal.pass(outcome.detail());
        return outcome.addresses();
    }

    private void connect(List<InetAddress> addresses) throws Stop, WireException {
        if (!wants(Stage.CONNECT)) {
            return;
        }
        journal.begin(Stage.CONNECT);
        try {
            connector = new Connector(addresses, target.port(), deadline, cancellation);
        } catch (IOException e) {
            throw new Stop(Stage.CONNECT, CauseId.NOT_TESTED,
                    Detail.of("connect.local", Redactor.visible(String.valueOf(e.getMessage()))));
        }
        socket = connector.connect();
        if (socket == null) {
            throw notConnected(addresses);
        }
        wire = new Wire(socket, deadline, cancellation);
        InetSocketAddress peer = (InetSocketAddress) socket.getRemoteSocketAddress();
        String address = Hosts.withPort(peer.getAddress().getHostAddress(), peer.getPort());
        journal.said(Speaker.NOTE, "TCP " + address);
        journal.pass(Detail.of("connect.done", address));
    }

    private Stop notConnected(List<InetAddress> addresses) {
        if (cancellation.isCancelled()) {
            return analyst.cancelled(Stage.CONNECT);
        }
        CauseId cause = connector.cause();
        String tried = String.join(", ", addresses.stream().map(InetAddress::getHostAddress).toList());
        return new Stop(Stage.CONNECT, cause, cause == CauseId.NOT_TESTED ? Detail.of("connect.not-possible", tried)
                : Detail.of("connect.failed", target.port(), tried));
    }

    private Socket connectAgain() {
        return connector.again();
    }

    /** One more connection, brought to the point where the handshake may start; null when that fails. */
    private Socket connectAgainUpToTls() {
        Socket again = connector.again();
        if (again == null) {
            return null;
        }
        Wire other = null;
        try {
            other = new Wire(again, deadline, cancellation);
            Dialogue talk = dialogue(other, journal.aside());
            if (talk.greeting().ok() && talk.hello(clientName(again), profile.sendsEhlo()).startTls() && talk.startTls().ok()) {
                other.release();
                return again;
            }
        } catch (WireException e) {
            // the second look is not worth more than that: the first one has its result
            journal.said(Speaker.NOTE, "TCP ×");
        }
        if (other != null) {
            other.close();
        }
        return null;
    }

    private Dialogue dialogue(Wire over, Journal hears) {
        return switch (target.protocol()) {
            case SMTP -> new SmtpDialogue(over, hears);
            case IMAP -> new ImapDialogue(over, hears);
            case POP3 -> new Pop3Dialogue(over, hears);
        };
    }

    // --- banner

    private void greeting() throws Stop, WireException {
        journal.begin(Stage.BANNER);
        long asked = System.nanoTime();
        wire.startReply();
        if (!wire.isSecure()) {
            lookAtSilence();
        }
        if (wire.await(deadline.remaining())) {
            lookAtFirstBytes();
        }
        Answer answer = dialogue.greeting();
        banner = journal.show(answer.text());
        analyst.heard(banner);
        if (target.protocol() == Protocol.SMTP && ServiceGuess.isFtp(answer.text())) {
            throw analyst.wrongService("FTP", answer.text());
        }
        if (answer.state() == State.PREAUTH && target.security() == Security.STARTTLS) {
            // RFC 9051 section 11.1: an attacker on the way may forge this greeting so that TLS is not begun
            throw new Stop(Stage.BANNER, CauseId.STARTTLS_STRIPPED, Detail.of("banner.preauth")).abrupt();
        }
        preauth = answer.state() == State.PREAUTH;
        boolean welcome = answer.ok() && (answer.code() == 0 || answer.code() == 220) || preauth;
        if (answer.state() == State.OK && !welcome || answer.more()) {
            throw new WireException(Kind.VIOLATION, answer.code() + " " + answer.text());
        }
        if (!welcome) {
            throw analyst.refused(Stage.BANNER, answer);
        }
        long nanos = System.nanoTime() - asked;
        Detail detail = Detail.of("banner.text", journal.evidence(answer.text()));
        if (nanos > LONG_GREETING.toNanos()) {
            Detail delayed = Detail.of("banner.delayed", nanos / 1_000_000_000);
            journal.warn(CauseId.GREETING_DELAYED, delayed);
            journal.end(Status.WARNING, CauseId.GREETING_DELAYED, delayed);
        } else {
            journal.pass(detail);
        }
    }

    /** A server that says nothing may wait for the client to begin with TLS: a second look can tell. */
    private void lookAtSilence() throws Stop, WireException {
        boolean tlsPort = target.port() == 465 || target.port() == 993 || target.port() == 995;
        Duration half = deadline.remaining().dividedBy(2);
        Duration patience = tlsPort ? SILENCE_ON_TLS_PORT : SILENCE;
        if (wire.await(patience.compareTo(half) < 0 ? patience : half)) {
            return;
        }
        Socket other = connector.again();
        if (other == null) {
            return;
        }
        Deadline end = deadline.atMost(SECOND_LOOK).atMost(deadline.remaining().dividedBy(2));
        try (Wire look = new Wire(other, end, cancellation)) {
            look.send(clientHello());
            String first = look.unread();
            if (ServiceGuess.isTls(first)) {
                throw new Stop(Stage.BANNER, CauseId.IMPLICIT_TLS_EXPECTED, Detail.of("banner.tls-after-hello", target.port()))
                        .abrupt();
            }
            String service = ServiceGuess.of(first);
            if (service != null && !service.equals(target.protocol().name())) {
                throw analyst.wrongService(service, first);
            }
        } catch (WireException e) {
            if (e.kind() == Kind.CANCELLED) {
                throw e;
            }
            // no answer to TLS either: go on waiting for the greeting
            journal.said(Speaker.NOTE, "TLS ?");
        }
    }

    /** Bytes that are no text have no line whose end could be waited for. */
    private void lookAtFirstBytes() throws Stop, WireException {
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

    // --- ehlo

    private String clientName(Socket own) {
        if (request.helo() != null) {
            return request.helo();
        }
        if (profile.helo() != null) {
            return profile.helo();
        }
        // RFC 5321 section 4.1.4: an address literal where the computer has no name that others know
        return Hosts.literal(own.getLocalAddress());
    }

    private void hello() throws Stop, WireException {
        StageResult before = journal.result(Stage.EHLO);
        journal.begin(Stage.EHLO);
        offer = dialogue.hello(clientName(socket), profile.sendsEhlo());
        boolean smtp = target.protocol() == Protocol.SMTP;
        if (!offer.answer().ok() && (smtp || target.protocol() == Protocol.IMAP)) {
            throw analyst.refused(Stage.EHLO, offer.answer());
        }
        if (smtp && !offer.extended() && profile.sendsEhlo()) {
            Detail detail = Detail.of("ehlo.helo-only");
            if (target.security() == Security.STARTTLS || request.signIn().wanted()) {
                throw new Stop(Stage.EHLO, CauseId.NO_ESMTP, detail);
            }
            journal.warn(CauseId.NO_ESMTP, detail);
            journal.end(Status.WARNING, CauseId.NO_ESMTP, detail);
            return;
        }
        if (!wire.isSecure()) {
            remarkOnClearText();
        }
        Detail detail = offer.extended() ? Detail.of("ehlo.capabilities", offer.capabilities().size()) : Detail.of("ehlo.none");
        journal.end(before == null ? Status.OK : before.status(), before == null ? CauseId.OK : before.cause(), detail);
    }

    /** Where a sign-in in the clear is offered, somebody will use it: worth a remark, though this check does not. */
    private void remarkOnClearText() {
        boolean offered = offer.offers(Mechanism.PLAIN) || offer.offers(Mechanism.LOGIN);
        if (offered && offer.extended()) {
            journal.remark(CauseId.AUTH_CLEARTEXT, Detail.of("auth.clear-offered"));
        }
    }

    // --- starttls, tls

    private void startTls() throws Stop, WireException {
        journal.begin(Stage.STARTTLS);
        if (!offer.startTls()) {
            throw analyst.noStartTls(offer, dialogue.startTlsCommand());
        }
        Answer answer = dialogue.startTls();
        if (answer.ok() && (answer.code() == 0 || answer.code() == 220)) {
            if (wire.hasUnread()) {
                throw new Stop(Stage.STARTTLS, CauseId.STARTTLS_INJECTION,
                        Detail.of("starttls.injection", journal.evidence(wire.unread()))).abrupt();
            }
            journal.pass(Detail.of("starttls.accepted"));
            return;
        }
        if (answer.ok() || answer.more()) {
            throw new WireException(Kind.VIOLATION, answer.code() + " " + answer.text());
        }
        throw analyst.refused(Stage.STARTTLS, answer);
    }

    private void secure(java.util.function.Supplier<Socket> reconnect) throws Stop, WireException {
        journal.begin(Stage.TLS);
        TlsHandshake.Outcome outcome = TlsHandshake.perform(wire.socket(), target.host(), profile, request.trustAnchors(),
                reconnect, deadline, cancellation);
        tls = outcome.info();
        outcome.warnings().forEach(w -> journal.warn(w.cause(), w.detail()));
        if (outcome.cause() == CauseId.TLS_MODE_MISMATCH && target.security() == Security.STARTTLS) {
            // clear text in the place of the handshake: it came a moment too late to be seen with the reply to STARTTLS
            throw new Stop(Stage.STARTTLS, CauseId.STARTTLS_INJECTION,
                    Detail.of("starttls.injection", outcome.detail().args().getFirst())).abrupt();
        }
        if (outcome.cause() != CauseId.OK) {
            throw new Stop(Stage.TLS, outcome.cause(), outcome.detail()).abrupt();
        }
        wire.secure(outcome.socket());
        journal.said(Speaker.NOTE, tls.protocol() + " " + tls.cipher());
        boolean warned = !outcome.warnings().isEmpty();
        journal.end(warned ? Status.WARNING : Status.OK, warned ? outcome.warnings().getFirst().cause() : CauseId.OK,
                outcome.detail());
    }

    /**
     * Tells on a connection of its own whether the server executes a command that came before the handshake. Only where
     * nobody signs in: then the check is of the server itself, and the second connection costs no account anything.
     */
    private void lookForCommandInjection() throws Stop {
        if (target.security() != Security.STARTTLS || request.signIn().wanted() || !wire.isSecure() || deadline.passed()) {
            return;
        }
        Socket other = connector.again();
        if (other == null) {
            return;
        }
        Deadline end = deadline.atMost(SECOND_LOOK);
        try (Wire look = new Wire(other, end, cancellation)) {
            Dialogue talk = dialogue(look, journal.aside());
            if (!talk.greeting().ok() || !talk.hello(clientName(other), true).startTls()
                    || !talk.startTlsWithCommandBehind().ok() || look.hasUnread()) {
                return;
            }
            TlsHandshake.Outcome outcome = TlsHandshake.perform(other, target.host(), profile, request.trustAnchors(), null,
                    end, cancellation);
            if (outcome.cause() != CauseId.OK) {
                return;
            }
            look.secure(outcome.socket());
            // a server that is well waits for a command now; one that is not has its answer under way
            Duration patience = Duration.ofNanos(2 * journal.result(Stage.TLS).nanos()).plusMillis(50);
            if (look.await(patience) && talk.readBehind().ok()) {
                throw new Stop(Stage.STARTTLS, CauseId.STARTTLS_COMMAND_INJECTION, Detail.of("starttls.command-injection"));
            }
        } catch (WireException e) {
            // a server that breaks off is on the safe side
            journal.said(Speaker.NOTE, "TLS ?");
        }
    }

    // --- auth

    private void signIn() throws Stop, WireException {
        SignIn signIn = request.signIn();
        if (!signIn.wanted()) {
            return;
        }
        journal.begin(Stage.AUTH);
        if (preauth) {
            throw new Stop(Stage.AUTH, CauseId.NOT_TESTED, Detail.of("auth.preauth"));
        }
        Mechanism mechanism = new MechanismChoice(request, offer, wire.isSecure(), journal).choose();
        String secret = new String(signIn.secret().reveal());
        analyst.uses(mechanism);
        Answer answer;
        Sasl sasl = new Sasl(mechanism, signIn.user(), secret, target.host(), target.port());
        if (mechanism == Mechanism.LOGIN && !offer.mechanisms().contains(mechanism.saslName())) {
            sasl.initialSent();
            answer = dialogue.login(signIn.user(), secret);
            if (answer.more()) {
                throw new WireException(Kind.VIOLATION, answer.text());
            }
        } else {
            answer = exchange(sasl, mechanism);
        }
        if (answer.state() == State.PREAUTH) {
            throw new WireException(Kind.VIOLATION, answer.text());
        }
        if (!answer.ok()) {
            throw sasl.failed() ? analyst.refusedToken(answer, oauthError) : analyst.refused(Stage.AUTH, answer);
        }
        Detail detail = Detail.of("auth.done", journal.evidence(signIn.user()), mechanism.saslName());
        if (wire.isSecure()) {
            journal.pass(detail);
        } else {
            Detail clear = Detail.of("auth.clear", mechanism.saslName());
            journal.warn(CauseId.AUTH_CLEARTEXT, clear);
            journal.end(Status.WARNING, CauseId.AUTH_CLEARTEXT, clear);
        }
    }

    /** A SASL exchange up to its last answer. */
    private Answer exchange(Sasl sasl, Mechanism mechanism) throws Stop, WireException {
        byte[] first = sasl.initial();
        String initial = first == null ? null : base64(first);
        if (initial != null && !dialogue.takesInitial(offer, mechanism, initial)) {
            initial = null;
        }
        if (initial != null) {
            sasl.initialSent();
        }
        Answer answer = dialogue.authenticate(mechanism, initial);
        if (initial != null && isNoInitialResponse(answer)) {
            // the server could not read the command: nothing was refused, and the message may come the other way
            sasl.initialIgnored();
            answer = dialogue.authenticate(mechanism, null);
        } else if (initial != null && answer.more() && answer.text().isEmpty() && mechanism == Mechanism.PLAIN) {
            sasl.initialIgnored();
        }
        for (int i = 0; answer.more(); i++) {
            byte[] challenge = decode(answer.text());
            byte[] response = i < MAX_CHALLENGES ? sasl.respond(challenge) : null;
            oauthError = shown(sasl.error());
            if (response == null) {
                Answer last = dialogue.abort();
                throw analyst.malformed(last);
            }
            String message = base64(response);
            answer = dialogue.respond(message, response.length < 2 ? message : Redactor.DOTS);
        }
        return answer;
    }

    private static boolean isNoInitialResponse(Answer answer) {
        return answer.code() == 501 && (answer.status() == null || !answer.status().startsWith("5.7."));
    }

    private OAuthError shown(OAuthError error) {
        return error == null ? null : new OAuthError(shown(error.status()), shown(error.schemes()), shown(error.scope()));
    }

    private String shown(String text) {
        return text == null ? null : journal.show(text);
    }

    /** The message in base64, which from now on nobody sees. */
    private String base64(byte[] message) {
        String text = Base64.getEncoder().encodeToString(message);
        if (message.length > 1) {
            journal.protect(text);
        }
        return text;
    }

    private static byte[] decode(String challenge) {
        try {
            return Base64.getDecoder().decode(challenge);
        } catch (IllegalArgumentException e) {
            // some servers write their prompts in plain words
            return null;
        }
    }

    // --- mail, rcpt, data

    private void transaction(SmtpDialogue smtp) throws Stop, WireException {
        Envelope envelope = new Envelope(request, offer);
        journal.begin(Stage.MAIL);
        Answer answer = smtp.command(envelope.mailCommand(), "MAIL");
        expect(Stage.MAIL, answer, State.OK);
        journal.pass(envelope.from().isEmpty() ? Detail.of("mail.accepted-empty")
                : Detail.of("mail.accepted", journal.evidence(envelope.from())));
        if (!wants(Stage.RCPT)) {
            return;
        }
        journal.begin(Stage.RCPT);
        answer = smtp.command(envelope.rcptCommand(), "RCPT");
        expect(Stage.RCPT, answer, State.OK);
        journal.pass(Detail.of("rcpt.accepted", journal.evidence(envelope.to())));
        if (!request.send() || !wants(Stage.DATA)) {
            smtp.command("RSET", "RSET");
            return;
        }
        journal.begin(Stage.DATA);
        TestMessage message = TestMessage.of(envelope.from(), envelope.to(), envelope.isUtf8());
        answer = smtp.command("DATA", "DATA");
        expect(Stage.DATA, answer, State.CONTINUE);
        answer = smtp.message(message.bytes(), analyst::messageSent);
        expect(Stage.DATA, answer, State.OK);
        sentMessageId = message.id();
        journal.pass(Detail.of("data.accepted", sentMessageId));
    }

    private void expect(Stage stage, Answer answer, State state) throws Stop, WireException {
        if (answer.state() == state) {
            return;
        }
        if (answer.state() == State.REFUSED) {
            throw analyst.refused(stage, answer);
        }
        throw new WireException(Kind.VIOLATION, answer.code() + " " + answer.text());
    }

    // --- the message on its way

    private void lookUp() {
        if (deadline.passed() || cancellation.isCancelled()) {
            return;
        }
        CheckRequest other = CheckRequest.of(request.lookup()).withSignIn(request.signIn()).withProfile(profile)
                .withTrustAnchors(request.trustAnchors()).withAllowCleartext(request.allowCleartext())
                .withResolver(request.resolver()).withDeadline(deadline.remaining());
        Run run = new Run(other, CheckListener.NONE, cancellation, deadline, sentMessageId);
        CheckResult result = run.execute();
        journal.append(result.transcript());
        found = run.found;
        StageResult data = journal.result(Stage.DATA);
        if (found == null && result.verdict() == Verdict.FAULT) {
            journal.warn(result.cause(), Detail.of("data.lookup-failed", request.lookup().host()));
        } else {
            journal.put(new StageResult(Stage.DATA, data.status(), data.cause(), data.nanos(),
                    Detail.of(Boolean.TRUE.equals(found) ? "data.found" : "data.not-found", sentMessageId)));
        }
    }

    private void search() throws WireException {
        ImapDialogue imap = (ImapDialogue) dialogue;
        found = false;
        boolean open = imap.command("EXAMINE INBOX", "EXAMINE").ok();
        while (open && !imap.finds(messageToFind)) {
            wire.await(LOOKUP_PAUSE);
            // only then need a server tell of new messages
            open = imap.command("NOOP", "NOOP").ok();
        }
        found = open;
    }

    // --- the end

    /** Puts the finding where it belongs. */
    private void finish(Stop stop) {
        boolean untested = stop.isUntested();
        Status status = untested ? Status.SKIPPED : Status.FAULT;
        if (journal.isOpen() && journal.stage() == stop.stage()) {
            journal.end(status, stop.cause(), stop.detail());
        } else {
            journal.put(new StageResult(stop.stage(), status, stop.cause(), 0, stop.detail()));
        }
    }

    private CheckResult result(Stop stop, List<AddressResult> addresses) {
        List<StageResult> stages = new ArrayList<>();
        Stage last = null;
        for (Stage stage : applicable()) {
            StageResult result = journal.result(stage);
            if (result == null) {
                Detail detail = stage == Stage.AUTH && stop == null && offer != null && offer.signIn()
                        ? Detail.of("auth.offers", journal.evidence(String.join(" ", Analyst.offered(offer))))
                        : null;
                stages.add(new StageResult(stage, Status.SKIPPED, CauseId.OK, 0, detail));
            } else {
                stages.add(result);
                last = stage;
            }
        }
        Verdict verdict;
        CauseId cause;
        Stage where = last;
        if (stop != null) {
            verdict = stop.isUntested() ? Verdict.UNTESTED : Verdict.FAULT;
            cause = stop.cause();
            where = stop.stage();
        } else {
            cause = journal.gravest();
            verdict = cause == CauseId.OK ? Verdict.OK : Verdict.WARNING;
            CauseId searched = cause;
            if (verdict == Verdict.WARNING) {
                where = stages.stream().filter(s -> s.cause() == searched).map(StageResult::stage).findFirst().orElse(last);
            }
        }
        return new CheckResult(target, profile.id(), started, verdict, where, cause,
                stop == null ? List.of() : stop.alternatives(), stages, addresses, server(), tls, journal.replies(),
                journal.warnings(), oauthError, sentMessageId, found, null, journal.transcript(),
                Duration.ofNanos(System.nanoTime() - start), request.deadline());
    }

    private ServerInfo server() {
        if (banner == null) {
            return null;
        }
        if (offer == null) {
            return new ServerInfo(banner, List.of(), List.of());
        }
        return new ServerInfo(banner, offer.capabilities().stream().map(journal::show).toList(),
                offer.mechanisms().stream().map(journal::show).toList());
    }

    /** The stages that this check has, whether it came to them or not. */
    private List<Stage> applicable() {
        List<Stage> stages = new ArrayList<>(List.of(Stage.DNS, Stage.CONNECT, Stage.BANNER, Stage.EHLO));
        if (target.security() == Security.STARTTLS) {
            stages.add(Stage.STARTTLS);
        }
        if (target.security() != Security.NONE) {
            stages.add(Stage.TLS);
        }
        stages.add(Stage.AUTH);
        if (target.protocol() == Protocol.SMTP && request.to() != null) {
            stages.add(Stage.MAIL);
            stages.add(Stage.RCPT);
            if (request.send()) {
                stages.add(Stage.DATA);
            }
        }
        return stages;
    }
}
