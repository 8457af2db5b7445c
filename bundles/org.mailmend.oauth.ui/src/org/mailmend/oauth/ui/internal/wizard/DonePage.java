package org.mailmend.oauth.ui.internal.wizard;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

import org.eclipse.core.commands.common.CommandException;
import org.eclipse.core.runtime.ILog;
import org.eclipse.core.runtime.jobs.Job;
import org.eclipse.osgi.util.NLS;
import org.eclipse.swt.custom.StyledText;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.ui.PlatformUI;
import org.eclipse.ui.handlers.IHandlerService;
import org.mailmend.check.Presets;
import org.mailmend.check.Security;
import org.mailmend.check.Target;
import org.mailmend.knowledge.ui.ConfigurationFiles;
import org.mailmend.oauth.Account;
import org.mailmend.oauth.Provider;
import org.mailmend.oauth.ui.internal.Fields;
import org.mailmend.oauth.ui.internal.Ledger;
import org.mailmend.oauth.ui.internal.Practice;
import org.mailmend.workbench.Palette;
import org.mailmend.workbench.Prose;
import org.mailmend.workbench.State;
import org.mailmend.workbench.StatusLabel;
import org.mailmend.workbench.UiThread;

/** What the user enters in the mail program, and where the sign-in is kept. */
final class DonePage extends SetupPage {
    private StyledText settings;
    private StatusLabel copied;
    private StatusLabel kept;

    DonePage() {
        super("done", Messages.Done_title, Messages.Done_words);
    }

    @Override
    public void createControl(Composite parent) {
        Composite area = Fields.page(parent, 1);
        settings = Fields.prose(area, "settings", Messages.Done_settings, 1);
        Composite row = Fields.row(area, 2, 1);
        Fields.push(row, "copy", Messages.Done_copy, () -> {
            Fields.copy(settings.getText());
            Fields.say(copied, State.OK, Messages.Done_copied);
        });
        Fields.push(row, "configuration", Messages.Done_configuration, this::configuration);
        copied = Fields.status(area, "copied", 1);
        kept = Fields.status(area, "kept", 1);
        setControl(area);
    }

    private void configuration() {
        try {
            PlatformUI.getWorkbench().getService(IHandlerService.class).executeCommand(ConfigurationFiles.COMMAND_MAKE, null);
        } catch (CommandException e) {
            ILog.of(DonePage.class).error("The assistant for configuration files cannot be opened", e);
        }
    }

    private void draw() {
        Account account = setup().signedIn();
        Fields.say(copied, State.OK, null);
        Fields.say(kept, State.RUNNING, Messages.Done_looking);
        UiThread ui = UiThread.of(settings);
        Provider provider = account.provider();
        Job job = Job.create(Messages.Done_looking, monitor -> {
            boolean persistent = Ledger.get().isPersistent();
            List<Target> targets = new ArrayList<>();
            try {
                if (Practice.isPractice(provider)) {
                    targets.addAll(Practice.targets());
                } else {
                    provider.presets().forEach(id -> Presets.byId(id).ifPresent(preset -> targets.add(preset.target())));
                }
            } catch (IOException e) {
                ILog.of(DonePage.class).info("The practice servers are not there", e);
            }
            ui.execute(() -> {
                write(account, targets);
                keep(account, persistent);
            });
        });
        job.setSystem(true);
        job.schedule();
    }

    private void write(Account account, List<Target> targets) {
        Prose prose = new Prose(settings);
        prose.heading(account.address());
        prose.fact(Messages.Done_user, account.address());
        prose.fact(Messages.Done_method, Messages.Done_oauth);
        for (Target target : targets) {
            String purpose = switch (target.protocol()) {
                case SMTP -> Messages.Done_smtp;
                case IMAP -> Messages.Done_imap;
                case POP3 -> Messages.Done_pop3;
            };
            prose.fact(purpose, NLS.bind(Messages.Done_server,
                    new Object[] {target.host(), Integer.toString(target.port()), security(target.security())}));
        }
        if (targets.isEmpty()) {
            prose.gap().paragraph(NLS.bind(Messages.Done_noServers, account.provider().name()));
        }
        prose.fact(Messages.Done_client, account.client().id());
        prose.gap().heading(Messages.Done_builtIn).paragraph(Messages.Done_builtInWords);
        prose.heading(Messages.Done_own).paragraph(Messages.Done_ownWords);
        if (setup().proved() == null) {
            prose.gap().coloured(Messages.Done_notProved, Palette.current().warning());
        } else if (!setup().proved().holds()) {
            prose.gap().coloured(Messages.Done_fails, Palette.current().fault());
        }
        prose.show();
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
            settings.setFocus();
        }
    }
}
