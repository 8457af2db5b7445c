package org.mailmend.workbench.internal;

import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.jface.layout.GridLayoutFactory;
import org.eclipse.jface.preference.PreferencePage;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Combo;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Label;
import org.eclipse.ui.IWorkbench;
import org.eclipse.ui.IWorkbenchPreferencePage;
import org.mailmend.workbench.Theme;
import org.mailmend.workbench.Widgets;

/** Language and theme. */
public final class GeneralPage extends PreferencePage implements IWorkbenchPreferencePage {
    static final String ID = "org.mailmend.workbench.preferences.general";

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
        language = combo(area, Messages.General_language, "general.language");
        LanguageChoice.fill(language);
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

    @Override
    public boolean performOk() {
        Theme.choose(Theme.Choice.values()[theme.getSelectionIndex()]);
        String problem = LanguageChoice.keep(language, getShell());
        setErrorMessage(problem);
        return problem == null;
    }
}
