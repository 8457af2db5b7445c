package org.mailmend.knowledge;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * A condition on what is known of a case: every term has to hold. Written as {@code account = workspace, personal;
 * two-step != yes}; the empty text always holds.
 *
 * @param terms the terms
 */
public record When(List<Term> terms) {

    /** The condition that always holds. */
    public static final When ALWAYS = new When(List.of());

    public When {
        terms = List.copyOf(terms);
    }

    /**
     * One term.
     *
     * @param fact    name of what is asked
     * @param negated whether it has to be none of the values
     * @param values  the values, of which it has to be one
     */
    public record Term(String fact, boolean negated, Set<String> values) {
        public Term {
            Objects.requireNonNull(fact);
            values = Set.copyOf(values);
        }
    }

    /**
     * Whether it holds.
     *
     * @param facts what is known, by name
     */
    public boolean holds(Map<String, String> facts) {
        for (Term term : terms) {
            if (term.values.contains(facts.get(term.fact)) == term.negated) {
                return false;
            }
        }
        return true;
    }
}
