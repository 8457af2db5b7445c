package org.mailmend.tickets;

import java.util.List;
import java.util.Objects;

/**
 * A message that came in and is to be kept.
 *
 * @param hash    what makes it this very message: the same message that comes in again has the same
 * @param answers Message-IDs that it answers or reports about, the nearest first
 * @param number  number of the ticket that its subject names; 0 for none
 * @param sender  who wrote it; null when nobody can be made out
 * @param wanted  what a new ticket has if it belongs to none that is there
 * @param entry   the message itself
 * @param files   its files
 * @param reopens whether a person wrote it, so that a ticket that waited goes on
 * @param cursor  how far the mailbox is read with it; null for a file
 */
public record Incoming(String hash, List<String> answers, long number, Contact sender, TicketChange wanted, Entry entry,
        List<Attachment.Content> files, boolean reopens, Cursor cursor) {
    public Incoming {
        Objects.requireNonNull(hash);
        answers = List.copyOf(answers);
        Objects.requireNonNull(wanted);
        Objects.requireNonNull(entry);
        files = List.copyOf(files);
    }

    /**
     * How far a mailbox is read.
     *
     * @param source   the mailbox
     * @param validity its UIDVALIDITY (RFC 3501)
     * @param uid      the last UID that was kept
     */
    public record Cursor(String source, long validity, long uid) {
    }

    /**
     * What became of it.
     *
     * @param number    number of the ticket
     * @param entry     id of the entry
     * @param isNew     false when it was there already
     * @param newTicket whether a ticket was made for it
     */
    public record Kept(long number, long entry, boolean isNew, boolean newTicket) {
    }
}
