package org.mailmend.organisation;

import java.time.Instant;

/**
 * What was done together, and can be undone together.
 *
 * @param id      its number
 * @param at      when
 * @param who     by whom
 * @param source  where it comes from; empty for work by hand
 * @param created how many items it made
 * @param changed how many others it changed
 */
public record Change(long id, Instant at, String who, String source, long created, long changed) {
}
