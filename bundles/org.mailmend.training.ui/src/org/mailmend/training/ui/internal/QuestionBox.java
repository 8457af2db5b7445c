package org.mailmend.training.ui.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.jface.layout.GridLayoutFactory;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Button;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Event;
import org.eclipse.swt.widgets.Label;
import org.mailmend.training.course.QuizQuestion;
import org.mailmend.training.course.QuizQuestion.Choice;
import org.mailmend.workbench.Parts;
import org.mailmend.workbench.State;
import org.mailmend.workbench.StatusLabel;
import org.mailmend.workbench.Widgets;

/** A question with its choices, and after it was answered why each of them is right or wrong. */
final class QuestionBox extends Composite {
    private final QuizQuestion question;
    private final List<Button> choices = new ArrayList<>();
    private final List<StatusLabel> whys = new ArrayList<>();

    /**
     * @param id     how the ids of its buttons begin; a number from 0 follows
     * @param ticked told when something is ticked
     */
    QuestionBox(Composite parent, QuizQuestion question, String id, Runnable ticked) {
        super(parent, SWT.NONE);
        this.question = question;
        Widgets.surface(this);
        GridLayoutFactory.fillDefaults().numColumns(2).spacing(8, 4).applyTo(this);
        GridDataFactory.fillDefaults().grab(true, false).hint(120, SWT.DEFAULT).applyTo(this);
        Label heading = new Label(this, SWT.WRAP);
        heading.setFont(Widgets.boldFont());
        heading.setText(escaped(question.text()));
        GridDataFactory.fillDefaults().span(2, 1).grab(true, false).hint(120, SWT.DEFAULT).applyTo(heading);
        int style = question.many() ? SWT.CHECK : SWT.RADIO;
        // radio buttons belong together by their parent: all of this box
        for (Choice choice : question.choices()) {
            Button button = Widgets.id(new Button(this, style), id + choices.size());
            Widgets.accessibleName(button, question.text() + " " + choice.text());
            GridDataFactory.swtDefaults().align(SWT.BEGINNING, SWT.BEGINNING).applyTo(button);
            button.addListener(SWT.Selection, event -> ticked.run());
            choices.add(button);
            Label words = new Label(this, SWT.WRAP);
            words.setText(escaped(choice.text()));
            GridDataFactory.fillDefaults().grab(true, false).align(SWT.FILL, SWT.CENTER).hint(100, SWT.DEFAULT).applyTo(words);
            words.addListener(SWT.MouseUp, event -> click(button));
            StatusLabel why = Widgets.surface(Widgets.id(new StatusLabel(this), id + (choices.size() - 1) + ".why"));
            GridDataFactory.fillDefaults().span(2, 1).indent(24, 0).grab(true, false).hint(100, SWT.DEFAULT).exclude(true)
                    .applyTo(why);
            why.setVisible(false);
            whys.add(why);
        }
    }

    private static String escaped(String text) {
        return text.replace("&", "&&");
    }

    private void click(Button button) {
        if (button.isEnabled()) {
            if ((button.getStyle() & SWT.RADIO) != 0) {
                choices.forEach(other -> other.setSelection(other == button));
            } else {
                button.setSelection(!button.getSelection());
            }
            button.setFocus();
            button.notifyListeners(SWT.Selection, new Event());
        }
    }

    /** What is ticked, by numbers from 0. */
    Set<Integer> ticked() {
        Set<Integer> ticked = new TreeSet<>();
        for (int i = 0; i < choices.size(); i++) {
            if (choices.get(i).getSelection()) {
                ticked.add(i);
            }
        }
        return ticked;
    }

    void tick(Set<Integer> numbers) {
        for (int i = 0; i < choices.size(); i++) {
            choices.get(i).setSelection(numbers.contains(i));
        }
    }

    QuizQuestion question() {
        return question;
    }

    /** Says of each choice whether it is right, and why; nothing can be ticked any more. */
    void explain() {
        Set<Integer> ticked = ticked();
        for (int i = 0; i < choices.size(); i++) {
            Choice choice = question.choices().get(i);
            choices.get(i).setEnabled(false);
            boolean good = choice.right() == ticked.contains(i);
            String verdict = choice.right() ? Messages.Question_right : Messages.Question_wrong;
            whys.get(i).set(good ? choice.right() ? State.OK : State.SKIPPED : State.FAULT, verdict + " " + choice.why());
            Parts.show(whys.get(i), true);
        }
    }

    Button first() {
        return choices.getFirst();
    }
}
