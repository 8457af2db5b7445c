package org.mailmend.training.ui.internal;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.jface.layout.GridLayoutFactory;
import org.eclipse.osgi.util.NLS;
import org.eclipse.swt.SWT;
import org.eclipse.swt.custom.SashForm;
import org.eclipse.swt.custom.StyledText;
import org.eclipse.swt.widgets.Button;
import org.eclipse.swt.widgets.Combo;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.Table;
import org.eclipse.swt.widgets.TableColumn;
import org.eclipse.swt.widgets.TableItem;
import org.eclipse.swt.widgets.Text;
import org.mailmend.training.Attendee;
import org.mailmend.training.Attendee.Attendance;
import org.mailmend.training.Note;
import org.mailmend.training.Result;
import org.mailmend.training.Session;
import org.mailmend.training.Session.PlannedPart;
import org.mailmend.training.course.Part;
import org.mailmend.workbench.FormDialog;
import org.mailmend.workbench.Icons;
import org.mailmend.workbench.Palette;
import org.mailmend.workbench.Parts;
import org.mailmend.workbench.Services;
import org.mailmend.workbench.State;
import org.mailmend.workbench.StatusLabel;
import org.mailmend.workbench.Theme;
import org.mailmend.workbench.TicketOpener;
import org.mailmend.workbench.Widgets;

/**
 * The trainer's own window while a session runs: what the room sees and what comes next, notes, the time of each part, who is there, and
 * what was asked. Where it stands is saved with each step, and every few seconds.
 */
final class RunPane extends Composite {
    private static final int SECOND = 1000;
    /** After a crash, no more seconds of a part's time are lost. */
    private static final int SAVE_EVERY = 10;

    private final Label title;
    private final Label clock;
    private final StatusLabel state;
    private final Button start;
    private final Button present;
    private final Button back;
    private final Button next;
    private final Button quiz;
    private final Button finish;
    private final Table parts;
    private final StyledText slide;
    private final StyledText notes;
    private final StyledText following;
    private final Table people;
    private final Combo kind;
    private final Combo who;
    private final Text words;
    private final Table noted;
    private final Button settle;
    private final Button ticket;
    private Session session;
    private Library library;
    private Deck deck = new Deck(List.of());
    private List<Attendee> roster = List.of();
    private List<Note> notesTaken = List.of();
    private List<Result> results = List.of();
    private final Map<String, Long> used = new HashMap<>();
    private String restored = "";
    private int current;
    private boolean running;
    private long tick;
    private PresenterWindow window;

    /** A session with what belongs to it. */
    private record Whole(Optional<Session> session, List<Attendee> roster, List<Note> notes, List<Result> results) {
    }

    RunPane(Composite parent) {
        super(parent, SWT.NONE);
        Widgets.surface(this);
        GridLayoutFactory.fillDefaults().margins(8, 8).spacing(8, 6).applyTo(this);
        Composite top = Widgets.surface(new Composite(this, SWT.NONE));
        GridLayoutFactory.fillDefaults().numColumns(2).spacing(12, 0).applyTo(top);
        GridDataFactory.fillDefaults().grab(true, false).applyTo(top);
        title = Widgets.id(new Label(top, SWT.NONE), "run.title");
        title.setFont(Widgets.headingFont());
        GridDataFactory.fillDefaults().grab(true, false).align(SWT.FILL, SWT.CENTER).hint(120, SWT.DEFAULT).applyTo(title);
        clock = Widgets.id(new Label(top, SWT.RIGHT), "clock");
        clock.setFont(Widgets.headingFont());
        clock.setData("org.eclipse.e4.ui.css.disabled", Boolean.TRUE);
        GridDataFactory.swtDefaults().hint(220, SWT.DEFAULT).applyTo(clock);
        Composite row = Parts.row(this);
        start = Parts.push(row, "start", Messages.Run_start, this::toggle);
        present = Parts.push(row, "present", Messages.Run_present, this::present);
        back = Parts.push(row, "back", Messages.Present_back, () -> step(-1));
        next = Parts.push(row, "next", Messages.Present_next, () -> step(1));
        quiz = Parts.push(row, "quiz", Messages.Run_quiz, this::quiz);
        finish = Parts.push(row, "finish", Messages.Run_finish, this::finish);
        state = Widgets.id(new StatusLabel(this), "state");
        GridDataFactory.fillDefaults().grab(true, false).hint(200, SWT.DEFAULT).applyTo(state);
        SashForm sash = new SashForm(this, SWT.HORIZONTAL);
        GridDataFactory.fillDefaults().grab(true, true).applyTo(sash);
        SashForm left = new SashForm(sash, SWT.VERTICAL);
        parts = table(left, "parts", Messages.Run_parts, Messages.Plan_part, Messages.Plan_minutes, Messages.Run_used);
        parts.addListener(SWT.Selection, event -> {
            int first = deck.first(parts.getSelectionIndex());
            if (first >= 0) {
                go(first);
            }
        });
        slide = named(left, "slide.now", Messages.Run_now);
        following = named(left, "slide.next", Messages.Present_following);
        left.setWeights(30, 40, 30);
        SashForm right = new SashForm(sash, SWT.VERTICAL);
        notes = named(right, "notes.trainer", Messages.Run_notes);
        Composite present2 = Widgets.surface(new Composite(right, SWT.NONE));
        GridLayoutFactory.fillDefaults().spacing(0, 4).applyTo(present2);
        Composite marks = Parts.row(present2);
        for (Attendance each : List.of(Attendance.PRESENT, Attendance.LATE, Attendance.ABSENT)) {
            Parts.push(marks, "mark." + each.name().toLowerCase(java.util.Locale.ROOT), Words.attendance(each), () -> mark(each));
        }
        Parts.push(marks, "stuck", Messages.Run_stuck, this::stuck);
        people = table(present2, "people", Messages.Run_people, Messages.Roster_person, Messages.Run_attendance,
                Messages.Roster_client, Messages.Run_practice);
        GridDataFactory.fillDefaults().grab(true, true).hint(260, 90).applyTo(people);
        Composite asked = Widgets.surface(new Composite(right, SWT.NONE));
        GridLayoutFactory.fillDefaults().spacing(0, 4).applyTo(asked);
        Composite entry = Widgets.surface(new Composite(asked, SWT.NONE));
        GridLayoutFactory.fillDefaults().numColumns(4).spacing(6, 0).applyTo(entry);
        GridDataFactory.fillDefaults().grab(true, false).applyTo(entry);
        kind = Parts.combo(entry, "note.kind", Messages.Run_kind, () -> {
        }, java.util.stream.Stream.of(Note.Kind.values()).map(Words::kind).toArray(String[]::new));
        who = Parts.combo(entry, "note.who", Messages.Run_who, () -> {
        }, Messages.Run_nobody);
        GridDataFactory.fillDefaults().hint(140, SWT.DEFAULT).applyTo(who);
        words = Widgets.id(new Text(entry, SWT.BORDER), "note.text");
        words.setMessage(Messages.Run_note_hint);
        Widgets.accessibleName(words, Messages.Run_note_hint);
        GridDataFactory.fillDefaults().grab(true, false).align(SWT.FILL, SWT.CENTER).hint(120, SWT.DEFAULT).applyTo(words);
        words.addListener(SWT.DefaultSelection, event -> note());
        Parts.push(entry, "note.add", Messages.Run_note_add, this::note);
        noted = table(asked, "noted", Messages.Run_noted, Messages.Run_kind, Messages.Run_who, Messages.Run_text,
                Messages.Run_answer);
        GridDataFactory.fillDefaults().grab(true, true).hint(260, 80).applyTo(noted);
        noted.addListener(SWT.Selection, event -> enable());
        noted.addListener(SWT.DefaultSelection, event -> settle());
        Composite below = Parts.row(asked);
        settle = Parts.push(below, "settle", Messages.Run_settle, this::settle);
        ticket = Parts.push(below, "ticket", Messages.Run_ticket, this::ticket);
        right.setWeights(26, 37, 37);
        sash.setWeights(50, 50);
        people.addListener(SWT.Selection, event -> chooseWho());
        School.get().onChange(this, this::read);
        Library.onChange(this, this::read);
        Practice.get().onChange(this, this::fillPeople);
        Theme.onChange(this, this::show);
        addDisposeListener(event -> {
            keep();
            if (isPresenting()) {
                window.close();
            }
        });
        show();
        read();
        tick();
    }

    private static Table table(Composite parent, String id, String name, String... titles) {
        Table table = Parts.painted(Widgets.id(new Table(parent, SWT.FULL_SELECTION | SWT.SINGLE | SWT.BORDER), id));
        table.setHeaderVisible(true);
        Widgets.accessibleName(table, name);
        for (String each : titles) {
            new TableColumn(table, SWT.LEFT).setText(each);
        }
        return table;
    }

    private static StyledText named(Composite parent, String id, String name) {
        Composite area = Widgets.surface(new Composite(parent, SWT.NONE));
        GridLayoutFactory.fillDefaults().extendedMargins(4, 4, 4, 0).spacing(0, 4).applyTo(area);
        Label label = new Label(area, SWT.NONE);
        label.setFont(Widgets.boldFont());
        label.setText(name);
        StyledText field = Widgets.id(SlideText.field(area), id);
        Widgets.accessibleName(field, name);
        GridDataFactory.fillDefaults().grab(true, true).hint(160, 50).applyTo(field);
        return field;
    }

    void focus() {
        (next.isEnabled() ? next : start).setFocus();
    }

    // --- what there is

    private void read() {
        String id = School.get().selected();
        School.deliver(this, School.get().ask(store -> new Whole(
                store.session(id).or(() -> store.sessions().stream().filter(each -> each.status() == Session.Status.RUNNING)
                        .findFirst()).or(() -> store.sessions().stream().findFirst()),
                List.of(), List.of(), List.of())).thenCompose(found -> found.session().isEmpty()
                        ? java.util.concurrent.CompletableFuture.completedFuture(found)
                        : School.get().ask(store -> new Whole(found.session(), store.roster(found.session().get().id()),
                                store.notes(found.session().get().id()), store.results(found.session().get().id())))),
                whole -> School.deliver(this, Library.get(), made -> take(whole, made), this::fail), this::fail);
    }

    private void fail(String sentence) {
        state.set(State.FAULT, sentence);
    }

    private void take(Whole whole, Library made) {
        library = made;
        Session before = session;
        session = whole.session().orElse(null);
        roster = whole.roster();
        notesTaken = whole.notes();
        results = whole.results();
        if (session == null) {
            deck = new Deck(List.of());
            restored = "";
            show();
            return;
        }
        boolean other = before == null || !before.id().equals(session.id());
        if (other && isPresenting()) {
            window.close();
        }
        if (other || !before.plan().equals(session.plan()) || !before.course().equals(session.course())
                || deck.pages().isEmpty()) {
            Deck.Page page = other || deck.pages().isEmpty() ? null : deck.pages().get(current);
            if (!isPresenting()) {
                deck = Deck.of(session, library);
                current = page == null ? 0 : deck.find(page.part().id(), page.within());
            }
        }
        if (!restored.equals(session.id()) && !deck.pages().isEmpty()) {
            restore();
        }
        show();
    }

    /** Goes on where it was, also after a crash. */
    private void restore() {
        restored = session.id();
        used.clear();
        running = false;
        Result last = null;
        for (Result result : results) {
            if (result.attendee().isEmpty() && result.item().isEmpty()) {
                used.put(result.part(), result.seconds());
                last = last == null || result.at().isAfter(last.at()) ? result : last;
            }
        }
        current = 0;
        if (last != null && session.status() == Session.Status.RUNNING) {
            current = deck.find(last.part(), last.answer().matches("\\d{1,4}") ? Integer.parseInt(last.answer()) : 0);
        }
    }

    // --- showing

    private void show() {
        int size = Math.max(9, getFont().getFontData()[0].getHeight() + 1);
        title.setText(session == null ? Messages.Run_none : session.title().replace("&", "&&"));
        Deck.Page page = page();
        SlideText.write(page == null ? new Slide("", List.of()) : page.slide(), size, slide);
        boolean more = current + 1 < deck.pages().size();
        SlideText.write(more ? deck.pages().get(current + 1).slide()
                : new Slide(page == null ? "" : Messages.Present_last, List.of()), size - 1, following);
        SlideText.write("", page == null ? "" : page.part().notes().isEmpty() ? Messages.Run_no_notes : page.part().notes(),
                notes);
        fillParts();
        fillPeople();
        fillNoted();
        enable();
        tell();
    }

    private Deck.Page page() {
        return current < deck.pages().size() ? deck.pages().get(current) : null;
    }

    private void fillParts() {
        parts.removeAll();
        if (session == null) {
            return;
        }
        for (int i = 0; i < session.plan().size(); i++) {
            PlannedPart each = session.plan().get(i);
            TableItem item = Widgets.plain(new TableItem(parts, SWT.NONE));
            int place = i;
            String name = deck.pages().stream().filter(page -> page.place() == place).findFirst().map(page -> page.part().title())
                    .orElse(each.part());
            item.setText(new String[] {name, Integer.toString(each.minutes()), time(each.part())});
            Deck.Page now = page();
            if (now != null && now.place() == i) {
                parts.setSelection(item);
                item.setImage(0, Icons.of(running ? State.RUNNING : State.WAITING));
            }
        }
        Parts.pack(parts, 0);
        getDisplay().asyncExec(() -> {
            if (!parts.isDisposed()) {
                parts.showSelection();
            }
        });
    }

    private String time(String part) {
        return used.containsKey(part) ? Words.span(Duration.ofSeconds(used.get(part))) : "";
    }

    private void fillPeople() {
        Object selected = people.getSelectionCount() == 0 ? "" : people.getSelection()[0].getData();
        people.setRedraw(false);
        people.removeAll();
        for (Attendee each : roster) {
            TableItem item = Widgets.plain(new TableItem(people, SWT.NONE));
            boolean stuck = notesTaken.stream()
                    .anyMatch(note -> note.kind() == Note.Kind.STUCK && note.attendee().equals(each.id()) && !note.done());
            item.setText(new String[] {each.name().isEmpty() ? each.mail() : each.name(),
                    stuck ? Words.attendance(each.attendance()) + " · " + Messages.Note_stuck
                            : Words.attendance(each.attendance()),
                    library == null ? each.client() : library.clientName(each.client()), Practice.get().standing(each.id())
                            .map(standing -> standing.stage().text(org.mailmend.tickets.ui.Language.locale())).orElse("")});
            item.setImage(1, Icons.of(stuck ? State.FAULT : Words.state(each.attendance())));
            item.setData(each.id());
            if (each.id().equals(selected)) {
                people.setSelection(item);
            }
        }
        Parts.pack(people, 2);
        people.setRedraw(true);
        List<String> names = new ArrayList<>(List.of(Messages.Run_nobody));
        roster.forEach(each -> names.add(each.name().isEmpty() ? each.mail() : each.name()));
        if (!List.of(who.getItems()).equals(names)) {
            who.setItems(names.toArray(String[]::new));
            who.select(0);
        }
    }

    private void fillNoted() {
        Object selected = noted.getSelectionCount() == 0 ? "" : ((Note) noted.getSelection()[0].getData()).id();
        noted.removeAll();
        for (Note note : notesTaken.reversed()) {
            TableItem item = Widgets.plain(new TableItem(noted, SWT.NONE));
            item.setText(new String[] {Words.kind(note.kind()),
                    roster.stream().filter(each -> each.id().equals(note.attendee())).findFirst().map(Attendee::name).orElse(""),
                    note.text(), note.ticket() > 0 ? NLS.bind(Messages.Run_ticket_number, note.ticket()) : note.answer()});
            item.setImage(0, Icons.of(note.done() ? State.OK : note.kind() == Note.Kind.STUCK ? State.FAULT : State.WAITING));
            item.setData(note);
            if (note.id().equals(selected)) {
                noted.setSelection(item);
            }
        }
        Parts.pack(noted, 2);
    }

    private void enable() {
        boolean any = page() != null;
        boolean finished = session != null && session.status() == Session.Status.FINISHED;
        start.setEnabled(any);
        start.setText(running ? Messages.Run_pause
                : session != null && session.status() == Session.Status.RUNNING ? Messages.Run_continue
                        : finished ? Messages.Run_again : Messages.Run_start);
        start.requestLayout();
        present.setEnabled(any && !isPresenting());
        back.setEnabled(current > 0);
        next.setEnabled(current + 1 < deck.pages().size());
        quiz.setEnabled(any && !page().part().questions().isEmpty() && !roster.isEmpty());
        finish.setEnabled(session != null && session.status() == Session.Status.RUNNING);
        Note note = selected();
        settle.setEnabled(note != null);
        ticket.setEnabled(note != null);
        ticket.setText(note != null && note.ticket() > 0 ? Messages.Run_ticket_open : Messages.Run_ticket);
        ticket.requestLayout();
    }

    private Note selected() {
        return noted.getSelectionCount() == 0 ? null : (Note) noted.getSelection()[0].getData();
    }

    /** The time of the part, here and for the room. */
    private void tell() {
        Deck.Page page = page();
        if (session == null) {
            state.set(State.WAITING, Messages.Run_none_words);
            clock.setText("");
            return;
        }
        if (page == null) {
            state.set(State.WARNING, Messages.Run_no_plan);
            clock.setText("");
            return;
        }
        Duration planned = Duration.ofMinutes(session.plan().get(page.place()).minutes());
        Duration left = planned.minusSeconds(used.getOrDefault(page.part().id(), 0L));
        clock.setText(NLS.bind(Messages.Run_clock, Words.span(left), planned.toMinutes()));
        if (clock.computeSize(SWT.DEFAULT, SWT.DEFAULT).y > clock.getSize().y) {
            clock.requestLayout();
        }
        clock.setForeground(left.isNegative() ? Palette.current().fault()
                : left.toMinutes() < 1 ? Palette.current().warning() : Palette.current().text());
        clock.setBackground(Palette.current().surface());
        String place = NLS.bind(Messages.Run_place, new Object[] {page.part().title(), current + 1, deck.pages().size()});
        state.set(running ? State.RUNNING : Words.state(session.status()),
                place + " " + (running ? Messages.Run_is_running
                        : session.status() == Session.Status.RUNNING ? Messages.Run_is_paused
                                : session.status() == Session.Status.FINISHED ? Messages.Run_is_finished
                                        : Messages.Run_is_ready));
        if (isPresenting()) {
            window.tell(running ? NLS.bind(Messages.Run_room, page.part().title(), Words.span(left)) : page.part().title());
        }
    }

    // --- running

    boolean isPresenting() {
        return window != null && window.isOpen();
    }

    boolean canPresent() {
        return page() != null && !isPresenting();
    }

    private void tick() {
        getDisplay().timerExec(SECOND, () -> {
            if (isDisposed()) {
                return;
            }
            if (running && page() != null) {
                used.merge(page().part().id(), 1L, Long::sum);
                tick++;
                if (tick % SAVE_EVERY == 0) {
                    keep();
                }
                tell();
                Deck.Page page = page();
                if (page.place() < parts.getItemCount()) {
                    parts.getItem(page.place()).setText(2, time(page.part().id()));
                }
            }
            tick();
        });
    }

    /** Starts the session, or halts or goes on with its clock. */
    private void toggle() {
        running = !running;
        if (running && session.status() != Session.Status.RUNNING) {
            status(Session.Status.RUNNING);
        }
        keep();
        show();
    }

    private void status(Session.Status wanted) {
        Session before = session;
        session = before.withStatus(wanted);
        School.deliver(this, School.get().change(Messages.Session_do_edit, null, store -> {
            store.change(before, before.withStatus(wanted));
            return back2 -> back2.change(before.withStatus(wanted), before);
        }), done -> {
            // what listens shows it
        }, this::fail);
    }

    /** Shows the slides to the room. */
    void present() {
        if (!canPresent()) {
            return;
        }
        if (!running) {
            toggle();
        }
        window = new PresenterWindow(getShell(), session.title(), deck.slides(), current, this::moved, () -> {
            if (!isDisposed()) {
                getDisplay().asyncExec(() -> {
                    if (!isDisposed()) {
                        window = null;
                        show();
                    }
                });
            }
        });
        show();
    }

    /** Turns slides, here and for the room. */
    void step(int by) {
        go(current + by);
    }

    private void go(int wanted) {
        if (wanted < 0 || wanted >= deck.pages().size()) {
            return;
        }
        if (isPresenting()) {
            window.go(wanted);
        } else {
            moved(wanted);
        }
    }

    private void moved(int wanted) {
        current = wanted;
        keep();
        show();
    }

    /** Saves where it stands. */
    private void keep() {
        Deck.Page page = page();
        if (session == null || page == null || session.status() != Session.Status.RUNNING) {
            return;
        }
        Result result = new Result(session.id(), "", page.part().id(), "", Integer.toString(page.within()), false,
                used.getOrDefault(page.part().id(), 0L), Instant.now());
        School.get().ask(store -> {
            store.save(result);
            return null;
        });
    }

    private void finish() {
        running = false;
        keep();
        if (isPresenting()) {
            window.close();
        }
        status(Session.Status.FINISHED);
        show();
    }

    private void quiz() {
        if (isPresenting() || page() != null) {
            Part part = page().part();
            List<Attendee> here = roster.stream().filter(each -> each.attendance() != Attendance.ABSENT).toList();
            new QuizDialog(getShell(), session, part, here.isEmpty() ? roster : here, results).open();
        }
    }

    // --- people and notes

    private Optional<Attendee> chosen() {
        String id = people.getSelectionCount() == 0 ? "" : (String) people.getSelection()[0].getData();
        return roster.stream().filter(each -> each.id().equals(id)).findFirst();
    }

    private void chooseWho() {
        chosen().ifPresent(each -> who.select(roster.indexOf(each) + 1));
    }

    private void mark(Attendance attendance) {
        chosen().ifPresentOrElse(each -> School.deliver(this, School.get().change(Messages.Run_do_mark, null, store -> {
            store.change(each, each.withAttendance(attendance));
            return undo -> undo.change(each.withAttendance(attendance), each);
        }), done -> {
            // what listens shows it; the next one is marked with the same key
            int index = people.getSelectionIndex();
            if (index + 1 < people.getItemCount()) {
                people.setSelection(index + 1);
                chooseWho();
            }
        }, this::fail), () -> state.set(State.WARNING, Messages.Run_choose));
    }

    /** Begins a note that somebody is stuck. */
    private void stuck() {
        kind.select(Note.Kind.STUCK.ordinal());
        chooseWho();
        if (words.getText().isBlank()) {
            words.setFocus();
        } else {
            note();
        }
    }

    private void note() {
        String text = words.getText().strip();
        Note.Kind of = Note.Kind.values()[Math.max(0, kind.getSelectionIndex())];
        if (session == null) {
            return;
        }
        if (text.isEmpty()) {
            state.set(State.WARNING, Messages.Run_note_empty);
            words.setFocus();
            return;
        }
        String attendee = who.getSelectionIndex() <= 0 ? "" : roster.get(who.getSelectionIndex() - 1).id();
        Note note = Note.of(session.id(), of, attendee, page() == null ? "" : page().part().id(), text);
        words.setText("");
        School.deliver(this, School.get().change(store -> store.save(note)), done -> {
            // what listens shows it
        }, sentence -> {
            words.setText(text);
            fail(sentence);
        });
    }

    private void settle() {
        Note note = selected();
        if (note != null) {
            new FormDialog(getShell(), Messages.Run_settle_title, note.text(),
                    List.of(new FormDialog.Field("answer", Messages.Run_answer, note.answer(), true)), texts -> {
                        School.deliver(this, School.get().change(store -> store.change(note, note.answered(texts.getFirst()))),
                                done -> {
                                    // what listens shows it
                                }, this::fail);
                        return null;
                    }).open();
        }
    }

    private void ticket() {
        Note note = selected();
        if (note == null) {
            return;
        }
        if (note.ticket() > 0) {
            Services.with(TicketOpener.class, opener -> opener.open(note.ticket()));
            return;
        }
        ticket.setEnabled(false);
        Optional<Attendee> about = roster.stream().filter(each -> each.id().equals(note.attendee())).findFirst();
        String part = deck.pages().stream().filter(page -> page.part().id().equals(note.part())).findFirst()
                .map(page -> page.part().title()).orElse("");
        School.deliver(this, StuckTicket.make(session, note, about, part,
                about.flatMap(each -> Practice.get().standing(each.id()))),
                number -> state.set(State.OK, NLS.bind(Messages.Run_ticket_made, number)), sentence -> {
                    enable();
                    fail(sentence);
                });
    }
}
