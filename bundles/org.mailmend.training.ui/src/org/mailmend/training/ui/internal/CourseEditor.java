package org.mailmend.training.ui.internal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.jface.layout.GridLayoutFactory;
import org.eclipse.osgi.util.NLS;
import org.eclipse.swt.SWT;
import org.eclipse.swt.custom.Bullet;
import org.eclipse.swt.custom.ST;
import org.eclipse.swt.custom.StyleRange;
import org.eclipse.swt.custom.StyledText;
import org.eclipse.swt.graphics.GlyphMetrics;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Table;
import org.eclipse.swt.widgets.TableColumn;
import org.eclipse.swt.widgets.TableItem;
import org.mailmend.tickets.ui.Language;
import org.mailmend.training.course.Course;
import org.mailmend.training.course.CourseProblem;
import org.mailmend.workbench.Icons;
import org.mailmend.workbench.Palette;
import org.mailmend.workbench.Parts;
import org.mailmend.workbench.State;
import org.mailmend.workbench.StatusLabel;
import org.mailmend.workbench.Theme;
import org.mailmend.workbench.Widgets;

/** The text of a course of one's own, with its mistakes named at their lines. It is saved by itself. */
final class CourseEditor extends Composite {
    private static final int PAUSE = 500;
    private static final int NUMBERS = 40;
    private static final int MOST_UNDONE = 300;

    private final StyledText field;
    private final StatusLabel verdict;
    private final Table problems;
    private final Consumer<Course> preview;
    private final Deque<String> before = new ArrayDeque<>();
    private String settled = "";
    private String id;
    private Locale language;
    private boolean filling;
    private boolean dirty;
    private int version;
    /** One thing after the other: what was typed last is what stands on the disk. */
    private CompletableFuture<Void> saving = CompletableFuture.completedFuture(null);

    /**
     * @param preview told of each course that the text makes
     */
    CourseEditor(Composite parent, Consumer<Course> preview) {
        super(parent, SWT.NONE);
        this.preview = preview;
        Widgets.surface(this);
        GridLayoutFactory.fillDefaults().spacing(0, 6).applyTo(this);
        field = Widgets.id(new StyledText(this, SWT.MULTI | SWT.V_SCROLL | SWT.WRAP | SWT.BORDER), "source");
        field.setFont(Widgets.monospacedFont());
        field.setMargins(6, 6, 6, 6);
        Widgets.accessibleName(field, Messages.Course_source);
        GridDataFactory.fillDefaults().grab(true, true).hint(240, 160).applyTo(field);
        verdict = Widgets.id(new StatusLabel(this), "verdict");
        GridDataFactory.fillDefaults().grab(true, false).hint(160, SWT.DEFAULT).applyTo(verdict);
        problems = Parts.painted(Widgets.id(new Table(this, SWT.SINGLE | SWT.FULL_SELECTION | SWT.BORDER), "problems"));
        Widgets.accessibleName(problems, Messages.Course_problems);
        new TableColumn(problems, SWT.RIGHT);
        new TableColumn(problems, SWT.LEFT);
        GridDataFactory.fillDefaults().grab(true, false).hint(240, 84).applyTo(problems);
        problems.addListener(SWT.Selection, event -> goTo((CourseProblem) event.item.getData(), false));
        problems.addListener(SWT.DefaultSelection, event -> goTo((CourseProblem) event.item.getData(), true));
        field.addListener(SWT.Modify, event -> typed());
        field.addListener(SWT.FocusOut, event -> flush());
        field.addListener(SWT.KeyDown, event -> {
            if (event.stateMask == SWT.MOD1 && (event.keyCode == 'z' || event.keyCode == 'Z')) {
                event.doit = false;
                undo();
            }
        });
        addListener(SWT.Dispose, event -> flush());
        Theme.onChange(this, this::paint);
        paint();
    }

    private void paint() {
        field.setBackground(Palette.current().raised());
        field.setForeground(Palette.current().text());
        number();
    }

    private void number() {
        StyleRange style = new StyleRange();
        style.foreground = Palette.current().dim();
        style.metrics = new GlyphMetrics(0, 0, NUMBERS);
        field.setWrapIndent(NUMBERS);
        int lines = field.getLineCount();
        field.setLineBullet(0, lines, null);
        field.setLineBullet(0, lines, new Bullet(ST.BULLET_NUMBER, style));
    }

    /** Edits the text of a course. */
    void edit(String course, Locale inLanguage, String text) {
        if (course.equals(id) && inLanguage.equals(language)) {
            return;
        }
        flush();
        id = course;
        language = inLanguage;
        before.clear();
        filling = true;
        settled = text.replace("\r\n", "\n");
        field.setText(settled);
        filling = false;
        number();
        check(false);
    }

    /** Edits nothing. */
    void close() {
        flush();
        id = null;
    }

    private void typed() {
        if (filling || id == null) {
            return;
        }
        dirty = true;
        int now = ++version;
        number();
        getDisplay().timerExec(PAUSE, () -> {
            if (!isDisposed() && now == version) {
                flush();
            }
        });
    }

    /** Keeps at once what was typed. */
    private void flush() {
        if (!dirty || id == null) {
            return;
        }
        dirty = false;
        String text = field.getText();
        if (!text.equals(settled)) {
            before.push(settled);
            while (before.size() > MOST_UNDONE) {
                before.removeLast();
            }
            settled = text;
        }
        check(true);
    }

    private void undo() {
        flush();
        if (!before.isEmpty()) {
            int caret = field.getCaretOffset();
            settled = before.pop();
            filling = true;
            field.setText(settled);
            filling = false;
            field.setCaretOffset(Math.min(caret, field.getCharCount()));
            field.showSelection();
            number();
            check(true);
        }
    }

    private record Checked(Optional<Course> course, List<CourseProblem> problems) {
    }

    private void check(boolean save) {
        String text = settled;
        String course = id;
        Locale inLanguage = language;
        boolean gone = field.isDisposed();
        CompletableFuture<Checked> checked = saving.handle((done, failure) -> null).thenCombineAsync(Library.get(),
                (done, library) -> {
                    List<CourseProblem> found = new ArrayList<>();
                    Optional<Course> made = library.courses().preview(course, inLanguage, text, found);
                    if (save) {
                        try {
                            OwnCourses.save(course, inLanguage, text, found.isEmpty() && made.isPresent());
                        } catch (IOException e) {
                            throw new UncheckedIOException(e);
                        }
                        if (found.isEmpty()) {
                            Library.readAgain();
                        }
                    }
                    return new Checked(made, found);
                });
        saving = checked.thenAccept(done -> {
        });
        if (!gone && !isDisposed()) {
            School.deliver(this, checked, result -> {
                if (course.equals(id) && text.equals(settled)) {
                    show(result);
                }
            }, words -> verdict.set(State.FAULT, NLS.bind(Messages.Course_not_saved, words)));
        }
    }

    private void show(Checked checked) {
        problems.removeAll();
        for (CourseProblem problem : checked.problems()) {
            TableItem item = Widgets.plain(new TableItem(problems, SWT.NONE));
            String words = problem.text(Language.locale());
            int colon = words.indexOf(": ");
            item.setText(new String[] {problem.line() > 0 ? NLS.bind(Messages.Course_line, problem.line()) : "",
                    colon < 0 ? words : words.substring(colon + 2)});
            item.setImage(0, Icons.of(State.FAULT));
            item.setData(problem);
        }
        for (TableColumn column : problems.getColumns()) {
            column.pack();
        }
        int count = checked.problems().size();
        verdict.set(count == 0 ? State.OK : State.FAULT,
                count == 0 ? Messages.Course_good : count == 1 ? Messages.Course_bad_one : NLS.bind(Messages.Course_bad, count));
        checked.course().ifPresent(preview);
    }

    private void goTo(CourseProblem problem, boolean focus) {
        if (problem.line() > 0 && problem.line() <= field.getLineCount()) {
            int start = field.getOffsetAtLine(problem.line() - 1);
            field.setSelection(start, start + field.getLine(problem.line() - 1).length());
            field.showSelection();
            if (focus) {
                field.setFocus();
            }
        }
    }
}
