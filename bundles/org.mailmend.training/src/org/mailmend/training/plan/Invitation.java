package org.mailmend.training.plan;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

import org.mailmend.check.Redactor;
import org.mailmend.training.Session;
import org.mailmend.training.course.Course;
import org.mailmend.training.internal.Messages;

/** The invitation to a session as a calendar file (RFC 5545). Times are in UTC, which every calendar shows in its own zone. */
public final class Invitation {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);
    /** Longest line in bytes, without its end (section 3.1). */
    private static final int LINE = 75;
    private static final Instant ZERO = Instant.parse("2026-01-01T00:00:00Z");

    private final StringBuilder text = new StringBuilder();

    private Invitation() {
    }

    /**
     * The invitation. A calendar that has an earlier one of the same session replaces it.
     *
     * @param course the session's course; null for none
     * @param now    when it is made
     */
    public static byte[] calendar(Session session, Course course, Instant now) {
        Locale locale = session.language();
        Invitation file = new Invitation();
        file.line("BEGIN:VCALENDAR");
        file.line("VERSION:2.0");
        file.line("PRODID:-//Mailmend//Mailmend//" + locale.getLanguage().toUpperCase(Locale.ROOT));
        file.line("METHOD:PUBLISH");
        file.line("BEGIN:VEVENT");
        file.line("UID:" + escape(session.id().isEmpty() ? "new" : session.id()) + "@training.mailmend");
        file.line("DTSTAMP:" + TIME.format(now));
        file.line("SEQUENCE:" + Math.max(0, (now.getEpochSecond() - ZERO.getEpochSecond()) / 60));
        file.line("DTSTART:" + TIME.format(session.start()));
        file.line("DTEND:" + TIME.format(PlanProposal.end(session)));
        file.line("SUMMARY;LANGUAGE=" + locale.getLanguage() + ":" + escape(session.title()));
        if (!session.place().isBlank() || !session.link().isBlank()) {
            file.line("LOCATION:" + escape(session.place().isBlank() ? session.link() : session.place()));
        }
        if (session.link().matches("https?://[\\x21-\\x7e]{1,1000}")) {
            file.line("URL:" + session.link());
        }
        file.line("DESCRIPTION;LANGUAGE=" + locale.getLanguage() + ":" + escape(description(session, course)));
        file.line("STATUS:CONFIRMED");
        file.line("TRANSP:OPAQUE");
        file.line("END:VEVENT");
        file.line("END:VCALENDAR");
        return file.folded();
    }

    private static String description(Session session, Course course) {
        Locale locale = session.language();
        StringBuilder words = new StringBuilder();
        if (course != null) {
            words.append(course.title()).append('\n');
            course.goals().forEach(goal -> words.append("- ").append(goal).append('\n'));
        }
        if (!session.trainer().isBlank()) {
            words.append(Messages.text(locale, "invitation.trainer", session.trainer())).append('\n');
        }
        if (!session.link().isBlank()) {
            words.append(Messages.text(locale, "invitation.link", session.link())).append('\n');
        }
        return words.append(Messages.text(locale, "invitation.bring")).toString();
    }

    /** Section 3.3.11; control and bidirectional characters are made visible. */
    private static String escape(String value) {
        return Redactor.visible(value.replace("\r\n", "\n").replace('\r', '\n').replace('\t', ' ')).replace("\\", "\\\\")
                .replace(";", "\\;")
                .replace(",", "\\,").replace("\n", "\\n");
    }

    private void line(String line) {
        text.append(line).append('\n');
    }

    /** Long lines go on with the next one, after a blank; a character is never cut. */
    private byte[] folded() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        text.toString().lines().forEach(line -> {
            int length = 0;
            for (int i = 0; i < line.length();) {
                int c = line.codePointAt(i);
                byte[] bytes = Character.toString(c).getBytes(StandardCharsets.UTF_8);
                if (length + bytes.length > LINE) {
                    out.writeBytes("\r\n ".getBytes(StandardCharsets.US_ASCII));
                    length = 1;
                }
                out.writeBytes(bytes);
                length += bytes.length;
                i += Character.charCount(c);
            }
            out.writeBytes("\r\n".getBytes(StandardCharsets.US_ASCII));
        });
        return out.toByteArray();
    }
}
