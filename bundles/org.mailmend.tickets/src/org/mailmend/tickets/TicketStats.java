package org.mailmend.tickets;

import java.time.Duration;
import java.time.LocalDate;
import java.util.Map;

/**
 * Figures about tickets. Names that nobody has given are empty texts.
 *
 * @param total           how many there are
 * @param open            how many are open
 * @param overdue         how many are open after their time
 * @param byStatus        how many there are of each status
 * @param byCause         of each cause
 * @param byClient        of each client
 * @param byRoute         of each route
 * @param byOrganisation  of each organisation
 * @param byAssignee      of each technician
 * @param created         how many were made on each day (UTC)
 * @param solved          how many were solved on each day (UTC)
 * @param firstAnswer     median time to the first answer; null when none was answered
 * @param solution        median time to the solution; null when none is solved
 * @param worked          time that was worked on them
 */
public record TicketStats(long total, long open, long overdue, Map<String, Long> byStatus, Map<String, Long> byCause,
        Map<String, Long> byClient, Map<String, Long> byRoute, Map<String, Long> byOrganisation, Map<String, Long> byAssignee,
        Map<LocalDate, Long> created, Map<LocalDate, Long> solved, Duration firstAnswer, Duration solution, Duration worked) {
}
