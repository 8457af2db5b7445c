package org.mailmend.knowledge.ui.internal.article;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

import org.eclipse.swt.SWT;
import org.eclipse.swt.custom.StyledText;
import org.eclipse.swt.graphics.Cursor;
import org.eclipse.swt.graphics.Point;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Event;
import org.mailmend.workbench.Palette;
import org.mailmend.workbench.Widgets;

/** A page as a text, where the platform has no browser. Tab goes from link to link, Enter follows it, Space ticks a step. */
final class TextBody implements Body {
    private static final int MARGIN = 24;

    private final StyledText field;
    private List<PageWriter.Target> links = List.of();
    private int current = -1;

    TextBody(Composite parent, Consumer<String> follow) {
        field = Widgets.id(new StyledText(parent, SWT.MULTI | SWT.READ_ONLY | SWT.WRAP | SWT.V_SCROLL), "page");
        field.setMargins(MARGIN, MARGIN / 2, MARGIN, MARGIN);
        field.setLineSpacing(3);
        field.setCaret(null);
        field.setAlwaysShowScrollBars(false);
        Cursor hand = field.getDisplay().getSystemCursor(SWT.CURSOR_HAND);
        field.addListener(SWT.MouseMove, event -> {
            PageWriter.Target over = at(event);
            field.setCursor(over == null ? null : hand);
            field.setToolTipText(over != null && over.link().startsWith("http") ? over.link() : null);
        });
        field.addListener(SWT.MouseUp, event -> {
            PageWriter.Target over = at(event);
            if (event.button == 1 && over != null && field.getSelectionCount() == 0) {
                follow.accept(over.link());
            }
        });
        field.addListener(SWT.Traverse, this::traverse);
        field.addListener(SWT.KeyDown, event -> {
            if ((event.keyCode == SWT.CR || event.keyCode == SWT.KEYPAD_CR || event.character == ' ') && current >= 0
                    && event.stateMask == 0) {
                event.doit = false;
                follow.accept(links.get(current).link());
            }
        });
    }

    private PageWriter.Target at(Event event) {
        int offset = field.getOffsetAtPoint(new Point(event.x, event.y));
        return links.stream().filter(link -> offset >= link.start() && offset < link.end()).findFirst().orElse(null);
    }

    /** Tab leaves the text after its last link. */
    private void traverse(Event event) {
        int step = event.detail == SWT.TRAVERSE_TAB_NEXT ? 1 : event.detail == SWT.TRAVERSE_TAB_PREVIOUS ? -1 : 0;
        if (step == 0) {
            return;
        }
        int next = current < 0 && step < 0 ? links.size() - 1 : current + step;
        if (next >= 0 && next < links.size()) {
            event.doit = false;
            select(next);
        } else {
            current = -1;
            event.doit = true;
        }
    }

    private void select(int link) {
        current = link;
        field.setSelection(links.get(link).start(), links.get(link).end());
        field.showSelection();
    }

    @Override
    public Control control() {
        return field;
    }

    @Override
    public void show(Shown shown) {
        write(shown);
        current = -1;
        field.setTopIndex(0);
    }

    @Override
    public void update(Shown shown) {
        int top = field.getTopPixel();
        write(shown);
        if (current >= 0 && current < links.size()) {
            select(current);
        }
        field.setTopPixel(top);
    }

    private void write(Shown shown) {
        field.setBackground(Palette.current().surface());
        field.setForeground(Palette.current().text());
        links = new ArrayList<>(PageWriter.write(shown, Palette.current(), field));
    }
}
