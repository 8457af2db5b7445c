package org.mailmend.check.ui.internal;

import org.eclipse.core.runtime.jobs.IJobChangeEvent;
import org.eclipse.core.runtime.jobs.Job;
import org.eclipse.core.runtime.jobs.JobChangeAdapter;
import org.eclipse.osgi.util.NLS;
import org.eclipse.swt.widgets.Display;
import org.mailmend.workbench.StatusArea;

/** Tells at the bottom of the window which checks run, also those whose view is behind another one. */
final class RunningChecks extends JobChangeAdapter {
    private static final String KIND = "org.mailmend.check.ui";

    private final Display display;

    private RunningChecks(Display display) {
        this.display = display;
    }

    /** Begins, for as long as Mailmend runs. */
    static void watch(Display display) {
        Job.getJobManager().addJobChangeListener(new RunningChecks(display));
    }

    @Override
    public void running(IJobChangeEvent event) {
        tell(event.getJob());
    }

    @Override
    public void done(IJobChangeEvent event) {
        tell(event.getJob());
    }

    private void tell(Job changed) {
        if (changed.belongsTo(CheckJob.FAMILY) && !display.isDisposed()) {
            display.asyncExec(() -> {
                Job[] checks = Job.getJobManager().find(CheckJob.FAMILY);
                StatusArea.set(KIND, checks.length == 0 ? null
                        : checks.length == 1 ? checks[0].getName() : NLS.bind(Messages.Status_several, checks.length));
            });
        }
    }
}
