package org.mailmend.example.source;

import java.nio.file.Path;

import org.mailmend.tickets.mail.TicketSourceProvider;
import org.osgi.framework.BundleActivator;
import org.osgi.framework.BundleContext;

/** Offers the folder as long as the plug-in runs; the framework takes the service back when it stops. */
public final class Activator implements BundleActivator {
    /** Names the folder: a line {@code -Dorg.mailmend.example.source.folder=...} in {@code mailmend.ini}. */
    private static final String FOLDER = "org.mailmend.example.source.folder";

    @Override
    public void start(BundleContext context) {
        String folder = context.getProperty(FOLDER);
        context.registerService(TicketSourceProvider.class,
                new Folder(folder == null ? Path.of(System.getProperty("user.home"), "mailmend-tickets") : Path.of(folder)),
                null);
    }

    @Override
    public void stop(BundleContext context) {
        // nothing is left to do
    }
}
