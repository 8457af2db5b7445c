package org.mailmend.workbench;

import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;

import org.eclipse.swt.SWTException;
import org.eclipse.swt.widgets.Display;
import org.eclipse.swt.widgets.Widget;

/**
 * Runs tasks in the UI thread on behalf of a widget; once the widget is gone they are dropped. Safe to use from every thread.
 */
public final class UiThread implements Executor {
    private final Widget widget;
    private final Display display;

    private UiThread(Widget widget) {
        this.widget = widget;
        this.display = widget.getDisplay();
    }

    /** For this widget; called in the UI thread. */
    public static UiThread of(Widget widget) {
        return new UiThread(widget);
    }

    @Override
    public void execute(Runnable task) {
        try {
            display.asyncExec(() -> {
                if (!widget.isDisposed()) {
                    task.run();
                }
            });
        } catch (SWTException e) {
            if (!display.isDisposed()) {
                throw e;
            }
        }
    }

    /**
     * A task that may be asked for any number of times, from every thread, and then runs as seldom as it can: requests that come before a
     * run has begun share that run.
     */
    public Runnable coalesced(Runnable task) {
        AtomicBoolean due = new AtomicBoolean();
        return () -> {
            if (due.compareAndSet(false, true)) {
                execute(() -> {
                    due.set(false);
                    task.run();
                });
            }
        };
    }
}
