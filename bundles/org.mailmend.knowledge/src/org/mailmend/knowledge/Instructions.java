package org.mailmend.knowledge;

import java.util.List;
import java.util.Objects;

/**
 * The steps of one way out.
 *
 * @param route the way out
 * @param when  the case for which they are meant
 * @param steps the steps in order
 */
public record Instructions(Route route, When when, List<Statement> steps) {
    public Instructions {
        Objects.requireNonNull(route);
        Objects.requireNonNull(when);
        steps = List.copyOf(steps);
    }
}
