package org.mailmend.ui.tests;

import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import java.util.stream.Stream;

import org.eclipse.swt.graphics.GC;
import org.eclipse.swt.graphics.Image;
import org.eclipse.swt.graphics.ImageData;
import org.eclipse.swt.graphics.RGB;
import org.eclipse.swt.graphics.Rectangle;
import org.eclipse.swt.widgets.Display;
import org.eclipse.swt.widgets.Shell;
import org.eclipse.ui.IViewReference;
import org.eclipse.ui.IWorkbenchPage;
import org.eclipse.ui.IWorkbenchWindow;
import org.eclipse.ui.PlatformUI;
import org.eclipse.ui.WorkbenchException;
import org.mailmend.ui.tests.driver.Driver;
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

    /** Takes away what a test left open. Closing may ask a question, which nobody would answer. */
    void closeDialogs() {
        ui(() -> Stream.of(display.getShells()).filter(shell -> !shell.isDisposed() && shell != shell() && shell.isVisible())
                .forEach(Shell::dispose));
    }

    /** Closes all dialogs as their user would who wants nothing of them. */
    void cancelDialogs() {
        ui(() -> Stream.of(display.getShells()).filter(shell -> !shell.isDisposed() && shell != shell() && shell.isVisible())
                .forEach(Shell::close));
    }

    /** Goes to the Desk. */
    void desk() {
        perspective("org.mailmend.workbench.desk");
    }

    /** Goes to a place. */
    void perspective(String id) {
        ui(() -> {
            try {
                PlatformUI.getWorkbench().showPerspective(id, window());
            } catch (WorkbenchException e) {
                throw new AssertionError(e);
            }
        });
    }

    /** Waits until a page in a browser has been painted in the colours of the theme. */
    void waitForPaint(Driver driver) {
        driver.waitUntil("the page is painted", () -> lightShare() < 0.3);
    }

    /** The share of pixels that are light. Letters are; an area that was forgotten is far more than all of them. */
    double lightShare() {
        return ui(() -> {
            Rectangle area = shell().getClientArea();
            Image image = new Image(shell().getDisplay(), area.width, area.height);
            GC gc = new GC(shell());
            gc.copyArea(image, 0, 0);
            gc.dispose();
            ImageData data = image.getImageData(100);
            image.dispose();
            long light = 0;
            for (int y = 0; y < data.height; y++) {
                for (int x = 0; x < data.width; x++) {
                    if (luminance(data.palette.getRGB(data.getPixel(x, y))) > 0.5) {
                        light++;
                    }
                }
            }
            return light / (double) (data.width * data.height);
        });
    }

    /** Relative luminance as WCAG 2.2 has it. */
    static double luminance(RGB rgb) {
        return 0.2126 * linear(rgb.red) + 0.7152 * linear(rgb.green) + 0.0722 * linear(rgb.blue);
    }

    private static double linear(int value) {
        double share = value / 255.0;
        return share <= 0.04045 ? share / 12.92 : Math.pow((share + 0.055) / 1.055, 2.4);
    }
}
