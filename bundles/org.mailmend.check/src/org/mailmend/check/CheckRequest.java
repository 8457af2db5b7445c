package org.mailmend.check;

import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;
import java.util.Objects;

import org.mailmend.diagnosis.Stage;

/**
 * What to check and how. Immutable; made with {@link #of(Target)} and the {@code with…} methods.
 *
 * @param target             the server
 * @param signIn             whether and how to sign in; never null
 * @param helo               name sent with EHLO or HELO; null for the usual one
 * @param from               sender for MAIL FROM; null for the user name, else an empty sender
 * @param to                 recipient; MAIL and RCPT are sent only when it is not null
 * @param send               whether a test message is really sent; needs {@code to}
 * @param lookup             IMAP server on which the sent test message is looked for; null for none
 * @param stopAfter          last stage to run; null for all that apply
 * @param deadline           for the whole check, 100 ms to 10 minutes
 * @param profile            client or device whose abilities limit the check; never null
 * @param trustAnchors       extra trust anchors besides the JDK's
 * @param allowCleartext     whether a credential may be sent without TLS
 * @param resolver           DNS server to ask, {@code host} or {@code host:port}; null for the system's
 */
public record CheckRequest(Target target, SignIn signIn, String helo, String from, String to, boolean send, Target lookup,
        Stage stopAfter, Duration deadline, ClientProfile profile, List<X509Certificate> trustAnchors,
        boolean allowCleartext, String resolver) {

    /** The deadline when none is given: 15 seconds. */
    public static final Duration DEFAULT_DEADLINE = Duration.ofSeconds(15);

    public CheckRequest {
        Objects.requireNonNull(target);
        Objects.requireNonNull(signIn);
        Objects.requireNonNull(deadline);
        Objects.requireNonNull(profile);
        trustAnchors = List.copyOf(trustAnchors);
        if (send && to == null) {
            throw new IllegalArgumentException("send needs a recipient");
        }
    }

    /** A check up to and including the sign-in stage's offers, without a sign-in, as a current client. */
    public static CheckRequest of(Target target) {
        return new CheckRequest(target, SignIn.NONE, null, null, null, false, null, null, DEFAULT_DEADLINE,
                ClientProfile.CURRENT, List.of(), false, null);
    }

    public CheckRequest withSignIn(SignIn value) {
        return new CheckRequest(target, value, helo, from, to, send, lookup, stopAfter, deadline, profile, trustAnchors,
                allowCleartext, resolver);
    }

    public CheckRequest withHelo(String value) {
        return new CheckRequest(target, signIn, value, from, to, send, lookup, stopAfter, deadline, profile, trustAnchors,
                allowCleartext, resolver);
    }

    /** Adds the envelope: sender and recipient, and whether a test message is really sent. */
    public CheckRequest withEnvelope(String sender, String recipient, boolean reallySend) {
        return new CheckRequest(target, signIn, helo, sender, recipient, reallySend, lookup, stopAfter, deadline, profile,
                trustAnchors, allowCleartext, resolver);
    }

    public CheckRequest withLookup(Target value) {
        return new CheckRequest(target, signIn, helo, from, to, send, value, stopAfter, deadline, profile, trustAnchors,
                allowCleartext, resolver);
    }

    public CheckRequest withStopAfter(Stage value) {
        return new CheckRequest(target, signIn, helo, from, to, send, lookup, value, deadline, profile, trustAnchors,
                allowCleartext, resolver);
    }

    public CheckRequest withDeadline(Duration value) {
        return new CheckRequest(target, signIn, helo, from, to, send, lookup, stopAfter, value, profile, trustAnchors,
                allowCleartext, resolver);
    }

    public CheckRequest withProfile(ClientProfile value) {
        return new CheckRequest(target, signIn, helo, from, to, send, lookup, stopAfter, deadline, value, trustAnchors,
                allowCleartext, resolver);
    }

    public CheckRequest withTrustAnchors(List<X509Certificate> value) {
        return new CheckRequest(target, signIn, helo, from, to, send, lookup, stopAfter, deadline, profile, value,
                allowCleartext, resolver);
    }

    public CheckRequest withAllowCleartext(boolean value) {
        return new CheckRequest(target, signIn, helo, from, to, send, lookup, stopAfter, deadline, profile, trustAnchors,
                value, resolver);
    }

    public CheckRequest withResolver(String value) {
        return new CheckRequest(target, signIn, helo, from, to, send, lookup, stopAfter, deadline, profile, trustAnchors,
                allowCleartext, value);
    }
}
