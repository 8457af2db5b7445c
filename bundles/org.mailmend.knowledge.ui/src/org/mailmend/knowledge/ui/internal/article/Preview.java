package org.mailmend.knowledge.ui.internal.article;

import java.util.Set;

import org.eclipse.swt.widgets.Composite;
import org.mailmend.knowledge.render.Page;
import org.mailmend.workbench.Theme;
import org.mailmend.workbench.Widgets;

/** Shows how a page will look; its links lead nowhere. */
public final class Preview {
    private final Body body;
    private Page page;

    /** @param parent filled by it */
    public Preview(Composite parent) {
        body = Body.create(parent, target -> {
            // a page that is being written is not left by a click
        });
        Widgets.id(body.control(), "preview");
        Widgets.accessibleName(body.control(), () -> page == null ? "" : page.title());
        Theme.onChange(body.control(), () -> {
            if (page != null) {
                show(page);
            }
        });
    }

    /** Shows a page; what is in view stays there. */
    public void show(Page shown) {
        page = shown;
        body.update(new Shown(shown, Set.of(), ArticlePane.size(), -1));
    }

    /** Whether nothing was shown yet. */
    public boolean isEmpty() {
        return page == null;
    }
}
