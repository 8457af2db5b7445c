package org.mailmend.tickets.ui.internal.editor;

import org.eclipse.swt.SWT;
import org.eclipse.swt.graphics.Point;
import org.eclipse.swt.graphics.Rectangle;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Layout;

/** The visible parts beside each other in columns of the same width, as many as there is room for. */
final class Columns extends Layout {
    private final int least;
    private final int gap;

    /**
     * @param least the least width of a column, in pixels
     * @param gap   space between parts, in pixels
     */
    Columns(int least, int gap) {
        this.least = least;
        this.gap = gap;
    }

    /** Those that are to be seen; the others take no room. */
    private static Control[] shown(Composite composite) {
        return java.util.Arrays.stream(composite.getChildren()).filter(Control::getVisible).toArray(Control[]::new);
    }

    private int count(int width, int parts) {
        return Math.clamp((width + gap) / (least + gap), 1, Math.max(1, parts));
    }

    @Override
    protected Point computeSize(Composite composite, int wHint, int hHint, boolean flush) {
        Control[] parts = shown(composite);
        int width = wHint == SWT.DEFAULT ? parts.length * (least + gap) : wHint;
        return new Point(width, arrange(parts, 0, 0, width, flush, false));
    }

    @Override
    protected void layout(Composite composite, boolean flush) {
        Rectangle area = composite.getClientArea();
        arrange(shown(composite), area.x, area.y, area.width, flush, true);
    }

    private int arrange(Control[] parts, int x, int y, int width, boolean flush, boolean move) {
        int columns = count(width, parts.length);
        int each = (width - gap * (columns - 1)) / columns;
        int top = y;
        for (int row = 0; row * columns < parts.length; row++) {
            int height = 0;
            for (int i = row * columns; i < Math.min(parts.length, (row + 1) * columns); i++) {
                height = Math.max(height, parts[i].computeSize(each, SWT.DEFAULT, flush).y);
            }
            for (int i = row * columns; move && i < Math.min(parts.length, (row + 1) * columns); i++) {
                parts[i].setBounds(x + i % columns * (each + gap), top, each, height);
            }
            top += height + gap;
        }
        return Math.max(0, top - gap - y);
    }
}
