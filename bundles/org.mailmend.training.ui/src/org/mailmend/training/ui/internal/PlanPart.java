package org.mailmend.training.ui.internal;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.jface.layout.GridLayoutFactory;
import org.eclipse.osgi.util.NLS;
import org.eclipse.swt.SWT;
import org.eclipse.swt.custom.TableEditor;
import org.eclipse.swt.dnd.DND;
import org.eclipse.swt.dnd.DragSource;
import org.eclipse.swt.dnd.DropTarget;
import org.eclipse.swt.dnd.DropTargetAdapter;
import org.eclipse.swt.dnd.DropTargetEvent;
import org.eclipse.swt.dnd.TextTransfer;
import org.eclipse.swt.dnd.Transfer;
import org.eclipse.swt.widgets.Button;
import org.eclipse.swt.widgets.Combo;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Event;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.Table;
import org.eclipse.swt.widgets.TableColumn;
import org.eclipse.swt.widgets.TableItem;
import org.eclipse.swt.widgets.Text;
import org.mailmend.tickets.ui.Language;
import org.mailmend.training.Attendee;
import org.mailmend.training.Session;
import org.mailmend.training.Session.PlannedPart;
import org.mailmend.training.course.Course;
import org.mailmend.training.course.Part;
import org.mailmend.training.plan.PlanProposal;
import org.mailmend.workbench.Parts;
import org.mailmend.workbench.State;
import org.mailmend.workbench.Widgets;

/** The parts of a session in their order, with their times. */
final class PlanPart extends Composite {
    private static final String DRAGGED = "mailmend part";

    private final SessionEditor editor;
    private final Table table;
    private final Combo add;
    private final Button propose;
    private final Button up;
    private final Button down;
    private final Button remove;
    private final Label sum;
    private final TableEditor cell;
    private Session session;
    private Library library;
    private Course course;
    private List<Part> addable = List.of();
    private List<Attendee> people = List.of();

    PlanPart(Composite parent, SessionEditor editor) {
        super(parent, SWT.NONE);
        this.editor = editor;
        Widgets.surface(this);
        GridLayoutFactory.fillDefaults().spacing(0, 6).applyTo(this);
        Label heading = new Label(this, SWT.NONE);
        heading.setFont(Widgets.boldFont());
        heading.setText(Messages.Plan_heading);
        Composite row = Parts.row(this);
        propose = Parts.push(row, "propose", Messages.Plan_propose, this::propose);
        propose.setToolTipText(Messages.Plan_propose_tip);
        add = Parts.combo(row, "part.add", Messages.Plan_add, this::add, Messages.Plan_add);
        up = Parts.push(row, "part.up", Messages.Plan_up, () -> move(-1));
        down = Parts.push(row, "part.down", Messages.Plan_down, () -> move(1));
        remove = Parts.push(row, "part.remove", Messages.Plan_remove, this::remove);
        table = Parts.painted(Widgets.id(new Table(this, SWT.FULL_SELECTION | SWT.SINGLE | SWT.BORDER), "plan"));
        table.setHeaderVisible(true);
        Widgets.accessibleName(table, Messages.Plan_name);
        GridDataFactory.fillDefaults().grab(true, true).hint(240, 120).applyTo(table);
        for (String title : List.of(Messages.Plan_begin, Messages.Plan_part, Messages.Plan_kind)) {
            new TableColumn(table, SWT.LEFT).setText(title);
        }
        TableColumn minutes = new TableColumn(table, SWT.RIGHT, 1);
        minutes.setText(Messages.Plan_minutes);
        table.setToolTipText(Messages.Plan_tip);
        cell = new TableEditor(table);
        cell.horizontalAlignment = SWT.LEFT;
        cell.grabHorizontal = true;
        cell.minimumWidth = 48;
        sum = Widgets.id(new Label(this, SWT.WRAP), "plan.sum");
        GridDataFactory.fillDefaults().grab(true, false).hint(160, SWT.DEFAULT).applyTo(sum);
        table.addListener(SWT.Selection, event -> enable());
        table.addListener(SWT.DefaultSelection, event -> minutes());
        table.addListener(SWT.KeyDown, this::key);
        drag();
        enable();
    }

    private void key(Event event) {
        if ((event.stateMask & SWT.MODIFIER_MASK) == SWT.ALT
                && (event.keyCode == SWT.ARROW_UP || event.keyCode == SWT.ARROW_DOWN)) {
            event.doit = false;
            move(event.keyCode == SWT.ARROW_UP ? -1 : 1);
        } else if (event.keyCode == SWT.DEL) {
            remove();
        } else if (event.keyCode == SWT.F2) {
            minutes();
        }
    }

    private void drag() {
        DragSource source = new DragSource(table, DND.DROP_MOVE);
        source.setTransfer(new Transfer[] {TextTransfer.getInstance()});
        source.addListener(DND.DragStart, event -> event.doit = table.getSelectionIndex() >= 0);
        source.addListener(DND.DragSetData, event -> event.data = DRAGGED);
        DropTarget target = new DropTarget(table, DND.DROP_MOVE);
        target.setTransfer(new Transfer[] {TextTransfer.getInstance()});
        target.addDropListener(new DropTargetAdapter() {
            @Override
            public void dragOver(DropTargetEvent event) {
                event.feedback = DND.FEEDBACK_INSERT_BEFORE | DND.FEEDBACK_SCROLL;
            }

            @Override
            public void drop(DropTargetEvent event) {
                if (DRAGGED.equals(event.data) && table.getSelectionIndex() >= 0) {
                    int to = event.item instanceof TableItem row ? table.indexOf(row) : table.getItemCount();
                    place(table.getSelectionIndex(), to);
                }
            }
        });
    }

    // --- showing

    void show(Session shown, Library read) {
        boolean other = session == null || !session.id().equals(shown.id());
        session = shown;
        library = read;
        course = library == null ? null : library.course(session).orElse(null);
        if (cell.getEditor() != null) {
            cell.getEditor().dispose();
        }
        int selected = other ? 0 : table.getSelectionIndex();
        table.setRedraw(false);
        table.removeAll();
        Instant at = session.start();
        for (PlannedPart each : session.plan()) {
            TableItem item = Widgets.plain(new TableItem(table, SWT.NONE));
            Optional<Part> part = course == null ? Optional.empty() : course.part(each.part());
            item.setText(new String[] {Words.clock(at, session.zone()), Integer.toString(each.minutes()),
                    part.map(Part::title).orElse(each.part()),
                    part.map(known -> known.kind().text(Language.locale())).orElse("–")});
            at = at.plus(Duration.ofMinutes(each.minutes()));
        }
        Parts.pack(table, 2);
        table.setRedraw(true);
        table.setSelection(Math.min(selected, table.getItemCount() - 1));
        int minutes = session.plan().stream().mapToInt(PlannedPart::minutes).sum();
        sum.setText(session.plan().isEmpty() ? course == null ? Messages.Plan_no_course : Messages.Plan_empty
                : NLS.bind(Messages.Plan_sum, new Object[] {minutes, Words.clock(session.start(), session.zone()),
                        Words.clock(at, session.zone())}));
        sum.requestLayout();
        addable = course == null ? List.of()
                : course.parts().stream()
                        .filter(part -> session.plan().stream().noneMatch(planned -> planned.part().equals(part.id()))).toList();
        List<String> items = new ArrayList<>(List.of(Messages.Plan_add));
        addable.forEach(part -> items.add(part.title()));
        add.setItems(items.toArray(String[]::new));
        add.select(0);
        enable();
    }

    /** Tells who comes. */
    void people(List<Attendee> roster) {
        people = List.copyOf(roster);
        enable();
    }

    private void enable() {
        int index = table.getSelectionIndex();
        propose.setEnabled(course != null && !people.isEmpty());
        add.setEnabled(!addable.isEmpty());
        up.setEnabled(index > 0);
        down.setEnabled(index >= 0 && index < table.getItemCount() - 1);
        remove.setEnabled(index >= 0);
    }

    // --- changing

    private void save(List<PlannedPart> plan, String words) {
        editor.save(session.withPlan(plan), words, null);
    }

    private void propose() {
        List<PlannedPart> proposed = PlanProposal.plan(course, people, library.base());
        boolean same = proposed.equals(session.plan());
        save(proposed, Messages.Plan_do_propose);
        Parts.say(editor.problem(), State.OK,
                same ? Messages.Plan_proposed_same
                        : NLS.bind(Messages.Plan_proposed, new Object[] {proposed.size(), course.parts().size(), people.size()}));
    }

    private void add() {
        int index = add.getSelectionIndex() - 1;
        if (index >= 0) {
            Part part = addable.get(index);
            List<PlannedPart> plan = new ArrayList<>(session.plan());
            int at = table.getSelectionIndex() < 0 ? plan.size() : table.getSelectionIndex() + 1;
            plan.add(at, new PlannedPart(part.id(), part.minutes()));
            save(plan, Messages.Plan_do_add);
            table.setSelection(at);
            enable();
        }
    }

    private void remove() {
        int index = table.getSelectionIndex();
        if (index >= 0) {
            List<PlannedPart> plan = new ArrayList<>(session.plan());
            plan.remove(index);
            save(plan, Messages.Plan_do_remove);
        }
    }

    private void move(int by) {
        int from = table.getSelectionIndex();
        if (from >= 0 && from + by >= 0 && from + by < table.getItemCount()) {
            place(from, by > 0 ? from + 2 : from - 1);
        }
    }

    /** Puts a part before the one that stands at a place. */
    private void place(int from, int to) {
        List<PlannedPart> plan = new ArrayList<>(session.plan());
        PlannedPart part = plan.remove(from);
        int at = Math.min(plan.size(), to > from ? to - 1 : to);
        plan.add(at, part);
        save(plan, Messages.Plan_do_move);
        table.setSelection(at);
        table.showSelection();
        enable();
    }

    /** Lets the minutes of the selected part be typed. */
    private void minutes() {
        int index = table.getSelectionIndex();
        if (index < 0) {
            return;
        }
        if (cell.getEditor() != null) {
            cell.getEditor().dispose();
        }
        Text text = Widgets.id(new Text(table, SWT.RIGHT | SWT.BORDER), "minutes");
        Widgets.accessibleName(text, Messages.Plan_minutes);
        text.setText(Integer.toString(session.plan().get(index).minutes()));
        text.selectAll();
        cell.setEditor(text, table.getItem(index), 1);
        text.setFocus();
        text.addListener(SWT.DefaultSelection, event -> take(index, text, true));
        text.addListener(SWT.FocusOut, event -> take(index, text, false));
        text.addListener(SWT.Traverse, event -> {
            if (event.detail == SWT.TRAVERSE_ESCAPE) {
                event.doit = false;
                text.dispose();
                table.setFocus();
            }
        });
    }

    private void take(int index, Text text, boolean back) {
        if (text.isDisposed()) {
            return;
        }
        String written = java.text.Normalizer.normalize(text.getText(), java.text.Normalizer.Form.NFKC).strip();
        text.dispose();
        if (index >= session.plan().size()) {
            return;
        }
        int minutes = written.matches("\\d{1,3}") ? Integer.parseInt(written) : 0;
        if (minutes < 1 || minutes > 600) {
            Parts.say(editor.problem(), State.FAULT, NLS.bind(Messages.Plan_minutes_bad, written));
        } else if (minutes != session.plan().get(index).minutes()) {
            List<PlannedPart> plan = new ArrayList<>(session.plan());
            plan.set(index, new PlannedPart(plan.get(index).part(), minutes));
            save(plan, Messages.Plan_do_minutes);
        }
        if (back) {
            table.setFocus();
        }
    }
}
