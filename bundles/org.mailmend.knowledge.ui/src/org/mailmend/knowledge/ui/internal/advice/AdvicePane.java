package org.mailmend.knowledge.ui.internal.advice;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.eclipse.core.runtime.jobs.Job;
import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.jface.layout.GridLayoutFactory;
import org.eclipse.osgi.util.NLS;
import org.eclipse.swt.SWT;
import org.eclipse.swt.custom.SashForm;
import org.eclipse.swt.layout.GridData;
import org.eclipse.swt.widgets.Button;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Label;
import org.mailmend.check.Target;
import org.mailmend.knowledge.Client;
import org.mailmend.knowledge.KnowledgeBase;
import org.mailmend.knowledge.Question;
import org.mailmend.knowledge.ui.internal.Shelf;
import org.mailmend.knowledge.ui.internal.parts.ClientField;
import org.mailmend.knowledge.ui.internal.parts.Clip;
import org.mailmend.knowledge.ui.internal.parts.Footer;
import org.mailmend.knowledge.ui.internal.parts.Sheet;
import org.mailmend.knowledge.ui.internal.parts.Words;
import org.mailmend.workbench.Palette;
import org.mailmend.workbench.State;
import org.mailmend.workbench.StatusLabel;
import org.mailmend.workbench.Theme;
import org.mailmend.workbench.TicketButtons;
import org.mailmend.workbench.UiThread;
import org.mailmend.workbench.Widgets;

/** The guided dialogue: the case and the open question on one side, the ways out on the other. */
public final class AdvicePane extends Composite {

    /** What leads to other parts of the window. */
    interface Actions {
        void openArticle(String id);

        void openClient(Client client);

        void check(Target target, Client client);

        void configure(Client client);

        /** Whether somebody leads through a sign-in with OAuth. */
        boolean canSignIn();

        /** @param account kind of the account; null when it is not known */
        void signIn(Client client, String account);
    }

    private static final int SASH = 4;
    /** Below this width the two halves lie one above the other, in pixels. */
    private static final int NARROW = 640;
    private static final int DIGITS = 9;

    private final Runnable stateChanged;
    private final UiThread ui;
    private final SashForm halves;
    private final ClientField client;
    private final StatusLabel noClient;
    private final Sheet dialogue;
    private final OptionsPage options;
    private final Footer footer;
    private final Job job = Job.createSystem(Messages.View_name, monitor -> {
        work();
    });

    private KnowledgeBase base;
    /** The answers in the order in which they were given, choice by question. */
    private final Map<String, String> answers = new LinkedHashMap<>();
    /** What was answered before a question was asked again. */
    private final Map<String, String> former = new LinkedHashMap<>();
    private volatile Wanted wanted;
    private Case shown;

    private record Wanted(KnowledgeBase base, Client client, Map<String, String> answers) {
    }

    /** @param stateChanged called when what can be done has changed */
    AdvicePane(Composite parent, Actions actions, Runnable stateChanged) {
        super(parent, SWT.NONE);
        Widgets.surface(this);
        this.stateChanged = stateChanged;
        ui = UiThread.of(this);
        GridLayoutFactory.fillDefaults().spacing(0, 0).applyTo(this);
        halves = new SashForm(this, SWT.HORIZONTAL);
        halves.setSashWidth(SASH);
        GridDataFactory.fillDefaults().grab(true, true).applyTo(halves);
        Runnable chrome = () -> halves.setBackground(Palette.current().chrome());
        Theme.onChange(halves, chrome);
        chrome.run();

        Composite left = Widgets.surface(new Composite(halves, SWT.NONE));
        GridLayoutFactory.fillDefaults().spacing(0, 0).applyTo(left);
        Composite top = new Composite(left, SWT.NONE);
        GridLayoutFactory.fillDefaults().extendedMargins(12, 12, 12, 4).spacing(0, 4).applyTo(top);
        GridDataFactory.fillDefaults().grab(true, false).applyTo(top);
        Label label = new Label(top, SWT.NONE);
        label.setText(Messages.Client_label);
        client = new ClientField(top, "client", Messages.Client_hint);
        client.onChange(chosen -> clientChanged());
        GridDataFactory.fillDefaults().grab(true, false).hint(120, SWT.DEFAULT).applyTo(client.control());
        noClient = Widgets.id(new StatusLabel(top), "client.problem");
        noClient.set(State.FAULT, Messages.Client_unknown);
        GridDataFactory.fillDefaults().grab(true, false).hint(120, SWT.DEFAULT).exclude(true).applyTo(noClient);
        noClient.setVisible(false);
        client.control().addListener(SWT.Modify, event -> showClientProblem());
        client.control().addListener(SWT.FocusIn, event -> showClientProblem());
        client.control().addListener(SWT.FocusOut, event -> ui.execute(this::showClientProblem));
        dialogue = new Sheet(left);
        client.onAccept(() -> dialogue.claimFocus("choice."));
        GridDataFactory.fillDefaults().grab(true, true).applyTo(dialogue);

        Composite right = Widgets.surface(new Composite(halves, SWT.NONE));
        GridLayoutFactory.fillDefaults().spacing(0, 0).applyTo(right);
        options = new OptionsPage(right, actions);
        GridDataFactory.fillDefaults().grab(true, true).applyTo(options.sheet());
        footer = new Footer(right);
        Sheet.push(footer.buttons(), "configure", Messages.Button_configure, () -> actions.configure(client.get()));
        Sheet.push(footer.buttons(), "copy", Messages.Button_copy, this::copy);
        new TicketButtons(footer.buttons(), () -> hasAdvice() ? Handover.of(shown, options.option()) : null);
        halves.setWeights(38, 62);
        addListener(SWT.Resize, event -> turn());

        Theme.onChange(this, this::write);
        addDisposeListener(event -> job.cancel());
        write();
        Shelf.get().onChange(this, this::knowledgeRead);
    }

    private void turn() {
        int style = getClientArea().width < NARROW ? SWT.VERTICAL : SWT.HORIZONTAL;
        if (halves.getOrientation() != style) {
            halves.setOrientation(style);
        }
    }

    // --- what can be done

    /**
     * Begins anew with this client.
     *
     * @param newClient the client; null for one that is still to be chosen
     * @param account   id of the kind of account; null when it is not known
     */
    void start(Client newClient, String account) {
        answers.clear();
        former.clear();
        client.fill(newClient);
        if (account != null) {
            answers.put("account", account);
        }
        showClientProblem();
        ask();
    }

    /** Answers the open question. */
    private void answer(String question, String choice) {
        answers.put(question, choice);
        former.remove(question);
        options.collapse();
        ask();
    }

    /** Asks a question again; what was answered after it is asked again too where it still matters. */
    private void again(String question) {
        boolean behind = false;
        for (Case.Step step : shown.path()) {
            behind |= step.question().id().equals(question);
            if (behind) {
                former.put(step.question().id(), step.choice().id());
                answers.remove(step.question().id());
            }
        }
        ask();
    }

    /** Takes the last answer back. */
    void back() {
        if (canGoBack()) {
            again(shown.path().getLast().question().id());
        }
    }

    boolean canGoBack() {
        return shown != null && !shown.path().isEmpty();
    }

    boolean hasAdvice() {
        return shown != null && shown.advice() != null;
    }

    void copy() {
        if (hasAdvice()) {
            Clip.copy(getDisplay(), AdviceWords.text(shown));
        }
    }

    @Override
    public boolean setFocus() {
        if (client.get() == null) {
            return client.control().setFocus();
        }
        return dialogue.focus("choice.") || client.control().setFocus();
    }

    // --- working it out

    private void knowledgeRead() {
        if (Shelf.get().contents() != null) {
            base = Shelf.get().contents().base();
            client.clients(base.clients());
            if (client.get() != null) {
                client.fill(base.client(client.get().id()).orElse(null));
            }
            ask();
        }
    }

    private void clientChanged() {
        answers.clear();
        former.clear();
        ask();
    }

    private void showClientProblem() {
        boolean wrong = client.isWrong() && base != null;
        if (noClient.getVisible() != wrong) {
            noClient.setVisible(wrong);
            ((GridData) noClient.getLayoutData()).exclude = !wrong;
            noClient.getParent().getParent().layout(true, true);
        }
    }

    private void ask() {
        if (base == null || client.get() == null) {
            wanted = null;
            shown = null;
            write();
            stateChanged.run();
            return;
        }
        wanted = new Wanted(base, client.get(), new LinkedHashMap<>(answers));
        job.schedule();
    }

    /** In the background. */
    private void work() {
        Wanted what = wanted;
        if (what == null) {
            return;
        }
        Case found = Case.of(what.base(), what.client(), what.answers(), Words.locale());
        ui.execute(() -> {
            if (wanted == what) {
                shown = found;
                write();
                stateChanged.run();
            } else if (wanted != null) {
                job.schedule();
            }
        });
    }

    // --- what is shown

    private void write() {
        dialogue.begin();
        if (shown == null) {
            dialogue.prose("dialogue").title(Messages.Empty_title).gap().paragraph(Messages.Empty_words).show();
        } else {
            writeDialogue();
        }
        dialogue.end(false);
        dialogue.reveal("question");
        options.write(shown);
        footer.show(hasAdvice());
    }

    private void writeDialogue() {
        int number = 1;
        for (Case.Step step : shown.path()) {
            Composite box = new Composite(dialogue.area(), SWT.NONE);
            GridLayoutFactory.fillDefaults().spacing(0, 2).applyTo(box);
            GridDataFactory.fillDefaults().grab(true, false).applyTo(box);
            dialogue.prose(box, "asked." + step.question().id())
                    .aside(NLS.bind(Messages.Path_question, number++, step.question().text().in(Words.locale()))).show();
            dialogue.link(box, "answered." + step.question().id(), step.choice().text().in(Words.locale()),
                    () -> again(step.question().id())).setToolTipText(Messages.Path_change);
        }
        if (!shown.path().isEmpty()) {
            dialogue.line();
        }
        Question question = shown.next();
        if (question == null) {
            dialogue.prose("question").heading(Messages.Done_title).paragraph(Messages.Done_words).show();
            Composite buttons = dialogue.buttons();
            if (!shown.path().isEmpty()) {
                dialogue.button(buttons, "choice.restart", Messages.Button_restart, () -> start(client.get(), null));
            }
            return;
        }
        dialogue.prose("question").heading(question.text().in(Words.locale()))
                .aside(NLS.bind(Messages.Question_why, question.why().in(Words.locale()))).show();
        List<Question.Choice> choices = question.choices();
        for (int i = 0; i < choices.size(); i++) {
            choice(question, choices.get(i), i + 1);
        }
        dialogue.prose("help").aside(Messages.Question_keys).show();
    }

    private void choice(Question question, Question.Choice choice, int digit) {
        Button button = Widgets.id(new Button(dialogue.area(), SWT.PUSH | SWT.LEFT | SWT.WRAP), "choice." + choice.id());
        boolean before = choice.id().equals(former.get(question.id()));
        String words = choice.text().in(Words.locale()).replace("&", "&&");
        button.setText(digit + "   " + (before ? NLS.bind(Messages.Choice_before, words) : words));
        button.addListener(SWT.Selection, event -> answer(question.id(), choice.id()));
        button.addListener(SWT.FocusIn, event -> dialogue.showControl(button));
        button.addListener(SWT.KeyDown, event -> {
            int typed = Character.digit(event.character, 10);
            if (typed >= 1 && typed <= Math.min(DIGITS, question.choices().size())) {
                answer(question.id(), question.choices().get(typed - 1).id());
            }
        });
        GridDataFactory.fillDefaults().grab(true, false).hint(120, SWT.DEFAULT).applyTo(button);
    }
}
