package org.mailmend.check.internal;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

import org.mailmend.check.Cancellation;
import org.mailmend.check.CheckListener;
import org.mailmend.check.CheckRequest;
import org.mailmend.check.CheckResult;
import org.mailmend.check.CheckResult.AddressResult;
import org.mailmend.check.CheckResult.DomainInfo;
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
import org.mailmend.check.TranscriptLine.Speaker;
import org.mailmend.check.internal.dialogue.Answer;
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
import org.mailmend.check.internal.smtp.SmtpDialogue;
import org.mailmend.check.internal.tls.TlsHandshake;
import org.mailmend.diagnosis.CauseId;
import org.mailmend.diagnosis.Protocol;
import org.mailmend.diagnosis.Stage;

/** One check from its first stage to its verdict. Used once, by one thread. */
public final class Run {
    private static final Duration LOOKUP_PAUSE = Duration.ofSeconds(1);
    /** Longer than the answers of a resolver that is well. */
    private static final Duration DOMAIN_LOOKUP = Duration.ofSeconds(3);

    private final CheckRequest request;
    private final Target target;
    private final ClientProfile profile;
    private final Cancellation cancellation;
    private final Deadline deadline;
    private final Instant started = Instant.now();
    private final long start = System.nanoTime();
    private final Journal journal;
    private final Analyst analyst;
    private final Context context;
    private final String messageToFind;

    private Connector connector;
    private Socket socket;
    private Wire wire;
    private Dialogue dialogue;
    private String banner;
    private boolean signedIn;
    private Offer offer;
    private TlsInfo tls;
    private OAuthError oauthError;
    private String sentMessageId;
    private Boolean found;
    private DomainInfo domain;

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
        context = new Context(request, deadline, cancellation, journal, analyst);
    }

    /** Runs a check. */
    public static CheckResult of(CheckRequest request, CheckListener listener, Cancellation cancellation) {
        return new Run(request, listener, cancellation, Deadline.after(request.deadline()), null).execute();
    }

    private CheckResult execute() {
        try {
            Stop stop = null;
            try {
                stages();
            } catch (Stop e) {
                stop = e;
                finish(e);
            }
            if (banner != null && (stop == null || !stop.isAbrupt())) {
                dialogue.quit();
            }
            if (wire != null) {
                wire.close();
            }
            List<AddressResult> addresses = connector == null ? List.of() : connector.results(socket);
            return result(stop == null ? afterwards() : stop, addresses);
        } finally {
            close();
        }
    }

    private void close() {
        if (wire != null) {
            wire.close();
        }
        if (connector != null) {
            connector.close();
        }
    }

    /** What is left when the dialogue itself has passed: a second look at STARTTLS, and the message's way. */
    private Stop afterwards() {
        try {
            // where nobody signs in, the check is of the server itself, and one more connection costs no account anything
            if (target.security() == Security.STARTTLS && !request.signIn().wanted() && tls != null && !deadline.passed()) {
                InjectionProbe.look(context, connector, journal.result(Stage.TLS).nanos());
            }
        } catch (Stop e) {
            finish(e);
            return e;
        }
        if (sentMessageId != null && request.lookup() != null && !deadline.passed() && !cancellation.isCancelled()) {
            lookUp();
        }
        return null;
    }

    private void stages() throws Stop {
        Limits.check(request);
        try {
            List<InetAddress> addresses = addresses();
            if (wants(Stage.CONNECT)) {
                connect(addresses);
            }
            if (wants(Stage.BANNER)) {
                talk();
            }
        } catch (WireException e) {
            throw analyst.stop(journal.stage(), e);
        }
    }

    private void talk() throws Stop, WireException {
        dialogue = context.dialogue(wire, journal);
        if (target.security() == Security.TLS) {
            secure(connector::again);
        }
        GreetingStage greeting = new GreetingStage(context, connector);
        banner = greeting.run(dialogue);
        signedIn = greeting.isSignedIn();
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
        if (request.signIn().wanted() && wants(Stage.AUTH)) {
            signIn();
        }
        if (messageToFind != null) {
            search((ImapDialogue) dialogue);
        }
        if (dialogue instanceof SmtpDialogue smtp && request.to() != null && wants(Stage.MAIL)) {
            sentMessageId = new TransactionStages(context, smtp).run(offer);
        }
    }

    private void signIn() throws Stop, WireException {
        SignInStage stage = new SignInStage(context, dialogue, offer);
        try {
            stage.run(signedIn);
        } finally {
            oauthError = stage.error();
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

    /** One more connection, brought to the point where the handshake may start; null when that fails. */
    private Socket connectAgainUpToTls() {
        Socket again = connector.again();
        if (again == null) {
            return null;
        }
        Wire other = null;
        try {
            other = new Wire(again, deadline, cancellation);
            Dialogue talk = context.dialogue(other, journal.aside());
            if (talk.greeting().ok() && talk.hello(context.clientName(other), profile.sendsEhlo()).startTls()
                    && talk.startTls().ok()) {
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

    // --- ehlo

    private void hello() throws Stop, WireException {
        StageResult before = journal.result(Stage.EHLO);
        journal.begin(Stage.EHLO);
        offer = dialogue.hello(context.clientName(wire), profile.sendsEhlo());
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

    private void secure(Supplier<Socket> reconnect) throws Stop, WireException {
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

    // --- the message on its way

    private void lookUp() {
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

    private void search(ImapDialogue imap) throws WireException {
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

    /** Puts the finding where it belongs; the stage in which it was met may be a later one. */
    private void finish(Stop stop) {
        Status status = stop.isUntested() ? Status.SKIPPED : Status.FAULT;
        if (journal.isOpen() && journal.stage() == stop.stage()) {
            journal.end(status, stop.cause(), stop.detail());
            return;
        }
        if (journal.isOpen()) {
            journal.end(Status.SKIPPED, CauseId.OK, null);
        }
        StageResult before = journal.result(stop.stage());
        journal.put(new StageResult(stop.stage(), status, stop.cause(), before == null ? 0 : before.nanos(), stop.detail()));
    }

    /** What receivers know of the sender's domain explains why they refuse it. */
    private void lookAtSenderDomain() {
        String from = request.from() == null ? request.signIn().user() : request.from();
        int at = from == null ? -1 : from.lastIndexOf('@');
        if (at >= 0 && !deadline.passed()) {
            domain = HostLookup.domain(from.substring(at + 1), null, request.resolver(), deadline.atMost(DOMAIN_LOOKUP),
                    cancellation).info();
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
        if (stop != null && stop.cause() == CauseId.SENDER_AUTHENTICATION) {
            lookAtSenderDomain();
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
                journal.warnings(), oauthError, sentMessageId, found, domain, journal.transcript(),
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
