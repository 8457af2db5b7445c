package org.mailmend.knowledge.ui.internal.config;

import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Text;
import org.mailmend.workbench.Palette;
import org.mailmend.workbench.StatusLabel;
import org.mailmend.workbench.Widgets;

/** Colours of a dialog where they differ from those of a view. */
final class Dialogs {
    /** The class by which the style sheets know what is painted like a view. */
    private static final String CSS_CLASS = "org.eclipse.e4.ui.css.CssClassName";
    private static final String CSS_DISABLED = "org.eclipse.e4.ui.css.disabled";

    private Dialogs() {
    }

    /** A state with a sentence, on the ground of a dialog. */
    static StatusLabel status(Composite parent, String id) {
        StatusLabel label = Widgets.id(new StatusLabel(parent), id);
        label.setData(CSS_CLASS, null);
        label.setBackground(Palette.current().chrome());
        return label;
    }

    /** Lets the message below the title of a dialog stand on the same ground as the title. */
    static void message(Composite dialog) {
        for (Control child : dialog.getChildren()) {
            if (child instanceof Text text && (text.getStyle() & SWT.READ_ONLY) != 0 && text.getData(Widgets.ID) == null) {
                text.setData(CSS_DISABLED, Boolean.TRUE);
                text.setBackground(text.getParent().getBackground());
                text.setForeground(Palette.current().text());
            } else if (child instanceof Composite part) {
                message(part);
            }
        }
    }
}
