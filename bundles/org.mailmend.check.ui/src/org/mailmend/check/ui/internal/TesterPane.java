package org.mailmend.check.ui.internal;

import java.util.Arrays;
import java.util.List;

import org.eclipse.jface.dialogs.MessageDialog;
import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.jface.layout.GridLayoutFactory;
import org.eclipse.osgi.util.NLS;
import org.eclipse.swt.SWT;
import org.eclipse.swt.custom.CTabFolder;
import org.eclipse.swt.custom.CTabItem;
import org.eclipse.swt.custom.SashForm;
import org.eclipse.swt.graphics.GC;
import org.eclipse.swt.widgets.Button;
import org.eclipse.swt.widgets.Canvas;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.mailmend.check.CheckResult;
import org.mailmend.check.Target;
import org.mailmend.check.TestMessage;
import org.mailmend.check.ui.TesterInput;
import org.mailmend.diagnosis.CauseId;
import org.mailmend.lab.Scenarios;
import org.mailmend.workbench.ArticleOpener;
import org.mailmend.workbench.CredentialStore;
import org.mailmend.workbench.Palette;
import org.mailmend.workbench.Services;
import org.mailmend.workbench.SignInOpener;
import org.mailmend.workbench.Theme;
import org.mailmend.workbench.TicketDraft;
import org.mailmend.workbench.UiThread;
import org.mailmend.workbench.Widgets;

/**
 * The whole Connection Tester: the form on the left, stages and result beside it, evidence below. Where there is no room for three columns,
 * the stages stand below the form, so that the result keeps a width at which it can be read.
 */
public final class TesterPane extends Composite {
    /** The practice scenario that the empty view offers. */
    private static final String FIRST_SCENARIO = "gmail-account-password";
    /** The kind of account by which {@link SignInOpener} knows those of the practice servers. */
    private static final String PRACTICE = "practice";
    /** How often times and progress move on, in milliseconds. */
    private static final int TICK = 100;
    private static final int SASH = 4;
    /** The least width of stages and result beside each other, in widths of an average character. */
    private static final int THREE_COLUMNS = 105;
    /** Shares of the height: what was found, and what it was found from. */
    private static final int[] WIDE = {66, 34};
    private static final int[] NARROW = {70, 30};
    /** The most of the height that the form takes from the stages below it. */
    private static final double MOST_FORM = 0.7;

    private final Tester tester;
    private final Runnable stateChanged;
    private final SashForm column;
    private final SashForm right;
    /** Where the stages stand: beside the result or below the form. */
    private final Composite beside;
    private final Composite below;
    private final TargetForm form;
    private final Button start;
    private final Button cancel;
    private final StageList stages;
    private final ResultPane result;
    private final CTabFolder pages;
    private final DialoguePage dialogue;
    private final CertificatesPage certificates;
    private final ServerPage server;
    /** The height that form and stages share at the moment. */
    private int shared;
    private CheckRun shown;
    private boolean shownRunning;
    private boolean ticking;

    /**
     * @param history     the checks of all testers
     * @param credentials where passwords are kept; null when there is no such place
     * @param initial     what stands in the form at first
     * @param stateChanged called in the UI thread when a check has started or ended
     */
    TesterPane(Composite parent, History history, CredentialStore credentials, TesterInput initial, Runnable stateChanged) {
        super(parent, SWT.NONE);
        Widgets.surface(this);
        this.stateChanged = stateChanged;
        UiThread ui = UiThread.of(this);
        tester = new Tester(history, ui, ui.coalesced(this::refresh));
        GridLayoutFactory.fillDefaults().numColumns(3).spacing(0, 0).applyTo(this);

        column = sash(this, SWT.VERTICAL);
        Composite left = new Composite(column, SWT.NONE);
        GridLayoutFactory.fillDefaults().spacing(0, 0).applyTo(left);
        form = new TargetForm(left, credentials);
        GridDataFactory.fillDefaults().grab(true, true).applyTo(form);
        GridDataFactory.fillDefaults().grab(false, true).hint(form.preferredWidth(), SWT.DEFAULT).applyTo(column);
        GridDataFactory.fillDefaults().grab(true, false).hint(SWT.DEFAULT, 1).applyTo(line(left));
        Composite buttons = new Composite(left, SWT.NONE);
        GridLayoutFactory.fillDefaults().numColumns(2).margins(12, 12).spacing(8, 0).equalWidth(true).applyTo(buttons);
        GridDataFactory.fillDefaults().grab(true, false).applyTo(buttons);
        start = button(buttons, "start", Messages.Button_start, this::start);
        cancel = button(buttons, "cancel", Messages.Button_cancel, this::cancel);
        below = margin(column);

        GridDataFactory.fillDefaults().grab(false, true).hint(SASH, SWT.DEFAULT).applyTo(chrome(new Composite(this, SWT.NONE)));
        right = sash(this, SWT.VERTICAL);
        GridDataFactory.fillDefaults().grab(true, true).applyTo(right);
        SashForm top = sash(right, SWT.HORIZONTAL);
        beside = margin(top);
        stages = new StageList(beside);
        GridDataFactory.fillDefaults().grab(true, true).applyTo(stages);
        result = new ResultPane(top, new ResultPane.Actions() {
            @Override
            public void tryPractice() {
                practise();
            }

            @Override
            public boolean hasArticle() {
                return result() != null && result().cause() != CauseId.OK && articles() != null;
            }

            @Override
            public void openArticle() {
                articles().openCause(result().cause().name());
            }

            @Override
            public boolean hasSignIn() {
                return result() != null && signIns() != null && signIns().helps(result().cause().name());
            }

            @Override
            public void signIn() {
                TesterInput checked = tester.run().input();
                signIns().open(new SignInOpener.Wish(result().cause().name(), checked.user(),
                        checked.isPractice() ? null : checked.host(), checked.isPractice() ? PRACTICE : null,
                        checked.profile()));
            }

            @Override
            public void copyReport() {
                TesterPane.this.copyReport();
            }

            @Override
            public void saveReport() {
                TesterPane.this.saveReport();
            }

            @Override
            public TicketDraft ticket() {
                return result() == null ? null : Handover.of(result(), tester.run().input());
            }
        });
        pages = Widgets.id(new CTabFolder(right, SWT.NONE), "pages");
        dialogue = new DialoguePage(pages);
        certificates = new CertificatesPage(pages);
        server = new ServerPage(pages);
        page(Messages.Page_dialogue, dialogue);
        page(Messages.Page_certificates, certificates);
        page(Messages.Page_server, server);
        page(Messages.Page_history, new HistoryPage(pages, history, new HistoryPage.Actions() {
            @Override
            public void open(History.Entry entry) {
                TesterPane.this.open(entry);
            }

            @Override
            public void again(History.Entry entry) {
                TesterPane.this.open(entry);
                start();
            }

            @Override
            public void copy(History.Entry entry) {
                ReportActions.copy(getDisplay(), entry.result());
            }
        }));
        pages.setSelection(0);
        top.setWeights(40, 60);
        right.setWeights(WIDE);
        below.setVisible(false);
        addListener(SWT.Resize, event -> arrange());

        cancel.setEnabled(false);
        form.onChange(this::showPlan);
        form.input(initial);
        addDisposeListener(event -> tester.cancel());
        refresh();
    }

    /** Who shows articles; null when nobody does. */
    private static ArticleOpener articles() {
        return Services.find(ArticleOpener.class);
    }

    /** Who leads through a sign-in with OAuth; null when nobody does. */
    private static SignInOpener signIns() {
        return Services.find(SignInOpener.class);
    }

    private static Composite margin(Composite parent) {
        Composite margin = new Composite(parent, SWT.NONE);
        GridLayoutFactory.fillDefaults().extendedMargins(4, 4, 4, 4).applyTo(margin);
        return margin;
    }

    /** Puts the stages where there is room for them. */
    private void arrange() {
        GC gc = new GC(this);
        double character = gc.getFontMetrics().getAverageCharacterWidth();
        gc.dispose();
        boolean wide = getClientArea().width - form.preferredWidth() >= THREE_COLUMNS * character;
        Composite place = wide ? beside : below;
        if (stages.getParent() != place) {
            stages.setParent(place);
            beside.setVisible(wide);
            below.setVisible(!wide);
            right.setWeights(wide ? WIDE : NARROW);
            beside.getParent().layout();
            column.layout(true, true);
            place.layout();
        }
        if (!wide && getClientArea().height != shared) {
            shared = getClientArea().height;
            int wanted = form.preferredHeight() + start.getParent().computeSize(SWT.DEFAULT, SWT.DEFAULT).y;
            int most = (int) (shared * MOST_FORM);
            column.setWeights(Math.clamp(wanted, 1, most), shared - Math.clamp(wanted, 1, most));
        }
    }

    private static SashForm sash(Composite parent, int style) {
        SashForm sash = chrome(new SashForm(parent, style));
        sash.setSashWidth(SASH);
        return sash;
    }

    private static <T extends Composite> T chrome(T composite) {
        Runnable paint = () -> composite.setBackground(Palette.current().chrome());
        Theme.onChange(composite, paint);
        paint.run();
        return composite;
    }

    private static Composite line(Composite parent) {
        Composite line = new Canvas(parent, SWT.NO_FOCUS);
        line.addListener(SWT.Paint, event -> {
            event.gc.setBackground(Palette.current().line());
            event.gc.fillRectangle(line.getClientArea());
        });
        return line;
    }

    private static Button button(Composite parent, String id, String text, Runnable action) {
        Button button = Widgets.id(new Button(parent, SWT.PUSH), id);
        button.setText(text);
        button.addListener(SWT.Selection, event -> action.run());
        GridDataFactory.fillDefaults().grab(true, false).applyTo(button);
        return button;
    }

    private void page(String title, Control control) {
        CTabItem item = new CTabItem(pages, SWT.NONE);
        item.setText(title);
        item.setControl(control);
    }

    // --- what can be done

    /** Starts a check of what stands in the form, or says what is wrong with it. */
    void start() {
        if (tester.isRunning()) {
            return;
        }
        TesterInput input = form.input();
        char[] secret = form.secret();
        try {
            List<Problem> problems = Requests.problems(input, secret.length > 0);
            form.problems(problems);
            if (problems.isEmpty() && (!input.send() || input.isPractice() || confirmSending(input))) {
                form.storeSecret();
                tester.start(input, secret);
            }
        } finally {
            Arrays.fill(secret, '\0');
        }
    }

    /** No mail leaves without the user seeing from whom, to whom and what. */
    private boolean confirmSending(TesterInput input) {
        String from = input.from().isBlank() ? input.user().strip() : input.from().strip();
        return MessageDialog.open(MessageDialog.CONFIRM, getShell(), Messages.Send_title,
                NLS.bind(Messages.Send_words,
                        new Object[] {from, input.to().strip(), TestMessage.subject(), input.host().strip()}),
                SWT.SHEET,
                Messages.Send_send, Messages.Send_cancel) == 0;
    }

    /** Ends the running check at once. */
    void cancel() {
        tester.cancel();
    }

    void copyReport() {
        if (result() != null) {
            ReportActions.copy(getDisplay(), result());
        }
    }

    void saveReport() {
        if (result() != null) {
            ReportActions.save(getShell(), result());
        }
    }

    private void open(History.Entry entry) {
        if (!tester.isRunning()) {
            form.input(entry.input());
            tester.show(entry);
        }
    }

    /**
     * Puts a server into the form; all else is as in a new tester.
     *
     * @param profile id of the client or device to act as; null for the usual one
     */
    public void fill(Target target, String profile) {
        TesterInput fresh = Saved.fresh();
        form.input(new TesterInput(null, null, target.protocol(), target.host(), Integer.toString(target.port()),
                target.security(),
                fresh.secret(), fresh.user(), null, profile == null ? fresh.profile() : profile, "", "", false, fresh.deadline(),
                false));
    }

    /** Puts a practice server into the form, as its scenario suggests. */
    public void practise(String scenario) {
        form.practise(Scenarios.byId(scenario).orElseThrow());
    }

    /** What stands in the form. */
    TesterInput input() {
        return form.input();
    }

    /** Checks the first practice server: it refuses the password of the account as Gmail does. */
    public void practise() {
        Scenarios.byId(FIRST_SCENARIO).ifPresent(form::practise);
        start();
    }

    /** Whether a check is under way. */
    public boolean isRunning() {
        return tester.isRunning();
    }

    /** The result on screen; null for none. */
    CheckResult result() {
        return tester.run() == null ? null : tester.run().result();
    }

    /** What is checked, for the title of the view; null when nothing was. */
    String subject() {
        return tester.run() == null ? null : ReportActions.subject(tester.run());
    }

    @Override
    public boolean setFocus() {
        return form.setFocus();
    }

    // --- what is shown

    private void showPlan() {
        if (tester.run() == null) {
            TesterInput input = form.input();
            stages.show(new CheckRun(input, java.time.Duration.ofSeconds(1), Words.locale(), () -> {
                // only its plan is of interest
            }).rows(), java.time.Duration.ofSeconds(1));
        }
    }

    private void refresh() {
        CheckRun run = tester.run();
        boolean running = tester.isRunning();
        if (run != shown || running != shownRunning) {
            shown = run;
            shownRunning = running;
            boolean hadFocus = running ? start.isFocusControl() : cancel.isFocusControl();
            start.setEnabled(!running);
            cancel.setEnabled(running);
            if (hadFocus) {
                (running ? cancel : start).setFocus();
            }
            stateChanged.run();
        }
        if (run == null) {
            showPlan();
        } else {
            stages.show(run.rows(), run.deadline());
        }
        result.show(run);
        dialogue.show(run);
        certificates.show(run);
        server.show(run);
        if (running && !ticking) {
            ticking = true;
            getDisplay().timerExec(TICK, this::tick);
        }
    }

    private void tick() {
        ticking = false;
        if (!isDisposed() && tester.isRunning()) {
            refresh();
        }
    }
}
