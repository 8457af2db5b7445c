package org.mailmend.tickets;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Two people changed the same fields of a ticket. Nothing was saved; both sets of changes are here, to be brought together. */
public final class ConflictException extends TicketException {
    private static final long serialVersionUID = 1L;

    private final transient Ticket current;
    private final transient List<Conflict> conflicts;
    private final transient List<Event> others;
    private final transient TicketChange mine;

    /**
     * A field that both changed.
     *
     * @param field  the field
     * @param base   its value when the change was begun; empty for none
     * @param theirs its value now
     * @param mine   the value that was to be saved
     */
    public record Conflict(Field field, String base, String theirs, String mine) {
    }

    /** Which of two values of a field is kept. */
    public enum Choice {
        THEIRS, MINE
    }

    /**
     * @param current   the ticket as it is now
     * @param conflicts the fields that both changed
     * @param others    all that the others did meanwhile, the oldest first
     * @param mine      what was to be saved
     */
    public ConflictException(Ticket current, List<Conflict> conflicts, List<Event> others, TicketChange mine) {
        super(Reason.CONFLICT, "error.conflict", current.number(), others.isEmpty() ? "" : others.getLast().who());
        this.current = current;
        this.conflicts = List.copyOf(conflicts);
        this.others = List.copyOf(others);
        this.mine = mine;
    }

    /** The ticket as it is now: what is saved next is based on its version. */
    public Ticket current() {
        return current;
    }

    /** The fields that both changed. */
    public List<Conflict> conflicts() {
        return conflicts;
    }

    /** All that the others did meanwhile, the oldest first. */
    public List<Event> others() {
        return others;
    }

    /** What was to be saved. */
    public TicketChange mine() {
        return mine;
    }

    /**
     * What to save on top of {@link #current}.
     *
     * @param choices for each field of the conflicts; without one theirs is kept
     */
    public TicketChange merged(Map<Field, Choice> choices) {
        Map<Field, String> values = new EnumMap<>(Field.class);
        values.putAll(mine.values());
        for (Conflict conflict : conflicts) {
            if (choices.get(conflict.field()) != Choice.MINE) {
                values.remove(conflict.field());
            }
        }
        return TicketChange.of(values);
    }
}
