package org.mailmend.training;

import java.io.Closeable;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

import org.jdbi.v3.core.Handle;
import org.mailmend.tickets.StoreLocation;
import org.mailmend.tickets.store.Part;
import org.mailmend.tickets.store.SharedDatabase;
import org.mailmend.training.Session.PlannedPart;

/**
 * Keeps sessions in the database of tickets. When a method returns, what it saved is on the disk and survives a crash. Safe for every
 * thread; no method may be called on a thread that must not wait.
 * <p>
 * All methods throw {@link org.mailmend.tickets.TicketException} for a database that cannot be used.
 */
public final class SessionStore implements Closeable {
    private static final Part PART = new Part("training", 1, SessionStore.class,
            List.of("training_session", "training_attendee", "training_note", "training_result"));

    private final SharedDatabase database;

    private SessionStore(SharedDatabase database) {
        this.database = database;
    }

    /** Opens the database of tickets at this place; what is missing is made. */
    public static SessionStore open(StoreLocation location) {
        return new SessionStore(SharedDatabase.open(location, PART));
    }

    /** All sessions, the latest first. */
    public List<Session> sessions() {
        return database.read(handle -> handle.createQuery("select * from training_session order by start_at desc, id")
                .map((row, context) -> session(row)).list());
    }

    /** The session with this id; empty when there is none. */
    public Optional<Session> session(String id) {
        return database.read(handle -> handle.createQuery("select * from training_session where id = :id").bind("id", id)
                .map((row, context) -> session(row)).findOne());
    }

    /**
     * Saves a session, new or changed.
     *
     * @return it with its id
     */
    public Session save(Session session) {
        Session saved = session.id().isEmpty() ? session.withId(newId()) : session;
        database.transaction(handle -> handle.createUpdate("""
                insert into training_session (id, title, course, language, start_at, zone, place, link, trainer, plan, status)
                values (:id, :title, :course, :language, :start, :zone, :place, :link, :trainer, :plan, :status)
                on conflict (id) do update set title = excluded.title, course = excluded.course, language = excluded.language,
                start_at = excluded.start_at, zone = excluded.zone, place = excluded.place, link = excluded.link,
                trainer = excluded.trainer, plan = excluded.plan, status = excluded.status""")
                .bind("id", saved.id()).bind("title", saved.title()).bind("course", saved.course())
                .bind("language", saved.language().getLanguage()).bind("start", saved.start().toEpochMilli())
                .bind("zone", saved.zone().getId()).bind("place", saved.place()).bind("link", saved.link())
                .bind("trainer", saved.trainer()).bind("plan", plan(saved.plan())).bind("status", saved.status().name())
                .execute());
        return saved;
    }

    /** The roster of a session, by name. */
    public List<Attendee> roster(String session) {
        return database.read(
                handle -> handle.createQuery("select * from training_attendee where session = :session order by name, id")
                        .bind("session", session)
                        .map((row, context) -> new Attendee(row.getString("id"), row.getString("session"), row.getString("name"),
                                row.getString("mail"), row.getString("client"), row.getString("organisation"),
                                Attendee.Attendance.valueOf(row.getString("attendance"))))
                        .list());
    }

    /**
     * Saves attendees, new or changed: all or none.
     *
     * @return them with their ids
     */
    public List<Attendee> save(List<Attendee> attendees) {
        List<Attendee> saved = attendees.stream()
                .map(attendee -> attendee.id().isEmpty() ? attendee.withId(newId()) : attendee).toList();
        database.transaction(handle -> {
            saved.forEach(attendee -> put(handle, attendee));
            return null;
        });
        return saved;
    }

    private static void put(Handle handle, Attendee attendee) {
        handle.createUpdate("""
                insert into training_attendee (id, session, name, mail, client, organisation, attendance)
                values (:id, :session, :name, :mail, :client, :organisation, :attendance)
                on conflict (id) do update set name = excluded.name, mail = excluded.mail, client = excluded.client,
                organisation = excluded.organisation, attendance = excluded.attendance""")
                .bind("id", attendee.id()).bind("session", attendee.session()).bind("name", attendee.name())
                .bind("mail", attendee.mail()).bind("client", attendee.client()).bind("organisation", attendee.organisation())
                .bind("attendance", attendee.attendance().name()).execute();
    }

    /** What was noted in a session, in order. */
    public List<Note> notes(String session) {
        return database.read(
                handle -> handle.createQuery("select * from training_note where session = :session order by noted_at, id")
                        .bind("session", session)
                        .map((row, context) -> new Note(row.getString("id"), row.getString("session"),
                                Note.Kind.valueOf(row.getString("kind")), row.getString("attendee"), row.getString("part"),
                                row.getString("body"), row.getString("answer"), row.getLong("done") == 1, row.getLong("ticket"),
                                Instant.ofEpochMilli(row.getLong("noted_at"))))
                        .list());
    }

    /**
     * Saves a note, new or changed.
     *
     * @return it with its id
     */
    public Note save(Note note) {
        Note saved = note.id().isEmpty() ? note.withId(newId()) : note;
        database.transaction(handle -> handle.createUpdate("""
                insert into training_note (id, session, kind, attendee, part, body, answer, done, ticket, noted_at)
                values (:id, :session, :kind, :attendee, :part, :body, :answer, :done, :ticket, :at)
                on conflict (id) do update set kind = excluded.kind, attendee = excluded.attendee, part = excluded.part,
                body = excluded.body, answer = excluded.answer, done = excluded.done, ticket = excluded.ticket""")
                .bind("id", saved.id()).bind("session", saved.session()).bind("kind", saved.kind().name())
                .bind("attendee", saved.attendee()).bind("part", saved.part()).bind("body", saved.text())
                .bind("answer", saved.answer()).bind("done", saved.done() ? 1L : 0L).bind("ticket", saved.ticket())
                .bind("at", saved.at().toEpochMilli()).execute());
        return saved;
    }

    /** What was achieved in a session, in order. */
    public List<Result> results(String session) {
        return database.read(handle -> handle
                .createQuery("select * from training_result where session = :session order by reached_at, attendee, part, item")
                .bind("session", session)
                .map((row, context) -> new Result(row.getString("session"), row.getString("attendee"), row.getString("part"),
                        row.getString("item"), row.getString("answer"), row.getLong("passed") == 1, row.getLong("seconds"),
                        Instant.ofEpochMilli(row.getLong("reached_at"))))
                .list());
    }

    /** Saves a result in place of an earlier one of the same attendee, part and item. */
    public void save(Result result) {
        database.transaction(handle -> handle.createUpdate("""
                insert into training_result (session, attendee, part, item, answer, passed, seconds, reached_at)
                values (:session, :attendee, :part, :item, :answer, :passed, :seconds, :at)
                on conflict (session, attendee, part, item) do update set answer = excluded.answer, passed = excluded.passed,
                seconds = excluded.seconds, reached_at = excluded.reached_at""")
                .bind("session", result.session()).bind("attendee", result.attendee()).bind("part", result.part())
                .bind("item", result.item()).bind("answer", result.answer()).bind("passed", result.passed() ? 1L : 0L)
                .bind("seconds", result.seconds()).bind("at", result.at().toEpochMilli()).execute());
    }

    /** Deletes a session with all that belongs to it. */
    public void delete(String session) {
        database.transaction(handle -> {
            for (String table : List.of("training_result", "training_note", "training_attendee")) {
                handle.createUpdate("delete from " + table + " where session = :session").bind("session", session).execute();
            }
            return handle.createUpdate("delete from training_session where id = :session").bind("session", session).execute();
        });
        database.forgetDeleted();
    }

    /** Deletes the personal data of an attendee: the entry on the roster, notes and results. */
    public void forget(Attendee attendee) {
        database.transaction(handle -> {
            for (String table : List.of("training_result", "training_note")) {
                handle.createUpdate("delete from " + table + " where session = :session and attendee = :attendee")
                        .bind("session", attendee.session()).bind("attendee", attendee.id()).execute();
            }
            return handle.createUpdate("delete from training_attendee where id = :id").bind("id", attendee.id()).execute();
        });
        database.forgetDeleted();
    }

    @Override
    public void close() {
        database.close();
    }

    private static String newId() {
        return UUID.randomUUID().toString();
    }

    private static Session session(java.sql.ResultSet row) throws java.sql.SQLException {
        return new Session(row.getString("id"), row.getString("title"), row.getString("course"),
                Locale.of(row.getString("language")), Instant.ofEpochMilli(row.getLong("start_at")),
                ZoneId.of(row.getString("zone")), row.getString("place"), row.getString("link"), row.getString("trainer"),
                plan(row.getString("plan")), Session.Status.valueOf(row.getString("status")));
    }

    private static String plan(List<PlannedPart> plan) {
        StringBuilder text = new StringBuilder();
        plan.forEach(part -> text.append(part.minutes()).append('\t').append(part.part()).append('\n'));
        return text.toString();
    }

    private static List<PlannedPart> plan(String text) {
        List<PlannedPart> plan = new ArrayList<>();
        text.lines().forEach(line -> {
            int tab = line.indexOf('\t');
            plan.add(new PlannedPart(line.substring(tab + 1), Integer.parseInt(line.substring(0, tab))));
        });
        return plan;
    }
}
