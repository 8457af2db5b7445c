package org.mailmend.oauth.ui.internal.accounts;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;

import org.eclipse.core.runtime.ILog;
import org.eclipse.core.runtime.IProgressMonitor;
import org.eclipse.core.runtime.IStatus;
import org.eclipse.core.runtime.Status;
import org.eclipse.core.runtime.jobs.Job;
import org.eclipse.jface.dialogs.MessageDialog;
import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.jface.layout.GridLayoutFactory;
import org.eclipse.jface.layout.RowLayoutFactory;
import org.eclipse.osgi.util.NLS;
import org.eclipse.swt.SWT;
import org.eclipse.swt.custom.SashForm;
import org.eclipse.swt.custom.StackLayout;
import org.eclipse.swt.custom.StyledText;
import org.eclipse.swt.widgets.Button;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Menu;
import org.eclipse.swt.widgets.MenuItem;
import org.eclipse.swt.widgets.Table;
import org.eclipse.swt.widgets.TableColumn;
import org.eclipse.swt.widgets.TableItem;
import org.mailmend.check.Cancellation;
import org.mailmend.check.CheckListener;
import org.mailmend.check.CheckRequest;
import org.mailmend.check.Checker;
import org.mailmend.check.Secret;
import org.mailmend.diagnosis.Catalogue;
import org.mailmend.diagnosis.CauseId;
import org.mailmend.diagnosis.Protocol;
import org.mailmend.oauth.Account;
import org.mailmend.oauth.BadInputException;
import org.mailmend.oauth.ClientRegistration;
import org.mailmend.oauth.Health;
import org.mailmend.oauth.OAuthException;
import org.mailmend.oauth.Provider;
import org.mailmend.oauth.ui.OAuthSetup;
import org.mailmend.oauth.ui.internal.Fields;
import org.mailmend.oauth.ui.internal.Ledger;
import org.mailmend.oauth.ui.internal.LetterDialog;
import org.mailmend.oauth.ui.internal.Practice;
import org.mailmend.oauth.ui.internal.delegation.DelegationWizard;
import org.mailmend.oauth.ui.internal.wizard.SetupWizard;
import org.mailmend.workbench.Icons;
import org.mailmend.workbench.Palette;
import org.mailmend.workbench.Prose;
import org.mailmend.workbench.State;
import org.mailmend.workbench.StatusLabel;
import org.mailmend.workbench.Theme;
import org.mailmend.workbench.UiThread;
import org.mailmend.workbench.Widgets;

/** The list of accounts, and beside it what is known of the one that is selected. */
final class AccountsPane extends Composite {
    private static final int EMPTY_WIDTH = 460;
    private static final int NARROW = 700;

    private final Runnable changed;
    private final UiThread ui;
    private final StackLayout stack = new StackLayout();
    private final Composite empty;
    private final StyledText emptyWords;
    private final Composite full;
    private final Table table;
    private final StyledText details;
    private final StatusLabel state;
    /** What the last work with an account came to. */
    private final StatusLabel notice;
    /** What is to be known about the place where accounts are kept. */
    private final StatusLabel store;
    private final Button watch;
    private final Button emptyWatch;
    private final Button test;
    private final Button cancel;
    private final Button again;
    private final Button revoke;
    private final Button remove;
    private final Button letter;
    /** What a test of this session found wrong with an account; the store keeps the cause only. */
    private final Map<String, OAuthException> failures = new ConcurrentHashMap<>();
    private Ledger.Snapshot snapshot;
    private Cancellation running;
    private boolean reading;
    private boolean readAgain;

    AccountsPane(Composite parent, Runnable changed) {
        super(parent, SWT.NONE);
        this.changed = changed;
        ui = UiThread.of(this);
        Widgets.surface(this);
        setLayout(stack);
        empty = Widgets.id(Widgets.surface(new Composite(this, SWT.NONE)), "empty");
        GridLayoutFactory.fillDefaults().margins(24, 24).spacing(0, 12).applyTo(empty);
        emptyWords = Prose.block(empty);
        Widgets.id(emptyWords, "empty.words");
        GridDataFactory.fillDefaults().grab(true, false).hint(EMPTY_WIDTH, SWT.DEFAULT).applyTo(emptyWords);
        Composite first = row(empty);
        Fields.push(first, "empty.new", Messages.Empty_new,
                () -> OAuthSetup.open(getShell(), null, null, OAuthSetup.Page.ACCOUNT));
        Fields.push(first, "empty.practice", Messages.Empty_practice,
                () -> OAuthSetup.open(getShell(), Practice.ADDRESS, Practice.PROVIDER, OAuthSetup.Page.ACCOUNT));
        Fields.push(first, "empty.organisation", Messages.View_organisation,
                () -> DelegationWizard.open(getShell(), false, null));
        emptyWatch = watch(empty, "empty.watch");
        full = Widgets.surface(new Composite(this, SWT.NONE));
        GridLayoutFactory.fillDefaults().spacing(0, 0).applyTo(full);
        SashForm sash = new SashForm(full, SWT.HORIZONTAL);
        GridDataFactory.fillDefaults().grab(true, true).applyTo(sash);
        Composite left = Widgets.surface(new Composite(sash, SWT.NONE));
        GridLayoutFactory.fillDefaults().margins(8, 8).spacing(0, 8).applyTo(left);
        Composite leftButtons = row(left);
        Fields.push(leftButtons, "new", Messages.View_new,
                () -> OAuthSetup.open(getShell(), null, null, OAuthSetup.Page.ACCOUNT));
        Fields.push(leftButtons, "organisation", Messages.View_organisation,
                () -> DelegationWizard.open(getShell(), false, null));
        table = Widgets.id(new Table(left, SWT.FULL_SELECTION | SWT.SINGLE | SWT.BORDER), "accounts");
        table.setHeaderVisible(true);
        Widgets.accessibleName(table, Messages.View_accounts);
        GridDataFactory.fillDefaults().grab(true, true).hint(300, 200).applyTo(table);
        for (String title : List.of(Messages.View_account, Messages.View_state, Messages.View_ends, Messages.View_proved)) {
            new TableColumn(table, SWT.LEFT).setText(title);
        }
        table.addListener(SWT.Selection, event -> show());
        table.addListener(SWT.DefaultSelection, event -> test());
        notice = Widgets.id(new StatusLabel(left), "notice");
        GridDataFactory.fillDefaults().grab(true, false).hint(240, SWT.DEFAULT).exclude(true).applyTo(notice);
        notice.setVisible(false);
        store = Widgets.id(new StatusLabel(left), "store");
        GridDataFactory.fillDefaults().grab(true, false).hint(240, SWT.DEFAULT).exclude(true).applyTo(store);
        store.setVisible(false);
        watch = watch(left, "watch");
        Composite right = Widgets.surface(new Composite(sash, SWT.NONE));
        GridLayoutFactory.fillDefaults().margins(12, 8).spacing(0, 8).applyTo(right);
        Composite buttons = row(right);
        test = Fields.push(buttons, "test", Messages.View_test, this::test);
        cancel = Fields.push(buttons, "cancel", Messages.View_cancel, this::cancel);
        again = Fields.push(buttons, "again", Messages.View_again, this::again);
        letter = Fields.push(buttons, "letter", Messages.View_letter, this::letter);
        revoke = Fields.push(buttons, "revoke", Messages.View_revoke, this::revoke);
        remove = Fields.push(buttons, "remove", Messages.View_remove, this::remove);
        state = Widgets.id(new StatusLabel(right), "state");
        GridDataFactory.fillDefaults().grab(true, false).hint(240, SWT.DEFAULT).applyTo(state);
        details = Widgets.id(Prose.field(right), "details");
        Widgets.accessibleName(details, Messages.View_details);
        GridDataFactory.fillDefaults().grab(true, true).hint(300, 200).applyTo(details);
        sash.setWeights(5, 6);
        // beside something else there is no room for two columns
        sash.addListener(SWT.Resize, event -> sash
                .setOrientation(sash.getClientArea().width < NARROW ? SWT.VERTICAL : SWT.HORIZONTAL));
        menu();
        stack.topControl = empty;
        Ledger.get().onChange(this, ui.coalesced(this::read));
        Theme.onChange(this, this::paint);
        addDisposeListener(event -> cancel());
        read();
    }

    private static Composite row(Composite parent) {
        Composite row = Widgets.surface(new Composite(parent, SWT.NONE));
        row.setLayout(RowLayoutFactory.fillDefaults().wrap(true).spacing(8).create());
        GridDataFactory.fillDefaults().grab(true, false).hint(120, SWT.DEFAULT).applyTo(row);
        return row;
    }

    private Button watch(Composite parent, String id) {
        Button button = Widgets.id(new Button(parent, SWT.CHECK), id);
        button.setText(Messages.View_watch);
        button.setToolTipText(Messages.View_watchHint);
        button.setSelection(Watch.isOn());
        button.addListener(SWT.Selection, event -> {
            Watch.turn(button.getSelection());
            watch.setSelection(button.getSelection());
            emptyWatch.setSelection(button.getSelection());
        });
        return button;
    }

    private void menu() {
        Menu menu = new Menu(table);
        item(menu, Messages.View_test, this::test);
        item(menu, Messages.View_again, this::again);
        item(menu, Messages.View_letter, this::letter);
        new MenuItem(menu, SWT.SEPARATOR);
        item(menu, Messages.View_revoke, this::revoke);
        item(menu, Messages.View_remove, this::remove);
        menu.addListener(SWT.Show, event -> {
            for (MenuItem item : menu.getItems()) {
                item.setEnabled(selected() != null && !isBusy());
            }
        });
        table.setMenu(menu);
    }

    private static void item(Menu menu, String words, Runnable action) {
        MenuItem item = new MenuItem(menu, SWT.PUSH);
        item.setText(words);
        item.addListener(SWT.Selection, event -> action.run());
    }

    // --- reading

    /** Reads all accounts anew, in the background. */
    private void read() {
        if (reading) {
            readAgain = true;
            return;
        }
        reading = true;
        Job job = Job.create(Messages.View_reading, monitor -> {
            Ledger.Snapshot read = null;
            try {
                read = Ledger.get().read();
            } catch (IOException e) {
                ILog.of(AccountsPane.class).info("The accounts cannot be read", e);
            }
            Ledger.Snapshot result = read;
            ui.execute(() -> {
                reading = false;
                fill(result);
                if (readAgain) {
                    readAgain = false;
                    read();
                }
            });
        });
        job.setSystem(true);
        job.schedule();
    }

    private void fill(Ledger.Snapshot read) {
        if (read == null) {
            Fields.say(store, State.FAULT, Messages.View_unreadable);
        } else {
            snapshot = read;
            boolean memory = !read.persistent()
                    && read.accounts().stream().anyMatch(account -> !Practice.isPractice(account.provider()));
            Fields.say(store, State.WARNING, memory ? Messages.View_memory : null);
        }
        String key = selected() == null ? null : key(selected());
        table.removeAll();
        List<Account> accounts = snapshot == null ? List.of() : snapshot.accounts();
        for (Account account : accounts) {
            Health health = Health.of(account, Clock.systemUTC());
            TableItem item = new TableItem(table, SWT.NONE);
            item.setData(account);
            Ledger.Proved proof = Ledger.get().proved(account);
            item.setText(new String[] {name(account), stateWords(account, health), health.ends() == null ? Messages.View_noEnd
                    : Times.relative(health.ends()), proof == null ? Messages.View_never : Times.relative(proof.when())});
            item.setImage(1, Icons.of(state(account, health)));
            if (key(account).equals(key)) {
                table.setSelection(item);
            }
        }
        for (TableColumn column : table.getColumns()) {
            column.pack();
        }
        if (table.getSelectionIndex() < 0 && table.getItemCount() > 0) {
            table.setSelection(0);
        }
        stack.topControl = accounts.isEmpty() && read != null ? empty : full;
        paint();
        layout(true, true);
    }

    private static String key(Account account) {
        return account.provider().id() + " " + account.key();
    }

    private static String name(Account account) {
        return Practice.isPractice(account.provider()) ? NLS.bind(Messages.View_practice, account.address()) : account.address();
    }

    private State state(Account account, Health health) {
        Ledger.Proved proof = Ledger.get().proved(account);
        if (account.failure() != null || proof != null && !proof.holds()) {
            return State.FAULT;
        }
        return health.warnings().isEmpty() ? State.OK : State.WARNING;
    }

    private String stateWords(Account account, Health health) {
        return switch (state(account, health)) {
            case FAULT -> Messages.View_dead;
            case WARNING -> Messages.View_warned;
            default -> Messages.View_good;
        };
    }

    // --- showing

    private void paint() {
        new Prose(emptyWords).title(Messages.Empty_title).paragraph(Messages.Empty_words).gap().paragraph(Messages.Empty_first)
                .show();
        for (TableItem item : table.getItems()) {
            Account account = (Account) item.getData();
            item.setImage(1, Icons.of(state(account, Health.of(account, Clock.systemUTC()))));
        }
        show();
    }

    private void show() {
        Account account = selected();
        Prose prose = new Prose(details);
        if (account == null) {
            Fields.say(state, State.WAITING, null);
            prose.aside(Messages.View_choose).show();
        } else {
            Health health = Health.of(account, Clock.systemUTC());
            if (!isBusy()) {
                Fields.say(state, state(account, health), stateWords(account, health));
            }
            tell(prose, account, health);
            prose.show();
        }
        enable();
    }

    private void tell(Prose prose, Account account, Health health) {
        prose.title(name(account));
        OAuthException failure = failures.get(key(account));
        if (failure != null && account.failure() != null) {
            Fields.failure(prose, failure);
        } else if (account.failure() != null) {
            prose.coloured(Catalogue.get().text(account.failure(), Fields.locale()).summary(), Palette.current().fault());
            Fields.steps(prose, account.failure());
        }
        Ledger.Proved proof = Ledger.get().proved(account);
        if (proof != null && !proof.holds()) {
            proof.found().forEach((protocol, cause) -> {
                if (cause != CauseId.OK) {
                    prose.gap().coloured(NLS.bind(Messages.View_refused, words(protocol),
                            Catalogue.get().text(cause, Fields.locale()).summary()), Palette.current().fault());
                    Fields.steps(prose, cause);
                }
            });
        }
        for (Health.Warning warning : health.warnings()) {
            if (warning.cause() != account.failure()) {
                prose.gap().coloured(warning.text(Fields.locale()), Palette.current().warning());
                Fields.steps(prose, warning.cause());
            }
        }
        prose.gap();
        prose.fact(Messages.View_owner, account.owner() == null ? Messages.View_ownerUnknown : account.owner());
        prose.fact(Messages.View_provider, account.provider().name());
        prose.fact(Messages.View_client, account.client().id());
        if (account.client().publishing() != ClientRegistration.Publishing.UNKNOWN) {
            prose.fact(Messages.View_publishing, org.mailmend.oauth.ClientGuide.meaning(account.client().publishing(),
                    Fields.locale()));
        }
        prose.fact(Messages.View_scopes, String.join("\u2028", account.tokens().scopes()));
        prose.fact(Messages.View_signedIn, Times.exact(account.created()));
        prose.fact(Messages.View_used, Times.exact(account.used()));
        prose.fact(Messages.View_lastProof, proof == null ? Messages.View_never
                : NLS.bind(proof.holds() ? Messages.View_proofHolds : Messages.View_proofFails, Times.exact(proof.when())));
        prose.fact(Messages.View_sessionEnds, health.ends() == null ? Messages.View_noEnd : Times.exact(health.ends()));
        List<Provider.Quirk> risks = Health.risks(account);
        if (!risks.isEmpty()) {
            prose.heading(Messages.View_couldEnd);
            risks.forEach(risk -> prose.item("•", risk.text(Fields.locale())));
        }
    }

    private static String words(Protocol protocol) {
        return switch (protocol) {
            case SMTP -> Messages.View_smtp;
            case IMAP -> Messages.View_imap;
            case POP3 -> Messages.View_pop3;
        };
    }

    private void enable() {
        boolean any = selected() != null;
        boolean focused = test.isFocusControl() || cancel.isFocusControl();
        test.setEnabled(any && !isBusy());
        cancel.setEnabled(isBusy());
        if (focused) {
            (isBusy() ? cancel : test).setFocus();
        }
        again.setEnabled(any && !isBusy());
        letter.setEnabled(any);
        revoke.setEnabled(any && !isBusy());
        remove.setEnabled(any && !isBusy());
        changed.run();
    }

    void focus() {
        if (stack.topControl == empty) {
            empty.setFocus();
        } else {
            table.setFocus();
        }
    }

    // --- what can be done

    /** The account that is selected; null for none. */
    Account selected() {
        return table.getSelectionCount() == 0 ? null : (Account) table.getSelection()[0].getData();
    }

    boolean isBusy() {
        return running != null;
    }

    void cancel() {
        if (running != null) {
            running.cancel();
        }
    }

    @FunctionalInterface
    private interface Work {
        /** A sentence about what was done; null for nothing to say. */
        String run(Cancellation cancellation) throws OAuthException, BadInputException, IOException;
    }

    /** Does something with an account in the background, one at a time. */
    private void run(Account account, String words, Work work) {
        if (isBusy()) {
            return;
        }
        Cancellation mine = new Cancellation();
        running = mine;
        Fields.say(notice, State.OK, null);
        enable();
        Fields.say(state, State.RUNNING, words);
        Job job = new Job(words) {
            @Override
            protected IStatus run(IProgressMonitor monitor) {
                String sentence;
                State found = State.OK;
                try {
                    sentence = work.run(mine);
                } catch (OAuthException e) {
                    failures.put(key(account), e);
                    sentence = e.remark().text(Fields.locale());
                    found = e.causeId() == CauseId.USER_CANCELLED ? State.SKIPPED : State.FAULT;
                } catch (BadInputException e) {
                    sentence = e.remark().text(Fields.locale());
                    found = State.FAULT;
                } catch (IOException e) {
                    ILog.of(AccountsPane.class).info("The keyring did not answer", e);
                    sentence = Messages.View_keyring;
                    found = State.FAULT;
                }
                String said = mine.isCancelled() ? Messages.View_cancelled : sentence;
                State how = mine.isCancelled() ? State.SKIPPED : found;
                ui.execute(() -> over(said, how));
                Ledger.get().changed();
                return Status.OK_STATUS;
            }

            @Override
            protected void canceling() {
                mine.cancel();
            }
        };
        job.schedule();
    }

    private void over(String sentence, State how) {
        running = null;
        show();
        if (sentence != null) {
            Fields.say(notice, how, sentence);
        }
    }

    /** Renews the token and signs in to the mail servers with it. */
    void test() {
        Account account = selected();
        if (account == null) {
            return;
        }
        run(account, NLS.bind(Messages.View_testing, account.address()), cancellation -> {
            Ledger.get().of(account).refresh(account.address(), cancellation);
            failures.remove(key(account));
            Secret token = Ledger.get().of(account).accessToken(account.address(), cancellation);
            Map<Protocol, CauseId> found = new LinkedHashMap<>();
            for (CheckRequest request : Ledger.requests(account, token)) {
                if (!found.containsKey(request.target().protocol()) && !cancellation.isCancelled()) {
                    found.put(request.target().protocol(),
                            Checker.run(request, CheckListener.NONE, cancellation).cause());
                }
            }
            token.wipe();
            if (found.isEmpty() || cancellation.isCancelled()) {
                return Messages.View_renewedOnly;
            }
            Ledger.get().proved(account, new Ledger.Proved(Instant.now(), found));
            return null;
        });
    }

    /** Signs the account in once more, with its own client. */
    void again() {
        Account account = selected();
        if (account != null && account.client().kind() == ClientRegistration.Kind.SERVICE_ACCOUNT) {
            DelegationWizard.open(getShell(), false, account);
        } else if (account != null) {
            SetupWizard.open(getShell(),
                    new SetupWizard.Start(account.address(), account.provider().id(), OAuthSetup.Page.SIGN_IN, account, null));
        }
    }

    void letter() {
        Account account = selected();
        if (account != null) {
            new LetterDialog(getShell(), account.address(), account.client(), account.provider()).open();
        }
    }

    /** Ends the sign-in at the provider, and forgets it. */
    void revoke() {
        Account account = selected();
        if (account == null
                || !ask(Messages.Revoke_title, NLS.bind(Messages.Revoke_words, account.address()), Messages.Revoke_do)) {
            return;
        }
        run(account, NLS.bind(Messages.Revoke_running, account.address()), cancellation -> {
            boolean told = Ledger.get().of(account).revoke(account.address(), cancellation);
            failures.remove(key(account));
            Ledger.get().forgotten(account);
            return NLS.bind(told ? Messages.Revoke_done : Messages.Revoke_notTold, account.address());
        });
    }

    /** Forgets the account here. */
    void remove() {
        Account account = selected();
        if (account == null
                || !ask(Messages.Remove_title, NLS.bind(Messages.Remove_words, account.address()), Messages.Remove_do)) {
            return;
        }
        run(account, NLS.bind(Messages.Remove_running, account.address()), cancellation -> {
            failures.remove(key(account));
            Ledger.get().remove(account);
            return NLS.bind(Messages.Remove_done, account.address());
        });
    }

    private boolean ask(String title, String words, String action) {
        MessageDialog dialog = new MessageDialog(getShell(), title, null, words, MessageDialog.QUESTION, 1, action,
                Messages.View_keep) {
            @Override
            protected Button createButton(Composite parent, int id, String label, boolean isDefault) {
                return Widgets.id(super.createButton(parent, id, label, isDefault),
                        Objects.equals(label, action) ? "do" : "keep");
            }
        };
        return dialog.open() == 0;
    }

    /** How long a background look waits between two accounts. */
    static Duration pause() {
        return Duration.ofSeconds(20);
    }
}
