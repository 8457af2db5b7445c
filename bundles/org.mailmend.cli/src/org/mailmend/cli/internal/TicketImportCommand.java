package org.mailmend.cli.internal;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import org.mailmend.check.report.JsonText;
import org.mailmend.tickets.Incoming;
import org.mailmend.tickets.TicketStore;
import org.mailmend.tickets.exchange.Column;
import org.mailmend.tickets.exchange.CsvImport;
import org.mailmend.tickets.mail.MailFiles;
import org.mailmend.tickets.mail.MailIntake;

/** {@code mailmend ticket import}: takes mails and tables in. What is reported is on the disk. */
final class TicketImportCommand extends TicketAction {
    private static final String MAP = "--map";

    TicketImportCommand() {
        super("ticket import");
    }

    @Override
    String operands() {
        return "FILE|FOLDER...";
    }

    @Override
    List<Option> own() {
        return List.of(Option.values(MAP, "HEADING=COLUMN", "option.ticket.map"),
                Option.flag("--dry-run", "option.ticket.dry-run"),
                Option.flag("--skip-bad", "option.ticket.skip-bad"));
    }

    /** What was taken in so far. */
    private static final class Counts {
        private long taken;
        private long added;
    }

    @Override
    int work(Arguments arguments, Context context) throws UsageException, IOException {
        List<Path> places = new ArrayList<>();
        for (String name : arguments.operands()) {
            Path place = Inputs.path(name);
            if (!Files.exists(place)) {
                throw new UsageException("usage.file.missing", name);
            }
            places.add(place);
        }
        if (places.isEmpty()) {
            throw new UsageException("usage.ticket.import");
        }
        // tables are read as a whole before anything is saved
        Map<Path, CsvImport> tables = new LinkedHashMap<>();
        boolean bad = false;
        for (Path place : places) {
            if (isTable(place)) {
                CsvImport table = table(place, arguments, context);
                tables.put(place, table);
                bad |= !table.problems().isEmpty();
            }
        }
        if (bad && !arguments.has("--skip-bad") && !arguments.has("--dry-run")) {
            context.err().println(context.messages().get("ticket.import.nothing"));
            context.err().flush();
            return 2;
        }
        if (arguments.has("--dry-run")) {
            return dryRun(places, tables, context);
        }
        try (TicketStore store = open(arguments, context)) {
            Counts counts = new Counts();
            for (Path place : places) {
                if (tables.containsKey(place)) {
                    tables.get(place).save(store, place.getFileName().toString(), who(),
                            (line, kept) -> report(null, kept, counts, arguments, context));
                } else {
                    mails(place, store, counts, arguments, context);
                }
            }
            context.err().println(context.messages().get("ticket.imported", counts.taken, counts.added));
            context.err().flush();
        }
        return bad ? 2 : 0;
    }

    private static boolean isTable(Path place) {
        String name = String.valueOf(place.getFileName()).toLowerCase(Locale.ROOT);
        return Files.isRegularFile(place) && (name.endsWith(".csv") || name.endsWith(".tsv"));
    }

    private static CsvImport table(Path place, Arguments arguments, Context context) throws UsageException, IOException {
        Map<String, Column> mapping = new LinkedHashMap<>();
        for (String map : arguments.all(MAP)) {
            int equals = map.lastIndexOf('=');
            Column column = equals < 1 ? null
                    : Column.fromHeading(map.substring(equals + 1)).filter(Column::canImport).orElse(null);
            if (column == null) {
                throw new UsageException("usage.ticket.map", map, String.join(", ", columns()));
            }
            mapping.put(map.substring(0, equals), column);
        }
        CsvImport table = CsvImport.read(Inputs.read(place.toString(), CsvImport.LIMIT, context), mapping);
        table.problems().forEach(problem -> context.err().println(problem.text(context.locale())));
        return table;
    }

    private static List<String> columns() {
        return java.util.Arrays.stream(Column.values()).filter(Column::canImport).map(Column::id).toList();
    }

    private static int dryRun(List<Path> places, Map<Path, CsvImport> tables, Context context) throws IOException {
        Messages messages = context.messages();
        boolean bad = false;
        for (Path place : places) {
            CsvImport table = tables.get(place);
            if (table == null) {
                long[] count = new long[1];
                MailFiles.read(place, (file, bytes) -> count[0]++);
                context.err().println(messages.get("ticket.dry-run.mails", place, count[0]));
                continue;
            }
            bad |= !table.problems().isEmpty();
            table.meanings().forEach(
                    (heading, column) -> context.err().println("  " + visible(heading) + " -> " + column.text(context.locale())));
            table.others().forEach(
                    heading -> context.err().println("  " + visible(heading) + " -> " + messages.get("ticket.dry-run.note")));
            context.err().println(messages.get("ticket.dry-run.table", place, table.size(), table.problems().size()));
        }
        context.err().flush();
        return bad ? 2 : 0;
    }

    private static void mails(Path place, TicketStore store, Counts counts, Arguments arguments, Context context)
            throws UsageException, IOException {
        MailIntake intake = new MailIntake(store, context.locale(), KbCommand.knowledge(context)::explainer);
        Progress progress = new Progress(context);
        try {
            MailFiles.read(place, (file, bytes) -> {
                MailIntake.Taken taken = intake.take(bytes);
                progress.clear();
                report(taken.mail().messageId(), taken.kept(), counts, arguments, context);
                progress.show("ticket.import.progress", counts.taken);
            });
        } catch (FileSystemException e) {
            throw Inputs.complaint(e.getFile() == null ? place.toString() : e.getFile(), e);
        } finally {
            progress.clear();
        }
    }

    private static void report(String messageId, Incoming.Kept kept, Counts counts, Arguments arguments, Context context) {
        counts.taken++;
        counts.added += kept.isNew() ? 1 : 0;
        if (arguments.has(Option.JSON)) {
            context.json(JsonText.of(arguments.has(Option.PRETTY), json -> {
                json.writeNumberField("number", kept.number());
                json.writeStringField("messageId", messageId);
                json.writeBooleanField("new", kept.isNew());
                json.writeBooleanField("newTicket", kept.newTicket());
            }));
        } else {
            context.out().println(context.messages().get(!kept.isNew() ? "ticket.import.known"
                    : kept.newTicket() ? "ticket.import.new" : "ticket.import.answer", kept.number(),
                    messageId == null ? "" : visible(messageId)));
            context.out().flush();
        }
    }
}
