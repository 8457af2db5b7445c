package org.mailmend.lab.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the practice servers of one style say: {@code replies.txt}. */
final class Replies {
    private static final Map<String, List<String>> ALL = Sections.read("replies.txt");
    private static final Map<String, List<String>> FALLBACKS = Map.of("gmail", List.of("gmail", "generic"),
            "gmail-relay", List.of("gmail-relay", "gmail", "generic"), "gmail-mx", List.of("gmail-mx", "gmail", "generic"),
            "microsoft365", List.of("microsoft365", "generic"), "generic", List.of("generic"));
    private static final Pattern PLACEHOLDER = Pattern.compile("\\{([a-z-]+)}");

    private final List<String> styles;
    private final String protocol;

    Replies(String style, String protocol) {
        styles = Objects.requireNonNull(FALLBACKS.get(style), style);
        this.protocol = protocol;
    }

    /** The lines of a reply; null when there is none with this key. */
    List<String> find(String protocolOrOauth, String key) {
        for (String style : styles) {
            List<String> lines = ALL.get(style + " " + protocolOrOauth + " " + key);
            if (lines != null) {
                return lines;
            }
        }
        return null;
    }

    /** The lines of a reply with its placeholders filled in; an unknown placeholder stays as it is. */
    List<String> get(String key, UnaryOperator<String> values) {
        List<String> lines = find(protocol, key);
        if (lines == null) {
            throw new IllegalArgumentException("no reply \"" + key + "\" for " + styles + " " + protocol);
        }
        List<String> result = new ArrayList<>(lines.size());
        for (String line : lines) {
            result.add(line.indexOf('{') < 0 ? line : fill(line, values));
        }
        return result;
    }

    private static String fill(String line, UnaryOperator<String> values) {
        Matcher matcher = PLACEHOLDER.matcher(line);
        StringBuilder result = new StringBuilder();
        while (matcher.find()) {
            String value = values.apply(matcher.group(1));
            matcher.appendReplacement(result, Matcher.quoteReplacement(value == null ? matcher.group() : value));
        }
        return matcher.appendTail(result).toString();
    }
}
