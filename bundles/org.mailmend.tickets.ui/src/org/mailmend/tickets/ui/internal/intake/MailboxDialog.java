package org.mailmend.tickets.ui.internal.intake;

import java.io.IOException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import org.eclipse.core.runtime.ILog;
import org.eclipse.jface.dialogs.Dialog;
import org.eclipse.jface.dialogs.IDialogConstants;
import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.jface.layout.GridLayoutFactory;
import org.eclipse.swt.SWT;
import org.eclipse.swt.custom.StyledText;
import org.eclipse.swt.layout.GridData;
import org.eclipse.swt.widgets.Button;
import org.eclipse.swt.widgets.Combo;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.Shell;
import org.eclipse.swt.widgets.Text;
import org.mailmend.check.Cancellation;
import org.mailmend.check.Presets;
import org.mailmend.check.Secret;
import org.mailmend.check.Security;
import org.mailmend.check.Target;
import org.mailmend.diagnosis.Protocol;
import org.mailmend.oauth.Provider;
import org.mailmend.oauth.Providers;
import org.mailmend.oauth.ui.SignedIn;
import org.mailmend.tickets.mail.ImapSource;
import org.mailmend.tickets.ui.Language;
import org.mailmend.tickets.ui.internal.reply.MailSettings;
import org.mailmend.tickets.ui.internal.reply.MailSettings.Auth;
import org.mailmend.tickets.ui.internal.reply.Secrets;
import org.mailmend.workbench.Prose;
import org.mailmend.workbench.Services;
import org.mailmend.workbench.SignInOpener;
import org.mailmend.workbench.State;
import org.mailmend.workbench.StatusLabel;
import org.mailmend.workbench.UiThread;
import org.mailmend.workbench.Widgets;

/** Where a mailbox is and who signs in, with a test that explains what goes wrong. */
final class MailboxDialog extends Dialog {
    private static final int WIDTH = 420;
    private static final int HIGHEST_PORT = 65535;
    private static final int LONGEST = 320;
    private static final List<Auth> AUTHS = List.of(Auth.PASSWORD, Auth.OAUTH);
    private static final List<Security> SECURITIES = List.of(Security.TLS, Security.STARTTLS, Security.NONE);
    private static final List<Integer> MINUTES = List.of(0, 1, 5, 15, 60);

    private final Mailbox before;
    private Mailbox after;
    private char[] typed = {};
    private Combo auth;
    private Combo user;
    private Text password;
    private Text host;
    private Text port;
    private Combo security;
    private Text folder;
    private Combo minutes;
    private Button all;
    private Button test;
    private Button signIn;
    private StatusLabel problem;
    private StyledText steps;
    private Cancellation running;
    private String cause;

    /** @param before what is known; its id stays */
    MailboxDialog(Shell parent, Mailbox before) {
        super(parent);
        this.before = before;
    }

    @Override
    protected boolean isResizable() {
        return true;
    }

    @Override
    protected void configureShell(Shell shell) {
        super.configureShell(shell);
        shell.setText(Messages.Box_title);
    }

    @Override
    protected Control createDialogArea(Composite parent) {
        Composite area = new Composite(parent, SWT.NONE);
        GridLayoutFactory.fillDefaults().numColumns(2).margins(16, 16).spacing(12, 8).applyTo(area);
        GridDataFactory.fillDefaults().grab(true, true).applyTo(area);
        MailSettings.Login login = before.login();
        auth = combo(area, "box.auth", Messages.Box_auth, Messages.Box_withPassword, Messages.Box_withOAuth);
        auth.select(Math.max(0, AUTHS.indexOf(login.auth())));
        label(area, Messages.Box_user);
        user = Widgets.id(new Combo(area, SWT.DROP_DOWN), "box.user");
        user.setText(login.user());
        user.setTextLimit(LONGEST);
        GridDataFactory.fillDefaults().grab(true, false).hint(WIDTH, SWT.DEFAULT).applyTo(user);
        user.addListener(SWT.FocusOut, event -> propose());
        user.addListener(SWT.Selection, event -> propose());
        password = text(area, "box.password", Messages.Box_password, "", SWT.PASSWORD);
        password.setMessage(login.host().isEmpty() ? "" : Messages.Box_passwordHint);
        host = text(area, "box.host", Messages.Box_host, login.host(), SWT.NONE);
        port = text(area, "box.port", Messages.Box_port, Integer.toString(login.port()), SWT.NONE);
        security = combo(area, "box.security", Messages.Box_security, Messages.Box_tls, Messages.Box_starttls, Messages.Box_none);
        security.select(SECURITIES.indexOf(login.security()));
        folder = text(area, "box.folder", Messages.Box_folder, before.folder(), SWT.NONE);
        minutes = combo(area, "box.minutes", Messages.Box_minutes, Messages.Box_idle, Messages.Box_minute, Messages.Box_minutes5,
                Messages.Box_minutes15, Messages.Box_hour);
        minutes.select(Math.max(0, MINUTES.indexOf(before.minutes())));
        all = Widgets.id(new Button(area, SWT.CHECK), "box.all");
        all.setText(Messages.Box_all);
        all.setSelection(before.since() == null);
        GridDataFactory.fillDefaults().span(2, 1).applyTo(all);
        problem = Widgets.id(new StatusLabel(area), "box.problem");
        problem.setData("org.eclipse.e4.ui.css.CssClassName", null);
        problem.setBackground(null);
        GridDataFactory.fillDefaults().grab(true, false).span(2, 1).hint(WIDTH, SWT.DEFAULT).applyTo(problem);
        steps = Widgets.id(Prose.field(area), "box.steps");
        Widgets.accessibleName(steps, Messages.Box_steps);
        GridDataFactory.fillDefaults().grab(true, true).span(2, 1).hint(WIDTH, steps.getLineHeight() * 8).exclude(true)
                .applyTo(steps);
        steps.setVisible(false);
        auth.addListener(SWT.Selection, event -> authChosen());
        security.addListener(SWT.Selection, event -> securityChosen());
        for (Control control : List.of(user, password, host, port, folder)) {
            control.addListener(SWT.Modify, event -> check());
        }
        readAddresses();
        return area;
    }

    private static Text text(Composite area, String id, String words, String value, int style) {
        label(area, words);
        Text text = Widgets.id(new Text(area, SWT.BORDER | style), id);
        text.setText(value);
        text.setTextLimit(LONGEST);
        GridDataFactory.fillDefaults().grab(true, false).hint(WIDTH, SWT.DEFAULT).applyTo(text);
        return text;
    }

    private static Combo combo(Composite area, String id, String words, String... items) {
        label(area, words);
        Combo combo = Widgets.id(new Combo(area, SWT.READ_ONLY), id);
        combo.setItems(items);
        return combo;
    }

    private static void label(Composite area, String words) {
        Label label = new Label(area, SWT.NONE);
        label.setText(words);
    }

    @Override
    protected void createButtonsForButtonBar(Composite parent) {
        test = Widgets.id(createButton(parent, IDialogConstants.CLIENT_ID, Messages.Box_test, false), "box.test");
        signIn = Widgets.id(createButton(parent, IDialogConstants.CLIENT_ID + 1, Messages.Box_signIn, false), "box.signIn");
        signIn.setVisible(false);
        Widgets.id(createButton(parent, IDialogConstants.OK_ID, Messages.Box_ok, true), "box.ok");
        Widgets.id(createButton(parent, IDialogConstants.CANCEL_ID, Messages.Box_cancel, false), "box.cancel");
        authChosen();
    }

    @Override
    protected void buttonPressed(int id) {
        if (id == IDialogConstants.CLIENT_ID) {
            test();
        } else if (id == IDialogConstants.CLIENT_ID + 1) {
            signIn();
        } else {
            super.buttonPressed(id);
        }
    }

    // --- what is entered

    private Auth auth() {
        return AUTHS.get(Math.max(0, auth.getSelectionIndex()));
    }

    private Security security() {
        return SECURITIES.get(Math.max(0, security.getSelectionIndex()));
    }

    private void authChosen() {
        password.setEnabled(auth() == Auth.PASSWORD);
        check();
    }

    private void securityChosen() {
        // the usual port goes with the kind of protection
        if (security() == Security.TLS && "143".equals(port.getText())) {
            port.setText("993");
        } else if (security() != Security.TLS && "993".equals(port.getText())) {
            port.setText("143");
        }
        check();
    }

    /** The addresses that are signed in can be chosen; the keyring is asked in the background. */
    private void readAddresses() {
        UiThread ui = UiThread.of(user);
        CompletableFuture.supplyAsync(() -> {
            try {
                return SignedIn.addresses();
            } catch (IOException e) {
                ILog.of(MailboxDialog.class).info("The accounts could not be read: " + e.getMessage());
                return List.<String>of();
            }
        }).thenAccept(addresses -> ui.execute(() -> {
            String now = user.getText();
            user.setItems(addresses.toArray(String[]::new));
            user.setText(now);
        }));
    }

    /** Where the provider of the address is known, so is its server. */
    private void propose() {
        if (!host.getText().isBlank()) {
            return;
        }
        List<String> presets = Providers.ofAddress(user.getText().strip()).map(Provider::presets).orElse(List.of());
        presets.stream().flatMap(id -> Presets.byId(id).stream()).map(preset -> preset.target())
                .filter(target -> target.protocol() == Protocol.IMAP).findFirst().ifPresent(this::propose);
    }

    private void propose(Target target) {
        host.setText(target.host());
        port.setText(Integer.toString(target.port()));
        security.select(SECURITIES.indexOf(target.security()));
        check();
    }

    private String wrong() {
        if (user.getText().isBlank()) {
            return auth() == Auth.OAUTH ? Messages.Box_noAccount : Messages.Box_noUser;
        }
        if (!host.getText().strip().matches("[^\\s:/@]+")) {
            return Messages.Box_wrongHost;
        }
        String number = port.getText().strip();
        if (!number.matches("\\d{1,5}") || Integer.parseInt(number) < 1 || Integer.parseInt(number) > HIGHEST_PORT) {
            return Messages.Box_wrongPort;
        }
        if (folder.getText().isBlank()) {
            return Messages.Box_noFolder;
        }
        return auth() == Auth.PASSWORD && password.getCharCount() == 0 && isOther() ? Messages.Box_noPassword : null;
    }

    /** Whether another password belongs to it than to what was there before. */
    private boolean isOther() {
        return before.login().host().isEmpty() || before.login().auth() != Auth.PASSWORD
                || !before.login().host().equals(host.getText().strip()) || !before.login().user().equals(user.getText().strip());
    }

    /** Says what is missing, else what is risky. */
    private void check() {
        if (test == null) {
            return;
        }
        stop();
        String wrong = wrong();
        boolean untouched = user.getText().isBlank() && host.getText().isBlank();
        if (wrong != null) {
            say(untouched ? State.WAITING : State.WARNING, wrong);
        } else if (security() == Security.NONE) {
            say(State.WARNING, Messages.Box_clear);
        } else {
            say(State.WAITING, Messages.Box_untested);
        }
        show(List.of());
        signIn.setVisible(false);
        test.setEnabled(wrong == null);
        getButton(IDialogConstants.OK_ID).setEnabled(wrong == null);
    }

    private Mailbox read() {
        boolean leaveOld = !all.getSelection();
        Instant since = leaveOld ? before.since() == null ? Instant.now() : before.since() : null;
        return new Mailbox(before.id(),
                new MailSettings.Login(host.getText().strip(), Integer.parseInt(port.getText().strip()), security(), auth(),
                        user.getText().strip()),
                folder.getText().strip(), MINUTES.get(Math.max(0, minutes.getSelectionIndex())), since);
    }

    // --- the test

    private void test() {
        stop();
        Mailbox mailbox = read();
        char[] secret = password.getTextChars();
        Cancellation mine = new Cancellation();
        running = mine;
        test.setEnabled(false);
        show(List.of());
        say(State.RUNNING, Messages.Box_testing);
        UiThread ui = UiThread.of(problem);
        ImapSource.SignIn with = secret.length > 0 && mailbox.login().auth() == Auth.PASSWORD ? () -> Secret.password(secret)
                : () -> Secrets.of(mailbox.login());
        Thread.ofVirtual().start(() -> {
            Probe.Finding finding = Probe.run(mailbox, with, Language.locale(), mine);
            Arrays.fill(secret, '\0');
            ui.execute(() -> {
                if (running == mine) {
                    running = null;
                    test.setEnabled(true);
                    tested(finding);
                }
            });
        });
    }

    private void tested(Probe.Finding finding) {
        say(finding.good() ? State.OK : State.FAULT, finding.sentence());
        show(finding.steps());
        cause = finding.cause() == null ? null : finding.cause().name();
        SignInOpener opener = opener();
        signIn.setVisible(cause != null && opener != null && opener.helps(cause));
    }

    private static SignInOpener opener() {
        return Services.find(SignInOpener.class);
    }

    private void signIn() {
        SignInOpener opener = opener();
        if (opener != null) {
            opener.open(new SignInOpener.Wish(cause, user.getText().strip(), host.getText().strip(), null, null));
            readAddresses();
        }
    }

    private void stop() {
        if (running != null) {
            running.cancel();
            running = null;
        }
    }

    private void say(State state, String sentence) {
        problem.set(state, sentence);
        problem.getParent().layout(true, true);
    }

    private void show(List<String> todo) {
        Prose prose = new Prose(steps);
        for (int i = 0; i < todo.size(); i++) {
            prose.item(i + 1 + ".", todo.get(i));
        }
        prose.show();
        boolean visible = !todo.isEmpty();
        if (steps.getVisible() != visible) {
            steps.setVisible(visible);
            ((GridData) steps.getLayoutData()).exclude = !visible;
            getShell().setSize(getShell().getSize().x, getShell().computeSize(getShell().getSize().x, SWT.DEFAULT).y);
            getShell().layout(true, true);
        }
    }

    @Override
    protected void okPressed() {
        after = read();
        typed = after.login().auth() == Auth.PASSWORD ? password.getTextChars() : new char[0];
        super.okPressed();
    }

    @Override
    public boolean close() {
        stop();
        return super.close();
    }

    /** What was entered; null when it was given up. */
    Mailbox mailbox() {
        return after;
    }

    /** The password that was typed; empty where the one that is kept stays. */
    char[] password() {
        return typed;
    }
}
