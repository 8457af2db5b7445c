package org.mailmend.cli.internal;

import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import org.mailmend.tickets.TicketFilter;
import org.mailmend.tickets.TicketStore;
import org.mailmend.tickets.exchange.TicketCsv;
import org.mailmend.tickets.exchange.TicketJson;

/** {@code mailmend ticket export}: writes tickets as a table, or everything that there is of them. */
final class TicketExportCommand extends TicketAction {
    TicketExportCommand() {
        super("ticket export");
    }

    @Override
    List<Option> own() {
        List<Option> options = new ArrayList<>();
        options.add(Option.choice("--format", "option.ticket.format", List.of("csv", "json")));
        options.add(Option.value("--output", "FILE", "option.ticket.output"));
        options.add(Option.flag("--with-files", "option.ticket.with-files"));
        options.addAll(TicketFilters.options());
        return options;
    }

    @Override
    int work(Arguments arguments, Context context) throws UsageException, IOException {
        boolean json = arguments.has(Option.JSON) || "json".equals(arguments.get("--format"));
        TicketFilter filter = TicketFilters.filter(arguments);
        String name = arguments.get("--output");
        try (TicketStore store = open(arguments, context)) {
            if (name == null) {
                Writer writer = new OutputStreamWriter(context.out(), StandardCharsets.UTF_8);
                write(store, filter, json, arguments, writer);
                writer.flush();
                context.out().flush();
                return 0;
            }
            Path file = Inputs.path(name);
            try (OutputStream out = Files.newOutputStream(file);
                    Writer writer = new OutputStreamWriter(out, StandardCharsets.UTF_8)) {
                long count = write(store, filter, json, arguments, writer);
                context.err().println(context.messages().get("ticket.exported", count, name));
                context.err().flush();
            } catch (FileSystemException e) {
                throw new UsageException("usage.file.unwritable", name);
            }
        }
        return 0;
    }

    private static long write(TicketStore store, TicketFilter filter, boolean json, Arguments arguments, Writer writer)
            throws IOException {
        if (!json) {
            writer.write(TicketCsv.BEGINNING + TicketCsv.headings());
        }
        return TicketFilters.each(store, filter, TicketFilters.sort(arguments), true, Long.MAX_VALUE, ticket -> writer.write(json
                ? TicketJson.full(store, ticket, arguments.has("--with-files"), arguments.has(Option.PRETTY)) + "\n"
                : TicketCsv.row(ticket)));
    }
}
