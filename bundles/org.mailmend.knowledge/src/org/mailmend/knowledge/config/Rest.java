package org.mailmend.knowledge.config;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What an element of a configuration file has besides the parts that its record names, kept so that nothing is lost when the
 * file is written again.
 *
 * @param attributes attributes in their order
 * @param elements   elements in their order
 */
public record Rest(Map<String, String> attributes, List<XmlElement> elements) {
    /** Nothing else. */
    public static final Rest NONE = new Rest(Map.of(), List.of());

    public Rest {
        attributes = Collections.unmodifiableMap(new LinkedHashMap<>(attributes));
        elements = List.copyOf(elements);
    }

    /** Whether there is nothing else. */
    public boolean isEmpty() {
        return attributes.isEmpty() && elements.isEmpty();
    }
}
