package org.mailmend.check.ui.internal;

import java.util.Locale;
import java.util.concurrent.atomic.AtomicReference;

import org.eclipse.swt.widgets.Composite;
import org.mailmend.check.Cancellation;
import org.mailmend.check.CheckRequest;
import org.mailmend.check.CheckResult;
import org.mailmend.check.Checker;
import org.mailmend.check.ui.TesterInput;
import org.mailmend.workbench.UiThread;

/** The list of stages for a request that was made elsewhere, see {@link org.mailmend.check.ui.CheckStages}. */
public final class RequestStages {
    private final StageList list;

    public RequestStages(Composite parent) {
        list = new StageList(parent);
    }

    public StageList control() {
        return list;
    }

    /** A run whose stages are all still to come. */
    public CheckRun begin(CheckRequest request, Locale locale, Runnable changed) {
        boolean signIn = request.signIn() != null;
        TesterInput input = new TesterInput(null, null, request.target().protocol(), request.target().host(),
                Integer.toString(request.target().port()), request.target().security(),
                signIn ? TesterInput.SecretUse.TOKEN : TesterInput.SecretUse.NONE, signIn ? request.signIn().user() : "", null,
                "",
                "", "", false, "", false);
        return new CheckRun(input, request.deadline(), locale, changed);
    }

    /** Shows a run as it stands; called in the UI thread. */
    public void show(CheckRun run) {
        list.show(run.rows(), run.deadline());
    }

    /** Runs the check; called outside of the UI thread. */
    public CheckResult run(CheckRequest request, Locale locale, Cancellation cancellation, UiThread ui) {
        AtomicReference<CheckRun> shown = new AtomicReference<>();
        CheckRun run = begin(request, locale, ui.coalesced(() -> show(shown.get())));
        shown.set(run);
        CheckResult result = Checker.run(request, run, cancellation);
        run.finish(result);
        return result;
    }
}
