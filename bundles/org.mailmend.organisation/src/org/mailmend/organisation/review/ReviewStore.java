package org.mailmend.organisation.review;

import java.io.Closeable;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.jdbi.v3.core.Handle;
import org.mailmend.tickets.StoreLocation;
import org.mailmend.tickets.store.Part;
import org.mailmend.tickets.store.SharedDatabase;

/**
 * The reviews of an organisation, in the database of its tickets. Safe for every thread; each method waits for the database. What a
 * method returns is on the disk. All throw {@link org.mailmend.tickets.TicketException} for a database that cannot be used.
 */
public final class ReviewStore implements Closeable {
    private static final Part PART = new Part("review", 1, ReviewStore.class, List.of("review_round", "review_entry"));

    private final SharedDatabase database;
    private final Clock clock;

    private ReviewStore(SharedDatabase database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /** Opens the reviews at a place of tickets. */
    public static ReviewStore open(StoreLocation location) {
        return open(location, Clock.systemUTC());
    }

    static ReviewStore open(StoreLocation location, Clock clock) {
        return new ReviewStore(SharedDatabase.open(location, PART), clock);
    }

    /** The review that goes on; the first one begins with this call. */
    public Review current() {
        Optional<Review> open = database.snapshot(handle -> last(handle, "ended is null"));
        return open.orElseGet(() -> database.transaction(handle -> {
            // another may have been quicker
            Optional<Review> other = last(handle, "ended is null");
            if (other.isEmpty()) {
                begin(handle, domain(handle));
            }
            return last(handle, "ended is null").orElseThrow();
        }));
    }

    /** The last review that was finished; empty for none. */
    public Optional<Review> previous() {
        return database.snapshot(handle -> last(handle, "ended is not null"));
    }

    /**
     * Finishes the review that goes on, and begins another with nothing looked at. Notes, owners and days are taken along for what is
     * not done.
     */
    public Review beginNext() {
        return database.transaction(handle -> {
            Optional<Review> old = last(handle, "ended is null");
            handle.createUpdate("update review_round set ended = :now where ended is null").bind("now", clock.millis()).execute();
            long round = begin(handle, domain(handle));
            for (ReviewEntry entry : old.map(r -> r.entries().values()).orElse(List.of())) {
                if (entry.status() == ReviewEntry.Status.TO_CHANGE || entry.status() == ReviewEntry.Status.IN_WORK) {
                    put(handle, round,
                            new ReviewEntry(entry.point(), ReviewEntry.Status.OPEN, null, entry.note(), "", entry.owner(),
                                    entry.due(), null));
                }
            }
            return last(handle, "ended is null").orElseThrow();
        });
    }

    /** Sets the domain whose records are checked. */
    public void setDomain(long review, String domain) {
        database.transaction(handle -> handle.createUpdate("update review_round set domain = :domain where id = :id")
                .bind("domain", domain).bind("id", review).execute());
    }

    /** Saves what was found at points, all or none. */
    public void save(long review, List<ReviewEntry> entries) {
        database.transaction(handle -> {
            entries.forEach(entry -> put(handle, review, entry));
            return null;
        });
    }

    private void put(Handle handle, long round, ReviewEntry entry) {
        handle.createUpdate("delete from review_entry where round = :round and point = :point").bind("round", round)
                .bind("point", entry.point()).execute();
        handle.createUpdate("insert into review_entry (round, point, status, rating, note, evidence, owner, due, changed)"
                + " values (:round, :point, :status, :rating, :note, :evidence, :owner, :due, :changed)").bind("round", round)
                .bind("point", entry.point()).bind("status", entry.status().name())
                .bind("rating", entry.rating() == null ? null : entry.rating().name()).bind("note", entry.note())
                .bind("evidence", entry.evidence()).bind("owner", entry.owner())
                .bind("due", entry.due() == null ? null : entry.due().toString()).bind("changed", clock.millis()).execute();
    }

    private long begin(Handle handle, String domain) {
        long id = handle.createQuery("select coalesce(max(id), 0) + 1 from review_round").mapTo(Long.class).one();
        handle.createUpdate("insert into review_round (id, domain, begun) values (:id, :domain, :now)").bind("id", id)
                .bind("domain", domain).bind("now", clock.millis()).execute();
        return id;
    }

    private static String domain(Handle handle) {
        return handle.createQuery("select domain from review_round order by id desc").mapTo(String.class).findFirst().orElse("");
    }

    private static Optional<Review> last(Handle handle, String which) {
        return handle.createQuery("select id, domain, begun, ended from review_round where " + which + " order by id desc")
                .map((row, context) -> new Review(row.getLong("id"), row.getString("domain"),
                        Instant.ofEpochMilli(row.getLong("begun")), instant(row, "ended"), Map.of()))
                .findFirst().map(r -> new Review(r.number(), r.domain(), r.begun(), r.ended(), entries(handle, r.number())));
    }

    private static Map<String, ReviewEntry> entries(Handle handle, long round) {
        List<ReviewEntry> found = new ArrayList<>(handle.createQuery("select * from review_entry where round = :round")
                .bind("round", round).map((row, context) -> entry(row)).list());
        Map<String, ReviewEntry> entries = new LinkedHashMap<>();
        ReviewPoints.all()
                .forEach(p -> found.stream().filter(e -> e.point().equals(p.id())).forEach(e -> entries.put(p.id(), e)));
        return entries;
    }

    private static ReviewEntry entry(ResultSet row) throws SQLException {
        String rating = row.getString("rating");
        String due = row.getString("due");
        return new ReviewEntry(row.getString("point"), ReviewEntry.Status.valueOf(row.getString("status")),
                rating == null ? null : Rating.valueOf(rating), row.getString("note"), row.getString("evidence"),
                row.getString("owner"), due == null ? null : LocalDate.parse(due), instant(row, "changed"));
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        long millis = row.getLong(column);
        return row.wasNull() ? null : Instant.ofEpochMilli(millis);
    }

    @Override
    public void close() {
        database.close();
    }
}
