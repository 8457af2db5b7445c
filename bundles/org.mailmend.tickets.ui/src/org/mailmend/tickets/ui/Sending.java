package org.mailmend.tickets.ui;

import java.io.IOException;
import java.util.Optional;

import org.mailmend.diagnosis.Explainer;
import org.mailmend.tickets.mail.SendingAccount;
import org.mailmend.tickets.ui.internal.Known;
import org.mailmend.tickets.ui.internal.reply.MailSettings;
import org.mailmend.tickets.ui.internal.reply.Secrets;

/** The account through which mail leaves here, as it is set up in the preferences. */
public final class Sending {
    /** The id of the preference page on which it is set up. */
    public static final String PAGE = "org.mailmend.tickets.ui.mail";

    private Sending() {
    }

    /** Sender and server, for people; empty when none is set up. */
    public static Optional<String> shown() {
        MailSettings settings = MailSettings.load();
        if (!settings.sending().isSet() || settings.from().isBlank()) {
            return Optional.empty();
        }
        String sender = settings.name().isBlank() ? settings.from() : settings.name() + " <" + settings.from() + ">";
        return Optional.of(sender + " · " + settings.sending().host());
    }

    /**
     * The account with its secret, which the caller wipes. It may wait for the keyring and for the provider: never called in the UI
     * thread.
     *
     * @throws IOException with a sentence for the user when it cannot be used
     */
    public static SendingAccount account() throws IOException {
        return Secrets.sending(MailSettings.load());
    }

    /**
     * Explains why mail did not leave or came back, with the team's own rules too. It waits until they have been read: never called in the
     * UI thread.
     */
    public static Explainer explainer() {
        return Known.explainer();
    }
}
