package org.mailmend.knowledge;

import java.time.LocalDate;
import java.util.Objects;

/**
 * Where a fact comes from.
 *
 * @param url      address of the page or file
 * @param read     the day on which somebody read it; for an unverified source the day on which it was noted
 * @param verified whether the page itself was read; false when it is only known from hearsay
 * @param note     what it is or what it is for; may be empty
 */
public record Source(String url, LocalDate read, boolean verified, String note) {
    public Source {
        Objects.requireNonNull(url);
        Objects.requireNonNull(read);
        Objects.requireNonNull(note);
    }
}
