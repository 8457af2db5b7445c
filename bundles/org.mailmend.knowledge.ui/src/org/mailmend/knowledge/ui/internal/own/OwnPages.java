package org.mailmend.knowledge.ui.internal.own;

import java.io.IOException;
import java.util.Locale;

import org.eclipse.core.runtime.ILog;
import org.eclipse.jface.dialogs.MessageDialog;
import org.eclipse.osgi.util.NLS;
import org.eclipse.ui.IEditorPart;
import org.eclipse.ui.IWorkbenchPage;
import org.eclipse.ui.PartInitException;
import org.mailmend.knowledge.SearchHit;
import org.mailmend.knowledge.own.OwnKnowledge;
import org.mailmend.knowledge.ui.internal.Contents;
import org.mailmend.knowledge.ui.internal.PageRef;
import org.mailmend.knowledge.ui.internal.Shelf;

/** Opens the files of the team's own knowledge, and begins new ones. */
public final class OwnPages {
    private OwnPages() {
    }

    /** Changes a page: the team's own file, or a copy of the one that comes with Mailmend or a plug-in, which it replaces once saved. */
    public static void edit(IWorkbenchPage window, PageRef page) {
        edit(window, page, null);
    }

    /** @param likeness what a file that nobody has begins with, in the other language; null for nothing */
    static void edit(IWorkbenchPage window, PageRef page, String likeness) {
        if (page.isHome() || Shelf.get().contents() == null) {
            return;
        }
        String path = Own.path(page);
        OwnKnowledge own = Own.knowledge();
        try {
            String draft = own.read(path).isPresent() ? null
                    : own.original(path).orElse(likeness == null ? null
                            : likeness.replaceFirst("(?m)^language: .*$", "language: " + page.language().getLanguage()));
            open(window, path, draft, 0);
        } catch (IOException e) {
            ILog.of(OwnPages.class).warn("The file of a page cannot be read", e);
            MessageDialog.openError(window.getWorkbenchWindow().getShell(), Messages.Source_title,
                    NLS.bind(Messages.Source_notReadable, path, Own.words(e)));
        }
    }

    /**
     * Opens a file.
     *
     * @param draft what it begins with when it is not there yet; null for nothing
     * @param line  where the caret is put, counted from 1; 0 for the beginning
     */
    static void open(IWorkbenchPage window, String path, String draft, int line) {
        try {
            IEditorPart editor = window.openEditor(new SourceInput(path, draft), SourceEditor.ID);
            if (editor instanceof SourceEditor source) {
                source.line(line);
            }
        } catch (PartInitException e) {
            ILog.of(OwnPages.class).error("A knowledge file could not be opened", e);
        }
    }

    /** Whether a page of this kind and id can be changed by the user. */
    static boolean exists(SearchHit.Kind kind, String id) {
        Contents contents = Shelf.get().contents();
        return contents != null && (kind == SearchHit.Kind.CLIENT ? contents.base().client(id).isPresent()
                : contents.base().article(id, Locale.ENGLISH).isPresent()
                        || contents.base().article(id, Locale.JAPANESE).isPresent());
    }
}
