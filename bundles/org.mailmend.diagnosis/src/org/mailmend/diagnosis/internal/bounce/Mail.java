package org.mailmend.diagnosis.internal.bounce;

import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * A mail as far as a bounce needs it.
 *
 * @param header     decoded values of each field by its name in small letters
 * @param type       content type in small letters, without parameters
 * @param reportType parameter of {@code multipart/report} in small letters, else empty
 * @param pieces     its parts in order
 */
record Mail(Map<String, List<String>> header, String type, String reportType, List<Piece> pieces) {
    Mail {
        pieces = List.copyOf(pieces);
    }

    /** The first value of a field, empty when it is missing. */
    String first(String name) {
        List<String> values = header.get(name);
        return values == null ? "" : values.getFirst();
    }

    List<String> all(String name) {
        return header.getOrDefault(name, List.of());
    }

    boolean has(String name) {
        return header.containsKey(name);
    }

    /** The first value of a field in small letters. */
    String lower(String name) {
        return first(name).toLowerCase(Locale.ROOT);
    }
}
