package org.mailmend.tickets.ui.internal.list;

import java.util.function.Supplier;

import org.eclipse.swt.SWT;
import org.eclipse.swt.graphics.Point;
import org.eclipse.swt.graphics.Rectangle;
import org.eclipse.swt.widgets.Event;
import org.eclipse.swt.widgets.Menu;
import org.eclipse.swt.widgets.Table;
import org.eclipse.swt.widgets.TableItem;

import org.mailmend.tickets.Ticket;
import org.mailmend.tickets.ui.internal.Clients;

/** What the mouse does with a cell of the list: status and assignee are changed in place, and what is cut is shown in full. */
final class Cells {
    private final Table table;
    private final ListColumns columns;
    private final TicketMenu menu;
    private final Supplier<Rows> rows;
    private int tipRow = -1;
    private int tipColumn = -1;

    Cells(Table table, ListColumns columns, TicketMenu menu, Supplier<Rows> rows) {
        this.table = table;
        this.columns = columns;
        this.menu = menu;
        this.rows = rows;
        table.addListener(SWT.MouseDown, this::mouseDown);
        table.addListener(SWT.MouseMove, this::mouseMove);
    }

    /** Offers the status that the selected row can have next, below its cell. */
    void chooseStatus() {
        popUp(menu.statusMenu(table), null);
    }

    /** A click into what is selected already changes it in place. */
    private void mouseDown(Event event) {
        if (event.button != 1 || (event.stateMask & SWT.MODIFIER_MASK) != 0) {
            return;
        }
        Point at = new Point(event.x, event.y);
        TableItem item = table.getItem(at);
        if (item == null) {
            return;
        }
        int row = table.indexOf(item);
        ListColumn column = columns.at(item, at);
        if (column == null || rows.get().ticket(row) == null || !table.isSelected(row) || table.getSelectionCount() != 1) {
            return;
        }
        if (column == ListColumn.STATUS) {
            popUp(menu.statusMenu(table), item.getBounds(columns.indexOf(column)));
        } else if (column == ListColumn.ASSIGNEE) {
            popUp(menu.assigneeMenu(table), item.getBounds(columns.indexOf(column)));
        }
    }

    private void popUp(Menu popup, Rectangle cell) {
        Rectangle place = cell;
        if (place == null) {
            TableItem item = table.getItem(table.getSelectionIndex());
            place = item.getBounds(Math.max(0, columns.indexOf(ListColumn.STATUS)));
        }
        Point at = table.toDisplay(place.x, place.y + place.height);
        popup.setLocation(at);
        popup.addListener(SWT.Hide, event -> table.getDisplay().asyncExec(popup::dispose));
        table.getDisplay().asyncExec(() -> {
            if (!popup.isDisposed()) {
                popup.setVisible(true);
            }
        });
    }

    private void mouseMove(Event event) {
        Point at = new Point(event.x, event.y);
        TableItem item = table.getItem(at);
        int row = item == null ? -1 : table.indexOf(item);
        ListColumn column = item == null ? null : columns.at(item, at);
        int index = column == null ? -1 : column.ordinal();
        if (row == tipRow && index == tipColumn) {
            return;
        }
        tipRow = row;
        tipColumn = index;
        Ticket ticket = row < 0 ? null : rows.get().ticket(row);
        String tip = ticket == null || column == null ? null : column.tip(ticket, Clients::name);
        table.setToolTipText(tip == null || tip.isEmpty() ? null : tip.replace("&", "&&"));
    }
}
