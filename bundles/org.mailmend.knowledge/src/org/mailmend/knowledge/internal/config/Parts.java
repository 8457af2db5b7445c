package org.mailmend.knowledge.internal.config;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

import org.mailmend.knowledge.config.LocalizedText;
import org.mailmend.knowledge.config.Rest;
import org.mailmend.knowledge.config.XmlElement;

/** Takes an element apart: what nobody takes is left as the rest. */
final class Parts {
    private final Map<String, String> attributes;
    private final List<XmlElement> elements;

    Parts(XmlElement element) {
        attributes = new LinkedHashMap<>(element.attributes());
        elements = new ArrayList<>(element.children());
        if (!element.text().isEmpty()) {
            elements.add(XmlElement.of("", element.text()));
        }
    }

    /** The value of an attribute; null when there is none. */
    String attribute(String name) {
        return attributes.remove(name);
    }

    /** The text of the first plain element of this name; null when there is none. */
    String text(String name) {
        XmlElement found = first(element -> element.name().equals(name) && element.isPlain());
        return found == null ? null : found.text();
    }

    /** The text of the element itself, which has nothing else in it; empty when there is none. */
    String ownText() {
        XmlElement found = elements.size() == 1 ? first(element -> element.name().isEmpty()) : null;
        return found == null ? "" : found.text();
    }

    /** The texts of all plain elements of this name. */
    List<String> texts(String name) {
        return all(element -> element.name().equals(name) && element.isPlain()).stream().map(XmlElement::text).toList();
    }

    /** The texts of all elements of this name that have nothing but a language. */
    List<LocalizedText> localized(String name) {
        return all(element -> element.name().equals(name) && element.children().isEmpty()
                && (element.attributes().isEmpty() || element.attributes().keySet().equals(Set.of("lang")))).stream()
                .map(element -> new LocalizedText(element.attributes().get("lang"), element.text())).toList();
    }

    /** The number in the first plain element of this name; null when there is none or it is no number within the bounds. */
    Integer number(String name, int least, int most) {
        XmlElement found = first(element -> element.name().equals(name) && element.isPlain()
                && element.text().matches("[0-9]{1,9}") && Integer.parseInt(element.text()) >= least
                && Integer.parseInt(element.text()) <= most);
        return found == null ? null : Integer.valueOf(found.text());
    }

    /** Yes or no in the first plain element of this name; null when there is none or it says something else. */
    Boolean bool(String name) {
        XmlElement found = first(element -> element.name().equals(name) && element.isPlain()
                && List.of("true", "false").contains(element.text().toLowerCase(Locale.ROOT)));
        return found == null ? null : Boolean.valueOf(found.text());
    }

    /** The first element of this name; null when there is none. */
    XmlElement element(String name) {
        return first(element -> element.name().equals(name));
    }

    /** All elements of which that is true. */
    List<XmlElement> all(Predicate<XmlElement> wanted) {
        List<XmlElement> found = elements.stream().filter(wanted).toList();
        elements.removeIf(wanted);
        return found;
    }

    /** All elements of this name. */
    List<XmlElement> elements(String name) {
        return all(element -> element.name().equals(name));
    }

    /** What is left. */
    Rest rest() {
        return attributes.isEmpty() && elements.isEmpty() ? Rest.NONE
                : new Rest(attributes, joined(elements).stream()
                        .map(element -> element.name().isEmpty() ? XmlElement.of("", element.text().strip()) : element).toList());
    }

    /** The elements with one run of text where several have come to stand side by side. */
    static List<XmlElement> joined(List<XmlElement> elements) {
        List<XmlElement> joined = new ArrayList<>();
        for (XmlElement element : elements) {
            XmlElement last = joined.isEmpty() ? null : joined.getLast();
            if (last != null && last.name().isEmpty() && element.name().isEmpty()) {
                joined.set(joined.size() - 1, XmlElement.of("", last.text() + element.text()));
            } else {
                joined.add(element);
            }
        }
        return joined;
    }

    private XmlElement first(Predicate<XmlElement> wanted) {
        for (Iterator<XmlElement> all = elements.iterator(); all.hasNext();) {
            XmlElement element = all.next();
            if (wanted.test(element)) {
                all.remove();
                return element;
            }
        }
        return null;
    }
}
