package org.mailmend.training.ui.internal;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;

import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.jface.layout.GridLayoutFactory;
import org.eclipse.osgi.util.NLS;
import org.eclipse.swt.SWT;
import org.eclipse.swt.custom.SashForm;
import org.eclipse.swt.custom.StackLayout;
import org.eclipse.swt.widgets.Button;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.Table;
import org.eclipse.swt.widgets.TableColumn;
import org.eclipse.swt.widgets.TableItem;
import org.mailmend.tickets.ui.Desk;
import org.mailmend.tickets.ui.Language;
import org.mailmend.training.Attendee;
import org.mailmend.training.Note;
import org.mailmend.training.Result;
import org.mailmend.training.Session;
import org.mailmend.workbench.Icons;
import org.mailmend.workbench.Parts;
import org.mailmend.workbench.State;
import org.mailmend.workbench.StatusLabel;
import org.mailmend.workbench.Widgets;

/** All sessions, and the editor of the selected one. */
final class SessionsPane extends Composite {
    private static final int NARROW = 620;

    private final Table list;
    private final Button copy;
    private final Button delete;
    private final Button undo;
    private final StatusLabel notice;
    private final SessionEditor editor;
    private final Composite empty;
    private final Composite right;
    private List<Session> sessions = List.of();
    private boolean readOnce;

    /** A session with all that belongs to it. */
    private record Whole(Session session, List<Attendee> roster, List<Note> notes, List<Result> results) {
    }

    SessionsPane(Composite parent) {
        super(parent, SWT.NONE);
        Widgets.surface(this);
        GridLayoutFactory.fillDefaults().margins(8, 8).spacing(8, 8).applyTo(this);
        Composite row = Parts.row(this);
        Parts.push(row, "new", Messages.Sessions_new, this::create);
        copy = Parts.push(row, "copy", Messages.Sessions_copy, this::copy);
        delete = Parts.push(row, "delete", Messages.Sessions_delete, this::delete);
        undo = Parts.push(row, "undo", Messages.Undo, this::undo);
        notice = Parts.status(this, "notice");
        SashForm sash = new SashForm(this, SWT.HORIZONTAL);
        GridDataFactory.fillDefaults().grab(true, true).applyTo(sash);
        list = Parts.painted(Widgets.id(new Table(sash, SWT.FULL_SELECTION | SWT.SINGLE | SWT.BORDER), "sessions"));
        list.setHeaderVisible(true);
        Widgets.accessibleName(list, Messages.Sessions_list);
        for (String title : List.of(Messages.Sessions_session, Messages.Sessions_when, Messages.Sessions_status)) {
            new TableColumn(list, SWT.LEFT).setText(title);
        }
        list.addListener(SWT.Selection, event -> choose());
        right = Widgets.surface(new Composite(sash, SWT.NONE));
        StackLayout stack = new StackLayout();
        right.setLayout(stack);
        empty = Widgets.surface(new Composite(right, SWT.NONE));
        GridLayoutFactory.fillDefaults().margins(24, 24).spacing(0, 12).applyTo(empty);
        Label words = Widgets.id(new Label(empty, SWT.WRAP), "empty.words");
        words.setText(Messages.Sessions_empty);
        GridDataFactory.fillDefaults().grab(true, false).hint(160, SWT.DEFAULT).applyTo(words);
        Parts.push(empty, "empty.new", Messages.Sessions_first, this::create);
        editor = new SessionEditor(right);
        stack.topControl = empty;
        sash.setWeights(27, 73);
        sash.addListener(SWT.Resize,
                event -> sash.setOrientation(sash.getClientArea().width < NARROW ? SWT.VERTICAL : SWT.HORIZONTAL));
        School.get().onChange(this, this::read);
        Library.onChange(this, this::read);
        enable();
        read();
    }

    void focus() {
        list.setFocus();
    }

    private void read() {
        School.deliver(this, School.get().ask(store -> store.sessions()), read -> {
            sessions = read;
            readOnce = true;
            fill();
        }, words -> Parts.say(notice, State.FAULT, words));
    }

    private void fill() {
        String wanted = School.get().selected();
        if (sessions.stream().noneMatch(session -> session.id().equals(wanted)) && !sessions.isEmpty()) {
            // the next one that is to come, or the newest
            Instant now = Instant.now();
            Session next = sessions.stream().filter(session -> session.status() == Session.Status.RUNNING).findFirst()
                    .orElseGet(() -> sessions.reversed().stream().filter(session -> session.start().isAfter(now)).findFirst()
                            .orElse(sessions.getFirst()));
            School.get().select(next.id());
            return;
        }
        list.setRedraw(false);
        list.removeAll();
        for (Session session : sessions) {
            TableItem item = Widgets.plain(new TableItem(list, SWT.NONE));
            item.setText(new String[] {session.title(), Words.shortly(session.start(), session.zone()),
                    Words.status(session.status())});
            item.setImage(2, Icons.of(Words.state(session.status())));
            item.setData(session);
            if (session.id().equals(wanted)) {
                list.setSelection(item);
            }
        }
        Parts.pack(list, 0);
        list.setRedraw(true);
        ((StackLayout) right.getLayout()).topControl = sessions.isEmpty() && readOnce ? empty : editor;
        right.layout();
        enable();
        current().ifPresent(editor::edit);
    }

    private void enable() {
        boolean any = current().isPresent();
        copy.setEnabled(any);
        delete.setEnabled(any);
        undo.setEnabled(School.get().undoable().isPresent());
        undo.setToolTipText(School.get().undoable().map(words -> NLS.bind(Messages.Undo_what, words)).orElse(null));
    }

    private java.util.Optional<Session> current() {
        String id = School.get().selected();
        return sessions.stream().filter(session -> session.id().equals(id)).findFirst();
    }

    private void choose() {
        if (list.getSelectionCount() > 0) {
            editor.flush();
            School.get().select(((Session) list.getSelection()[0].getData()).id());
        }
    }

    private void create() {
        editor.flush();
        Instant start = Instant.now().plus(Duration.ofDays(7)).atZone(ZoneId.systemDefault()).truncatedTo(ChronoUnit.DAYS)
                .plusHours(10).toInstant();
        add(new Session(UUID.randomUUID().toString(), Messages.Sessions_new_title, "", Language.locale(), start,
                ZoneId.systemDefault(), "", "", Desk.get().technician(), List.of(), Session.Status.PLANNED), List.of());
    }

    private void add(Session session, List<Attendee> roster) {
        School.deliver(this, School.get().change(Messages.Sessions_do_new, null, store -> {
            store.save(session);
            store.save(roster);
            return back -> back.delete(session.id());
        }), done -> {
            Parts.say(notice, State.OK, null);
            School.get().select(session.id());
            editor.claimFocus();
        }, words -> Parts.say(notice, State.FAULT, words));
    }

    private void copy() {
        editor.flush();
        current().ifPresent(old -> School.deliver(this, School.get().ask(store -> store.roster(old.id())), roster -> {
            String id = UUID.randomUUID().toString();
            add(new Session(id, NLS.bind(Messages.Sessions_copy_title, old.title()), old.course(), old.language(),
                    old.start().plus(Duration.ofDays(7)), old.zone(), old.place(), old.link(), old.trainer(), old.plan(),
                    Session.Status.PLANNED),
                    roster.stream().map(each -> Attendee.of(id, each.name(), each.mail(), each.client(), each.organisation())
                            .withId(UUID.randomUUID().toString())).toList());
        }, words -> Parts.say(notice, State.FAULT, words)));
    }

    void delete() {
        editor.flush();
        current().ifPresent(session -> School.deliver(this, School.get().change(Messages.Sessions_do_delete, null, store -> {
            Whole whole = new Whole(store.session(session.id()).orElse(session), store.roster(session.id()),
                    store.notes(session.id()), store.results(session.id()));
            store.delete(session.id());
            return back -> {
                back.save(whole.session());
                back.save(whole.roster());
                whole.notes().forEach(back::save);
                whole.results().forEach(back::save);
            };
        }), done -> Parts.say(notice, State.OK, NLS.bind(Messages.Sessions_deleted, session.title())),
                words -> Parts.say(notice, State.FAULT, words)));
    }

    void undo() {
        editor.flush();
        School.deliver(this, School.get().undo(),
                words -> Parts.say(notice, State.OK,
                        words.isEmpty() ? Messages.Undo_nothing : NLS.bind(Messages.Undo_done, words)),
                words -> Parts.say(notice, State.FAULT, words));
    }
}
