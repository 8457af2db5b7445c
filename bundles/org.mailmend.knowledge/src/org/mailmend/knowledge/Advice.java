package org.mailmend.knowledge;

import java.util.List;
import java.util.Objects;

/**
 * The ways out of a case, the best first.
 *
 * @param request  the case
 * @param client   the client's profile
 * @param options  ways that fit, the best first; never empty: when nothing fits there is {@link Route#NONE} alone
 * @param excluded ways that do not fit, with the reasons
 */
public record Advice(AdviceRequest request, Client client, List<Option> options, List<Excluded> excluded) {
    public Advice {
        Objects.requireNonNull(request);
        Objects.requireNonNull(client);
        options = List.copyOf(options);
        excluded = List.copyOf(excluded);
        if (options.isEmpty()) {
            throw new IllegalArgumentException("no option");
        }
    }

    /** The best way. */
    public Option best() {
        return options.getFirst();
    }

    /**
     * A way that fits.
     *
     * @param route      the way
     * @param points     how well it fits: only for comparison
     * @param because    what speaks for it, the weightiest first
     * @param against    what speaks against it
     * @param limits     what it is limited to
     * @param steps      what to do
     * @param settings   the servers to enter; empty when none has to be entered or they are not known
     * @param articles   ids of articles about it
     * @param unverified whether a fact that it rests on, or one of its steps, is supported by no source that somebody read
     */
    public record Option(Route route, int points, List<Reason> because, List<Reason> against, List<Reason> limits,
            List<Statement> steps, List<ServerSettings> settings, List<String> articles, boolean unverified) {
        public Option {
            Objects.requireNonNull(route);
            because = List.copyOf(because);
            against = List.copyOf(against);
            limits = List.copyOf(limits);
            steps = List.copyOf(steps);
            settings = List.copyOf(settings);
            articles = List.copyOf(articles);
        }
    }

    /**
     * A way that does not fit.
     *
     * @param route   the way
     * @param because why it does not
     */
    public record Excluded(Route route, List<Reason> because) {
        public Excluded {
            Objects.requireNonNull(route);
            because = List.copyOf(because);
        }
    }
}
