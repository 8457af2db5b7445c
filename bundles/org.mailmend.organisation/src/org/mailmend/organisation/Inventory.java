package org.mailmend.organisation;

import java.io.Closeable;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

import org.jdbi.v3.core.Handle;
import org.mailmend.knowledge.analysis.Fold;
import org.mailmend.organisation.internal.Rows;
import org.mailmend.organisation.internal.Writing;
import org.mailmend.tickets.StoreLocation;
import org.mailmend.tickets.store.Part;
import org.mailmend.tickets.store.SharedDatabase;

/**
 * All that an organisation has that sends mail, kept in the database of tickets. What a method that changes something has returned from
 * is on the disk, and can be undone. Safe for every thread; no method may be called on a thread that must not wait.
 * <p>
 * Methods throw {@link OrganisationException} for what cannot be done, and {@link org.mailmend.tickets.TicketException} for a database
 * that cannot be used. {@code who} is always the person who does it.
 */
public final class Inventory implements Closeable {
    /** The tables of the organisation, of the inventory, the plan and the review. */
    public static final Part PART = new Part("org", 1, Inventory.class, List.of("org_counter", "org_item", "org_key", "org_link",
            "org_event", "org_setting", "org_check", "org_wave", "org_state", "org_message", "org_message_item", "org_ticket"));
    private static final int MOST_ALIKE = 5;

    private final SharedDatabase database;

    private Inventory(SharedDatabase database) {
        this.database = database;
    }

    /**
     * Opens a place, and makes or updates the tables.
     *
     * @throws org.mailmend.tickets.TicketException when it cannot be opened, was made by a newer Mailmend, or is something else
     */
    public static Inventory open(StoreLocation location) {
        return new Inventory(SharedDatabase.open(location, PART));
    }

    /** Its database, for the plan and the review. */
    public SharedDatabase database() {
        return database;
    }

    /** Where it is. */
    public StoreLocation location() {
        return database.location();
    }

    // items

    /** All that are neither thrown away nor a part of another, in the order in which they came. */
    public List<Item> items() {
        return database.read(handle -> Rows.items(handle, "where removed = 0 and merged = 0"));
    }

    /** How many there are. */
    public long size() {
        Long[] size = new Long[] {database.read(handle -> handle
                .createQuery("select count(*) from org_item where removed = 0 and merged = 0").mapTo(Long.class).one())};
        return size[0];
    }

    /** The item with this number, also when it was thrown away or became a part of another. */
    public Optional<Item> item(long id) {
        return database.read(handle -> Rows.item(handle, id));
    }

    /** The item that this one is a part of, or itself. */
    public Optional<Item> whole(long id) {
        return database.read(handle -> {
            Optional<Item> item = Rows.item(handle, id);
            while (item.isPresent() && item.get().merged() != 0) {
                item = Rows.item(handle, item.get().merged());
            }
            return item;
        });
    }

    /**
     * Saves what was written by hand. A new one that is there already is brought together with that.
     *
     * @param item as it was looked at, with new values
     * @return the item as it is kept
     * @throws OrganisationException when nothing is known of it, or somebody else has changed it meanwhile
     */
    public Item save(Item item, String who) {
        if (item.values().isEmpty()) {
            throw new OrganisationException("error.empty");
        }
        if (item.id() == 0) {
            long[] id = new long[1];
            Writing.run(database, who, "", writing -> {
                id[0] = take(writing, List.of(Candidate.of(item)), new Counts()).getFirst();
                return null;
            });
            return item(id[0]).orElseThrow();
        }
        return Writing.run(database, who, "", writing -> {
            Item now = require(writing.handle(), item.id());
            if (now.version() != item.version()) {
                throw new OrganisationException("error.conflict", now.title());
            }
            Map<Field, String> differences = new EnumMap<>(Field.class);
            for (Field field : Field.values()) {
                if (!now.get(field).equals(item.get(field))) {
                    differences.put(field, item.get(field));
                }
            }
            return set(writing, now, differences);
        });
    }

    /** Gives several items a value at once. */
    public void setAll(Collection<Long> ids, Field field, String value, String who) {
        Writing.run(database, who, "", writing -> {
            for (long id : ids) {
                Item now = require(writing.handle(), id);
                set(writing, now, Map.of(field, now.with(field, value).get(field)));
            }
            return null;
        });
    }

    private static Item set(Writing writing, Item now, Map<Field, String> differences) {
        if (differences.isEmpty()) {
            return now;
        }
        Item next = now;
        for (Map.Entry<Field, String> each : differences.entrySet()) {
            writing.event(now.id(), "set", each.getKey().id(), now.get(each.getKey()), each.getValue());
            next = next.with(each.getKey(), each.getValue());
        }
        next = new Item(next.id(), next.version() + 1, next.kind(), next.values(), next.merged(), next.removed(), writing.at());
        Rows.update(writing.handle(), next);
        Rows.addKeys(writing.handle(), next.id(), Candidate.keys(next));
        return next;
    }

    private static Item require(Handle handle, long id) {
        return Rows.item(handle, id).orElseThrow(() -> new OrganisationException("error.no-item", id));
    }

    /** Throws items away; they can be brought back by {@link #undo}. */
    public void remove(Collection<Long> ids, String who) {
        Writing.run(database, who, "", writing -> {
            for (long id : ids) {
                if (!require(writing.handle(), id).removed()) {
                    writing.event(id, "removed", "", "", "");
                    Rows.flag(writing.handle(), id, "removed", 1, writing.at());
                }
            }
            return null;
        });
    }

    /**
     * Makes one item a part of another: what is not known of that is taken from it, and it is not shown any more.
     *
     * @throws OrganisationException when the two are of different kinds, or the same
     */
    public Item merge(long into, long part, String who) {
        return Writing.run(database, who, "", writing -> {
            Item whole = require(writing.handle(), into);
            Item other = require(writing.handle(), part);
            if (into == part || whole.kind() != other.kind() || !whole.shown() || !other.shown()) {
                throw new OrganisationException("error.merge", whole.title(), other.title());
            }
            Map<Field, String> missing = new EnumMap<>(Field.class);
            other.values().forEach((field, value) -> {
                if (whole.get(field).isEmpty()) {
                    missing.put(field, value);
                }
            });
            Item merged = set(writing, whole, missing);
            writing.event(part, "merged", "", "", String.valueOf(into));
            Rows.flag(writing.handle(), part, "merged", into, writing.at());
            return merged;
        });
    }

    /** Groups of items that may be the same thing: of the same kind with the same name. At most five in a group. */
    public List<List<Item>> alike() {
        Map<String, List<Item>> groups = new LinkedHashMap<>();
        for (Item item : items()) {
            String name = Fold.solid(item.get(Field.NAME)).replace(" ", "");
            if (!name.isEmpty()) {
                String place = item.kind() == Kind.PERSON ? "" : Fold.solid(item.get(Field.SITE));
                groups.computeIfAbsent(item.kind() + name + "\u001F" + place, key -> new ArrayList<>()).add(item);
            }
        }
        return groups.values().stream().filter(group -> group.size() > 1 && group.size() <= MOST_ALIKE).toList();
    }

    // taking in

    private static final class Counts {
        private int created;
        private int changed;
        private int unchanged;
    }

    /**
     * Takes items in, all of them or, when it fails or the program is killed, none. Each is found again by what tells it from all
     * others; a value that is given replaces the old one, one that is missing does not.
     *
     * @param source where they come from, for example a file's name
     */
    public Loaded load(List<Candidate> candidates, String source, String who) {
        Counts counts = new Counts();
        long change = Writing.run(database, who, source, writing -> {
            take(writing, candidates, counts);
            return writing.isEmpty() ? 0L : writing.change();
        });
        return new Loaded(change, counts.created, counts.changed, counts.unchanged);
    }

    /** What {@link #load} would do. */
    public Loaded preview(List<Candidate> candidates) {
        return database.snapshot(handle -> {
            Map<String, Long> keys = Rows.keys(handle);
            Map<Long, Item> items = new HashMap<>();
            Rows.items(handle, "").forEach(item -> items.put(item.id(), item));
            int created = 0;
            int changed = 0;
            int unchanged = 0;
            long next = Long.MAX_VALUE;
            Map<Long, Item> touched = new HashMap<>();
            for (Candidate candidate : candidates) {
                List<String> own = Candidate.keys(candidate.item());
                long id = find(own, keys, items);
                if (id == 0) {
                    created++;
                    long fresh = next--;
                    items.put(fresh, new Item(fresh, 1, candidate.item().kind(), candidate.item().values(), 0, false, null));
                    own.forEach(key -> keys.putIfAbsent(key, fresh));
                } else if (id < next) {
                    Item now = items.get(id);
                    Item then = now.withAll(candidate.item().values());
                    boolean differs = now.removed() || !then.values().equals(now.values());
                    if (touched.put(id, then) == null) {
                        changed += differs ? 1 : 0;
                        unchanged += differs ? 0 : 1;
                    }
                }
            }
            return new Loaded(0, created, changed, unchanged);
        });
    }

    private static long find(List<String> own, Map<String, Long> keys, Map<Long, Item> items) {
        for (String key : own) {
            Long id = keys.get(key);
            while (id != null) {
                Item item = items.get(id);
                if (item == null || item.merged() == 0) {
                    return id;
                }
                id = item.merged();
            }
        }
        return 0;
    }

    private static List<Long> take(Writing writing, List<Candidate> candidates, Counts counts) {
        Handle handle = writing.handle();
        Map<String, Long> keys = Rows.keys(handle);
        Map<Long, Item> items = new HashMap<>();
        Rows.items(handle, "").forEach(item -> items.put(item.id(), item));
        Set<Long> fresh = new HashSet<>();
        Set<Long> dirty = new HashSet<>();
        Map<String, Long> newKeys = new LinkedHashMap<>();
        List<Long> ids = new ArrayList<>(candidates.size());
        long next = writing.numbers("item", candidates.size());
        for (Candidate candidate : candidates) {
            List<String> own = Candidate.keys(candidate.item());
            long id = find(own, keys, items);
            if (id == 0) {
                id = next++;
                writing.event(id, "created", "", "", candidate.at() == 0 ? "" : String.valueOf(candidate.at()));
                items.put(id, new Item(id, 1, candidate.item().kind(), candidate.item().values(), 0, false, writing.at()));
                fresh.add(id);
                counts.created++;
            } else {
                Item now = items.get(id);
                Item then = update(writing, now, candidate.item().values(), fresh.contains(id));
                if (then != now) {
                    items.put(id, then);
                    counts.changed += !fresh.contains(id) && dirty.add(id) ? 1 : 0;
                } else if (!fresh.contains(id) && !dirty.contains(id)) {
                    counts.unchanged++;
                }
            }
            for (String key : own) {
                if (keys.putIfAbsent(key, id) == null) {
                    newKeys.put(key, id);
                }
            }
            ids.add(id);
        }
        Rows.insert(handle, fresh.stream().sorted().map(items::get).toList());
        dirty.forEach(id -> Rows.update(handle, items.get(id)));
        Rows.addKeys(handle, newKeys);
        tie(writing, candidates, ids);
        return ids;
    }

    /** A day of last use only ever goes forward. */
    private static Item update(Writing writing, Item now, Map<Field, String> values, boolean fresh) {
        Map<Field, String> differences = new EnumMap<>(Field.class);
        values.forEach((field, value) -> {
            boolean older = field == Field.LAST_USED && value.compareTo(now.get(field)) < 0;
            String wanted = field == Field.PROTOCOLS ? union(now.get(field), value) : value;
            if (!older && !wanted.equals(now.get(field))) {
                differences.put(field, wanted);
            }
        });
        if (differences.isEmpty() && !now.removed()) {
            return now;
        }
        if (!fresh) {
            if (now.removed()) {
                writing.event(now.id(), "restored", "", "", "");
            }
            differences.forEach((field, value) -> writing.event(now.id(), "set", field.id(), now.get(field), value));
        }
        Item then = now.withAll(differences);
        return new Item(then.id(), fresh ? 1 : then.version() + 1, then.kind(), then.values(), 0, false, writing.at());
    }

    private static String union(String a, String b) {
        Set<String> all = new java.util.TreeSet<>(List.of((a + " " + b).strip().split(" ")));
        return String.join(" ", all);
    }

    private static void tie(Writing writing, List<Candidate> candidates, List<Long> ids) {
        boolean any = candidates.stream().anyMatch(candidate -> !candidate.links().isEmpty());
        if (!any) {
            return;
        }
        Set<Link> there = new HashSet<>(Rows.links(writing.handle(), 0));
        List<Link> add = new ArrayList<>();
        for (int i = 0; i < candidates.size(); i++) {
            for (Candidate.Tie tie : candidates.get(i).links()) {
                long other = ids.get(tie.other());
                Link link = tie.from() ? new Link(ids.get(i), other, tie.type()) : new Link(other, ids.get(i), tie.type());
                if (link.from() != link.to() && there.add(link)) {
                    add.add(link);
                    writing.event(link.from(), "linked", link.type().id(), "", String.valueOf(link.to()));
                }
            }
        }
        Rows.insertLinks(writing.handle(), add);
    }

    // links

    /** The links of an item, of those that became a part of it too; of all items for 0. */
    public List<Link> links(long id) {
        return database.read(handle -> Rows.links(handle, id));
    }

    /** Says that two items belong together. */
    public void link(Link link, String who) {
        Writing.run(database, who, "", writing -> {
            if (link.from() != link.to() && !Rows.links(writing.handle(), link.from()).contains(link)) {
                writing.event(link.from(), "linked", link.type().id(), "", String.valueOf(link.to()));
                Rows.insertLinks(writing.handle(), List.of(link));
            }
            return null;
        });
    }

    /** Takes a link away. */
    public void unlink(Link link, String who) {
        Writing.run(database, who, "", writing -> {
            if (Rows.deleteLink(writing.handle(), link)) {
                writing.event(link.from(), "unlinked", link.type().id(), String.valueOf(link.to()), "");
            }
            return null;
        });
    }

    // history

    /** What happened to an item, the oldest first. */
    public List<ItemEvent> history(long id) {
        return database.read(handle -> Rows.events(handle, "item = :id", id));
    }

    /** What was done, the newest first. */
    public List<Change> changes(int limit) {
        return database.read(handle -> Rows.changes(handle, limit));
    }

    /** The number of the newest event of all: it grows with everything that changes. */
    public long lastEvent() {
        Long[] last = new Long[] {database.read(handle -> handle.createQuery("select value from org_counter where name = 'event'")
                .mapTo(Long.class).one())};
        return last[0];
    }

    /**
     * Undoes all that was done together: an import, a merge, a change of many. A value that was changed again since then stays.
     *
     * @return how many values stayed because they were changed again
     * @throws OrganisationException when there is no such change
     */
    public int undo(long change, String who) {
        return Writing.run(database, who, "undo:" + change, writing -> {
            List<ItemEvent> events = Rows.events(writing.handle(), "change = :id", change);
            if (events.isEmpty()) {
                throw new OrganisationException("error.no-change", change);
            }
            int stayed = 0;
            for (ItemEvent event : events.reversed()) {
                stayed += undo(writing, event) ? 0 : 1;
            }
            return stayed;
        });
    }

    private static boolean undo(Writing writing, ItemEvent event) {
        Handle handle = writing.handle();
        long id = event.item();
        switch (event.kind()) {
            case "created", "restored" -> {
                writing.event(id, "removed", "", "", "");
                Rows.flag(handle, id, "removed", 1, writing.at());
            }
            case "removed" -> {
                writing.event(id, "restored", "", "", "");
                Rows.flag(handle, id, "removed", 0, writing.at());
            }
            case "merged" -> {
                writing.event(id, "split", "", event.after(), "");
                Rows.flag(handle, id, "merged", 0, writing.at());
            }
            case "split" -> {
                writing.event(id, "merged", "", "", event.before());
                Rows.flag(handle, id, "merged", Long.parseLong(event.before()), writing.at());
            }
            case "linked" -> {
                Link link = link(id, event.field(), event.after());
                if (Rows.deleteLink(handle, link)) {
                    writing.event(id, "unlinked", event.field(), event.after(), "");
                }
            }
            case "unlinked" -> {
                Rows.insertLinks(handle, List.of(link(id, event.field(), event.before())));
                writing.event(id, "linked", event.field(), "", event.before());
            }
            case "set" -> {
                Field field = Field.fromId(event.field()).orElseThrow();
                Item now = require(handle, id);
                if (!now.get(field).equals(event.after())) {
                    return false;
                }
                set(writing, now, Map.of(field, event.before()));
            }
            default -> {
                return false;
            }
        }
        return true;
    }

    private static Link link(long from, String type, String to) {
        return new Link(from, Long.parseLong(to), Link.Type.valueOf(type.toUpperCase(java.util.Locale.ROOT).replace('-', '_')));
    }

    // settings

    /**
     * A setting.
     *
     * @param owner a person; empty for what belongs to all
     */
    public Optional<String> setting(String owner, String name) {
        return database.read(handle -> handle.createQuery("select value from org_setting where owner = :owner and name = :name")
                .bind("owner", owner).bind("name", name).mapTo(String.class).findOne());
    }

    /** All settings of an owner whose names begin so, in the order of their names. */
    public Map<String, String> settings(String owner, String prefix) {
        return database.read(handle -> {
            Map<String, String> all = new TreeMap<>();
            handle.createQuery("select name, value from org_setting where owner = :owner").bind("owner", owner)
                    .map((row, context) -> Map.entry(row.getString(1), row.getString(2))).list().stream()
                    .filter(each -> each.getKey().startsWith(prefix)).forEach(each -> all.put(each.getKey(), each.getValue()));
            return all;
        });
    }

    /** Keeps a setting; null takes it away. */
    public void setSetting(String owner, String name, String value) {
        database.transaction(handle -> {
            handle.createUpdate("delete from org_setting where owner = :owner and name = :name").bind("owner", owner)
                    .bind("name", name).execute();
            if (value != null) {
                handle.createUpdate("insert into org_setting (owner, name, value) values (:owner, :name, :value)")
                        .bind("owner", owner).bind("name", name).bind("value", value).execute();
            }
            return null;
        });
    }

    // checks and tickets

    /**
     * What the tester found at an item.
     *
     * @param item    the item
     * @param at      when
     * @param target  the server, for example {@code smtp://smtp.gmail.com:587}
     * @param verdict id of the verdict
     * @param cause   name of the cause
     * @param detail  the reply or another line; no secret
     */
    public record Check(long item, Instant at, String target, String verdict, String cause, String detail) {
    }

    /** Keeps what the tester found. */
    public void add(Check check) {
        database.transaction(handle -> {
            long id = Writing.number(handle, "check");
            Rows.insertCheck(handle, id, check);
            return null;
        });
    }

    /** What was found at an item, the newest first. */
    public List<Check> checks(long item) {
        return database.read(handle -> Rows.checks(handle, "where item = " + item + " order by id desc"));
    }

    /** The newest check of every item that has one. */
    public Map<Long, Check> lastChecks() {
        return database.read(handle -> {
            Map<Long, Check> last = new HashMap<>();
            Rows.checks(handle, "order by id").forEach(check -> last.put(check.item(), check));
            return last;
        });
    }

    /** Says that a ticket is about an item. */
    public void addTicket(long item, long ticket) {
        database.transaction(handle -> handle.execute(
                "insert into org_ticket (item, ticket) values (?, ?) on conflict (item, ticket) do nothing", item, ticket));
    }

    /** The tickets of each item that has some. */
    public Map<Long, Set<Long>> tickets() {
        return database.read(handle -> {
            Map<Long, Set<Long>> all = new HashMap<>();
            handle.createQuery("select item, ticket from org_ticket order by item, ticket")
                    .map((row, context) -> List.of(row.getLong(1), row.getLong(2))).list()
                    .forEach(each -> all.computeIfAbsent(each.getFirst(), key -> new java.util.TreeSet<>()).add(each.getLast()));
            return all;
        });
    }

    @Override
    public void close() {
        database.close();
    }
}
