package org.mailmend.workbench;

import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.jface.layout.GridLayoutFactory;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Label;

/** A state with its icon and a text in its colour. The text wraps where there is room. */
public final class StatusLabel extends Composite {
    private final Label icon;
    private final Label text;
    private State state = State.WAITING;

    /** Shows nothing until {@link #set} is called. */
    public StatusLabel(Composite parent) {
        super(parent, SWT.NONE);
        // in a dialog it lies on the dialog's own colour
        if (getShell().getParent() == null) {
            Widgets.surface(this);
        }
        GridLayoutFactory.fillDefaults().numColumns(2).spacing(8, 0).applyTo(this);
        icon = new Label(this, SWT.NONE);
        GridDataFactory.swtDefaults().align(SWT.CENTER, SWT.BEGINNING).hint(16, 16).applyTo(icon);
        text = new Label(this, SWT.WRAP);
        GridDataFactory.fillDefaults().grab(true, false).align(SWT.FILL, SWT.CENTER).hint(120, SWT.DEFAULT).applyTo(text);
        // Else the style sheet would take the colour of the state away again.
        text.setData("org.eclipse.e4.ui.css.disabled", Boolean.TRUE);
        setBackgroundMode(SWT.INHERIT_DEFAULT);
        Widgets.accessibleName(icon, () -> state.text());
        Theme.onChange(this, this::paint);
    }

    /** Shows the state with its own word. */
    public void set(State newState) {
        set(newState, newState.text());
    }

    /** Shows the state with this text. */
    public void set(State newState, String newText) {
        state = newState;
        text.setText(newText.replace("&", "&&"));
        paint();
        requestLayout();
    }

    /** The text that is shown. */
    public String getText() {
        return text.getText().replace("&&", "&");
    }

    private void paint() {
        icon.setImage(Icons.of(state));
        text.setForeground(state.color());
    }
}
