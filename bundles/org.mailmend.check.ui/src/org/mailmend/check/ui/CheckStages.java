package org.mailmend.check.ui;

import java.time.Duration;
import java.util.List;
import java.util.Locale;

import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.mailmend.check.Cancellation;
import org.mailmend.check.CheckRequest;
import org.mailmend.check.CheckResult;
import org.mailmend.check.ui.internal.RequestStages;
import org.mailmend.workbench.UiThread;

/** The stages of one check, live, in the Connection Tester's own list; for other parts of the window that prove something by a check. */
public final class CheckStages {
    private final RequestStages stages;
    private final UiThread ui;

    /** An empty list; called in the UI thread. */
    public CheckStages(Composite parent) {
        stages = new RequestStages(parent);
        ui = UiThread.of(stages.control());
    }

    /** The widget; it has no layout data yet. */
    public Control control() {
        return stages.control();
    }

    /** Shows the stages that a check will have, none of them begun; called in the UI thread. */
    public void plan(CheckRequest request, Locale locale) {
        stages.show(stages.begin(request, locale, () -> {
            // nothing has begun
        }));
    }

    /** Shows nothing; called in the UI thread. */
    public void clear() {
        stages.control().show(List.of(), Duration.ofSeconds(1));
    }

    /**
     * Runs a check and shows how it goes on. Called outside of the UI thread; returns when the check is over.
     *
     * @param cancellation ends it at once
     */
    public CheckResult run(CheckRequest request, Locale locale, Cancellation cancellation) {
        return stages.run(request, locale, cancellation, ui);
    }
}
