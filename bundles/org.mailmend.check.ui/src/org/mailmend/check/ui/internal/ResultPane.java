package org.mailmend.check.ui.internal;

import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;

import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.jface.layout.GridLayoutFactory;
import org.eclipse.jface.layout.RowLayoutFactory;
import org.eclipse.osgi.util.NLS;
import org.eclipse.swt.SWT;
import org.eclipse.swt.custom.ScrolledComposite;
import org.eclipse.swt.custom.StackLayout;
import org.eclipse.swt.custom.StyledText;
import org.eclipse.swt.layout.RowData;
import org.eclipse.swt.widgets.Button;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.ProgressBar;
import org.mailmend.check.CheckResult;
import org.mailmend.diagnosis.Catalogue;
import org.mailmend.diagnosis.Cause;
import org.mailmend.diagnosis.CauseId;
import org.mailmend.diagnosis.CauseText;
import org.mailmend.diagnosis.NextStep;
import org.mailmend.diagnosis.Who;
import org.mailmend.workbench.Icons;
import org.mailmend.workbench.Prose;
import org.mailmend.workbench.State;
import org.mailmend.workbench.Theme;
import org.mailmend.workbench.TicketButtons;
import org.mailmend.workbench.TicketDraft;
import org.mailmend.workbench.Widgets;

/** What a check found, in plain words; before a check what the view is for, during it how far it is. */
final class ResultPane extends Composite {

    /** What the buttons do. */
    interface Actions {
        void tryPractice();

        /** Whether there is an article about what was found. */
        boolean hasArticle();

        void openArticle();

        /** Whether a sign-in with OAuth is a way out of what was found. */
        boolean hasSignIn();

        void signIn();

        void copyReport();

        void saveReport();

        /** What is handed over to a ticket; null for nothing. */
        TicketDraft ticket();
    }

    private static final int PROGRESS = 1000;

    private final StackLayout stack = new StackLayout();
    private final ScrolledComposite empty;
    private final Composite running;
    private final Composite over;
    private final Label runningWords;
    private final ProgressBar progress;
    private final Label icon;
    private final StyledText words;
    private final Button article;
    private final Button signIn;
    private final Button copy;
    private final Button save;
    private final TicketButtons tickets;
    private final Actions actions;
    private CheckRun shown;

    ResultPane(Composite parent, Actions actions) {
        super(parent, SWT.NONE);
        Widgets.surface(this);
        this.actions = actions;
        setLayout(stack);
        empty = Widgets.surface(new ScrolledComposite(this, SWT.V_SCROLL));
        Composite invitation = page(empty, 1);
        Label title = wrapped(invitation, Messages.Empty_title);
        title.setFont(Widgets.headingFont());
        wrapped(invitation, Messages.Empty_words);
        button(invitation, "tryPractice", Messages.Empty_try, actions::tryPractice);
        empty.setContent(invitation);
        empty.setExpandHorizontal(true);
        empty.setExpandVertical(true);
        empty.setShowFocusedControl(true);
        empty.addListener(SWT.Resize,
                event -> empty.setMinHeight(invitation.computeSize(empty.getClientArea().width, SWT.DEFAULT).y));

        running = page(this, 1);
        runningWords = wrapped(running, "");
        Widgets.id(runningWords, "running");
        progress = new ProgressBar(running, SWT.SMOOTH);
        progress.setMaximum(PROGRESS);
        Widgets.accessibleName(progress, Messages.Running_progress);
        GridDataFactory.fillDefaults().grab(true, false).applyTo(progress);

        over = page(this, 2);
        icon = new Label(over, SWT.NONE);
        GridDataFactory.swtDefaults().align(SWT.CENTER, SWT.BEGINNING).hint(24, 24).applyTo(icon);
        words = Widgets.id(Prose.field(over), "result");
        Widgets.accessibleName(words, Messages.Result_name);
        GridDataFactory.fillDefaults().grab(true, true).applyTo(words);
        Composite buttons = new Composite(over, SWT.NONE);
        buttons.setLayout(RowLayoutFactory.fillDefaults().wrap(true).spacing(8).create());
        GridDataFactory.fillDefaults().grab(true, false).span(2, 1).hint(160, SWT.DEFAULT).applyTo(buttons);
        article = button(buttons, "article", Messages.Result_article, actions::openArticle);
        article.setLayoutData(new RowData());
        signIn = button(buttons, "oauth", Messages.Result_signIn, actions::signIn);
        signIn.setLayoutData(new RowData());
        copy = button(buttons, "copy", Messages.Result_copy, actions::copyReport);
        save = button(buttons, "save", Messages.Result_save, actions::saveReport);
        tickets = new TicketButtons(buttons, actions::ticket);

        show(empty);
        Theme.onChange(this, () -> {
            if (shown != null && shown.isOver()) {
                write(shown);
            }
        });
    }

    private static Composite page(Composite parent, int columns) {
        Composite page = new Composite(parent, SWT.NONE);
        GridLayoutFactory.fillDefaults().numColumns(columns).margins(12, 12).spacing(12, 12).applyTo(page);
        return page;
    }

    private static Label wrapped(Composite parent, String text) {
        Label label = new Label(parent, SWT.WRAP);
        label.setText(text);
        GridDataFactory.fillDefaults().grab(true, false).hint(160, SWT.DEFAULT).applyTo(label);
        return label;
    }

    private static Button button(Composite parent, String id, String text, Runnable action) {
        Button button = Widgets.id(new Button(parent, SWT.PUSH), id);
        button.setText(text);
        button.addListener(SWT.Selection, event -> action.run());
        return button;
    }

    private void show(Control page) {
        if (stack.topControl != page) {
            stack.topControl = page;
            layout();
        }
    }

    /** Shows a check in whatever state it is; null for none. */
    void show(CheckRun run) {
        if (run == null) {
            show(empty);
        } else if (!run.isOver()) {
            shown = run;
            showProgress(run);
            show(running);
        } else if (run != shown || stack.topControl != over) {
            shown = run;
            write(run);
            show(over);
        }
    }

    private void showProgress(CheckRun run) {
        Duration elapsed = run.elapsed();
        runningWords.setText(
                NLS.bind(Messages.Running_words, new Object[] {ReportActions.subject(run).replace("&", "&&"), Words.time(elapsed),
                        Words.time(run.deadline())}));
        if (runningWords.getSize().y < runningWords.computeSize(runningWords.getSize().x, SWT.DEFAULT).y) {
            runningWords.requestLayout();
        }
        progress.setSelection((int) (PROGRESS * Math.min(1, elapsed.toNanos() / (double) run.deadline().toNanos())));
    }

    private void write(CheckRun run) {
        CheckResult result = run.result();
        State state = result == null ? State.UNTESTED : Words.state(result.verdict());
        icon.setImage(Icons.large(state));
        Widgets.accessibleName(icon, state.text());
        // Without anything that shows articles there is no button for them.
        boolean hasArticle = result != null && actions.hasArticle();
        show(article, hasArticle);
        show(signIn, result != null && actions.hasSignIn());
        article.getParent().requestLayout();
        copy.setEnabled(result != null);
        save.setEnabled(result != null);
        tickets.enable(result != null);
        Prose prose = new Prose(words);
        if (result == null) {
            prose.title(run.failure()).show();
            return;
        }
        CauseText text = text(result.cause());
        prose.title(text.summary());
        prose.gap().coloured(line(result, state), state.color()).aside(result.cause().name());
        if (!text.meaning().isBlank() && !text.meaning().equals(text.summary())) {
            prose.gap().paragraph(text.meaning());
        }
        people(prose, Catalogue.get().cause(result.cause()));
        steps(prose, text.steps());
        if (!result.alternatives().isEmpty()) {
            prose.heading(Messages.Result_alternatives);
            result.alternatives().forEach(other -> prose.item("•",
                    NLS.bind(Messages.Result_alternative, text(other.cause()).title(), Math.round(100 * other.confidence()))));
        }
        if (!result.warnings().isEmpty()) {
            prose.heading(Messages.Result_warnings);
            result.warnings().forEach(warning -> prose.item("•", warning.detail() == null ? text(warning.cause()).summary()
                    : NLS.bind(Messages.Result_warning, text(warning.cause()).summary(), warning.detail().text(Words.locale()))));
        }
        if (!result.replies().isEmpty() && result.verdict() == CheckResult.Verdict.FAULT) {
            CheckResult.Reply reply = result.replies().getLast();
            prose.heading(Messages.Result_reply);
            prose.protocol(Words.reply(reply));
        }
        prose.show();
    }

    private static void show(Button button, boolean visible) {
        button.setVisible(visible);
        ((RowData) button.getLayoutData()).exclude = !visible;
    }

    /** State, stage and time in one line. */
    private static String line(CheckResult result, State state) {
        String stage = result.stage() == null || state == State.OK ? "" : Words.REPORT.stage(result.stage()) + " · ";
        return state.text() + " · " + stage + Words.time(result.elapsed());
    }

    private static void people(Prose prose, Cause cause) {
        if (!cause.who().contains(Who.NOBODY)) {
            prose.heading(Messages.Result_who);
            prose.paragraph(
                    cause.who().stream().map(who -> who.text(Words.locale())).collect(Collectors.joining(Messages.Result_or)));
        }
    }

    private static void steps(Prose prose, List<NextStep> steps) {
        if (!steps.isEmpty()) {
            prose.heading(Messages.Result_steps);
            for (int i = 0; i < steps.size(); i++) {
                prose.item(i + 1 + ".", steps.get(i).text());
            }
        }
    }

    private static CauseText text(CauseId cause) {
        return Catalogue.get().text(cause, Words.locale());
    }
}
