package org.mailmend.check.ui.internal;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

import org.eclipse.core.runtime.jobs.Job;
import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.jface.layout.GridLayoutFactory;
import org.eclipse.swt.SWT;
import org.eclipse.swt.custom.ScrolledComposite;
import org.eclipse.swt.layout.GridData;
import org.eclipse.swt.widgets.Button;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.Link;
import org.eclipse.swt.widgets.Text;
import org.mailmend.check.ClientProfile;
import org.mailmend.check.InvalidInputException;
import org.mailmend.check.Mechanism;
import org.mailmend.check.Preset;
import org.mailmend.check.Presets;
import org.mailmend.check.Security;
import org.mailmend.check.Target;
import org.mailmend.check.Targets;
import org.mailmend.check.ui.ProfileSource.Offer;
import org.mailmend.check.ui.TesterInput;
import org.mailmend.check.ui.TesterInput.SecretUse;
import org.mailmend.check.ui.internal.Problem.Field;
import org.mailmend.diagnosis.Protocol;
import org.mailmend.diagnosis.SecretKind;
import org.mailmend.lab.Attempt;
import org.mailmend.lab.Scenario;
import org.mailmend.lab.Scenarios;
import org.mailmend.workbench.CredentialStore;
import org.mailmend.workbench.Icons;
import org.mailmend.workbench.Palette;
import org.mailmend.workbench.State;
import org.mailmend.workbench.StatusLabel;
import org.mailmend.workbench.Theme;
import org.mailmend.workbench.UiThread;
import org.mailmend.workbench.Widgets;

/** Which server to check and how. What is wrong with a field is said below it. */
final class TargetForm extends ScrolledComposite {
    private static final int MARGIN = 12;
    /** The least width of a field; each takes all that is there. */
    private static final int FIELD_WIDTH = 80;

    private final CredentialStore credentials;
    private final Composite area;
    private final Map<Field, Control> fields = new EnumMap<>(Field.class);
    private final Map<Field, StatusLabel> problems = new EnumMap<>(Field.class);
    private final List<Control> serverOnly = new ArrayList<>();
    private final List<Control> practiceOnly = new ArrayList<>();
    private final List<Control> signInOnly = new ArrayList<>();
    private final List<Control> sendingOnly = new ArrayList<>();
    private final List<Control> options = new ArrayList<>();

    private final Button server;
    private final Button practice;
    private final Choice<Preset> preset;
    private final Choice<Scenario> scenario;
    private final Label story;
    private final Choice<Protocol> protocol;
    private final Text host;
    private final Text port;
    private final Choice<Security> security;
    private final Choice<SecretUse> secretUse;
    private final Text user;
    private final Label secretLabel;
    private final Text secret;
    private final Button remember;
    private final StatusLabel notPersistent;
    private final Link more;
    private final Choice<Offer> profile;
    private final Choice<Mechanism> mechanism;
    private final Text from;
    private final Text to;
    private final Button send;
    private final Text deadline;
    private final Button allowCleartext;

    private Runnable changed = () -> {
        // nobody is interested yet
    };
    private boolean moreShown;
    /** The client to act as, which need not be among those that are known yet. */
    private String profileId = ClientProfile.CURRENT.id();
    /** Whether everybody who knows clients was asked. */
    private boolean profilesAsked;
    /** What stood there before a practice server was chosen. */
    private TesterInput atServer;
    /** True while the form itself fills fields. */
    private boolean filling;
    /** Whether the store outlives the session; null when nobody has asked yet. */
    private Boolean persistent;
    /** Server and user whose password was last looked for. */
    private String loadedFor = "";
    /** Whether the secret was taken from the store rather than typed. */
    private boolean fromStore;

    /** @param credentials where passwords are kept; null when there is no such place */
    TargetForm(Composite parent, CredentialStore credentials) {
        super(parent, SWT.V_SCROLL);
        Widgets.surface(this);
        this.credentials = credentials;
        setExpandHorizontal(true);
        setExpandVertical(true);
        area = new Composite(this, SWT.NONE);
        GridLayoutFactory.fillDefaults().numColumns(2).margins(MARGIN, MARGIN).spacing(MARGIN, 8).applyTo(area);
        setContent(area);

        Composite kind = new Composite(area, SWT.NONE);
        GridLayoutFactory.fillDefaults().numColumns(2).spacing(16, 0).applyTo(kind);
        GridDataFactory.fillDefaults().span(2, 1).applyTo(kind);
        server = radio(kind, Messages.Form_server, "server");
        practice = radio(kind, Messages.Form_practice, "practice");
        server.setSelection(true);

        List<Preset> presets = new ArrayList<>(Presets.all());
        presets.addFirst(null);
        Label presetLabel = label(Messages.Form_preset);
        preset = search("preset", presets, one -> one == null ? Messages.Form_byHand : Words.preset(one),
                one -> one.id() + " " + one.name() + " " + one.target().host());
        serverOnly.addAll(List.of(presetLabel, preset.combo()));

        Label scenarioLabel = label(Messages.Form_scenario);
        scenario = search("scenario", Scenarios.all(), one -> one.title(Words.locale()),
                one -> one.id() + " " + one.group().text(Words.locale()) + " " + one.cause());
        // Titles are long; they get the whole width.
        ((GridData) scenarioLabel.getLayoutData()).horizontalSpan = 2;
        ((GridData) scenario.combo().getLayoutData()).horizontalSpan = 2;
        story = new Label(area, SWT.WRAP);
        Widgets.id(story, "story");
        GridDataFactory.fillDefaults().grab(true, false).span(2, 1).hint(FIELD_WIDTH, SWT.DEFAULT).applyTo(story);
        practiceOnly.addAll(List.of(scenarioLabel, scenario.combo(), story));

        Label protocolLabel = label(Messages.Form_protocol);
        protocol = choice("protocol", List.of(Protocol.values()), TargetForm::words);
        Label hostLabel = label(Messages.Form_host);
        host = text("host", Field.HOST);
        host.setMessage("mail.example.com");
        StatusLabel hostProblem = problem(Field.HOST);
        Label portLabel = label(Messages.Form_port);
        Composite portAndSecurity = new Composite(area, SWT.NONE);
        GridLayoutFactory.fillDefaults().numColumns(2).spacing(8, 0).applyTo(portAndSecurity);
        GridDataFactory.fillDefaults().grab(true, false).applyTo(portAndSecurity);
        port = Widgets.id(new Text(portAndSecurity, SWT.BORDER), "port");
        port.setTextLimit(9);
        GridDataFactory.fillDefaults().hint(48, SWT.DEFAULT).applyTo(port);
        fields.put(Field.PORT, port);
        StatusLabel portProblem = problem(Field.PORT);
        security = new Choice<>(portAndSecurity, "security", List.of(Security.STARTTLS, Security.TLS, Security.NONE),
                TargetForm::words);
        Widgets.accessibleName(security.combo(), Messages.Form_security);
        GridDataFactory.fillDefaults().grab(true, false).hint(96, SWT.DEFAULT).applyTo(security.combo());
        serverOnly.addAll(
                List.of(protocolLabel, protocol.combo(), hostLabel, host, hostProblem, portLabel, portAndSecurity, portProblem));

        space();
        label(Messages.Form_signIn);
        secretUse = choice("signIn", List.of(SecretUse.PASSWORD, SecretUse.TOKEN, SecretUse.NONE), TargetForm::words);
        Label userLabel = label(Messages.Form_user);
        user = text("user", Field.USER);
        StatusLabel userProblem = problem(Field.USER);
        secretLabel = label(Messages.Form_password);
        Composite secretAndEye = new Composite(area, SWT.NONE);
        GridLayoutFactory.fillDefaults().numColumns(2).spacing(4, 0).applyTo(secretAndEye);
        GridDataFactory.fillDefaults().grab(true, false).applyTo(secretAndEye);
        secret = Widgets.id(new Text(secretAndEye, SWT.BORDER | SWT.PASSWORD), "secret");
        GridDataFactory.fillDefaults().grab(true, false).align(SWT.FILL, SWT.CENTER).hint(96, SWT.DEFAULT).applyTo(secret);
        fields.put(Field.SECRET, secret);
        eye(secretAndEye);
        StatusLabel secretProblem = problem(Field.SECRET);
        remember = check(Messages.Form_remember, "remember");
        notPersistent = note();
        signInOnly.addAll(List.of(userLabel, user, userProblem, secretLabel, secretAndEye, secretProblem));

        space();
        more = Widgets.id(new Link(area, SWT.NONE), "more");
        GridDataFactory.fillDefaults().span(2, 1).applyTo(more);
        Label profileLabel = label(Messages.Form_profile);
        profile = search("profile", KnownProfiles.now(), Offer::name, Offer::keywords);
        Label mechanismLabel = label(Messages.Form_mechanism);
        List<Mechanism> mechanisms = new ArrayList<>(List.of(Mechanism.values()));
        mechanisms.addFirst(null);
        mechanism = choice("mechanism", mechanisms, one -> one == null ? Messages.Form_automatic : one.saslName());
        Label fromLabel = label(Messages.Form_from);
        from = text("from", Field.FROM);
        StatusLabel fromProblem = problem(Field.FROM);
        Label toLabel = label(Messages.Form_to);
        to = text("to", Field.TO);
        StatusLabel toProblem = problem(Field.TO);
        send = check(Messages.Form_send, "send");
        Label deadlineLabel = label(Messages.Form_deadline);
        deadline = text("deadline", Field.DEADLINE);
        deadline.setTextLimit(9);
        StatusLabel deadlineProblem = problem(Field.DEADLINE);
        allowCleartext = check(Messages.Form_allowCleartext, "allowCleartext");
        sendingOnly.addAll(List.of(fromLabel, from, fromProblem, toLabel, to, toProblem, send));
        options.addAll(List.of(profileLabel, profile.combo(), mechanismLabel, mechanism.combo(), fromLabel, from, fromProblem,
                toLabel, to,
                toProblem, send, deadlineLabel, deadline, deadlineProblem, allowCleartext));

        react();
        colour();
        Theme.onChange(this, this::colour);
    }

    // --- what stands in the form

    /** What stands in the form; the secret is not part of it. */
    TesterInput input() {
        return read(practice.getSelection() ? scenario.get() : null);
    }

    private TesterInput read(Scenario practised) {
        Preset chosen = preset.get();
        return new TesterInput(practised == null ? null : practised.id(), chosen == null ? null : chosen.id(), protocol.get(),
                host.getText(), port.getText(), security.get(), secretUse.get(), user.getText(), mechanism.get(),
                profileId,
                from.getText(), to.getText(), send.getSelection(), deadline.getText(), allowCleartext.getSelection());
    }

    /** Fills the form; the secret is taken from the store when one is kept. */
    void input(TesterInput input) {
        filling = true;
        practice.setSelection(input.isPractice());
        server.setSelection(!input.isPractice());
        if (input.isPractice()) {
            Scenarios.byId(input.scenario()).ifPresent(scenario::set);
        }
        preset.set(input.preset() == null ? null : Presets.byId(input.preset()).orElse(null));
        protocol.set(input.protocol());
        host.setText(input.host());
        port.setText(input.port());
        security.set(input.security());
        secretUse.set(input.secret());
        user.setText(input.user());
        mechanism.set(input.mechanism());
        profileId = input.profile();
        showProfile(KnownProfiles.now());
        from.setText(input.from());
        to.setText(input.to());
        send.setSelection(input.send());
        deadline.setText(input.deadline());
        allowCleartext.setSelection(input.allowCleartext());
        filling = false;
        problems(List.of());
        arrange();
        loadSecret();
    }

    /** The secret; the caller wipes it. */
    char[] secret() {
        return secretUse.get() == SecretUse.NONE ? new char[0] : secret.getTextChars();
    }

    /** Fills in a practice scenario as it suggests itself. */
    void practise(Scenario chosen) {
        if (!practice.getSelection()) {
            atServer = read(null);
        }
        server.setSelection(false);
        practice.setSelection(true);
        scenario.set(chosen);
        suggest();
        arrange();
    }

    /** Keeps or forgets the secret as the user wishes; called when a check starts. */
    void storeSecret() {
        if (credentials == null || practice.getSelection() || secretUse.get() != SecretUse.PASSWORD
                || fromStore && remember.getSelection()) {
            return;
        }
        String where = host.getText().strip();
        String who = user.getText().strip();
        char[] what = remember.getSelection() ? secret.getTextChars() : null;
        boolean forget = fromStore && what == null;
        fromStore = what != null;
        if (what != null || forget) {
            Job.createSystem(Messages.Form_remember, monitor -> {
                if (forget) {
                    credentials.remove(where, who);
                } else {
                    credentials.put(where, who, what);
                    Arrays.fill(what, '\0');
                }
            }).schedule();
        }
    }

    /** Says below the fields what is wrong with them; with none, nothing is said. */
    void problems(List<Problem> found) {
        for (Field field : problems.keySet()) {
            String sentence = found.stream().filter(problem -> problem.field() == field).map(Problem::sentence).findFirst()
                    .orElse(null);
            StatusLabel label = problems.get(field);
            label.set(State.FAULT, sentence == null ? "" : sentence);
            show(label, sentence != null);
        }
        if (found.stream().anyMatch(problem -> options.contains(fields.get(problem.field())))) {
            moreShown = true;
        }
        arrange();
        found.stream().findFirst().ifPresent(problem -> {
            fields.get(problem.field()).setFocus();
            showControl(problems.get(problem.field()));
        });
    }

    @Override
    public boolean setFocus() {
        return practice.getSelection() ? scenario.combo().setFocus()
                : host.getText().isEmpty() ? preset.combo().setFocus() : host.setFocus();
    }

    // --- what the fields do to each other

    private void react() {
        practice.addListener(SWT.Selection, event -> {
            if (practice.getSelection()) {
                atServer = read(null);
                suggest();
                arrange();
            } else {
                secret.setText("");
                input(atServer == null ? Saved.fresh() : atServer);
            }
        });
        preset.onChange(() -> {
            if (preset.get() != null) {
                fill(preset.get().target());
                loadSecret();
            }
            arrange();
        });
        scenario.onChange(() -> {
            suggest();
            arrange();
        });
        protocol.onChange(this::protocolOrSecurityChanged);
        security.onChange(this::protocolOrSecurityChanged);
        host.addListener(SWT.Modify, event -> byHand());
        port.addListener(SWT.Modify, event -> byHand());
        host.addListener(SWT.FocusOut, event -> {
            takeApart();
            loadSecret();
        });
        user.addListener(SWT.FocusOut, event -> loadSecret());
        secret.addListener(SWT.Modify, event -> {
            if (!filling) {
                fromStore = false;
            }
        });
        secretUse.onChange(this::arrange);
        profile.onChange(() -> profileId = profile.get().profile().id());
        to.addListener(SWT.FocusOut, event -> changed.run());
        send.addListener(SWT.Selection, event -> changed.run());
        remember.addListener(SWT.Selection, event -> arrange());
        more.addListener(SWT.Selection, event -> {
            moreShown = !moreShown;
            arrange();
        });
        addListener(SWT.Resize, event -> fit());
    }

    private void byHand() {
        if (!filling) {
            preset.set(null);
        }
    }

    private void fill(Target target) {
        filling = true;
        protocol.set(target.protocol());
        host.setText(target.host());
        security.set(target.security());
        port.setText(Integer.toString(target.port()));
        filling = false;
    }

    private void protocolOrSecurityChanged() {
        byHand();
        if (Ports.isUsual(port.getText().strip())) {
            port.setText(Integer.toString(Ports.usual(protocol.get(), security.get())));
        }
        arrange();
    }

    /** What was pasted into the host field can be more than a host: {@code smtp://mail.example.com:25}, {@code mail.example.com:25}. */
    private void takeApart() {
        String text = host.getText().strip();
        boolean url = text.contains("://");
        if (url || text.matches("[^:\\s]+:\\d{1,5}")) {
            try {
                fill(Targets.parse(url ? text : protocol.get().id() + "://" + text, url ? null : security.get()));
                arrange();
            } catch (InvalidInputException e) {
                // It stays as it is; a sentence says what is wrong with it once a check is to start.
                return;
            }
        }
    }

    /** Fills in how to try the practice scenario so that its point shows. */
    private void suggest() {
        Scenario chosen = scenario.get();
        Attempt attempt = chosen.attempt();
        filling = true;
        protocol.set(chosen.endpoints().getFirst().protocol());
        security.set(chosen.endpoints().getFirst().security());
        secretUse.set(attempt.user() == null ? SecretUse.NONE
                : attempt.kind() == SecretKind.TOKEN ? SecretUse.TOKEN : SecretUse.PASSWORD);
        user.setText(attempt.user() == null ? "" : attempt.user());
        secret.setText(attempt.secret() == null ? "" : attempt.secret());
        mechanism.set(attempt.mechanism());
        to.setText(attempt.to() == null ? "" : attempt.to());
        from.setText("");
        send.setSelection(attempt.send());
        allowCleartext.setSelection(false);
        filling = false;
        problems(List.of());
    }

    private void loadSecret() {
        String where = host.getText().strip();
        String who = user.getText().strip();
        boolean wanted = credentials != null && !practice.getSelection() && secretUse.get() == SecretUse.PASSWORD
                && !where.isEmpty()
                && !who.isEmpty() && (fromStore || secret.getCharCount() == 0);
        if (!wanted || (where + '\n' + who).equals(loadedFor)) {
            return;
        }
        loadedFor = where + '\n' + who;
        UiThread ui = UiThread.of(this);
        Job.createSystem(Messages.Form_remember, monitor -> {
            char[] kept = credentials.get(where, who);
            ui.execute(() -> loaded(where, who, kept));
        }).schedule();
    }

    private void loaded(String where, String who, char[] kept) {
        if (kept != null && where.equals(host.getText().strip()) && who.equals(user.getText().strip())) {
            filling = true;
            secret.setTextChars(kept);
            Arrays.fill(kept, '\0');
            remember.setSelection(true);
            filling = false;
            fromStore = true;
            arrange();
        } else if (fromStore) {
            filling = true;
            secret.setText("");
            remember.setSelection(false);
            filling = false;
            fromStore = false;
            arrange();
        }
    }

    /** Shows what belongs to the choices made, and nothing else. */
    private void arrange() {
        boolean practising = practice.getSelection();
        boolean signingIn = secretUse.get() != SecretUse.NONE;
        boolean sending = protocol.get() == Protocol.SMTP;
        serverOnly.forEach(control -> show(control, !practising && !isSilentProblem(control)));
        practiceOnly.forEach(control -> show(control, practising));
        signInOnly.forEach(control -> show(control, signingIn && !isSilentProblem(control)));
        options.forEach(
                control -> show(control, moreShown && (sending || !sendingOnly.contains(control)) && !isSilentProblem(control)));
        show(remember, credentials != null && !practising && secretUse.get() == SecretUse.PASSWORD);
        boolean notice = remember.getVisible() && remember.getSelection() && persistent == Boolean.FALSE;
        if (notice) {
            notPersistent.set(State.WARNING, Messages.Form_notPersistent);
        } else if (remember.getSelection() && persistent == null) {
            askWhetherPersistent();
        }
        show(notPersistent, notice);
        if (moreShown) {
            askForProfiles();
        }
        secretLabel.setText(secretUse.get() == SecretUse.TOKEN ? Messages.Form_token : Messages.Form_password);
        more.setText("<a>" + (moreShown ? Messages.Form_less : Messages.Form_more) + "</a>");
        if (practising) {
            story.setText(
                    (scenario.get().story(Words.locale()) + "\n\n" + scenario.get().tryThis(Words.locale())).replace("&", "&&"));
        }
        area.layout(true, true);
        fit();
        changed.run();
    }

    /** Runs the action whenever a choice changes what a check will do. */
    void onChange(Runnable action) {
        changed = action;
    }

    private boolean isSilentProblem(Control control) {
        return control instanceof StatusLabel label && problems.containsValue(label) && label.getText().isEmpty();
    }

    private void showProfile(List<Offer> known) {
        profile.values(known);
        KnownProfiles.find(known, profileId).ifPresentOrElse(profile::set, this::askForProfiles);
    }

    private void askForProfiles() {
        if (!profilesAsked) {
            profilesAsked = true;
            KnownProfiles.ask(this, this::showProfile);
        }
    }

    private void askWhetherPersistent() {
        UiThread ui = UiThread.of(this);
        Job.createSystem(Messages.Form_remember, monitor -> {
            boolean answer = credentials.isPersistent();
            ui.execute(() -> {
                persistent = answer;
                arrange();
            });
        }).schedule();
    }

    private static void show(Control control, boolean visible) {
        control.setVisible(visible);
        ((GridData) control.getLayoutData()).exclude = !visible;
    }

    /**
     * The width at which no label and no usual choice is cut, whatever is shown at the moment: a form that changed its width with what it shows
     * would move all beside it.
     */
    int preferredWidth() {
        int labels = 0;
        int fields = secretUse.combo().computeSize(SWT.DEFAULT, SWT.DEFAULT).x;
        for (Control control : area.getChildren()) {
            boolean label = control instanceof Label && ((GridData) control.getLayoutData()).horizontalSpan == 1;
            if (label) {
                labels = Math.max(labels, control.computeSize(SWT.DEFAULT, SWT.DEFAULT).x);
            }
        }
        int scrollBar = getScrollbarsMode() == SWT.SCROLLBAR_OVERLAY ? 0 : getVerticalBar().getSize().x;
        return MARGIN + labels + MARGIN + fields + MARGIN + scrollBar;
    }

    /** The height at which nothing of what is shown now has to be scrolled. */
    int preferredHeight() {
        return area.computeSize(preferredWidth(), SWT.DEFAULT).y;
    }

    private void fit() {
        setMinSize(area.computeSize(getClientArea().width, SWT.DEFAULT));
    }

    // --- making the fields

    private static Button radio(Composite parent, String words, String id) {
        Button button = Widgets.id(new Button(parent, SWT.RADIO), id);
        button.setText(words);
        return button;
    }

    private Label label(String words) {
        Label label = new Label(area, SWT.NONE);
        label.setText(words);
        GridDataFactory.swtDefaults().applyTo(label);
        return label;
    }

    private <T> Choice<T> choice(String id, List<T> values, java.util.function.Function<T, String> words) {
        Choice<T> choice = new Choice<>(area, id, values, words);
        GridDataFactory.fillDefaults().grab(true, false).hint(FIELD_WIDTH, SWT.DEFAULT).applyTo(choice.combo());
        return choice;
    }

    private <T> Choice<T> search(String id, List<T> values, java.util.function.Function<T, String> words,
            java.util.function.Function<T, String> keywords) {
        Choice<T> choice = new Choice<>(area, id, values, words, keywords);
        GridDataFactory.fillDefaults().grab(true, false).hint(FIELD_WIDTH, SWT.DEFAULT).applyTo(choice.combo());
        return choice;
    }

    private Text text(String id, Field field) {
        Text text = Widgets.id(new Text(area, SWT.BORDER), id);
        GridDataFactory.fillDefaults().grab(true, false).hint(FIELD_WIDTH, SWT.DEFAULT).applyTo(text);
        fields.put(field, text);
        return text;
    }

    private Button check(String words, String id) {
        Button button = Widgets.id(new Button(area, SWT.CHECK | SWT.WRAP), id);
        button.setText(words);
        GridDataFactory.fillDefaults().grab(true, false).span(2, 1).hint(FIELD_WIDTH, SWT.DEFAULT).applyTo(button);
        return button;
    }

    private StatusLabel problem(Field field) {
        StatusLabel label = note();
        Widgets.id(label, "problem." + field.name().toLowerCase(java.util.Locale.ROOT));
        problems.put(field, label);
        return label;
    }

    private StatusLabel note() {
        StatusLabel label = new StatusLabel(area);
        GridDataFactory.fillDefaults().grab(true, false).span(2, 1).hint(FIELD_WIDTH, SWT.DEFAULT).exclude(true).applyTo(label);
        label.setVisible(false);
        return label;
    }

    private void space() {
        Label space = new Label(area, SWT.NONE);
        GridDataFactory.fillDefaults().span(2, 1).hint(SWT.DEFAULT, 4).applyTo(space);
    }

    private void eye(Composite parent) {
        char dot = secret.getEchoChar();
        Button eye = Widgets.id(new Button(parent, SWT.TOGGLE | SWT.FLAT), "eye");
        Widgets.accessibleName(eye, Messages.Form_showSecret);
        eye.setToolTipText(Messages.Form_showSecret);
        Runnable paint = () -> eye.setImage(Icons.of(Icons.class, eye.getSelection() ? "eye-off" : "eye"));
        eye.addListener(SWT.Selection, event -> {
            secret.setEchoChar(eye.getSelection() ? '\0' : dot);
            paint.run();
        });
        Theme.onChange(eye, paint);
        paint.run();
    }

    private void colour() {
        story.setForeground(Palette.current().dim());
    }

    private static String words(Protocol protocol) {
        return switch (protocol) {
            case SMTP -> Messages.Protocol_smtp;
            case IMAP -> Messages.Protocol_imap;
            case POP3 -> Messages.Protocol_pop3;
        };
    }

    private static String words(Security security) {
        return switch (security) {
            case NONE -> Messages.Security_none;
            case STARTTLS -> Messages.Security_starttls;
            case TLS -> Messages.Security_tls;
        };
    }

    private static String words(SecretUse use) {
        return switch (use) {
            case NONE -> Messages.SignIn_none;
            case PASSWORD -> Messages.SignIn_password;
            case TOKEN -> Messages.SignIn_token;
        };
    }
}
