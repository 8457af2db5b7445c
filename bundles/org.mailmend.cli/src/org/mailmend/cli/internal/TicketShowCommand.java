package org.mailmend.cli.internal;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import org.mailmend.check.report.Columns;
import org.mailmend.diagnosis.Catalogue;
import org.mailmend.tickets.Attachment;
import org.mailmend.tickets.Entry;
import org.mailmend.tickets.Field;
import org.mailmend.tickets.Ticket;
import org.mailmend.tickets.TicketException;
import org.mailmend.tickets.TicketLink;
import org.mailmend.tickets.TicketStore;
import org.mailmend.tickets.exchange.TicketJson;

/** {@code mailmend ticket show}: a ticket with everything. */
final class TicketShowCommand extends TicketAction {
    TicketShowCommand() {
        super("ticket show");
    }

    @Override
    String operands() {
        return "NUMBER";
    }

    @Override
    List<Option> own() {
        return List.of(Option.value("--files", "FOLDER", "option.ticket.files"));
    }

    @Override
    int work(Arguments arguments, Context context) throws UsageException, IOException {
        if (arguments.operands().size() != 1) {
            throw new UsageException("usage.ticket.number.missing");
        }
        long number = number(arguments.operands().getFirst());
        try (TicketStore store = open(arguments, context)) {
            Ticket ticket = store.ticket(number)
                    .orElseThrow(() -> new TicketException(TicketException.Reason.NOT_FOUND, "error.no-ticket", number));
            if (arguments.has(Option.JSON)) {
                context.json(TicketJson.full(store, ticket, false, arguments.has(Option.PRETTY)));
            } else {
                context.out().print(text(store, ticket, context));
                context.out().flush();
            }
            if (arguments.has("--files")) {
                saveFiles(store, ticket, Inputs.path(arguments.get("--files")));
            }
        }
        return 0;
    }

    private static void saveFiles(TicketStore store, Ticket ticket, Path folder) throws UsageException, IOException {
        try {
            Files.createDirectories(folder);
            for (Entry entry : store.entries(ticket.number())) {
                for (Attachment file : entry.attachments()) {
                    Files.write(folder.resolve(entry.id() + "-" + file.name()), store.content(file),
                            StandardOpenOption.CREATE_NEW);
                }
            }
        } catch (FileAlreadyExistsException e) {
            throw new UsageException("usage.ticket.file.there", e.getFile());
        } catch (FileSystemException e) {
            throw new UsageException("usage.file.unwritable", e.getFile());
        }
    }

    private static String text(TicketStore store, Ticket ticket, Context context) {
        Locale locale = context.locale();
        StringBuilder text = new StringBuilder("#" + ticket.number() + "  " + ticket.subject() + "\n\n");
        for (Field field : List.of(Field.STATUS, Field.PRIORITY, Field.REQUESTER, Field.ASSIGNEE, Field.DUE, Field.CLIENT,
                Field.CLIENT_VERSION, Field.ACCOUNT, Field.PROVIDER, Field.CAUSE, Field.ROUTE, Field.TAGS, Field.MERGED_INTO)) {
            String value = value(ticket, field, locale);
            if (!value.isEmpty()) {
                text.append(label(field.text(locale))).append(value).append('\n');
            }
        }
        for (TicketLink link : store.links(ticket.number())) {
            text.append("  #").append(link.from()).append(' ').append(link.kind().text(locale)).append(" #").append(link.to())
                    .append('\n');
        }
        if (!ticket.symptom().isEmpty()) {
            text.append('\n').append(Field.SYMPTOM.text(locale)).append(":\n").append(indent(ticket.symptom()));
        }
        if (!ticket.steps().isEmpty()) {
            text.append('\n').append(Field.STEPS.text(locale)).append(":\n");
            ticket.steps().forEach(step -> text.append(step.done() ? "  [x] " : "  [ ] ").append(step.text()).append('\n'));
        }
        for (Entry entry : store.entries(ticket.number())) {
            text.append('\n').append(time(entry.at(), locale)).append("  ").append(entry.kind().text(locale)).append("  ")
                    .append(entry.who()).append(entry.title().isEmpty() ? "" : ": " + entry.title()).append('\n')
                    .append(indent(entry.text()));
            entry.attachments().forEach(
                    file -> text.append("  + ").append(file.name()).append(" (").append((file.size() + 1023) / 1024)
                            .append(" KiB)\n"));
        }
        return visible(text.toString());
    }

    private static String label(String name) {
        return name + ": " + " ".repeat(Math.max(0, 24 - Columns.width(name)));
    }

    private static String value(Ticket ticket, Field field, Locale locale) {
        return switch (field) {
            case STATUS -> ticket.status().text(locale);
            case PRIORITY -> ticket.priority().text(locale);
            case REQUESTER -> ticket.requester() == null ? "" : requester(ticket);
            case DUE -> ticket.due() == null ? "" : time(ticket.due(), locale);
            case CAUSE -> ticket.cause() == null ? ""
                    : Catalogue.get().text(ticket.cause(), locale).title() + " (" + ticket.cause() + ")";
            case ACCOUNT -> ticket.account().map(kind -> kind.text(locale)).orElse("");
            case ROUTE -> ticket.route().map(route -> route.text(locale)).orElse("");
            case TAGS -> String.join(", ", ticket.tags());
            default -> ticket.get(field);
        };
    }

    private static String requester(Ticket ticket) {
        List<String> parts = new ArrayList<>();
        parts.add(ticket.requester().name());
        parts.add(ticket.requester().mail());
        parts.add(ticket.requester().phone());
        parts.add(ticket.requester().organisation() == null ? null : ticket.requester().organisation().name());
        parts.removeIf(part -> part == null || part.isEmpty());
        return String.join(", ", parts);
    }

    private static String time(Instant time, Locale locale) {
        return DateTimeFormatter.ofLocalizedDateTime(FormatStyle.MEDIUM, FormatStyle.SHORT).withLocale(locale)
                .withZone(ZoneId.systemDefault()).format(time);
    }

    private static String indent(String text) {
        return text.isEmpty() ? "" : text.indent(2);
    }
}
