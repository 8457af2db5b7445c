package org.mailmend.tickets;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;

/** A program that writes tickets until it is killed, and says after each what is on the disk now. */
final class CrashWriter {
    private CrashWriter() {
    }

    /** Arguments: the folder, and a word that the texts of this run have. */
    public static void main(String[] args) throws IOException {
        Path folder = Path.of(args[0]);
        try (TicketStore store = TicketStore.open(StoreLocation.embedded(folder.resolve("tickets.db")));
                TicketSearch search = TicketSearch.open(store, folder.resolve("index"))) {
            for (int i = 0; i < 100_000; i++) {
                Ticket ticket = store.create(TicketChange.none().subject(args[1] + " " + i), "writer");
                say("created", ticket.number(), ticket.subject());
                String changed = args[1] + " changed " + i;
                store.change(ticket, TicketChange.none().subject(changed), "writer");
                say("created", ticket.number(), changed);
                byte[] content = (args[1] + i).repeat(5000).getBytes(StandardCharsets.UTF_8);
                Entry entry = store.add(ticket.number(), Entry.of(Entry.Kind.FILE, Instant.now(), "writer", "file", args[1]),
                        List.of(new Attachment.Content("a.txt", "text/plain", content)), "writer");
                say("added", entry.id(), entry.attachments().getFirst().hash());
                Incoming incoming = StoreTest.incoming(args[1] + i, "<" + args[1] + i + "@example.com>", List.of(), 0, "Ann",
                        "ann@example.com");
                say("received", store.receive(incoming, "writer").entry(), incoming.hash());
                search.find(args[1], 1);
            }
        }
    }

    private static void say(String what, long number, String value) {
        System.out.println(what + "\t" + number + "\t" + value);
        System.out.flush();
    }
}
