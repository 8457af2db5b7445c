package org.mailmend.organisation;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

import org.mailmend.knowledge.Client;
import org.mailmend.knowledge.config.ClientConfig;
import org.mailmend.knowledge.config.Server;
import org.mailmend.tickets.Ticket;

/** Items from what Mailmend knows already: tickets, autoconfig files and profiles of devices. They are taken in by {@link Inventory#load}. */
public final class Sources {
    private static final String SMTP = "smtp";

    private Sources() {
    }

    /**
     * The people and clients that were met in tickets.
     *
     * @param tickets with a requester and a client; others are left out
     */
    public static List<Candidate> tickets(Collection<Ticket> tickets, Clients clients) {
        List<Candidate> candidates = new ArrayList<>();
        Map<String, Integer> people = new HashMap<>();
        Set<String> seen = new HashSet<>();
        for (Ticket ticket : tickets) {
            String text = ticket.get(org.mailmend.tickets.Field.CLIENT);
            if (ticket.requester() == null || ticket.requester().anonymous() || ticket.requester().mail().isEmpty()
                    || text.isEmpty()) {
                continue;
            }
            String mail = ticket.requester().mail();
            int person = people.computeIfAbsent(mail, key -> {
                Item item = Item.of(Kind.PERSON).with(Field.MAIL, mail).with(Field.NAME, ticket.requester().name())
                        .with(Field.LANGUAGE, ticket.requester().language());
                candidates.add(Candidate.of(item));
                return candidates.size() - 1;
            });
            Clients.Match match = clients.find(text, ticket.get(org.mailmend.tickets.Field.CLIENT_VERSION));
            Kind kind = match.client().isEmpty() ? Kind.CLIENT : clients.kind(match.client());
            if (seen.add(mail + "\u001F" + text)) {
                Item item = Item.of(kind).with(Field.CLIENT, match.client()).with(Field.PROGRAM, text)
                        .with(Field.VERSION, ticket.get(org.mailmend.tickets.Field.CLIENT_VERSION)).with(Field.MAIL, mail)
                        .with(Field.ACCOUNT, ticket.get(org.mailmend.tickets.Field.ACCOUNT));
                Link.Type type = kind == Kind.CLIENT ? Link.Type.USES : Link.Type.LOOKS_AFTER;
                candidates.add(new Candidate(kind == Kind.CLIENT ? item : item.with(Field.OWNER, mail),
                        List.of(new Candidate.Tie(type, person, false)), 0));
            }
        }
        return candidates;
    }

    /**
     * What an autoconfig file says of the mail clients of its domains: the server that they send to.
     *
     * @param items the inventory
     */
    public static List<Candidate> autoconfig(ClientConfig config, Collection<Item> items) {
        Set<String> domains = new HashSet<>();
        config.emailProvider().domains().forEach(domain -> domains.add(domain.toLowerCase(Locale.ROOT)));
        Server server = config.emailProvider().outgoingServers().stream()
                .filter(each -> SMTP.equals(each.type()) && each.hostname() != null && !each.hostname().contains("%")).findFirst()
                .orElse(null);
        if (server == null) {
            return List.of();
        }
        boolean tls = server.socketTypes().contains("SSL");
        String address = (tls ? "smtps://" : "smtp://") + server.hostname() + (server.port() == null ? "" : ":" + server.port());
        return items.stream().filter(item -> item.kind() == Kind.CLIENT && item.get(Field.SERVER).isEmpty())
                .filter(item -> domains.contains(item.get(Field.MAIL).substring(item.get(Field.MAIL).indexOf('@') + 1)))
                .map(item -> Candidate.of(item.with(Field.SERVER, address))).toList();
    }

    /**
     * Devices and programs of the kind of these profiles, one for each; where there are several they are given names and numbers by hand.
     *
     * @param locale language of their names
     */
    public static List<Candidate> profiles(Collection<Client> profiles, Clients clients, Locale locale) {
        return profiles.stream().map(client -> Candidate.of(Item.of(clients.kind(client.id())).with(Field.CLIENT, client.id())
                .with(Field.NAME, client.name().in(locale)).with(Field.PROGRAM, client.name().in(locale)))).toList();
    }
}
