package org.mailmend.diagnosis;

import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What is wrong, without its texts (those are {@link CauseText}).
 *
 * @param id     the cause
 * @param stages the stages at which it can appear; empty when it is bound to none
 * @param who    who can fix it, the likeliest first; never empty
 * @param retry  whether trying again helps
 */
public record Cause(CauseId id, Set<Stage> stages, List<Who> who, Retry retry) {
    public Cause {
        Objects.requireNonNull(id);
        stages = Set.copyOf(stages);
        who = List.copyOf(who);
        Objects.requireNonNull(retry);
    }

    /** {@link #who} as it stands in JSON: ids joined by commas, the likeliest first. */
    public String whoIds() {
        return who.stream().map(Who::id).collect(Collectors.joining(","));
    }
}
