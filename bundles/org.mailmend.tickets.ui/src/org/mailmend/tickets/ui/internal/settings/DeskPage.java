package org.mailmend.tickets.ui.internal.settings;

import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Function;
import java.util.function.Supplier;

import org.eclipse.core.runtime.ILog;
import org.eclipse.jface.dialogs.MessageDialog;
import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.jface.layout.GridLayoutFactory;
import org.eclipse.jface.layout.RowLayoutFactory;
import org.eclipse.jface.preference.PreferencePage;
import org.eclipse.jface.window.Window;
import org.eclipse.osgi.util.NLS;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Button;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.FileDialog;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.Text;
import org.eclipse.ui.IWorkbench;
import org.eclipse.ui.IWorkbenchPreferencePage;
import org.mailmend.tickets.StoreLocation;
import org.mailmend.tickets.TicketException;
import org.mailmend.tickets.TicketStore;
import org.mailmend.tickets.ui.Desk;
import org.mailmend.tickets.ui.Language;
import org.mailmend.tickets.ui.internal.DeskSettings;
import org.mailmend.workbench.CredentialStore;
import org.mailmend.workbench.Home;
import org.mailmend.workbench.State;
import org.mailmend.workbench.StatusLabel;
import org.mailmend.workbench.UiThread;
import org.mailmend.workbench.Widgets;

/** Who works here, where the tickets are, and what can be done with all of them. */
public final class DeskPage extends PreferencePage implements IWorkbenchPreferencePage {
    /** The id of this page. */
    public static final String ID = "org.mailmend.tickets.ui.preferences";
    private static final int WIDTH = 320;
    private static final int LONGEST = 100;
    private static final int RESULT_LINES = 2;

    private Text name;
    private Button embedded;
    private Button postgres;
    private Text url;
    private Text user;
    private Text password;
    private static Function<FileDialog, String> chooser = FileDialog::open;

    private Button test;
    private Button move;
    private StatusLabel result;
    private boolean busy;

    /**
     * Lets somebody else than the dialog of the window system say which file it is.
     *
     * @param value gives the chosen file, null for none; called in the UI thread. Null for the dialog again
     */
    public static void chooser(Function<FileDialog, String> value) {
        chooser = value == null ? FileDialog::open : value;
    }

    @Override
    public void init(IWorkbench workbench) {
        noDefaultAndApplyButton();
    }

    @Override
    protected Control createContents(Composite parent) {
        initializeDialogUnits(parent);
        Composite area = new Composite(parent, SWT.NONE);
        GridLayoutFactory.fillDefaults().numColumns(2).spacing(12, 8).applyTo(area);
        name = field(area, Messages.Page_name, "name", SWT.BORDER);
        name.setText(DeskSettings.technician());
        name.setTextLimit(LONGEST);
        note(area, Messages.Page_nameNote);
        Label title = new Label(area, SWT.NONE);
        title.setText(Messages.Page_database);
        title.setFont(Widgets.boldFont());
        GridDataFactory.fillDefaults().span(2, 1).indent(0, 8).applyTo(title);
        embedded = choice(area, "embedded", NLS.bind(Messages.Page_embedded, Home.directory().resolve("tickets.db")));
        postgres = choice(area, "postgres", Messages.Page_postgres);
        url = field(area, Messages.Page_url, "url", SWT.BORDER);
        url.setMessage(Messages.Desk_urlHint);
        user = field(area, Messages.Page_user, "user", SWT.BORDER);
        password = field(area, Messages.Page_password, "password", SWT.BORDER | SWT.PASSWORD);
        fill();
        Composite buttons = row(area);
        test = push(buttons, "test", Messages.Page_test, this::test);
        move = push(buttons, "move", Messages.Page_move, this::move);
        result = Widgets.id(new StatusLabel(area), "result");
        result.setData("org.eclipse.e4.ui.css.CssClassName", null);
        result.setBackground(null);
        GridDataFactory.fillDefaults().grab(true, false).span(2, 1).hint(WIDTH, convertHeightInCharsToPixels(RESULT_LINES))
                .applyTo(result);
        // its place is kept: the dialog does not grow any more when it is open
        result.setVisible(false);
        Label whole = new Label(area, SWT.NONE);
        whole.setText(Messages.Page_whole);
        whole.setFont(Widgets.boldFont());
        GridDataFactory.fillDefaults().span(2, 1).indent(0, 8).applyTo(whole);
        Composite more = row(area);
        push(more, "backup", Messages.Page_backup, this::backUp);
        push(more, "restore", Messages.Page_restore, this::restore);
        push(more, "verify", Messages.Page_verify, this::verify);
        push(more, "forget", Messages.Page_forget, this::forget);
        enable();
        return area;
    }

    private static Composite row(Composite area) {
        Composite row = new Composite(area, SWT.NONE);
        row.setLayout(RowLayoutFactory.fillDefaults().wrap(true).spacing(8).create());
        GridDataFactory.fillDefaults().grab(true, false).span(2, 1).hint(WIDTH, SWT.DEFAULT).applyTo(row);
        return row;
    }

    private static Text field(Composite area, String label, String id, int style) {
        new Label(area, SWT.NONE).setText(label);
        Text text = Widgets.id(new Text(area, style), id);
        GridDataFactory.fillDefaults().grab(true, false).hint(WIDTH, SWT.DEFAULT).applyTo(text);
        return text;
    }

    private static void note(Composite area, String words) {
        Label note = new Label(area, SWT.WRAP);
        note.setText(words);
        GridDataFactory.fillDefaults().grab(true, false).hint(WIDTH, SWT.DEFAULT).span(2, 1).applyTo(note);
    }

    private Button choice(Composite area, String id, String words) {
        Button button = Widgets.id(new Button(area, SWT.RADIO), id);
        button.setText(words);
        GridDataFactory.fillDefaults().span(2, 1).applyTo(button);
        button.addListener(SWT.Selection, event -> enable());
        return button;
    }

    private static Button push(Composite parent, String id, String words, Runnable action) {
        Button button = Widgets.id(new Button(parent, SWT.PUSH), id);
        button.setText(words);
        button.addListener(SWT.Selection, event -> action.run());
        return button;
    }

    private void fill() {
        String address = DeskSettings.database();
        boolean elsewhere = address.startsWith("jdbc:postgresql:");
        embedded.setSelection(!elsewhere);
        postgres.setSelection(elsewhere);
        if (elsewhere) {
            String account = DeskSettings.credentialUser(address);
            user.setText("-".equals(account) ? "" : URLDecoder.decode(account, StandardCharsets.UTF_8));
            url.setText(Address.withoutUser(address));
        }
    }

    private void enable() {
        boolean elsewhere = postgres.getSelection();
        url.setEnabled(elsewhere);
        user.setEnabled(elsewhere);
        password.setEnabled(elsewhere);
        test.setEnabled(!busy);
        String chosen = address();
        move.setEnabled(!busy && Desk.get().phase() == Desk.Phase.OPEN && !chosen.equals(DeskSettings.database()));
    }

    /** The address that is chosen; empty for the file. */
    private String address() {
        if (!postgres.getSelection()) {
            return DeskSettings.database().startsWith("jdbc:sqlite:") ? DeskSettings.database() : "";
        }
        return Address.withUser(url.getText(), user.getText());
    }

    /** The place that is chosen, with the password that was typed, or the one that is kept; in the background. */
    private static StoreLocation location(String address, char[] typed) {
        if (address.isEmpty()) {
            return StoreLocation.inHome(Home.directory());
        }
        char[] secret = typed;
        CredentialStore credentials = DeskSettings.credentials();
        if (secret.length == 0 && credentials != null) {
            secret = credentials.get(DeskSettings.credentialHost(address), DeskSettings.credentialUser(address));
        }
        return StoreLocation.of(address, secret);
    }

    // --- what the buttons do

    /** Does something in the background and says what came of it. */
    private void run(String doing, Supplier<String> work) {
        busy = true;
        say(State.RUNNING, doing);
        enable();
        UiThread ui = UiThread.of(result);
        CompletableFuture.supplyAsync(work, task -> Thread.ofPlatform().daemon().name("mailmend-desk-page").start(task))
                .whenComplete((sentence, failure) -> ui.execute(() -> {
                    busy = false;
                    if (failure == null) {
                        say(State.OK, sentence);
                    } else {
                        Throwable cause = failure instanceof CompletionException && failure.getCause() != null
                                ? failure.getCause()
                                : failure;
                        ILog.of(DeskPage.class).info("Something with all tickets did not work", cause);
                        say(State.FAULT, Language.sentence(cause));
                    }
                    enable();
                }));
    }

    private void say(State state, String sentence) {
        result.set(state, sentence);
        result.setVisible(true);
        result.getParent().layout(true, true);
    }

    private void test() {
        String address = address();
        char[] typed = password.getTextChars();
        run(Messages.Page_testing, () -> {
            try {
                StoreLocation place = location(address, typed);
                long tickets = TicketStore.look(place);
                return tickets < 0 ? NLS.bind(Messages.Page_testedEmpty, place.shown())
                        : NLS.bind(Messages.Page_tested, place.shown(), tickets);
            } finally {
                Arrays.fill(typed, '\0');
            }
        });
    }

    private void move() {
        String address = address();
        char[] typed = password.getTextChars();
        if (!ask(Messages.Page_move, NLS.bind(Messages.Page_moveQuestion, address.isEmpty() ? Home.directory() : url.getText()),
                Messages.Page_moveNow)) {
            return;
        }
        run(Messages.Page_moving, () -> {
            Map<String, Long> counts = Desk.get().replace(store -> {
                try (TicketStore target = TicketStore.open(location(address, typed))) {
                    return store.copyTo(target, table -> {
                    });
                }
            }, () -> keep(address, typed)).join();
            return NLS.bind(Messages.Page_moved, counts.get("ticket"));
        });
    }

    private static void keep(String address, char[] typed) {
        CredentialStore credentials = DeskSettings.credentials();
        if (!address.isEmpty() && typed.length > 0 && credentials != null) {
            credentials.put(DeskSettings.credentialHost(address), DeskSettings.credentialUser(address), typed);
        }
        Arrays.fill(typed, '\0');
        DeskSettings.database(address);
    }

    private void backUp() {
        FileDialog dialog = new FileDialog(getShell(), SWT.SAVE);
        dialog.setText(Messages.Page_backup);
        dialog.setFileName("mailmend-" + DateTimeFormatter.ofPattern("yyyyMMdd-HHmm").format(LocalDateTime.now()) + ".db");
        String chosen = chooser.apply(dialog);
        if (chosen == null) {
            return;
        }
        Path file = Path.of(chosen);
        run(Messages.Page_backingUp, () -> Desk.get().ask(store -> {
            try {
                store.backUp(file);
                return NLS.bind(Messages.Page_backedUp, file);
            } catch (IOException e) {
                throw new IllegalStateException(
                        NLS.bind(Files.exists(file) ? Messages.Page_fileThere : Messages.Page_fileFails, file), e);
            }
        }).join());
    }

    private void restore() {
        FileDialog dialog = new FileDialog(getShell(), SWT.OPEN);
        dialog.setText(Messages.Page_restore);
        dialog.setFilterExtensions(new String[] {"*.db", "*"});
        String chosen = chooser.apply(dialog);
        if (chosen == null
                || !ask(Messages.Page_restore, NLS.bind(Messages.Page_restoreQuestion, chosen), Messages.Page_restoreNow)) {
            return;
        }
        run(Messages.Page_restoring, () -> NLS.bind(Messages.Page_restored, Desk.get().restore(Path.of(chosen)).join()));
    }

    private void verify() {
        run(Messages.Page_verifying, () -> {
            var problems = Desk.get().ask(TicketStore::check).join();
            if (!problems.isEmpty()) {
                throw new IllegalStateException(
                        NLS.bind(Messages.Page_damaged, String.join("; ", problems.stream().limit(5).toList())));
            }
            return Messages.Page_verified;
        });
    }

    private void forget() {
        ForgetDialog dialog = new ForgetDialog(getShell());
        if (dialog.open() == Window.OK && dialog.contact() != null) {
            long id = dialog.contact().id();
            run(Messages.Page_forgetting, () -> NLS.bind(Messages.Page_forgotten,
                    Desk.get().ask(store -> store.anonymise(id, Desk.get().technician())).join()));
        }
    }

    private boolean ask(String title, String question, String yes) {
        return new MessageDialog(getShell(), TextOf.plain(title), null, question, MessageDialog.QUESTION, 1, yes,
                Messages.Page_cancel) {
            @Override
            protected Button createButton(Composite parent, int id, String label, boolean isDefault) {
                return Widgets.id(super.createButton(parent, id, label, isDefault), "answer." + id);
            }
        }.open() == 0;
    }

    @Override
    public boolean performOk() {
        if (name == null) {
            return true;
        }
        if (busy) {
            setErrorMessage(Messages.Page_busy);
            return false;
        }
        if (!name.getText().strip().equals(DeskSettings.technician())) {
            DeskSettings.technician(name.getText());
        }
        String address = address();
        char[] typed = password.getTextChars();
        try {
            if (!address.isEmpty()) {
                StoreLocation.of(address, null);
            }
        } catch (TicketException e) {
            setErrorMessage(e.text(Language.locale()));
            return false;
        }
        if (!address.equals(DeskSettings.database()) || typed.length > 0) {
            CompletableFuture.runAsync(() -> {
                keep(address, typed);
                Desk.get().reopen();
            });
        }
        return true;
    }
}
