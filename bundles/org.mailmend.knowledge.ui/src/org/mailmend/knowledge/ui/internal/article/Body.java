package org.mailmend.knowledge.ui.internal.article;

import java.util.function.Consumer;

import org.eclipse.swt.SWT;
import org.eclipse.swt.SWTError;
import org.eclipse.swt.browser.Browser;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.eclipse.core.runtime.ILog;

/** Shows a page: in the platform's web browser, or as a text where there is none. */
interface Body {
    /** Begins a link that ticks a step; its number follows, counted from 0. */
    String TICK = "mailmend:tick/";
    /** The link that takes all ticks away. */
    String RESET = "mailmend:reset";
    /** When this system property is "none", pages are shown as text even though there is a browser. */
    String BROWSER_PROPERTY = "mailmend.browser";

    /**
     * A body of the best kind that the platform has.
     *
     * @param follow takes the target of each link that the user follows
     */
    static Body create(Composite parent, Consumer<String> follow) {
        if (!"none".equals(System.getProperty(BROWSER_PROPERTY))) {
            try {
                return new BrowserBody(new Browser(parent, SWT.NONE), follow);
            } catch (SWTError e) {
                ILog.of(Body.class).info("There is no browser, pages are shown as text: " + e.getMessage());
            }
        }
        return new TextBody(parent, follow);
    }

    /** The widget. */
    Control control();

    /** Shows a page from its beginning. */
    void show(Shown shown);

    /** Shows the same page with something changed; what is in view stays there. */
    void update(Shown shown);
}
