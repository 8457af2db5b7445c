package org.mailmend.check.ui.internal;

import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

import org.eclipse.osgi.util.NLS;
import org.mailmend.check.CheckRequest;
import org.mailmend.check.ClientProfile;
import org.mailmend.check.InvalidInputException;
import org.mailmend.check.Secret;
import org.mailmend.check.SignIn;
import org.mailmend.check.Target;
import org.mailmend.check.Targets;
import org.mailmend.check.ui.TesterInput;
import org.mailmend.check.ui.TesterInput.SecretUse;
import org.mailmend.check.ui.internal.Problem.Field;
import org.mailmend.diagnosis.Protocol;

/** From the form to a request: finds what is wrong with the form, and makes the request when nothing is. */
final class Requests {
    /** One @ with something on both sides of it, no spaces: what is beyond that the server may judge. */
    private static final Pattern ADDRESS = Pattern.compile("[^\\s@<>]+@[^\\s@<>]+");
    private static final int MAX_PORT = 65535;

    private Requests() {
    }

    /**
     * What has to be put right, in reading order; empty when a check can start.
     *
     * @param hasSecret whether a secret was given
     */
    static List<Problem> problems(TesterInput input, boolean hasSecret) {
        List<Problem> problems = new ArrayList<>();
        if (!input.isPractice()) {
            server(input, problems);
        }
        if (input.secret() != SecretUse.NONE) {
            if (input.user().isBlank()) {
                problems.add(new Problem(Field.USER, Messages.Problem_noUser));
            }
            if (!hasSecret) {
                problems.add(new Problem(Field.SECRET,
                        input.secret() == SecretUse.TOKEN ? Messages.Problem_noToken : Messages.Problem_noPassword));
            }
        }
        if (input.protocol() == Protocol.SMTP) {
            envelope(input, problems);
        }
        if (deadline(input.deadline()) == 0) {
            problems.add(
                    new Problem(Field.DEADLINE, NLS.bind(Messages.Problem_deadline, input.deadline(), Preferences.MAX_DEADLINE)));
        }
        return problems;
    }

    private static void server(TesterInput input, List<Problem> problems) {
        if (input.host().isBlank()) {
            problems.add(new Problem(Field.HOST, Messages.Problem_noHost));
        } else {
            try {
                target(input, 1);
            } catch (InvalidInputException e) {
                problems.add(new Problem(Field.HOST, e.text(Words.locale())));
            }
        }
        if (port(input.port()) == 0) {
            problems.add(new Problem(Field.PORT,
                    input.port().isBlank() ? Messages.Problem_noPort : NLS.bind(Messages.Problem_port, input.port().strip())));
        }
    }

    private static void envelope(TesterInput input, List<Problem> problems) {
        if (!input.from().isBlank() && !ADDRESS.matcher(input.from().strip()).matches()) {
            problems.add(new Problem(Field.FROM, NLS.bind(Messages.Problem_address, input.from().strip())));
        }
        if (!input.to().isBlank() && !ADDRESS.matcher(input.to().strip()).matches()) {
            problems.add(new Problem(Field.TO, NLS.bind(Messages.Problem_address, input.to().strip())));
        }
        if (input.send() && input.to().isBlank()) {
            problems.add(new Problem(Field.TO, Messages.Problem_noRecipient));
        }
    }

    /** The server in the form, which has no problem. */
    static Target target(TesterInput input) {
        try {
            return target(input, port(input.port()));
        } catch (InvalidInputException e) {
            throw new IllegalArgumentException(e);
        }
    }

    private static Target target(TesterInput input, int port) throws InvalidInputException {
        String host = input.host().strip();
        // An address literal of IPv6 may stand without its brackets here.
        String bracketed = host.indexOf(':') >= 0 && !host.startsWith("[") ? "[" + host + "]" : host;
        return Targets.parse(input.protocol().id() + "://" + bracketed + ":" + port, input.security());
    }

    /**
     * The request for a form that has no problem.
     *
     * @param secret what to sign in with; null for no sign-in
     */
    static CheckRequest request(TesterInput input, Target target, Secret secret, Preferences preferences,
            List<X509Certificate> anchors) {
        CheckRequest request = CheckRequest.of(target).withDeadline(Duration.ofSeconds(deadline(input.deadline())))
                .withProfile(KnownProfiles.byId(input.profile()).orElse(ClientProfile.CURRENT)).withTrustAnchors(anchors)
                .withAllowCleartext(input.allowCleartext())
                .withResolver(preferences.resolver().isBlank() ? null : preferences.resolver());
        if (secret != null) {
            request = request.withSignIn(new SignIn(input.user().strip(), secret, input.mechanism()));
        }
        if (input.protocol() == Protocol.SMTP && !input.to().isBlank()) {
            request = request.withEnvelope(input.from().isBlank() ? null : input.from().strip(), input.to().strip(),
                    input.send());
        }
        return request;
    }

    /** The time limit in seconds; 0 when the text is none. */
    static int deadline(String text) {
        return number(text, Preferences.MAX_DEADLINE);
    }

    /** The port; 0 when the text is none. */
    static int port(String text) {
        return number(text, MAX_PORT);
    }

    /** A whole number from 1 to max, in ASCII or full-width digits; 0 for any other text. */
    private static int number(String text, int max) {
        String digits = text.strip();
        if (!digits.matches("\\p{Nd}{1,9}")) {
            return 0;
        }
        int number = Integer.parseInt(digits);
        return number <= max ? number : 0;
    }
}
