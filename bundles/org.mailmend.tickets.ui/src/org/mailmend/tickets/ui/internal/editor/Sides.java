package org.mailmend.tickets.ui.internal.editor;

import org.eclipse.swt.SWT;
import org.eclipse.swt.custom.SashForm;
import org.eclipse.swt.widgets.Composite;
import org.mailmend.workbench.Palette;
import org.mailmend.workbench.Theme;

/** Two parts with a sash between them: beside each other where there is room, else one above the other. */
public final class Sides extends SashForm {
    private static final int SASH = 4;

    private int[] beside;
    private int[] stacked;

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
                if (beside != null) {
                    setWeights(wanted == SWT.HORIZONTAL ? beside : stacked);
                }
            }
        });
    }

    /**
     * Divides the room, anew each time that the parts turn; after both parts are there.
     *
     * @param whenBeside  shares of the width
     * @param whenStacked shares of the height
     */
    public void weights(int[] whenBeside, int[] whenStacked) {
        beside = whenBeside.clone();
        stacked = whenStacked.clone();
        setWeights(getOrientation() == SWT.HORIZONTAL ? beside : stacked);
    }
}
