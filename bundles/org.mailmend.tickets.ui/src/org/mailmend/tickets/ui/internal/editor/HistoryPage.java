package org.mailmend.tickets.ui.internal.editor;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.jface.layout.GridLayoutFactory;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Button;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Menu;
import org.eclipse.swt.widgets.MenuItem;
import org.eclipse.swt.widgets.Table;
import org.eclipse.swt.widgets.TableColumn;
import org.eclipse.swt.widgets.TableItem;
import org.mailmend.knowledge.KnowledgeBase;
import org.mailmend.knowledge.ui.internal.parts.Sheet;
import org.mailmend.knowledge.ui.internal.parts.Visible;
import org.mailmend.tickets.Entry;
import org.mailmend.workbench.Widgets;

/** What happened to a ticket, the newest first; each change can be taken back. */
final class HistoryPage extends Composite {
    private final TicketModel model;
    private final Table table;
    private final Button undo;
    private final MenuItem undoItem;
    private KnowledgeBase base;
    private List<Sentences.Change> changes = List.of();

    HistoryPage(Composite parent, TicketModel model) {
        super(parent, SWT.NONE);
        Widgets.surface(this);
        this.model = model;
        GridLayoutFactory.fillDefaults().margins(12, 12).spacing(0, 8).applyTo(this);
        table = Widgets.plainRows(Widgets.id(new Table(this, SWT.VIRTUAL | SWT.FULL_SELECTION | SWT.SINGLE), "history"));
        table.setHeaderVisible(true);
        Widgets.accessibleName(table, Messages.Page_history);
        GridDataFactory.fillDefaults().grab(true, true).hint(SWT.DEFAULT, 120).applyTo(table);
        column(Messages.History_when, 150);
        column(Messages.History_who, 120);
        TableColumn what = column(Messages.History_what, 420);
        table.addListener(SWT.Resize, event -> what.setWidth(Math.max(200,
                table.getClientArea().width - table.getColumn(0).getWidth() - table.getColumn(1).getWidth())));
        table.addListener(SWT.SetData, event -> write((TableItem) event.item, changes.get(event.index)));
        table.addListener(SWT.Selection, event -> enable());
        Menu menu = new Menu(table);
        undoItem = new MenuItem(menu, SWT.PUSH);
        undoItem.setText(Messages.History_undo);
        undoItem.addListener(SWT.Selection, event -> undo());
        table.setMenu(menu);
        undo = Sheet.push(this, "undo", Messages.History_undo, this::undo);
        GridDataFactory.swtDefaults().applyTo(undo);
        model.onChange(this::show);
        enable();
    }

    private TableColumn column(String title, int width) {
        TableColumn column = new TableColumn(table, SWT.LEFT);
        column.setText(title);
        column.setWidth(width);
        return column;
    }

    private static void write(TableItem item, Sentences.Change change) {
        String what = Visible.line(String.join(" · ", change.sentences()));
        item.setText(new String[] {Texts.time(change.at()), Visible.line(change.who()),
                change.undone() ? org.eclipse.osgi.util.NLS.bind(Messages.History_wasUndone, what) : what});
    }

    /** Names clients as people know them. */
    void knowledge(KnowledgeBase known) {
        base = known;
        show();
    }

    private void show() {
        if (isDisposed() || model.now() == null) {
            return;
        }
        Map<Long, Entry> entries = model.now().entries().stream().collect(Collectors.toMap(Entry::id, Function.identity()));
        List<Sentences.Change> fresh = new Sentences(model.now().contacts(), entries, base).changes(model.now().history());
        if (!fresh.equals(changes)) {
            Sentences.Change selected = selected();
            changes = fresh;
            table.setItemCount(changes.size());
            table.clearAll();
            for (int i = 0; selected != null && i < changes.size(); i++) {
                if (changes.get(i).id() == selected.id()) {
                    table.setSelection(i);
                }
            }
        }
        enable();
    }

    private Sentences.Change selected() {
        int at = table.getSelectionIndex();
        return at < 0 || at >= changes.size() ? null : changes.get(at);
    }

    private void enable() {
        boolean can = selected() != null && selected().canUndo();
        undo.setEnabled(can);
        undoItem.setEnabled(can);
    }

    private void undo() {
        if (selected() != null && selected().canUndo()) {
            undo(selected().id());
        }
    }

    private void undo(long change) {
        model.run(Messages.History_undo.replace("&", ""), (store, who) -> store.undo(change, who), () -> {
            // the listeners show it
        });
    }

    @Override
    public boolean setFocus() {
        return table.setFocus();
    }
}
