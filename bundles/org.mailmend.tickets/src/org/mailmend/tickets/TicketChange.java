package org.mailmend.tickets;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;

import org.mailmend.diagnosis.CauseId;
import org.mailmend.diagnosis.Diagnosis;
import org.mailmend.knowledge.AccountKind;
import org.mailmend.knowledge.Route;
import org.mailmend.tickets.internal.Values;

/**
 * New values for some fields of a ticket. Immutable; made with {@link #none} and the methods that are called like the fields.
 * Every value is brought into its one form and checked against the field's limits.
 */
public final class TicketChange {
    private static final TicketChange NONE = new TicketChange(Map.of());

    private final Map<Field, String> values;

    private TicketChange(Map<Field, String> values) {
        this.values = values;
    }

    /** No change. */
    public static TicketChange none() {
        return NONE;
    }

    /**
     * New values as texts.
     *
     * @throws TicketException for a value that a field cannot have
     */
    public static TicketChange of(Map<Field, String> values) {
        TicketChange change = NONE;
        for (Map.Entry<Field, String> each : values.entrySet()) {
            change = change.with(each.getKey(), each.getValue());
        }
        return change;
    }

    /**
     * The same with one more value.
     *
     * @param value null or empty for none
     * @throws TicketException for a value that the field cannot have
     */
    public TicketChange with(Field field, String value) {
        Map<Field, String> more = new EnumMap<>(Field.class);
        more.putAll(values);
        more.put(field, Values.canonical(field, value));
        return new TicketChange(Collections.unmodifiableMap(more));
    }

    /** The new values; empty for none. */
    public Map<Field, String> values() {
        return values;
    }

    public boolean isEmpty() {
        return values.isEmpty();
    }

    /** The same without a field. */
    public TicketChange without(Field field) {
        Map<Field, String> fewer = new EnumMap<>(Field.class);
        fewer.putAll(values);
        fewer.remove(field);
        return new TicketChange(Collections.unmodifiableMap(fewer));
    }

    public TicketChange subject(String value) {
        return with(Field.SUBJECT, value);
    }

    public TicketChange requester(Contact value) {
        return with(Field.REQUESTER, value == null ? null : String.valueOf(value.id()));
    }

    public TicketChange client(String value) {
        return with(Field.CLIENT, value);
    }

    public TicketChange clientVersion(String value) {
        return with(Field.CLIENT_VERSION, value);
    }

    public TicketChange account(AccountKind value) {
        return with(Field.ACCOUNT, value == null ? null : value.id());
    }

    public TicketChange provider(String value) {
        return with(Field.PROVIDER, value);
    }

    public TicketChange priority(Priority value) {
        return with(Field.PRIORITY, value.id());
    }

    public TicketChange status(Status value) {
        return with(Field.STATUS, value.id());
    }

    public TicketChange assignee(String value) {
        return with(Field.ASSIGNEE, value);
    }

    public TicketChange due(Instant value) {
        return with(Field.DUE, value == null ? null : value.truncatedTo(ChronoUnit.SECONDS).toString());
    }

    public TicketChange tags(Collection<String> value) {
        return with(Field.TAGS, lines(value));
    }

    public TicketChange symptom(String value) {
        return with(Field.SYMPTOM, value);
    }

    public TicketChange cause(CauseId value) {
        return with(Field.CAUSE, value == null ? null : value.name());
    }

    /** The cause with its certainty. */
    public TicketChange diagnosis(Diagnosis value) {
        return cause(value.cause()).with(Field.CERTAINTY, String.valueOf(Math.round(value.confidence() * 100) / 100.0));
    }

    public TicketChange route(Route value) {
        return with(Field.ROUTE, value == null ? null : value.id());
    }

    /** What to do, and what of it is done. */
    public TicketChange steps(List<Ticket.Step> value) {
        String steps = value.stream().map(step -> Values.line(step.id()) + "\t" + Values.line(step.text()))
                .collect(Collectors.joining("\n"));
        return with(Field.STEPS, steps).with(Field.DONE,
                lines(value.stream().filter(Ticket.Step::done).map(Ticket.Step::id).toList()));
    }

    public TicketChange articles(Collection<String> value) {
        return with(Field.ARTICLES, lines(value));
    }

    /** {@code en} or {@code ja}. */
    public TicketChange language(String value) {
        return with(Field.LANGUAGE, value);
    }

    private static String lines(Collection<String> values) {
        return String.join("\n", new TreeSet<>(values));
    }

    @Override
    public String toString() {
        return values.toString();
    }
}
