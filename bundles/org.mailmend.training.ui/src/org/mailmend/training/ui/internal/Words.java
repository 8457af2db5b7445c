package org.mailmend.training.ui.internal;

import java.text.Normalizer;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.time.format.FormatStyle;
import java.util.Locale;
import java.util.Optional;

import org.mailmend.tickets.ui.Language;
import org.mailmend.training.Attendee.Attendance;
import org.mailmend.training.Note;
import org.mailmend.training.Session;
import org.mailmend.workbench.State;

/** Times and states in words, and words read as times. */
final class Words {
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("u-M-d");
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("H:mm");
    private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("HH:mm");

    private Words() {
    }

    /** Reads a day as people write it, also with the digits of an input method; empty when it is none. */
    static Optional<LocalDate> day(String text) {
        try {
            return Optional.of(LocalDate.parse(plain(text).replaceAll("[/.年月]", "-").replace("日", ""), DAY));
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }

    /** Reads a time of the day; empty when it is none. */
    static Optional<LocalTime> time(String text) {
        try {
            String plain = plain(text).replace('.', ':').replace('時', ':').replace("分", "");
            return Optional.of(LocalTime.parse(plain.contains(":") ? plain : plain + ":00", TIME));
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }

    private static String plain(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFKC).strip();
    }

    /** The time of the day, as in {@code 09:30}. */
    static String clock(Instant at, ZoneId zone) {
        return CLOCK.format(at.atZone(zone));
    }

    /** Day and time in the language of the window. */
    static String dayAndTime(Instant at, ZoneId zone) {
        return DateTimeFormatter.ofLocalizedDateTime(FormatStyle.MEDIUM, FormatStyle.SHORT).withLocale(Language.locale())
                .format(at.atZone(zone)).replace('\u202f', ' ');
    }

    /** Day and time as short as the language has them, for lists. */
    static String shortly(Instant at, ZoneId zone) {
        return DateTimeFormatter.ofLocalizedDateTime(FormatStyle.SHORT).withLocale(Language.locale()).format(at.atZone(zone))
                .replace('\u202f', ' ');
    }

    /** A time span as in {@code 4:05}, or {@code −0:30} when it is over. */
    static String span(Duration span) {
        Duration positive = span.abs();
        return (span.isNegative() ? "−" : "")
                + String.format(Locale.ROOT, "%d:%02d", positive.toMinutes(), positive.toSecondsPart());
    }

    static String status(Session.Status status) {
        return switch (status) {
            case PLANNED -> Messages.Status_planned;
            case RUNNING -> Messages.Status_running;
            case FINISHED -> Messages.Status_finished;
        };
    }

    static State state(Session.Status status) {
        return switch (status) {
            case PLANNED -> State.WAITING;
            case RUNNING -> State.RUNNING;
            case FINISHED -> State.OK;
        };
    }

    static String attendance(Attendance attendance) {
        return switch (attendance) {
            case UNKNOWN -> Messages.Attendance_unknown;
            case PRESENT -> Messages.Attendance_present;
            case LATE -> Messages.Attendance_late;
            case ABSENT -> Messages.Attendance_absent;
        };
    }

    static State state(Attendance attendance) {
        return switch (attendance) {
            case UNKNOWN -> State.WAITING;
            case PRESENT -> State.OK;
            case LATE -> State.WARNING;
            case ABSENT -> State.SKIPPED;
        };
    }

    static String kind(Note.Kind kind) {
        return switch (kind) {
            case QUESTION -> Messages.Note_question;
            case PARKED -> Messages.Note_parked;
            case STUCK -> Messages.Note_stuck;
        };
    }
}
