package org.mailmend.knowledge.internal.data;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A data file: front matter between lines of three hyphens, then Markdown. Front matter is a small, strict part of YAML:
 * {@code key: value}, {@code key: [a, b]}, or a key followed by indented {@code - item} lines.
 */
final class DataFile {
    private static final Pattern KEY = Pattern.compile("([a-z][a-z0-9-]*):(?:\\s+(.*))?");
    private static final Pattern ITEM = Pattern.compile("\\s+-\\s+(.*)");
    private static final Pattern HEADING = Pattern.compile("(#{1,6})\\s+(.*?)\\s*#*");

    /** A line of the body with its number in the file. */
    record Line(int number, String text) {
    }

    /** A value of the front matter. */
    record Field(int line, String value, List<Line> items) {
    }

    /** A heading of the body and the lines below it, up to the next heading of any level. */
    record Section(int level, Line heading, List<Line> lines) {
    }

    private final String path;
    private final Map<String, Field> fields = new LinkedHashMap<>();
    private final List<Line> body = new ArrayList<>();

    private DataFile(String path) {
        this.path = path;
    }

    /** Reads a file; null, with the problem noted, when it has no front matter. */
    static DataFile parse(String path, String text, Problems problems) {
        DataFile file = new DataFile(path);
        String[] lines = text.split("\r?\n|\r", -1);
        int i = 0;
        if (lines[0].startsWith("\ufeff")) {
            lines[0] = lines[0].substring(1);
        }
        if (!"---".equals(lines[0].strip())) {
            problems.add(path, 1, "no-front-matter");
            return null;
        }
        Field open = null;
        for (i = 1; i < lines.length && !"---".equals(lines[i].strip()); i++) {
            String line = lines[i].stripTrailing();
            Matcher item = ITEM.matcher(line);
            Matcher key = KEY.matcher(line);
            if (line.isBlank()) {
                continue;
            }
            if (item.matches() && open != null) {
                open.items.add(new Line(i + 1, item.group(1).strip()));
            } else if (key.matches()) {
                open = file.field(i + 1, key.group(1), key.group(2), problems);
            } else {
                problems.add(path, i + 1, "front-matter-line", line.strip());
            }
        }
        if (i == lines.length) {
            problems.add(path, 1, "front-matter-open");
            return null;
        }
        for (i++; i < lines.length; i++) {
            file.body.add(new Line(i + 1, lines[i].stripTrailing()));
        }
        return file;
    }

    private Field field(int number, String key, String written, Problems problems) {
        String value = written == null ? "" : written.strip();
        List<Line> items = new ArrayList<>();
        if (value.startsWith("[") && value.endsWith("]") && !value.startsWith("[?")) {
            for (String part : value.substring(1, value.length() - 1).split("[,、]")) {
                if (!part.isBlank()) {
                    items.add(new Line(number, part.strip()));
                }
            }
        }
        Field field = new Field(number, value, items);
        if (fields.putIfAbsent(key, field) != null) {
            problems.add(path, number, "key-twice", key);
        }
        return field;
    }

    String path() {
        return path;
    }

    Map<String, Field> fields() {
        return fields;
    }

    /** The value of a key, null when it is missing or empty. */
    String value(String key) {
        Field field = fields.get(key);
        return field == null || field.value.isEmpty() ? null : field.value;
    }

    /** The items of a list, none when the key is missing. */
    List<Line> items(String key) {
        Field field = fields.get(key);
        return field == null ? List.of() : field.items;
    }

    /** The line of a key, 1 when it is missing. */
    int line(String key) {
        Field field = fields.get(key);
        return field == null ? 1 : field.line;
    }

    List<Line> body() {
        return body;
    }

    String bodyText() {
        StringBuilder text = new StringBuilder();
        body.forEach(line -> text.append(line.text).append('\n'));
        return text.toString().strip();
    }

    /** The body by its headings; lines before the first one are left out. */
    List<Section> sections() {
        List<Section> sections = new ArrayList<>();
        for (Line line : body) {
            Matcher heading = HEADING.matcher(line.text);
            if (heading.matches()) {
                sections.add(new Section(heading.group(1).length(), new Line(line.number, heading.group(2)),
                        new ArrayList<>()));
            } else if (!sections.isEmpty() && !line.text.isBlank()) {
                sections.getLast().lines.add(line);
            }
        }
        return sections;
    }
}
