package org.mailmend.knowledge.ui.internal;

import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicReference;

import org.eclipse.core.runtime.jobs.Job;
import org.eclipse.swt.widgets.Display;
import org.eclipse.ui.PlatformUI;
import org.mailmend.check.ui.ProfileSource;
import org.mailmend.knowledge.Client;
import org.osgi.service.component.annotations.Component;

/** Lets the Connection Tester act as every client and device of the knowledge base. */
@Component
public final class ProfileSourceService implements ProfileSource {

    @Override
    public List<Offer> profiles(Locale locale) {
        Contents contents = contents();
        try {
            if (contents == null) {
                // It is being read now.
                Job.getJobManager().join(Shelf.FAMILY, null);
                contents = contents();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return contents == null ? List.of()
                : contents.base().clients().stream().map(client -> offer(client, locale)).toList();
    }

    private static Contents contents() {
        AtomicReference<Contents> contents = new AtomicReference<>();
        Display display = PlatformUI.getWorkbench().getDisplay();
        display.syncExec(() -> contents.set(Shelf.get().contents()));
        return contents.get();
    }

    private static Offer offer(Client client, Locale locale) {
        return new Offer(client.checkProfile(), client.name().in(locale), String.join(" ", client.id(), client.name().en(),
                client.name().ja(), client.vendor(), client.family(), String.join(" ", client.aliases())));
    }
}
