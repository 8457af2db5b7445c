package org.mailmend.tickets.exchange;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;

import org.mailmend.check.Redactor;
import org.mailmend.tickets.Contact;
import org.mailmend.tickets.Entry;
import org.mailmend.tickets.Field;
import org.mailmend.tickets.Incoming;
import org.mailmend.tickets.Organisation;
import org.mailmend.tickets.TicketChange;
import org.mailmend.tickets.TicketException;
import org.mailmend.tickets.TicketException.Reason;
import org.mailmend.tickets.TicketStore;
import org.mailmend.tickets.internal.Messages;
import org.mailmend.tickets.internal.exchange.Csv;
import org.mailmend.tickets.internal.mail.Words;
import org.mailmend.tickets.internal.store.Hashes;

/**
 * Tickets from a table of comma-separated values. It is read as a whole and every row is checked before anything is saved. A row that
 * was imported once does not become a ticket again; what stands in columns without a meaning is kept as a note.
 */
public final class CsvImport {
    /** The most bytes that a table may have. */
    public static final int LIMIT = 100 * 1024 * 1024;

    private final List<String> headings;
    private final Map<Integer, Column> columns = new TreeMap<>();
    private final List<Csv.Row> rows;
    private final List<Problem> problems = new ArrayList<>();
    private final List<Line> lines = new ArrayList<>();

    /**
     * A row that cannot be imported.
     *
     * @param line  line of the file, from 1
     * @param error why not
     */
    public record Problem(int line, TicketException error) {
        /** The sentence with its line, in English or Japanese. */
        public String text(Locale locale) {
            return Messages.text(locale, "csv.line", String.valueOf(line), error.text(locale));
        }
    }

    private record Line(int number, TicketChange change, Contact requester, String organisation, String note, String hash) {
    }

    private CsvImport(List<Csv.Row> rows) {
        if (rows.isEmpty()) {
            throw new TicketException(Reason.INPUT, "csv.empty");
        }
        this.headings = rows.getFirst().cells().stream().map(String::strip).toList();
        this.rows = rows.subList(1, rows.size());
    }

    /**
     * Reads a table.
     *
     * @param bytes   UTF-8, UTF-16 or the Japanese code page of Windows
     * @param mapping headings of the table with the column that each means; others are known by their names
     * @throws TicketException when it has no heading for the subject, or is no table
     */
    public static CsvImport read(byte[] bytes, Map<String, Column> mapping) {
        CsvImport table = new CsvImport(Csv.read(Words.guess(bytes)));
        table.map(mapping);
        table.check();
        return table;
    }

    private void map(Map<String, Column> mapping) {
        for (String heading : mapping.keySet()) {
            if (!headings.contains(heading)) {
                throw new TicketException(Reason.INPUT, "csv.no-heading", heading, String.join(", ", headings));
            }
        }
        for (int i = 0; i < headings.size(); i++) {
            Column column = mapping.get(headings.get(i));
            Optional<Column> known = column == null ? Column.fromHeading(headings.get(i)) : Optional.of(column);
            if (known.isPresent() && known.get().canImport()) {
                if (columns.containsValue(known.get())) {
                    throw new TicketException(Reason.INPUT, "csv.twice", known.get().id());
                }
                columns.put(i, known.get());
            }
        }
        if (!columns.containsValue(Column.SUBJECT)) {
            throw new TicketException(Reason.INPUT, "csv.no-subject", String.join(", ", headings));
        }
    }

    private void check() {
        for (Csv.Row row : rows) {
            try {
                lines.add(line(row));
            } catch (TicketException e) {
                problems.add(new Problem(row.line(), e));
            }
        }
    }

    private Line line(Csv.Row row) {
        if (row.cells().size() > headings.size()) {
            throw new TicketException(Reason.INPUT, "csv.cells", row.cells().size(), headings.size());
        }
        Map<Column, String> cells = new EnumMap<>(Column.class);
        StringBuilder note = new StringBuilder();
        for (int i = 0; i < row.cells().size(); i++) {
            String cell = Csv.plain(row.cells().get(i)).strip();
            Column column = columns.get(i);
            if (column != null) {
                cells.put(column, Redactor.GENERAL.redactPasted(cell));
            } else if (!cell.isEmpty()) {
                note.append(headings.get(i)).append(": ").append(Redactor.GENERAL.redactPasted(cell)).append('\n');
            }
        }
        TicketChange change = TicketChange.none();
        for (Map.Entry<Column, String> each : cells.entrySet()) {
            Field field = each.getKey().field().orElse(null);
            boolean missing = each.getValue().isEmpty() && field != Field.SUBJECT;
            if (field != null && !missing) {
                change = change.with(field, each.getKey().toValue(each.getValue()));
            }
        }
        if (!change.values().containsKey(Field.SUBJECT)) {
            throw new TicketException(Reason.INPUT, "error.empty", Field.SUBJECT);
        }
        String organisation = cells.getOrDefault(Column.ORGANISATION, "");
        if (!organisation.isEmpty()) {
            Objects.requireNonNull(Organisation.of(organisation));
        }
        Contact requester = Contact
                .of(cells.getOrDefault(Column.REQUESTER_NAME, ""), cells.getOrDefault(Column.REQUESTER_MAIL, ""))
                .withPhone(cells.getOrDefault(Column.REQUESTER_PHONE, "")).withLanguage(cells.getOrDefault(Column.LANGUAGE, ""));
        String all = String.join("\u001F", headings) + "\u001E" + String.join("\u001F", row.cells());
        return new Line(row.line(), change, requester.shown().isEmpty() ? null : requester, organisation, note.toString(),
                Hashes.sha256(all.getBytes(StandardCharsets.UTF_8)));
    }

    /** The headings that have a meaning, with it. */
    public Map<String, Column> meanings() {
        Map<String, Column> meanings = new TreeMap<>();
        columns.forEach((index, column) -> meanings.put(headings.get(index), column));
        return meanings;
    }

    /** The headings whose columns become notes. */
    public List<String> others() {
        List<String> others = new ArrayList<>(headings);
        others.removeAll(meanings().keySet());
        others.removeIf(heading -> Column.fromHeading(heading).isPresent() || heading.isEmpty());
        return others;
    }

    /** The rows that cannot be imported. */
    public List<Problem> problems() {
        return List.copyOf(problems);
    }

    /** How many rows can be imported. */
    public int size() {
        return lines.size();
    }

    /** Told of each ticket, after it is on the disk. */
    @FunctionalInterface
    public interface Sink {
        void saved(int line, Incoming.Kept kept);
    }

    /** Saves the rows that can be imported. */
    public void save(TicketStore store, String source, String who, Sink sink) {
        for (Line line : lines) {
            Contact requester = line.requester;
            if (requester != null && !line.organisation.isEmpty()) {
                requester = requester.withOrganisation(organisation(store, line.organisation, who));
            }
            Entry note = Entry.of(Entry.Kind.NOTE, Instant.now(), who, source + ":" + line.number, line.note);
            sink.saved(line.number, store.receive(
                    new Incoming(line.hash, List.of(), 0, requester, line.change, note, List.of(), false, null), who));
        }
    }

    private static Organisation organisation(TicketStore store, String name, String who) {
        return store.organisation(name).orElseGet(() -> store.save(Organisation.of(name), who));
    }
}
