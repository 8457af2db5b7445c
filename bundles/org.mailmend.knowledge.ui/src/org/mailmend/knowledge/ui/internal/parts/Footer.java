package org.mailmend.knowledge.ui.internal.parts;

import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.jface.layout.GridLayoutFactory;
import org.eclipse.jface.layout.RowLayoutFactory;
import org.eclipse.swt.SWT;
import org.eclipse.swt.layout.GridData;
import org.eclipse.swt.widgets.Composite;
import org.mailmend.workbench.Widgets;

/** Buttons below a sheet, under a thin line; they stay in sight while the sheet scrolls. For a grid of one column. */
public final class Footer {
    private final Composite area;
    private final Composite buttons;

    /** An empty one. */
    public Footer(Composite parent) {
        area = Widgets.surface(new Composite(parent, SWT.NONE));
        GridLayoutFactory.fillDefaults().spacing(0, 0).applyTo(area);
        GridDataFactory.fillDefaults().grab(true, false).applyTo(area);
        GridDataFactory.fillDefaults().grab(true, false).hint(SWT.DEFAULT, 1).applyTo(Sheet.line(area));
        buttons = new Composite(area, SWT.NONE);
        buttons.setLayout(RowLayoutFactory.fillDefaults().wrap(true).spacing(8).margins(12, 8).create());
        GridDataFactory.fillDefaults().grab(true, false).hint(120, SWT.DEFAULT).applyTo(buttons);
    }

    /** Where the buttons go. */
    public Composite buttons() {
        return buttons;
    }

    /** Shows or hides it. */
    public void show(boolean visible) {
        if (((GridData) area.getLayoutData()).exclude == visible) {
            area.setVisible(visible);
            ((GridData) area.getLayoutData()).exclude = !visible;
            area.getParent().layout();
        }
    }
}
