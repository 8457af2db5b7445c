package org.mailmend.check.ui.internal;

import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;

import org.eclipse.core.runtime.jobs.IJobChangeEvent;
import org.eclipse.core.runtime.jobs.JobChangeAdapter;
import org.eclipse.osgi.util.NLS;
import org.mailmend.check.CheckRequest;
import org.mailmend.check.Secret;
import org.mailmend.check.ui.TesterInput;
import org.mailmend.check.ui.TesterInput.SecretUse;
import org.mailmend.lab.Scenario;
import org.mailmend.lab.Scenarios;

/** A Connection Tester without its widgets: one check at a time, from the form to the result. Used in the UI thread only. */
public final class Tester {
    private final History history;
    private final Executor ui;
    private final Runnable changed;
    private CheckRun run;
    private CheckJob job;

    /**
     * @param history where finished checks are kept
     * @param ui      runs tasks in the UI thread
     * @param changed called from any thread when there is something new to show
     */
    public Tester(History history, Executor ui, Runnable changed) {
        this.history = history;
        this.ui = ui;
        this.changed = changed;
    }

    /** The check that runs or was the last; null when there was none. */
    public CheckRun run() {
        return run;
    }

    /** Whether a check runs. */
    public boolean isRunning() {
        return run != null && !run.isOver();
    }

    /**
     * Starts a check, unless the form has problems or a check runs already.
     *
     * @param secret what to sign in with, copied; null or empty when there is none
     * @return the problems
     */
    public List<Problem> start(TesterInput input, char[] secret) {
        if (isRunning()) {
            return List.of();
        }
        boolean hasSecret = secret != null && secret.length > 0;
        List<Problem> problems = Requests.problems(input, hasSecret);
        if (problems.isEmpty()) {
            schedule(input, !hasSecret || input.secret() == SecretUse.NONE ? null
                    : input.secret() == SecretUse.TOKEN ? Secret.token(secret) : Secret.password(secret));
        }
        return problems;
    }

    private void schedule(TesterInput input, Secret secret) {
        Scenario scenario = input.isPractice() ? Scenarios.byId(input.scenario()).orElseThrow() : null;
        Preferences preferences = Preferences.load();
        CheckRun started = new CheckRun(input, Duration.ofSeconds(Requests.deadline(input.deadline())), Words.locale(), changed);
        String what = scenario == null ? input.host().strip() : scenario.title(Words.locale());
        CheckJob next = new CheckJob(NLS.bind(Messages.Run_job, what), started, scenario, (target, anchors) -> {
            List<X509Certificate> trusted = new ArrayList<>(anchors);
            if (target == null) {
                trusted.addAll(preferences.readTrustAnchors());
            }
            CheckRequest request = Requests.request(input, target == null ? Requests.target(input) : target, secret, preferences,
                    trusted);
            // A practice server stands for one on the usual port.
            return target == null ? request : request.withProfile(request.profile().withAnyPort());
        });
        next.addJobChangeListener(new JobChangeAdapter() {
            @Override
            public void done(IJobChangeEvent event) {
                if (secret != null) {
                    secret.wipe();
                }
                if (!started.isOver()) {
                    started.fail(Messages.Run_cancelled);
                }
                ui.execute(() -> ended(started));
            }
        });
        run = started;
        job = next;
        changed.run();
        next.schedule();
    }

    private void ended(CheckRun ended) {
        if (ended.result() != null) {
            history.add(new History.Entry(ended.input(), ended.result()));
        }
        changed.run();
    }

    /** Ends the running check at once; does nothing when none runs. */
    public void cancel() {
        if (isRunning()) {
            job.cancel();
        }
    }

    /** Shows a former check again. */
    public void show(History.Entry entry) {
        if (!isRunning()) {
            run = new CheckRun(entry.input(), entry.result(), Words.locale());
            changed.run();
        }
    }
}
