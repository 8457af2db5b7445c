package org.mailmend.oauth.ui.internal.delegation;

import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.util.List;

import org.eclipse.core.runtime.ILog;
import org.eclipse.jface.wizard.Wizard;
import org.eclipse.jface.wizard.WizardPage;
import org.eclipse.swt.widgets.Shell;
import org.mailmend.oauth.Account;
import org.mailmend.oauth.ClientRegistration;
import org.mailmend.oauth.DelegationProof;
import org.mailmend.oauth.Provider;
import org.mailmend.oauth.ui.internal.AssistantDialog;
import org.mailmend.oauth.ui.internal.Ledger;

/** For an organisation: a service account with domain-wide delegation, from its key to the proof with several mailboxes. */
public final class DelegationWizard extends Wizard {
    private final KeyPage key;
    private final AdminPage admin = new AdminPage();
    private final MailboxesPage mailboxes;

    private DelegationWizard(boolean practice, Account again) {
        key = new KeyPage(practice, again);
        mailboxes = new MailboxesPage(again);
        setWindowTitle(Messages.Wizard_title);
        setNeedsProgressMonitor(true);
    }

    /**
     * Opens it; returns when it is closed.
     *
     * @param practice whether to begin with the practice server
     * @param again    an account of a service account that is to be tried once more; null for none
     */
    public static void open(Shell parent, boolean practice, Account again) {
        AssistantDialog.open(parent, new DelegationWizard(practice, again), Messages.Wizard_finish);
    }

    @Override
    public void addPages() {
        List.of(key, admin, mailboxes).forEach(this::addPage);
    }

    @Override
    public boolean canFinish() {
        return getContainer().getCurrentPage() == mailboxes && !mailboxes.isRunning() && !mailboxes.good().isEmpty();
    }

    @Override
    public boolean performCancel() {
        mailboxes.cancel();
        return true;
    }

    @Override
    public boolean performFinish() {
        List<DelegationProof.Finding> good = mailboxes.good();
        try {
            getContainer().run(true, false, monitor -> {
                try {
                    for (DelegationProof.Finding finding : good) {
                        Ledger.get().put(finding.account());
                        if (!finding.servers().isEmpty()) {
                            Ledger.get().proved(finding.account(),
                                    new Ledger.Proved(finding.account().created(), finding.servers()));
                        }
                    }
                } catch (IOException e) {
                    throw new InvocationTargetException(e);
                }
            });
            return true;
        } catch (InvocationTargetException e) {
            ILog.of(DelegationWizard.class).info("Accounts could not be kept", e);
            ((WizardPage) getContainer().getCurrentPage()).setErrorMessage(Messages.Wizard_notKept);
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    // --- what the pages know of each other

    /** The provider; null while the practice server starts. */
    Provider provider() {
        return key.provider();
    }

    /** The service account; null until there is one. */
    ClientRegistration client() {
        return key.client();
    }
}
