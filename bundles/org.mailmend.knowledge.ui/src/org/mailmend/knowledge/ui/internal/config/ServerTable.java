package org.mailmend.knowledge.ui.internal.config;

import java.util.List;
import java.util.Locale;

import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Table;
import org.eclipse.swt.widgets.TableColumn;
import org.eclipse.swt.widgets.TableItem;
import org.mailmend.knowledge.config.ClientConfig;
import org.mailmend.knowledge.config.Server;
import org.mailmend.knowledge.ui.internal.parts.Visible;
import org.mailmend.workbench.Widgets;

/** The servers of a configuration, in its own order. */
final class ServerTable {
    private final Table table;

    ServerTable(Composite parent, String id) {
        table = Widgets.id(new Table(parent, SWT.BORDER | SWT.FULL_SELECTION), id);
        table.setHeaderVisible(true);
        Widgets.accessibleName(table, Messages.Servers_name);
        for (String title : List.of(Messages.Servers_type, Messages.Servers_host, Messages.Servers_port,
                Messages.Servers_security,
                Messages.Servers_auth, Messages.Servers_user)) {
            TableColumn column = new TableColumn(table, title.equals(Messages.Servers_port) ? SWT.RIGHT : SWT.LEFT);
            column.setText(title);
        }
        pack();
    }

    Table control() {
        return table;
    }

    /** Shows the servers; null for none. */
    void show(ClientConfig config) {
        table.removeAll();
        if (config != null) {
            config.emailProvider().incomingServers().forEach(this::add);
            config.emailProvider().outgoingServers().forEach(this::add);
        }
        pack();
    }

    private void add(Server server) {
        TableItem item = new TableItem(table, SWT.NONE);
        item.setText(new String[] {server.type() == null ? "" : Visible.line(server.type()).toUpperCase(Locale.ROOT),
                server.hostname() != null ? Visible.line(server.hostname())
                        : server.urls().isEmpty() ? "" : Visible.line(server.urls().values().iterator().next()),
                server.port() == null ? "" : server.port().toString(), Visible.line(String.join(", ", server.socketTypes())),
                Visible.line(String.join(", ", server.authentications())),
                server.username() == null ? "" : Visible.line(server.username())});
    }

    private void pack() {
        for (TableColumn column : table.getColumns()) {
            column.pack();
        }
    }
}
