package org.mailmend.tickets.ui.internal.list;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

import org.mailmend.diagnosis.CauseId;
import org.mailmend.tickets.TicketFilter;
import org.mailmend.tickets.ui.internal.Drafted;

/**
 * Which tickets the user wants to see.
 *
 * @param preset the filter that it starts from
 * @param cause  only those with this cause; null for all
 * @param client only those of this client, by id or name; null for all
 * @param tag    only those with this tag; null for all
 * @param text   only those in which this is found; empty for all
 */
record Choice(Preset preset, CauseId cause, String client, String tag, String text) {
    static final Choice FIRST = new Choice(Preset.OPEN, null, null, null, "");

    Choice with(Preset value) {
        return new Choice(value, null, null, null, text);
    }

    Choice withCause(CauseId value) {
        return new Choice(preset, value, client, tag, text);
    }

    Choice withClient(String value) {
        return new Choice(preset, cause, value, tag, text);
    }

    Choice withTag(String value) {
        return new Choice(preset, cause, client, value, text);
    }

    Choice withText(String value) {
        return new Choice(preset, cause, client, tag, value);
    }

    /** Whether there is more to it than the preset. */
    boolean isRefined() {
        return cause != null || client != null || tag != null || !text.isBlank();
    }

    /** All of it but the text, which is looked for in the index. */
    TicketFilter filter(String technician, Instant now) {
        TicketFilter filter = preset.filter(technician, now);
        if (cause != null) {
            filter = filter.withCauses(Set.of(cause));
        }
        if (client != null) {
            filter = filter.withClient(client);
        }
        return tag == null ? filter : filter.withTag(tag);
    }

    /** As it is kept: a line for each part. */
    String save() {
        StringBuilder lines = new StringBuilder("preset=").append(preset.id()).append('\n');
        add(lines, "cause", cause == null ? null : cause.name());
        add(lines, "client", client);
        add(lines, "tag", tag);
        add(lines, "text", text);
        return lines.toString();
    }

    private static void add(StringBuilder lines, String name, String value) {
        if (value != null && !value.isEmpty()) {
            lines.append(name).append('=').append(value.replaceAll("\\R", " ")).append('\n');
        }
    }

    /** What was kept; what is not understood is left out. */
    static Choice read(String kept) {
        Map<String, String> parts = new HashMap<>();
        kept.lines().forEach(line -> {
            int equals = line.indexOf('=');
            if (equals > 0) {
                parts.put(line.substring(0, equals), line.substring(equals + 1));
            }
        });
        Preset preset = Preset.OPEN;
        for (Preset each : Preset.values()) {
            if (each.id().equals(parts.get("preset"))) {
                preset = each;
            }
        }
        return new Choice(preset, Drafted.cause(parts.get("cause")), parts.get("client"), parts.get("tag"),
                parts.getOrDefault("text", ""));
    }
}
