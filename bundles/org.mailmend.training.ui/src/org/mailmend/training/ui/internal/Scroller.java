package org.mailmend.training.ui.internal;

import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.jface.layout.GridLayoutFactory;
import org.eclipse.swt.SWT;
import org.eclipse.swt.custom.ScrolledComposite;
import org.eclipse.swt.custom.StyledText;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.mailmend.workbench.Prose;
import org.mailmend.workbench.Widgets;

/** A column of parts that scrolls as a whole; what has the focus is in sight. */
final class Scroller extends ScrolledComposite {
    private final Composite area;

    Scroller(Composite parent) {
        super(parent, SWT.V_SCROLL);
        Widgets.surface(this);
        setExpandHorizontal(true);
        setExpandVertical(true);
        area = Widgets.surface(new Composite(this, SWT.NONE));
        GridLayoutFactory.fillDefaults().margins(12, 8).spacing(0, 8).applyTo(area);
        setContent(area);
        getVerticalBar().setIncrement(24);
        addListener(SWT.Resize, event -> fit());
    }

    /** Where the parts are put: a grid of one column. */
    Composite area() {
        return area;
    }

    /** Takes away all parts. */
    void clear() {
        for (Control child : area.getChildren()) {
            child.dispose();
        }
    }

    /** Text to read in CommonMark. */
    StyledText text(String id, String title, String words) {
        StyledText field = Widgets.id(Prose.block(area), id);
        GridDataFactory.fillDefaults().grab(true, false).hint(120, SWT.DEFAULT).applyTo(field);
        SlideText.write(title, words, field);
        return field;
    }

    /** Takes the heights of the parts anew. */
    void fit() {
        if (!isDisposed()) {
            area.layout(true, true);
            setMinSize(area.computeSize(Math.max(1, getClientArea().width), SWT.DEFAULT));
        }
    }

    /** Scrolls to a part when it gets the focus. */
    void follow(Control control) {
        control.addListener(SWT.FocusIn, event -> showControl(control));
    }
}
