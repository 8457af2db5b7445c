package org.mailmend.knowledge.internal;

import java.util.Arrays;
import java.util.Optional;
import java.util.function.Function;

/** Looks up values by the names that they have in data and on the command line. */
public final class Ids {
    private Ids() {
    }

    public static <E> Optional<E> find(E[] values, Function<E, String> idOf, String id) {
        return Arrays.stream(values).filter(value -> idOf.apply(value).equalsIgnoreCase(id)).findFirst();
    }
}
