package org.mailmend.check.ui.internal;

import java.io.IOException;
import java.security.cert.X509Certificate;
import java.util.List;

import org.eclipse.core.runtime.ILog;
import org.eclipse.core.runtime.IProgressMonitor;
import org.eclipse.core.runtime.IStatus;
import org.eclipse.core.runtime.Status;
import org.eclipse.core.runtime.jobs.Job;
import org.eclipse.osgi.util.NLS;
import org.mailmend.check.Cancellation;
import org.mailmend.check.CheckRequest;
import org.mailmend.check.Checker;
import org.mailmend.check.Target;
import org.mailmend.lab.PracticeServer;
import org.mailmend.lab.Scenario;

/**
 * Runs a check in the background, on a practice server of its own where the target is one. Cancelling the job, wherever that is done, ends
 * the check at once.
 */
public final class CheckJob extends Job {

    /** The family of all jobs of this kind. */
    public static final Object FAMILY = CheckJob.class;

    /** Makes the request once the target is known; it may have to read files for that. */
    @FunctionalInterface
    interface RequestMaker {
        /**
         * @param practice the target on the practice server; null for a mail server
         * @param anchors  the trust anchors that the practice server needs
         * @throws IOException with a sentence for the user
         */
        CheckRequest make(Target practice, List<X509Certificate> anchors) throws IOException;
    }

    private final CheckRun run;
    private final Scenario scenario;
    private final RequestMaker request;
    private final Cancellation cancellation = new Cancellation();

    /**
     * @param name     for people: what is checked
     * @param run      told of the progress and the result
     * @param scenario the scenario whose practice server is the target; null for a mail server
     * @param request  makes the request
     */
    CheckJob(String name, CheckRun run, Scenario scenario, RequestMaker request) {
        super(name);
        this.run = run;
        this.scenario = scenario;
        this.request = request;
    }

    @Override
    public boolean belongsTo(Object family) {
        return family == FAMILY;
    }

    @Override
    protected void canceling() {
        cancellation.cancel();
    }

    @Override
    protected IStatus run(IProgressMonitor monitor) {
        try {
            if (scenario == null) {
                check(null, List.of());
            } else {
                practise();
            }
        } catch (IOException e) {
            run.fail(e.getLocalizedMessage());
        } catch (RuntimeException e) {
            ILog.of(CheckJob.class).error("A check broke off", e);
            run.fail(Messages.Run_brokeOff);
        }
        return cancellation.isCancelled() ? Status.CANCEL_STATUS : Status.OK_STATUS;
    }

    private void practise() throws IOException {
        try (PracticeServer server = start()) {
            Target target = server.targets().stream().filter(offered -> offered.protocol() == run.input().protocol()
                    && offered.security() == run.input().security()).findFirst().orElse(server.targets().getFirst());
            check(target, server.trustAnchors());
        }
    }

    private PracticeServer start() throws IOException {
        try {
            return PracticeServer.start(scenario);
        } catch (IOException e) {
            throw new IOException(NLS.bind(Messages.Run_noPracticeServer, e.getLocalizedMessage()), e);
        }
    }

    private void check(Target practice, List<X509Certificate> anchors) throws IOException {
        run.finish(Checker.run(request.make(practice, anchors), run, cancellation));
    }
}
