package org.mailmend.oauth.ui.internal;

import java.io.IOException;

import org.eclipse.core.runtime.ILog;
import org.eclipse.core.runtime.jobs.Job;
import org.eclipse.swt.widgets.Display;
import org.eclipse.swt.widgets.Shell;
import org.eclipse.ui.IWorkbenchWindow;
import org.eclipse.ui.PlatformUI;
import org.mailmend.oauth.Account;
import org.mailmend.oauth.Entrance;
import org.mailmend.oauth.Provider;
import org.mailmend.oauth.ui.OAuthSetup;
import org.mailmend.oauth.ui.internal.wizard.SetupWizard;
import org.mailmend.workbench.SignInOpener;
import org.osgi.service.component.annotations.Component;

/** Opens the assistant for views that do not know this bundle, with what they know filled in. */
@Component
public final class SignInOpenerService implements SignInOpener {

    @Override
    public boolean helps(String cause) {
        return Entrance.of(cause).isPresent();
    }

    @Override
    public void open(Wish wish) {
        String address = wish.address() == null || !wish.address().contains("@") ? null : wish.address().strip();
        String provider = Practice.PROVIDER.equals(wish.account()) ? Practice.PROVIDER
                : Entrance.provider(address, wish.server(), wish.account()).map(Provider::id).orElse(null);
        OAuthSetup.Page page = OAuthSetup.Page.of(Entrance.of(wish.cause()).orElse(Entrance.ACCOUNT));
        if (address == null) {
            open(new SetupWizard.Start(null, provider, page, null, wish.client()));
            return;
        }
        // who has signed in before does so with the same client; the keyring may let one wait
        Display display = Display.getCurrent();
        Job job = Job.createSystem(Messages.Opener_job, monitor -> {
            Account known = known(address, provider);
            display.asyncExec(() -> open(new SetupWizard.Start(address, provider, page, known, wish.client())));
        });
        job.schedule();
    }

    private static Account known(String address, String provider) {
        try {
            return Ledger.get().read().accounts().stream()
                    .filter(account -> account.address().equalsIgnoreCase(address)
                            && (provider == null || provider.equals(account.provider().id())))
                    .findFirst().orElse(null);
        } catch (IOException e) {
            ILog.of(SignInOpenerService.class).info("The accounts cannot be read; the assistant begins without them", e);
            return null;
        }
    }

    private static void open(SetupWizard.Start start) {
        IWorkbenchWindow window = PlatformUI.getWorkbench().getActiveWorkbenchWindow();
        if (window != null) {
            Shell active = window.getShell().getDisplay().getActiveShell();
            SetupWizard.open(active == null ? window.getShell() : active, start);
        }
    }
}
