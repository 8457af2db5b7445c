package org.mailmend.knowledge.config;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * An XML element as it was read: what a configuration file holds beyond what the other records name.
 *
 * @param name       qualified name; empty for a run of text between elements
 * @param attributes attributes in their order
 * @param text       text without blanks around it; empty when there are children
 * @param children   elements within, and the runs of text between them when there are any
 */
public record XmlElement(String name, Map<String, String> attributes, String text, List<XmlElement> children) {
    public XmlElement {
        Objects.requireNonNull(name);
        Objects.requireNonNull(text);
        attributes = Collections.unmodifiableMap(new LinkedHashMap<>(attributes));
        children = List.copyOf(children);
    }

    /** An element with nothing but a text. */
    public static XmlElement of(String name, String text) {
        return new XmlElement(name, Map.of(), text, List.of());
    }

    /** Whether it has neither attributes nor elements within. */
    public boolean isPlain() {
        return attributes.isEmpty() && children.isEmpty();
    }
}
