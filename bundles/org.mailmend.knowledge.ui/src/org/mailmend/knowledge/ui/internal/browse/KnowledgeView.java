package org.mailmend.knowledge.ui.internal.browse;

import org.eclipse.core.commands.common.CommandException;
import org.eclipse.core.runtime.ILog;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.ui.IMemento;
import org.eclipse.ui.IPerspectiveDescriptor;
import org.eclipse.ui.IViewSite;
import org.eclipse.ui.IWorkbenchPage;
import org.eclipse.ui.PartInitException;
import org.eclipse.ui.PerspectiveAdapter;
import org.eclipse.ui.contexts.IContextService;
import org.eclipse.ui.handlers.IHandlerService;
import org.eclipse.ui.part.ViewPart;
import org.mailmend.knowledge.ui.KnowledgePlace;
import org.mailmend.knowledge.ui.internal.PageRef;
import org.mailmend.knowledge.ui.internal.article.ArticleEditor;

/** Tree and search. */
public final class KnowledgeView extends ViewPart {
    private IMemento memento;
    private BrowsePane pane;
    private final PerspectiveAdapter places = new PerspectiveAdapter() {
        @Override
        public void perspectiveActivated(IWorkbenchPage page, IPerspectiveDescriptor perspective) {
            pane.getDisplay().asyncExec(KnowledgeView.this::fillMiddle);
        }
    };

    @Override
    public void init(IViewSite site, IMemento saved) throws PartInitException {
        super.init(site, saved);
        memento = saved;
    }

    @Override
    public void createPartControl(Composite parent) {
        pane = new BrowsePane(parent, new BrowsePane.Opener() {
            @Override
            public void open(PageRef page, boolean activate) {
                KnowledgeView.this.open(page, activate);
            }

            @Override
            public void openMistakes() {
                run("org.mailmend.knowledge.ui.problems");
            }
        }, memento);
        getSite().getService(IContextService.class).activateContext(KnowledgePlace.CONTEXT);
        getSite().getWorkbenchWindow().addPerspectiveListener(places);
        parent.getDisplay().asyncExec(this::fillMiddle);
    }

    /** Looks for words, as if they were typed into the search field. */
    public void search(String words) {
        pane.search(words);
    }

    /** An empty middle would say nothing: the start page stands there. */
    private void fillMiddle() {
        IWorkbenchPage window = getSite().getPage();
        if (!pane.isDisposed() && window.getPerspective() != null
                && KnowledgePlace.PERSPECTIVE.equals(window.getPerspective().getId())
                && window.getEditorReferences().length == 0) {
            open(PageRef.home(), false);
        }
    }

    @Override
    public void dispose() {
        getSite().getWorkbenchWindow().removePerspectiveListener(places);
        super.dispose();
    }

    private void run(String command) {
        try {
            getSite().getService(IHandlerService.class).executeCommand(command, null);
        } catch (CommandException e) {
            ILog.of(KnowledgeView.class).error("The command " + command + " cannot be run", e);
        }
    }

    private void open(PageRef page, boolean activate) {
        ArticleEditor.show(getSite().getPage(), page, activate);
    }

    /** The widgets of this view. */
    public BrowsePane pane() {
        return pane;
    }

    @Override
    public void saveState(IMemento state) {
        pane.write(state);
    }

    @Override
    public void setFocus() {
        pane.setFocus();
    }
}
