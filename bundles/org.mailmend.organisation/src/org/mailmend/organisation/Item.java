package org.mailmend.organisation;

import java.time.Instant;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

import org.mailmend.organisation.internal.Values;

/**
 * Something of the organisation: a person, a mailbox, a mail client, a device, a script, a service, a site or a network. Immutable.
 *
 * @param id      its number; 0 for one that was never saved
 * @param version grows with each change
 * @param kind    what it is
 * @param values  what is known of it, without empty texts
 * @param merged  the item that it became a part of; 0 for none
 * @param removed whether it was thrown away
 * @param changed when it was last changed; null for one that was never saved
 */
public record Item(long id, long version, Kind kind, Map<Field, String> values, long merged, boolean removed, Instant changed) {
    public Item {
        Objects.requireNonNull(kind);
        EnumMap<Field, String> own = new EnumMap<>(Field.class);
        own.putAll(values);
        values = Collections.unmodifiableMap(own);
    }

    /** A new one of which nothing is known. */
    public static Item of(Kind kind) {
        return new Item(0, 0, kind, Map.of(), 0, false, null);
    }

    /** What is known; empty when nothing is. */
    public String get(Field field) {
        return values.getOrDefault(field, "");
    }

    /**
     * The same with another value.
     *
     * @throws OrganisationException for one that the field cannot have
     */
    public Item with(Field field, String value) {
        String clean = Values.canonical(field, value);
        EnumMap<Field, String> other = new EnumMap<>(Field.class);
        other.putAll(values);
        if (clean.isEmpty()) {
            other.remove(field);
        } else {
            other.put(field, clean);
        }
        return new Item(id, version, kind, other, merged, removed, changed);
    }

    /** The same with all values of another that has some. */
    public Item withAll(Map<Field, String> more) {
        EnumMap<Field, String> other = new EnumMap<>(Field.class);
        other.putAll(values);
        other.putAll(more);
        return new Item(id, version, kind, other, merged, removed, changed);
    }

    /** Whether lists have it: neither thrown away nor a part of another. */
    public boolean shown() {
        return !removed && merged == 0;
    }

    /** Its name, or what else there is to call it by. */
    public String title() {
        for (Field field : new Field[] {Field.NAME, Field.MAIL, Field.PROGRAM, Field.CLIENT, Field.HOST, Field.SERIAL}) {
            if (!get(field).isEmpty()) {
                return get(field);
            }
        }
        return kind.id() + " " + id;
    }

    /** The language in which its person is written to; another one when that is not known. */
    public Locale language(Locale otherwise) {
        return switch (get(Field.LANGUAGE)) {
            case "ja" -> Locale.JAPANESE;
            case "en" -> Locale.ENGLISH;
            default -> otherwise;
        };
    }
}
