package org.mailmend.oauth.ui.internal.delegation;

import java.io.IOException;

import org.eclipse.core.runtime.ILog;
import org.eclipse.core.runtime.jobs.Job;
import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.jface.wizard.WizardPage;
import org.eclipse.osgi.util.NLS;
import org.eclipse.swt.widgets.Button;
import org.eclipse.swt.widgets.Composite;
import org.mailmend.oauth.Account;
import org.mailmend.oauth.BadInputException;
import org.mailmend.oauth.ClientFile;
import org.mailmend.oauth.ClientGuide;
import org.mailmend.oauth.ClientRegistration;
import org.mailmend.oauth.Provider;
import org.mailmend.oauth.Providers;
import org.mailmend.oauth.ui.internal.Fields;
import org.mailmend.oauth.ui.internal.FileField;
import org.mailmend.oauth.ui.internal.Practice;
import org.mailmend.oauth.ui.internal.StepList;
import org.mailmend.workbench.State;
import org.mailmend.workbench.StatusLabel;
import org.mailmend.workbench.UiThread;

/** The key of the service account: how it is made, and whether the file is one. */
final class KeyPage extends WizardPage {
    private final boolean practise;
    private final Account again;
    private FileField file;
    private Button practice;
    private StatusLabel problem;
    private Provider provider;
    private ClientRegistration client;

    KeyPage(boolean practise, Account again) {
        super("key");
        this.practise = practise;
        this.again = again;
        setTitle(Messages.Key_title);
        setDescription(Messages.Key_words);
        setPageComplete(false);
        provider = Providers.byId("google").orElseThrow();
    }

    @Override
    public void createControl(Composite parent) {
        Composite area = Fields.page(parent, 2);
        Fields.words(area, "what", Messages.Key_what, 2);
        file = new FileField(area, Messages.Key_file, 1, Messages.Key_choose, this::read, this::refuse);
        practice = Fields.push(file.row(), "practice", Messages.Key_practice, this::practice);
        problem = Fields.status(area, "key.problem", 2);
        StepList steps = new StepList(area, () -> setMessage(Messages.Key_noBrowser, WARNING));
        GridDataFactory.fillDefaults().grab(true, true).span(2, 1).hint(480, 240).applyTo(steps.control());
        steps.draw(null, ClientGuide.keySteps(Fields.locale()));
        setControl(area);
        if (again != null) {
            take(again.client(), again.provider());
        } else if (practise) {
            practice();
        }
    }

    private void read(byte[] content) {
        try {
            Provider google = Providers.byId("google").orElseThrow();
            take(ClientFile.read(content, ClientFile.Purpose.DELEGATION, google), google);
        } catch (BadInputException e) {
            refuse(e.remark().text(Fields.locale()));
        }
    }

    private void practice() {
        Fields.say(problem, State.RUNNING, Messages.Key_practiceStarts);
        UiThread ui = UiThread.of(practice);
        Job job = Job.create(Messages.Key_practiceStarts, monitor -> {
            try {
                Provider started = Practice.start();
                ClientRegistration key = ClientFile.read(
                        Practice.serviceAccountKey().getBytes(java.nio.charset.StandardCharsets.UTF_8),
                        ClientFile.Purpose.DELEGATION, started);
                ui.execute(() -> take(key, started));
            } catch (IOException | BadInputException e) {
                ILog.of(KeyPage.class).info("The practice server cannot be started", e);
                ui.execute(() -> refuse(Messages.Key_practiceFailed));
            }
        });
        job.setSystem(true);
        job.schedule();
    }

    private void take(ClientRegistration key, Provider of) {
        client = key;
        provider = of;
        if (key.id().isEmpty()) {
            Fields.say(problem, State.WARNING, NLS.bind(Messages.Key_noId, key.email()));
        } else {
            Fields.say(problem, State.OK,
                    NLS.bind(Practice.isPractice(of) ? Messages.Key_goodPractice : Messages.Key_good, key.email()));
        }
        setPageComplete(true);
    }

    private void refuse(String sentence) {
        client = null;
        Fields.say(problem, State.FAULT, sentence);
        setPageComplete(false);
    }

    Provider provider() {
        return provider;
    }

    ClientRegistration client() {
        return client;
    }

    @Override
    public void setVisible(boolean visible) {
        super.setVisible(visible);
        if (visible) {
            file.setFocus();
        }
    }
}
