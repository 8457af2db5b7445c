package org.mailmend.tickets.ui.internal;

import java.util.Optional;

import org.mailmend.knowledge.Client;
import org.mailmend.knowledge.ui.internal.Contents;
import org.mailmend.knowledge.ui.internal.Shelf;
import org.mailmend.tickets.ui.Language;

/** Clients and devices by their ids. Used in the UI thread. */
public final class Clients {
    private Clients() {
    }

    /** The client with this id; empty while the knowledge is not read, and for what is the name of an unknown one. */
    public static Optional<Client> find(String id) {
        Contents contents = Shelf.get().contents();
        return contents == null || id == null ? Optional.empty() : contents.base().client(id);
    }

    /** The name of a client for people; what it was called where it is not known. */
    public static String name(String id) {
        return find(id).map(client -> client.name().in(Language.locale())).orElse(id == null ? "" : id);
    }
}
