package org.mailmend.organisation.review;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * Which items of the inventory something touches: every clause must fit, a clause fits with one of its values. {@code any} fits all.
 * A field with several words fits with each of them; {@code unknown} fits a field of which nothing is known.
 */
public final class Criterion {
    /** The fields that a rule may name: those of an item that have ids for values, and its route as assessed. */
    public static final Set<String> FIELDS = Set.of("kind", "account", "protocols", "sign-in", "two-step", "receives",
            "recipients",
            "static-ip", "route");

    private record Clause(String field, List<String> values) {
    }

    private final String text;
    private final List<Clause> clauses;

    private Criterion(String text, List<Clause> clauses) {
        this.text = text;
        this.clauses = clauses;
    }

    /**
     * Reads a rule such as {@code kind=device,script & sign-in=password}.
     *
     * @throws IllegalArgumentException when it is none, with a sentence for whoever writes data
     */
    static Criterion parse(String text) {
        List<Clause> clauses = new ArrayList<>();
        if (!text.equals("any")) {
            for (String part : text.split("\\s*&\\s*")) {
                String[] sides = part.split("=", 2);
                if (sides.length < 2 || !FIELDS.contains(sides[0]) || !sides[1].matches("[a-z0-9.-]+(?:,[a-z0-9.-]+)*")) {
                    throw new IllegalArgumentException(
                            "write FIELD=VALUE,VALUE joined by &, or any; fields are " + FIELDS + ": " + part);
                }
                clauses.add(new Clause(sides[0], List.of(sides[1].split(","))));
            }
        }
        return new Criterion(text, List.copyOf(clauses));
    }

    /**
     * Whether it fits.
     *
     * @param item gives the value of a field by its id, an empty text when nothing is known
     */
    public boolean fits(UnaryOperator<String> item) {
        for (Clause clause : clauses) {
            String value = item.apply(clause.field);
            boolean fits = value.isEmpty() ? clause.values.contains("unknown")
                    : List.of(value.split(" ")).stream().anyMatch(clause.values::contains);
            if (!fits) {
                return false;
            }
        }
        return true;
    }

    /** As it is written. */
    @Override
    public String toString() {
        return text;
    }
}
