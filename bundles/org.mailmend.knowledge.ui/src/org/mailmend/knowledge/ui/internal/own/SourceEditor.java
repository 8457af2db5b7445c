package org.mailmend.knowledge.ui.internal.own;

import java.io.IOException;
import java.util.Locale;

import org.eclipse.core.commands.AbstractHandler;
import org.eclipse.core.commands.ExecutionEvent;
import org.eclipse.core.runtime.ILog;
import org.eclipse.core.runtime.IProgressMonitor;
import org.eclipse.jface.dialogs.MessageDialog;
import org.eclipse.osgi.util.NLS;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.ui.IEditorInput;
import org.eclipse.ui.IEditorSite;
import org.eclipse.ui.IWorkbenchCommandConstants;
import org.eclipse.ui.PartInitException;
import org.eclipse.ui.contexts.IContextService;
import org.eclipse.ui.handlers.IHandlerService;
import org.eclipse.ui.part.EditorPart;
import org.mailmend.knowledge.SearchHit;
import org.mailmend.knowledge.own.OwnKnowledge;
import org.mailmend.knowledge.ui.KnowledgePlace;
import org.mailmend.knowledge.ui.internal.PageRef;
import org.mailmend.knowledge.ui.internal.Shelf;
import org.mailmend.knowledge.ui.internal.Words;
import org.mailmend.knowledge.ui.internal.article.ArticleEditor;

/** Changes a file of the team's own knowledge; the page that it makes is shown beside it. */
public final class SourceEditor extends EditorPart {
    /** The id of the editor. */
    public static final String ID = "org.mailmend.knowledge.ui.source";

    private SourcePane pane;
    /** What stood in the file when it was last read or written; null when it was not there. */
    private String known;
    private boolean dirty;

    @Override
    public void init(IEditorSite site, IEditorInput input) throws PartInitException {
        if (!(input instanceof SourceInput)) {
            throw new PartInitException("not a knowledge file");
        }
        setSite(site);
        setInput(input);
        String language = ((SourceInput) input).path().replaceFirst("^articles/(en|ja)/.*", "$1");
        setPartName(language.length() == 2 ? NLS.bind(Messages.Source_partName, input.getName(), language) : input.getName());
    }

    private SourceInput input() {
        return (SourceInput) getEditorInput();
    }

    @Override
    public void createPartControl(Composite parent) {
        pane = new SourcePane(parent, input().path(), new SourcePane.Actions() {
            @Override
            public void save() {
                doSave(null);
            }

            @Override
            public void other() {
                openOtherLanguage();
            }

            @Override
            public void revert() {
                SourceEditor.this.revert();
            }

            @Override
            public void page() {
                showPage();
            }
        }, this::modified);
        getSite().getService(IContextService.class).activateContext(KnowledgePlace.CONTEXT);
        action(IWorkbenchCommandConstants.EDIT_UNDO, () -> pane.edits().undo());
        action(IWorkbenchCommandConstants.EDIT_REDO, () -> pane.edits().redo());
        action(IWorkbenchCommandConstants.FILE_SAVE, () -> doSave(null));
        pane.canSave(false);
        read();
        Shelf.get().onChange(pane, this::follow);
    }

    private void action(String command, Runnable run) {
        getSite().getService(IHandlerService.class).activateHandler(command, new AbstractHandler() {
            @Override
            public Object execute(ExecutionEvent event) {
                run.run();
                return null;
            }
        });
    }

    private void modified() {
        if (pane != null) {
            dirty(true);
        }
    }

    private void dirty(boolean now) {
        if (dirty != now) {
            dirty = now;
            pane.canSave(now);
            firePropertyChange(PROP_DIRTY);
        }
    }

    private void read() {
        try {
            known = Own.knowledge().read(input().path()).orElse(null);
            pane.text(known != null ? known
                    : input().draft() != null ? input().draft() : Own.knowledge().original(input().path()).orElse(""));
            dirty(known == null);
        } catch (IOException e) {
            pane.text("");
            failed(Messages.Source_notReadable, e);
        }
        enableRevert();
    }

    /** The file may have changed without this editor: by an import, by what was taken back, by git. Work that is not saved stays. */
    private void follow() {
        if (dirty || known == null) {
            return;
        }
        try {
            String there = Own.knowledge().read(input().path()).orElse(null);
            if (there == null) {
                known = null;
                dirty(true);
                enableRevert();
            } else if (!there.equals(known)) {
                read();
            }
        } catch (IOException e) {
            ILog.of(SourceEditor.class).info("A knowledge file cannot be read again", e);
        }
    }

    private void failed(String message, IOException e) {
        ILog.of(SourceEditor.class).warn("A knowledge file", e);
        MessageDialog.openError(getSite().getShell(), Messages.Source_title, NLS.bind(message, input().file(), Own.words(e)));
    }

    /** Whether Mailmend or a plug-in brings a page that this file replaces. */
    private boolean replaces() {
        return Own.knowledge().original(input().path()).isPresent();
    }

    private void enableRevert() {
        pane.canRevert(known != null, replaces());
    }

    /** Puts the caret at a line, counted from 1. */
    void line(int line) {
        pane.line(line);
    }

    /** The widgets of this editor. */
    public SourcePane pane() {
        return pane;
    }

    // --- saving

    @Override
    public void doSave(IProgressMonitor monitor) {
        OwnKnowledge own = Own.knowledge();
        String text = pane.text();
        try {
            String there = own.read(input().path()).orElse(null);
            if (there != null && !there.equals(known) && !overwrites()) {
                cancel(monitor);
                return;
            }
            own.save(input().path(), text);
            known = text;
            dirty(false);
            enableRevert();
            Shelf.get().readAgain();
        } catch (IOException e) {
            cancel(monitor);
            failed(Messages.Source_notSaved, e);
        }
    }

    private static void cancel(IProgressMonitor monitor) {
        if (monitor != null) {
            monitor.setCanceled(true);
        }
    }

    /** Somebody else has changed the file, with git for example. */
    private boolean overwrites() {
        return MessageDialog.open(MessageDialog.QUESTION, getSite().getShell(), Messages.Source_title,
                NLS.bind(Messages.Source_changedElsewhere, input().path()), SWT.SHEET, Messages.Source_overwrite,
                Messages.Source_cancel) == 0;
    }

    /** Takes the file away: what it replaced is shown again. */
    private void revert() {
        boolean replaces = replaces();
        String question = NLS.bind(replaces ? Messages.Source_revertQuestion : Messages.Source_deleteQuestion, input().path());
        if (MessageDialog.open(MessageDialog.QUESTION, getSite().getShell(), Messages.Source_title, question, SWT.SHEET,
                replaces ? Messages.Source_revertNow : Messages.Source_deleteNow, Messages.Source_cancel) != 0) {
            return;
        }
        try {
            Own.knowledge().delete(input().path());
            Shelf.get().readAgain();
            dirty(false);
            getSite().getPage().closeEditor(this, false);
        } catch (IOException e) {
            failed(Messages.Source_notSaved, e);
        }
    }

    // --- what belongs to it

    private PageRef ref() {
        String name = input().getName().replaceFirst("\\.md$", "");
        return input().path().startsWith("clients/") ? new PageRef(SearchHit.Kind.CLIENT, name, Words.locale())
                : new PageRef(SearchHit.Kind.ARTICLE, name,
                        input().path().startsWith("articles/ja/") ? Locale.JAPANESE : Locale.ENGLISH);
    }

    private void openOtherLanguage() {
        PageRef ref = ref();
        OwnPages.edit(getSite().getPage(), ref.in(Words.other(ref.language())), pane.text());
    }

    private void showPage() {
        ArticleEditor.show(getSite().getPage(), ref(), true);
    }

    @Override
    public boolean isDirty() {
        return dirty;
    }

    @Override
    public boolean isSaveAsAllowed() {
        return false;
    }

    @Override
    public void doSaveAs() {
        // the path of a file follows from its id
    }

    @Override
    public void setFocus() {
        pane.setFocus();
    }
}
