package org.mailmend.training;

import java.util.Objects;

/**
 * Somebody on the roster of a session.
 *
 * @param id           id; empty before saving for the first time
 * @param session      id of the session
 * @param name         name
 * @param mail         address; may be empty
 * @param client       id of the client's or device's profile, or what was written; may be empty
 * @param organisation may be empty
 * @param attendance   whether they came
 */
public record Attendee(String id, String session, String name, String mail, String client, String organisation,
        Attendance attendance) {
    public Attendee {
        Objects.requireNonNull(id);
        Objects.requireNonNull(session);
        Objects.requireNonNull(name);
        Objects.requireNonNull(mail);
        Objects.requireNonNull(client);
        Objects.requireNonNull(organisation);
        Objects.requireNonNull(attendance);
    }

    /** Whether somebody came. */
    public enum Attendance {
        UNKNOWN, PRESENT, LATE, ABSENT
    }

    /** Somebody new on a roster. */
    public static Attendee of(String session, String name, String mail, String client, String organisation) {
        return new Attendee("", session, name, mail, client, organisation, Attendance.UNKNOWN);
    }

    /** The same with this id. */
    public Attendee withId(String value) {
        return new Attendee(value, session, name, mail, client, organisation, attendance);
    }

    /** The same with this attendance. */
    public Attendee withAttendance(Attendance value) {
        return new Attendee(id, session, name, mail, client, organisation, value);
    }
}
