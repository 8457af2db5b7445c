package org.mailmend.tickets.mail;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;

import org.mailmend.check.Secret;
import org.mailmend.check.Security;
import org.mailmend.tickets.StoreLocation;
import org.mailmend.tickets.TicketStore;

/** Takes a mailbox in, in a process of its own that is killed meanwhile. */
final class IntakeChild {
    private IntakeChild() {
    }

    /** Arguments: the database, port, user and password. Prints the id of each message once it is kept. */
    public static void main(String[] args) throws IOException {
        try (TicketStore store = TicketStore.open(StoreLocation.embedded(Path.of(args[0])));
                ImapSource source = source(Integer.parseInt(args[1]), args[2], args[3], store)) {
            System.out.println("ready");
            source.fetch(new MailIntake(store, Locale.ENGLISH), taken -> System.out.println(taken.mail().messageId()));
            System.out.println("done");
        }
    }

    static ImapSource source(int port, String user, String password, TicketStore store) {
        return new ImapSource(new ImapSource.Settings("127.0.0.1", port, Security.NONE, user,
                Secret.password(password.toCharArray()), "INBOX"), store);
    }
}
