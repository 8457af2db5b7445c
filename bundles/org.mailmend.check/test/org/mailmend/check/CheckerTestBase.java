package org.mailmend.check;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Locale;

import org.mailmend.check.CheckResult.StageResult;
import org.mailmend.check.CheckResult.Verdict;
import org.mailmend.diagnosis.CauseId;
import org.mailmend.diagnosis.Protocol;
import org.mailmend.diagnosis.Stage;

/** What tests of the checker have in common. */
abstract class CheckerTestBase {
    static final String USER = "taro@example.com";
    static final String PASSWORD = "Tr0ub4dor&3";
    static final String TOKEN = "ya29.vF9dft4qmTc2Nvb3RlckBhdHRhdmlzdGEuY29tCg";

    /** Long enough for a busy machine, short enough for a test that fails. */
    static final Duration DEADLINE = Duration.ofSeconds(20);

    /** A script and the way in which it is to be met. */
    CheckResult check(ScriptedServer server, Security security, SignIn signIn) {
        return Checker.run(request(server, Protocol.SMTP, security).withSignIn(signIn), CheckListener.NONE, new Cancellation());
    }

    static CheckRequest request(ScriptedServer server, Protocol protocol, Security security) {
        return CheckRequest.of(server.target(protocol, security)).withTrustAnchors(ScriptedServer.trustAnchors())
                .withDeadline(DEADLINE);
    }

    static CheckResult run(CheckRequest request) {
        return Checker.run(request, CheckListener.NONE, new Cancellation());
    }

    static SignIn password(Mechanism mechanism) {
        return new SignIn(USER, Secret.password(PASSWORD.toCharArray()), mechanism);
    }

    static SignIn token(Mechanism mechanism) {
        return new SignIn(USER, Secret.token(TOKEN.toCharArray()), mechanism);
    }

    static CheckResult smtp(Security security, SignIn signIn, ScriptedServer.Script script) throws IOException {
        try (ScriptedServer server = ScriptedServer.start(script)) {
            return run(request(server, Protocol.SMTP, security).withSignIn(signIn));
        }
    }

    static void assertFault(Stage stage, CauseId cause, CheckResult result) {
        assertEquals(cause, result.cause(), () -> describe(result));
        assertEquals(stage, result.stage(), () -> describe(result));
        assertEquals(Verdict.FAULT, result.verdict(), () -> describe(result));
    }

    static void assertOk(CheckResult result) {
        assertEquals(Verdict.OK, result.verdict(), () -> describe(result));
        assertEquals(CauseId.OK, result.cause(), () -> describe(result));
    }

    static void assertUntested(Stage stage, CauseId cause, CheckResult result) {
        assertEquals(Verdict.UNTESTED, result.verdict(), () -> describe(result));
        assertEquals(cause, result.cause(), () -> describe(result));
        assertEquals(stage, result.stage(), () -> describe(result));
    }

    /** The server has not heard the credential, in no form that a client sends. */
    static void assertNoCredential(ScriptedServer server) {
        String all = String.join("\n", server.heard());
        for (String form : List.of(PASSWORD, TOKEN, base64(PASSWORD), base64(TOKEN), base64("\0" + USER + "\0" + PASSWORD),
                "AUTH ", "AUTHENTICATE", "LOGIN ", "PASS ")) {
            assertFalse(all.contains(form), () -> "the server has heard " + form + " in\n" + all);
        }
    }

    static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    static String describe(CheckResult result) {
        StringBuilder out = new StringBuilder().append(result.verdict()).append(' ').append(result.cause()).append(" at ")
                .append(result.stage()).append(" after ").append(result.elapsed());
        for (StageResult stage : result.stages()) {
            out.append('\n').append(stage.stage()).append(' ').append(stage.status()).append(' ').append(stage.cause())
                    .append(' ')
                    .append(stage.detail() == null ? "" : stage.detail().text(Locale.ENGLISH));
        }
        result.addresses().forEach(address -> out.append('\n').append(address));
        result.warnings().forEach(warning -> out.append('\n').append(warning));
        result.transcript().forEach(line -> out.append('\n').append(line.from()).append(' ').append(line.text()));
        return out.toString();
    }
}
