package org.mailmend.check.servers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.mailmend.check.Cancellation;
import org.mailmend.check.CheckListener;
import org.mailmend.check.CheckRequest;
import org.mailmend.check.CheckResult;
import org.mailmend.check.CheckResult.Verdict;
import org.mailmend.check.Checker;
import org.mailmend.check.Mechanism;
import org.mailmend.check.Secret;
import org.mailmend.check.Security;
import org.mailmend.check.SignIn;
import org.mailmend.check.Target;
import org.mailmend.check.TranscriptLine;
import org.mailmend.diagnosis.CauseId;
import org.mailmend.diagnosis.Protocol;
import org.mailmend.diagnosis.Stage;

/** The connection tester against Postfix and Dovecot. */
class RealMailServersTest {
    private static RealMailServers servers;

    @BeforeAll
    static void start() throws Exception {
        String obstacle = RealMailServers.obstacle();
        if (obstacle != null) {
            System.err.println(obstacle);
        }
        Assumptions.assumeTrue(obstacle == null, obstacle);
        servers = RealMailServers.start();
    }

    @AfterAll
    static void stop() throws Exception {
        if (servers != null) {
            servers.close();
        }
    }

    static Stream<Arguments> everyWayIn() {
        List<Arguments> ways = new ArrayList<>();
        for (Protocol protocol : Protocol.values()) {
            for (Security security : List.of(Security.STARTTLS, Security.TLS)) {
                for (Mechanism mechanism : Mechanism.values()) {
                    ways.add(Arguments.of(protocol, security, mechanism));
                }
            }
        }
        return ways.stream();
    }

    @ParameterizedTest
    @MethodSource("everyWayIn")
    void signsIn(Protocol protocol, Security security, Mechanism mechanism) {
        CheckResult result = check(request(protocol, security)
                .withSignIn(new SignIn(RealMailServers.USER, goodSecret(mechanism), mechanism)));
        assertCause(CauseId.OK, result);
        assertEquals(Verdict.OK, result.verdict(), () -> explain(result));
    }

    @ParameterizedTest
    @MethodSource("everyWayIn")
    void tellsARefusedSecret(Protocol protocol, Security security, Mechanism mechanism) {
        Secret wrong = mechanism.usesToken() ? Secret.token("expired-token-of-the-test".toCharArray())
                : Secret.password("wrong-password-of-the-test".toCharArray());
        CheckResult result = check(request(protocol, security).withSignIn(new SignIn(RealMailServers.USER, wrong, mechanism)));
        assertEquals(Stage.AUTH, result.stage(), () -> explain(result));
        if (mechanism.usesToken()) {
            assertTrue(result.cause().name().startsWith("OAUTH_TOKEN_"), () -> explain(result));
        } else {
            assertCause(CauseId.AUTH_BAD_CREDENTIALS, result);
        }
        assertFalse(explain(result).contains("-of-the-test"), () -> explain(result));
    }

    @ParameterizedTest
    @EnumSource(Protocol.class)
    void choosesTheMechanismForThePasswordAndForTheToken(Protocol protocol) {
        for (Secret secret : List.of(Secret.password(RealMailServers.PASSWORD.toCharArray()),
                Secret.token(RealMailServers.TOKEN.toCharArray()))) {
            CheckResult result = check(
                    request(protocol, Security.STARTTLS).withSignIn(new SignIn(RealMailServers.USER, secret, null)));
            assertCause(CauseId.OK, result);
        }
    }

    @ParameterizedTest
    @EnumSource(Protocol.class)
    void signsInWithJapaneseNameAndPassword(Protocol protocol) {
        for (Mechanism mechanism : List.of(Mechanism.PLAIN, Mechanism.LOGIN, Mechanism.CRAM_MD5)) {
            CheckResult result = check(request(protocol, Security.TLS).withSignIn(new SignIn(RealMailServers.JAPANESE_USER,
                    Secret.password(RealMailServers.JAPANESE_PASSWORD.toCharArray()), mechanism)));
            assertCause(CauseId.OK, result);
        }
    }

    @ParameterizedTest
    @EnumSource(Protocol.class)
    void doesNotSendAPasswordToACertificateThatNobodyTrusts(Protocol protocol) {
        CheckResult result = check(request(protocol, Security.TLS).withTrustAnchors(List.of()).withSignIn(
                new SignIn(RealMailServers.USER, Secret.password(RealMailServers.PASSWORD.toCharArray()), Mechanism.PLAIN)));
        assertCause(CauseId.TLS_CERT_SELF_SIGNED, result);
        assertTrue(result.transcript().stream().noneMatch(line -> line.from() == TranscriptLine.Speaker.CLIENT
                && line.text().contains("AUTH")), () -> explain(result));
    }

    /** Postfix asks for TLS first. Dovecot takes a loopback address for safe, so that there our own rule has the last word. */
    @ParameterizedTest
    @EnumSource(Protocol.class)
    void doesNotSendAPasswordInClearText(Protocol protocol) {
        CheckResult result = check(CheckRequest
                .of(new Target(protocol, "localhost", servers.target(protocol, Security.STARTTLS).port(), Security.NONE))
                .withSignIn(
                        new SignIn(RealMailServers.USER, Secret.password(RealMailServers.PASSWORD.toCharArray()), null)));
        assertCause(protocol == Protocol.SMTP ? CauseId.TLS_REQUIRED : CauseId.NOT_TESTED, result);
        assertTrue(result.transcript().stream().noneMatch(line -> line.from() == TranscriptLine.Speaker.CLIENT
                && (line.text().contains("AUTH") || line.text().contains("LOGIN") || line.text().contains("USER"))),
                () -> explain(result));
    }

    @Test
    void tellsImplicitTlsOnAStarttlsPort() {
        Target clear = servers.target(Protocol.SMTP, Security.STARTTLS);
        CheckResult result = check(CheckRequest
                .of(new Target(Protocol.SMTP, clear.host(), clear.port(), Security.TLS)));
        assertCause(CauseId.TLS_MODE_MISMATCH, result);
    }

    @Test
    void tellsStarttlsOnAnImplicitTlsPort() {
        Target implicit = servers.target(Protocol.IMAP, Security.TLS);
        CheckResult result = check(CheckRequest
                .of(new Target(Protocol.IMAP, implicit.host(), implicit.port(), Security.STARTTLS))
                .withDeadline(Duration.ofSeconds(4)));
        assertCause(CauseId.IMPLICIT_TLS_EXPECTED, result);
    }

    @Test
    void sendsATestMessageAndFindsItAgain() throws Exception {
        CheckResult result = check(signedIn()
                .withEnvelope(RealMailServers.USER, RealMailServers.USER, true)
                .withLookup(servers.target(Protocol.IMAP, Security.TLS)));
        assertCause(CauseId.OK, result);
        assertNotNull(result.sentMessageId(), () -> explain(result));
        assertEquals(Boolean.TRUE, result.lookup(), () -> explain(result));
        assertTrue(servers.delivered("taro", result.sentMessageId()));
    }

    @Test
    void stopsBeforeTheMessageUnlessAskedToSend() throws Exception {
        CheckResult result = check(signedIn().withEnvelope(RealMailServers.USER, RealMailServers.RECIPIENT, false));
        assertCause(CauseId.OK, result);
        assertFalse(servers.delivered("hanako", "mailmend"));
    }

    @Test
    void tellsAnUnknownRecipient() {
        CheckResult result = check(signedIn().withEnvelope(RealMailServers.USER, "nobody@example.com", false));
        assertCause(CauseId.RCPT_UNKNOWN, result);
        assertEquals(Stage.RCPT, result.stage());
    }

    @Test
    void tellsThatTheServerDoesNotRelayWithoutASignIn() {
        CheckResult result = check(request(Protocol.SMTP, Security.STARTTLS).withEnvelope(RealMailServers.USER,
                "somebody@example.net", false));
        assertCause(CauseId.RELAY_DENIED, result);
    }

    private static CheckRequest request(Protocol protocol, Security security) {
        return CheckRequest.of(servers.target(protocol, security)).withTrustAnchors(servers.trustAnchors());
    }

    private static CheckRequest signedIn() {
        return request(Protocol.SMTP, Security.STARTTLS).withSignIn(
                new SignIn(RealMailServers.USER, Secret.password(RealMailServers.PASSWORD.toCharArray()), null));
    }

    private static Secret goodSecret(Mechanism mechanism) {
        return mechanism.usesToken() ? Secret.token(RealMailServers.TOKEN.toCharArray())
                : Secret.password(RealMailServers.PASSWORD.toCharArray());
    }

    private static CheckResult check(CheckRequest request) {
        return Checker.run(request, CheckListener.NONE, new Cancellation());
    }

    private static void assertCause(CauseId expected, CheckResult result) {
        assertEquals(expected, result.cause(), () -> explain(result));
    }

    private static String explain(CheckResult result) {
        StringBuilder out = new StringBuilder().append(result.verdict()).append(' ').append(result.cause()).append(" at ")
                .append(result.stage());
        result.stages().forEach(stage -> out.append('\n').append(stage));
        result.transcript().forEach(line -> out.append('\n').append(line.from()).append(' ').append(line.text()));
        return out.append(servers.logs()).toString();
    }
}
