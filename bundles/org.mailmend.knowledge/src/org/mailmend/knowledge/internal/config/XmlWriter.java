package org.mailmend.knowledge.internal.config;

import java.util.List;
import java.util.Map;

import org.mailmend.knowledge.config.XmlElement;

/** Writes trees of elements, indented by two blanks; texts come out as they are, so that they are the same when read again. */
final class XmlWriter {
    static final String DECLARATION = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n";

    private final StringBuilder out = new StringBuilder();

    /** Writes comments, each on lines of its own. */
    XmlWriter comments(List<String> lines) {
        if (!lines.isEmpty()) {
            out.append("<!--\n");
            for (String line : lines) {
                // two hyphens would end the comment
                String safe = line.replace("--", "- -");
                out.append("  ").append(clean(safe.endsWith("-") ? safe + " " : safe)).append('\n');
            }
            out.append("-->\n");
        }
        return this;
    }

    XmlWriter raw(String text) {
        out.append(text);
        return this;
    }

    XmlWriter element(XmlElement element, int depth) {
        out.append("  ".repeat(depth));
        inline(element, depth);
        out.append('\n');
        return this;
    }

    private void inline(XmlElement element, int depth) {
        if (element.name().isEmpty()) {
            out.append(text(element.text()));
            return;
        }
        out.append('<').append(element.name());
        for (Map.Entry<String, String> attribute : element.attributes().entrySet()) {
            out.append(' ').append(attribute.getKey()).append("=\"").append(attribute(attribute.getValue())).append('"');
        }
        if (element.children().isEmpty()) {
            out.append(element.text().isEmpty() ? "/>" : ">" + text(element.text()) + "</" + element.name() + ">");
            return;
        }
        out.append('>');
        boolean mixed = element.children().stream().anyMatch(child -> child.name().isEmpty());
        for (XmlElement child : element.children()) {
            if (mixed) {
                inline(child, depth);
            } else {
                out.append('\n');
                out.append("  ".repeat(depth + 1));
                inline(child, depth + 1);
            }
        }
        if (!mixed) {
            out.append('\n').append("  ".repeat(depth));
        }
        out.append("</").append(element.name()).append('>');
    }

    @Override
    public String toString() {
        return out.toString();
    }

    static String text(String text) {
        return clean(text).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\r", "&#13;");
    }

    private static String attribute(String text) {
        return text(text).replace("\"", "&quot;").replace("\n", "&#10;").replace("\t", "&#9;");
    }

    /** Without what no XML document may hold. */
    private static String clean(String text) {
        return text.codePoints().allMatch(XmlWriter::isAllowed) ? text
                : text.codePoints().map(c -> isAllowed(c) ? c : 0xFFFD)
                        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append).toString();
    }

    private static boolean isAllowed(int c) {
        return c == '\n' || c == '\t' || c == '\r' || c >= ' ' && c < 0xD800 || c >= 0xE000 && c < 0xFFFE || c > 0xFFFF;
    }
}
