package org.mailmend.knowledge.ui.internal.browse;

import java.util.List;

import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.jface.layout.GridLayoutFactory;
import org.eclipse.swt.SWT;
import org.eclipse.swt.custom.ScrolledComposite;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.Link;
import org.eclipse.ui.IPartListener2;
import org.eclipse.ui.IPropertyListener;
import org.eclipse.ui.IWorkbenchPartReference;
import org.eclipse.ui.contexts.IContextService;
import org.eclipse.ui.part.ViewPart;
import org.mailmend.knowledge.KnowledgeBase;
import org.mailmend.knowledge.SearchHit;
import org.mailmend.knowledge.ui.KnowledgePlace;
import org.mailmend.knowledge.ui.internal.Contents;
import org.mailmend.knowledge.ui.internal.PageRef;
import org.mailmend.knowledge.ui.internal.Shelf;
import org.mailmend.knowledge.ui.internal.article.ArticleEditor;
import org.mailmend.workbench.Palette;
import org.mailmend.workbench.Theme;
import org.mailmend.workbench.Widgets;

/** What the page in front applies to, and which other pages belong to it. */
public final class AppliesView extends ViewPart {
    /** Longer lists are no help beside an article. */
    private static final int MOST = 25;

    private ScrolledComposite scrolled;
    private Composite area;
    private ArticleEditor watched;
    private PageRef drawn;
    private final IPropertyListener pageListener = (source, property) -> {
        if (property == ArticleEditor.PROP_PAGE) {
            draw();
        }
    };
    private final IPartListener2 partListener = new IPartListener2() {
        @Override
        public void partActivated(IWorkbenchPartReference reference) {
            watch();
        }

        @Override
        public void partBroughtToTop(IWorkbenchPartReference reference) {
            watch();
        }

        @Override
        public void partClosed(IWorkbenchPartReference reference) {
            watch();
        }
    };

    @Override
    public void createPartControl(Composite parent) {
        scrolled = new ScrolledComposite(parent, SWT.V_SCROLL);
        scrolled.setExpandHorizontal(true);
        scrolled.setExpandVertical(true);
        area = Widgets.id(Widgets.surface(new Composite(scrolled, SWT.NONE)), "applies");
        GridLayoutFactory.fillDefaults().margins(12, 12).spacing(0, 4).applyTo(area);
        scrolled.setContent(area);
        scrolled.addListener(SWT.Resize, event -> fit());
        getSite().getService(IContextService.class).activateContext(KnowledgePlace.CONTEXT);
        getSite().getPage().addPartListener(partListener);
        Theme.onChange(area, () -> {
            drawn = null;
            draw();
        });
        Shelf.get().onChange(area, () -> {
            drawn = null;
            draw();
        });
        watch();
    }

    @Override
    public void dispose() {
        getSite().getPage().removePartListener(partListener);
        if (watched != null) {
            watched.removePropertyListener(pageListener);
        }
        super.dispose();
    }

    private void watch() {
        ArticleEditor front = ArticleEditor.front(getSite().getPage());
        if (front != watched) {
            if (watched != null) {
                watched.removePropertyListener(pageListener);
            }
            watched = front;
            if (front != null) {
                front.addPropertyListener(pageListener);
            }
        }
        draw();
    }

    private void draw() {
        Contents contents = Shelf.get().contents();
        PageRef page = watched == null || watched.pane() == null || watched.pane().isDisposed() ? null : watched.pane().ref();
        if (area.isDisposed() || page != null && page.equals(drawn)) {
            return;
        }
        drawn = page;
        area.setRedraw(false);
        for (Control old : area.getChildren()) {
            old.dispose();
        }
        if (page == null || page.isHome() || contents == null) {
            text(Messages.Applies_empty, true);
        } else {
            fill(contents.base(), page);
        }
        fit();
        area.layout(true, true);
        area.setRedraw(true);
    }

    private void fill(KnowledgeBase base, PageRef page) {
        Related related = Related.of(base, page);
        boolean client = page.kind() == SearchHit.Kind.CLIENT;
        if (!related.words().isEmpty()) {
            heading(client ? Messages.Applies_about : Messages.Applies_to);
            related.words().forEach(word -> text(word, false));
        }
        links(client ? Messages.Applies_family : Messages.Applies_clients, "client.", related.clients(), base);
        links(client ? Messages.Applies_articles : Messages.Applies_from, "page.", related.pages(), base);
        if (client) {
            Link link = Widgets.id(new Link(area, SWT.WRAP), "searchClient");
            Widgets.link(link, "<a>" + Messages.Applies_search + "</a>", () -> searchClient(page.id()));
            GridDataFactory.fillDefaults().grab(true, false).indent(0, 12).hint(80, SWT.DEFAULT).applyTo(link);
        }
        if (area.getChildren().length == 0) {
            text(Messages.Applies_nothing, true);
        }
    }

    private void searchClient(String id) {
        if (getSite().getPage().findView(KnowledgePlace.VIEW) instanceof KnowledgeView view) {
            getSite().getPage().activate(view);
            view.pane().searchClient(id);
        }
    }

    private void heading(String words) {
        Label heading = new Label(area, SWT.WRAP);
        heading.setText(words);
        heading.setFont(Widgets.boldFont());
        GridDataFactory.fillDefaults().grab(true, false).indent(0, area.getChildren().length == 1 ? 0 : 12)
                .hint(80, SWT.DEFAULT).applyTo(heading);
    }

    private void text(String words, boolean dim) {
        Label label = new Label(area, SWT.WRAP);
        label.setText(words.replace("&", "&&"));
        if (dim) {
            label.setForeground(Palette.current().dim());
        }
        GridDataFactory.fillDefaults().grab(true, false).hint(80, SWT.DEFAULT).applyTo(label);
    }

    private void links(String heading, String id, List<PageRef> pages, KnowledgeBase base) {
        List<PageRef> there = pages.stream().filter(page -> page.title(base) != null).limit(MOST).toList();
        if (there.isEmpty()) {
            return;
        }
        heading(heading);
        for (PageRef page : there) {
            Link link = Widgets.id(new Link(area, SWT.WRAP), id + page.id());
            Widgets.link(link, "<a>" + page.title(base).replace("&", "&&").replace("<", "") + "</a>",
                    () -> ArticleEditor.show(getSite().getPage(), page, true));
            GridDataFactory.fillDefaults().grab(true, false).hint(80, SWT.DEFAULT).applyTo(link);
        }
    }

    private void fit() {
        int width = scrolled.getClientArea().width;
        scrolled.setMinHeight(area.computeSize(Math.max(80, width), SWT.DEFAULT).y);
        scrolled.getVerticalBar().setIncrement(24);
    }

    @Override
    public void setFocus() {
        area.setFocus();
    }
}
