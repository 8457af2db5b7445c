package org.mailmend.tickets.reply;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

import org.mailmend.knowledge.KnowledgeBase;
import org.mailmend.tickets.Entry;
import org.mailmend.tickets.Ticket;
import org.mailmend.tickets.TicketStore;
import org.mailmend.tickets.mail.MailIntake;
import org.mailmend.tickets.mail.MailSender;
import org.mailmend.tickets.mail.OutgoingMail;
import org.mailmend.tickets.mail.SendingAccount;

/**
 * Answers new mails at once: says that they arrived, explains what is certain, and asks what is missing. At most once per ticket, whatever
 * happens in between: only whoever has made the ticket of a mail answers it, and an answer that failed is left to people. Never to
 * programs, lists and old mails, and to one address only now and then, so that no two machines talk to each other for ever. Whoever
 * uses it decides whether it is wanted, and shows people {@link #preview} before. Safe for every thread.
 */
public final class FirstAnswer {
    /** A mail that was written longer ago is none to which an instant answer would be one. */
    public static final Duration FRESH = Duration.ofHours(12);

    private static final Duration WINDOW = Duration.ofHours(24);
    private static final int MOST_IN_WINDOW = 3;
    private static final int MOST_ADDRESSES = 10_000;

    private final TicketStore store;
    private final ReplyWriter writer;
    private final MailSender sender;
    private final Account account;
    private final Map<String, Deque<Instant>> answered = new HashMap<>();

    /** Gives the account through which an answer leaves. */
    @FunctionalInterface
    public interface Account {
        /**
         * The account; its secret is wiped after use.
         *
         * @throws IOException with a sentence for the user when there is none now, for example because nobody is signed in
         */
        SendingAccount get() throws IOException;
    }

    /**
     * @param writer  writes the answer
     * @param sender  sends it
     * @param account asked for with each answer
     */
    public FirstAnswer(TicketStore store, ReplyWriter writer, MailSender sender, Account account) {
        this.store = Objects.requireNonNull(store);
        this.writer = Objects.requireNonNull(writer);
        this.sender = Objects.requireNonNull(sender);
        this.account = Objects.requireNonNull(account);
    }

    /**
     * Answers a mail that was just kept, if it is to be answered.
     *
     * @return the answer as it is kept, sent or failed, also when there is no account to send it with; empty when there is to be none
     */
    public synchronized Optional<Entry> answer(MailIntake.Taken taken) {
        Instant now = Instant.now();
        boolean fresh = taken.mail().date() == null || taken.mail().date().isAfter(now.minus(FRESH));
        if (!taken.kept().isNew() || !taken.kept().newTicket() || !fresh) {
            return Optional.empty();
        }
        Ticket ticket = store.ticket(taken.kept().number()).orElse(null);
        Draft draft = ticket == null ? null : writer.firstAnswer(store, taken.mail(), ticket);
        if (draft == null) {
            return Optional.empty();
        }
        String to = taken.mail().from().address();
        OutgoingMail mail = new OutgoingMail(List.of(taken.mail().from()), List.of(), draft.subject(), draft.text(),
                taken.mail().messageId(), true, List.of());
        SendingAccount through;
        try {
            through = account.get();
        } catch (IOException e) {
            return allowed(to.toLowerCase(Locale.ROOT), now)
                    ? Optional.of(sender.keep(ticket.number(), mail, e.getMessage(), MailIntake.WHO))
                    : Optional.empty();
        }
        try {
            return to.equalsIgnoreCase(through.from().address()) || !allowed(to.toLowerCase(Locale.ROOT), now) ? Optional.empty()
                    : Optional.of(sender.send(ticket.number(), mail, through, MailIntake.WHO));
        } finally {
            if (through.secret() != null) {
                through.secret().wipe();
            }
        }
    }

    private boolean allowed(String address, Instant now) {
        Deque<Instant> times = answered.computeIfAbsent(address, key -> new ArrayDeque<>());
        times.removeIf(time -> time.isBefore(now.minus(WINDOW)));
        if (times.size() >= MOST_IN_WINDOW) {
            return false;
        }
        if (answered.size() > MOST_ADDRESSES) {
            answered.values().removeIf(each -> each.isEmpty() || each.getLast().isBefore(now.minus(WINDOW)));
        }
        times.add(now);
        return true;
    }

    /**
     * What such an answer says, for people who decide whether it is wanted: for a mail that says what is wrong, or for one that does not.
     *
     * @param explained whether the mail says what is wrong
     */
    public static Draft preview(Templates templates, KnowledgeBase base, Locale language, boolean explained) {
        return new ReplyWriter(templates, base).firstAnswer(ReplyWriter.example(language, explained), language);
    }
}
