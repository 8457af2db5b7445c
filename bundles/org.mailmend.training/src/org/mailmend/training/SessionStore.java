package org.mailmend.training;

import java.io.Closeable;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;

import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Update;
import org.mailmend.tickets.StoreLocation;
import org.mailmend.tickets.TicketException;
import org.mailmend.tickets.store.Part;
import org.mailmend.tickets.store.SharedDatabase;
import org.mailmend.training.Session.PlannedPart;

/**
 * Keeps sessions in the database of tickets. When a method returns, what it saved is on the disk and survives a crash. Safe for every
 * thread; no method may be called on a thread that must not wait.
 * <p>
 * Several people may run and prepare sessions at once: {@code change} writes only what has changed, and refuses where somebody else has
 * changed the same meanwhile. Notes and results are rows of their own, so that two who write them never meet.
 * <p>
 * All methods throw {@link org.mailmend.tickets.TicketException} for a database that cannot be used.
 */
public final class SessionStore implements Closeable {
    private static final Part PART = new Part("training", 1, SessionStore.class,
            List.of("training_session", "training_attendee", "training_note", "training_result"));

    private static final String SESSION = "training_session";
    private static final String ATTENDEE = "training_attendee";
    private static final String NOTE = "training_note";

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
        return database.read(handle -> session(handle, id));
    }

    /**
     * Saves a session that is new or was deleted; what is there under its id is replaced. To change one that is there,
     * {@link #change(Session, Session)} does not take back what somebody else has changed.
     *
     * @return it with its id
     */
    public Session save(Session session) {
        Session saved = session.id().isEmpty() ? session.withId(newId()) : session;
        database.transaction(handle -> put(handle, SESSION, saved.id(), values(saved)));
        return saved;
    }

    /**
     * Changes a session: what differs between the two is written, the rest is left as it is.
     *
     * @param before as it was read
     * @param after  as it is to be, with the same id
     * @return as it is now, with what others have changed meanwhile
     * @throws TicketException CONFLICT when somebody else has changed the same field, NOT_FOUND when it was deleted; then nothing has changed
     */
    public Session change(Session before, Session after) {
        return database.transaction(handle -> {
            change(handle, SESSION, after.id(), values(before), values(after), before.title());
            return session(handle, after.id()).orElseThrow();
        });
    }

    private static Optional<Session> session(Handle handle, String id) {
        return handle.createQuery("select * from training_session where id = :id").bind("id", id)
                .map((row, context) -> session(row)).findOne();
    }

    private static Map<String, Object> values(Session session) {
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("title", session.title());
        values.put("course", session.course());
        values.put("language", session.language().getLanguage());
        values.put("start_at", session.start().toEpochMilli());
        values.put("zone", session.zone().getId());
        values.put("place", session.place());
        values.put("link", session.link());
        values.put("trainer", session.trainer());
        values.put("plan", plan(session.plan()));
        values.put("status", session.status().name());
        return values;
    }

    /** Writes a row, new or in place of the one with this id. */
    private static int put(Handle handle, String table, String id, Map<String, Object> values) {
        String names = String.join(", ", values.keySet());
        String places = values.keySet().stream().map(name -> ":" + name).collect(Collectors.joining(", "));
        String again = values.keySet().stream().map(name -> name + " = excluded." + name).collect(Collectors.joining(", "));
        return handle.createUpdate(
                "insert into " + table + " (id, " + names + ") values (:id, " + places + ") on conflict (id) do update set "
                        + again)
                .bind("id", id).bindMap(values).execute();
    }

    /** Writes the columns that differ, where they still are as they were; the row is looked at and written in one statement. */
    private static void change(Handle handle, String table, String id, Map<String, Object> before, Map<String, Object> after,
            String name) {
        List<String> changed = after.keySet().stream().filter(column -> !after.get(column).equals(before.get(column))).toList();
        if (changed.isEmpty()) {
            return;
        }
        Update update = handle.createUpdate("update " + table + " set "
                + changed.stream().map(column -> column + " = :" + column).collect(Collectors.joining(", ")) + " where id = :id"
                + changed.stream()
                        .map(column -> " and (" + column + " = :old_" + column + " or " + column + " = :" + column + ")")
                        .collect(Collectors.joining()))
                .bind("id", id);
        changed.forEach(column -> update.bind(column, after.get(column)).bind("old_" + column, before.get(column)));
        if (update.execute() == 0) {
            boolean there = handle.createQuery("select 1 from " + table + " where id = :id").bind("id", id).mapTo(Long.class)
                    .findOne()
                    .isPresent();
            throw new TicketException(there ? TicketException.Reason.CONFLICT : TicketException.Reason.NOT_FOUND,
                    there ? "error.conflict.contact" : "error.gone", name);
        }
    }

    /** The roster of a session, by name. */
    public List<Attendee> roster(String session) {
        return database.read(
                handle -> handle.createQuery("select * from training_attendee where session = :session order by name, id")
                        .bind("session", session).map((row, context) -> attendee(row)).list());
    }

    private static Attendee attendee(ResultSet row) throws SQLException {
        return new Attendee(row.getString("id"), row.getString("session"), row.getString("name"), row.getString("mail"),
                row.getString("client"), row.getString("organisation"), Attendee.Attendance.valueOf(row.getString("attendance")));
    }

    /**
     * Saves attendees that are new or were deleted, all or none; what is there under their ids is replaced.
     *
     * @return them with their ids
     */
    public List<Attendee> save(List<Attendee> attendees) {
        List<Attendee> saved = attendees.stream()
                .map(attendee -> attendee.id().isEmpty() ? attendee.withId(newId()) : attendee).toList();
        database.transaction(handle -> {
            saved.forEach(attendee -> put(handle, ATTENDEE, attendee.id(), values(attendee)));
            return null;
        });
        return saved;
    }

    /**
     * Changes an attendee, as {@link #change(Session, Session)} does a session: whoever marks attendance does not take back an address that
     * somebody corrects at the same time.
     */
    public Attendee change(Attendee before, Attendee after) {
        return database.transaction(handle -> {
            change(handle, ATTENDEE, after.id(), values(before), values(after), before.name());
            return handle.createQuery("select * from training_attendee where id = :id").bind("id", after.id())
                    .map((row, context) -> attendee(row)).one();
        });
    }

    private static Map<String, Object> values(Attendee attendee) {
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("session", attendee.session());
        values.put("name", attendee.name());
        values.put("mail", attendee.mail());
        values.put("client", attendee.client());
        values.put("organisation", attendee.organisation());
        values.put("attendance", attendee.attendance().name());
        return values;
    }

    /** What was noted in a session, in order. */
    public List<Note> notes(String session) {
        return database.read(
                handle -> handle.createQuery("select * from training_note where session = :session order by noted_at, id")
                        .bind("session", session).map((row, context) -> note(row)).list());
    }

    private static Note note(ResultSet row) throws SQLException {
        return new Note(row.getString("id"), row.getString("session"), Note.Kind.valueOf(row.getString("kind")),
                row.getString("attendee"), row.getString("part"), row.getString("body"), row.getString("answer"),
                row.getLong("done") == 1, row.getLong("ticket"), Instant.ofEpochMilli(row.getLong("noted_at")));
    }

    /**
     * Saves a note that is new or was deleted; what is there under its id is replaced.
     *
     * @return it with its id
     */
    public Note save(Note note) {
        Note saved = note.id().isEmpty() ? note.withId(newId()) : note;
        database.transaction(handle -> put(handle, NOTE, saved.id(), values(saved)));
        return saved;
    }

    /** Changes a note, as {@link #change(Session, Session)} does a session. */
    public Note change(Note before, Note after) {
        return database.transaction(handle -> {
            change(handle, NOTE, after.id(), values(before), values(after), before.text());
            return handle.createQuery("select * from training_note where id = :id").bind("id", after.id())
                    .map((row, context) -> note(row)).one();
        });
    }

    private static Map<String, Object> values(Note note) {
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("session", note.session());
        values.put("kind", note.kind().name());
        values.put("attendee", note.attendee());
        values.put("part", note.part());
        values.put("body", note.text());
        values.put("answer", note.answer());
        values.put("done", note.done() ? 1L : 0L);
        values.put("ticket", note.ticket());
        values.put("noted_at", note.at().toEpochMilli());
        return values;
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

    private static Session session(ResultSet row) throws SQLException {
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
