package org.mailmend.workbench;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

import org.eclipse.jface.dialogs.Dialog;
import org.eclipse.jface.dialogs.IDialogConstants;
import org.eclipse.jface.layout.GridLayoutFactory;
import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.Shell;
import org.eclipse.swt.widgets.Text;

/** A few fields that are filled in together; it closes once what was entered is taken. */
public final class FormDialog extends Dialog {
    private final String title;
    private final String words;
    private final List<Field> fields;
    private final Function<List<String>, String> take;
    private final List<Text> texts = new ArrayList<>();
    private String does = Messages.Form_save;
    private StatusLabel problem;

    /** A field: its id, its label and what stands in it. */
    public record Field(String id, String label, String value, boolean tall) {
    }

    /**
     * @param take gets the texts, and answers null or the sentence that says what is wrong
     */
    public FormDialog(Shell shell, String title, String words, List<Field> fields, Function<List<String>, String> take) {
        super(shell);
        this.title = title;
        this.words = words;
        this.fields = List.copyOf(fields);
        this.take = take;
    }

    /**
     * Asks whether something is really to be done.
     *
     * @param does what the button says that does it
     */
    public static boolean confirm(Shell shell, String title, String words, String does) {
        FormDialog dialog = new FormDialog(shell, title, words, List.of(), texts -> null);
        dialog.does = does;
        return dialog.open() == OK;
    }

    @Override
    protected void configureShell(Shell shell) {
        super.configureShell(shell);
        shell.setText(title);
    }

    @Override
    protected boolean isResizable() {
        return true;
    }

    @Override
    protected Control createDialogArea(Composite parent) {
        Composite area = (Composite) super.createDialogArea(parent);
        Label label = Widgets.id(new Label(area, SWT.WRAP), "words");
        label.setText(words);
        GridDataFactory.fillDefaults().grab(true, false).hint(420, SWT.DEFAULT).applyTo(label);
        Composite grid = new Composite(area, SWT.NONE);
        GridLayoutFactory.fillDefaults().numColumns(2).spacing(12, 8).applyTo(grid);
        GridDataFactory.fillDefaults().grab(true, true).applyTo(grid);
        for (Field field : fields) {
            Text text = Parts.text(grid, field.id(), field.label(), field.tall() ? SWT.MULTI | SWT.WRAP | SWT.V_SCROLL : 0);
            text.setText(field.value());
            texts.add(text);
        }
        problem = Parts.status(area, "problem");
        return area;
    }

    @Override
    protected void createButtonsForButtonBar(Composite parent) {
        Widgets.id(createButton(parent, IDialogConstants.OK_ID, does, true), "save");
        Widgets.id(createButton(parent, IDialogConstants.CANCEL_ID, Messages.Form_cancel, false), "cancel");
    }

    @Override
    protected void okPressed() {
        String wrong = take.apply(texts.stream().map(t -> t.getText().strip()).toList());
        if (wrong == null) {
            super.okPressed();
        } else {
            Parts.say(problem, State.FAULT, wrong);
            getShell().pack();
        }
    }
}
