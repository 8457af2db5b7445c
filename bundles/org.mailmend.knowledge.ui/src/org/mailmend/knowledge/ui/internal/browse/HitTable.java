package org.mailmend.knowledge.ui.internal.browse;

import java.util.List;
import java.util.function.Consumer;

import org.eclipse.swt.SWT;
import org.eclipse.swt.graphics.Color;
import org.eclipse.swt.graphics.GC;
import org.eclipse.swt.graphics.Point;
import org.eclipse.swt.graphics.Rectangle;
import org.eclipse.swt.graphics.TextLayout;
import org.eclipse.swt.graphics.TextStyle;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Event;
import org.eclipse.swt.widgets.Table;
import org.eclipse.swt.widgets.TableColumn;
import org.eclipse.swt.widgets.TableItem;
import org.mailmend.knowledge.SearchHit;
import org.mailmend.knowledge.ui.internal.PageRef;
import org.mailmend.workbench.Icons;
import org.mailmend.workbench.Palette;
import org.mailmend.workbench.Widgets;

/** The hits of a search: title in bold, below it the passage with what was found marked. */
final class HitTable {
    private static final int MARGIN = 6;
    private static final int ICON = 16;
    private static final int GAP = 8;
    private static final int EXCERPT_LINES = 2;

    private final Table table;
    private final TableColumn column;
    private int lineHeight;

    /**
     * @param open opens a hit: with Enter or a double click for good (true), with one click of the mouse to look at it (false)
     */
    HitTable(Composite parent, Opening open) {
        table = Widgets.id(new Table(parent, SWT.SINGLE | SWT.FULL_SELECTION | SWT.V_SCROLL), "hits");
        Widgets.accessibleName(table, Messages.Search_hits);
        column = new TableColumn(table, SWT.NONE);
        table.addListener(SWT.Resize, event -> fit());
        table.addListener(SWT.MeasureItem, this::measure);
        table.addListener(SWT.EraseItem, event -> event.detail &= ~SWT.FOREGROUND);
        table.addListener(SWT.PaintItem, this::paint);
        table.addListener(SWT.DefaultSelection, event -> open.open(hit((TableItem) event.item), true));
        table.addListener(SWT.MouseUp, event -> {
            TableItem item = table.getItem(new Point(event.x, event.y));
            if (event.button == 1 && event.count == 1 && item != null) {
                open.open(hit(item), false);
            }
        });
    }

    /** Opens a hit. */
    interface Opening {
        void open(SearchHit hit, boolean activate);
    }

    Table table() {
        return table;
    }

    void show(List<SearchHit> hits) {
        table.setRedraw(false);
        table.removeAll();
        for (SearchHit hit : hits) {
            TableItem item = new TableItem(table, SWT.NONE);
            // Painted in another way; this is what screen readers read.
            item.setText(hit.title() + "\n" + hit.excerpt());
            item.setData(hit);
        }
        fit();
        table.setRedraw(true);
    }

    boolean isEmpty() {
        return table.getItemCount() == 0;
    }

    /** The selected hit, or the first one; null when there is none. */
    SearchHit selectedOrFirst() {
        return isEmpty() ? null : hit(table.getSelectionCount() == 0 ? table.getItem(0) : table.getSelection()[0]);
    }

    /** Goes into the list, to its first hit. */
    void enter() {
        if (!isEmpty()) {
            table.setFocus();
            table.setSelection(0);
        }
    }

    /** Runs the action when the user goes up from the first hit. */
    void onLeave(Consumer<Event> action) {
        table.addListener(SWT.KeyDown, event -> {
            if (event.keyCode == SWT.ARROW_UP && table.getSelectionIndex() <= 0) {
                event.doit = false;
                action.accept(event);
            }
        });
    }

    private static SearchHit hit(TableItem item) {
        return (SearchHit) item.getData();
    }

    private void fit() {
        int width = table.getClientArea().width;
        if (width > 0 && column.getWidth() != width) {
            column.setWidth(width);
        }
    }

    private int lineHeight(GC gc) {
        if (lineHeight == 0) {
            // Japanese characters are higher than others in most fonts.
            TextLayout layout = new TextLayout(table.getDisplay());
            layout.setFont(Widgets.boldFont());
            layout.setText("Ag送信");
            lineHeight = Math.max(gc.getFontMetrics().getHeight(), layout.getBounds().height);
            layout.dispose();
        }
        return lineHeight;
    }

    private void measure(Event event) {
        event.height = 2 * MARGIN + (1 + EXCERPT_LINES) * lineHeight(event.gc) + 2;
        event.width = Math.max(1, table.getClientArea().width);
    }

    private void paint(Event event) {
        TableItem item = (TableItem) event.item;
        SearchHit hit = hit(item);
        if (hit == null) {
            return;
        }
        Palette palette = Palette.current();
        boolean selected = (event.detail & SWT.SELECTED) != 0;
        Color strong = selected ? table.getDisplay().getSystemColor(SWT.COLOR_LIST_SELECTION_TEXT) : palette.text();
        Color weak = selected ? strong : palette.dim();
        GC gc = event.gc;
        Rectangle area = item.getBounds(0);
        int x = area.x + MARGIN;
        int y = area.y + MARGIN;
        gc.drawImage(Icons.of(HitTable.class, PageRef.of(hit).icon()), x, y + (lineHeight(gc) - ICON) / 2);
        int left = x + ICON + GAP;
        int width = Math.max(40, table.getClientArea().width - left - MARGIN);
        gc.setForeground(strong);
        TextLayout title = layout(hit.title(), -1);
        title.setFont(Widgets.boldFont());
        for (int end = hit.title().length() - 1; title.getBounds().width > width && end > 1; end--) {
            title.setText(hit.title().substring(0, end).stripTrailing() + "…");
        }
        title.draw(gc, left, y);
        title.dispose();
        gc.setForeground(weak);
        TextLayout excerpt = layout(hit.excerpt(), width);
        TextStyle mark = new TextStyle(Widgets.boldFont(), selected ? strong : palette.accent(), null);
        for (SearchHit.Range range : hit.highlights()) {
            if (range.end() > range.start()) {
                excerpt.setStyle(mark, range.start(), range.end() - 1);
            }
        }
        drawExcerpt(gc, excerpt, left, y + lineHeight(gc) + 2);
        excerpt.dispose();
    }

    private TextLayout layout(String text, int width) {
        TextLayout layout = new TextLayout(table.getDisplay());
        layout.setFont(table.getFont());
        layout.setText(text);
        layout.setWidth(width);
        return layout;
    }

    /** Draws the first lines of a text; three dots stand for the rest. */
    private static void drawExcerpt(GC gc, TextLayout layout, int x, int y) {
        if (layout.getLineCount() > EXCERPT_LINES) {
            int end = layout.getLineOffsets()[EXCERPT_LINES];
            String text = layout.getText();
            do {
                end--;
                TextStyle[] styles = new TextStyle[end];
                for (int i = 0; i < end; i++) {
                    styles[i] = layout.getStyle(i);
                }
                layout.setText(text.substring(0, end).stripTrailing() + "…");
                for (int i = 0; i < Math.min(end, layout.getText().length()); i++) {
                    if (styles[i] != null) {
                        layout.setStyle(styles[i], i, i);
                    }
                }
            } while (layout.getLineCount() > EXCERPT_LINES && end > 1);
        }
        layout.draw(gc, x, y);
    }
}
