package org.mailmend.tickets.ui.internal;

import org.eclipse.core.runtime.jobs.Job;
import org.eclipse.swt.widgets.Display;
import org.eclipse.swt.widgets.Shell;
import org.eclipse.ui.PlatformUI;
import org.mailmend.diagnosis.Explainer;
import org.mailmend.knowledge.KnowledgeBase;
import org.mailmend.knowledge.ui.internal.Contents;
import org.mailmend.knowledge.ui.internal.Shelf;

/** What this workbench knows, with the team's own rules, for work in the background. Not for the UI thread. */
public final class Known {
    private static KnowledgeBase base;
    private static boolean following;

    private Known() {
    }

    /** Explains with the rules that come with Mailmend, those of plug-ins and the team's own. */
    public static Explainer explainer() {
        return base().explainer();
    }

    /** The knowledge as it is now; waits until it has been read for the first time. */
    public static KnowledgeBase base() {
        KnowledgeBase known = now();
        if (known != null || !PlatformUI.isWorkbenchRunning()) {
            return known == null ? KnowledgeBase.get() : known;
        }
        Display display = PlatformUI.getWorkbench().getDisplay();
        display.syncExec(() -> follow(display));
        try {
            Job.getJobManager().join(Shelf.FAMILY, null);
            display.syncExec(Known::take);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        known = now();
        return known == null ? KnowledgeBase.get() : known;
    }

    private static synchronized KnowledgeBase now() {
        return base;
    }

    private static void follow(Display display) {
        synchronized (Known.class) {
            if (following) {
                return;
            }
            following = true;
        }
        // it is never shown: the shelf tells as long as there is a widget
        Shelf.get().onChange(new Shell(display), Known::take);
    }

    private static void take() {
        Contents contents = Shelf.get().contents();
        if (contents != null) {
            synchronized (Known.class) {
                base = contents.base();
            }
        }
    }
}
