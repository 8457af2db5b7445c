package org.mailmend.tickets.ui.internal.intake;

import java.time.Duration;
import java.time.Instant;
import java.util.Locale;

import org.mailmend.check.Security;
import org.mailmend.tickets.TicketStore;
import org.mailmend.tickets.mail.ImapSource;
import org.mailmend.tickets.mail.TicketSource;
import org.mailmend.tickets.mail.TicketSourceProvider;
import org.mailmend.tickets.ui.internal.reply.MailSettings;
import org.mailmend.tickets.ui.internal.reply.Secrets;

/**
 * A mailbox on an IMAP server from which tickets come: the first of all sources.
 *
 * @param id      tells it from the others
 * @param login   the server and who signs in
 * @param folder  name of the folder
 * @param minutes minutes between two looks; 0 to be told by the server
 * @param since   when it was added, where older mail is left alone; null for all mail
 */
public record Mailbox(String id, MailSettings.Login login, String folder, int minutes, Instant since)
        implements TicketSourceProvider {
    /** The usual port with TLS. */
    static final int PORT = 993;
    static final String INBOX = "INBOX";

    /** A new one, of which nothing is known. */
    static Mailbox fresh() {
        return new Mailbox("imap-" + System.currentTimeMillis(),
                new MailSettings.Login("", PORT, Security.TLS, MailSettings.Auth.PASSWORD, ""), INBOX, 0, Instant.now());
    }

    @Override
    public String name(Locale locale) {
        String where = login.user().contains("@") ? login.user() : login.user() + " (" + login.host() + ")";
        return INBOX.equalsIgnoreCase(folder) ? where : where + " / " + folder;
    }

    /** Where it is, as the core wants to know it. */
    ImapSource.Settings settings(ImapSource.SignIn signIn) {
        return new ImapSource.Settings(login.host(), login.port(), login.security(), login.user(), signIn, folder,
                minutes == 0 ? null : Duration.ofMinutes(minutes), since);
    }

    @Override
    public TicketSource open(TicketStore store) {
        return new ImapSource(settings(() -> Secrets.of(login)), store);
    }
}
