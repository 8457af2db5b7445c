package org.mailmend.knowledge.ui;

import org.eclipse.ui.IViewPart;
import org.eclipse.ui.IWorkbenchPage;
import org.eclipse.ui.PartInitException;
import org.mailmend.diagnosis.Protocol;
import org.mailmend.knowledge.Client;
import org.mailmend.knowledge.ui.internal.explain.ExplainView;

/** The Assistant, which explains whatever is pasted into it. */
public final class Assistant {
    /** The id of the view. */
    public static final String VIEW = "org.mailmend.knowledge.ui.assistant";
    /** Puts the caret into the Assistant. */
    public static final String COMMAND_SHOW = "org.mailmend.knowledge.ui.assistant.show";
    /** Asks for a file and explains what is in it. */
    public static final String COMMAND_OPEN = "org.mailmend.knowledge.ui.assistant.open";
    /** Takes away the text and all that was said of it. */
    public static final String COMMAND_CLEAR = "org.mailmend.knowledge.ui.assistant.clear";
    /** Copies the result as text. */
    public static final String COMMAND_COPY = "org.mailmend.knowledge.ui.assistant.copy";

    private Assistant() {
    }

    /** Brings the Assistant to the front. */
    public static IViewPart show(IWorkbenchPage page) throws PartInitException {
        return page.showView(VIEW);
    }

    /**
     * Explains a text.
     *
     * @param client   the client or device; null when it is not known
     * @param protocol the protocol; null when it is not known
     */
    public static void explain(IWorkbenchPage page, String text, Client client, Protocol protocol) throws PartInitException {
        if (show(page) instanceof ExplainView view) {
            view.explain(text, client, protocol);
        }
    }
}
