package org.mailmend.training.ui.internal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.jface.layout.GridLayoutFactory;
import org.eclipse.osgi.util.NLS;
import org.eclipse.swt.SWT;
import org.eclipse.swt.custom.SashForm;
import org.eclipse.swt.custom.StyledText;
import org.eclipse.swt.widgets.Button;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.FileDialog;
import org.eclipse.swt.widgets.Menu;
import org.eclipse.swt.widgets.Table;
import org.eclipse.swt.widgets.TableColumn;
import org.eclipse.swt.widgets.TableItem;
import org.mailmend.tickets.ui.Desk;
import org.mailmend.tickets.ui.Language;
import org.mailmend.training.Session;
import org.mailmend.training.course.Course;
import org.mailmend.training.ui.TrainingPlace;
import org.mailmend.workbench.FormDialog;
import org.mailmend.workbench.Parts;
import org.mailmend.workbench.Prose;
import org.mailmend.workbench.State;
import org.mailmend.workbench.StatusLabel;
import org.mailmend.workbench.Theme;
import org.mailmend.workbench.Widgets;

/** All courses, what the selected one teaches, and the text of one's own. */
final class CoursesPane extends Composite {
    private static final int NARROW = 620;
    private static final int BIGGEST = 1 << 20;
    private static final Pattern ID = Pattern.compile("(?m)^id:\\s*(\\S+)\\s*$");
    private static final Pattern LANGUAGE = Pattern.compile("(?m)^language:\\s*(en|ja)\\s*$");
    private static final Pattern GOOD_ID = Pattern.compile("[a-z0-9]+(-[a-z0-9]+)*");

    private final Table list;
    private final Button plan;
    private final Button copy;
    private final Button edit;
    private final Button export;
    private final Button delete;
    private final StatusLabel notice;
    private final StyledText page;
    private final SashForm right;
    private final CourseEditor editor;
    private Library library;
    private List<Course> courses = List.of();
    private Course current;
    private boolean editing;
    private String wanted = "";

    CoursesPane(Composite parent) {
        super(parent, SWT.NONE);
        Widgets.surface(this);
        GridLayoutFactory.fillDefaults().margins(8, 8).spacing(8, 8).applyTo(this);
        Composite row = Parts.row(this);
        plan = Parts.push(row, "plan", Messages.Courses_plan, this::plan);
        copy = Parts.push(row, "copy", Messages.Courses_copy, this::copy);
        edit = Widgets.id(new Button(row, SWT.TOGGLE), "edit");
        edit.setText(Messages.Courses_edit);
        edit.addListener(SWT.Selection, event -> edit(edit.getSelection()));
        Parts.push(row, "import", Messages.Courses_import, this::importFile);
        export = Parts.push(row, "export", Messages.Courses_export, this::export);
        delete = Parts.push(row, "delete", Messages.Courses_delete, this::delete);
        Button packs = Widgets.id(new Button(row, SWT.PUSH), "packs");
        packs.setText(Messages.Courses_packs);
        Menu packMenu = packMenu(packs);
        packs.addListener(SWT.Selection, event -> {
            packMenu.setLocation(packs.toDisplay(0, packs.getSize().y));
            packMenu.setVisible(true);
        });
        notice = Parts.status(this, "notice");
        SashForm sash = new SashForm(this, SWT.HORIZONTAL);
        GridDataFactory.fillDefaults().grab(true, true).applyTo(sash);
        list = Parts.painted(Widgets.id(new Table(sash, SWT.FULL_SELECTION | SWT.SINGLE | SWT.BORDER), "courses"));
        list.setHeaderVisible(true);
        Widgets.accessibleName(list, Messages.Courses_list);
        for (String title : List.of(Messages.Courses_course, Messages.Courses_length, Messages.Courses_own)) {
            new TableColumn(list, title.equals(Messages.Courses_length) ? SWT.RIGHT : SWT.LEFT).setText(title);
        }
        list.addListener(SWT.Selection, event -> choose());
        list.addListener(SWT.DefaultSelection, event -> plan());
        right = new SashForm(sash, SWT.HORIZONTAL);
        editor = new CourseEditor(right, this::write);
        page = Widgets.id(Prose.field(right), "page");
        page.setMargins(12, 8, 12, 8);
        right.setMaximizedControl(page);
        sash.setWeights(30, 70);
        sash.addListener(SWT.Resize,
                event -> sash.setOrientation(sash.getClientArea().width < NARROW ? SWT.VERTICAL : SWT.HORIZONTAL));
        Library.onChange(this, this::read);
        Theme.onChange(this, () -> {
            if (current != null) {
                write(current);
            }
        });
        enable();
        Parts.say(notice, State.RUNNING, Messages.Courses_reading);
        read();
    }

    private Menu packMenu(Button owner) {
        CoursePackDialogs packs = new CoursePackDialogs(this, (state, words) -> Parts.say(notice, state, words));
        Menu menu = new Menu(owner);
        Widgets.id(Parts.item(menu, Messages.Pack_import, packs::importPack), "import");
        Widgets.id(Parts.item(menu, Messages.Pack_export, packs::exportPack), "export");
        Widgets.id(Parts.item(menu, Messages.Pack_back, packs::takeBack), "back");
        owner.setMenu(menu);
        return menu;
    }

    void focus() {
        list.setFocus();
    }

    // --- showing

    private void read() {
        School.deliver(this, Library.get(), made -> {
            library = made;
            courses = made.courses().courses(Language.locale());
            if (notice.getVisible() && notice.getText().equals(Messages.Courses_reading)) {
                Parts.say(notice, State.OK, null);
            }
            fill();
        }, words -> Parts.say(notice, State.FAULT, words));
    }

    private void fill() {
        String selected = !wanted.isEmpty() ? wanted : current == null ? "" : current.id();
        wanted = "";
        list.setRedraw(false);
        list.removeAll();
        for (Course course : courses) {
            TableItem item = Widgets.plain(new TableItem(list, SWT.NONE));
            item.setText(new String[] {course.title(), NLS.bind(Messages.Courses_minutes, course.minutes()),
                    course.own() ? Messages.Courses_yours : ""});
            item.setData(course);
            if (course.id().equals(selected)) {
                list.setSelection(item);
            }
        }
        Parts.pack(list, 0);
        if (list.getSelectionIndex() < 0 && list.getItemCount() > 0) {
            list.setSelection(0);
        }
        list.setRedraw(true);
        choose();
    }

    private void choose() {
        Course before = current;
        current = list.getSelectionCount() == 0 ? null : (Course) list.getSelection()[0].getData();
        if (current == null) {
            new Prose(page).paragraph(Messages.Courses_none).show();
        } else if (!current.equals(before)) {
            if (editing && (before == null || !before.id().equals(current.id()))) {
                edit.setSelection(false);
                edit(false);
            }
            write(current);
        }
        enable();
    }

    private void enable() {
        plan.setEnabled(current != null);
        copy.setEnabled(current != null);
        export.setEnabled(current != null);
        edit.setEnabled(current != null && current.own());
        delete.setEnabled(current != null && current.own());
    }

    private void write(Course course) {
        int top = editing ? page.getTopPixel() : 0;
        CourseSheet.write(course, library, page);
        page.setTopPixel(top);
    }

    // --- doing

    private void plan() {
        if (current == null) {
            return;
        }
        Course course = current;
        Instant start = Instant.now().plus(Duration.ofDays(7)).atZone(ZoneId.systemDefault()).truncatedTo(ChronoUnit.DAYS)
                .plusHours(10).toInstant();
        Session session = new Session(UUID.randomUUID().toString(), course.title(), course.id(), course.language(), start,
                ZoneId.systemDefault(), "", "", Desk.get().technician(),
                course.parts().stream().map(part -> new Session.PlannedPart(part.id(), part.minutes())).toList(),
                Session.Status.PLANNED);
        School.deliver(this, School.get().change(Messages.Sessions_do_new, null, store -> {
            store.save(session);
            return back -> back.delete(session.id());
        }), done -> {
            School.get().select(session.id());
            Places.show(TrainingPlace.SESSIONS);
        }, words -> Parts.say(notice, State.FAULT, words));
    }

    private void copy() {
        Course from = current;
        String suggested = free(from.id() + "-2");
        new FormDialog(getShell(), Messages.Courses_copy_title, NLS.bind(Messages.Courses_copy_words, from.title()),
                List.of(new FormDialog.Field("id", Messages.Courses_copy_id, suggested, false)), texts -> {
                    String id = texts.getFirst();
                    if (!GOOD_ID.matcher(id).matches()) {
                        return NLS.bind(Messages.Courses_copy_bad, id);
                    }
                    if (library.courses().course(id, Locale.ENGLISH).isPresent()) {
                        return NLS.bind(Messages.Courses_copy_taken, id);
                    }
                    take(from.language(), id,
                            CompletableFuture.supplyAsync(
                                    () -> library.courses().source(from.id(), from.language()).orElseThrow()),
                            true);
                    return null;
                }).open();
    }

    private String free(String id) {
        String tried = id;
        for (int i = 3; library.courses().course(tried, Locale.ENGLISH).isPresent(); i++) {
            tried = id.substring(0, id.length() - 1) + i;
        }
        return tried;
    }

    /** Makes a course of one's own of a text, and shows it. */
    private void take(Locale language, String id, CompletableFuture<String> text, boolean edited) {
        School.deliver(this, text.thenApplyAsync(source -> {
            String own = ID.matcher(source).replaceFirst(Matcher.quoteReplacement("id: " + id));
            try {
                boolean good = library.courses().preview(id, language, own, new java.util.ArrayList<>()).isPresent();
                OwnCourses.save(id, language, own, good);
                return good;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }), good -> {
            wanted = id;
            Library.readAgain();
            Parts.say(notice, good ? State.OK : State.FAULT,
                    good ? NLS.bind(Messages.Courses_taken, id) : Messages.Courses_broken);
            if (edited) {
                openWhenThere(id);
            }
        }, words -> Parts.say(notice, State.FAULT, words));
    }

    private void openWhenThere(String id) {
        Library.get().whenComplete((made, failure) -> getDisplay().asyncExec(() -> {
            if (!isDisposed() && failure == null) {
                library = made;
                courses = made.courses().courses(Language.locale());
                wanted = id;
                fill();
                if (current != null && current.id().equals(id)) {
                    edit.setSelection(true);
                    edit(true);
                }
            }
        }));
    }

    private void edit(boolean open) {
        editing = open && current != null && current.own();
        edit.setSelection(editing);
        if (!editing) {
            editor.close();
            right.setMaximizedControl(page);
            return;
        }
        Course course = current;
        School.deliver(this, CompletableFuture.supplyAsync(() -> {
            try {
                Optional<String> unfinished = OwnCourses.unfinished(course.id(), course.language());
                return unfinished.orElseGet(() -> library.courses().source(course.id(), course.language()).orElse(""));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }), text -> {
            if (editing && current != null && current.id().equals(course.id())) {
                right.setMaximizedControl(null);
                right.setWeights(55, 45);
                editor.edit(course.id(), course.language(), text);
            }
        }, words -> Parts.say(notice, State.FAULT, words));
    }

    private void importFile() {
        FileDialog dialog = new FileDialog(getShell(), SWT.OPEN);
        dialog.setFilterExtensions(new String[] {"*.md", "*.*"});
        String chosen = dialog.open();
        if (chosen != null) {
            importFile(Path.of(chosen));
        }
    }

    /** Takes a file in as a course of one's own; one with the same id is asked about by its name. */
    void importFile(Path file) {
        School.deliver(this, CompletableFuture.supplyAsync(() -> {
            try {
                if (Files.size(file) > BIGGEST) {
                    throw new IOException(NLS.bind(Messages.Courses_big, file.getFileName()));
                }
                return Files.readString(file);
            } catch (java.nio.charset.CharacterCodingException e) {
                throw new UncheckedIOException(new IOException(NLS.bind(Messages.Courses_encoding, file.getFileName()), e));
            } catch (java.nio.file.NoSuchFileException e) {
                throw new UncheckedIOException(new IOException(NLS.bind(Messages.Courses_missing, file), e));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }), text -> {
            Matcher id = ID.matcher(text);
            Matcher language = LANGUAGE.matcher(text);
            if (!id.find() || !language.find() || !GOOD_ID.matcher(id.group(1)).matches()) {
                Parts.say(notice, State.FAULT, NLS.bind(Messages.Courses_no_course, file.getFileName()));
                return;
            }
            boolean known = library.courses().course(id.group(1), Locale.ENGLISH).isPresent();
            String own = known ? free(id.group(1) + "-2") : id.group(1);
            take(Locale.of(language.group(1)), own, CompletableFuture.completedFuture(text), false);
        }, words -> Parts.say(notice, State.FAULT, words));
    }

    private void export() {
        FileDialog dialog = new FileDialog(getShell(), SWT.SAVE);
        dialog.setOverwrite(true);
        dialog.setFileName(current.id() + ".md");
        String chosen = dialog.open();
        if (chosen != null) {
            export(Path.of(chosen));
        }
    }

    void export(Path file) {
        Course course = current;
        School.deliver(this, CompletableFuture.supplyAsync(() -> {
            try {
                Files.writeString(file, library.courses().source(course.id(), course.language()).orElseThrow());
                return NLS.bind(Messages.Saved_file, file);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }), words -> Parts.say(notice, State.OK, words), words -> Parts.say(notice, State.FAULT, words));
    }

    private void delete() {
        Course course = current;
        edit(false);
        School.deliver(this, CompletableFuture.supplyAsync(() -> {
            try {
                return OwnCourses.delete(course.id(), course.language());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }), text -> {
            School.deliver(this, School.get().change(Messages.Courses_do_delete, null, store -> back -> {
                try {
                    OwnCourses.save(course.id(), course.language(), text, true);
                    Library.readAgain();
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }), done -> {
                Library.readAgain();
                Parts.say(notice, State.OK, NLS.bind(Messages.Courses_deleted, course.title()));
            }, words -> Parts.say(notice, State.FAULT, words));
        }, words -> Parts.say(notice, State.FAULT, words));
    }

    void undo() {
        School.deliver(this, School.get().undo(), words -> Parts.say(notice, State.OK,
                words.isEmpty() ? Messages.Undo_nothing : NLS.bind(Messages.Undo_done, words)),
                words -> Parts.say(notice, State.FAULT, words));
    }
}
