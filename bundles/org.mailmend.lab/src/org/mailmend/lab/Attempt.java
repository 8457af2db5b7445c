package org.mailmend.lab;

import java.util.Arrays;

import org.mailmend.check.CheckRequest;
import org.mailmend.check.Mechanism;
import org.mailmend.check.Secret;
import org.mailmend.check.SignIn;
import org.mailmend.diagnosis.SecretKind;

/**
 * How to try a scenario so that its point shows. The secrets are practice secrets that open nothing outside the lab.
 *
 * @param user      user name; null for no sign-in
 * @param secret    practice password or token; null for no sign-in
 * @param kind      kind of the secret; NONE for no sign-in
 * @param mechanism mechanism to use; null for the check's own choice
 * @param to        recipient; null when no mail is tried
 * @param send      whether a message must really be sent for the point to show
 */
public record Attempt(String user, String secret, SecretKind kind, Mechanism mechanism, String to, boolean send) {

    /** The sender and the user name that scenarios suggest. */
    public static final String USER = "trainee@example.com";
    /** An account password, of the kind that Google no longer takes. */
    public static final String PASSWORD = "Sakura-2019";
    /** The app password that practice accounts accept: 16 letters; spaces do not count. */
    public static final String APP_PASSWORD = "prac tice pass word";
    /** The access token that practice accounts accept. */
    public static final String TOKEN = "ya29.practice";

    /**
     * The same check with this attempt's sign-in and envelope wherever it has none of its own.
     */
    public CheckRequest applyTo(CheckRequest request) {
        CheckRequest result = request;
        if (user != null && !request.signIn().wanted()) {
            char[] chars = secret.toCharArray();
            Secret value = kind == SecretKind.TOKEN ? Secret.token(chars) : Secret.password(chars);
            Arrays.fill(chars, '\0');
            result = result.withSignIn(new SignIn(user, value, mechanism));
        }
        if (to != null && request.to() == null) {
            result = result.withEnvelope(request.from() == null ? USER : request.from(), to, send || request.send());
        }
        return result;
    }

    @Override
    public String toString() {
        return "Attempt[" + user + ", " + kind + ", " + mechanism + ", " + to + ", " + send + "]";
    }
}
