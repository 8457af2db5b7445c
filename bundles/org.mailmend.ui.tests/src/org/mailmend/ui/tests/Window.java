package org.mailmend.ui.tests;

import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import java.util.stream.Stream;

import org.eclipse.swt.widgets.Display;
import org.eclipse.swt.widgets.Shell;
import org.eclipse.ui.IViewReference;
import org.eclipse.ui.IWorkbenchPage;
import org.eclipse.ui.IWorkbenchWindow;
import org.eclipse.ui.PlatformUI;
import org.mailmend.workbench.Theme;

/** The workbench window, for what a test looks at or prepares behind the scenes. All methods are called outside the UI thread. */
final class Window {
    private final Display display = PlatformUI.getWorkbench().getDisplay();

    /** Runs a task in the UI thread. */
    <T> T ui(Supplier<T> task) {
        AtomicReference<T> result = new AtomicReference<>();
        AtomicReference<Throwable> failure = new AtomicReference<>();
        display.syncExec(() -> {
            try {
                result.set(task.get());
            } catch (RuntimeException | AssertionError e) {
                failure.set(e);
            }
        });
        if (failure.get() != null) {
            throw new AssertionError(failure.get().getMessage(), failure.get());
        }
        return result.get();
    }

    void ui(Runnable task) {
        ui(() -> {
            task.run();
            return null;
        });
    }

    IWorkbenchWindow window() {
        return PlatformUI.getWorkbench().getWorkbenchWindows()[0];
    }

    IWorkbenchPage page() {
        return window().getActivePage();
    }

    Shell shell() {
        return window().getShell();
    }

    String perspective() {
        return ui(() -> page().getPerspective().getId());
    }

    /** Closes all views and lays the perspective out as at the first start. */
    void resetPlace() {
        ui(() -> {
            for (IViewReference view : page().getViewReferences()) {
                page().hideView(view);
            }
            page().resetPerspective();
        });
    }

    void theme(Theme.Choice choice) {
        ui(() -> Theme.choose(choice));
        // the platform has more to do after this
        ui(() -> {
        });
    }

    void size(int width, int height) {
        ui(() -> {
            shell().setMaximized(false);
            shell().setBounds(0, 0, width, height);
        });
        ui(() -> {
        });
    }

    int shells() {
        return ui(() -> (int) Stream.of(display.getShells()).filter(Shell::isVisible).count());
    }

    void closeDialogs() {
        ui(() -> Stream.of(display.getShells()).filter(shell -> shell != shell() && shell.isVisible()).forEach(Shell::close));
    }
}
