package org.mailmend.knowledge.config;

import java.util.function.Consumer;

import org.mailmend.check.Cancellation;
import org.mailmend.knowledge.internal.config.Lookup;
import org.mailmend.knowledge.internal.config.RealNetwork;

/**
 * Looks for the settings of a mail domain where Thunderbird does, and compares what is found. It asks the network, so it runs only
 * when somebody wants it.
 */
public final class DomainLookup {
    private DomainLookup() {
    }

    /**
     * Asks all sources at the same time and waits for them, not longer than the deadline.
     *
     * @param listener     gets each answer as it comes, from any thread; null for none
     * @param cancellation breaks it off; what was found until then is in the result
     */
    public static LookupResult run(LookupRequest request, Consumer<LookupAnswer> listener, Cancellation cancellation) {
        try (RealNetwork network = new RealNetwork()) {
            return new Lookup(network).run(request, listener == null ? answer -> {
                // nobody is waiting for it
            } : listener, cancellation);
        }
    }
}
