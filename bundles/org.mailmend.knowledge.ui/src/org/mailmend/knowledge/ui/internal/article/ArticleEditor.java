package org.mailmend.knowledge.ui.internal.article;

import org.eclipse.core.commands.AbstractHandler;
import org.eclipse.core.commands.ExecutionEvent;
import org.eclipse.core.runtime.ILog;
import org.eclipse.core.runtime.IProgressMonitor;
import org.eclipse.osgi.util.NLS;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.ui.IEditorInput;
import org.eclipse.ui.IEditorPart;
import org.eclipse.ui.IEditorReference;
import org.eclipse.ui.IEditorSite;
import org.eclipse.ui.IWorkbenchCommandConstants;
import org.eclipse.ui.IWorkbenchPage;
import org.eclipse.ui.PartInitException;
import org.eclipse.ui.contexts.IContextService;
import org.eclipse.ui.handlers.IHandlerService;
import org.eclipse.ui.part.EditorPart;
import org.eclipse.ui.services.IEvaluationService;
import org.mailmend.knowledge.ui.KnowledgePlace;
import org.mailmend.knowledge.ui.internal.PageRef;
import org.mailmend.knowledge.ui.internal.own.OwnPages;
import org.mailmend.workbench.Icons;

/** Shows articles and profiles. Pages replace each other in one editor, unless one is opened in an editor of its own. */
public final class ArticleEditor extends EditorPart {
    /** The id of the editor. */
    public static final String ID = "org.mailmend.knowledge.ui.article";

    private ArticlePane pane;
    private Action back;
    private Action forward;
    private Action print;

    /** A command of this editor. */
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

    /**
     * Shows a page in the editor that was used last, or in a new one where there is none.
     *
     * @param activate whether the editor gets the focus
     */
    public static void show(IWorkbenchPage window, PageRef page, boolean activate) {
        for (IEditorReference reference : window.getEditorReferences()) {
            if (ID.equals(reference.getId()) && reference.getEditor(true) instanceof ArticleEditor editor) {
                editor.pane.show(page);
                if (activate) {
                    window.activate(editor);
                } else {
                    window.bringToTop(editor);
                }
                return;
            }
        }
        open(window, page, activate);
    }

    /** Shows a page in an editor of its own. */
    public static void open(IWorkbenchPage window, PageRef page, boolean activate) {
        try {
            window.openEditor(new PageInput(page), ID, activate, IWorkbenchPage.MATCH_NONE);
        } catch (PartInitException e) {
            ILog.of(ArticleEditor.class).error("A page could not be opened", e);
        }
    }

    @Override
    public void init(IEditorSite site, IEditorInput input) throws PartInitException {
        setSite(site);
        setInput(input);
        setPartName(Messages.Article_name);
    }

    @Override
    public void createPartControl(Composite parent) {
        PageRef first = getEditorInput() instanceof PageInput input ? input.page() : PageRef.home();
        pane = new ArticlePane(parent, first, new ArticlePane.Actions() {
            @Override
            public void copy() {
                Output.copy(pane);
            }

            @Override
            public void export() {
                Output.export(pane);
            }

            @Override
            public void print() {
                Output.print(pane);
            }

            @Override
            public void edit() {
                OwnPages.edit(getSite().getPage(), pane.ref());
            }
        }, this::pageChanged);
        IContextService contexts = getSite().getService(IContextService.class);
        contexts.activateContext(KnowledgePlace.CONTEXT);
        contexts.activateContext(ID);
        back = action("org.mailmend.knowledge.ui.back", pane::back);
        forward = action("org.mailmend.knowledge.ui.forward", pane::forward);
        action("org.mailmend.knowledge.ui.larger", pane::larger);
        action("org.mailmend.knowledge.ui.smaller", pane::smaller);
        action("org.mailmend.knowledge.ui.usualSize", pane::usualSize);
        action("org.mailmend.knowledge.ui.language", pane::switchLanguage);
        action("org.mailmend.knowledge.ui.resetTicks", pane::resetTicks);
        action("org.mailmend.knowledge.ui.copyText", () -> Output.copy(pane));
        action("org.mailmend.knowledge.ui.export", () -> Output.export(pane));
        action("org.mailmend.knowledge.ui.edit", () -> OwnPages.edit(getSite().getPage(), pane.ref()));
        print = action(IWorkbenchCommandConstants.FILE_PRINT, () -> Output.print(pane));
        pageChanged();
    }

    private Action action(String command, Runnable run) {
        Action action = new Action(run);
        getSite().getService(IHandlerService.class).activateHandler(command, action);
        return action;
    }

    private void pageChanged() {
        if (pane == null || print == null) {
            return;
        }
        back.enable(pane.canBack());
        forward.enable(pane.canForward());
        PageInput input = new PageInput(pane.ref());
        if (!input.equals(getEditorInput())) {
            setInputWithNotify(input);
        }
        if (pane.page() != null) {
            setPartName(pane.page().title());
            setTitleToolTip(NLS.bind(Messages.Article_tooltip, pane.page().subtitle(), pane.page().title()));
            setTitleImage(Icons.of(ArticleEditor.class, pane.ref().icon()));
            firePropertyChange(PROP_PAGE);
        }
        getSite().getService(IEvaluationService.class).requestEvaluation(ID);
    }

    /** Fired when another page is shown. */
    public static final int PROP_PAGE = 0x4d4d01;

    /** The article editor in front; null when there is none. */
    public static ArticleEditor front(IWorkbenchPage window) {
        IEditorPart editor = window.getActiveEditor();
        return editor instanceof ArticleEditor article ? article : null;
    }

    /** The widgets of this editor. */
    public ArticlePane pane() {
        return pane;
    }

    @Override
    public void setFocus() {
        pane.setFocus();
    }

    @Override
    public boolean isDirty() {
        return false;
    }

    @Override
    public boolean isSaveAsAllowed() {
        return false;
    }

    @Override
    public void doSave(IProgressMonitor monitor) {
        // pages are changed in an editor of their own
    }

    @Override
    public void doSaveAs() {
        // see isSaveAsAllowed
    }
}
