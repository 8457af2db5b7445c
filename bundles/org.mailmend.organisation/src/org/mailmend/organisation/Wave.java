package org.mailmend.organisation;

import java.time.LocalDate;
import java.util.Objects;

/**
 * Items that are moved in the same days.
 *
 * @param id       its number; 0 for a new one
 * @param name     its name
 * @param starts   first day
 * @param ends     last day
 * @param capacity how many items can be moved on one day
 * @param note     what else there is to know
 */
public record Wave(long id, String name, LocalDate starts, LocalDate ends, int capacity, String note) {
    public Wave {
        Objects.requireNonNull(name);
        Objects.requireNonNull(note);
        if (name.isBlank()) {
            throw new OrganisationException("wave.name");
        }
        if (starts == null || ends == null || ends.isBefore(starts) || ends.isAfter(starts.plusYears(2))) {
            throw new OrganisationException("wave.days");
        }
        if (capacity < 1) {
            throw new OrganisationException("wave.capacity");
        }
    }
}
