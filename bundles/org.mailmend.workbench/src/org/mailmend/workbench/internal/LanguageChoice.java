package org.mailmend.workbench.internal;

import java.io.IOException;
import java.util.List;
import java.util.Optional;

import org.eclipse.core.runtime.ILog;
import org.eclipse.jface.dialogs.MessageDialog;
import org.eclipse.osgi.util.NLS;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Combo;
import org.eclipse.swt.widgets.Shell;
import org.eclipse.ui.PlatformUI;
import org.mailmend.workbench.Home;

/** The languages of the window, to be chosen from a list. */
final class LanguageChoice {
    /** The languages that Mailmend speaks; the first stands for the system's. */
    private static final List<String> TAGS = List.of("", "en", "ja");

    private LanguageChoice() {
    }

    /** Fills a list with the languages and selects the one in force. */
    static void fill(Combo combo) {
        // The names of languages are in the language itself, so that everybody finds the way back.
        combo.setItems(Messages.General_system, "English", "日本語");
        combo.select(Math.max(0, TAGS.indexOf(current())));
    }

    private static String current() {
        try {
            return Home.language().orElse("");
        } catch (IOException e) {
            ILog.of(LanguageChoice.class).warn("The language chosen cannot be read", e);
            return "";
        }
    }

    /**
     * Keeps what is selected in the list, and offers to start again when it is another language than before.
     *
     * @return why it could not be kept, a sentence for the user; null when it was
     */
    static String keep(Combo combo, Shell shell) {
        String tag = TAGS.get(combo.getSelectionIndex());
        if (tag.equals(current())) {
            return null;
        }
        try {
            Home.language(Optional.of(tag).filter(chosen -> !chosen.isEmpty()));
        } catch (IOException e) {
            return NLS.bind(Messages.General_notSaved, Home.directory(), e.getLocalizedMessage());
        }
        if (MessageDialog.open(MessageDialog.QUESTION, shell, Messages.General_restartTitle, Messages.General_restartQuestion,
                SWT.SHEET, Messages.General_restartNow, Messages.General_restartLater) == 0) {
            // After the dialog that asked has closed.
            shell.getDisplay().asyncExec(() -> PlatformUI.getWorkbench().restart());
        }
        return null;
    }
}
