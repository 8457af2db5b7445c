package org.mailmend.oauth.ui.internal.wizard;

import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

import org.eclipse.core.runtime.ILog;
import org.eclipse.core.runtime.IProgressMonitor;
import org.eclipse.core.runtime.IStatus;
import org.eclipse.core.runtime.Status;
import org.eclipse.core.runtime.jobs.Job;
import org.eclipse.jface.dialogs.MessageDialog;
import org.eclipse.jface.wizard.IWizardPage;
import org.eclipse.jface.wizard.Wizard;
import org.eclipse.osgi.util.NLS;
import org.eclipse.swt.widgets.Display;
import org.eclipse.swt.widgets.Shell;
import org.mailmend.check.Cancellation;
import org.mailmend.oauth.Account;
import org.mailmend.oauth.Accounts;
import org.mailmend.oauth.BadInputException;
import org.mailmend.oauth.ClientRegistration;
import org.mailmend.oauth.OAuthException;
import org.mailmend.oauth.Provider;
import org.mailmend.oauth.TokenStores;
import org.mailmend.oauth.ui.OAuthSetup;
import org.mailmend.oauth.ui.internal.AssistantDialog;
import org.mailmend.oauth.ui.internal.Ledger;
import org.mailmend.oauth.ui.internal.Practice;

/** Signs an account in: for whom and where, with which client, in the browser, then the proof and what a mail program needs. */
public final class SetupWizard extends Wizard {

    /**
     * What it begins with.
     *
     * @param address  the address; null when it is not known
     * @param provider id of the provider; null when it is not known
     * @param page     where to begin
     * @param again    an account that signs in once more with its own client; null for a new one
     * @param program  id of the profile of the mail program that it is for; null when it is not known
     */
    public record Start(String address, String provider, OAuthSetup.Page page, Account again, String program) {
        public Start {
            Objects.requireNonNull(page);
        }
    }

    private final Start start;
    private final AccountPage account;
    private final QuestionPage question = new QuestionPage();
    private final GuidePage guide = new GuidePage();
    private final ClientPage client;
    private final SignInPage signIn = new SignInPage();
    private final ProofPage proof = new ProofPage();
    private final DonePage done;
    /** Where the account is until the user has seen the proof and finishes. */
    private final Accounts session = new Accounts(TokenStores.memory(), Clock.systemUTC());
    private Account signedIn;
    private Ledger.Proved proved;

    SetupWizard(Start start) {
        this.start = start;
        account = new AccountPage(start);
        client = new ClientPage(start.again());
        done = new DonePage(start.program());
        setWindowTitle(Messages.Wizard_title);
        setNeedsProgressMonitor(true);
    }

    /** Opens it; returns when it is closed. */
    public static void open(Shell parent, Start start) {
        AssistantDialog.open(parent, new SetupWizard(start), Messages.Wizard_finish);
    }

    @Override
    public void addPages() {
        List.of(account, question, guide, client, signIn, proof, done).forEach(this::addPage);
    }

    @Override
    public IWizardPage getStartingPage() {
        boolean known = account.provider() != null && account.address() != null;
        if (!known) {
            return account;
        }
        return switch (start.page()) {
            case ACCOUNT -> account;
            case QUESTION -> question;
            case GUIDE -> guide;
            case CLIENT -> client;
            case SIGN_IN -> client() == null ? client : signIn;
        };
    }

    /** The pages in the order in which they are gone through. */
    private List<IWizardPage> path() {
        List<IWizardPage> path = new ArrayList<>(List.of(account, question));
        if (question.wantsGuide()) {
            path.add(guide);
        }
        path.addAll(List.of(client, signIn, proof, done));
        return path;
    }

    @Override
    public IWizardPage getNextPage(IWizardPage page) {
        List<IWizardPage> path = path();
        // the guide may be where it began although nobody said that it is needed
        int next = page == guide ? path.indexOf(client) : path.indexOf(page) + 1;
        return next > 0 && next < path.size() ? path.get(next) : null;
    }

    @Override
    public IWizardPage getPreviousPage(IWizardPage page) {
        List<IWizardPage> path = path();
        int before = page == guide ? path.indexOf(question) : path.indexOf(page) - 1;
        return before >= 0 ? path.get(before) : null;
    }

    @Override
    public boolean canFinish() {
        IWizardPage current = getContainer().getCurrentPage();
        return (current == proof || current == done) && signedIn() != null && proof.isOver() && proof.mayFinish();
    }

    @Override
    public boolean performCancel() {
        signIn.cancel();
        proof.cancel();
        if (signedIn != null) {
            giveUp(signedIn);
        }
        return true;
    }

    /** Ends a sign-in that nobody wants to keep, so that no token stays valid of which nobody knows. */
    private void giveUp(Account account) {
        String page = NLS.bind(Messages.Wizard_givenUp, account.provider().name());
        if (account.provider().revocation() == null) {
            MessageDialog.openInformation(getShell(), Messages.Wizard_title, page);
            return;
        }
        Display display = getShell().getDisplay();
        Job job = new Job(NLS.bind(Messages.Wizard_revoking, account.address())) {
            @Override
            protected IStatus run(IProgressMonitor monitor) {
                try {
                    // a provider may end all sign-ins of the client with this one: then the one that is kept would die too
                    if (!Ledger.get().keeps(account)) {
                        session.revoke(account.address(), new Cancellation());
                    }
                } catch (OAuthException e) {
                    display.asyncExec(() -> MessageDialog.openInformation(display.getActiveShell(), Messages.Wizard_title, page));
                } catch (BadInputException | IOException e) {
                    ILog.of(SetupWizard.class).info("A sign-in that was given up could not be ended", e);
                }
                return Status.OK_STATUS;
            }
        };
        job.schedule();
    }

    @Override
    public boolean performFinish() {
        ClientRegistration used = client();
        try {
            getContainer().run(true, false, monitor -> {
                try {
                    // renewed in the meantime, perhaps
                    Account latest = session.store().find(signedIn.address()).orElse(signedIn);
                    Account kept = new Account(latest.address(), latest.owner(), latest.provider(), used, latest.tokens(),
                            latest.created(), latest.used(), latest.failure());
                    Ledger.get().put(kept);
                    if (proved != null) {
                        Ledger.get().proved(kept, proved);
                    }
                } catch (IOException e) {
                    throw new InvocationTargetException(e);
                }
            });
            return true;
        } catch (InvocationTargetException e) {
            ILog.of(SetupWizard.class).info("An account could not be kept", e);
            ((org.eclipse.jface.wizard.WizardPage) getContainer().getCurrentPage()).setErrorMessage(Messages.Wizard_notKept);
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    // --- what the pages know of each other

    /** The provider; null until it is known. */
    Provider provider() {
        return account.provider();
    }

    /** The address; null until it is one. */
    String address() {
        return account.address();
    }

    boolean isPractice() {
        return provider() != null && Practice.isPractice(provider());
    }

    /** The client; null until there is one for the provider. */
    ClientRegistration client() {
        return client.client(provider());
    }

    /** Id of the profile of the mail program that it is for; null when it is not known. */
    String program() {
        return start.program();
    }

    Accounts session() {
        return session;
    }

    /** The account that has signed in, as long as address, provider and client are those that it signed in with; else null. */
    Account signedIn() {
        boolean fits = signedIn != null && signedIn.address().equals(address()) && signedIn.provider().equals(provider())
                && client() != null && signedIn.client().id().equals(client().id())
                && Objects.equals(signedIn.client().secret(), client().secret());
        return fits ? signedIn : null;
    }

    /** Keeps what a sign-in gave; called outside of the UI thread. */
    void keep(Account value) throws IOException {
        session.store().put(value);
        signedIn = value;
        proved = null;
    }

    void proved(Ledger.Proved value) {
        proved = value;
    }

    /** What was proved; null when nothing was. */
    Ledger.Proved proved() {
        return proved;
    }
}
