package org.mailmend.knowledge.internal.data;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.mailmend.knowledge.Route;
import org.mailmend.knowledge.Statement;
import org.mailmend.knowledge.When;

/**
 * The steps of a way out that do not depend on the client.
 *
 * @param route    the way out
 * @param articles ids of articles about it
 * @param sections its sections in the order of the file: {@code before} (every one whose condition holds), {@code client} (the
 *                 first whose condition holds, for clients without steps of their own) and {@code after} (every one)
 */
public record RouteTexts(Route route, List<String> articles, List<Part> sections) {

    /** A section. */
    public record Part(String name, When when, List<Statement> steps) {
    }

    /** The steps for a case, around the client's own steps; those of the file when the client has none. */
    public List<Statement> steps(Map<String, String> facts, List<Statement> own) {
        List<Statement> steps = new ArrayList<>();
        all("before", facts, steps);
        if (own == null) {
            sections.stream().filter(part -> part.name.equals("client") && part.when.holds(facts)).findFirst()
                    .ifPresent(part -> steps.addAll(part.steps));
        } else {
            steps.addAll(own);
        }
        all("after", facts, steps);
        return steps;
    }

    private void all(String name, Map<String, String> facts, List<Statement> steps) {
        sections.stream().filter(part -> part.name.equals(name) && part.when.holds(facts))
                .forEach(part -> steps.addAll(part.steps));
    }
}
