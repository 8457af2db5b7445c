package org.mailmend.organisation;

/**
 * What came of taking items in.
 *
 * @param change    number of the change, by which it can be undone; 0 when nothing changed
 * @param created   how many items are new
 * @param changed   how many that were there have new values
 * @param unchanged how many that were there have none
 */
public record Loaded(long change, int created, int changed, int unchanged) {
}
