package org.mailmend.knowledge.ui.internal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import org.eclipse.core.runtime.ILog;
import org.eclipse.core.runtime.IProgressMonitor;
import org.eclipse.core.runtime.IStatus;
import org.eclipse.core.runtime.Platform;
import org.eclipse.core.runtime.Status;
import org.eclipse.core.runtime.jobs.Job;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Display;
import org.eclipse.ui.PlatformUI;
import org.mailmend.knowledge.Knowledge;
import org.mailmend.knowledge.KnowledgeBase;
import org.mailmend.knowledge.Search;
import org.mailmend.knowledge.own.KnowledgeWatch;
import org.mailmend.knowledge.own.OwnKnowledge;
import org.mailmend.workbench.Home;
import org.mailmend.workbench.StatusArea;
import org.osgi.framework.FrameworkUtil;

/**
 * The knowledge that the window shows: what comes with Mailmend, what plug-ins contribute, and what the team has added, in this order;
 * what comes later replaces what has the same id. It is read in the background when it is first wanted, and again after a change. All
 * methods are called in the UI thread unless they say otherwise.
 */
public final class Shelf {
    /** The family of the jobs that read the knowledge. */
    public static final Object FAMILY = Shelf.class;

    private static final String ID = "org.mailmend.knowledge.ui";
    private static final Duration LOOK_EVERY = Duration.ofSeconds(5);
    private static final Shelf SHELF = new Shelf();

    private final List<Runnable> listeners = new ArrayList<>();
    private Contents contents;
    private String failure;
    private Job job;
    private KnowledgeWatch watch;

    private Shelf() {
    }

    /** The one of this workbench. */
    public static Shelf get() {
        return SHELF;
    }

    /** The folder with the team's own knowledge; it need not exist. */
    public static Path folder() {
        return Knowledge.in(Home.directory()).folder();
    }

    /** What was read; null until it has been. */
    public Contents contents() {
        if (job == null) {
            readAgain();
        }
        return contents;
    }

    /** Why it could not be read, a sentence for the user; null when it could or is not over yet. */
    public String failure() {
        return failure;
    }

    /** Runs the action each time that something was read, as long as the control lives; also at once when that was so before. */
    public void onChange(Control control, Runnable action) {
        listeners.add(action);
        control.addListener(SWT.Dispose, event -> listeners.remove(action));
        if (contents() != null || failure != null) {
            action.run();
        }
    }

    /** Reads everything again: something has changed. What is shown stays until that is done. Safe for every thread. */
    public void readAgain() {
        if (!PlatformUI.isWorkbenchRunning()) {
            return;
        }
        Display display = PlatformUI.getWorkbench().getDisplay();
        if (display.getThread() != Thread.currentThread()) {
            display.asyncExec(this::readAgain);
            return;
        }
        if (job == null) {
            job = Job.create(Messages.Shelf_reading, this::read);
            job.setSystem(true);
        }
        StatusArea.set(ID, Messages.Shelf_reading);
        job.schedule();
    }

    /** Looks from now on whether somebody changes the folder: an editor, a pull from Git, an import on the command line. */
    private void watch(List<Path> contributed) {
        if (watch != null) {
            watch.close();
        }
        watch = KnowledgeWatch.start(new OwnKnowledge(folder(), contributed), LOOK_EVERY, this::readAgain);
    }

    private IStatus read(IProgressMonitor monitor) {
        try {
            List<Path> contributed = Contributions.folders();
            watch(contributed);
            List<Path> folders = new ArrayList<>(contributed);
            folders.add(folder());
            KnowledgeBase base = KnowledgeBase.of(folders.toArray(Path[]::new));
            base.clients();
            base.articles(Words.locale());
            Contents fresh = new Contents(base, contributed);
            Display display = PlatformUI.getWorkbench().getDisplay();
            // Pages can be read while the index is still being built.
            display.asyncExec(() -> accept(fresh));
            fresh.search(openSearch(base));
            if (!contributed.isEmpty() || Files.isDirectory(folder())) {
                fresh.problems(base.problems());
            }
            display.asyncExec(() -> over(null));
        } catch (IOException | RuntimeException e) {
            // RuntimeException: a folder that cannot be listed, and what a hostile file may provoke
            ILog.of(Shelf.class).error("The knowledge base cannot be read", e);
            PlatformUI.getWorkbench().getDisplay().asyncExec(() -> over(Messages.Shelf_failed));
        }
        return Status.OK_STATUS;
    }

    private static Search openSearch(KnowledgeBase base) throws IOException {
        try {
            return Search.open(base, Platform.getStateLocation(FrameworkUtil.getBundle(Shelf.class)).append("index").toPath());
        } catch (IOException e) {
            ILog.of(Shelf.class).info("The index of the search cannot be kept, it is made in memory: " + e.getMessage());
            return Search.open(base, null);
        }
    }

    private void over(String why) {
        StatusArea.set(ID, null);
        failure = why;
        List.copyOf(listeners).forEach(Runnable::run);
    }

    private void accept(Contents fresh) {
        Contents old = contents;
        contents = fresh;
        List.copyOf(listeners).forEach(Runnable::run);
        if (old != null) {
            // A search may be running in it.
            Job.createSystem(Messages.Shelf_reading, (IProgressMonitor monitor) -> {
                close(old);
                return Status.OK_STATUS;
            }).schedule();
        }
    }

    private static void close(Contents old) {
        try {
            old.close();
        } catch (IOException e) {
            ILog.of(Shelf.class).warn("The index of the search could not be closed", e);
        }
    }
}
