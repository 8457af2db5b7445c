package org.mailmend.knowledge.ui.internal.own;

import java.util.List;
import java.util.Locale;

import org.eclipse.core.runtime.ILog;
import org.eclipse.core.runtime.IProgressMonitor;
import org.eclipse.core.runtime.Status;
import org.eclipse.core.runtime.jobs.Job;
import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.jface.layout.GridLayoutFactory;
import org.eclipse.osgi.util.NLS;
import org.eclipse.swt.SWT;
import org.eclipse.swt.custom.Bullet;
import org.eclipse.swt.custom.SashForm;
import org.eclipse.swt.custom.ST;
import org.eclipse.swt.custom.StyleRange;
import org.eclipse.swt.custom.StyledText;
import org.eclipse.swt.graphics.GlyphMetrics;
import org.eclipse.swt.layout.FillLayout;
import org.eclipse.swt.widgets.Button;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.Table;
import org.eclipse.swt.widgets.TableColumn;
import org.eclipse.swt.widgets.TableItem;
import org.mailmend.knowledge.Problem;
import org.mailmend.knowledge.own.OwnKnowledge;
import org.mailmend.knowledge.render.Page;
import org.mailmend.knowledge.ui.internal.Shelf;
import org.mailmend.knowledge.ui.internal.Words;
import org.mailmend.knowledge.ui.internal.article.Preview;
import org.mailmend.workbench.Icons;
import org.mailmend.workbench.Palette;
import org.mailmend.workbench.State;
import org.mailmend.workbench.StatusLabel;
import org.mailmend.workbench.Theme;
import org.mailmend.workbench.UiThread;
import org.mailmend.workbench.Widgets;

/** A knowledge file as a text, its mistakes below it, and beside it the page that it makes. */
public final class SourcePane extends Composite {
    /** The family of the jobs that check a text. */
    public static final Object FAMILY = SourcePane.class;

    private static final int PAUSE = 400;
    private static final int SASH = 4;
    /** Width of the numbers of lines, in pixels. */
    private static final int NUMBERS = 44;

    /** What the buttons do. */
    interface Actions {
        void save();

        void other();

        void revert();

        void page();
    }

    private final String path;
    private final StyledText field;
    private final Edits edits;
    private final StatusLabel verdict;
    private final Table problems;
    private final Label remedy;
    private final Preview preview;
    private final Label previewNote;
    private final Button save;
    private final Button revert;
    private final UiThread ui = UiThread.of(this);
    private int version;

    SourcePane(Composite parent, String path, Actions actions, Runnable modified) {
        super(parent, SWT.NONE);
        Widgets.surface(this);
        this.path = path;
        GridLayoutFactory.fillDefaults().spacing(0, 8).extendedMargins(0, 0, 8, 0).applyTo(this);
        Composite top = new Composite(this, SWT.NONE);
        GridLayoutFactory.fillDefaults().numColumns(4).extendedMargins(12, 12, 4, 0).spacing(8, 4).applyTo(top);
        GridDataFactory.fillDefaults().grab(true, false).applyTo(top);
        // Beside the buttons a long path would be cut in a small window.
        Label name = new Label(top, SWT.WRAP);
        name.setText(path);
        name.setToolTipText(Shelf.folder().resolve(path).toString());
        GridDataFactory.fillDefaults().span(4, 1).grab(true, false).hint(80, SWT.DEFAULT).applyTo(name);
        save = button(top, "save", Messages.Source_save, actions::save);
        button(top, "other", Messages.Source_other, actions::other).setEnabled(path.startsWith("articles/"));
        button(top, "showPage", Messages.Source_page, actions::page);
        revert = button(top, "revert", Messages.Source_revert, actions::revert);

        SashForm sash = new SashForm(this, SWT.HORIZONTAL);
        sash.setSashWidth(SASH);
        GridDataFactory.fillDefaults().grab(true, true).applyTo(sash);
        SashForm left = new SashForm(sash, SWT.VERTICAL);
        left.setSashWidth(SASH);
        field = Widgets.id(new StyledText(left, SWT.MULTI | SWT.V_SCROLL | SWT.H_SCROLL | SWT.WRAP), "source");
        field.setFont(Widgets.monospacedFont());
        field.setMargins(8, 8, 8, 8);
        field.setAlwaysShowScrollBars(false);
        Widgets.accessibleName(field, NLS.bind(Messages.Source_name, path));
        edits = new Edits(field);
        Composite below = new Composite(left, SWT.NONE);
        GridLayoutFactory.fillDefaults().margins(12, 8).spacing(0, 8).applyTo(below);
        verdict = Widgets.id(new StatusLabel(below), "verdict");
        GridDataFactory.fillDefaults().grab(true, false).applyTo(verdict);
        problems = Widgets.id(new Table(below, SWT.SINGLE | SWT.FULL_SELECTION), "problems");
        Widgets.accessibleName(problems, Messages.Source_problems);
        new TableColumn(problems, SWT.RIGHT);
        new TableColumn(problems, SWT.LEFT);
        GridDataFactory.fillDefaults().grab(true, true).applyTo(problems);
        problems.addListener(SWT.DefaultSelection, event -> goTo((Problem) event.item.getData()));
        problems.addListener(SWT.Selection, event -> {
            goTo((Problem) event.item.getData());
            explain();
        });
        remedy = Widgets.id(new Label(below, SWT.WRAP), "remedy");
        GridDataFactory.fillDefaults().grab(true, false).hint(80, SWT.DEFAULT).applyTo(remedy);

        Composite right = Widgets.surface(new Composite(sash, SWT.NONE));
        GridLayoutFactory.fillDefaults().spacing(0, 0).applyTo(right);
        previewNote = new Label(right, SWT.WRAP);
        GridDataFactory.fillDefaults().grab(true, false).indent(24, 4).hint(80, SWT.DEFAULT).applyTo(previewNote);
        Composite holder = Widgets.surface(new Composite(right, SWT.NONE));
        holder.setLayout(new FillLayout());
        GridDataFactory.fillDefaults().grab(true, true).applyTo(holder);
        preview = new Preview(holder);
        sash.setWeights(55, 45);
        left.setWeights(70, 30);

        field.addListener(SWT.Modify, event -> {
            modified.run();
            number();
            checkSoon();
        });
        Theme.onChange(this, this::paint);
        paint();
    }

    private static Button button(Composite parent, String id, String text, Runnable action) {
        Button button = Widgets.id(new Button(parent, SWT.PUSH), id);
        button.setText(text);
        button.addListener(SWT.Selection, event -> action.run());
        return button;
    }

    private void paint() {
        field.setBackground(Palette.current().raised());
        field.setForeground(Palette.current().text());
        previewNote.setForeground(Palette.current().dim());
        number();
    }

    /** The lines have numbers, as mistakes name them. */
    private void number() {
        StyleRange style = new StyleRange();
        style.foreground = Palette.current().dim();
        style.metrics = new GlyphMetrics(0, 0, NUMBERS);
        field.setWrapIndent(NUMBERS);
        int lines = field.getLineCount();
        field.setLineBullet(0, lines, null);
        field.setLineBullet(0, lines, new Bullet(ST.BULLET_NUMBER, style));
    }

    // --- the text

    void text(String text) {
        field.setText(text.replace("\r\n", "\n"));
        edits.clear();
        check();
    }

    String text() {
        String text = field.getText().replace("\r\n", "\n");
        return text.isEmpty() || text.endsWith("\n") ? text : text + "\n";
    }

    Edits edits() {
        return edits;
    }

    StyledText field() {
        return field;
    }

    /** Says whether there is something to save. */
    void canSave(boolean can) {
        save.setEnabled(can);
    }

    /** Says whether there is something to go back to. */
    void canRevert(boolean can, boolean replaces) {
        revert.setEnabled(can);
        revert.setText(replaces ? Messages.Source_revert : Messages.Source_delete);
        revert.getParent().layout();
    }

    /** Puts the caret at a line, counted from 1. */
    void line(int line) {
        if (line > 0 && line <= field.getLineCount()) {
            int start = field.getOffsetAtLine(line - 1);
            field.setSelection(start, start + field.getLine(line - 1).length());
            field.showSelection();
        }
    }

    private void goTo(Problem problem) {
        line(problem.line());
        if (problem.line() > 0) {
            field.setFocus();
        }
    }

    // --- what becomes of it

    private void checkSoon() {
        int asked = ++version;
        getDisplay().timerExec(PAUSE, () -> {
            if (!isDisposed() && asked == version) {
                check();
            }
        });
    }

    private void check() {
        int asked = ++version;
        String text = text();
        OwnKnowledge own = Own.knowledge();
        Job.createSystem(Messages.Source_checking, (IProgressMonitor monitor) -> {
            try {
                List<Problem> found = own.problems(path, text);
                Page page = page(own, text);
                ui.execute(() -> show(asked, found, page));
            } catch (RuntimeException e) {
                // what a text in the midst of being typed may provoke
                ILog.of(SourcePane.class).error("A knowledge file could not be checked", e);
                ui.execute(() -> verdict.set(State.UNTESTED, Messages.Source_notChecked));
            }
            return Status.OK_STATUS;
        }).schedule();
    }

    /** The page that the text makes; null when mistakes leave it out, or when the file holds no page. */
    private Page page(OwnKnowledge own, String text) {
        String id = path.substring(path.lastIndexOf('/') + 1).replaceFirst("\\.md$", "");
        if (path.matches("clients/[^/]+")) {
            return own.preview(id, text).map(client -> Page.of(client, Words.locale())).orElse(null);
        }
        return path.startsWith("articles/")
                ? own.preview(id, path.startsWith("articles/ja/") ? Locale.JAPANESE : Locale.ENGLISH, text).map(Page::of)
                        .orElse(null)
                : null;
    }

    private void show(int asked, List<Problem> found, Page page) {
        if (asked != version) {
            return;
        }
        int count = found.size();
        verdict.set(count == 0 ? State.OK : State.FAULT,
                count == 0 ? Messages.Source_good
                        : count == 1 ? Messages.Source_oneMistake
                                : NLS.bind(Messages.Source_mistakes, count));
        verdict.getParent().layout(true, true);
        problems.setRedraw(false);
        problems.removeAll();
        for (Problem problem : found) {
            TableItem item = new TableItem(problems, SWT.NONE);
            String words = problem.text(Words.locale());
            String place = (problem.line() > 0 ? problem.file() + ":" + problem.line() : problem.file()) + ": ";
            item.setText(new String[] {problem.line() > 0 ? NLS.bind(Messages.Source_line, problem.line()) : "",
                    words.startsWith(place) ? words.substring(place.length()) : words});
            item.setImage(0, Icons.of(State.FAULT));
            item.setData(problem);
        }
        for (TableColumn column : problems.getColumns()) {
            column.pack();
        }
        problems.setRedraw(true);
        problems.setSelection(count == 0 ? -1 : 0);
        explain();
        if (page != null) {
            preview.show(page);
        }
        previewNote.setText(page != null ? Messages.Source_preview
                : preview.isEmpty() ? Messages.Source_noPreview : Messages.Source_oldPreview);
        previewNote.requestLayout();
    }

    /** Says in full what is wrong at the selected place, and how to put it right. */
    private void explain() {
        int selected = problems.getSelectionIndex();
        remedy.setText(selected < 0 ? "" : problems.getItem(selected).getText(1).replace("&", "&&"));
        remedy.getParent().layout(true, true);
    }

    /** How many mistakes the text has, as far as it was checked. */
    int mistakes() {
        return problems.getItemCount();
    }

    @Override
    public boolean setFocus() {
        return field.setFocus();
    }

}
