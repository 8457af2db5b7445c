package org.mailmend.tickets.ui;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;

import org.eclipse.osgi.util.NLS;
import org.mailmend.tickets.ui.internal.Messages;

/** Times as people say them, and exactly. */
public final class Ages {
    private static final int HOURS = 24;
    private static final int MINUTES = 60;
    private static final int LONG_DAYS = 60;

    private Ages() {
    }

    /** How long ago or how far ahead a time is, in a few words; empty for none. */
    public static String relative(Instant time, Instant now) {
        if (time == null) {
            return "";
        }
        Duration span = Duration.between(time, now);
        boolean past = !span.isNegative();
        Duration length = span.abs();
        if (length.toMinutes() < 1) {
            return Messages.Age_now;
        }
        if (length.toMinutes() < MINUTES) {
            return NLS.bind(past ? Messages.Age_minutesAgo : Messages.Age_inMinutes, length.toMinutes());
        }
        if (length.toHours() < HOURS) {
            return NLS.bind(past ? Messages.Age_hoursAgo : Messages.Age_inHours, length.toHours());
        }
        if (length.toDays() < LONG_DAYS) {
            return NLS.bind(past ? Messages.Age_daysAgo : Messages.Age_inDays, length.toDays());
        }
        return DateTimeFormatter.ofLocalizedDate(FormatStyle.MEDIUM).withLocale(Language.locale())
                .withZone(ZoneId.systemDefault())
                .format(time);
    }

    /** The day and the time of day where this computer is; empty for none. */
    public static String exact(Instant time) {
        return time == null ? ""
                : DateTimeFormatter.ofLocalizedDateTime(FormatStyle.FULL, FormatStyle.SHORT).withLocale(Language.locale())
                        .withZone(ZoneId.systemDefault()).format(time);
    }
}
