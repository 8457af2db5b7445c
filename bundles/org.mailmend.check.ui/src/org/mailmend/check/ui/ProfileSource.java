package org.mailmend.check.ui;

import java.util.List;
import java.util.Locale;
import java.util.Objects;

import org.mailmend.check.ClientProfile;

/**
 * Knows clients and devices that a check can act as. Whoever knows some registers this as an OSGi service; the Connection Tester offers them
 * besides those that are built in. One with the id of a built-in profile takes its place.
 */
public interface ProfileSource {

    /**
     * A client or device as it is offered.
     *
     * @param profile  what it can do
     * @param name     its name in the language asked for
     * @param keywords what else it is found by, separated by spaces: maker, model numbers, its name in other languages
     */
    record Offer(ClientProfile profile, String name, String keywords) {
        public Offer {
            Objects.requireNonNull(profile);
            Objects.requireNonNull(name);
            Objects.requireNonNull(keywords);
        }
    }

    /** All that it knows, in any order. Called in the background; may take its time, and gives what it has when interrupted. */
    List<Offer> profiles(Locale locale);
}
