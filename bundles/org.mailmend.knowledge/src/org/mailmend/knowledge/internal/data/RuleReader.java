package org.mailmend.knowledge.internal.data;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.mailmend.knowledge.Reason;
import org.mailmend.knowledge.Route;
import org.mailmend.knowledge.Text;
import org.mailmend.knowledge.When;

/**
 * Reads {@code rules.txt}: blocks that begin with {@code [id]}, each with {@code route}, {@code when} (may be missing),
 * {@code for}, {@code against} (with points) or {@code limit}, {@code exclude} (without), then {@code en} and {@code ja} with the
 * reason. The English reason ends with its sources.
 */
final class RuleReader {
    private static final Pattern START = Pattern.compile("\\[([a-z0-9-]+)]");
    private static final Pattern LINE = Pattern.compile("([a-z]+):(?:\\s+(.*))?");
    private static final Set<String> KEYS = Set.of("route", "when", "for", "against", "limit", "exclude", "en", "ja");

    private record Value(int line, String text) {
    }

    private final String path;
    private final Sources sources;
    private final Problems problems;
    private final List<Rule> rules = new ArrayList<>();
    private final Set<String> ids = new HashSet<>();

    RuleReader(String path, Sources sources, Problems problems) {
        this.path = path;
        this.sources = sources;
        this.problems = problems;
    }

    List<Rule> read(String text) {
        String id = null;
        int start = 0;
        Map<String, Value> values = new LinkedHashMap<>();
        String[] lines = (text + "\n[end]").split("\r?\n");
        for (int i = 0; i < lines.length; i++) {
            String line = lines[i].strip();
            if (line.isEmpty() || line.startsWith("#")) {
                continue;
            }
            Matcher block = START.matcher(line);
            Matcher pair = LINE.matcher(line);
            if (block.matches()) {
                if (id != null) {
                    rule(id, start, values);
                }
                id = block.group(1);
                start = i + 1;
                values.clear();
            } else if (pair.matches() && KEYS.contains(pair.group(1))) {
                values.put(pair.group(1), new Value(i + 1, pair.group(2) == null ? "" : pair.group(2).strip()));
            } else {
                problems.add(path, i + 1, "rule-line", line);
            }
        }
        return rules;
    }

    private void rule(String id, int start, Map<String, Value> values) {
        Optional<Route> route = values.containsKey("route") ? Route.fromId(values.get("route").text) : Optional.empty();
        if (route.isEmpty() || !values.containsKey("en") || !values.containsKey("ja")) {
            problems.add(path, start, "rule-incomplete", id);
            return;
        }
        if (!ids.add(id)) {
            problems.add(path, start, "rule-twice", id);
            return;
        }
        Rule.Effect effect = null;
        int points = 0;
        for (Rule.Effect each : Rule.Effect.values()) {
            Value value = values.get(each.name().toLowerCase(Locale.ROOT));
            if (value == null) {
                continue;
            }
            boolean counted = each == Rule.Effect.FOR || each == Rule.Effect.AGAINST;
            if (effect != null || counted != value.text.matches("[0-9]{1,3}") || !counted && !value.text.isEmpty()) {
                problems.add(path, value.line, "rule-effect", id);
                return;
            }
            effect = each;
            points = !counted ? 0 : each == Rule.Effect.FOR ? Integer.parseInt(value.text) : -Integer.parseInt(value.text);
        }
        if (effect == null) {
            problems.add(path, start, "rule-effect", id);
            return;
        }
        When when = values.containsKey("when")
                ? Vocabulary.when(path, values.get("when").line, values.get("when").text, problems)
                : When.ALWAYS;
        Value en = values.get("en");
        Sources.Referenced reason = sources.strip(path, en.line, en.text, problems);
        if (!reason.given()) {
            problems.add(path, en.line, "no-source", en.text);
        }
        rules.add(new Rule(route.get(), when, effect, points,
                new Reason(id, new Text(reason.text(), values.get("ja").text), reason.sources())));
    }
}
