package org.mailmend.knowledge.ui.internal.advice;

import org.eclipse.core.commands.AbstractHandler;
import org.eclipse.core.commands.ExecutionEvent;
import org.eclipse.core.runtime.ILog;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.ui.IWorkbenchPage;
import org.eclipse.ui.PartInitException;
import org.eclipse.ui.contexts.IContextService;
import org.eclipse.ui.handlers.IHandlerService;
import org.eclipse.ui.part.ViewPart;
import org.eclipse.ui.services.IEvaluationService;
import org.mailmend.check.Target;
import org.mailmend.check.ui.ConnectionTester;
import org.mailmend.knowledge.AccountKind;
import org.mailmend.knowledge.Client;
import org.mailmend.knowledge.ui.ConfigurationFiles;
import org.mailmend.knowledge.ui.GuidedAdvice;
import org.mailmend.knowledge.ui.KnowledgePlace;
import org.mailmend.knowledge.ui.internal.parts.SignIns;
import org.mailmend.workbench.SignInOpener;

/** The guided dialogue that leads to the way out. */
public final class AdviceView extends ViewPart {
    private static final String CONTEXT = "org.mailmend.knowledge.ui.advice";

    private AdvicePane pane;
    private Action back;
    private Action copy;

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
    public void createPartControl(Composite parent) {
        IWorkbenchPage page = getSite().getPage();
        pane = new AdvicePane(parent, new AdvicePane.Actions() {
            @Override
            public void openArticle(String id) {
                KnowledgePlace.openArticle(page, id);
            }

            @Override
            public void openClient(Client client) {
                KnowledgePlace.openClient(page, client.id());
            }

            @Override
            public void check(Target target, Client client) {
                try {
                    ConnectionTester.show(page, target, client == null ? null : client.id());
                } catch (PartInitException e) {
                    ILog.of(AdviceView.class).error("The Connection Tester cannot be opened", e);
                }
            }

            @Override
            public void configure(Client client) {
                ConfigurationFiles.make(getSite().getShell(), client);
            }

            @Override
            public boolean canSignIn() {
                return SignIns.opener() != null;
            }

            @Override
            public void signIn(Client client, String account) {
                SignIns.opener().open(new SignInOpener.Wish(null, null, null, account, client.id()));
            }
        }, this::stateChanged);
        getSite().getService(IContextService.class).activateContext(CONTEXT);
        back = action(GuidedAdvice.COMMAND_BACK, pane::back);
        copy = action(GuidedAdvice.COMMAND_COPY, pane::copy);
        stateChanged();
    }

    private Action action(String command, Runnable run) {
        Action action = new Action(run);
        getSite().getService(IHandlerService.class).activateHandler(command, action);
        return action;
    }

    private void stateChanged() {
        if (pane == null || copy == null) {
            return;
        }
        back.enable(pane.canGoBack());
        copy.enable(pane.hasAdvice());
        // Tool bars look at their commands only when told to.
        getSite().getService(IEvaluationService.class).requestEvaluation(CONTEXT);
    }

    /**
     * Begins anew.
     *
     * @param client  the client; null for one that is still to be chosen
     * @param account the kind of account; null when it is not known
     */
    public void start(Client client, AccountKind account) {
        pane.start(client, account == null ? null : account.id());
    }

    /** The widgets of this view. */
    public AdvicePane pane() {
        return pane;
    }

    @Override
    public void setFocus() {
        pane.setFocus();
    }
}
