package org.mailmend.knowledge.ui.internal.parts;

import java.util.function.Consumer;

import org.eclipse.core.runtime.jobs.Job;
import org.eclipse.swt.widgets.Control;
import org.mailmend.knowledge.KnowledgeBase;
import org.mailmend.workbench.UiThread;

/** The knowledge base that the window shows. */
public final class Base {
    private Base() {
    }

    /** Hands over the knowledge base once it was read, and again whenever it was read anew, as long as the control lives. */
    public static void use(Control control, Consumer<KnowledgeBase> user) {
        UiThread ui = UiThread.of(control);
        Job.createSystem("", monitor -> {
            KnowledgeBase base = KnowledgeBase.get();
            base.clients();
            ui.execute(() -> user.accept(base));
        }).schedule();
    }
}
