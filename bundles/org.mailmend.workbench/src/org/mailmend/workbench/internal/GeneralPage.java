package org.mailmend.workbench.internal;

import java.io.IOException;
import java.util.List;
import java.util.Optional;

import org.eclipse.core.runtime.ILog;
import org.eclipse.jface.dialogs.MessageDialog;
import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.jface.layout.GridLayoutFactory;
import org.eclipse.jface.preference.PreferencePage;
import org.eclipse.osgi.util.NLS;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Combo;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Label;
import org.eclipse.ui.IWorkbench;
import org.eclipse.ui.IWorkbenchPreferencePage;
import org.eclipse.ui.PlatformUI;
import org.mailmend.workbench.Home;
import org.mailmend.workbench.Theme;
import org.mailmend.workbench.Widgets;

/** Language and theme. */
public final class GeneralPage extends PreferencePage implements IWorkbenchPreferencePage {
    static final String ID = "org.mailmend.workbench.preferences.general";

    /** The languages that Mailmend speaks; the first stands for the system's. */
    private static final List<String> LANGUAGES = List.of("", "en", "ja");

    private Combo language;
    private Combo theme;

    @Override
    public void init(IWorkbench workbench) {
        noDefaultAndApplyButton();
    }

    @Override
    protected Control createContents(Composite parent) {
        Composite area = new Composite(parent, SWT.NONE);
        GridLayoutFactory.fillDefaults().numColumns(2).spacing(12, 8).applyTo(area);
        // The names of languages are in the language itself, so that everybody finds the way back.
        language = combo(area, Messages.General_language, "general.language", Messages.General_system, "English", "日本語");
        language.select(Math.max(0, LANGUAGES.indexOf(currentLanguage())));
        note(area, Messages.General_languageNote);
        theme = combo(area, Messages.General_theme, "general.theme", Messages.General_system, Messages.General_light,
                Messages.General_dark);
        theme.select(Theme.choice().ordinal());
        return area;
    }

    private static Combo combo(Composite area, String label, String id, String... items) {
        new Label(area, SWT.NONE).setText(label);
        Combo combo = Widgets.id(new Combo(area, SWT.DROP_DOWN | SWT.READ_ONLY), id);
        combo.setItems(items);
        GridDataFactory.swtDefaults().hint(200, SWT.DEFAULT).applyTo(combo);
        return combo;
    }

    private static void note(Composite area, String text) {
        Label note = new Label(area, SWT.WRAP);
        note.setText(text);
        GridDataFactory.fillDefaults().grab(true, false).hint(300, SWT.DEFAULT).span(2, 1).indent(0, 0).applyTo(note);
    }

    private static String currentLanguage() {
        try {
            return Home.language().orElse("");
        } catch (IOException e) {
            ILog.of(GeneralPage.class).warn("The language chosen cannot be read", e);
            return "";
        }
    }

    @Override
    public boolean performOk() {
        Theme.choose(Theme.Choice.values()[theme.getSelectionIndex()]);
        String tag = LANGUAGES.get(language.getSelectionIndex());
        if (!tag.equals(currentLanguage())) {
            try {
                Home.language(Optional.of(tag).filter(chosen -> !chosen.isEmpty()));
            } catch (IOException e) {
                setErrorMessage(NLS.bind(Messages.General_notSaved, Home.directory(), e.getLocalizedMessage()));
                return false;
            }
            if (MessageDialog.open(MessageDialog.QUESTION, getShell(), Messages.General_restartTitle,
                    Messages.General_restartQuestion, SWT.SHEET,
                    Messages.General_restartNow, Messages.General_restartLater) == 0) {
                // After this dialog has closed.
                getShell().getDisplay().asyncExec(() -> PlatformUI.getWorkbench().restart());
            }
        }
        return true;
    }
}
