package org.mailmend.organisation;

import java.io.IOException;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

import org.mailmend.diagnosis.Catalogue;
import org.mailmend.diagnosis.CauseId;
import org.mailmend.diagnosis.Explainer;
import org.mailmend.organisation.internal.Messages;
import org.mailmend.tickets.Entry;
import org.mailmend.tickets.TicketStore;
import org.mailmend.tickets.mail.Mail;
import org.mailmend.tickets.mail.MailSender;
import org.mailmend.tickets.mail.OutgoingMail;
import org.mailmend.tickets.mail.SendingAccount;

/**
 * Sends messages of a wave that somebody has looked at, in batches. Each is claimed in the database before it leaves: whoever got this
 * wave's message, or may have got it, does not get it again, also after a crash and from another computer. It can be paused, resumed and
 * cancelled from any thread.
 */
public final class Mailing {
    /** The most messages of a batch. */
    public static final int MOST_AT_ONCE = 500;
    /** The longest pause between two batches. */
    public static final Duration LONGEST_PAUSE = Duration.ofHours(24);
    /** Detail of a message that was claimed, and never left. */
    static final String CUT_OFF = "cut-off";
    /** Detail of a message that was cut off while it left, and did not arrive as somebody says. */
    static final String NOT_THERE = "not-there";
    /** After so many messages in a row that did not leave it stops: the next would not either. */
    private static final int FAILURES = 3;
    /** What is wrong with one recipient only. */
    private static final Set<CauseId> OF_ONE = EnumSet.of(CauseId.RCPT_UNKNOWN, CauseId.RCPT_DOMAIN_UNKNOWN, CauseId.RCPT_MOVED,
            CauseId.RCPT_FILTERED, CauseId.RCPT_INVALID_ADDRESS, CauseId.MAILBOX_FULL, CauseId.GREYLISTED, CauseId.MX_NULL);

    private final Announcements announcements;
    private final Wave wave;
    private final List<Announcement> messages;
    private final Pace pace;
    private final String who;
    private final Object gate = new Object();
    private boolean paused;
    private boolean cancelled;

    /**
     * @param messages what leaves, in this order
     * @param who      by whom
     */
    public Mailing(Announcements announcements, Wave wave, List<Announcement> messages, Pace pace, String who) {
        this.announcements = announcements;
        this.wave = wave;
        this.messages = List.copyOf(messages);
        this.pace = pace;
        this.who = who;
    }

    /**
     * How fast messages leave.
     *
     * @param atOnce how many make a batch, from 1 to {@link #MOST_AT_ONCE}
     * @param pause  how long to wait between two batches, up to {@link #LONGEST_PAUSE}
     */
    public record Pace(int atOnce, Duration pause) {
        public Pace {
            if (atOnce < 1 || atOnce > MOST_AT_ONCE || pause.isNegative() || pause.compareTo(LONGEST_PAUSE) > 0) {
                throw new OrganisationException("mailing.pace", MOST_AT_ONCE, LONGEST_PAUSE.toHours());
            }
        }
    }

    /** Lets a message leave. */
    @FunctionalInterface
    public interface Outbox {
        /**
         * Sends a message.
         *
         * @return what became of it
         * @throws IOException with a sentence for the user when no message can leave; this one has not
         */
        Sent send(Announcement announcement) throws IOException;
    }

    /**
     * What became of a message.
     *
     * @param sent      whether it left
     * @param messageId its Message-ID; empty when it never had one
     * @param detail    why it did not leave: the name of a {@link CauseId}, or a sentence; empty when it did
     * @param others    whether others may still leave
     */
    public record Sent(boolean sent, String messageId, String detail, boolean others) {
        /** It left. */
        public static Sent left(String messageId) {
            return new Sent(true, messageId, "", true);
        }

        /** It did not. */
        static Sent failed(String messageId, CauseId cause) {
            return new Sent(false, messageId, cause.name(), OF_ONE.contains(cause) || cause == CauseId.UNKNOWN);
        }
    }

    /**
     * Sends one message through a server and keeps it in a ticket, to which answers and bounces come back.
     *
     * @param explainer explains why it could not leave; asked for only then
     */
    public static Sent send(TicketStore store, long ticket, Announcement announcement, SendingAccount account,
            Supplier<Explainer> explainer, String who) {
        Entry entry = new MailSender(store, explainer).send(ticket,
                new OutgoingMail(List.of(new Mail.Address("", announcement.recipient())),
                        List.of(), announcement.subject(), announcement.text(), null, false, List.of()),
                account, who);
        return entry.state() == Entry.State.SENT ? Sent.left(entry.messageId())
                : Sent.failed(entry.messageId(), cause(entry.data("cause")));
    }

    /** The cause of this name; unknown for any other text. */
    static CauseId cause(String name) {
        for (CauseId id : CauseId.values()) {
            if (id.name().equals(name)) {
                return id;
            }
        }
        return CauseId.UNKNOWN;
    }

    /** How far it is. */
    @FunctionalInterface
    public interface Listener {
        /**
         * @param done    how many messages are done with: sent, failed, or not to be sent again
         * @param all     of how many
         * @param waiting how long until the next batch begins; zero when it goes on
         */
        void told(int done, int all, Duration waiting);
    }

    /**
     * What came of it.
     *
     * @param left    how many have left
     * @param failed  how many could not leave
     * @param had     how many were not sent because the person has, or may have, this wave's message
     * @param stopped why it ended early: the name of a {@link CauseId}, or a sentence; empty when it did not, or was cancelled
     */
    public record Outcome(int left, int failed, int had, String stopped) {
        /** Why it ended early, in the language of the technician. */
        public String why(Locale locale) {
            return Mailing.why(stopped, locale);
        }
    }

    /** The sentence of a detail. */
    static String why(String detail, Locale locale) {
        if (CUT_OFF.equals(detail) || NOT_THERE.equals(detail)) {
            return Messages.text(locale, "message." + detail);
        }
        CauseId cause = cause(detail);
        return cause.name().equals(detail) ? Catalogue.get().text(cause, locale).summary() : detail;
    }

    /** Holds back the messages that have not left; one that is on its way goes on. */
    public void pause() {
        synchronized (gate) {
            paused = true;
        }
    }

    /** Goes on. */
    public void resume() {
        synchronized (gate) {
            paused = false;
            gate.notifyAll();
        }
    }

    /** Ends it; what has left stays recorded. */
    public void cancel() {
        synchronized (gate) {
            cancelled = true;
            gate.notifyAll();
        }
    }

    /** Whether it is paused. */
    public boolean isPaused() {
        synchronized (gate) {
            return paused && !cancelled;
        }
    }

    /**
     * Sends, and returns when all is done or nothing more can be.
     *
     * @throws org.mailmend.tickets.TicketException when what has left cannot be recorded; nothing leaves after that
     * @throws InterruptedException                 when the thread is interrupted while it waits
     */
    public Outcome run(Outbox outbox, Listener listener) throws InterruptedException {
        int left = 0;
        int failed = 0;
        int had = 0;
        int inRow = 0;
        int done = 0;
        boolean rested = true;
        for (Announcement message : messages) {
            if (!go(Duration.ZERO)) {
                return new Outcome(left, failed, had, "");
            }
            boolean again = announcements.had(wave, message);
            if (!again && !rested && (left + failed) % pace.atOnce() == 0 && !pace.pause().isZero()) {
                listener.told(done, messages.size(), pace.pause());
                if (!go(pace.pause())) {
                    return new Outcome(left, failed, had, "");
                }
                rested = true;
            }
            OptionalLong claim = again ? OptionalLong.empty() : announcements.claim(wave, message, "mail");
            done++;
            if (claim.isEmpty()) {
                had++;
                listener.told(done, messages.size(), Duration.ZERO);
                continue;
            }
            rested = false;
            Sent sent;
            try {
                sent = outbox.send(message);
            } catch (IOException e) {
                sent = new Sent(false, "", e.getMessage() == null ? CauseId.UNKNOWN.name() : e.getMessage(), false);
            }
            announcements.settle(claim.getAsLong(), sent);
            if (sent.sent()) {
                left++;
                inRow = 0;
                announcements.told(message, who);
            } else {
                failed++;
                inRow++;
            }
            listener.told(done, messages.size(), Duration.ZERO);
            if (!sent.sent() && (!sent.others() || inRow == FAILURES)) {
                return new Outcome(left, failed, had, sent.detail());
            }
        }
        return new Outcome(left, failed, had, "");
    }

    /** Waits so long, and as long as it is paused; false when it is cancelled. */
    private boolean go(Duration wait) throws InterruptedException {
        long end = System.nanoTime() + wait.toNanos();
        synchronized (gate) {
            while (!cancelled) {
                long rest = end - System.nanoTime();
                if (paused) {
                    gate.wait();
                } else if (rest > 0) {
                    TimeUnit.NANOSECONDS.timedWait(gate, Math.max(rest, 1_000_000));
                } else {
                    return true;
                }
            }
            return false;
        }
    }
}
