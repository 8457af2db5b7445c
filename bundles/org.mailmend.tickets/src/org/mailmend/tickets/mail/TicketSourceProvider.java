package org.mailmend.tickets.mail;

import java.util.Locale;

import org.mailmend.tickets.TicketStore;

/**
 * Offers a source of messages that become tickets: a mailbox, a folder that a web form writes into, another help desk. Plug-ins
 * contribute one by registering it as an OSGi service under this interface; it then stands in the preferences of the intake, where it is
 * switched on, and runs in the same background job as mailboxes on IMAP servers, with the same care for what fails. Services can come
 * and go while Mailmend runs.
 */
public interface TicketSourceProvider {

    /** Tells it from all others, and stays the same: whether it is switched on is kept under this name. At most 100 characters. */
    String id();

    /** What people call it, in English or Japanese. One line. */
    String name(Locale locale);

    /**
     * A source that is used by one thread until it is closed; it connects when it is asked for messages, not here.
     *
     * @param store keeps how far the source is read, see {@link TicketStore#cursor}
     */
    TicketSource open(TicketStore store);
}
