package org.mailmend.training.ui.internal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;

import org.eclipse.osgi.util.NLS;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Display;
import org.eclipse.ui.IWorkbench;
import org.eclipse.ui.IWorkbenchListener;
import org.eclipse.ui.PlatformUI;
import org.mailmend.training.Attendee;
import org.mailmend.training.Session;
import org.mailmend.training.practice.PracticeAccount;
import org.mailmend.training.practice.PracticeBoard;
import org.mailmend.training.practice.PracticeRecorder;
import org.mailmend.training.practice.Reach;
import org.mailmend.training.practice.Standing;
import org.mailmend.workbench.Home;
import org.mailmend.workbench.StatusArea;
import org.mailmend.workbench.UiThread;

/** The practice server of this window; there is one at most. It goes on whichever view is in front, and ends with Mailmend. */
public final class Practice {
    private static final Practice ONLY = new Practice();
    private static final String STATUS = "org.mailmend.training.ui";

    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
    private volatile PracticeBoard board;
    private volatile Session session;
    private boolean watching;

    private Practice() {
    }

    /** The only one. */
    public static Practice get() {
        return ONLY;
    }

    /** The board while the server runs; null else. */
    public PracticeBoard board() {
        return board;
    }

    /** The session whose people practise; null while the server does not run. */
    Session session() {
        return session;
    }

    /** How far somebody is; empty without a server, and for somebody without an account. */
    Optional<Standing> standing(String attendee) {
        PracticeBoard running = board;
        return running == null ? Optional.empty()
                : running.standings().stream().filter(each -> each.account().attendees().contains(attendee)).findFirst();
    }

    /**
     * Starts the server for the people of a session, in the background.
     *
     * @param shared how many share an account, from 1 to 4
     */
    CompletableFuture<Void> start(Session of, Reach reach, int shared) {
        watchTheEnd();
        return Library.get().thenCompose(library -> School.get().ask(store -> {
            List<Attendee> roster = store.roster(of.id());
            try {
                PracticeBoard made = PracticeBoard.start(PracticeAccount.of(of.id(), roster, shared), reach,
                        Home.directory().resolve("practice-ca.pem"));
                PracticeRecorder.attach(made, store, of, library.course(of).orElse(null));
                made.onChange(this::tell);
                made.onPassed((standing, goal) -> School.get().changed());
                PracticeBoard before = board;
                board = made;
                session = of;
                if (before != null) {
                    before.close();
                }
                return null;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        })).thenApply(done -> {
            tell();
            return null;
        });
    }

    /** Stops the server, in the background. */
    CompletableFuture<Void> stop() {
        return CompletableFuture.runAsync(this::end);
    }

    private void end() {
        PracticeBoard running = board;
        board = null;
        session = null;
        if (running != null) {
            running.close();
        }
        tell();
    }

    /** Runs the action in the UI thread after each change, as long as the control lives. */
    void onChange(Control control, Runnable action) {
        Runnable told = UiThread.of(control).coalesced(action);
        listeners.add(told);
        control.addDisposeListener(event -> listeners.remove(told));
    }

    private void tell() {
        listeners.forEach(Runnable::run);
        if (PlatformUI.isWorkbenchRunning()) {
            Display display = PlatformUI.getWorkbench().getDisplay();
            PracticeBoard running = board;
            String words = running == null ? ""
                    : NLS.bind(running.reach().isNetwork() ? Messages.Practice_status_network : Messages.Practice_status,
                            running.connections());
            if (!display.isDisposed()) {
                display.asyncExec(() -> StatusArea.set(STATUS, words));
            }
        }
    }

    private synchronized void watchTheEnd() {
        if (!watching) {
            watching = true;
            PlatformUI.getWorkbench().addWorkbenchListener(new IWorkbenchListener() {
                @Override
                public boolean preShutdown(IWorkbench workbench, boolean forced) {
                    return true;
                }

                @Override
                public void postShutdown(IWorkbench workbench) {
                    PracticeBoard running = board;
                    if (running != null) {
                        running.close();
                    }
                }
            });
        }
    }
}
