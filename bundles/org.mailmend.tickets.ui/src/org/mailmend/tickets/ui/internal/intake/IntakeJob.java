package org.mailmend.tickets.ui.internal.intake;

import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;

import org.eclipse.core.runtime.ILog;
import org.eclipse.core.runtime.IProgressMonitor;
import org.eclipse.core.runtime.IStatus;
import org.eclipse.core.runtime.Status;
import org.eclipse.core.runtime.jobs.Job;
import org.mailmend.tickets.TicketStore;
import org.mailmend.tickets.mail.Intake;
import org.mailmend.tickets.mail.IntakeLoop;
import org.mailmend.tickets.mail.MailSender;
import org.mailmend.tickets.mail.TicketSourceProvider;
import org.mailmend.tickets.reply.FirstAnswer;
import org.mailmend.tickets.reply.ReplyWriter;
import org.mailmend.tickets.reply.Templates;
import org.mailmend.tickets.ui.Desk;
import org.mailmend.tickets.ui.Language;
import org.mailmend.tickets.ui.internal.Known;
import org.mailmend.tickets.ui.internal.reply.MailSettings;
import org.mailmend.tickets.ui.internal.reply.Secrets;

/** Takes mail in as long as it is not cancelled. */
final class IntakeJob extends Job {
    private final IntakeCentre centre;
    private volatile CountDownLatch end = new CountDownLatch(1);

    IntakeJob(IntakeCentre centre) {
        super(Messages.Job_name);
        this.centre = centre;
        setPriority(Job.LONG);
    }

    @Override
    public boolean belongsTo(Object family) {
        return family == IntakeCentre.FAMILY;
    }

    @Override
    protected void canceling() {
        end.countDown();
    }

    @Override
    protected IStatus run(IProgressMonitor monitor) {
        end = new CountDownLatch(1);
        IntakeSettings settings = IntakeSettings.load();
        List<TicketSourceProvider> providers = centre.providers(settings).stream()
                .filter(provider -> settings.on().contains(provider.id())).toList();
        if (providers.isEmpty() || monitor.isCanceled()) {
            return Status.OK_STATUS;
        }
        try {
            TicketStore store = Desk.get().ask(open -> open).get();
            FirstAnswer answers = settings.firstAnswer()
                    ? new FirstAnswer(store, new ReplyWriter(new Templates(store), Known.base()),
                            new MailSender(store, Known::explainer), () -> Secrets.sending(MailSettings.load()))
                    : null;
            try (Intake intake = new Intake(store, providers, Language.locale(), Known::explainer, answers,
                    IntakeLoop.Pauses.USUAL, centre::changed)) {
                centre.began(intake);
                if (!monitor.isCanceled()) {
                    end.await();
                }
            }
        } catch (ExecutionException e) {
            // the desk says why; the intake begins when the tickets are open
            ILog.of(IntakeJob.class).info("No mail is taken in, as the tickets are not open");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            centre.ended();
        }
        return monitor.isCanceled() ? Status.CANCEL_STATUS : Status.OK_STATUS;
    }
}
