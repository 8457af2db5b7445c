package org.mailmend.cli.internal;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * A list of targets in a file: one a line with {@code #} before comments, or CSV (RFC 4180) with a header row that has a
 * column {@code target} and others named like the options that they stand for.
 */
final class TargetList {
    /** The column of targets. */
    static final String TARGET = "target";
    /** The options that can differ from row to row. */
    static final List<String> OPTIONS = List.of("--security", "--auth", "--user", "--password-file", "--password-env",
            "--token-file", "--token-env", "--helo", "--from", "--to", "--as");

    private TargetList() {
    }

    /**
     * A target with what the list says of it.
     *
     * @param line   its line in the file, counted from 1
     * @param target as it is written
     * @param values values by option, for example of {@code --user}
     */
    record Row(int line, String target, Map<String, String> values) {
    }

    /**
     * Reads a list.
     *
     * @param name name of the file, for messages
     */
    static List<Row> parse(String name, String text) throws UsageException {
        List<Row> rows = new ArrayList<>();
        List<String> header = null;
        char separator = separator(text);
        Csv csv = new Csv(text, separator);
        for (List<String> cells = csv.next(); cells != null; cells = csv.next()) {
            String first = cells.getFirst().strip();
            if (first.startsWith("#") || cells.stream().allMatch(String::isBlank)) {
                continue;
            }
            if (header == null && rows.isEmpty() && cells.stream().anyMatch(cell -> TARGET.equalsIgnoreCase(cell.strip()))) {
                header = header(name, cells);
            } else if (header == null) {
                rows.add(new Row(csv.line(), csv.raw().strip(), Map.of()));
            } else {
                rows.add(row(name, csv.line(), header, cells));
            }
        }
        if (rows.isEmpty()) {
            throw new UsageException("usage.list.empty", name);
        }
        return rows;
    }

    private static char separator(String text) {
        String firstLine = text.lines().filter(line -> !line.isBlank() && !line.startsWith("#")).findFirst().orElse("");
        return firstLine.indexOf(',') >= 0 ? ',' : firstLine.indexOf(';') >= 0 ? ';' : firstLine.indexOf('\t') >= 0 ? '\t' : ',';
    }

    private static List<String> header(String name, List<String> cells) throws UsageException {
        List<String> header = new ArrayList<>();
        List<String> columns = new ArrayList<>(List.of(TARGET));
        OPTIONS.forEach(option -> columns.add(column(option)));
        for (String cell : cells) {
            String column = cell.strip().toLowerCase(Locale.ROOT).replace('-', '_');
            if ("password".equals(column) || "token".equals(column)) {
                throw new UsageException("usage.list.secret", name, column);
            }
            if (!columns.contains(column)) {
                throw new UsageException("usage.list.column", name, cell.strip(), String.join(", ", columns));
            }
            header.add(column);
        }
        return header;
    }

    private static String column(String option) {
        return option.substring(2).replace('-', '_');
    }

    private static Row row(String name, int line, List<String> header, List<String> cells) throws UsageException {
        if (cells.size() > header.size()) {
            throw new UsageException("usage.list.cells", name, line, header.size());
        }
        Map<String, String> values = new LinkedHashMap<>();
        for (int i = 0; i < cells.size(); i++) {
            String cell = cells.get(i).strip();
            if (!cell.isEmpty()) {
                String column = header.get(i);
                values.put(TARGET.equals(column) ? TARGET : "--" + column.replace('_', '-'), cell);
            }
        }
        String target = values.remove(TARGET);
        if (target == null) {
            throw new UsageException("usage.list.target", name, line);
        }
        return new Row(line, target, values);
    }

    /** Reads records with quoted cells. */
    private static final class Csv {
        private final String text;
        private final char separator;
        private int position;
        private int start;
        private int line;
        private int linesRead;

        Csv(String text, char separator) {
            this.text = text;
            this.separator = separator;
        }

        /** The line on which the last record began. */
        int line() {
            return line;
        }

        /** The last record as it stands. */
        String raw() {
            return text.substring(start, position);
        }

        /** The cells of the next record, or null at the end. */
        List<String> next() {
            if (position >= text.length()) {
                return null;
            }
            start = position;
            line = linesRead + 1;
            List<String> cells = new ArrayList<>();
            StringBuilder cell = new StringBuilder();
            boolean quoted = false;
            while (position < text.length()) {
                char c = text.charAt(position++);
                if (c == '\n') {
                    linesRead++;
                }
                if (quoted && c == '"' && position < text.length() && text.charAt(position) == '"') {
                    cell.append(c);
                    position++;
                } else if (c == '"' && (quoted || cell.isEmpty())) {
                    quoted = !quoted;
                } else if (!quoted && c == separator) {
                    cells.add(cell.toString());
                    cell.setLength(0);
                } else if (!quoted && c == '\n') {
                    break;
                } else if (c != '\r' || quoted) {
                    cell.append(c);
                }
            }
            cells.add(cell.toString());
            return cells;
        }
    }
}
