package org.mailmend.knowledge.ui.internal.own;

import java.io.IOException;
import java.nio.file.Files;

import org.eclipse.core.commands.AbstractHandler;
import org.eclipse.core.commands.ExecutionEvent;
import org.eclipse.core.commands.ExecutionException;
import org.eclipse.jface.dialogs.MessageDialog;
import org.eclipse.osgi.util.NLS;
import org.eclipse.swt.SWT;
import org.eclipse.swt.program.Program;
import org.eclipse.swt.widgets.Shell;
import org.eclipse.ui.IWorkbenchPage;
import org.eclipse.ui.IWorkbenchWindow;
import org.eclipse.ui.PlatformUI;
import org.eclipse.ui.WorkbenchException;
import org.eclipse.ui.handlers.HandlerUtil;
import org.mailmend.knowledge.own.OwnKnowledge;
import org.mailmend.knowledge.ui.KnowledgePlace;
import org.mailmend.knowledge.ui.internal.Contents;
import org.mailmend.knowledge.ui.internal.Shelf;

/** What the menu File > Knowledge offers. */
public final class OwnHandler extends AbstractHandler {
    private static final String COMMANDS = "org.mailmend.knowledge.ui.";

    @Override
    public Object execute(ExecutionEvent event) throws ExecutionException {
        IWorkbenchWindow window = HandlerUtil.getActiveWorkbenchWindowChecked(event);
        Shell shell = window.getShell();
        String command = event.getCommand().getId().substring(COMMANDS.length());
        switch (command) {
            case "newArticle" -> new NewPageDialog(shell, place(window), false).open();
            case "newProfile" -> new NewPageDialog(shell, place(window), true).open();
            case "importPack" -> PackDialogs.importPack(shell);
            case "exportPack" -> PackDialogs.exportPack(shell);
            case "takeBack" -> takeBack(shell);
            case "problems" -> problems(shell, window.getActivePage());
            case "openFolder" -> openFolder(shell);
            case "readAgain" -> Shelf.get().readAgain();
            default -> throw new ExecutionException("no command " + command);
        }
        return null;
    }

    /** Files are changed in the Knowledge place. */
    private static IWorkbenchPage place(IWorkbenchWindow window) throws ExecutionException {
        try {
            return PlatformUI.getWorkbench().showPerspective(KnowledgePlace.PERSPECTIVE, window);
        } catch (WorkbenchException e) {
            throw new ExecutionException("The Knowledge place could not be opened", e);
        }
    }

    private static void problems(Shell shell, IWorkbenchPage page) {
        Contents contents = Shelf.get().contents();
        if (contents != null) {
            new ProblemsDialog(shell, page, contents.problems()).open();
        }
    }

    /** Takes back the last save, removal or import. */
    private static void takeBack(Shell shell) {
        OwnKnowledge own = Own.knowledge();
        try {
            String files = String.join("\n", own.undoable());
            if (files.isEmpty()) {
                MessageDialog.openInformation(shell, Messages.TakeBack_title, Messages.TakeBack_nothing);
            } else if (MessageDialog.open(MessageDialog.QUESTION, shell, Messages.TakeBack_title,
                    NLS.bind(Messages.TakeBack_question, files), SWT.SHEET, Messages.TakeBack_now, Messages.Source_cancel) == 0) {
                own.undo();
                Shelf.get().readAgain();
            }
        } catch (IOException e) {
            MessageDialog.openError(shell, Messages.TakeBack_title, NLS.bind(Messages.TakeBack_failed, Own.words(e)));
        }
    }

    private static void openFolder(Shell shell) {
        try {
            Files.createDirectories(Shelf.folder());
            if (Program.launch(Shelf.folder().toString())) {
                return;
            }
            MessageDialog.openInformation(shell, Messages.Folder_title, NLS.bind(Messages.Folder_noProgram, Shelf.folder()));
        } catch (IOException e) {
            MessageDialog.openError(shell, Messages.Folder_title,
                    NLS.bind(Messages.Source_notSaved, Shelf.folder(), e.getLocalizedMessage()));
        }
    }
}
