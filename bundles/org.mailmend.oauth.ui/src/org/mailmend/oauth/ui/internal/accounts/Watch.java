package org.mailmend.oauth.ui.internal.accounts;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

import org.eclipse.core.runtime.ILog;
import org.eclipse.core.runtime.IProgressMonitor;
import org.eclipse.core.runtime.IStatus;
import org.eclipse.core.runtime.Status;
import org.eclipse.core.runtime.jobs.Job;
import org.eclipse.core.runtime.preferences.IEclipsePreferences;
import org.eclipse.core.runtime.preferences.InstanceScope;
import org.eclipse.osgi.util.NLS;
import org.eclipse.swt.widgets.Display;
import org.eclipse.ui.PlatformUI;
import org.mailmend.check.Cancellation;
import org.mailmend.oauth.AccountWatch;
import org.mailmend.oauth.ui.internal.Ledger;
import org.mailmend.workbench.StatusArea;
import org.osgi.service.prefs.BackingStoreException;

/** The background check: off until the user turns it on, then every six hours, one account after the other. */
public final class Watch extends Job {
    private static final String NODE = "org.mailmend.oauth.ui";
    private static final String PREFERENCE = "watch";
    private static final Duration FIRST = Duration.ofMinutes(1);
    private static final Duration EVERY = Duration.ofHours(6);
    private static Watch job;

    private volatile Cancellation cancellation = new Cancellation();

    private Watch() {
        super(Messages.Watch_job);
        setSystem(true);
    }

    /** Whether it is on. */
    static boolean isOn() {
        return preferences().getBoolean(PREFERENCE, false);
    }

    /** Starts it with Mailmend where it is on. */
    static synchronized void begin() {
        if (isOn() && job == null) {
            job = new Watch();
            job.schedule(FIRST.toMillis());
        }
    }

    /** Turns it on or off, and keeps that. */
    static synchronized void turn(boolean on) {
        preferences().putBoolean(PREFERENCE, on);
        try {
            preferences().flush();
        } catch (BackingStoreException e) {
            ILog.of(Watch.class).error("The choice of the background check could not be saved", e);
        }
        if (on) {
            begin();
        } else if (job != null) {
            job.cancel();
            job = null;
            StatusArea.set(NODE, null);
        }
    }

    @Override
    protected IStatus run(IProgressMonitor monitor) {
        Cancellation mine = new Cancellation();
        cancellation = mine;
        AtomicInteger pressing = new AtomicInteger();
        try {
            AccountWatch.look(Ledger.get().accounts(), AccountsPane.pause(), Clock.systemUTC(), finding -> {
                if (finding.needsSomebody()) {
                    pressing.incrementAndGet();
                }
                Ledger.get().changed();
            }, mine);
        } catch (IOException e) {
            ILog.of(Watch.class).info("The keyring did not answer; the background check tries again later", e);
        }
        if (monitor.isCanceled() || mine.isCancelled()) {
            return Status.CANCEL_STATUS;
        }
        Display display = PlatformUI.getWorkbench().getDisplay();
        display.asyncExec(() -> StatusArea.set(NODE,
                pressing.get() == 0 ? null : NLS.bind(Messages.Watch_found, Integer.toString(pressing.get()))));
        schedule(EVERY.toMillis());
        return Status.OK_STATUS;
    }

    @Override
    protected void canceling() {
        cancellation.cancel();
    }

    private static IEclipsePreferences preferences() {
        return InstanceScope.INSTANCE.getNode(NODE);
    }
}
