package org.mailmend.tickets.ui.internal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;

import org.mailmend.tickets.StoreLocation;
import org.mailmend.tickets.TicketException;
import org.mailmend.tickets.TicketStore;

/** Puts a backup in the place of a store that nobody has open. */
public final class Restore {
    private Restore() {
    }

    /**
     * Restores.
     *
     * @return how many tickets there are now
     * @throws TicketException when the backup is none, or the place is not empty; then everything is as it was
     */
    public static long run(Path backup, StoreLocation place) {
        try (TicketStore source = TicketStore.open(StoreLocation.embedded(backup))) {
            List<Path[]> aside = place.isEmbedded() ? setAside(place.file()) : List.of();
            boolean done = false;
            try (TicketStore store = TicketStore.open(place)) {
                long count = source.copyTo(store, table -> {
                }).get("ticket");
                done = true;
                return count;
            } finally {
                if (!done) {
                    takeBack(aside);
                }
            }
        }
    }

    private static List<Path[]> setAside(Path file) {
        String time = DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss-SSS").format(Instant.now().atOffset(ZoneOffset.UTC));
        List<Path[]> moved = new ArrayList<>();
        try {
            for (String end : List.of("", "-wal", "-shm")) {
                Path part = file.resolveSibling(file.getFileName() + end);
                if (Files.exists(part)) {
                    Path aside = file.resolveSibling(file.getFileName() + "." + time + ".old" + end);
                    Files.move(part, aside);
                    moved.add(new Path[] {part, aside});
                }
            }
            return moved;
        } catch (IOException e) {
            takeBack(moved);
            throw new TicketException(TicketException.Reason.STORE, "store.denied", file).causedBy(e);
        }
    }

    private static void takeBack(List<Path[]> moved) {
        for (Path[] each : moved) {
            try {
                Files.move(each[1], each[0], java.nio.file.StandardCopyOption.REPLACE_EXISTING);
            } catch (IOException e) {
                throw new TicketException(TicketException.Reason.STORE, "store.denied", each[0]).causedBy(e);
            }
        }
    }
}
