package org.mailmend.knowledge.ui.internal.config;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.jface.layout.GridLayoutFactory;
import org.eclipse.jface.wizard.WizardPage;
import org.eclipse.osgi.util.NLS;
import org.eclipse.swt.SWT;
import org.eclipse.swt.layout.GridData;
import org.eclipse.swt.widgets.Button;
import org.eclipse.swt.widgets.Combo;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.Text;
import org.mailmend.diagnosis.Protocol;
import org.mailmend.knowledge.AccountKind;
import org.mailmend.knowledge.Client;
import org.mailmend.knowledge.Route;
import org.mailmend.knowledge.config.ConfigException;
import org.mailmend.knowledge.config.ConfigFormat;
import org.mailmend.knowledge.config.ConfigRequest;
import org.mailmend.knowledge.config.Configurations;
import org.mailmend.knowledge.ui.internal.Shelf;
import org.mailmend.knowledge.ui.internal.config.ConfigurationWizard.Servers;
import org.mailmend.knowledge.ui.internal.config.ConfigurationWizard.Start;
import org.mailmend.knowledge.ui.internal.parts.ClientField;
import org.mailmend.knowledge.ui.internal.parts.Words;
import org.mailmend.workbench.Palette;
import org.mailmend.workbench.State;
import org.mailmend.workbench.StatusLabel;
import org.mailmend.workbench.UiThread;
import org.mailmend.workbench.Widgets;

/** For which client and account the file is, and of which kind it is. */
final class AccountPage extends WizardPage {
    private static final List<Route> ROUTES = List.of(Route.OAUTH, Route.APP_PASSWORD, Route.SMTP_RELAY, Route.RESTRICTED_SMTP,
            Route.LOCAL_BRIDGE);
    private static final List<Protocol> INCOMING = List.of(Protocol.IMAP, Protocol.POP3);

    private final Client first;
    private final Start start;
    private ClientField client;
    private StatusLabel clientProblem;
    private Text address;
    private StatusLabel addressProblem;
    private Text name;
    private Combo account;
    private Label accountSpace;
    private Label accountGuess;
    private Combo route;
    private Combo incoming;
    private Combo format;
    private Label formatWords;
    private Button known;
    private Button file;
    private Button domain;
    private List<ConfigFormat> formats = List.of();
    /** Whether the address is judged already: not before it was left for the first time. */
    private boolean addressLeft;

    AccountPage(Client first, Start start) {
        super("account");
        this.first = first;
        this.start = start;
        setTitle(Messages.Account_title);
        setDescription(Messages.Account_words);
    }

    @Override
    public void createControl(Composite parent) {
        Composite area = new Composite(parent, SWT.NONE);
        GridLayoutFactory.fillDefaults().numColumns(2).margins(12, 12).spacing(12, 8).applyTo(area);
        label(area, Messages.Account_client);
        client = new ClientField(area, "client", Messages.Account_clientHint);
        fill(client.control());
        clientProblem = problem(area, "client.problem");
        client.fill(first);
        client.onChange(chosen -> clientChanged());
        client.control().addListener(SWT.Modify, event -> check());
        client.control().addListener(SWT.FocusIn, event -> check());
        client.control().addListener(SWT.FocusOut, event -> UiThread.of(area).execute(this::check));
        label(area, Messages.Account_address);
        address = text(area, "address");
        address.setMessage("taro@example.com");
        addressProblem = problem(area, "address.problem");
        address.addListener(SWT.FocusOut, event -> {
            addressLeft |= !address.getText().isBlank();
            check();
        });
        label(area, Messages.Account_name);
        name = text(area, "name");
        name.setMessage(Messages.Account_nameHint);
        space(area, 2);
        label(area, Messages.Account_kind);
        account = combo(area, "account", Messages.Account_byAddress, Arrays.asList(AccountKind.values()),
                one -> one.text(Words.locale()));
        accountSpace = space(area, 1);
        accountGuess = note(area);
        label(area, Messages.Account_route);
        route = combo(area, "route", Messages.Account_best, ROUTES, one -> one.text(Words.locale()));
        label(area, Messages.Account_incoming);
        incoming = combo(area, "incoming", Messages.Account_usual, INCOMING, Words::protocol);
        space(area, 2);
        label(area, Messages.Account_format);
        format = Widgets.id(new Combo(area, SWT.DROP_DOWN | SWT.READ_ONLY), "format");
        fill(format);
        space(area, 1);
        formatWords = note(area);
        format.addListener(SWT.Selection, event -> check());
        if (start == Start.MAKE) {
            servers(area);
        }
        setControl(area);
        clientChanged();
        Shelf.get().onChange(area, () -> {
            if (ConfigurationWizard.base() != null) {
                client.clients(ConfigurationWizard.base().clients());
                check();
            }
        });
    }

    private void servers(Composite area) {
        space(area, 2);
        label(area, Messages.Account_servers);
        Composite choices = new Composite(area, SWT.NONE);
        GridLayoutFactory.fillDefaults().spacing(0, 4).applyTo(choices);
        known = radio(choices, "servers.known", Messages.Account_serversKnown);
        file = radio(choices, "servers.file", Messages.Account_serversFile);
        domain = radio(choices, "servers.domain", Messages.Account_serversDomain);
        known.setSelection(true);
    }

    // --- what stands there

    Client client() {
        return client.get();
    }

    Servers servers() {
        return file != null && file.getSelection() ? Servers.FILE
                : domain != null && domain.getSelection() ? Servers.DOMAIN : Servers.KNOWN;
    }

    /** The domain of the address; empty when there is none yet. */
    String domain() {
        String typed = address == null ? "" : address.getText().strip();
        return typed.substring(typed.lastIndexOf('@') + 1);
    }

    ConfigFormat format() {
        return formats.get(Math.max(0, format.getSelectionIndex()));
    }

    /** What the page says, without servers from elsewhere. */
    ConfigRequest request() {
        return ConfigRequest.of(client.get(), address.getText().strip())
                .withName(name.getText().isBlank() ? null : name.getText().strip())
                .withAccount(chosen(account, Arrays.asList(AccountKind.values()))).withRoute(chosen(route, ROUTES))
                .withIncoming(chosen(incoming, INCOMING));
    }

    private static <T> T chosen(Combo combo, List<T> values) {
        return combo.getSelectionIndex() <= 0 ? null : values.get(combo.getSelectionIndex() - 1);
    }

    // --- what the fields do to each other

    private void clientChanged() {
        ConfigFormat before = formats.isEmpty() ? null : format();
        formats = client.get() == null ? List.of(ConfigFormat.values()) : ConfigFormat.ordered(client.get());
        format.setItems(formats.stream().map(this::words).toArray(String[]::new));
        format.select(client.get() == null && before != null ? formats.indexOf(before) : 0);
        check();
    }

    private String words(ConfigFormat one) {
        String words = one.text(Words.locale());
        return client.get() == null || one.fits(client.get()) ? words : NLS.bind(Messages.Account_otherClient, words);
    }

    private void check() {
        formatWords.setText(format().description(Words.locale()).replace("&", "&&"));
        say(clientProblem, client.isWrong() && ConfigurationWizard.base() != null ? Messages.Account_clientUnknown : null);
        String typed = address.getText().strip();
        String wrong = null;
        String guess = "";
        boolean right = false;
        if (!typed.isEmpty()) {
            try {
                Optional<AccountKind> kind = Configurations.accountOf(typed);
                right = true;
                guess = account.getSelectionIndex() > 0 ? ""
                        : kind.map(one -> NLS.bind(Messages.Account_guess, one.text(Words.locale())))
                                .orElse(Messages.Account_noGuess);
            } catch (ConfigException e) {
                wrong = e.text(Words.locale());
            }
        }
        say(addressProblem, addressLeft ? wrong : null);
        accountGuess.setText(guess);
        for (Label part : List.of(accountSpace, accountGuess)) {
            part.setVisible(!guess.isEmpty());
            ((GridData) part.getLayoutData()).exclude = guess.isEmpty();
        }
        setPageComplete(client.get() != null && right);
        address.getParent().layout(true, true);
    }

    private static void say(StatusLabel label, String sentence) {
        boolean visible = sentence != null;
        if (visible) {
            label.set(State.FAULT, sentence);
        }
        label.setVisible(visible);
        ((GridData) label.getLayoutData()).exclude = !visible;
    }

    @Override
    public void setVisible(boolean visible) {
        super.setVisible(visible);
        if (visible) {
            (client.get() == null ? client.control() : address).setFocus();
        }
    }

    // --- making the fields

    private static void label(Composite area, String words) {
        Label label = new Label(area, SWT.NONE);
        label.setText(words);
        GridDataFactory.swtDefaults().align(SWT.BEGINNING, SWT.CENTER).applyTo(label);
    }

    private static void fill(Control control) {
        GridDataFactory.fillDefaults().grab(true, false).hint(240, SWT.DEFAULT).applyTo(control);
    }

    private Text text(Composite area, String id) {
        Text text = Widgets.id(new Text(area, SWT.BORDER), id);
        fill(text);
        text.addListener(SWT.Modify, event -> check());
        return text;
    }

    private <T> Combo combo(Composite area, String id, String automatic, List<T> values, Function<T, String> words) {
        Combo combo = Widgets.id(new Combo(area, SWT.DROP_DOWN | SWT.READ_ONLY), id);
        List<String> items = new ArrayList<>();
        items.add(automatic);
        values.forEach(value -> items.add(words.apply(value)));
        combo.setItems(items.toArray(String[]::new));
        combo.select(0);
        combo.addListener(SWT.Selection, event -> check());
        fill(combo);
        return combo;
    }

    private Button radio(Composite area, String id, String words) {
        Button button = Widgets.id(new Button(area, SWT.RADIO), id);
        button.setText(words);
        button.addListener(SWT.Selection, event -> getContainer().updateButtons());
        return button;
    }

    private static StatusLabel problem(Composite area, String id) {
        StatusLabel label = Dialogs.status(area, id);
        GridDataFactory.fillDefaults().grab(true, false).span(2, 1).hint(240, SWT.DEFAULT).exclude(true).applyTo(label);
        label.setVisible(false);
        return label;
    }

    private static Label note(Composite area) {
        Label note = new Label(area, SWT.WRAP);
        note.setForeground(Palette.current().dim());
        GridDataFactory.fillDefaults().grab(true, false).hint(240, SWT.DEFAULT).applyTo(note);
        return note;
    }

    private static Label space(Composite area, int columns) {
        Label space = new Label(area, SWT.NONE);
        GridDataFactory.fillDefaults().span(columns, 1).hint(SWT.DEFAULT, 4).applyTo(space);
        return space;
    }
}
