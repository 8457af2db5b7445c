package org.mailmend.training.ui.internal;

import java.util.List;

import org.eclipse.core.runtime.ILog;
import org.eclipse.core.runtime.preferences.IEclipsePreferences;
import org.eclipse.core.runtime.preferences.InstanceScope;
import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.jface.layout.GridLayoutFactory;
import org.eclipse.osgi.util.NLS;
import org.eclipse.swt.SWT;
import org.eclipse.swt.custom.SashForm;
import org.eclipse.swt.widgets.Button;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.Table;
import org.eclipse.swt.widgets.TableColumn;
import org.eclipse.swt.widgets.TableItem;
import org.eclipse.ui.PartInitException;
import org.eclipse.ui.PlatformUI;
import org.mailmend.check.ui.ConnectionTester;
import org.mailmend.tickets.ui.Language;
import org.mailmend.training.course.Case;
import org.mailmend.workbench.ArticleOpener;
import org.mailmend.workbench.Icons;
import org.mailmend.workbench.Parts;
import org.mailmend.workbench.Services;
import org.mailmend.workbench.State;
import org.mailmend.workbench.StatusLabel;
import org.mailmend.workbench.Theme;
import org.mailmend.workbench.Widgets;
import org.osgi.service.prefs.BackingStoreException;

/** Callers to practise on: what they say, hints, what to ask and do, and after that the explanation and the score. */
final class CasesPane extends Composite {
    private static final int NARROW = 620;
    private static final String NODE = "org.mailmend.training.ui/cases";
    private static final int GOOD = 8;

    private final Table list;
    private final StatusLabel notice;
    private final Label total;
    private final Scroller sheet;
    private List<Case> cases = List.of();
    private Library library;
    private Case current;
    private int hints;
    private boolean answered;
    private QuestionBox ask;
    private QuestionBox act;
    private Composite hintArea;
    private Button hint;
    private Button answer;

    CasesPane(Composite parent) {
        super(parent, SWT.NONE);
        Widgets.surface(this);
        GridLayoutFactory.fillDefaults().margins(8, 8).spacing(8, 8).applyTo(this);
        notice = Parts.status(this, "notice");
        SashForm sash = new SashForm(this, SWT.HORIZONTAL);
        GridDataFactory.fillDefaults().grab(true, true).applyTo(sash);
        Composite left = Widgets.surface(new Composite(sash, SWT.NONE));
        GridLayoutFactory.fillDefaults().spacing(0, 6).applyTo(left);
        list = Parts.painted(Widgets.id(new Table(left, SWT.FULL_SELECTION | SWT.SINGLE | SWT.BORDER), "cases"));
        list.setHeaderVisible(true);
        Widgets.accessibleName(list, Messages.Cases_list);
        GridDataFactory.fillDefaults().grab(true, true).hint(200, 120).applyTo(list);
        for (String title : List.of(Messages.Cases_caller, Messages.Cases_level, Messages.Cases_score)) {
            new TableColumn(list, SWT.LEFT).setText(title);
        }
        list.addListener(SWT.Selection, event -> choose());
        total = Widgets.id(new Label(left, SWT.WRAP), "total");
        GridDataFactory.fillDefaults().grab(true, false).hint(120, SWT.DEFAULT).applyTo(total);
        sheet = new Scroller(sash);
        sash.setWeights(32, 68);
        sash.addListener(SWT.Resize,
                event -> sash.setOrientation(sash.getClientArea().width < NARROW ? SWT.VERTICAL : SWT.HORIZONTAL));
        Library.onChange(this, this::read);
        Theme.onChange(this, () -> {
            if (current != null && !answered) {
                show();
            }
        });
        Parts.say(notice, State.RUNNING, Messages.Courses_reading);
        read();
    }

    void focus() {
        list.setFocus();
    }

    private void read() {
        School.deliver(this, Library.get(), made -> {
            library = made;
            cases = made.courses().cases().cases(Language.locale());
            Parts.say(notice, State.WARNING, cases.isEmpty() ? Messages.Cases_none : null);
            fill();
        }, words -> Parts.say(notice, State.FAULT, words));
    }

    private void fill() {
        String selected = current == null ? "" : current.id();
        list.removeAll();
        int points = 0;
        int done = 0;
        for (Case each : cases) {
            TableItem item = Widgets.plain(new TableItem(list, SWT.NONE));
            int score = score(each.id());
            item.setText(new String[] {each.title(), level(each.level()), score < 0 ? "" : score + " / " + Case.BEST});
            if (score >= 0) {
                item.setImage(2, Icons.of(score >= GOOD ? State.OK : State.WARNING));
                points += score;
                done++;
            }
            item.setData(each);
            if (each.id().equals(selected)) {
                list.setSelection(item);
            }
        }
        Parts.pack(list, 0);
        total.setText(cases.isEmpty() ? ""
                : NLS.bind(Messages.Cases_total, new Object[] {done, cases.size(), points, done * Case.BEST}));
        total.requestLayout();
        if (list.getSelectionIndex() < 0 && list.getItemCount() > 0) {
            list.setSelection(0);
        }
        choose();
    }

    private static String level(int level) {
        return switch (level) {
            case 1 -> Messages.Cases_easy;
            case 2 -> Messages.Cases_middle;
            default -> Messages.Cases_hard;
        };
    }

    private void choose() {
        Case chosen = list.getSelectionCount() == 0 ? null : (Case) list.getSelection()[0].getData();
        if (chosen != null && !chosen.equals(current)) {
            current = chosen;
            show();
        }
    }

    // --- the exercise

    private void show() {
        hints = 0;
        answered = false;
        sheet.setRedraw(false);
        sheet.clear();
        sheet.text("story", current.title(), library.resolved(current.story(), current.language()));
        hintArea = Widgets.surface(new Composite(sheet.area(), SWT.NONE));
        GridLayoutFactory.fillDefaults().spacing(0, 4).applyTo(hintArea);
        GridDataFactory.fillDefaults().grab(true, false).hint(120, SWT.DEFAULT).applyTo(hintArea);
        Composite row = Parts.row(sheet.area());
        hint = Parts.push(row, "hint", NLS.bind(Messages.Cases_hint, current.hints().size()), this::hint);
        hint.setEnabled(!current.hints().isEmpty());
        Parts.push(row, "try", Messages.Cases_try, this::tryIt).setToolTipText(Messages.Cases_try_tip);
        ask = new QuestionBox(sheet.area(), current.ask(), "ask.", this::enable);
        act = new QuestionBox(sheet.area(), current.act(), "act.", this::enable);
        sheet.follow(ask.first());
        sheet.follow(act.first());
        Composite below = Parts.row(sheet.area());
        answer = Parts.push(below, "answer", Messages.Cases_answer, this::answer);
        enable();
        sheet.fit();
        sheet.setOrigin(0, 0);
        sheet.setRedraw(true);
    }

    private void enable() {
        answer.setEnabled(!answered && !ask.ticked().isEmpty() && !act.ticked().isEmpty());
    }

    private void hint() {
        StatusLabel label = Widgets.id(new StatusLabel(hintArea), "hint." + hints);
        GridDataFactory.fillDefaults().grab(true, false).hint(120, SWT.DEFAULT).applyTo(label);
        label.set(State.WAITING, current.hints().get(hints));
        hints++;
        hint.setText(NLS.bind(Messages.Cases_hint, current.hints().size() - hints));
        hint.setEnabled(hints < current.hints().size());
        hint.requestLayout();
        sheet.fit();
    }

    private void answer() {
        answered = true;
        enable();
        hint.setEnabled(false);
        int score = current.score(hints, ask.ticked(), act.ticked());
        int before = score(current.id());
        keep(current.id(), Math.max(before, score));
        ask.explain();
        act.explain();
        StatusLabel verdict = Widgets.id(new StatusLabel(sheet.area()), "score");
        GridDataFactory.fillDefaults().grab(true, false).hint(120, SWT.DEFAULT).applyTo(verdict);
        verdict.set(score >= GOOD ? State.OK : State.WARNING,
                NLS.bind(before >= 0 && before > score ? Messages.Cases_result_before : Messages.Cases_result,
                        new Object[] {score, Case.BEST, hints, before}));
        sheet.text("explanation", Messages.Cases_explanation, library.resolved(current.explanation(), current.language()));
        Composite row = Parts.row(sheet.area());
        Parts.push(row, "again", Messages.Cases_again, this::show);
        Parts.push(row, "article", Messages.Cases_article,
                () -> Services.with(ArticleOpener.class, opener -> opener.openCause(current.cause().name())));
        Button next = Parts.push(row, "next", Messages.Cases_next, this::next);
        next.setEnabled(list.getSelectionIndex() < list.getItemCount() - 1);
        sheet.fit();
        sheet.showControl(verdict);
        fill();
    }

    private void next() {
        list.setSelection(list.getSelectionIndex() + 1);
        list.showSelection();
        choose();
    }

    private void tryIt() {
        try {
            ConnectionTester.practise(PlatformUI.getWorkbench().getActiveWorkbenchWindow().getActivePage(), current.scenario());
        } catch (PartInitException e) {
            ILog.of(CasesPane.class).error("The tester cannot be shown", e);
        }
    }

    // --- scores: of whoever sits at this computer

    private static IEclipsePreferences scores() {
        return InstanceScope.INSTANCE.getNode(NODE);
    }

    private static int score(String id) {
        return scores().getInt(id, -1);
    }

    private static void keep(String id, int score) {
        scores().putInt(id, score);
        try {
            scores().flush();
        } catch (BackingStoreException e) {
            ILog.of(CasesPane.class).error("A score could not be saved", e);
        }
    }
}
