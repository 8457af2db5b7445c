package org.mailmend.ui.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import org.eclipse.core.runtime.ILogListener;
import org.eclipse.core.runtime.IStatus;
import org.eclipse.core.runtime.Platform;
import org.eclipse.core.runtime.jobs.Job;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.mailmend.check.ui.internal.CheckJob;
import org.mailmend.ui.tests.driver.Driver;
import org.mailmend.ui.tests.driver.SwtDriver;
import org.mailmend.workbench.Theme;

/** What all tests of the window need; each begins with a single fresh tester in the light theme, and leaves no window open. */
abstract class UiTest {
    /** Where pictures of the window go. */
    static final Path PICTURES = Path.of(System.getProperty("mailmend.pictures", "target/pictures"));

    protected final Driver driver = new SwtDriver();
    protected final Window window = new Window();

    private final List<IStatus> errors = new CopyOnWriteArrayList<>();
    private final ILogListener log = (status, plugin) -> {
        if (status.matches(IStatus.ERROR)) {
            errors.add(status);
        }
    };
    private int shells;

    @BeforeEach
    final void begin() {
        // Whatever the test before has left open.
        window.ui(() -> window.page().closeAllEditors(false));
        window.desk();
        window.resetPlace();
        // Where no window manager does it, the window gets the focus back that a window of another test had.
        window.ui(() -> window.shell().forceActive());
        window.theme(Theme.Choice.LIGHT);
        shells = window.shells();
        Platform.addLogListener(log);
    }

    @AfterEach
    final void end() throws InterruptedException {
        Job.getJobManager().cancel(CheckJob.FAMILY);
        Job.getJobManager().join(CheckJob.FAMILY, null);
        Platform.removeLogListener(log);
        int left = driver.dialogs();
        window.closeDialogs();
        assertEquals(0, left, "dialogs left open");
        assertEquals(List.of(), errors.stream().map(UiTest::describe).toList(), "errors in the log");
        driver.waitUntil("no window is left over", () -> window.shells() <= shells);
    }

    private static String describe(IStatus status) {
        StringWriter text = new StringWriter();
        text.append(status.getMessage()).append('\n');
        if (status.getException() != null) {
            status.getException().printStackTrace(new PrintWriter(text));
        }
        return text.toString();
    }
}
