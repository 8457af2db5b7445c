package org.mailmend.tickets.internal.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;
import org.jdbi.v3.core.statement.Update;
import org.mailmend.diagnosis.CauseId;
import org.mailmend.tickets.Event.Kind;
import org.mailmend.tickets.Event.Subject;
import org.mailmend.tickets.Field;
import org.mailmend.tickets.Status;
import org.mailmend.tickets.Ticket;
import org.mailmend.tickets.TicketException;
import org.mailmend.tickets.TicketException.Reason;
import org.mailmend.tickets.TicketFilter;
import org.mailmend.tickets.TicketSort;

/** Tickets as rows. */
public final class TicketTable {
    private static final String ROWS = "select t.*, " + ContactTable.COLUMNS
            + " from ticket t left join contact c on c.id = t.requester"
            + " left join organisation o on o.id = c.organisation ";
    /** What is kept of the contact :requester for the order of tickets. */
    private static final String REQUESTER_ORDER = "coalesce((select coalesce(nullif(c.folded, ''), c.mail) from contact c where c.id = "
            + ":requester), '')";
    private static final String DUE = "case t.due when '' then '~' else t.due end";
    private static final int LONGEST_PAGE = 1000;
    private static final int MOST_NUMBERS = 10_000;

    private TicketTable() {
    }

    static String column(Field field) {
        return field.name().toLowerCase(Locale.ROOT);
    }

    private static boolean isNumber(Field field) {
        return field.kind() == Field.Kind.NUMBER;
    }

    static Ticket map(ResultSet row) throws SQLException {
        Map<Field, String> values = new EnumMap<>(Field.class);
        for (Field field : Field.values()) {
            String value = row.getString(column(field));
            values.put(field, value == null ? "" : value);
        }
        return new Ticket(row.getLong("number"), row.getLong("version"), values, ContactTable.mapJoined(row),
                Instant.ofEpochMilli(row.getLong("created")), Instant.ofEpochMilli(row.getLong("updated")),
                instant(row, "answered"), instant(row, "solved"), row.getLong("last_event"));
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        long millis = row.getLong(column);
        return row.wasNull() ? null : Instant.ofEpochMilli(millis);
    }

    /** The ticket with this number, also when it was thrown away. */
    public static Optional<Ticket> find(Handle handle, long number) {
        return handle.createQuery(ROWS + "where t.number = :number").bind("number", number).map((row, context) -> map(row))
                .findOne();
    }

    static Ticket get(Handle handle, long number) {
        return find(handle, number).orElseThrow(() -> new TicketException(Reason.NOT_FOUND, "error.no-ticket", number));
    }

    /** A new ticket. */
    static Ticket insert(Writing writing, Map<Field, String> wanted) {
        Map<Field, String> values = new EnumMap<>(Field.class);
        values.putAll(wanted);
        values.putIfAbsent(Field.STATUS, Status.NEW.id());
        values.putIfAbsent(Field.PRIORITY, "normal");
        if (values.getOrDefault(Field.SUBJECT, "").isEmpty()) {
            throw new TicketException(Reason.INPUT, "error.empty", Field.SUBJECT);
        }
        checkRequester(writing.handle(), values.get(Field.REQUESTER));
        long number = writing.next("ticket");
        writing.event(Subject.TICKET, number, Kind.CREATED, "", "", "");
        List<Field> all = List.of(Field.values());
        Update insert = writing.handle()
                .createUpdate(
                        "insert into ticket (number, version, shown, created, updated, solved, last_event, requester_order, "
                                + all.stream().map(TicketTable::column).collect(Collectors.joining(", "))
                                + ") values (:number, 1, 1, :now, :now, :solved, :last, " + REQUESTER_ORDER + ", "
                                + all.stream().map(field -> ":" + column(field)).collect(Collectors.joining(", ")) + ")");
        for (Field field : all) {
            String value = values.getOrDefault(field, "");
            if (!value.isEmpty()) {
                writing.event(Subject.TICKET, number, Kind.SET, field.id(), "", value);
            }
            bind(insert, field, value);
        }
        boolean open = Status.fromId(values.get(Field.STATUS)).orElseThrow().isOpen();
        long now = writing.at().toEpochMilli();
        insert.bind("number", number).bind("now", now).bind("last", writing.last()).bind("solved", open ? null : now).execute();
        return get(writing.handle(), number);
    }

    private static void bind(Update update, Field field, String value) {
        if (isNumber(field)) {
            update.bind(column(field), value.isEmpty() ? null : Long.valueOf(value));
        } else {
            update.bind(column(field), value);
        }
    }

    private static void checkRequester(Handle handle, String id) {
        if (id != null && !id.isEmpty() && ContactTable.find(handle, Long.parseLong(id)).isEmpty()) {
            throw new TicketException(Reason.NOT_FOUND, "error.no-contact", id);
        }
    }

    /** Gives fields other values. What has them already stays as it is. */
    static Ticket set(Writing writing, Ticket current, Map<Field, String> values) {
        Map<Field, String> changed = new EnumMap<>(Field.class);
        values.forEach((field, value) -> {
            if (!current.get(field).equals(value)) {
                changed.put(field, value);
            }
        });
        if (changed.isEmpty()) {
            return current;
        }
        checkRequester(writing.handle(), changed.get(Field.REQUESTER));
        changed.forEach(
                (field, value) -> writing.event(Subject.TICKET, current.number(), Kind.SET, field.id(), current.get(field),
                        value));
        StringBuilder sql = new StringBuilder("update ticket set version = version + 1, updated = :now, last_event = :last");
        changed.keySet().forEach(field -> sql.append(", ").append(column(field)).append(" = :").append(column(field)));
        if (changed.containsKey(Field.REQUESTER)) {
            sql.append(", requester_order = ").append(REQUESTER_ORDER);
        }
        Long solved = current.solved() == null ? null : current.solved().toEpochMilli();
        if (changed.containsKey(Field.STATUS)) {
            boolean open = Status.fromId(changed.get(Field.STATUS)).orElseThrow().isOpen();
            solved = open ? null : solved == null ? (Long) writing.at().toEpochMilli() : solved;
        }
        if (changed.containsKey(Field.REMOVED) || changed.containsKey(Field.MERGED_INTO)) {
            boolean shown = changed.getOrDefault(Field.REMOVED, current.get(Field.REMOVED)).isEmpty()
                    && changed.getOrDefault(Field.MERGED_INTO, current.get(Field.MERGED_INTO)).isEmpty();
            sql.append(shown ? ", shown = 1" : ", shown = 0");
        }
        Update update = writing.handle().createUpdate(sql.append(", solved = :solved where number = :number").toString());
        changed.forEach((field, value) -> bind(update, field, value));
        update.bind("now", writing.at().toEpochMilli()).bind("last", writing.last()).bind("solved", solved)
                .bind("number", current.number()).execute();
        return get(writing.handle(), current.number());
    }

    /** Something happened to a ticket besides its fields. */
    static void touch(Writing writing, long number) {
        writing.handle().createUpdate("update ticket set updated = :now, last_event = :last where number = :number")
                .bind("now", writing.at().toEpochMilli()).bind("last", writing.last()).bind("number", number).execute();
    }

    /** A contact is called something else now. */
    static void reorder(Handle handle, long requester) {
        handle.createUpdate("update ticket set requester_order = " + REQUESTER_ORDER + " where requester = :requester")
                .bind("requester", requester).execute();
    }

    /** There is more or less work on a ticket. */
    static void worked(Writing writing, long number) {
        writing.handle()
                .createUpdate(
                        "update ticket set worked = coalesce((select sum(e.seconds) from entry e where e.ticket = :number and "
                                + "e.removed = 0), 0) where number = :number")
                .bind("number", number).execute();
    }

    /** The first answer left. */
    static void answered(Writing writing, long number) {
        writing.handle().createUpdate("update ticket set answered = coalesce(answered, :now) where number = :number")
                .bind("now", writing.at().toEpochMilli()).bind("number", number).execute();
    }

    /** Tickets in order; equal ones by their number. */
    public static List<Ticket> list(Handle handle, TicketFilter filter, TicketSort sort, boolean ascending, long offset,
            int limit) {
        Where where = new Where(filter);
        String order = " order by " + order(sort, ascending);
        // a page is found by numbers alone, which an index has, so that the texts of all others are neither read nor sorted
        String sql = limit > LONGEST_PAGE ? ROWS + where.sql() + order + " limit :limit offset :offset"
                : ROWS + "join (select t.number as paged from ticket t " + where.sql() + order
                        + " limit :limit offset :offset) page on page.paged = t.number" + order;
        return where.bind(handle.createQuery(sql)).bind("limit", limit).bind("offset", offset).map((row, context) -> map(row))
                .list();
    }

    /** The numbers of tickets in order. */
    public static List<Long> numbers(Handle handle, TicketFilter filter, TicketSort sort, boolean ascending) {
        Where where = new Where(filter);
        String sql = "select t.number from ticket t " + where.sql() + " order by " + order(sort, ascending);
        return where.bind(handle.createQuery(sql)).mapTo(Long.class).list();
    }

    /** How many there are. */
    public static long count(Handle handle, TicketFilter filter) {
        Where where = new Where(filter);
        return where.bind(handle.createQuery("select count(*) from ticket t " + where.sql()))
                .mapTo(Long.class).one();
    }

    private static String order(TicketSort sort, boolean ascending) {
        String direction = ascending ? "" : " desc";
        String column = switch (sort) {
            case NUMBER -> "t.number";
            case REQUESTER -> "t.requester_order";
            case PRIORITY -> ranks("t.priority", Arrays.stream(org.mailmend.tickets.Priority.values()).map(p -> p.id()).toList());
            case STATUS -> ranks("t.status", Arrays.stream(Status.values()).map(Status::id).toList());
            // those without a time come last
            case DUE -> DUE;
            case CREATED -> "t.created";
            case UPDATED -> "t.updated";
            default -> "t." + sort.name().toLowerCase(Locale.ROOT);
        };
        return column + direction + (sort == TicketSort.NUMBER ? "" : ", t.number" + direction);
    }

    private static String ranks(String column, List<String> ids) {
        StringBuilder sql = new StringBuilder("case ").append(column);
        for (int i = 0; i < ids.size(); i++) {
            sql.append(" when '").append(ids.get(i)).append("' then ").append(i);
        }
        return sql.append(" end").toString();
    }

    /** What a filter is in SQL. */
    static final class Where {
        private final List<String> parts = new ArrayList<>();
        private final Map<String, Object> values = new HashMap<>();

        Where(TicketFilter filter) {
            parts.add("t.shown = 1");
            oneOf("t.status", "status", filter.statuses().stream().map(Status::id).toList());
            List<String> causes = new ArrayList<>(filter.causes().stream().map(Enum::name).toList());
            if (filter.causes().contains(CauseId.UNKNOWN)) {
                causes.add("");
            }
            oneOf("t.cause", "cause", causes);
            equal("t.assignee", "assignee", filter.assignee());
            equal("t.client", "client", filter.client());
            equal("t.route", "route", filter.route());
            if (filter.organisation() != null && filter.organisation() == 0) {
                parts.add(
                        "(t.requester is null or t.requester not in (select p.id from contact p where p.organisation is not null))");
            } else if (filter.organisation() != null) {
                parts.add("t.requester in (select p.id from contact p where p.organisation = :organisation)");
                values.put("organisation", filter.organisation());
            }
            equal("t.requester", "requester", filter.requester());
            if (filter.overdue() != null) {
                parts.add(DUE + " < :overdue");
                values.put("overdue", filter.overdue().truncatedTo(ChronoUnit.SECONDS).toString());
                // the very words of the index
                parts.add("t.status <> 'solved' and t.status <> 'closed'");
            }
            if (filter.tag() != null) {
                // tags stand one a line
                parts.add(
                        "t.number in (select g.number from ticket g where g.tags <> '' and '\n' || g.tags || '\n' like :tag escape "
                                + "'!')");
                values.put("tag", "%\n" + escape(filter.tag()) + "\n%");
            }
            if (filter.text() != null && !filter.text().isBlank()) {
                // what is looked through stands in one index
                parts.add(
                        "t.number in (select g.number from ticket g where g.shown = 1 and (lower(g.subject) like :text escape '!' or "
                                + "g.requester in (select p.id from contact p where p.folded like :folded escape '!' or p.mail like :text "
                                + "escape '!')))");
                values.put("text", "%" + escape(filter.text().strip().toLowerCase(Locale.ROOT)) + "%");
                values.put("folded", "%" + escape(ContactTable.fold(filter.text())) + "%");
            }
            if (filter.from() != null) {
                parts.add("t.created >= :from");
                values.put("from", filter.from().toEpochMilli());
            }
            if (filter.to() != null) {
                parts.add("t.created < :to");
                values.put("to", filter.to().toEpochMilli());
            }
            if (filter.numbers() != null) {
                // numbers are no texts: nothing of them can be a command
                parts.add(filter.numbers().isEmpty() ? "1 = 0"
                        : "t.number in (" + filter.numbers().stream().limit(MOST_NUMBERS)
                                .map(String::valueOf).collect(Collectors.joining(", ")) + ")");
            }
        }

        private void equal(String column, String name, Object value) {
            if (value != null) {
                parts.add(column + " = :" + name);
                values.put(name, value);
            }
        }

        private void oneOf(String column, String name, Collection<String> wanted) {
            if (!wanted.isEmpty()) {
                List<String> names = new ArrayList<>();
                for (String each : wanted) {
                    String own = name + names.size();
                    names.add(":" + own);
                    values.put(own, each);
                }
                parts.add(column + " in (" + String.join(", ", names) + ")");
            }
        }

        String sql() {
            return "where " + String.join(" and ", parts);
        }

        Query bind(Query query) {
            return query.bindMap(values);
        }
    }

    /** A text in which nothing has a meaning for {@code like ... escape '!'}. */
    static String escape(String text) {
        return text.replace("!", "!!").replace("%", "!%").replace("_", "!_");
    }
}
