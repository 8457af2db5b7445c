package org.mailmend.cli.internal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;

import org.mailmend.tickets.StoreLocation;
import org.mailmend.tickets.TicketStore;

/** {@code mailmend ticket restore}: takes a backup into use. What was there before is set aside, never deleted. */
final class TicketRestoreCommand extends TicketAction {
    TicketRestoreCommand() {
        super("ticket restore");
    }

    @Override
    String operands() {
        return "FILE";
    }

    @Override
    List<Option> own() {
        return List.of(Option.flag("--replace", "option.ticket.replace"));
    }

    static String file(Arguments arguments) throws UsageException {
        if (arguments.operands().size() != 1) {
            throw new UsageException("usage.ticket.file");
        }
        return arguments.operands().getFirst();
    }

    @Override
    int work(Arguments arguments, Context context) throws UsageException, IOException {
        String name = file(arguments);
        Path backup = Inputs.path(name);
        if (!Files.isRegularFile(backup)) {
            throw new UsageException("usage.file.missing", name);
        }
        StoreLocation place = location(arguments, context);
        try (TicketStore source = TicketStore.open(StoreLocation.embedded(backup))) {
            if (place.isEmbedded() && Files.exists(place.file())) {
                if (!arguments.has("--replace")) {
                    throw new UsageException("usage.ticket.replace", place.shown());
                }
                setAside(place.file(), context);
            }
            try (TicketStore store = TicketStore.open(place)) {
                Map<String, Long> counts = source.copyTo(store, table -> {
                });
                context.err().println(context.messages().get("ticket.restored", counts.get("ticket"), place.shown()));
                context.err().flush();
            }
        }
        return 0;
    }

    private static void setAside(Path file, Context context) throws IOException {
        String time = DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss-SSS").format(Instant.now().atOffset(ZoneOffset.UTC));
        for (String end : List.of("", "-wal", "-shm")) {
            Path part = file.resolveSibling(file.getFileName() + end);
            if (Files.exists(part)) {
                Path aside = file.resolveSibling(file.getFileName() + "." + time + ".old" + end);
                Files.move(part, aside);
                if (end.isEmpty()) {
                    context.err().println(context.messages().get("ticket.aside", aside));
                }
            }
        }
    }
}
