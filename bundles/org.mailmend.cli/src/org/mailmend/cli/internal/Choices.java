package org.mailmend.cli.internal;

import java.util.Arrays;
import java.util.List;
import java.util.function.Function;

/** The values of an enumeration as an option names them. */
final class Choices {
    private Choices() {
    }

    static <E> List<String> ids(E[] values, Function<E, String> id) {
        return Arrays.stream(values).map(id).toList();
    }

    /** The value of this name; null when the name is null or belongs to none. */
    static <E> E find(E[] values, Function<E, String> id, String name) {
        for (E value : values) {
            if (id.apply(value).equals(name)) {
                return value;
            }
        }
        return null;
    }
}
