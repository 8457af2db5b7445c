package org.mailmend.knowledge.internal.data;

import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.mailmend.knowledge.Source;

/** The sources that files name by a key, and references to them at the end of values and lines. */
final class Sources {
    private static final Pattern REFERENCES = Pattern.compile("^(.*?)\\s*\\[(\\?|[a-z0-9-]+(?:,\\s*[a-z0-9-]+)*)]$");
    private static final Pattern KEY = Pattern.compile("[a-z0-9-]+");

    /**
     * A text without its references.
     *
     * @param text    the text
     * @param sources the sources it names; empty for {@code [?]} and without references
     * @param given   whether there was a reference or a {@code [?]}
     */
    record Referenced(String text, List<Source> sources, boolean given) {
    }

    private final Map<String, Source> byKey = new HashMap<>();
    private final Set<String> used = new HashSet<>();

    Sources() {
    }

    /** A copy to which a file adds its own. */
    Sources(Sources shared) {
        byKey.putAll(shared.byKey);
    }

    /** Reads {@code sources.tsv}: key, url, day, verified or unverified, note. */
    void readTable(String path, String text, Problems problems) {
        String[] lines = text.split("\r?\n");
        for (int i = 0; i < lines.length; i++) {
            if (lines[i].isBlank() || lines[i].startsWith("#")) {
                continue;
            }
            String[] parts = lines[i].split("\t", -1);
            if (parts.length != 5 || !KEY.matcher(parts[0]).matches()) {
                problems.add(path, i + 1, "source-row");
                continue;
            }
            Source source = source(path, i + 1, parts[1], parts[2], parts[3], parts[4], problems);
            if (source != null && byKey.putIfAbsent(parts[0], source) != null) {
                problems.add(path, i + 1, "source-twice", parts[0]);
            }
        }
    }

    /** Reads {@code key | url | day | verified | note}, the way in which a profile defines a source of its own. */
    void define(String path, DataFile.Line line, Problems problems) {
        String[] parts = line.text().split("\\s*\\|\\s*", 5);
        if (parts.length < 4 || !KEY.matcher(parts[0]).matches()) {
            problems.add(path, line.number(), "source-item", line.text());
            return;
        }
        Source source = source(path, line.number(), parts[1], parts[2], parts[3], parts.length > 4 ? parts[4] : "", problems);
        if (source != null) {
            byKey.put(parts[0], source);
        }
    }

    /** Reads an item of an article: a key, or {@code url | day | verified | note}; null when it is wrong. */
    Source item(String path, DataFile.Line line, Problems problems) {
        if (KEY.matcher(line.text()).matches()) {
            return resolve(path, line.number(), line.text(), problems);
        }
        String[] parts = line.text().split("\\s*\\|\\s*", 4);
        if (parts.length < 3) {
            problems.add(path, line.number(), "source-item", line.text());
            return null;
        }
        return source(path, line.number(), parts[0], parts[1], parts[2], parts.length > 3 ? parts[3] : "", problems);
    }

    private static Source source(String path, int line, String url, String day, String verified, String note,
            Problems problems) {
        if (!url.matches("https?://[^\\s]+")) {
            problems.add(path, line, "source-url", url);
            return null;
        }
        if (!verified.equals("verified") && !verified.equals("unverified")) {
            problems.add(path, line, "source-verified", verified);
            return null;
        }
        LocalDate read = day(path, line, day, problems);
        return read == null ? null : new Source(url, read, verified.equals("verified"), note.strip());
    }

    /** Reads a day; null, with the problem noted, when it is none. */
    static LocalDate day(String path, int line, String text, Problems problems) {
        try {
            return LocalDate.parse(text.strip());
        } catch (DateTimeParseException e) {
            problems.add(path, line, "day", text);
            return null;
        }
    }

    /** Takes the references off the end of a text. */
    Referenced strip(String path, int line, String text, Problems problems) {
        Matcher matcher = REFERENCES.matcher(text);
        if (!matcher.matches()) {
            return new Referenced(text.strip(), List.of(), false);
        }
        List<Source> sources = new ArrayList<>();
        if (!matcher.group(2).equals("?")) {
            for (String key : matcher.group(2).split(",\\s*")) {
                Source source = resolve(path, line, key, problems);
                if (source != null) {
                    sources.add(source);
                }
            }
        }
        return new Referenced(matcher.group(1), sources, true);
    }

    private Source resolve(String path, int line, String key, Problems problems) {
        Source source = byKey.get(key);
        if (source == null) {
            problems.add(path, line, "source-unknown", key);
        }
        used.add(key);
        return source;
    }

    /** Keys that were named so far. */
    Set<String> used() {
        return used;
    }

    /** All keys. */
    Set<String> keys() {
        return byKey.keySet();
    }
}
