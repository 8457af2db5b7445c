package org.mailmend.oauth.ui.internal.wizard;

import java.io.IOException;
import java.net.URI;

import org.eclipse.core.runtime.ILog;
import org.eclipse.core.runtime.IProgressMonitor;
import org.eclipse.core.runtime.IStatus;
import org.eclipse.core.runtime.Status;
import org.eclipse.core.runtime.jobs.Job;
import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.osgi.util.NLS;
import org.eclipse.swt.SWT;
import org.eclipse.swt.custom.StyledText;
import org.eclipse.swt.widgets.Button;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.ProgressBar;
import org.eclipse.swt.widgets.Text;
import org.mailmend.check.Cancellation;
import org.mailmend.diagnosis.CauseId;
import org.mailmend.oauth.Account;
import org.mailmend.oauth.BadInputException;
import org.mailmend.oauth.Browser;
import org.mailmend.oauth.ClientRegistration;
import org.mailmend.oauth.OAuthException;
import org.mailmend.oauth.Provider;
import org.mailmend.oauth.Remark;
import org.mailmend.oauth.SignIn;
import org.mailmend.oauth.SignInListener;
import org.mailmend.oauth.SignInRequest;
import org.mailmend.oauth.ui.internal.Fields;
import org.mailmend.oauth.ui.internal.LetterDialog;
import org.mailmend.oauth.ui.internal.SystemBrowser;
import org.mailmend.workbench.ArticleOpener;
import org.mailmend.workbench.Palette;
import org.mailmend.workbench.Prose;
import org.mailmend.workbench.State;
import org.mailmend.workbench.StatusLabel;
import org.mailmend.workbench.UiThread;
import org.mailmend.workbench.Widgets;

/** The sign-in in the system's browser, here or on another computer: waits, and can be cancelled at any time. */
final class SignInPage extends SetupPage {
    private Button here;
    private Button elsewhere;
    private Button cancel;
    private ProgressBar waiting;
    private StatusLabel state;
    private Composite other;
    private Text page;
    private Text answer;
    private StatusLabel answerProblem;
    private StyledText details;
    private Composite help;
    private Button letter;
    private Button article;
    /** The attempt that is under way; null for none. */
    private Attempt attempt;
    private OAuthException failure;

    SignInPage() {
        super("sign-in", Messages.SignIn_title, Messages.SignIn_words);
        setPageComplete(false);
    }

    /** One attempt; what an older one still says is not heard. */
    private static final class Attempt {
        final Cancellation cancellation = new Cancellation();
        volatile SignIn signIn;
    }

    @Override
    public void createControl(Composite parent) {
        Composite area = Fields.page(parent, 1);
        Composite row = Fields.row(area, 3, 1);
        here = Fields.push(row, "here", Messages.SignIn_here, () -> start(true));
        elsewhere = Fields.push(row, "elsewhere", Messages.SignIn_elsewhere, () -> start(false));
        cancel = Fields.push(row, "cancel", Messages.SignIn_cancel, this::cancel);
        state = Fields.status(area, "state", 1);
        waiting = new ProgressBar(area, SWT.INDETERMINATE);
        Widgets.accessibleName(waiting, Messages.SignIn_waiting);
        GridDataFactory.fillDefaults().grab(true, false).exclude(true).applyTo(waiting);
        other = Fields.row(area, 3, 1);
        Fields.words(other, "page.words", Messages.SignIn_pageWords, 3);
        Fields.label(other, Messages.SignIn_page);
        page = Fields.text(other, "page", SWT.READ_ONLY);
        Fields.push(other, "page.copy", Messages.SignIn_copy, () -> Fields.copy(page.getText()));
        Fields.words(other, "answer.words", Messages.SignIn_answerWords, 3);
        Fields.label(other, Messages.SignIn_answer);
        answer = Fields.text(other, "answer", SWT.NONE);
        answer.setMessage("http://127.0.0.1:…/?state=…&code=…");
        Fields.push(other, "answer.take", Messages.SignIn_take, this::take);
        answerProblem = Fields.status(other, "answer.problem", 3);
        // Enter hands the address over; it does not go on to the next page.
        answer.addListener(SWT.Traverse, event -> {
            if (event.detail == SWT.TRAVERSE_RETURN) {
                event.doit = false;
                event.detail = SWT.TRAVERSE_NONE;
                take();
            }
        });
        details = Fields.prose(area, "details", Messages.SignIn_details, 1);
        help = Fields.row(area, 2, 1);
        letter = Fields.push(help, "letter", Messages.SignIn_letter, this::letter);
        article = Fields.push(help, "article", Messages.SignIn_article, this::article);
        setControl(area);
        area.addDisposeListener(event -> cancel());
        idle();
    }

    // --- an attempt

    /** @param browser whether the browser of this computer is opened */
    private void start(boolean browser) {
        cancel();
        SignInRequest request;
        try {
            Provider provider = setup().provider();
            Browser opener = browser ? SystemBrowser.get() : Browser.NONE;
            request = SignInRequest.of(provider, setup().client(), setup().address()).withLocale(Fields.locale())
                    .withBrowser(opener);
        } catch (BadInputException e) {
            fail(new OAuthException(CauseId.UNKNOWN, e.remark(), null));
            return;
        }
        Attempt mine = new Attempt();
        attempt = mine;
        failure = null;
        answer.setText("");
        Fields.say(answerProblem, State.FAULT, null);
        running(browser);
        UiThread ui = UiThread.of(here);
        SetupWizard wizard = setup();
        Job job = new Job(NLS.bind(Messages.SignIn_job, setup().address())) {
            @Override
            protected IStatus run(IProgressMonitor monitor) {
                try {
                    mine.signIn = new SignIn(request, listener(mine, ui, browser), mine.cancellation);
                    Account account = mine.signIn.run();
                    wizard.keep(account);
                    ui.execute(() -> signedIn(mine, account));
                } catch (OAuthException e) {
                    ui.execute(() -> {
                        if (attempt == mine) {
                            fail(e);
                        }
                    });
                } catch (IOException e) {
                    // memory does not fail
                    ILog.of(SignInPage.class).error("The account could not be kept", e);
                }
                return Status.OK_STATUS;
            }

            @Override
            protected void canceling() {
                mine.cancellation.cancel();
            }
        };
        job.schedule();
    }

    private SignInListener listener(Attempt mine, UiThread ui, boolean browser) {
        return new SignInListener() {
            private void say(Runnable task) {
                ui.execute(() -> {
                    if (attempt == mine) {
                        task.run();
                    }
                });
            }

            @Override
            public void authorize(URI address) {
                say(() -> page.setText(address.toString()));
            }

            @Override
            public void browserFailed(Remark why) {
                say(() -> {
                    Fields.show(other, true);
                    Fields.say(state, State.WARNING, why.text(Fields.locale()));
                });
            }

            @Override
            public void ignored(Remark why) {
                say(() -> new Prose(details).coloured(why.text(Fields.locale()), Palette.current().warning())
                        .paragraph(browser ? Messages.SignIn_hereWords : Messages.SignIn_elsewhereWords).show());
            }

            @Override
            public void answered() {
                say(() -> Fields.say(state, State.RUNNING, Messages.SignIn_answered));
            }
        };
    }

    private void take() {
        Attempt mine = attempt;
        if (mine == null || mine.signIn == null) {
            return;
        }
        try {
            mine.signIn.paste(answer.getText());
            Fields.say(answerProblem, State.FAULT, null);
        } catch (BadInputException e) {
            Fields.say(answerProblem, State.FAULT, e.remark().text(Fields.locale()));
            answer.setFocus();
        }
    }

    /** Ends the attempt that is under way. */
    void cancel() {
        Attempt mine = attempt;
        if (mine != null) {
            attempt = null;
            mine.cancellation.cancel();
            if (!here.isDisposed()) {
                idle();
                Fields.say(state, State.SKIPPED, Messages.SignIn_cancelled);
                here.setFocus();
            }
        }
    }

    // --- what is shown

    private void running(boolean browser) {
        setPageComplete(false);
        here.setEnabled(false);
        elsewhere.setEnabled(false);
        cancel.setEnabled(true);
        cancel.setFocus();
        Fields.show(waiting, true);
        Fields.show(other, !browser);
        Fields.show(help, false);
        page.setText("");
        Fields.say(state, State.RUNNING, browser ? Messages.SignIn_waiting : Messages.SignIn_waitingElsewhere);
        new Prose(details).paragraph(browser ? Messages.SignIn_hereWords : Messages.SignIn_elsewhereWords).show();
    }

    private void stopped() {
        attempt = null;
        here.setEnabled(true);
        elsewhere.setEnabled(true);
        cancel.setEnabled(false);
        Fields.show(waiting, false);
        Fields.show(other, false);
        Fields.show(help, false);
    }

    private void idle() {
        stopped();
        Fields.say(state, State.WAITING, null);
        failure = null;
        new Prose(details).paragraph(Messages.SignIn_idleWords).show();
        setPageComplete(false);
    }

    private void signedIn(Attempt mine, Account account) {
        if (attempt != mine) {
            return;
        }
        stopped();
        show(account);
        if (getContainer().getCurrentPage() == this) {
            getContainer().showPage(getNextPage());
        }
    }

    private void show(Account account) {
        Fields.say(state, State.OK,
                NLS.bind(Messages.SignIn_done, account.owner() == null ? account.address() : account.owner()));
        new Prose(details).paragraph(Messages.SignIn_doneWords).show();
        setPageComplete(true);
    }

    private void fail(OAuthException e) {
        stopped();
        failure = e;
        boolean cancelled = e.causeId() == CauseId.USER_CANCELLED;
        Fields.say(state, cancelled ? State.SKIPPED : State.FAULT,
                cancelled ? e.remark().text(Fields.locale()) : Messages.SignIn_failed);
        Prose prose = new Prose(details);
        if (cancelled) {
            prose.paragraph(Messages.SignIn_idleWords);
        } else {
            Fields.failure(prose, e);
        }
        prose.show();
        boolean letterHelps = e.causeId() == CauseId.OAUTH_ADMIN_BLOCKED;
        boolean hasArticle = !cancelled && Fields.articles() != null;
        letter.setVisible(letterHelps);
        ((org.eclipse.swt.layout.GridData) data(letter)).exclude = !letterHelps;
        article.setVisible(hasArticle);
        ((org.eclipse.swt.layout.GridData) data(article)).exclude = !hasArticle;
        Fields.show(help, letterHelps || hasArticle);
        setPageComplete(false);
        here.setFocus();
    }

    private static Object data(Button button) {
        if (button.getLayoutData() == null) {
            GridDataFactory.swtDefaults().applyTo(button);
        }
        return button.getLayoutData();
    }

    private void letter() {
        ClientRegistration client = setup().client();
        new LetterDialog(getShell(), setup().address(), client, setup().provider()).open();
    }

    private void article() {
        ArticleOpener articles = Fields.articles();
        if (articles != null && failure != null) {
            // the article stands behind this dialog; both are needed
            articles.openCause(failure.causeId().name());
        }
    }

    @Override
    public void setVisible(boolean visible) {
        super.setVisible(visible);
        if (visible) {
            Account account = setup().signedIn();
            if (account != null) {
                show(account);
            } else if (attempt == null && failure == null) {
                idle();
            }
            setDescription(NLS.bind(Messages.SignIn_who, setup().address(), setup().isPractice() ? Messages.Account_practice
                    : setup().provider().name()));
            here.setFocus();
        } else {
            cancel();
        }
    }
}
