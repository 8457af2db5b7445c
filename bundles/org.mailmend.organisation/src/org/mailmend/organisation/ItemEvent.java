package org.mailmend.organisation;

import java.time.Instant;

/**
 * Something that happened to an item.
 *
 * @param id     grows with time
 * @param change what was done together has the same
 * @param item   the item
 * @param at     when
 * @param who    by whom
 * @param source where it comes from: a file's name, {@code undo:NUMBER}, or empty for work by hand
 * @param kind   {@code created}, {@code set}, {@code removed}, {@code restored}, {@code merged}, {@code split}, {@code linked},
 *               {@code unlinked}, {@code state} or {@code told}
 * @param field  id of the field, for {@code set}; type of a link; empty else
 * @param before what was there; empty for nothing
 * @param after  what is there; for {@code merged} the item that it became a part of
 */
public record ItemEvent(long id, long change, long item, Instant at, String who, String source, String kind, String field,
        String before, String after) {
}
