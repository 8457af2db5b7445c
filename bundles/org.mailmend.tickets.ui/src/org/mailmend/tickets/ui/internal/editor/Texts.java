package org.mailmend.tickets.ui.internal.editor;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.time.format.FormatStyle;
import java.util.Locale;

import org.eclipse.osgi.util.NLS;

/** Times, sizes and texts from outside, in the words of the window. */
public final class Texts {
    private static final LocalTime EVENING = LocalTime.of(17, 0);
    private static final DateTimeFormatter DUE = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm");
    private static final long KIB = 1024;

    private Texts() {
    }

    /** English or Japanese. */
    public static Locale locale() {
        return Locale.JAPANESE.getLanguage().equals(Locale.getDefault().getLanguage()) ? Locale.JAPANESE : Locale.ENGLISH;
    }

    /** A moment: the time alone today, else the day too. */
    public static String time(Instant at) {
        ZonedDateTime when = at.atZone(ZoneId.systemDefault());
        return when.toLocalDate().equals(LocalDate.now())
                ? DateTimeFormatter.ofLocalizedTime(FormatStyle.SHORT).withLocale(locale()).format(when)
                : whole(at);
    }

    /** A moment with day and time. */
    public static String whole(Instant at) {
        return DateTimeFormatter.ofLocalizedDateTime(FormatStyle.MEDIUM, FormatStyle.SHORT).withLocale(locale())
                .format(at.atZone(ZoneId.systemDefault()));
    }

    /** Hours, minutes and seconds as a stop watch shows them. */
    public static String clock(Duration time) {
        return String.format(Locale.ROOT, "%d:%02d:%02d", time.toHours(), time.toMinutesPart(), time.toSecondsPart());
    }

    /** A duration in minutes, or in hours and minutes; at least one minute. */
    public static String spent(Duration time) {
        long minutes = Math.max(1, Math.round(time.toSeconds() / 60.0));
        return minutes < 60 ? NLS.bind(Messages.Spent_minutes, minutes)
                : NLS.bind(Messages.Spent_hours, minutes / 60, minutes % 60);
    }

    /** A size in bytes for people. */
    public static String size(long bytes) {
        return bytes < KIB ? bytes + " B"
                : bytes < KIB * KIB ? Math.round(bytes / (double) KIB) + " KB"
                        : String.format(Locale.ROOT, "%.1f MB", bytes / (double) (KIB * KIB));
    }

    /** A time that something is due, as it is shown and typed. */
    public static String due(Instant due) {
        return due == null ? "" : DUE.format(due.atZone(ZoneId.systemDefault()));
    }

    /**
     * The time that was typed: a day, which ends at five in the evening, or a day and a time.
     *
     * @return null for none
     * @throws DateTimeParseException for what is neither
     */
    public static Instant due(String typed) {
        String text = java.text.Normalizer.normalize(typed, java.text.Normalizer.Form.NFKC).strip().replace('/', '-').replace('T',
                ' ');
        if (text.isEmpty()) {
            return null;
        }
        LocalDateTime due = text.contains(" ") ? LocalDateTime.parse(text, DateTimeFormatter.ofPattern("uuuu-M-d H:mm"))
                : LocalDate.parse(text, DateTimeFormatter.ofPattern("uuuu-M-d")).atTime(EVENING);
        return due.atZone(ZoneId.systemDefault()).toInstant();
    }

    /** In five in the evening, this many days from today. */
    public static Instant evening(int days) {
        return LocalDate.now().plusDays(days).atTime(EVENING).atZone(ZoneId.systemDefault()).toInstant();
    }

    /** A text for a widget in which an ampersand marks a key. */
    public static String plain(String text) {
        return text.replace("&", "&&");
    }
}
