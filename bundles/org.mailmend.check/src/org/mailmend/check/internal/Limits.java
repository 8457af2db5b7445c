package org.mailmend.check.internal;

import java.util.Arrays;

import org.mailmend.check.CheckRequest;
import org.mailmend.check.ClientProfile;
import org.mailmend.check.Detail;
import org.mailmend.check.Redactor;
import org.mailmend.check.Secret;
import org.mailmend.check.Security;
import org.mailmend.check.SignIn;
import org.mailmend.check.Target;
import org.mailmend.check.internal.dialogue.Stop;
import org.mailmend.diagnosis.CauseId;
import org.mailmend.diagnosis.SecretKind;
import org.mailmend.diagnosis.Stage;

/** What must not be tried at all: what the client that is played cannot do, and input that would break a command. */
final class Limits {
    /** RFC 5321 section 4.5.3.1: local part, at sign, domain; twice that for UTF-8. */
    private static final int MAX_ADDRESS = 640;

    /** Longer than any password or token; several times as much must fit into the memory of a check. */
    private static final int MAX_SECRET = 64 * 1024;

    private Limits() {
    }

    /** Whether a secret can be one at all. */
    static boolean isPlausible(Secret secret) {
        char[] value = secret.reveal();
        Arrays.fill(value, '\0');
        return value.length <= MAX_SECRET;
    }

    /** Ends the check before it begins when the request asks for what cannot be. */
    static void check(CheckRequest request) throws Stop {
        input(Stage.EHLO, "input.helo", request.helo(), false);
        input(Stage.MAIL, "input.from", request.from(), true);
        input(Stage.RCPT, "input.to", request.to(), true);
        SignIn signIn = request.signIn();
        if (signIn.wanted()) {
            credential(signIn);
        }
        profile(request.target(), request.profile());
    }

    private static void input(Stage stage, String key, String text, boolean address) throws Stop {
        if (text == null) {
            return;
        }
        boolean fits = address || !text.isEmpty() && Hosts.isAscii(text);
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            fits &= c > ' ' && c != 0x7f && c != '<' && c != '>' && !Character.isSurrogate(c) && !Character.isISOControl(c);
        }
        if (!fits || text.length() > MAX_ADDRESS) {
            throw new Stop(stage, CauseId.NOT_TESTED, Detail.of(key, Redactor.GENERAL.show(text)));
        }
    }

    private static void credential(SignIn signIn) throws Stop {
        if (!isPlausible(signIn.secret())) {
            throw new Stop(Stage.AUTH, CauseId.NOT_TESTED, Detail.of("input.secret-too-long", MAX_SECRET / 1024));
        }
        String user = signIn.user();
        String secret = new String(signIn.secret().reveal());
        boolean token = signIn.secret().kind() == SecretKind.TOKEN;
        if (user.isEmpty() || hasControls(user)) {
            throw new Stop(Stage.AUTH, CauseId.NOT_TESTED, Detail.of("input.user"));
        }
        if (secret.isEmpty() || hasControls(secret)) {
            throw new Stop(Stage.AUTH, CauseId.NOT_TESTED, Detail.of(token ? "input.token" : "input.password"));
        }
        if (signIn.mechanism() != null && signIn.mechanism().usesToken() != token) {
            throw new Stop(Stage.AUTH, CauseId.NOT_TESTED,
                    Detail.of(token ? "input.mechanism-for-token" : "input.mechanism-for-password",
                            signIn.mechanism().saslName()));
        }
    }

    /** Line ends would begin a command of their own, and NUL and ^A separate the parts of a SASL message. */
    private static boolean hasControls(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) < 0x20 || text.charAt(i) == 0x7f) {
                return true;
            }
        }
        return false;
    }

    private static void profile(Target target, ClientProfile profile) throws Stop {
        Security security = target.security();
        Stage stage = switch (security) {
            case NONE -> Stage.CONNECT;
            case STARTTLS -> Stage.STARTTLS;
            case TLS -> Stage.TLS;
        };
        if (!profile.ports().isEmpty() && !profile.ports().contains(target.port())) {
            throw new Stop(Stage.CONNECT, CauseId.CLIENT_CONFIG, Detail.of("profile.port", profile.name(), target.port(),
                    String.join(", ", profile.ports().stream().sorted().map(String::valueOf).toList())));
        }
        if (!profile.securities().contains(security) || security != Security.NONE && profile.tlsVersions().isEmpty()) {
            throw new Stop(stage, CauseId.CLIENT_CONFIG, Detail.of("profile.security." + security.id(), profile.name()));
        }
        if (security == Security.STARTTLS && !profile.sendsEhlo()) {
            throw new Stop(stage, CauseId.CLIENT_CONFIG, Detail.of("profile.helo-only", profile.name()));
        }
    }
}
