package org.mailmend.tickets.ui.internal.list;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

import org.eclipse.swt.SWT;
import org.eclipse.swt.graphics.Point;
import org.eclipse.swt.widgets.Table;
import org.eclipse.swt.widgets.TableColumn;
import org.eclipse.swt.widgets.TableItem;

import org.mailmend.tickets.TicketSort;

/** The columns of the table: which, in which order and how wide, and by which of them it is sorted. */
final class ListColumns {
    private static final int SUBJECT_LEAST = 150;

    private final Table table;
    private final Consumer<TicketSort> sortBy;
    private final Map<TableColumn, ListColumn> columns = new LinkedHashMap<>();
    private boolean fitting;

    /** @param sortBy told when a head is clicked */
    ListColumns(Table table, Consumer<TicketSort> sortBy) {
        this.table = table;
        this.sortBy = sortBy;
        table.addListener(SWT.Resize, event -> fit());
    }

    /** Makes those that are chosen. */
    void create() {
        for (TableColumn column : table.getColumns()) {
            column.dispose();
        }
        columns.clear();
        for (ListColumn column : ListSettings.columns()) {
            TableColumn widget = new TableColumn(table, column == ListColumn.NUMBER ? SWT.RIGHT : SWT.LEFT);
            widget.setText(column.title());
            widget.setMoveable(true);
            columns.put(widget, column);
            if (column.sort != null) {
                widget.addListener(SWT.Selection, event -> sortBy.accept(column.sort));
            }
            widget.addListener(SWT.Move, event -> keepOrder());
        }
        fit();
        table.clearAll();
    }

    /** Gives the subject what the others leave; where there is too little room, the less important columns wait for more. */
    void fit() {
        if (fitting || columns.isEmpty()) {
            return;
        }
        fitting = true;
        try {
            int room = table.getClientArea().width;
            int used = 0;
            TableColumn subject = null;
            Map<TableColumn, Integer> widths = new LinkedHashMap<>();
            List<Map.Entry<TableColumn, ListColumn>> byWeight = new ArrayList<>(columns.entrySet());
            byWeight.sort(Map.Entry.comparingByValue());
            boolean hasSubject = columns.containsValue(ListColumn.SUBJECT);
            for (Map.Entry<TableColumn, ListColumn> each : byWeight) {
                if (each.getValue() == ListColumn.SUBJECT) {
                    subject = each.getKey();
                    continue;
                }
                int width = scaled(ListSettings.width(each.getValue()));
                boolean fits = used + width <= room - (hasSubject ? scaled(SUBJECT_LEAST) : 0) || widths.isEmpty();
                widths.put(each.getKey(), fits ? width : 0);
                used += fits ? width : 0;
            }
            if (subject != null) {
                widths.put(subject, Math.max(scaled(SUBJECT_LEAST), room - used));
            }
            widths.forEach((column, width) -> {
                if (column.getWidth() != width) {
                    column.setWidth(width);
                }
                column.setResizable(width > 0);
            });
        } finally {
            fitting = false;
        }
    }

    /** Pixels that fit the font of the system. */
    private int scaled(int pixels) {
        return (int) Math.round(pixels * fontFactor());
    }

    private double fontFactor() {
        int height = table.getFont().getFontData()[0].getHeight();
        return Math.max(1, height / 10.0);
    }

    private void keepOrder() {
        if (!fitting && table.getColumnCount() == columns.size()) {
            List<ListColumn> order = new ArrayList<>();
            TableColumn[] all = table.getColumns();
            for (int index : table.getColumnOrder()) {
                order.add(columns.get(all[index]));
            }
            ListSettings.columns(order);
        }
    }

    /** Shows a column or takes it away; the last one stays. */
    void toggle(ListColumn column) {
        List<ListColumn> shown = new ArrayList<>(ListSettings.columns());
        if (!shown.remove(column)) {
            shown.add(column);
        }
        if (!shown.isEmpty()) {
            ListSettings.columns(shown);
            create();
        }
    }

    /** Marks the column by which the list is sorted; null for none. */
    void showSort(TicketSort sort, boolean ascending) {
        TableColumn sorted = null;
        for (Map.Entry<TableColumn, ListColumn> each : columns.entrySet()) {
            if (sort != null && each.getValue().sort == sort) {
                sorted = each.getKey();
            }
        }
        table.setSortColumn(sorted);
        table.setSortDirection(sorted == null ? SWT.NONE : ascending ? SWT.UP : SWT.DOWN);
    }

    /** In the order of their indices in the table. */
    List<ListColumn> all() {
        return List.copyOf(columns.values());
    }

    int indexOf(ListColumn wanted) {
        return all().indexOf(wanted);
    }

    /** The column in which the head of a group is written. */
    int head() {
        return Math.max(0, indexOf(ListColumn.SUBJECT));
    }

    /** The column of a row at a place; null for none. */
    ListColumn at(TableItem item, Point place) {
        int index = 0;
        for (ListColumn column : columns.values()) {
            if (item.getBounds(index).contains(place)) {
                return column;
            }
            index++;
        }
        return null;
    }
}
