package org.mailmend.organisation.ui.internal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

import org.eclipse.osgi.util.NLS;
import org.mailmend.knowledge.Client;
import org.mailmend.knowledge.KnowledgeBase;
import org.mailmend.knowledge.config.Autoconfig;
import org.mailmend.knowledge.config.ConfigException;
import org.mailmend.organisation.Candidate;
import org.mailmend.organisation.Clients;
import org.mailmend.organisation.Loaded;
import org.mailmend.organisation.Sources;
import org.mailmend.tickets.Ticket;
import org.mailmend.tickets.TicketFilter;
import org.mailmend.tickets.TicketSort;
import org.mailmend.tickets.ui.Desk;
import org.mailmend.tickets.ui.Language;

/** Takes into the inventory what Mailmend knows from elsewhere: tickets, autoconfig files, profiles of devices. In the background. */
final class Takings {
    /** So many of the newest tickets are looked at. */
    private static final int TICKETS = 2000;

    private Takings() {
    }

    /** What was taken in, in a sentence. */
    private static String words(String source, Loaded loaded) {
        return loaded.created() + loaded.changed() == 0 ? NLS.bind(Messages.Inv_from_none, source)
                : NLS.bind(Messages.Inv_from_done, new Object[] {source, loaded.created(), loaded.changed()});
    }

    private static CompletableFuture<List<Candidate>> met() {
        return Desk.get().ask(store -> {
            List<Ticket> tickets = store.list(TicketFilter.all(), TicketSort.NUMBER, false, 0, TICKETS);
            return Sources.tickets(tickets, new Clients(KnowledgeBase.get()));
        });
    }

    /** How many people and clients were met in tickets that the inventory has not. */
    static CompletableFuture<Integer> missing() {
        return met().thenCompose(found -> found.isEmpty() ? CompletableFuture.completedFuture(0)
                : House.get().ask(open -> open.preview(found).created()));
    }

    /** Takes in the people and clients that were met in tickets; answers with a sentence. */
    static CompletableFuture<String> tickets() {
        return met().thenCompose(found -> House.get().change(
                open -> words(Messages.Inv_from_tickets, open.load(found, Messages.Inv_from_tickets, House.who()))));
    }

    /** Takes the server of an autoconfig file for the clients of its domains; answers with a sentence. */
    static CompletableFuture<String> autoconfig(Path file) {
        String name = file.getFileName().toString();
        Locale locale = Language.locale();
        return CompletableFuture.supplyAsync(() -> {
            try {
                if (Files.size(file) > Autoconfig.LIMIT) {
                    throw new IOException(name);
                }
                return Autoconfig.read(Files.readAllBytes(file)).config();
            } catch (ConfigException e) {
                throw new CompletionException(new TakingException(NLS.bind(Messages.Inv_from_bad, name, e.text(locale)), e));
            } catch (IOException e) {
                throw new CompletionException(new TakingException(NLS.bind(Messages.Imp_unreadable, file), e));
            }
        }).thenCompose(config -> House.get().change(
                open -> words(name, open.load(Sources.autoconfig(config, open.items()), name, House.who()))));
    }

    /** Takes in a device or program for each of these profiles; answers with a sentence. */
    static CompletableFuture<String> profiles(List<Client> profiles) {
        String source = Messages.Inv_from_profiles.replace("…", "");
        List<Candidate> found = Sources.profiles(profiles, new Clients(KnowledgeBase.get()), Language.locale());
        return House.get().change(open -> words(source, open.load(found, source, House.who())));
    }

    /** Something that cannot be taken in, with a sentence for the user. */
    static final class TakingException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        TakingException(String sentence, Exception cause) {
            super(sentence, cause);
        }
    }
}
