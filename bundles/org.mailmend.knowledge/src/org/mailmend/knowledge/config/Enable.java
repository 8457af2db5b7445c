package org.mailmend.knowledge.config;

import java.util.List;
import java.util.Objects;

/**
 * What the user has to switch on at the provider before a mail client may connect ({@code enable}).
 *
 * @param visitUrl     page to visit; null when none is given
 * @param instructions what to do there
 * @param rest         whatever else it has
 */
public record Enable(String visitUrl, List<LocalizedText> instructions, Rest rest) {
    public Enable {
        instructions = List.copyOf(instructions);
        Objects.requireNonNull(rest);
    }
}
