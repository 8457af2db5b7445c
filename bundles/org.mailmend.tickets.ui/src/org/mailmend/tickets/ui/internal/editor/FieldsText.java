package org.mailmend.tickets.ui.internal.editor;

import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;

import org.mailmend.tickets.Field;
import org.mailmend.tickets.Ticket;

/** Fields that were typed into, as texts by name that can be kept: each with the value that it had, and the newest event that was known. */
final class FieldsText {
    private static final String EVENT = "event";
    private static final String TYPED = "typed.";
    private static final String WAS = "was.";
    /** What was emptied: texts that are empty are not kept. */
    private static final String NOTHING = "\u0000";

    private FieldsText() {
    }

    static Map<String, String> write(Map<Field, String> typed, Ticket base) {
        Map<String, String> kept = new HashMap<>();
        kept.put(EVENT, Long.toString(base.lastEvent()));
        typed.forEach((field, value) -> {
            kept.put(TYPED + field.id(), value.isEmpty() ? NOTHING : value);
            kept.put(WAS + field.id(), base.get(field));
        });
        return kept;
    }

    /** The values that were typed; what cannot be read is left out. */
    static Map<Field, String> read(Map<String, String> kept) {
        Map<Field, String> values = new EnumMap<>(Field.class);
        for (Field field : Field.values()) {
            String value = kept.get(TYPED + field.id());
            if (value != null) {
                values.put(field, NOTHING.equals(value) ? "" : value);
            }
        }
        return values;
    }

    /** The ticket as it was when the typing began. */
    static Ticket base(Map<String, String> kept, Ticket now) {
        Map<Field, String> values = new EnumMap<>(Field.class);
        values.putAll(now.values());
        read(kept).keySet().forEach(field -> values.put(field, kept.getOrDefault(WAS + field.id(), "")));
        String event = kept.getOrDefault(EVENT, "");
        return new Ticket(now.number(), now.version(), values, now.requester(), now.created(), now.updated(), now.answered(),
                now.solved(), event.matches("\\d{1,18}") ? Long.parseLong(event) : now.lastEvent());
    }
}
