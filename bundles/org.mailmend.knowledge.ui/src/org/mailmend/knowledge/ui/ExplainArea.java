package org.mailmend.knowledge.ui;

import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.eclipse.ui.IWorkbenchPage;
import org.mailmend.diagnosis.Diagnosis;
import org.mailmend.knowledge.Client;
import org.mailmend.knowledge.ui.internal.explain.ExplainPane;

/**
 * The Assistant's text and answers as a part of something else, for example of a dialog. It answers while one types. Used in the UI thread.
 */
public final class ExplainArea {
    private final ExplainPane pane;

    /**
     * @param page    where articles and checks open
     * @param changed called when something else stands there or is known
     */
    public ExplainArea(Composite parent, IWorkbenchPage page, Runnable changed) {
        pane = ExplainPane.embedded(parent, page, changed);
    }

    /** The widget, for its place in a layout. */
    public Control control() {
        return pane;
    }

    /** Puts a text in, with the client that it comes from; null for one that is not known. */
    public void put(String text, Client client) {
        pane.put(text, client, null);
    }

    /** The text that stands there. */
    public String text() {
        return pane.text();
    }

    /** The client that is chosen; null for none. */
    public Client client() {
        return pane.client();
    }

    /** What the text means; null when there is none, or nobody knows yet. */
    public Diagnosis diagnosis() {
        return pane.diagnosis();
    }

    /** Puts the caret into the text. */
    public void setFocus() {
        pane.setFocus();
    }
}
