package org.mailmend.training.ui.internal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;

import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.jface.layout.GridLayoutFactory;
import org.eclipse.osgi.util.NLS;
import org.eclipse.swt.SWT;
import org.eclipse.swt.custom.SashForm;
import org.eclipse.swt.program.Program;
import org.eclipse.swt.widgets.Combo;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.FileDialog;
import org.eclipse.swt.widgets.Text;
import org.mailmend.training.Attendee;
import org.mailmend.training.Session;
import org.mailmend.training.course.Course;
import org.mailmend.training.plan.Invitation;
import org.mailmend.training.plan.PlanProposal;
import org.mailmend.workbench.Parts;
import org.mailmend.workbench.State;
import org.mailmend.workbench.StatusLabel;
import org.mailmend.workbench.Widgets;

/** A session: when, where, with whom and what. Everything is saved by itself, a moment after it was typed. */
final class SessionEditor extends Composite {
    /** After this, what was typed is being saved, in milliseconds. */
    private static final int PAUSE = 600;
    private static final List<Locale> LANGUAGES = List.of(Locale.ENGLISH, Locale.JAPANESE);

    private final Text title;
    private final Combo course;
    private final Combo language;
    private final Text date;
    private final Text time;
    private final Combo zone;
    private final Text place;
    private final Text link;
    private final Text trainer;
    private final StatusLabel problem;
    private final PlanPart plan;
    private final RosterPart roster;
    private List<Course> courses = List.of();
    private Library library;
    private Session session;
    private String shownId = "";
    private boolean filling;
    private boolean dirty;
    private boolean claimed;
    private int typed;
    /** Changes that are on their way to the disk: what was read meanwhile is older than what is shown. */
    private int underway;

    SessionEditor(Composite parent) {
        super(parent, SWT.NONE);
        Widgets.surface(this);
        GridLayoutFactory.fillDefaults().margins(8, 0).spacing(0, 8).applyTo(this);
        Composite grid = Widgets.surface(new Composite(this, SWT.NONE));
        GridLayoutFactory.fillDefaults().numColumns(4).spacing(8, 6).applyTo(grid);
        GridDataFactory.fillDefaults().grab(true, false).applyTo(grid);
        title = field(grid, "title", Messages.Session_title);
        GridDataFactory.fillDefaults().span(3, 1).grab(true, false).hint(160, SWT.DEFAULT).applyTo(title);
        Parts.label(grid, Messages.Session_course);
        course = Parts.combo(grid, "course", Messages.Session_course, this::chooseCourse);
        GridDataFactory.fillDefaults().grab(true, false).hint(140, SWT.DEFAULT).applyTo(course);
        Parts.label(grid, Messages.Session_language);
        language = Parts.combo(grid, "language", Messages.Session_language, this::changed, "English", "日本語");
        GridDataFactory.fillDefaults().grab(true, false).hint(100, SWT.DEFAULT).applyTo(language);
        date = field(grid, "date", Messages.Session_date);
        date.setMessage("2026-12-01");
        time = field(grid, "time", Messages.Session_time);
        time.setMessage("10:00");
        Parts.label(grid, Messages.Session_zone);
        zone = Widgets.id(new Combo(grid, SWT.DROP_DOWN), "zone");
        zone.setItems(new TreeSet<>(ZoneId.getAvailableZoneIds()).stream()
                .filter(id -> id.contains("/") && !id.startsWith("Etc/") && !id.startsWith("SystemV/")).toArray(String[]::new));
        zone.setVisibleItemCount(16);
        Widgets.accessibleName(zone, Messages.Session_zone);
        GridDataFactory.fillDefaults().grab(true, false).hint(140, SWT.DEFAULT).applyTo(zone);
        zone.addListener(SWT.Modify, event -> typed());
        zone.addListener(SWT.FocusOut, event -> flush());
        trainer = field(grid, "trainer", Messages.Session_trainer);
        place = field(grid, "place", Messages.Session_place);
        link = field(grid, "link", Messages.Session_link);
        Composite invitation = Parts.row(this);
        Parts.push(invitation, "invite.save", Messages.Session_invite_save, this::saveInvitation);
        Parts.push(invitation, "invite.mail", Messages.Session_invite_mail, this::mailInvitation);
        problem = Parts.status(this, "session.problem");
        SashForm tables = new SashForm(this, SWT.HORIZONTAL);
        GridDataFactory.fillDefaults().grab(true, true).applyTo(tables);
        plan = new PlanPart(tables, this);
        roster = new RosterPart(tables, this);
        tables.setWeights(46, 54);
        addListener(SWT.Dispose, event -> flush());
        Library.onChange(this, this::readLibrary);
        readLibrary();
    }

    private Text field(Composite grid, String id, String words) {
        Text text = Parts.text(grid, id, words, SWT.NONE);
        text.addListener(SWT.Modify, event -> typed());
        text.addListener(SWT.FocusOut, event -> flush());
        return text;
    }

    private void readLibrary() {
        School.deliver(this, Library.get(), read -> {
            library = read;
            if (session != null) {
                show();
            }
        }, words -> Parts.say(problem, State.FAULT, words));
    }

    // --- showing

    /** Edits a session; what is being typed into the same one stays. */
    void edit(Session wanted) {
        boolean other = !wanted.id().equals(shownId);
        if ((dirty || underway > 0) && !other) {
            return;
        }
        session = wanted;
        shownId = wanted.id();
        if (other) {
            roster.show(wanted.id(), List.of());
        }
        show();
        readRoster();
        if (claimed) {
            claimed = false;
            title.setFocus();
            title.selectAll();
        }
    }

    private void readRoster() {
        String id = session.id();
        School.deliver(this, School.get().ask(store -> store.roster(id)), read -> {
            if (session.id().equals(id) && underway == 0) {
                roster.show(id, read);
                plan.people(read);
            }
        }, words -> Parts.say(problem, State.FAULT, words));
    }

    /** Puts the focus on the title of the session that is shown next. */
    void claimFocus() {
        claimed = true;
    }

    private void show() {
        filling = true;
        set(title, session.title());
        ZonedDateTime start = session.start().atZone(session.zone());
        set(date, start.toLocalDate().toString());
        set(time, Words.clock(session.start(), session.zone()));
        if (!zone.getText().equals(session.zone().getId())) {
            zone.setText(session.zone().getId());
        }
        set(place, session.place());
        set(link, session.link());
        set(trainer, session.trainer());
        language.select(Math.max(0, LANGUAGES.indexOf(session.language())));
        showCourses();
        filling = false;
        Parts.say(problem, State.OK, null);
        plan.show(session, library);
        roster.library(library, session);
    }

    private static void set(Text field, String text) {
        if (!field.getText().equals(text)) {
            field.setText(text);
        }
    }

    private void showCourses() {
        courses = library == null ? List.of() : library.courses().courses(session.language());
        List<String> titles = new ArrayList<>();
        titles.add(Messages.Session_course_none);
        int selected = 0;
        for (Course each : courses) {
            titles.add(each.title());
            if (each.id().equals(session.course())) {
                selected = titles.size() - 1;
            }
        }
        if (selected == 0 && !session.course().isEmpty()) {
            titles.add(session.course());
            selected = titles.size() - 1;
        }
        if (!List.of(course.getItems()).equals(titles)) {
            course.setItems(titles.toArray(String[]::new));
            course.setVisibleItemCount(Math.min(20, titles.size()));
        }
        course.select(selected);
    }

    // --- what the user changes

    private void typed() {
        if (filling || session == null) {
            return;
        }
        dirty = true;
        int now = ++typed;
        getDisplay().timerExec(PAUSE, () -> {
            if (!isDisposed() && now == typed) {
                flush();
            }
        });
    }

    /** Saves at once what was typed. */
    void flush() {
        if (dirty && session != null) {
            changed();
        }
    }

    private void changed() {
        if (filling || session == null) {
            return;
        }
        dirty = false;
        String wrong = null;
        LocalDate day = session.start().atZone(session.zone()).toLocalDate();
        LocalTime clock = session.start().atZone(session.zone()).toLocalTime();
        ZoneId there = session.zone();
        Optional<LocalDate> newDay = Words.day(date.getText());
        Optional<LocalTime> newClock = Words.time(time.getText());
        if (newDay.isEmpty()) {
            wrong = NLS.bind(Messages.Session_date_bad, date.getText());
        }
        if (newClock.isEmpty()) {
            wrong = NLS.bind(Messages.Session_time_bad, time.getText());
        }
        try {
            there = ZoneId.of(zone.getText().strip());
        } catch (DateTimeException e) {
            wrong = NLS.bind(Messages.Session_zone_bad, zone.getText());
        }
        if (title.getText().isBlank()) {
            wrong = Messages.Session_title_missing;
        }
        if (!link.getText().isBlank() && !link.getText().strip().matches("(?i)https?://\\S+")) {
            wrong = NLS.bind(Messages.Session_link_bad, link.getText().strip());
        }
        Instant start = newDay.orElse(day).atTime(newClock.orElse(clock)).atZone(there).toInstant();
        save(new Session(session.id(), title.getText().isBlank() ? session.title() : title.getText().strip(), session.course(),
                LANGUAGES.get(Math.max(0, language.getSelectionIndex())), start, there, place.getText().strip(),
                link.getText().strip(), trainer.getText().strip(), session.plan(), session.status()), Messages.Session_do_edit,
                "fields");
        if (!isDisposed()) {
            Parts.say(problem, State.FAULT, wrong);
        }
    }

    private void chooseCourse() {
        int index = course.getSelectionIndex();
        if (filling || session == null || index < 0) {
            return;
        }
        flush();
        Optional<Course> chosen = index == 0 || index > courses.size() ? Optional.empty() : Optional.of(courses.get(index - 1));
        String id = chosen.map(Course::id).orElse("");
        if (id.equals(session.course())) {
            return;
        }
        // a title that nobody has given yet is that of the course
        boolean untitled = session.title().equals(Messages.Sessions_new_title)
                || courses.stream().anyMatch(each -> each.title().equals(session.title()));
        List<Session.PlannedPart> parts = chosen.map(each -> each.parts().stream()
                .map(part -> new Session.PlannedPart(part.id(), part.minutes())).toList()).orElse(List.of());
        save(new Session(session.id(), untitled && chosen.isPresent() ? chosen.get().title() : session.title(), id,
                session.language(), session.start(), session.zone(), session.place(), session.link(), session.trainer(), parts,
                session.status()), Messages.Session_do_course, null);
    }

    /** Saves a changed session in the background, and shows it at once. */
    void save(Session changed, String words, String together) {
        Session before = session;
        if (changed.equals(before)) {
            return;
        }
        session = changed;
        boolean gone = isDisposed() || title.isDisposed();
        CompletableFuture<Void> saved = School.get().change(words,
                together == null ? null : together + changed.id(), store -> {
                    store.change(before, changed);
                    return back -> back.change(changed, before);
                });
        if (!gone) {
            deliver(saved);
            show();
        }
    }

    /** Changes the roster in the background. */
    void saveRoster(List<Attendee> before, List<Attendee> after, String words) {
        deliver(School.get().change(words, null, store -> {
            replace(store, before, after);
            return back -> replace(back, after, before);
        }));
        plan.people(after);
    }

    /** What listens shows the change, once nothing newer is on its way. */
    private void deliver(CompletableFuture<Void> saved) {
        underway++;
        School.deliver(this, saved, done -> ended(), failed -> {
            ended();
            Parts.say(problem, State.FAULT, failed);
        });
    }

    private void ended() {
        underway--;
        if (underway == 0) {
            School.get().changed();
        }
    }

    private static void replace(org.mailmend.training.SessionStore store, List<Attendee> before, List<Attendee> after) {
        before.stream().filter(old -> after.stream().noneMatch(kept -> kept.id().equals(old.id()))).forEach(store::forget);
        List<Attendee> fresh = new ArrayList<>();
        for (Attendee each : after) {
            Attendee old = before.stream().filter(known -> known.id().equals(each.id())).findFirst().orElse(null);
            if (old == null) {
                fresh.add(each);
            } else {
                store.change(old, each);
            }
        }
        store.save(fresh);
    }

    // --- the invitation

    private void saveInvitation() {
        flush();
        FileDialog dialog = new FileDialog(getShell(), SWT.SAVE);
        dialog.setOverwrite(true);
        dialog.setFileName("mailmend-" + Words.day(date.getText()).map(LocalDate::toString).orElse("session") + ".ics");
        String chosen = dialog.open();
        if (chosen != null) {
            saveInvitation(Path.of(chosen));
        }
    }

    /** Saves the invitation as a file for calendars. */
    void saveInvitation(Path file) {
        Session of = session;
        School.deliver(this, Library.get().thenApplyAsync(read -> {
            try {
                Files.write(file, Invitation.calendar(of, read.course(of).orElse(null), Instant.now()));
                return NLS.bind(Messages.Saved_file, file);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }), words -> Parts.say(problem, State.OK, words), words -> Parts.say(problem, State.FAULT, words));
    }

    /** Opens the system's mail program with the invitation; the addresses are in Bcc, so that nobody learns those of the others. */
    private void mailInvitation() {
        flush();
        List<String> to = roster.mails();
        if (to.isEmpty()) {
            Parts.say(problem, State.WARNING, Messages.Session_invite_nobody);
            return;
        }
        String when = Words.dayAndTime(session.start(), session.zone()) + " – "
                + Words.clock(PlanProposal.end(session), session.zone()) + " (" + session.zone().getId() + ")";
        String body = NLS.bind(Messages.Session_invite_body,
                new Object[] {session.title(), when, session.place().isEmpty() ? "–" : session.place(),
                        session.link().isEmpty() ? "–" : session.link(), session.trainer()});
        String address = "mailto:?bcc=" + to.stream().map(SessionEditor::encoded).collect(Collectors.joining(",")) + "&subject="
                + encoded(session.title()) + "&body=" + encoded(body.replace("\n", "\r\n"));
        boolean opened = Program.launch(address);
        Parts.say(problem, opened ? State.OK : State.FAULT, opened ? NLS.bind(Messages.Session_invite_opened, to.size())
                : Messages.Session_invite_failed);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    StatusLabel problem() {
        return problem;
    }

    Session session() {
        return session;
    }
}
