package org.mailmend.tickets.ui.internal.intake;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

import org.eclipse.core.runtime.ILog;
import org.eclipse.core.runtime.OperationCanceledException;
import org.eclipse.osgi.util.NLS;
import org.eclipse.swt.widgets.Display;
import org.eclipse.ui.IWorkbench;
import org.eclipse.ui.IWorkbenchListener;
import org.eclipse.ui.PartInitException;
import org.eclipse.ui.PlatformUI;
import org.eclipse.ui.dialogs.PreferencesUtil;
import org.mailmend.knowledge.ui.internal.parts.Visible;
import org.mailmend.tickets.Entry;
import org.mailmend.tickets.mail.Intake;
import org.mailmend.tickets.mail.TicketSourceProvider;
import org.mailmend.tickets.ui.Desk;
import org.mailmend.tickets.ui.Language;
import org.mailmend.workbench.StatusArea;
import org.osgi.framework.BundleContext;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.ServiceReference;
import org.osgi.util.tracker.ServiceTracker;

/** The intake of this workbench: runs its job while there is something to take mail from, and says in the status line how it goes. */
public final class IntakeCentre {
    /** The family of the job. */
    public static final Object FAMILY = IntakeCentre.class;

    private static final String STATUS = "org.mailmend.tickets.ui.intake";
    private static final long END = 4000;
    private static final IntakeCentre ONLY = new IntakeCentre();

    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
    private final IntakeJob job = new IntakeJob(this);
    private ServiceTracker<TicketSourceProvider, TicketSourceProvider> services;
    private Intake intake;
    /** Tickets of runs that ended, and those that somebody has seen. */
    private int before;
    private int seen;
    private boolean started;
    private boolean stopped;

    private IntakeCentre() {
    }

    /** The only one. */
    public static IntakeCentre get() {
        return ONLY;
    }

    /** Begins to take mail in; not in the UI thread. */
    public void start() {
        synchronized (this) {
            if (started) {
                return;
            }
            started = true;
        }
        BundleContext context = FrameworkUtil.getBundle(IntakeCentre.class).getBundleContext();
        services = new ServiceTracker<>(context, TicketSourceProvider.class, null) {
            @Override
            public TicketSourceProvider addingService(ServiceReference<TicketSourceProvider> reference) {
                TicketSourceProvider provider = super.addingService(reference);
                changedProvider(provider);
                return provider;
            }

            @Override
            public void removedService(ServiceReference<TicketSourceProvider> reference, TicketSourceProvider provider) {
                super.removedService(reference, provider);
                changedProvider(provider);
            }
        };
        services.open();
        PlatformUI.getWorkbench().addWorkbenchListener(new IWorkbenchListener() {
            @Override
            public boolean preShutdown(IWorkbench workbench, boolean forced) {
                return true;
            }

            @Override
            public void postShutdown(IWorkbench workbench) {
                end();
            }
        });
        Desk.get().listenPhase(this::deskChanged);
        restart();
    }

    private void changedProvider(TicketSourceProvider provider) {
        listeners.forEach(Runnable::run);
        if (IntakeSettings.load().on().contains(provider.id())) {
            restart();
        }
    }

    private void end() {
        job.cancel();
        try {
            job.join(END, null);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (OperationCanceledException e) {
            ILog.of(IntakeCentre.class).info("The intake did not end in time");
        }
        services.close();
    }

    private Desk.Phase phase = Desk.Phase.OPENING;

    /** Another store is another intake. */
    private void deskChanged() {
        Desk.Phase now = Desk.get().phase();
        boolean opened;
        boolean other;
        synchronized (this) {
            other = now != phase;
            opened = other && now == Desk.Phase.OPEN;
            phase = now;
        }
        if (opened && !isStopped()) {
            restart();
        } else if (other) {
            job.cancel();
        }
    }

    // --- sources

    /** All sources: the mailboxes of this computer, and what plug-ins contribute. */
    List<TicketSourceProvider> providers(IntakeSettings settings) {
        List<TicketSourceProvider> all = new ArrayList<>(settings.mailboxes());
        all.addAll(contributed());
        return all;
    }

    /** What plug-ins contribute, in the order of the names. */
    List<TicketSourceProvider> contributed() {
        TicketSourceProvider[] found = services == null ? new TicketSourceProvider[0]
                : services.getServices(new TicketSourceProvider[0]);
        List<TicketSourceProvider> all = new ArrayList<>(List.of(found));
        all.sort(Comparator.comparing((TicketSourceProvider provider) -> provider.name(Language.locale()))
                .thenComparing(TicketSourceProvider::id));
        return all;
    }

    /** Reads the preferences anew and begins again with what they say. */
    public void restart() {
        synchronized (this) {
            stopped = false;
        }
        job.cancel();
        job.schedule();
    }

    /** Ends the intake until somebody starts it again. */
    public void stop() {
        synchronized (this) {
            stopped = true;
        }
        job.cancel();
        changed();
    }

    /** Whether somebody has stopped it. */
    public synchronized boolean isStopped() {
        return stopped;
    }

    /** How each source stands, by its id; empty while nothing is taken in. */
    public Map<String, Intake.Standing> standings() {
        Intake now = intake();
        return now == null ? Map.of() : now.standings();
    }

    private synchronized Intake intake() {
        return intake;
    }

    /** Tries a source again now. */
    public void again(String id) {
        Intake now = intake();
        if (now != null) {
            now.again(id);
        }
    }

    /**
     * Tells of each change; in any thread.
     *
     * @return ends that when it is run
     */
    Runnable listen(Runnable listener) {
        listeners.add(listener);
        return () -> listeners.remove(listener);
    }

    void began(Intake running) {
        synchronized (this) {
            intake = running;
        }
        changed();
    }

    void ended() {
        synchronized (this) {
            before += intake == null ? 0 : tickets(intake);
            intake = null;
        }
        changed();
    }

    private static int tickets(Intake running) {
        return running.standings().values().stream().mapToInt(Intake.Standing::tickets).sum();
    }

    void changed() {
        listeners.forEach(Runnable::run);
        if (PlatformUI.isWorkbenchRunning()) {
            Display display = PlatformUI.getWorkbench().getDisplay();
            if (!display.isDisposed()) {
                display.asyncExec(this::showStatus);
            }
        }
    }

    // --- the status line

    /** How many tickets came in that nobody has looked for. */
    public synchronized int fresh() {
        return before + (intake == null ? 0 : tickets(intake)) - seen;
    }

    private void showStatus() {
        Intake now = intake();
        if (now == null && fresh() == 0) {
            StatusArea.set(STATUS, isStopped() ? Messages.Status_stopped : null, isStopped() ? IntakeCentre::openPage : null);
            return;
        }
        Map<String, Intake.Standing> standings = now == null ? Map.of() : now.standings();
        Optional<Map.Entry<String, Intake.Standing>> trouble = standings.entrySet().stream()
                .filter(each -> each.getValue().sentence() != null).findFirst();
        Entry failed = now == null ? null : now.failedAnswer();
        if (trouble.isPresent()) {
            String name = providers(IntakeSettings.load()).stream().filter(each -> each.id().equals(trouble.get().getKey()))
                    .map(each -> each.name(Language.locale())).findFirst().orElse("");
            StatusArea.set(STATUS, NLS.bind(Messages.Status_trouble, Visible.line(name)), IntakeCentre::openPage);
        } else if (failed != null) {
            StatusArea.set(STATUS, NLS.bind(Messages.Status_answer, failed.ticket()), () -> Desk.get().open(failed.ticket()));
        } else {
            int count = fresh();
            StatusArea.set(STATUS, count == 0 ? Messages.Status_none : NLS.bind(Messages.Status_fresh, count), this::showList);
        }
    }

    private void showList() {
        synchronized (this) {
            seen += fresh();
        }
        showStatus();
        try {
            PlatformUI.getWorkbench().getActiveWorkbenchWindow().getActivePage().showView(Desk.VIEW_TICKETS);
        } catch (PartInitException e) {
            ILog.of(IntakeCentre.class).error("The list of tickets could not be shown", e);
        }
    }

    private static void openPage() {
        PreferencesUtil.createPreferenceDialogOn(PlatformUI.getWorkbench().getActiveWorkbenchWindow().getShell(), IntakePage.ID,
                null, null).open();
    }
}
