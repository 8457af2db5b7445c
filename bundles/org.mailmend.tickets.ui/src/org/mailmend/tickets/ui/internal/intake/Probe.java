package org.mailmend.tickets.ui.internal.intake;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

import org.eclipse.osgi.util.NLS;
import org.mailmend.check.Cancellation;
import org.mailmend.check.CheckListener;
import org.mailmend.check.CheckRequest;
import org.mailmend.check.CheckResult;
import org.mailmend.check.Checker;
import org.mailmend.check.Mechanism;
import org.mailmend.check.Secret;
import org.mailmend.check.Security;
import org.mailmend.check.SignIn;
import org.mailmend.check.Target;
import org.mailmend.diagnosis.Catalogue;
import org.mailmend.diagnosis.CauseId;
import org.mailmend.diagnosis.CauseText;
import org.mailmend.diagnosis.NextStep;
import org.mailmend.diagnosis.Protocol;
import org.mailmend.diagnosis.SecretKind;
import org.mailmend.tickets.mail.ImapSource;
import org.mailmend.tickets.mail.SourceException;
import org.mailmend.tickets.ui.internal.Known;

/** Tries whether a mailbox can be read. */
final class Probe {
    private static final Duration DEADLINE = Duration.ofSeconds(20);

    private Probe() {
    }

    /**
     * What came of it.
     *
     * @param good     whether the mailbox can be read
     * @param cause    what is wrong; null for nothing that Mailmend knows
     * @param sentence what came of it, for the user
     * @param steps    what to do next; empty for nothing
     */
    record Finding(boolean good, CauseId cause, String sentence, List<String> steps) {
    }

    /**
     * Goes the whole way: through the stages of the connection tester, which never tries a refused secret twice, then to the folder. Waits;
     * not for the UI thread.
     *
     * @param signIn gives what signs in
     */
    static Finding run(Mailbox mailbox, ImapSource.SignIn signIn, Locale locale, Cancellation cancellation) {
        Secret secret;
        try {
            secret = signIn.secret();
        } catch (IOException e) {
            return new Finding(false, null, e.getMessage(), List.of());
        }
        try {
            Target target = new Target(Protocol.IMAP, mailbox.login().host(), mailbox.login().port(), mailbox.login().security());
            CheckResult result = Checker.run(CheckRequest.of(target)
                    .withSignIn(new SignIn(mailbox.login().user(), secret,
                            secret.kind() == SecretKind.TOKEN ? Mechanism.XOAUTH2 : null))
                    .withAllowCleartext(target.security() == Security.NONE).withDeadline(DEADLINE), CheckListener.NONE,
                    cancellation);
            if (result.verdict() == CheckResult.Verdict.FAULT || result.verdict() == CheckResult.Verdict.UNTESTED) {
                return explained(result.cause(), locale);
            }
        } finally {
            secret.wipe();
        }
        try {
            ImapSource.Look look = ImapSource.look(mailbox.settings(signIn));
            return new Finding(true, null, NLS.bind(look.idle() ? Messages.Probe_goodIdle : Messages.Probe_good, mailbox.folder(),
                    look.messages()), List.of());
        } catch (SourceException e) {
            CauseId cause = e.cause(Known.explainer());
            return cause == CauseId.UNKNOWN ? new Finding(false, null, e.sentence(Known.explainer(), locale), List.of())
                    : explained(cause, locale);
        } catch (IOException e) {
            return new Finding(false, null, String.valueOf(e.getMessage()), List.of());
        }
    }

    private static Finding explained(CauseId cause, Locale locale) {
        CauseText text = Catalogue.get().text(cause, locale);
        return new Finding(false, cause, text.summary(), text.steps().stream().map(NextStep::text).toList());
    }
}
