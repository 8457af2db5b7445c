package org.mailmend.training.ui.internal;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.eclipse.jface.dialogs.Dialog;
import org.eclipse.jface.dialogs.IDialogConstants;
import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.osgi.util.NLS;
import org.eclipse.swt.SWT;
import org.eclipse.swt.graphics.Point;
import org.eclipse.swt.widgets.Button;
import org.eclipse.swt.widgets.Combo;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Shell;
import org.mailmend.training.Attendee;
import org.mailmend.training.Result;
import org.mailmend.training.Session;
import org.mailmend.training.course.Part;
import org.mailmend.training.course.QuizQuestion;
import org.mailmend.training.results.Answers;
import org.mailmend.workbench.Parts;
import org.mailmend.workbench.State;
import org.mailmend.workbench.StatusLabel;
import org.mailmend.workbench.Widgets;

/** The questions of a quiz for one attendee after the other, with the explained answers; each answer is saved as it is checked. */
final class QuizDialog extends Dialog {
    private final Session session;
    private final Part part;
    private final List<Attendee> people;
    private final List<QuestionBox> boxes = new ArrayList<>();
    private List<Result> results;
    private Combo who;
    private Scroller sheet;
    private StatusLabel verdict;
    private Button check;
    private long began;

    QuizDialog(Shell shell, Session session, Part part, List<Attendee> people, List<Result> results) {
        super(shell);
        this.session = session;
        this.part = part;
        this.people = List.copyOf(people);
        this.results = results;
        setShellStyle(getShellStyle() | SWT.RESIZE);
    }

    @Override
    protected void configureShell(Shell shell) {
        super.configureShell(shell);
        shell.setText(part.title());
    }

    @Override
    protected Point getInitialSize() {
        return new Point(680, 620);
    }

    @Override
    protected Control createDialogArea(Composite parent) {
        Composite area = (Composite) super.createDialogArea(parent);
        who = Parts.combo(area, "who", Messages.Quiz_who, this::show, people.stream().map(this::named).toArray(String[]::new));
        GridDataFactory.fillDefaults().grab(true, false).hint(200, SWT.DEFAULT).applyTo(who);
        sheet = new Scroller(area);
        GridDataFactory.fillDefaults().grab(true, true).hint(400, 300).applyTo(sheet);
        verdict = Parts.dialogStatus(area, "verdict");
        return area;
    }

    @Override
    protected void createButtonsForButtonBar(Composite parent) {
        check = Widgets.id(createButton(parent, IDialogConstants.OK_ID, Messages.Quiz_check, true), "check");
        Widgets.id(createButton(parent, IDialogConstants.NEXT_ID, Messages.Quiz_next, false), "next");
        Widgets.id(createButton(parent, IDialogConstants.CANCEL_ID, Messages.Quiz_close, false), "close");
        show();
    }

    private String named(Attendee attendee) {
        long right = resultsOf(attendee).stream().filter(Result::passed).count();
        return resultsOf(attendee).isEmpty() ? attendee.name()
                : NLS.bind(Messages.Quiz_named, new Object[] {attendee.name(), right, part.questions().size()});
    }

    private List<Result> resultsOf(Attendee attendee) {
        return results.stream().filter(each -> each.attendee().equals(attendee.id()) && each.part().equals(part.id())
                && part.question(each.item()).isPresent()).toList();
    }

    private void show() {
        Attendee attendee = people.get(Math.max(0, who.getSelectionIndex()));
        began = System.nanoTime();
        boxes.clear();
        sheet.clear();
        boolean answered = false;
        for (QuizQuestion question : part.questions()) {
            QuestionBox box = new QuestionBox(sheet.area(), question, "q" + question.id() + ".", this::enable);
            sheet.follow(box.first());
            boxes.add(box);
            Optional<Result> old = resultsOf(attendee).stream().filter(each -> each.item().equals(question.id())).findFirst();
            if (old.isPresent()) {
                box.tick(Answers.ticked(old.get()));
                box.explain();
                answered = true;
            }
        }
        verdict.set(answered ? State.OK : State.WAITING, answered ? score(attendee) : Messages.Quiz_ready);
        sheet.fit();
        sheet.setOrigin(0, 0);
        enable();
        if (answered) {
            check.setEnabled(false);
        }
    }

    private String score(Attendee attendee) {
        return NLS.bind(Messages.Quiz_score, resultsOf(attendee).stream().filter(Result::passed).count(),
                part.questions().size());
    }

    private void enable() {
        check.setEnabled(boxes.stream().allMatch(box -> !box.ticked().isEmpty()));
    }

    @Override
    protected void buttonPressed(int button) {
        if (button == IDialogConstants.NEXT_ID) {
            if (who.getSelectionIndex() < who.getItemCount() - 1) {
                who.select(who.getSelectionIndex() + 1);
                show();
            }
        } else {
            super.buttonPressed(button);
        }
    }

    @Override
    protected void okPressed() {
        int at = Math.max(0, who.getSelectionIndex());
        Attendee attendee = people.get(at);
        long seconds = (System.nanoTime() - began) / 1_000_000_000L;
        List<Result> fresh = boxes.stream().map(box -> Answers.quiz(session.id(), attendee.id(), part, box.question(),
                box.ticked(), seconds, Instant.now())).toList();
        check.setEnabled(false);
        School.deliver(getShell(), School.get().change(store -> {
            fresh.forEach(store::save);
            return store.results(session.id());
        }), saved -> {
            results = saved;
            boxes.forEach(QuestionBox::explain);
            sheet.fit();
            verdict.set(State.OK, score(attendee));
            who.setItem(at, named(attendee));
            who.select(at);
        }, words -> {
            check.setEnabled(true);
            verdict.set(State.FAULT, words);
        });
    }
}
