package org.mailmend.tickets;

import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

import org.mailmend.diagnosis.CauseId;
import org.mailmend.knowledge.AccountKind;
import org.mailmend.knowledge.Route;
import org.mailmend.tickets.internal.Values;

/**
 * A ticket at one moment.
 *
 * @param number    its number, from 1
 * @param version   goes up with each change of its fields
 * @param values    the values of its fields as texts; a field that has none is not there
 * @param requester who asked for help; null when that is not known
 * @param created   when it was made
 * @param updated   when something last happened to it
 * @param answered  when the first answer left; null for not yet
 * @param solved    when it was solved or closed; null when it is open
 * @param lastEvent id of the last event that happened to it
 */
public record Ticket(long number, long version, Map<Field, String> values, Contact requester, Instant created, Instant updated,
        Instant answered, Instant solved, long lastEvent) {
    public Ticket {
        Map<Field, String> copy = new EnumMap<>(Field.class);
        copy.putAll(values);
        copy.values().removeIf(String::isEmpty);
        values = java.util.Collections.unmodifiableMap(copy);
        Objects.requireNonNull(created);
        Objects.requireNonNull(updated);
    }

    /**
     * One thing to do.
     *
     * @param id   tells it from the other steps of the ticket
     * @param text what to do, one or two sentences
     * @param done whether it is done
     */
    public record Step(String id, String text, boolean done) {
        public Step {
            Objects.requireNonNull(id);
            Objects.requireNonNull(text);
        }
    }

    /** The value of a field as text; empty for none. */
    public String get(Field field) {
        return values.getOrDefault(field, "");
    }

    public String subject() {
        return get(Field.SUBJECT);
    }

    public Status status() {
        return Status.fromId(get(Field.STATUS)).orElse(Status.NEW);
    }

    public Priority priority() {
        return Priority.fromId(get(Field.PRIORITY)).orElse(Priority.NORMAL);
    }

    /** What is wrong, in the requester's words; may be empty. */
    public String symptom() {
        return get(Field.SYMPTOM);
    }

    /** Id of the client profile, or its name as it was told; null for unknown. */
    public String client() {
        return values.get(Field.CLIENT);
    }

    public String clientVersion() {
        return values.get(Field.CLIENT_VERSION);
    }

    public Optional<AccountKind> account() {
        return AccountKind.fromId(get(Field.ACCOUNT));
    }

    public String provider() {
        return values.get(Field.PROVIDER);
    }

    /** Who works on it; null for nobody. */
    public String assignee() {
        return values.get(Field.ASSIGNEE);
    }

    /** When it has to be done; null for no time. */
    public Instant due() {
        String due = get(Field.DUE);
        return due.isEmpty() ? null : Instant.parse(due);
    }

    public Set<String> tags() {
        return Values.set(get(Field.TAGS));
    }

    /** The cause; null when nobody has looked for it, {@link CauseId#UNKNOWN} when it was looked for in vain. */
    public CauseId cause() {
        String cause = get(Field.CAUSE);
        for (CauseId id : CauseId.values()) {
            if (id.name().equals(cause)) {
                return id;
            }
        }
        // a cause that a newer Mailmend knows
        return cause.isEmpty() ? null : CauseId.UNKNOWN;
    }

    /** How certain the cause is, 0 to 1; NaN when it is not known. */
    public double certainty() {
        String certainty = get(Field.CERTAINTY);
        return certainty.matches("[01](\\.\\d{1,6})?") ? Double.parseDouble(certainty) : Double.NaN;
    }

    public Optional<Route> route() {
        return Route.fromId(get(Field.ROUTE));
    }

    /** What to do, in order. */
    public List<Step> steps() {
        Set<String> done = Values.set(get(Field.DONE));
        List<Step> steps = new ArrayList<>();
        get(Field.STEPS).lines().forEach(line -> {
            int tab = line.indexOf('\t');
            String id = tab < 0 ? line : line.substring(0, tab);
            steps.add(new Step(id, line.substring(tab + 1), done.contains(id)));
        });
        return steps;
    }

    /** Ids of articles that belong to it. */
    public Set<String> articles() {
        return Values.set(get(Field.ARTICLES));
    }

    /** Language of the requester, {@code en} or {@code ja}; null for unknown. */
    public String language() {
        String own = values.get(Field.LANGUAGE);
        return own != null || requester == null ? own : requester.language();
    }

    /** The ticket that it became a part of; empty when it stands for itself. */
    public Optional<Long> mergedInto() {
        return Optional.ofNullable(values.get(Field.MERGED_INTO)).map(Long::valueOf);
    }

    /** Whether it was thrown away; it is still there to be brought back. */
    public boolean removed() {
        return values.containsKey(Field.REMOVED);
    }

    /** Whether it is open and its time is over. */
    public boolean overdue(Instant now) {
        return status().isOpen() && due() != null && due().isBefore(now);
    }
}
