package org.mailmend.oauth.ui.internal.wizard;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

import org.eclipse.core.runtime.ILog;
import org.eclipse.core.runtime.jobs.Job;
import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.jface.layout.GridLayoutFactory;
import org.eclipse.osgi.util.NLS;
import org.eclipse.swt.SWT;
import org.eclipse.swt.custom.StyledText;
import org.eclipse.swt.widgets.Button;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.Link;
import org.mailmend.check.Presets;
import org.mailmend.diagnosis.Protocol;
import org.mailmend.check.Security;
import org.mailmend.knowledge.AccountKind;
import org.mailmend.knowledge.Advice;
import org.mailmend.knowledge.AdviceRequest;
import org.mailmend.knowledge.Adviser;
import org.mailmend.knowledge.Client;
import org.mailmend.knowledge.KnowledgeBase;
import org.mailmend.knowledge.Route;
import org.mailmend.knowledge.Statement;
import org.mailmend.knowledge.ui.ClientChoice;
import org.mailmend.knowledge.ui.ConfigurationFiles;
import org.mailmend.oauth.Account;
import org.mailmend.oauth.Provider;
import org.mailmend.oauth.Providers;
import org.mailmend.oauth.ui.internal.Fields;
import org.mailmend.oauth.ui.internal.Ledger;
import org.mailmend.oauth.ui.internal.Practice;
import org.mailmend.workbench.ArticleOpener;
import org.mailmend.workbench.Palette;
import org.mailmend.workbench.Prose;
import org.mailmend.workbench.State;
import org.mailmend.workbench.StatusLabel;
import org.mailmend.workbench.UiThread;
import org.mailmend.workbench.Widgets;

/** What the user enters in the mail program at hand, value by value, what to do there, and where the sign-in is kept. */
final class DonePage extends SetupPage {
    private static final String ROUTE = "route-oauth";

    private final String first;
    private ClientChoice program;
    private Composite values;
    private StyledText steps;
    private Button article;
    private StatusLabel copied;
    private StatusLabel kept;
    /** The provider's own servers; null while they are looked up. */
    private List<Server> servers;
    /** What the knowledge base says of the mail program; null for none that is chosen. */
    private Advice advice;
    private String text = "";

    /** Where a mail program connects to. */
    private record Server(Protocol protocol, String host, int port, Security security) {
        String name() {
            return switch (protocol) {
                case SMTP -> Messages.Done_smtp;
                case IMAP -> Messages.Done_imap;
                case POP3 -> Messages.Done_pop3;
            };
        }

        String port(String protection) {
            return NLS.bind(Messages.Done_port, Integer.toString(port), protection);
        }
    }

    /** @param first id of the mail program that it is for; null when it is not known */
    DonePage(String first) {
        super("done", Messages.Done_title, Messages.Done_words);
        this.first = first;
    }

    @Override
    public void createControl(Composite parent) {
        Composite area = Fields.page(parent, 1);
        Composite top = Fields.row(area, 2, 1);
        Fields.label(top, Messages.Done_program);
        program = new ClientChoice(top, "program", Messages.Done_programHint, first);
        GridDataFactory.fillDefaults().grab(true, false).hint(240, SWT.DEFAULT).applyTo(program.control());
        values = new Composite(area, SWT.NONE);
        GridLayoutFactory.fillDefaults().numColumns(4).spacing(16, 4).applyTo(values);
        GridDataFactory.fillDefaults().grab(true, false).applyTo(values);
        steps = Fields.prose(area, "settings", Messages.Done_settings, 1);
        Composite row = Fields.row(area, 3, 1);
        Fields.push(row, "copy", Messages.Done_copy, () -> copy(text, Messages.Done_copied));
        Fields.push(row, "configuration", Messages.Done_configuration,
                () -> ConfigurationFiles.make(getShell(), program.get()));
        article = Fields.push(row, "article", Messages.Done_article, this::article);
        copied = Fields.status(area, "copied", 1);
        kept = Fields.status(area, "kept", 1);
        program.onChange(client -> advise());
        setControl(area);
    }

    private void copy(String what, String words) {
        Fields.copy(what);
        Fields.say(copied, State.OK, words);
    }

    /** The article stands behind this dialog; both are needed. */
    private void article() {
        ArticleOpener articles = Fields.articles();
        if (articles != null) {
            articles.open(program.get() == null ? ROUTE : program.get().id());
        }
    }

    /** Looks up in the background what the mail program needs. */
    private void advise() {
        Client client = program.get();
        Account account = setup().signedIn();
        if (client == null || account == null || ClientChoice.base().isEmpty()) {
            advice = null;
            write();
            return;
        }
        KnowledgeBase base = ClientChoice.base().get();
        AdviceRequest request = AdviceRequest.of(client.id(), kind(account));
        UiThread ui = UiThread.of(steps);
        Job job = Job.createSystem(Messages.Done_looking, monitor -> {
            Advice found = new Adviser(base).advise(request);
            ui.execute(() -> {
                if (program.get() == client) {
                    advice = found;
                    write();
                }
            });
        });
        job.schedule();
    }

    private static AccountKind kind(Account account) {
        return switch (account.provider().id()) {
            // the practice server does as Google does for an organisation
            case "google", Practice.PROVIDER -> Providers.byId("google").orElseThrow().isAt(account.address())
                    ? AccountKind.PERSONAL
                    : AccountKind.WORKSPACE;
            case "microsoft365" -> AccountKind.MICROSOFT365;
            case "outlook" -> AccountKind.OUTLOOK_COM;
            default -> AccountKind.OTHER;
        };
    }

    /** Looks up in the background which servers there are, and whether there is a keyring. */
    private void draw() {
        Account account = setup().signedIn();
        Fields.say(copied, State.OK, null);
        Fields.say(kept, State.RUNNING, Messages.Done_looking);
        UiThread ui = UiThread.of(steps);
        Provider provider = account.provider();
        Job job = Job.createSystem(Messages.Done_looking, monitor -> {
            boolean persistent = Ledger.get().isPersistent();
            List<Server> found = servers(provider);
            ui.execute(() -> {
                servers = found;
                advise();
                keep(account, persistent);
            });
        });
        job.schedule();
    }

    private static List<Server> servers(Provider provider) {
        List<Server> found = new ArrayList<>();
        try {
            if (Practice.isPractice(provider)) {
                Practice.targets().forEach(target -> found.add(
                        new Server(target.protocol(), target.host(), target.port(), target.security())));
            } else {
                provider.presets().forEach(id -> Presets.byId(id).map(preset -> preset.target()).ifPresent(target -> found.add(
                        new Server(target.protocol(), target.host(), target.port(), target.security()))));
            }
        } catch (IOException e) {
            ILog.of(DonePage.class).info("The practice servers are not there", e);
        }
        return found;
    }

    // --- what is shown

    private void write() {
        Account account = setup().signedIn();
        if (servers == null || account == null) {
            return;
        }
        Advice.Option option = advice == null || program.get() == null ? null
                : advice.options().stream().filter(one -> one.route() == Route.OAUTH).findFirst().orElse(null);
        text = "";
        for (Control old : values.getChildren()) {
            old.dispose();
        }
        value("user", Messages.Done_user, account.address(), "");
        value("method", Messages.Done_method, Messages.Done_oauth, "");
        for (Server server : servers(account, option)) {
            value(server.protocol().id(), server.name(), server.host(), server.port(security(server.security())));
        }
        value("client", Messages.Done_client, account.client().id(), "");
        values.requestLayout();
        Prose prose = new Prose(steps);
        if (servers.isEmpty()) {
            prose.paragraph(NLS.bind(Messages.Done_noServers, account.provider().name()));
        }
        if (setup().proved() == null) {
            prose.coloured(Messages.Done_notProved, Palette.current().warning());
        } else if (!setup().proved().holds()) {
            prose.coloured(Messages.Done_fails, Palette.current().fault());
        }
        if (advice == null || program.get() == null) {
            prose.heading(Messages.Done_builtIn).paragraph(Messages.Done_builtInWords);
            prose.heading(Messages.Done_own).paragraph(Messages.Done_ownWords);
        } else if (option == null) {
            instead(prose);
        } else {
            inProgram(prose, option);
        }
        prose.show();
        text += '\n' + steps.getText();
        article.setVisible(Fields.articles() != null);
    }

    /** What the knowledge base says of this program, where it names servers: a printer needs other ports than a mail program. */
    private List<Server> servers(Account account, Advice.Option option) {
        if (option == null || option.settings().isEmpty() || Practice.isPractice(account.provider())) {
            return servers;
        }
        return option.settings().stream().map(one -> new Server(one.protocol(), one.host(), one.port(), one.security())).toList();
    }

    private void value(String id, String name, String value, String more) {
        Label label = Fields.label(values, name);
        label.setForeground(Palette.current().dim());
        Label shown = Widgets.id(new Label(values, SWT.NONE), "value." + id);
        shown.setText(value.replace("&", "&&"));
        Label rest = new Label(values, SWT.NONE);
        rest.setText(more);
        Link copy = Fields.link(values, "copy." + id, Messages.Done_copyOne, () -> copy(value, NLS.bind(Messages.Done_copiedOne,
                name)));
        Widgets.accessibleName(copy, NLS.bind(Messages.Done_copyName, name, value));
        text += name + ": " + value + (more.isEmpty() ? "" : ", " + more) + '\n';
    }

    /** What to do in the mail program that was chosen, as the knowledge base has it. */
    private void inProgram(Prose prose, Advice.Option option) {
        prose.heading(NLS.bind(Messages.Done_inProgram, name()));
        int number = 1;
        for (Statement step : option.steps()) {
            String words = step.text().in(Fields.locale());
            prose.item(number++ + ".",
                    step.verified(Fields.locale()) ? words : NLS.bind(Messages.Done_unverified, words));
        }
        if (option.steps().isEmpty()) {
            prose.paragraph(Messages.Done_ownWords);
        }
        option.limits().forEach(limit -> prose.item("•", limit.text().in(Fields.locale())));
    }

    /** Why the program cannot do it, and what is left. */
    private void instead(Prose prose) {
        prose.coloured(NLS.bind(Messages.Done_cannot, name()), Palette.current().warning());
        advice.excluded().stream().filter(one -> one.route() == Route.OAUTH)
                .forEach(one -> one.because().forEach(reason -> prose.item("–", reason.text().in(Fields.locale()))));
        prose.gap().paragraph(NLS.bind(Messages.Done_instead, advice.best().route().text(Fields.locale())));
    }

    private String name() {
        return program.get().name().in(Fields.locale());
    }

    private static String security(Security security) {
        return switch (security) {
            case TLS -> Messages.Done_tls;
            case STARTTLS -> Messages.Done_startTls;
            case NONE -> Messages.Done_plain;
        };
    }

    private void keep(Account account, boolean persistent) {
        if (Practice.isPractice(account.provider())) {
            Fields.say(kept, State.OK, Messages.Done_keptPractice);
        } else {
            Fields.say(kept, persistent ? State.OK : State.WARNING, persistent ? Messages.Done_kept : Messages.Done_keptMemory);
        }
    }

    @Override
    public void setVisible(boolean visible) {
        super.setVisible(visible);
        if (visible && setup().signedIn() != null) {
            draw();
            program.control().setFocus();
        }
    }
}
