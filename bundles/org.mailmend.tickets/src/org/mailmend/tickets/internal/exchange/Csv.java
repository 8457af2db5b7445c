package org.mailmend.tickets.internal.exchange;

import java.util.ArrayList;
import java.util.List;

import org.mailmend.tickets.TicketException;
import org.mailmend.tickets.TicketException.Reason;

/** Comma-separated values (RFC 4180), also with semicolons or tabs between them, as spreadsheets write them. */
public final class Csv {
    private static final int MOST_COLUMNS = 200;

    private Csv() {
    }

    /**
     * A row.
     *
     * @param line  line of the file at which it begins, from 1
     * @param cells its cells
     */
    public record Row(int line, List<String> cells) {
        public Row {
            cells = List.copyOf(cells);
        }
    }

    /** The rows of a text; empty lines are none. */
    public static List<Row> read(String text) {
        char separator = separator(text);
        List<Row> rows = new ArrayList<>();
        List<String> cells = new ArrayList<>();
        StringBuilder cell = new StringBuilder();
        boolean quoted = false;
        int line = 1;
        int start = 1;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean end = c == '\n' || c == '\r';
            if (end && !(c == '\r' && i + 1 < text.length() && text.charAt(i + 1) == '\n')) {
                line++;
            }
            if (quoted) {
                if (c != '"') {
                    cell.append(c);
                } else if (i + 1 < text.length() && text.charAt(i + 1) == '"') {
                    cell.append(c);
                    i++;
                } else {
                    quoted = false;
                }
            } else if (c == '"' && cell.isEmpty()) {
                quoted = true;
            } else if (c == separator) {
                add(cells, cell, start);
            } else if (end) {
                add(cells, cell, start);
                put(rows, cells, start);
                start = line;
            } else {
                cell.append(c);
            }
        }
        if (quoted) {
            throw new TicketException(Reason.INPUT, "csv.quote", start);
        }
        add(cells, cell, start);
        put(rows, cells, start);
        return rows;
    }

    private static void add(List<String> cells, StringBuilder cell, int line) {
        if (cells.size() >= MOST_COLUMNS) {
            throw new TicketException(Reason.INPUT, "csv.columns", line, MOST_COLUMNS);
        }
        cells.add(cell.toString());
        cell.setLength(0);
    }

    private static void put(List<Row> rows, List<String> cells, int line) {
        if (cells.stream().anyMatch(cell -> !cell.isBlank())) {
            rows.add(new Row(line, cells));
        }
        cells.clear();
    }

    /** What is most in the first line. */
    private static char separator(String text) {
        int end = text.indexOf('\n');
        String first = end < 0 ? text : text.substring(0, end);
        long commas = first.chars().filter(c -> c == ',').count();
        long semicolons = first.chars().filter(c -> c == ';').count();
        long tabs = first.chars().filter(c -> c == '\t').count();
        return tabs > commas && tabs >= semicolons ? '\t' : semicolons > commas ? ';' : ',';
    }

    /** A row with its line end. What a spreadsheet would take for a formula has an apostrophe before it. */
    public static String write(List<String> cells) {
        StringBuilder row = new StringBuilder();
        for (String cell : cells) {
            row.append(row.isEmpty() ? "" : ",").append(quote(isFormula(cell) ? "'" + cell : cell));
        }
        return row.append("\r\n").toString();
    }

    private static String quote(String cell) {
        boolean plain = cell.chars().noneMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r' || c == ';' || c == '\t');
        return plain && !cell.isEmpty() ? cell : "\"" + cell.replace("\"", "\"\"") + "\"";
    }

    private static boolean isFormula(String cell) {
        return !cell.isEmpty() && "=+-@\t\r".indexOf(cell.charAt(0)) >= 0;
    }

    /** A cell as it was before {@link #write} put an apostrophe to it. */
    public static String plain(String cell) {
        return cell.length() > 1 && cell.charAt(0) == '\'' && isFormula(cell.substring(1)) ? cell.substring(1) : cell;
    }
}
