package org.mailmend.check.internal;

import java.util.Base64;

import org.mailmend.check.CheckResult.OAuthError;
import org.mailmend.check.CheckResult.Status;
import org.mailmend.check.Detail;
import org.mailmend.check.Mechanism;
import org.mailmend.check.Redactor;
import org.mailmend.check.SignIn;
import org.mailmend.check.internal.dialogue.Answer;
import org.mailmend.check.internal.dialogue.Answer.State;
import org.mailmend.check.internal.dialogue.Dialogue;
import org.mailmend.check.internal.dialogue.Journal;
import org.mailmend.check.internal.dialogue.Offer;
import org.mailmend.check.internal.dialogue.Stop;
import org.mailmend.check.internal.io.WireException;
import org.mailmend.check.internal.io.WireException.Kind;
import org.mailmend.check.internal.sasl.Sasl;
import org.mailmend.diagnosis.CauseId;
import org.mailmend.diagnosis.Stage;

/** The sign-in: one attempt, with one mechanism, and never another one after a refusal. */
final class SignInStage {
    /** More challenges than any mechanism here has. */
    private static final int MAX_CHALLENGES = 6;

    private final Context context;
    private final Dialogue dialogue;
    private final Offer offer;
    private final Journal journal;
    private OAuthError error;

    /**
     * @param dialogue at the point where a sign-in may start
     * @param offer    what the server offers there
     */
    SignInStage(Context context, Dialogue dialogue, Offer offer) {
        this.context = context;
        this.dialogue = dialogue;
        this.offer = offer;
        journal = context.journal();
    }

    /**
     * Signs in.
     *
     * @param signedIn whether the server has done so by itself already
     */
    void run(boolean signedIn) throws Stop, WireException {
        journal.begin(Stage.AUTH);
        if (signedIn) {
            throw new Stop(Stage.AUTH, CauseId.NOT_TESTED, Detail.of("auth.preauth"));
        }
        boolean secure = dialogue.wire().isSecure();
        SignIn signIn = context.request().signIn();
        Mechanism mechanism = new MechanismChoice(context.request(), offer, secure, journal).choose();
        context.analyst().uses(mechanism);
        String secret = new String(signIn.secret().reveal());
        Sasl sasl = new Sasl(mechanism, signIn.user(), secret, context.target().host(), context.target().port());
        boolean command = mechanism == Mechanism.LOGIN && !offer.mechanisms().contains(mechanism.saslName());
        Answer answer = command ? dialogue.login(signIn.user(), secret) : exchange(sasl, mechanism);
        if (answer.more() || answer.state() == State.PREAUTH) {
            throw new WireException(Kind.VIOLATION, answer.text());
        }
        if (!answer.ok()) {
            throw sasl.failed() ? context.analyst().refusedToken(answer, error) : context.analyst().refused(Stage.AUTH, answer);
        }
        if (secure) {
            journal.pass(Detail.of("auth.done", journal.evidence(signIn.user()), mechanism.saslName()));
        } else {
            Detail clear = Detail.of("auth.clear", mechanism.saslName());
            journal.warn(CauseId.AUTH_CLEARTEXT, clear);
            journal.end(Status.WARNING, CauseId.AUTH_CLEARTEXT, clear);
        }
    }

    /** The error message with which the server refused a token, as it may be shown; null when there was none. */
    OAuthError error() {
        return error;
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
            byte[] response = i < MAX_CHALLENGES ? sasl.respond(decode(answer.text())) : null;
            error = shown(sasl.error());
            if (response == null) {
                throw context.analyst().malformed(dialogue.abort());
            }
            String message = base64(response);
            answer = dialogue.respond(message, response.length < 2 ? message : Redactor.DOTS);
        }
        return answer;
    }

    private static boolean isNoInitialResponse(Answer answer) {
        return answer.code() == 501 && (answer.status() == null || !answer.status().startsWith("5.7."));
    }

    private OAuthError shown(OAuthError raw) {
        return raw == null ? null : new OAuthError(shown(raw.status()), shown(raw.schemes()), shown(raw.scope()));
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
}
