package org.mailmend.tickets.ui.internal.editor;

import org.eclipse.swt.SWT;
import org.eclipse.swt.custom.SashForm;
import org.eclipse.swt.widgets.Composite;
import org.mailmend.workbench.Palette;
import org.mailmend.workbench.Theme;

/** Two parts with a sash between them: beside each other where there is room, else one above the other. */
public final class Sides extends SashForm {
    private static final int SASH = 4;

    /**
     * Two parts are put into it.
     *
     * @param least the least width at which they stand beside each other, in pixels
     */
    public Sides(Composite parent, int least) {
        super(parent, SWT.VERTICAL);
        setSashWidth(SASH);
        Runnable chrome = () -> setBackground(Palette.current().line());
        Theme.onChange(this, chrome);
        chrome.run();
        addListener(SWT.Resize, event -> {
            int wanted = getSize().x >= least ? SWT.HORIZONTAL : SWT.VERTICAL;
            if (getOrientation() != wanted) {
                setOrientation(wanted);
            }
        });
    }
}
