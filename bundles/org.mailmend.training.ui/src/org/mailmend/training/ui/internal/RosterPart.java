package org.mailmend.training.ui.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.jface.layout.GridLayoutFactory;
import org.eclipse.osgi.util.NLS;
import org.eclipse.swt.SWT;
import org.eclipse.swt.custom.TableEditor;
import org.eclipse.swt.graphics.Point;
import org.eclipse.swt.widgets.Button;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Event;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.Table;
import org.eclipse.swt.widgets.TableColumn;
import org.eclipse.swt.widgets.TableItem;
import org.eclipse.swt.widgets.Text;
import org.mailmend.training.Attendee;
import org.mailmend.training.Session;
import org.mailmend.workbench.Palette;
import org.mailmend.workbench.Parts;
import org.mailmend.workbench.State;
import org.mailmend.workbench.Theme;
import org.mailmend.workbench.Widgets;

/** Who comes, in a table whose cells are typed into; its last row is for somebody new. */
final class RosterPart extends Composite {
    private static final int[] WIDTHS = {130, 170, 150, 120};

    private final SessionEditor editor;
    private final Table table;
    private final Button remove;
    private final Label count;
    private final TableEditor cell;
    private List<Attendee> people = List.of();
    private Library library;
    private String session = "";
    /** What stands in the row for somebody new, until there is a name or an address. */
    private String[] fresh = {"", "", "", ""};
    private int column;

    RosterPart(Composite parent, SessionEditor editor) {
        super(parent, SWT.NONE);
        this.editor = editor;
        Widgets.surface(this);
        GridLayoutFactory.fillDefaults().spacing(0, 6).extendedMargins(8, 0, 0, 0).applyTo(this);
        Label heading = new Label(this, SWT.NONE);
        heading.setFont(Widgets.boldFont());
        heading.setText(Messages.Roster_heading);
        Composite row = Parts.row(this);
        Parts.push(row, "roster.add", Messages.Roster_add, this::add);
        Parts.push(row, "roster.import", Messages.Roster_import, this::importTable);
        remove = Parts.push(row, "roster.remove", Messages.Roster_remove, this::remove);
        table = Parts.painted(Widgets.id(new Table(this, SWT.FULL_SELECTION | SWT.MULTI | SWT.BORDER), "roster"));
        table.setHeaderVisible(true);
        Widgets.accessibleName(table, Messages.Roster_name);
        GridDataFactory.fillDefaults().grab(true, true).hint(260, 120).applyTo(table);
        List<String> titles = List.of(Messages.Roster_person, Messages.Roster_mail, Messages.Roster_client,
                Messages.Roster_organisation);
        for (int i = 0; i < titles.size(); i++) {
            TableColumn each = new TableColumn(table, SWT.LEFT);
            each.setText(titles.get(i));
            each.setWidth(WIDTHS[i]);
        }
        cell = new TableEditor(table);
        cell.horizontalAlignment = SWT.LEFT;
        cell.grabHorizontal = true;
        cell.minimumWidth = 60;
        count = Widgets.id(new Label(this, SWT.WRAP), "roster.count");
        GridDataFactory.fillDefaults().grab(true, false).hint(160, SWT.DEFAULT).applyTo(count);
        table.addListener(SWT.Selection, event -> enable());
        table.addListener(SWT.MouseDoubleClick, event -> pointed(event.x, event.y));
        table.addListener(SWT.DefaultSelection, event -> type(table.getSelectionIndex(), column));
        table.addListener(SWT.KeyDown, this::key);
        Theme.onChange(this, this::fill);
        fill();
    }

    private void key(Event event) {
        if (event.keyCode == SWT.F2) {
            type(table.getSelectionIndex(), 0);
        } else if (event.keyCode == SWT.DEL) {
            remove();
        }
    }

    private void pointed(int x, int y) {
        TableItem item = table.getItem(new Point(x, y));
        if (item != null) {
            for (int i = 0; i < table.getColumnCount(); i++) {
                if (item.getBounds(i).contains(x, y)) {
                    column = i;
                    type(table.indexOf(item), i);
                }
            }
        }
    }

    // --- showing

    void library(Library read, Session shown) {
        if (library != read) {
            library = read;
            fill();
        }
    }

    /** Shows a roster; those who are shown already keep their places. */
    void show(String ofSession, List<Attendee> roster) {
        List<Attendee> ordered = new ArrayList<>();
        if (ofSession.equals(session)) {
            for (Attendee old : people) {
                roster.stream().filter(each -> each.id().equals(old.id())).findFirst().ifPresent(ordered::add);
            }
        } else {
            fresh = new String[] {"", "", "", ""};
            close();
        }
        roster.stream().filter(each -> ordered.stream().noneMatch(known -> known.id().equals(each.id()))).forEach(ordered::add);
        boolean same = ordered.equals(people) && ofSession.equals(session);
        session = ofSession;
        people = ordered;
        if (!same) {
            fill();
        }
    }

    private void close() {
        if (cell.getEditor() != null) {
            cell.getEditor().dispose();
        }
    }

    private void fill() {
        int rows = people.size() + 1;
        while (table.getItemCount() > rows) {
            table.remove(table.getItemCount() - 1);
        }
        while (table.getItemCount() < rows) {
            Widgets.plain(new TableItem(table, SWT.NONE));
        }
        for (int i = 0; i < rows; i++) {
            table.getItem(i).setText(shown(i));
            boolean hint = i == people.size() && String.join("", fresh).isEmpty();
            table.getItem(i).setForeground(hint ? Palette.current().dim() : Palette.current().text());
            if (hint) {
                table.getItem(i).setText(0, Messages.Roster_new);
            }
        }
        long known = library == null ? 0
                : people.stream().filter(each -> library.base().client(each.client()).isPresent()).count();
        count.setText(people.isEmpty() ? Messages.Roster_empty
                : NLS.bind(Messages.Roster_count, people.size(), people.size() - known));
        count.requestLayout();
        enable();
    }

    /** The addresses of all. */
    List<String> mails() {
        return people.stream().map(Attendee::mail).filter(mail -> mail.matches("[^@\\s]+@[^@\\s]+")).toList();
    }

    private String[] values(int row) {
        if (row >= people.size()) {
            return fresh.clone();
        }
        Attendee each = people.get(row);
        return new String[] {each.name(), each.mail(), each.client(), each.organisation()};
    }

    private String[] shown(int row) {
        String[] values = values(row);
        values[2] = library == null ? values[2] : library.clientName(values[2]);
        return values;
    }

    private void enable() {
        remove.setEnabled(table.getSelectionIndex() >= 0 && table.getSelectionIndex() < people.size());
    }

    // --- typing

    private void add() {
        table.setFocus();
        type(people.size(), 0);
    }

    /** Lets a cell be typed into. */
    private void type(int row, int at) {
        if (row < 0 || row >= table.getItemCount() || session.isEmpty()) {
            return;
        }
        close();
        column = at;
        table.setSelection(row);
        table.showColumn(table.getColumn(at));
        Text text = Widgets.id(new Text(table, SWT.BORDER), "cell");
        Widgets.accessibleName(text, table.getColumn(at).getText());
        text.setText(shown(row)[at]);
        text.selectAll();
        cell.setEditor(text, table.getItem(row), at);
        text.setFocus();
        ClientProposals proposals = at == 2 && library != null ? new ClientProposals(text, library) : null;
        text.addListener(SWT.DefaultSelection, event -> {
            take(row, at, text);
            table.setFocus();
        });
        text.addListener(SWT.FocusOut, event -> getDisplay().asyncExec(() -> {
            if (!text.isDisposed() && !text.isFocusControl() && (proposals == null || !proposals.hasProposalPopupFocus())) {
                take(row, at, text);
            }
        }));
        text.addListener(SWT.Traverse, event -> {
            if (event.detail == SWT.TRAVERSE_ESCAPE) {
                event.doit = false;
                text.dispose();
                table.setFocus();
            } else if (event.detail == SWT.TRAVERSE_TAB_NEXT || event.detail == SWT.TRAVERSE_TAB_PREVIOUS) {
                event.doit = false;
                boolean back = event.detail == SWT.TRAVERSE_TAB_PREVIOUS;
                int next = row * WIDTHS.length + at + (back ? -1 : 1);
                take(row, at, text);
                type(next / WIDTHS.length, Math.floorMod(next, WIDTHS.length));
            }
        });
    }

    private void take(int row, int at, Text text) {
        if (text.isDisposed()) {
            return;
        }
        String written = text.getText().strip();
        text.dispose();
        String[] values = values(row);
        String value = at == 2 && library != null ? library.clientId(written) : written;
        if (values[at].equals(value)) {
            return;
        }
        values[at] = value;
        if (at == 1 && !value.isEmpty() && !value.matches("[^@\\s]+@[^@\\s]+")) {
            Parts.say(editor.problem(), State.WARNING, NLS.bind(Messages.Roster_mail_bad, value));
        } else {
            Parts.say(editor.problem(), State.OK, null);
        }
        if (row < people.size()) {
            Attendee old = people.get(row);
            List<Attendee> after = new ArrayList<>(people);
            after.set(row, new Attendee(old.id(), session, values[0], values[1], values[2], values[3], old.attendance()));
            save(after, Messages.Roster_do_edit);
        } else {
            fresh = values;
            if (!values[0].isEmpty() || !values[1].isEmpty()) {
                fresh = new String[] {"", "", "", ""};
                List<Attendee> after = new ArrayList<>(people);
                after.add(Attendee.of(session, values[0], values[1], values[2], values[3]).withId(UUID.randomUUID().toString()));
                save(after, Messages.Roster_do_add);
            } else {
                fill();
            }
        }
    }

    private void save(List<Attendee> after, String words) {
        List<Attendee> before = people;
        people = List.copyOf(after);
        fill();
        editor.saveRoster(before, people, words);
    }

    private void remove() {
        List<Attendee> after = new ArrayList<>(people);
        List<Attendee> gone = new ArrayList<>();
        for (int index : table.getSelectionIndices()) {
            if (index < people.size()) {
                gone.add(people.get(index));
            }
        }
        if (!gone.isEmpty()) {
            after.removeAll(gone);
            save(after, NLS.bind(Messages.Roster_do_remove, gone.size()));
            table.deselectAll();
            enable();
        }
    }

    private void importTable() {
        if (library == null || session.isEmpty()) {
            return;
        }
        editor.flush();
        List<Attendee> before = people;
        String id = session;
        new RosterImportDialog(getShell(), id, before, library, read -> {
            List<Attendee> after = new ArrayList<>(before);
            read.forEach(each -> after.add(each.id().isEmpty() ? each.withId(UUID.randomUUID().toString()) : each));
            String words = NLS.bind(Messages.Roster_do_import, read.size());
            if (id.equals(session)) {
                save(after, words);
            } else {
                editor.saveRoster(before, after, words);
            }
        }).open();
    }
}
