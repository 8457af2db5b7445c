package org.mailmend.organisation.ui.internal;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CopyOnWriteArrayList;

import org.eclipse.core.runtime.ICoreRunnable;
import org.eclipse.core.runtime.IProgressMonitor;
import org.eclipse.core.runtime.jobs.Job;
import org.eclipse.osgi.util.NLS;
import org.eclipse.swt.widgets.Control;
import org.mailmend.organisation.Announcement;
import org.mailmend.organisation.Announcements;
import org.mailmend.organisation.Mailing;
import org.mailmend.organisation.Wave;
import org.mailmend.tickets.mail.SendingAccount;
import org.mailmend.tickets.ui.Desk;
import org.mailmend.tickets.ui.Language;
import org.mailmend.tickets.ui.Sending;
import org.mailmend.workbench.State;
import org.mailmend.workbench.UiThread;

/** Sends announcements, those of one wave at a time; it goes on when views and dialogs close. Safe for every thread. */
final class Sender {
    private static final Sender ONLY = new Sender();

    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
    private Mailing mailing;
    private Now now;
    private Said said;

    /**
     * How far it is.
     *
     * @param wave   whose announcements are sent
     * @param done   how many messages are done with
     * @param all    of how many
     * @param next   when the next batch leaves; null while one does
     * @param paused whether somebody paused it
     */
    record Now(Wave wave, int done, int all, Instant next, boolean paused) {
    }

    /** What came of the last time. */
    record Said(State state, String words) {
    }

    private Sender() {
    }

    static Sender get() {
        return ONLY;
    }

    /** How far it is; null when nothing is sent. */
    synchronized Now now() {
        return now;
    }

    /** What came of the last time; null while it is going on, and before the first. */
    synchronized Said said() {
        return said;
    }

    /** Begins to send; false when something else is being sent. */
    boolean start(Wave wave, List<Announcement> messages, Mailing.Pace pace) {
        synchronized (this) {
            if (now != null) {
                return false;
            }
            now = new Now(wave, 0, messages.size(), null, false);
            said = null;
        }
        String who = House.who();
        Job job = Job.create(NLS.bind(Messages.Send_job, wave.name()),
                (ICoreRunnable) monitor -> run(wave, messages, pace, who, monitor));
        job.schedule();
        tell();
        return true;
    }

    private void run(Wave wave, List<Announcement> messages, Mailing.Pace pace, String who, IProgressMonitor monitor) {
        Said end = null;
        try {
            Announcements announcements = House.get().ask(House::announcements).join();
            long ticket = Desk.get().change(Messages.Send_ticket,
                    (store, technician) -> announcements.ticket(wave, store, Language.locale(), technician)).join();
            Mailing mine = new Mailing(announcements, wave, messages, pace, who);
            synchronized (this) {
                mailing = mine;
                if (now.paused()) {
                    mine.pause();
                }
            }
            monitor.beginTask("", messages.size());
            Mailing.Outcome outcome = mine.run(message -> send(ticket, message, who), (done, all, waiting) -> {
                progress(done, waiting);
                monitor.worked(1);
                if (monitor.isCanceled()) {
                    mine.cancel();
                }
            });
            end = said(outcome);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            end = new Said(State.FAULT, House.sentence(e));
        } finally {
            synchronized (this) {
                mailing = null;
                now = null;
                said = end;
            }
            tell();
            House.get().changed();
        }
    }

    private static Mailing.Sent send(long ticket, Announcement message, String who) throws IOException {
        SendingAccount account = Sending.account();
        try {
            return Desk.get().ask(store -> Mailing.send(store, ticket, message, account, Sending::explainer, who)).join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        } finally {
            if (account.secret() != null) {
                account.secret().wipe();
            }
        }
    }

    private static Said said(Mailing.Outcome outcome) {
        if (!outcome.stopped().isEmpty()) {
            return new Said(State.FAULT, NLS.bind(Messages.Send_stopped, outcome.left(), outcome.why(Language.locale())));
        }
        return outcome.failed() == 0 ? new Said(State.OK, NLS.bind(Messages.Send_sent, outcome.left()))
                : new Said(State.WARNING, NLS.bind(Messages.Send_some, outcome.left(), outcome.failed()));
    }

    private void progress(int done, Duration waiting) {
        synchronized (this) {
            now = new Now(now.wave(), done, now.all(), waiting.isZero() ? null : Instant.now().plus(waiting), now.paused());
        }
        tell();
    }

    /** Holds back what has not left, or goes on. */
    void pause(boolean paused) {
        synchronized (this) {
            if (now == null) {
                return;
            }
            now = new Now(now.wave(), now.done(), now.all(), now.next(), paused);
            if (mailing != null && paused) {
                mailing.pause();
            } else if (mailing != null) {
                mailing.resume();
            }
        }
        tell();
    }

    /** Ends it; what has left stays recorded. */
    synchronized void cancel() {
        if (mailing != null) {
            mailing.cancel();
        }
    }

    /** Runs the action in the UI thread whenever something has changed, as long as the control lives. */
    void onChange(Control control, Runnable action) {
        Runnable told = UiThread.of(control).coalesced(action);
        listeners.add(told);
        control.addDisposeListener(event -> listeners.remove(told));
    }

    private void tell() {
        listeners.forEach(Runnable::run);
    }
}
