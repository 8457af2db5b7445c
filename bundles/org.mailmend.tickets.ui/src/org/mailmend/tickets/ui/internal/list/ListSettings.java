package org.mailmend.tickets.ui.internal.list;

import java.util.ArrayList;
import java.util.List;

import org.eclipse.core.runtime.ILog;
import org.eclipse.core.runtime.preferences.IEclipsePreferences;
import org.eclipse.core.runtime.preferences.InstanceScope;
import org.mailmend.tickets.TicketSort;
import org.osgi.service.prefs.BackingStoreException;

/** How the list looked last: columns, order, groups, filter. */
final class ListSettings {
    private static final String NODE = "org.mailmend.tickets.ui/list";

    private ListSettings() {
    }

    private static IEclipsePreferences node() {
        return InstanceScope.INSTANCE.getNode(NODE);
    }

    /** The columns that are shown, in their order. */
    static List<ListColumn> columns() {
        List<ListColumn> columns = new ArrayList<>();
        for (String id : node().get("columns", "").split(",")) {
            for (ListColumn column : ListColumn.values()) {
                if (column.id().equals(id) && !columns.contains(column)) {
                    columns.add(column);
                }
            }
        }
        if (columns.isEmpty()) {
            for (ListColumn column : ListColumn.values()) {
                if (column.usual) {
                    columns.add(column);
                }
            }
        }
        return columns;
    }

    static void columns(List<ListColumn> columns) {
        node().put("columns", String.join(",", columns.stream().map(ListColumn::id).toList()));
    }

    /** The width of a column in pixels. */
    static int width(ListColumn column) {
        return node().getInt("width." + column.id(), column.width);
    }

    static void width(ListColumn column, int width) {
        node().putInt("width." + column.id(), width);
    }

    static TicketSort sort() {
        String name = node().get("sort", "");
        for (TicketSort sort : TicketSort.values()) {
            if (sort.name().equals(name)) {
                return sort;
            }
        }
        return TicketSort.UPDATED;
    }

    static boolean ascending() {
        return node().getBoolean("ascending", false);
    }

    static void sort(TicketSort sort, boolean ascending) {
        node().put("sort", sort.name());
        node().putBoolean("ascending", ascending);
    }

    static Group group() {
        String name = node().get("group", "");
        for (Group group : Group.values()) {
            if (group.name().equals(name)) {
                return group;
            }
        }
        return Group.NONE;
    }

    static void group(Group group) {
        node().put("group", group.name());
    }

    /** What was chosen last, without the text that was looked for. */
    static Choice choice() {
        return Choice.read(node().get("choice", "")).withText("");
    }

    static void choice(Choice choice) {
        node().put("choice", choice.save());
    }

    /** Writes all of it to the disk; in the background. */
    static void flush() {
        try {
            node().flush();
        } catch (BackingStoreException | IllegalStateException e) {
            ILog.of(ListSettings.class).warn("How the list looks could not be kept", e);
        }
    }
}
