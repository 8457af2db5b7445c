package org.mailmend.knowledge.ui;

import org.eclipse.ui.IViewPart;
import org.eclipse.ui.IWorkbenchPage;
import org.eclipse.ui.PartInitException;
import org.mailmend.knowledge.AccountKind;
import org.mailmend.knowledge.Client;
import org.mailmend.knowledge.ui.internal.advice.AdviceView;

/** The guided dialogue that asks what changes the way out, and shows the ways. */
public final class GuidedAdvice {
    /** The id of the view. */
    public static final String VIEW = "org.mailmend.knowledge.ui.advice";
    /** Brings it to the front; with {@link #PARAMETER_CLIENT} it begins anew. */
    public static final String COMMAND_SHOW = "org.mailmend.knowledge.ui.advice.show";
    /** Id of the client to begin with; optional. */
    public static final String PARAMETER_CLIENT = "org.mailmend.knowledge.ui.advice.show.client";
    /** Takes the last answer back. */
    public static final String COMMAND_BACK = "org.mailmend.knowledge.ui.advice.back";
    /** Copies the advice as text. */
    public static final String COMMAND_COPY = "org.mailmend.knowledge.ui.advice.copy";

    private GuidedAdvice() {
    }

    /** Brings it to the front as it is. */
    public static IViewPart show(IWorkbenchPage page) throws PartInitException {
        return page.showView(VIEW);
    }

    /**
     * Begins anew.
     *
     * @param client  the client; null for one that is still to be chosen
     * @param account the kind of account; null when it is not known
     */
    public static IViewPart start(IWorkbenchPage page, Client client, AccountKind account) throws PartInitException {
        IViewPart part = show(page);
        if (part instanceof AdviceView view) {
            view.start(client, account);
        }
        return part;
    }
}
