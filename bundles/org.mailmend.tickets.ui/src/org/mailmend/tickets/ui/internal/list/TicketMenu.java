package org.mailmend.tickets.ui.internal.list;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;

import org.eclipse.jface.dialogs.InputDialog;
import org.eclipse.jface.window.Window;
import org.eclipse.osgi.util.NLS;
import org.eclipse.swt.SWT;
import org.eclipse.swt.dnd.Clipboard;
import org.eclipse.swt.dnd.TextTransfer;
import org.eclipse.swt.dnd.Transfer;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Menu;
import org.eclipse.swt.widgets.MenuItem;
import org.mailmend.diagnosis.CauseId;
import org.mailmend.tickets.Field;
import org.mailmend.tickets.Priority;
import org.mailmend.tickets.Status;
import org.mailmend.tickets.Ticket;
import org.mailmend.tickets.TicketChange;
import org.mailmend.tickets.TicketStats;
import org.mailmend.tickets.ui.Desk;
import org.mailmend.tickets.ui.Language;
import org.mailmend.tickets.ui.internal.Clients;
import org.mailmend.tickets.ui.internal.Drafted;
import org.mailmend.workbench.Icons;
import org.mailmend.workbench.Widgets;

/** The menus of the list: what can be done with what is selected, and how the list is to look. */
final class TicketMenu {
    /** The most causes or clients that a menu offers. */
    private static final int MOST = 25;

    private final TicketsPane pane;

    TicketMenu(TicketsPane pane) {
        this.pane = pane;
    }

    // --- what is selected

    Menu create(Control table) {
        Menu menu = new Menu(table);
        menu.addListener(SWT.Show, event -> {
            for (MenuItem item : menu.getItems()) {
                item.dispose();
            }
            fill(menu);
        });
        return menu;
    }

    private void fill(Menu menu) {
        boolean any = pane.hasSelection();
        int selected = pane.selectedTickets().size();
        item(menu, "open", Messages.Menu_open, pane::open).setEnabled(any && pane.first() != null);
        separator(menu);
        statuses(sub(menu, "status", Messages.Menu_status, any));
        assignees(sub(menu, "assignee", Messages.Menu_assignee, any));
        priorities(sub(menu, "priority", Messages.Menu_priority, any));
        item(menu, "tags", Messages.Menu_tags, this::tags).setEnabled(any);
        separator(menu);
        item(menu, "seen", Messages.Menu_seen, pane::markSeen).setEnabled(any);
        item(menu, "copy", Messages.Menu_copy, this::copy).setEnabled(selected > 0);
        item(menu, "duplicate", Messages.Menu_duplicate,
                () -> pane.each(plain(Messages.Menu_duplicate), (store, numbers, who) -> numbers
                        .forEach(number -> store.duplicate(number, who))))
                .setEnabled(selected == 1);
        item(menu, "merge", Messages.Menu_merge, this::merge).setEnabled(any);
        item(menu, "remove", Messages.Menu_remove, this::remove).setEnabled(any);
        separator(menu);
        item(menu, "undo", undoWords(), pane::undo).setEnabled(Desk.get().undoable().isPresent());
    }

    private static String undoWords() {
        return Desk.get().undoable().map(done -> NLS.bind(Messages.Menu_undoThat, done.words())).orElse(Messages.Menu_undo);
    }

    /** A menu of its own with the status that can follow. */
    Menu statusMenu(Control table) {
        Menu menu = new Menu(table);
        statuses(menu);
        return menu;
    }

    /** A menu of its own with those who can work on it. */
    Menu assigneeMenu(Control table) {
        Menu menu = new Menu(table);
        assignees(menu);
        return menu;
    }

    private void statuses(Menu menu) {
        List<Ticket> tickets = pane.selectedTickets();
        Set<Status> possible = new TreeSet<>();
        tickets.forEach(ticket -> possible.addAll(ticket.status().next()));
        if (tickets.isEmpty()) {
            possible.addAll(Arrays.asList(Status.values()));
        }
        for (Status status : possible) {
            MenuItem item = item(menu, "status." + status.id(), status.text(Language.locale()),
                    () -> pane.bulk(NLS.bind(Messages.Done_status, status.text(Language.locale())),
                            TicketChange.none().status(status), List.of(), List.of()));
            item.setImage(Icons.of(TicketsPane.state(status)));
        }
    }

    private void assignees(Menu menu) {
        String me = Desk.get().technician();
        item(menu, "assignee.me", NLS.bind(Messages.Menu_me, escape(me)), () -> assign(me));
        item(menu, "assignee.nobody", Messages.Menu_nobody, () -> assign(""));
        Set<String> others = new TreeSet<>(pane.assignees());
        others.remove(me);
        if (!others.isEmpty()) {
            separator(menu);
            others.stream().limit(MOST).forEach(name -> item(menu, "assignee." + name, escape(name), () -> assign(name)));
        }
        separator(menu);
        item(menu, "assignee.other", Messages.Menu_other, () -> {
            InputDialog dialog = new InputDialog(pane.getShell(), plain(Messages.Menu_assignee), Messages.Assign_name, "",
                    text -> text.isBlank() || text.strip().length() > Field.ASSIGNEE.limit()
                            ? NLS.bind(Messages.Name_limits, Field.ASSIGNEE.limit())
                            : null);
            if (dialog.open() == Window.OK) {
                assign(dialog.getValue().strip());
            }
        });
    }

    private void assign(String name) {
        pane.bulk(name.isEmpty() ? Messages.Done_nobody : NLS.bind(Messages.Done_assign, name),
                TicketChange.none().assignee(name), List.of(), List.of());
    }

    private void priorities(Menu menu) {
        for (Priority priority : Priority.values()) {
            item(menu, "priority." + priority.id(), priority.text(Language.locale()),
                    () -> pane.bulk(NLS.bind(Messages.Done_priority, priority.text(Language.locale())),
                            TicketChange.none().priority(priority), List.of(), List.of()));
        }
    }

    private void tags() {
        Set<String> there = new TreeSet<>();
        pane.selectedTickets().forEach(ticket -> there.addAll(ticket.tags()));
        TagsDialog dialog = new TagsDialog(pane.getShell(), there);
        if (dialog.open() == Window.OK && !(dialog.added().isEmpty() && dialog.removed().isEmpty())) {
            pane.bulk(Messages.Done_tags, TicketChange.none(), dialog.added(), dialog.removed());
        }
    }

    private void merge() {
        MergeDialog dialog = new MergeDialog(pane.getShell(), pane.selectedTickets());
        if (dialog.open() == Window.OK) {
            long into = dialog.target();
            pane.each(plain(Messages.Menu_merge), (store, numbers, who) -> {
                for (long number : numbers) {
                    if (number != into) {
                        store.merge(number, into, who);
                    }
                }
            });
        }
    }

    /** Throws what is selected away; it can be undone, so that nobody is asked. */
    void remove() {
        if (pane.hasSelection()) {
            pane.each(plain(Messages.Menu_remove), (store, numbers, who) -> numbers.forEach(number -> store.remove(number, who)));
        }
    }

    private void copy() {
        StringBuilder lines = new StringBuilder();
        for (Ticket ticket : pane.selectedTickets()) {
            lines.append('#').append(ticket.number()).append(' ').append(ticket.subject()).append('\n');
        }
        Clipboard clipboard = new Clipboard(pane.getDisplay());
        clipboard.setContents(new Object[] {lines.toString().strip()}, new Transfer[] {TextTransfer.getInstance()});
        clipboard.dispose();
    }

    // --- how the list is to look

    Menu moreMenu(Control parent, TicketStats stats, TicketsPane.Actions actions) {
        Menu menu = new Menu(parent);
        choices(sub(menu, "cause", Messages.More_cause, !stats.byCause().isEmpty()), stats.byCause(), key -> {
            CauseId cause = Drafted.cause(key);
            return cause == null ? null : ListColumn.cause(cause);
        }, key -> pane.choose(pane.choice().withCause(Drafted.cause(key))));
        choices(sub(menu, "client", Messages.More_client, !stats.byClient().isEmpty()), stats.byClient(),
                key -> key.isEmpty() ? Messages.Group_noClient : Clients.name(key),
                key -> pane.choose(pane.choice().withClient(key)));
        item(menu, "save", Messages.More_save, this::save);
        if (!pane.ownNames().isEmpty()) {
            Menu forget = sub(menu, "forget", Messages.More_forget, true);
            for (String name : pane.ownNames()) {
                item(forget, "forget." + name, escape(name), () -> pane.forgetFilter(name));
            }
        }
        separator(menu);
        Menu groups = sub(menu, "group", Messages.More_group, true);
        for (Group group : Group.values()) {
            MenuItem item = Widgets.id(new MenuItem(groups, SWT.RADIO), "group." + group.id());
            item.setText(group.text());
            item.setSelection(pane.group() == group);
            item.addListener(SWT.Selection, event -> {
                if (item.getSelection() && pane.group() != group) {
                    pane.group(group);
                }
            });
        }
        Menu columns = sub(menu, "columns", Messages.More_columns, true);
        for (ListColumn column : ListColumn.values()) {
            MenuItem item = Widgets.id(new MenuItem(columns, SWT.CHECK), "column." + column.id());
            item.setText(column.title());
            item.setSelection(ListSettings.columns().contains(column));
            item.addListener(SWT.Selection, event -> pane.toggleColumn(column));
        }
        separator(menu);
        item(menu, "import", Messages.More_import, actions::importFiles);
        Menu export = sub(menu, "export", Messages.More_export, true);
        item(export, "export.csv", Messages.More_csv, () -> actions.export(false));
        item(export, "export.json", Messages.More_json, () -> actions.export(true));
        item(menu, "database", Messages.More_database, actions::preferences);
        return menu;
    }

    private static void choices(Menu menu, Map<String, Long> counts, java.util.function.UnaryOperator<String> name,
            Consumer<String> choose) {
        List<Map.Entry<String, Long>> all = new ArrayList<>(counts.entrySet());
        all.sort(Map.Entry.comparingByValue(Comparator.reverseOrder()));
        all.stream().limit(MOST).forEach(each -> {
            String words = name.apply(each.getKey());
            if (words != null) {
                item(menu, "choice." + each.getKey().toLowerCase(Locale.ROOT),
                        escape(NLS.bind(Messages.Filter_count, words, each.getValue())), () -> choose.accept(each.getKey()));
            }
        });
    }

    private void save() {
        InputDialog dialog = new InputDialog(pane.getShell(), plain(Messages.More_save), Messages.Save_name, "",
                text -> text.isBlank() || text.strip().length() > 40 ? NLS.bind(Messages.Name_limits, 40) : null);
        if (dialog.open() == Window.OK) {
            pane.saveFilter(dialog.getValue().strip());
        }
    }

    // --- pieces

    private static MenuItem item(Menu menu, String id, String words, Runnable action) {
        MenuItem item = Widgets.id(new MenuItem(menu, SWT.PUSH), id);
        item.setText(words);
        item.addListener(SWT.Selection, event -> action.run());
        return item;
    }

    private static Menu sub(Menu menu, String id, String words, boolean enabled) {
        MenuItem item = Widgets.id(new MenuItem(menu, SWT.CASCADE), id);
        item.setText(words);
        item.setEnabled(enabled);
        Menu sub = new Menu(item);
        item.setMenu(sub);
        return sub;
    }

    private static void separator(Menu menu) {
        new MenuItem(menu, SWT.SEPARATOR).setEnabled(true);
    }

    /** A text in which nothing is a mnemonic. */
    private static String escape(String text) {
        return text.replace("&", "&&");
    }

    /** The words of a menu entry without its mnemonic, dots and key. */
    static String plain(String words) {
        return words.replaceAll("\\(&.\\)", "").replace("&", "").replaceAll("\t.*", "").replace("…", "");
    }
}
