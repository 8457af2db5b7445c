package org.mailmend.training.ui.internal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;

import org.eclipse.core.runtime.ILog;
import org.eclipse.core.runtime.preferences.IEclipsePreferences;
import org.eclipse.core.runtime.preferences.InstanceScope;
import org.eclipse.jface.dialogs.MessageDialog;
import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.jface.layout.GridLayoutFactory;
import org.eclipse.osgi.util.NLS;
import org.eclipse.swt.SWT;
import org.eclipse.swt.custom.SashForm;
import org.eclipse.swt.widgets.Button;
import org.eclipse.swt.widgets.Combo;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.DirectoryDialog;
import org.eclipse.swt.widgets.FileDialog;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.Table;
import org.eclipse.swt.widgets.TableColumn;
import org.eclipse.swt.widgets.TableItem;
import org.eclipse.swt.widgets.Text;
import org.mailmend.knowledge.render.Page;
import org.mailmend.tickets.ui.Language;
import org.mailmend.training.Attendee;
import org.mailmend.training.Note;
import org.mailmend.training.Session;
import org.mailmend.training.course.PracticeGoal;
import org.mailmend.training.results.SessionPapers;
import org.mailmend.training.results.SessionResults;
import org.mailmend.training.results.SessionResults.Person;
import org.mailmend.workbench.Icons;
import org.mailmend.workbench.Parts;
import org.mailmend.workbench.State;
import org.mailmend.workbench.StatusLabel;
import org.mailmend.workbench.Theme;
import org.mailmend.workbench.Widgets;
import org.osgi.service.prefs.BackingStoreException;

/** What came of a session: for each person, part and question; and its papers. */
final class ResultsPane extends Composite {
    private static final String NODE = "org.mailmend.training.ui";
    private static final String HELP = "help";

    /** What can be saved. */
    private enum Paper {
        CERTIFICATES, HANDOUTS, SUMMARY, PEOPLE, QUESTIONS;

        boolean isTable() {
            return this == PEOPLE || this == QUESTIONS;
        }

        boolean isPersonal() {
            return this == CERTIFICATES || this == HANDOUTS;
        }
    }

    private final Locale locale = Language.locale();
    private final Label title;
    private final Combo paper;
    private final Combo who;
    private final Text help;
    private final Button pdf;
    private final Button html;
    private final Button csv;
    private final Button forget;
    private final StatusLabel headline;
    private final StatusLabel notice;
    private final ShareChart parts;
    private final ShareChart questions;
    private final Table people;
    private final Table open;
    private SessionResults results;
    private Library library;

    ResultsPane(Composite parent) {
        super(parent, SWT.NONE);
        Widgets.surface(this);
        GridLayoutFactory.fillDefaults().margins(8, 8).spacing(8, 6).applyTo(this);
        title = Widgets.id(new Label(this, SWT.WRAP), "results.title");
        title.setFont(Widgets.headingFont());
        GridDataFactory.fillDefaults().grab(true, false).hint(160, SWT.DEFAULT).applyTo(title);
        Composite row = Parts.row(this);
        paper = Parts.combo(row, "paper", Messages.Results_paper, this::enable, Messages.Results_certificates,
                Messages.Results_handouts, Messages.Results_summary, Messages.Results_people_table,
                Messages.Results_questions_table);
        who = Parts.combo(row, "who", Messages.Results_who, () -> {
        }, Messages.Results_everybody);
        pdf = Parts.push(row, "pdf", Messages.Results_pdf, () -> save("pdf"));
        html = Parts.push(row, "html", Messages.Results_html, () -> save("html"));
        csv = Parts.push(row, "csv", Messages.Results_csv, () -> save("csv"));
        forget = Parts.push(row, "forget", Messages.Results_forget, this::forget);
        Composite line = Widgets.surface(new Composite(this, SWT.NONE));
        GridLayoutFactory.fillDefaults().numColumns(2).spacing(8, 0).applyTo(line);
        GridDataFactory.fillDefaults().grab(true, false).applyTo(line);
        help = Parts.text(line, "help", Messages.Results_help, SWT.NONE);
        help.setMessage(Messages.Results_help_hint);
        help.setText(settings().get(HELP, ""));
        help.addListener(SWT.FocusOut, event -> keepHelp());
        headline = Widgets.id(new StatusLabel(this), "headline");
        GridDataFactory.fillDefaults().grab(true, false).hint(160, SWT.DEFAULT).applyTo(headline);
        notice = Parts.status(this, "notice");
        SashForm sash = new SashForm(this, SWT.VERTICAL);
        GridDataFactory.fillDefaults().grab(true, true).applyTo(sash);
        SashForm charts = new SashForm(sash, SWT.HORIZONTAL);
        parts = Widgets.id(new ShareChart(charts, Messages.Results_parts), "parts.chart");
        questions = Widgets.id(new ShareChart(charts, Messages.Results_questions), "questions.chart");
        people = table(sash, "people", Messages.Run_people, Messages.Roster_person, Messages.Run_attendance,
                Messages.Results_quiz, Messages.Results_way, Messages.Results_missing, Messages.Results_state);
        open = table(sash, "open", Messages.Results_open, Messages.Run_kind, Messages.Run_who, Messages.Run_text,
                Messages.Run_ticket_column);
        sash.setWeights(34, 40, 26);
        School.get().onChange(this, this::read);
        Library.onChange(this, this::read);
        Theme.onChange(this, this::show);
        show();
        read();
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

    void focus() {
        people.setFocus();
    }

    private static IEclipsePreferences settings() {
        return InstanceScope.INSTANCE.getNode(NODE);
    }

    private void keepHelp() {
        settings().put(HELP, help.getText().strip());
        try {
            settings().flush();
        } catch (BackingStoreException e) {
            ILog.of(ResultsPane.class).error("Whom to call could not be saved", e);
        }
    }

    // --- showing

    private void read() {
        String id = School.get().selected();
        School.deliver(this, Library.get().thenCompose(read -> School.get().ask(store -> {
            library = read;
            Optional<Session> session = store.session(id).or(() -> store.sessions().stream().findFirst());
            return session.map(each -> SessionResults.of(store, each, read.course(each).orElse(null), read.base()));
        })), read -> {
            results = read.orElse(null);
            show();
        }, words -> headline.set(State.FAULT, words));
    }

    private void show() {
        people.removeAll();
        open.removeAll();
        if (results == null) {
            title.setText(Messages.Run_none);
            headline.set(State.WAITING, Messages.Results_empty);
            parts.show(List.of());
            questions.show(List.of());
            enable();
            return;
        }
        title.setText(results.session().title().replace("&", "&&"));
        headline.set(
                results.people().isEmpty() ? State.WAITING
                        : results.done().size() == results.people().size() ? State.OK : State.WARNING,
                NLS.bind(Messages.Results_headline,
                        new Object[] {results.done().size(), results.people().size(), results.behind().size(),
                                results.absent().size(), results.withPassword().size(), results.open().size()}));
        int present = (int) results.people().stream().filter(Person::attended).count();
        parts.show(results.parts().stream().filter(each -> each.tried() > 0 || each.part().practice() != null
                || !each.part().questions().isEmpty())
                .map(each -> new ShareChart.Share(each.part().title(), each.passed(), Math.max(present, each.tried()))).toList());
        questions.show(results.questions().stream()
                .map(each -> new ShareChart.Share(each.question().text(), each.right(), each.answered())).toList());
        for (Person person : results.people()) {
            TableItem item = Widgets.plain(new TableItem(people, SWT.NONE));
            item.setText(new String[] {name(person), Words.attendance(person.attendee().attendance()),
                    person.answered() == 0 ? "" : person.right() + " / " + person.answered(), person.way().text(locale),
                    person.missing().stream().sorted().map(this::goal).collect(Collectors.joining("; ")),
                    person.done() ? Messages.Results_done
                            : person.attended() ? Messages.Results_behind
                                    : Messages.Results_not_there});
            item.setImage(1, Icons.of(Words.state(person.attendee().attendance())));
            item.setImage(5, Icons.of(person.done() ? State.OK : person.attended() ? State.WARNING : State.SKIPPED));
        }
        Parts.pack(people, 4);
        for (Note note : results.open()) {
            TableItem item = Widgets.plain(new TableItem(open, SWT.NONE));
            item.setText(new String[] {Words.kind(note.kind()),
                    results.people().stream().map(Person::attendee).filter(each -> each.id().equals(note.attendee())).findFirst()
                            .map(Attendee::name).orElse(""),
                    note.text(), note.ticket() > 0 ? NLS.bind(Messages.Run_ticket_number, note.ticket()) : ""});
        }
        Parts.pack(open, 2);
        int selected = Math.max(0, who.getSelectionIndex());
        List<String> names = new ArrayList<>(List.of(Messages.Results_everybody));
        results.people().forEach(person -> names.add(name(person)));
        if (!List.of(who.getItems()).equals(names)) {
            who.setItems(names.toArray(String[]::new));
            who.select(Math.min(selected, names.size() - 1));
        }
        enable();
    }

    private static String name(Person person) {
        return person.attendee().name().isEmpty() ? person.attendee().mail() : person.attendee().name();
    }

    private String goal(PracticeGoal goal) {
        return goal.text(locale);
    }

    private Paper chosen() {
        return Paper.values()[Math.max(0, paper.getSelectionIndex())];
    }

    private void enable() {
        boolean any = results != null && !results.people().isEmpty();
        paper.setEnabled(any);
        who.setEnabled(any && chosen().isPersonal());
        help.setEnabled(any);
        pdf.setEnabled(any && !chosen().isTable());
        html.setEnabled(any && !chosen().isTable());
        csv.setEnabled(any && chosen().isTable());
        forget.setEnabled(any);
    }

    // --- papers

    private void save(String ending) {
        String name = "mailmend-" + chosen().name().toLowerCase(Locale.ROOT);
        String path;
        if (ending.equals("html") && chosen().isPersonal() && who.getSelectionIndex() <= 0) {
            DirectoryDialog dialog = new DirectoryDialog(getShell());
            dialog.setMessage(Messages.Results_folder);
            path = dialog.open();
        } else {
            FileDialog dialog = new FileDialog(getShell(), SWT.SAVE);
            dialog.setOverwrite(true);
            dialog.setFileName(name + "." + ending);
            path = dialog.open();
        }
        if (path != null) {
            write(ending, Path.of(path));
        }
    }

    /** Writes the chosen paper in the background: to a file, or to a folder where there is one for each person. */
    private void write(String ending, Path file) {
        SessionResults of = results;
        Paper wanted = chosen();
        int person = who.getSelectionIndex() - 1;
        String words = help.getText().strip();
        Parts.say(notice, State.RUNNING, NLS.bind(Messages.Results_writing, file.getFileName()));
        School.deliver(this, CompletableFuture.supplyAsync(() -> {
            try {
                return save(new SessionPapers(of, library.base()), of, wanted, person, words, ending, file);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }), done -> Parts.say(notice, State.OK, done), sentence -> Parts.say(notice, State.FAULT, sentence));
    }

    private static String save(SessionPapers papers, SessionResults of, Paper wanted, int person, String help, String ending,
            Path file) throws IOException {
        if (wanted.isTable()) {
            Files.write(file, wanted == Paper.PEOPLE ? papers.csv() : papers.questionsCsv());
            return NLS.bind(Messages.Saved_file, file);
        }
        List<Page> pages = switch (wanted) {
            case CERTIFICATES -> person < 0 ? papers.certificates() : List.of(papers.certificate(of.people().get(person)));
            case HANDOUTS -> person < 0 ? papers.handouts(help) : List.of(papers.handout(of.people().get(person), help));
            default -> List.of(papers.summary());
        };
        if (pages.isEmpty()) {
            throw new IOException(Messages.Results_nobody);
        }
        if (ending.equals("pdf")) {
            SessionPapers.pdf(pages, file);
        } else if (pages.size() == 1 && !Files.isDirectory(file)) {
            Files.writeString(file, SessionPapers.html(pages.getFirst()), StandardCharsets.UTF_8);
        } else {
            int number = 1;
            for (Page page : pages) {
                Files.writeString(file.resolve(wanted.name().toLowerCase(Locale.ROOT) + "-" + number++ + ".html"),
                        SessionPapers.html(page), StandardCharsets.UTF_8);
            }
        }
        return NLS.bind(Messages.Saved_file, file);
    }

    // --- personal data

    private void forget() {
        int selected = people.getSelectionIndex();
        List<Attendee> gone = selected < 0 ? results.people().stream().map(Person::attendee).toList()
                : List.of(results.people().get(selected).attendee());
        String words = selected < 0 ? NLS.bind(Messages.Results_forget_all, gone.size())
                : NLS.bind(Messages.Results_forget_one, name(results.people().get(selected)));
        // it cannot be undone
        if (MessageDialog.open(MessageDialog.CONFIRM, getShell(), Messages.Results_forget_title, words, SWT.NONE,
                Messages.Results_forget_do, Messages.Edit_cancel) != 0) {
            return;
        }
        School.deliver(this, School.get().change(store -> {
            gone.forEach(store::forget);
            School.get().forgetUndo();
            return gone.size();
        }), count -> Parts.say(notice, State.OK, NLS.bind(Messages.Results_forgotten, count)),
                sentence -> Parts.say(notice, State.FAULT, sentence));
    }
}
