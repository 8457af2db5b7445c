package org.mailmend.check.ui.internal;

import java.util.function.Consumer;

import org.eclipse.core.commands.AbstractHandler;
import org.eclipse.core.commands.ExecutionEvent;
import org.eclipse.osgi.util.NLS;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.ui.IMemento;
import org.eclipse.ui.IViewSite;
import org.eclipse.ui.PartInitException;
import org.eclipse.ui.PlatformUI;
import org.eclipse.ui.contexts.IContextService;
import org.eclipse.ui.handlers.IHandlerService;
import org.eclipse.ui.part.ViewPart;
import org.eclipse.ui.services.IEvaluationService;
import org.mailmend.check.CheckResult;
import org.mailmend.check.Target;
import org.mailmend.check.ui.ConnectionTester;
import org.mailmend.workbench.CredentialStore;
import org.mailmend.workbench.Services;

/** The Connection Tester; there can be several of them side by side. */
public final class TesterView extends ViewPart {
    private static final String CONTEXT = "org.mailmend.check.ui.tester";
    /** All testers of a session share their history. */
    private static final History HISTORY = new History();
    private static boolean watching;

    private IMemento memento;
    private TesterPane pane;
    private Target asked;
    private Consumer<CheckResult> results;
    private CheckResult told;
    private Action start;
    private Action cancel;
    private Action copy;
    private Action save;

    /** A command of this view that can be switched on and off. */
    private static final class Action extends AbstractHandler {
        private final Runnable action;

        Action(Runnable action) {
            this.action = action;
        }

        @Override
        public Object execute(ExecutionEvent event) {
            action.run();
            return null;
        }

        void enable(boolean enabled) {
            setBaseEnabled(enabled);
        }
    }

    @Override
    public void init(IViewSite site, IMemento saved) throws PartInitException {
        super.init(site, saved);
        memento = saved;
    }

    @Override
    public void createPartControl(Composite parent) {
        pane = new TesterPane(parent, HISTORY, credentials(), Saved.read(memento), this::stateChanged);
        if (!watching) {
            watching = true;
            RunningChecks.watch(parent.getDisplay());
        }
        getSite().getService(IContextService.class).activateContext(CONTEXT);
        start = action(ConnectionTester.COMMAND_AGAIN, pane::start);
        cancel = action(ConnectionTester.COMMAND_CANCEL, pane::cancel);
        copy = action(ConnectionTester.COMMAND_COPY, pane::copyReport);
        save = action(ConnectionTester.COMMAND_SAVE, pane::saveReport);
        stateChanged();
    }

    private Action action(String command, Runnable run) {
        Action action = new Action(run);
        getSite().getService(IHandlerService.class).activateHandler(command, action);
        return action;
    }

    private static CredentialStore credentials() {
        return Services.find(CredentialStore.class);
    }

    /**
     * Tells of what comes out from now on.
     *
     * @param target the server that it has to be about; null for any, and then once only
     */
    public void tell(Target target, Consumer<CheckResult> listener) {
        asked = target;
        results = listener;
        told = pane.result();
    }

    private void tellResult() {
        CheckResult result = pane.result();
        if (results == null || pane.isRunning() || result == null || result == told) {
            return;
        }
        told = result;
        Consumer<CheckResult> listener = results;
        if (asked == null) {
            results = null;
        } else if (!asked.host().equalsIgnoreCase(result.target().host())) {
            // somebody else's server
            results = null;
            return;
        }
        listener.accept(result);
    }

    private void stateChanged() {
        if (pane == null || start == null) {
            return;
        }
        tellResult();
        start.enable(!pane.isRunning());
        cancel.enable(pane.isRunning());
        copy.enable(pane.result() != null);
        save.enable(pane.result() != null);
        setPartName(pane.subject() == null ? Messages.View_name : NLS.bind(Messages.View_nameOf, pane.subject()));
        // Tool bars look at their commands only when told to.
        getSite().getService(IEvaluationService.class).requestEvaluation(CONTEXT);
    }

    /** The widgets of this view. */
    public TesterPane pane() {
        return pane;
    }

    /** The form comes back after a restart. A view that was closed opens anew: the next caller has another account. */
    @Override
    public void saveState(IMemento state) {
        if (PlatformUI.getWorkbench().isClosing()) {
            Saved.write(pane.input(), state);
        }
    }

    @Override
    public void setFocus() {
        pane.setFocus();
    }
}
