package org.mailmend.organisation.ui.internal;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.stream.Collectors;

import org.eclipse.jface.dialogs.Dialog;
import org.eclipse.jface.dialogs.IDialogConstants;
import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.jface.layout.GridLayoutFactory;
import org.eclipse.osgi.util.NLS;
import org.eclipse.swt.SWT;
import org.eclipse.swt.graphics.Point;
import org.eclipse.swt.widgets.Button;
import org.eclipse.swt.widgets.Combo;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.Shell;
import org.eclipse.swt.widgets.Table;
import org.eclipse.swt.widgets.TableColumn;
import org.eclipse.swt.widgets.TableItem;
import org.eclipse.swt.widgets.Text;
import org.mailmend.knowledge.KnowledgeBase;
import org.mailmend.organisation.Classes;
import org.mailmend.organisation.Inventory;
import org.mailmend.organisation.OrganisationException;
import org.mailmend.organisation.Wave;
import org.mailmend.tickets.ui.Language;
import org.mailmend.training.Session;
import org.mailmend.training.SessionStore;
import org.mailmend.training.course.Course;
import org.mailmend.training.course.Courses;
import org.mailmend.workbench.Home;
import org.mailmend.workbench.Parts;
import org.mailmend.workbench.Services;
import org.mailmend.workbench.SessionOpener;
import org.mailmend.workbench.State;
import org.mailmend.workbench.StatusLabel;
import org.mailmend.workbench.Widgets;

/** Makes training sessions for the people of a wave, one for each language that they read. */
final class SessionDialog extends Dialog {
    private static final String BEGINNING = "10:00";

    private final Wave wave;
    private final Consumer<Made> made;
    private final Locale locale = Language.locale();
    private Text name;
    private Combo course;
    private Text day;
    private Text time;
    private Text place;
    private Text link;
    private Table roster;
    private StatusLabel problem;
    private Button open;
    private Read read;

    /** What is known before it is made. */
    private record Read(List<Classes.Roster> rosters, List<Session> there, Courses courses) {
    }

    /**
     * What was made.
     *
     * @param words   the same for people
     * @param session id of the first session
     */
    record Made(String words, String session) {
    }

    /** @param made told, in the UI thread, what was made */
    SessionDialog(Shell shell, Wave wave, Consumer<Made> made) {
        super(shell);
        this.wave = wave;
        this.made = made;
    }

    @Override
    protected void configureShell(Shell shell) {
        super.configureShell(shell);
        shell.setText(NLS.bind(Messages.Ses_title, wave.name()));
    }

    @Override
    protected boolean isResizable() {
        return true;
    }

    @Override
    protected Point getInitialSize() {
        return getShell().computeSize(680, 620);
    }

    @Override
    protected Control createDialogArea(Composite parent) {
        Composite area = (Composite) super.createDialogArea(parent);
        Label words = new Label(area, SWT.WRAP);
        words.setText(Messages.Ses_words);
        GridDataFactory.fillDefaults().grab(true, false).hint(460, SWT.DEFAULT).applyTo(words);
        Composite grid = new Composite(area, SWT.NONE);
        GridLayoutFactory.fillDefaults().numColumns(2).spacing(12, 8).applyTo(grid);
        GridDataFactory.fillDefaults().grab(true, false).applyTo(grid);
        name = Parts.text(grid, "title", Messages.Ses_name, 0);
        name.setText(NLS.bind(Messages.Ses_name_default, wave.name()));
        Parts.label(grid, Messages.Ses_course);
        course = Parts.combo(grid, "course", Messages.Ses_course, () -> {
        }, Messages.Ses_course_none);
        GridDataFactory.fillDefaults().grab(true, false).applyTo(course);
        day = Parts.text(grid, "day", Messages.Ses_day, 0);
        day.setText(wave.starts().toString());
        time = Parts.text(grid, "time", Messages.Ses_time, 0);
        time.setText(BEGINNING);
        place = Parts.text(grid, "place", Messages.Ses_place, 0);
        link = Parts.text(grid, "link", Messages.Ses_link, 0);
        roster = Widgets.id(new Table(area, SWT.FULL_SELECTION | SWT.SINGLE | SWT.BORDER), "roster");
        roster.setHeaderVisible(true);
        Widgets.accessibleName(roster, Messages.Ses_roster);
        GridDataFactory.fillDefaults().grab(true, true).hint(460, 160).applyTo(roster);
        for (String title : List.of(Messages.Ses_roster, Messages.Ann_people, Messages.Ses_language, Messages.Inv_client)) {
            new TableColumn(roster, SWT.LEFT).setText(title);
        }
        problem = Parts.status(area, "problem");
        open = Parts.push(area, "open", Messages.Ses_open, this::openThere);
        GridDataFactory.swtDefaults().exclude(true).applyTo(open);
        open.setVisible(false);
        return area;
    }

    @Override
    protected void createButtonsForButtonBar(Composite parent) {
        Widgets.id(createButton(parent, IDialogConstants.OK_ID, Messages.Ses_do, true), "make").setEnabled(false);
        Widgets.id(createButton(parent, IDialogConstants.CANCEL_ID, Messages.Edit_cancel, false), "cancel");
        House.deliver(getShell(), House.get().snapshot().thenCompose(snapshot -> House.get().ask(open -> {
            Classes classes = classes(open);
            try (SessionStore store = SessionStore.open(open.location())) {
                return new Read(classes.rosters(wave.id(), snapshot.now(), snapshot.items(), snapshot.holds().language()),
                        classes.of(wave.id(), store), Courses.in(Home.directory(), KnowledgeBase.get()));
            }
        })), this::show, words -> Parts.say(problem, State.FAULT, words));
    }

    private static Classes classes(Inventory open) {
        return new Classes(House.plan(open), KnowledgeBase.get());
    }

    private void show(Read found) {
        read = found;
        for (Classes.Roster each : found.rosters()) {
            for (Classes.Pupil pupil : each.pupils()) {
                new TableItem(roster, SWT.NONE).setText(new String[] {pupil.name(), pupil.mail(),
                        each.language().getDisplayLanguage(locale),
                        KnowledgeBase.get().client(pupil.client()).map(c -> c.name().in(locale)).orElse(pupil.client())});
            }
        }
        for (TableColumn column : roster.getColumns()) {
            column.pack();
        }
        found.courses().courses(locale).forEach(each -> course.add(each.title()));
        if (course.getItemCount() > 1) {
            course.select(1);
        }
        course.setVisibleItemCount(Math.min(12, course.getItemCount()));
        getButton(IDialogConstants.OK_ID).setEnabled(!found.rosters().isEmpty());
        Parts.say(problem, State.WARNING, found.rosters().isEmpty() ? Messages.Ses_nobody
                : found.there().isEmpty() ? null
                        : NLS.bind(Messages.Ses_there, found.there().stream().map(Session::title).distinct()
                                .collect(Collectors.joining(", "))));
        Parts.show(open, !found.there().isEmpty());
    }

    /** Shows the next of the sessions that there are, instead of making one. */
    private void openThere() {
        Instant now = Instant.now();
        Session next = read.there().stream().filter(each -> each.start().isAfter(now)).findFirst().orElse(read.there().getLast());
        close();
        Services.with(SessionOpener.class, opener -> opener.open(next.id()));
    }

    private Optional<Course> course(Locale language) {
        int chosen = course.getSelectionIndex();
        return chosen <= 0 ? Optional.empty()
                : read.courses().course(read.courses().courses(locale).get(chosen - 1).id(), language);
    }

    @Override
    protected void okPressed() {
        LocalDate date;
        LocalTime begins;
        String asked = day.getText().strip();
        try {
            date = LocalDate.parse(asked);
            asked = time.getText().strip();
            begins = LocalTime.parse(asked.length() == 4 ? "0" + asked : asked);
        } catch (DateTimeException e) {
            boolean ofDay = asked.equals(day.getText().strip());
            Parts.say(problem, State.FAULT, NLS.bind(ofDay ? Messages.Rev_dueBad : Messages.Ses_time_bad, asked));
            (ofDay ? day : time).setFocus();
            return;
        }
        ZoneId zone = ZoneId.systemDefault();
        List<Classes.Roster> rosters = read.rosters();
        List<Classes.Wanted> wanted;
        try {
            wanted = rosters.stream().map(each -> new Classes.Wanted(name.getText(), course(each.language()),
                    date.atTime(begins).atZone(zone).toInstant(), zone, place.getText(), link.getText(), House.who())).toList();
        } catch (OrganisationException e) {
            Parts.say(problem, State.FAULT, e.text(locale));
            name.setFocus();
            return;
        }
        getButton(IDialogConstants.OK_ID).setEnabled(false);
        CompletableFuture<Made> work = House.get().change(open -> {
            Classes classes = classes(open);
            int people = 0;
            String first = null;
            try (SessionStore store = SessionStore.open(open.location())) {
                for (int i = 0; i < rosters.size(); i++) {
                    Session session = classes.make(wave, rosters.get(i), wanted.get(i), store);
                    first = first == null ? session.id() : first;
                    people += rosters.get(i).pupils().size();
                }
            }
            return new Made(NLS.bind(Messages.Ses_made, rosters.size(), people), first);
        });
        House.deliver(getShell(), work, done -> {
            close();
            made.accept(done);
        }, words -> {
            getButton(IDialogConstants.OK_ID).setEnabled(true);
            Parts.say(problem, State.FAULT, words);
        });
    }
}
