package org.mailmend.tickets.ui.internal.reply;

import java.io.IOException;
import java.util.Arrays;

import org.mailmend.check.Secret;
import org.mailmend.oauth.ui.SignedIn;
import org.mailmend.tickets.mail.Mail;
import org.mailmend.tickets.mail.SendingAccount;
import org.mailmend.tickets.ui.internal.DeskSettings;
import org.mailmend.workbench.CredentialStore;

/** What signs in at mail servers. Its methods may wait for the keyring and for the provider; never called in the UI thread. */
public final class Secrets {
    private Secrets() {
    }

    /**
     * The secret of a login; null where nobody signs in.
     *
     * @throws IOException with a sentence for the user when there is none
     */
    public static Secret of(MailSettings.Login login) throws IOException {
        return switch (login.auth()) {
            case NONE -> null;
            case OAUTH -> SignedIn.token(login.user());
            case PASSWORD -> password(login);
        };
    }

    private static Secret password(MailSettings.Login login) throws IOException {
        CredentialStore store = DeskSettings.credentials();
        char[] password = store == null ? null : store.get(login.host(), login.user());
        if (password == null) {
            throw new IOException(org.eclipse.osgi.util.NLS.bind(Messages.Secret_none, login.user(), login.host()));
        }
        Secret secret = Secret.password(password);
        Arrays.fill(password, '\0');
        return secret;
    }

    /**
     * The account through which replies leave.
     *
     * @throws IOException with a sentence for the user when it cannot be used
     */
    public static SendingAccount sending(MailSettings settings) throws IOException {
        MailSettings.Login login = settings.sending();
        if (!login.isSet() || settings.from().isBlank()) {
            throw new IOException(Messages.Preview_noAccount);
        }
        return new SendingAccount(login.host(), login.port(), login.security(),
                login.auth() == MailSettings.Auth.NONE ? null : login.user(), of(login),
                new Mail.Address(settings.name(), settings.from()));
    }
}
