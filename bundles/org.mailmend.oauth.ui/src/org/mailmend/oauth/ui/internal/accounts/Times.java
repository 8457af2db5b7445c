package org.mailmend.oauth.ui.internal.accounts;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;

import org.eclipse.osgi.util.NLS;
import org.mailmend.oauth.ui.internal.Fields;

/** Times as people say them. */
final class Times {
    private Times() {
    }

    /** Date and time in the reader's manner. */
    static String exact(Instant when) {
        return DateTimeFormatter.ofLocalizedDateTime(FormatStyle.MEDIUM, FormatStyle.SHORT).withLocale(Fields.locale())
                .withZone(ZoneId.systemDefault()).format(when);
    }

    /** How long ago, or in how long. */
    static String relative(Instant when) {
        Duration from = Duration.between(when, Instant.now());
        boolean past = !from.isNegative();
        Duration distance = from.abs();
        if (distance.toMinutes() < 1) {
            return past ? Messages.Time_now : Messages.Time_soon;
        }
        if (distance.toHours() < 1) {
            return NLS.bind(past ? Messages.Time_minutesAgo : Messages.Time_inMinutes, distance.toMinutes());
        }
        if (distance.toDays() < 1) {
            return NLS.bind(past ? Messages.Time_hoursAgo : Messages.Time_inHours, distance.toHours());
        }
        return NLS.bind(past ? Messages.Time_daysAgo : Messages.Time_inDays, distance.toDays());
    }
}
