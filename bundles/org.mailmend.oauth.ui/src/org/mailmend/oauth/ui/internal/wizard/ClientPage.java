package org.mailmend.oauth.ui.internal.wizard;

import java.io.IOException;
import java.util.EnumMap;
import java.util.Map;

import org.eclipse.core.runtime.ILog;
import org.eclipse.core.runtime.jobs.Job;
import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.osgi.util.NLS;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Button;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.Text;
import org.mailmend.oauth.Account;
import org.mailmend.oauth.BadInputException;
import org.mailmend.oauth.ClientFile;
import org.mailmend.oauth.ClientGuide;
import org.mailmend.oauth.ClientRegistration;
import org.mailmend.oauth.ClientRegistration.Publishing;
import org.mailmend.oauth.Provider;
import org.mailmend.oauth.ui.internal.Fields;
import org.mailmend.oauth.ui.internal.FileField;
import org.mailmend.oauth.ui.internal.Practice;
import org.mailmend.workbench.State;
import org.mailmend.workbench.StatusLabel;
import org.mailmend.workbench.UiThread;

/** The client: its file by drop, choice or paste, or its ID typed; and who may use it. */
final class ClientPage extends SetupPage {
    private final Account again;
    private FileField file;
    private Button practice;
    private Text id;
    private Text secret;
    private StatusLabel problem;
    private Composite publishing;
    private final Map<Publishing, Button> choices = new EnumMap<>(Publishing.class);
    private Label meaning;
    /** The client as it was read, and whose it is. */
    private ClientRegistration client;
    private String project;
    private Provider of;
    private boolean filling;

    ClientPage(Account again) {
        super("client", Messages.Client_title, Messages.Client_words);
        this.again = again;
        setPageComplete(false);
    }

    @Override
    public void createControl(Composite parent) {
        Composite area = Fields.page(parent, 2);
        file = new FileField(area, Messages.Client_file, 1, Messages.Client_choose, this::read, this::refuse);
        practice = Fields.push(file.row(), "practice", Messages.Client_practice, this::practice);
        GridDataFactory.swtDefaults().exclude(true).applyTo(practice);
        Fields.label(area, Messages.Client_id);
        id = Fields.text(area, "id", SWT.NONE);
        id.setMessage("1234567890-abc.apps.googleusercontent.com");
        Fields.label(area, Messages.Client_secret);
        secret = Fields.text(area, "secret", SWT.PASSWORD);
        id.addListener(SWT.Modify, event -> typed());
        secret.addListener(SWT.Modify, event -> typed());
        problem = Fields.status(area, "client.problem", 2);
        publishing(area);
        setControl(area);
        if (again != null && again.client().kind() == ClientRegistration.Kind.DESKTOP) {
            show(again.client(), again.provider());
            choose(again.client().publishing());
        }
    }

    private void publishing(Composite area) {
        publishing = Fields.row(area, 1, 2);
        Fields.words(publishing, "publishing", Messages.Client_publishing, 1);
        for (Publishing one : new Publishing[] {Publishing.INTERNAL, Publishing.TESTING, Publishing.PRODUCTION,
                Publishing.UNKNOWN}) {
            String words = switch (one) {
                case INTERNAL -> Messages.Client_internal;
                case TESTING -> Messages.Client_testing;
                case PRODUCTION -> Messages.Client_production;
                case UNKNOWN -> Messages.Client_unknown;
            };
            choices.put(one, Fields.radio(publishing, "publishing." + one.name().toLowerCase(java.util.Locale.ROOT), words,
                    () -> choose(one)));
        }
        meaning = Fields.note(publishing, "meaning", "", 1);
        choose(Publishing.UNKNOWN);
    }

    private void choose(Publishing one) {
        choices.forEach((key, button) -> button.setSelection(key == one));
        meaning.setText(ClientGuide.meaning(one, Fields.locale()).replace("&", "&&"));
        meaning.requestLayout();
        buttons();
    }

    private Publishing publishing() {
        return choices.entrySet().stream().filter(choice -> choice.getValue().getSelection()).map(Map.Entry::getKey).findFirst()
                .orElse(Publishing.UNKNOWN);
    }

    // --- a file

    private void read(byte[] content) {
        try {
            show(ClientFile.read(content, ClientFile.Purpose.SIGN_IN, setup().provider()), setup().provider());
        } catch (BadInputException e) {
            refuse(e.remark().text(Fields.locale()));
        }
    }

    private void practice() {
        UiThread ui = UiThread.of(id);
        Job job = Job.create(Messages.Client_reading, monitor -> {
            try {
                String text = Practice.clientFile();
                ui.execute(() -> file.paste(text));
            } catch (IOException e) {
                ILog.of(ClientPage.class).info("The practice server has no client file", e);
                ui.execute(() -> refuse(Messages.Account_practiceFailed));
            }
        });
        job.setSystem(true);
        job.schedule();
    }

    // --- what is known

    private void typed() {
        if (filling) {
            return;
        }
        if (id.getText().isBlank()) {
            client = null;
            Fields.say(problem, State.FAULT, null);
            setPageComplete(false);
            return;
        }
        try {
            project = null;
            take(ClientFile.of(id.getText(), secret.getText(), setup().provider()), setup().provider());
        } catch (BadInputException e) {
            refuse(e.remark().text(Fields.locale()));
        }
    }

    private void show(ClientRegistration read, Provider provider) {
        filling = true;
        id.setText(read.id());
        secret.setText(read.secret() == null ? "" : read.secret());
        filling = false;
        project = read.project();
        take(read, provider);
    }

    private void take(ClientRegistration read, Provider provider) {
        client = read;
        of = provider;
        Fields.say(problem, State.OK,
                project == null ? Messages.Client_good : NLS.bind(Messages.Client_goodProject, project));
        setPageComplete(true);
    }

    private void refuse(String sentence) {
        client = null;
        Fields.say(problem, State.FAULT, sentence);
        setPageComplete(false);
    }

    /** The client, if there is one for this provider; else null. */
    ClientRegistration client(Provider provider) {
        boolean fits = client != null && provider != null && of.id().equals(provider.id()) && of.name().equals(provider.name());
        return fits ? client.withPublishing(asks(provider) ? publishing() : client.publishing()) : null;
    }

    /** Whether it matters there who may use a client. */
    private static boolean asks(Provider provider) {
        return provider.quirks().contains(Provider.Quirk.TESTING_SEVEN_DAYS);
    }

    @Override
    public void setVisible(boolean visible) {
        super.setVisible(visible);
        Provider provider = setup().provider();
        if (visible && provider != null) {
            Fields.show(practice, setup().isPractice());
            Fields.show(publishing, asks(provider));
            id.setMessage(provider.id().equals("google") ? "1234567890-abc.apps.googleusercontent.com" : "");
            practice.getParent().getParent().layout(true, true);
            if (client(provider) == null) {
                // typed for another provider
                typed();
            }
            if (client == null) {
                file.setFocus();
            } else {
                id.setFocus();
            }
        }
    }
}
