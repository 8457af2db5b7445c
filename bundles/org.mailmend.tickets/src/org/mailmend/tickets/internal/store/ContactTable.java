package org.mailmend.tickets.internal.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

import org.jdbi.v3.core.Handle;
import org.mailmend.knowledge.analysis.Fold;
import org.mailmend.tickets.Contact;
import org.mailmend.tickets.Event.Kind;
import org.mailmend.tickets.Event.Subject;
import org.mailmend.tickets.Organisation;
import org.mailmend.tickets.TicketException;
import org.mailmend.tickets.TicketException.Reason;

/** Contacts and organisations as rows. */
public final class ContactTable {
    /** The columns of a contact {@code c} with its organisation {@code o}. */
    static final String COLUMNS = "c.id as c_id, c.version as c_version, c.name as c_name, c.mail as c_mail, c.phone as c_phone, "
            + "c.language as c_language, c.note as c_note, c.anonymous as c_anonymous, o.id as o_id, o.version as o_version, "
            + "o.name as o_name, o.domain as o_domain, o.note as o_note";
    private static final String ROWS = "select " + COLUMNS + " from contact c left join organisation o on o.id = c.organisation ";
    private static final String ORGANISATIONS = "select id as o_id, version as o_version, name as o_name, domain as o_domain, "
            + "note as o_note from organisation ";

    private ContactTable() {
    }

    /** What a name is found by: however wide its letters are, and in whichever kana. */
    static String fold(String text) {
        return Fold.solid(text).strip();
    }

    /** Null when the row has none. */
    static Contact mapJoined(ResultSet row) throws SQLException {
        long id = row.getLong("c_id");
        return id == 0 ? null
                : new Contact(id, row.getLong("c_version"), row.getString("c_name"), row.getString("c_mail"),
                        row.getString("c_phone"), mapOrganisation(row), row.getString("c_language"), row.getString("c_note"),
                        row.getLong("c_anonymous") != 0);
    }

    private static Organisation mapOrganisation(ResultSet row) throws SQLException {
        long id = row.getLong("o_id");
        return id == 0 ? null
                : new Organisation(id, row.getLong("o_version"), row.getString("o_name"), row.getString("o_domain"),
                        row.getString("o_note"));
    }

    /** The contact with this id. */
    public static Optional<Contact> find(Handle handle, long id) {
        return handle.createQuery(ROWS + "where c.id = :id").bind("id", id).map((row, context) -> mapJoined(row)).findOne();
    }

    /** The contact with this address, in any case. */
    public static Optional<Contact> byMail(Handle handle, String mail) {
        return handle.createQuery(ROWS + "where c.mail = :mail").bind("mail", mail.strip().toLowerCase(Locale.ROOT))
                .map((row, context) -> mapJoined(row)).findOne();
    }

    /** Contacts with a text in their name, address, phone number or organisation; those that begin with it first. */
    public static List<Contact> search(Handle handle, String text, int limit) {
        String folded = TicketTable.escape(fold(text));
        return handle.createQuery(ROWS
                + "where c.anonymous = 0 and (c.folded like :inside escape '!' or c.mail like :inside escape '!' "
                + "or c.phone like :inside escape '!' or o.folded like :inside escape '!') order by case when c.folded like :start "
                + "escape '!' or c.mail like :start escape '!' then 0 else 1 end, c.folded, c.id limit :limit")
                .bind("inside", "%" + folded + "%").bind("start", folded + "%").bind("limit", limit)
                .map((row, context) -> mapJoined(row)).list();
    }

    /** Organisations with a text in their name. */
    public static List<Organisation> organisations(Handle handle, String text, int limit) {
        return handle.createQuery(ORGANISATIONS + "where folded like :inside escape '!' order by folded limit :limit")
                .bind("inside", "%" + TicketTable.escape(fold(text)) + "%").bind("limit", limit)
                .map((row, context) -> mapOrganisation(row)).list();
    }

    static Optional<Organisation> organisation(Handle handle, long id) {
        return handle.createQuery(ORGANISATIONS + "where id = :id").bind("id", id).map((row, context) -> mapOrganisation(row))
                .findOne();
    }

    /** The organisation of this name, however it is written. */
    public static Optional<Organisation> organisation(Handle handle, String name) {
        return handle.createQuery(ORGANISATIONS + "where folded = :folded").bind("folded", fold(name))
                .map((row, context) -> mapOrganisation(row)).findOne();
    }

    private static Map<String, String> values(Contact contact) {
        Map<String, String> values = new LinkedHashMap<>();
        if (contact != null) {
            values.put("name", contact.name());
            values.put("mail", text(contact.mail()).toLowerCase(Locale.ROOT));
            values.put("phone", text(contact.phone()));
            values.put("organisation", contact.organisation() == null ? "" : String.valueOf(contact.organisation().id()));
            values.put("language", text(contact.language()));
            values.put("note", text(contact.note()));
        }
        return values;
    }

    private static Map<String, String> values(Organisation organisation) {
        Map<String, String> values = new LinkedHashMap<>();
        if (organisation != null) {
            values.put("name", organisation.name());
            values.put("domain", text(organisation.domain()).toLowerCase(Locale.ROOT));
            values.put("note", text(organisation.note()));
        }
        return values;
    }

    private static String text(String text) {
        return text == null ? "" : text;
    }

    /** Saves a contact: a new one when its id is 0. */
    public static Contact saveContact(Writing writing, Contact contact) {
        Handle handle = writing.handle();
        Contact now = contact.id() == 0 ? null
                : find(handle, contact.id())
                        .orElseThrow(() -> new TicketException(Reason.NOT_FOUND, "error.no-contact", contact.id()));
        checkVersion(now == null ? 0 : now.version(), contact.version(), contact.shown());
        Map<String, String> values = values(contact);
        byMail(handle, values.get("mail")).filter(other -> other.id() != contact.id() && !values.get("mail").isEmpty())
                .ifPresent(other -> {
                    throw new TicketException(Reason.INPUT, "error.mail.taken", contact.mail(), other.shown());
                });
        long id = now == null ? writing.next("contact") : now.id();
        if (!events(writing, Subject.CONTACT, id, values(now), values)) {
            return now;
        }
        String organisation = values.get("organisation");
        handle.createUpdate(now == null
                ? "insert into contact (id, version, name, mail, phone, organisation, language, note, anonymous, folded) values (:id, "
                        + "1, :name, :mail, :phone, :organisation, :language, :note, 0, :folded)"
                : "update contact set version = version + 1, name = :name, mail = :mail, phone = :phone, organisation = :organisation,"
                        + " language = :language, note = :note, folded = :folded where id = :id")
                .bindMap(values).bind("organisation", organisation.isEmpty() ? null : Long.valueOf(organisation)).bind("id", id)
                .bind("folded", fold(contact.name())).execute();
        if (now != null) {
            TicketTable.reorder(handle, id);
        }
        return find(handle, id).orElseThrow();
    }

    /** Saves an organisation: a new one when its id is 0. */
    public static Organisation saveOrganisation(Writing writing, Organisation organisation) {
        Handle handle = writing.handle();
        Organisation now = organisation.id() == 0 ? null
                : organisation(handle, organisation.id())
                        .orElseThrow(() -> new TicketException(Reason.NOT_FOUND, "error.no-organisation", organisation.id()));
        checkVersion(now == null ? 0 : now.version(), organisation.version(), organisation.name());
        organisation(handle, organisation.name()).filter(other -> other.id() != organisation.id()).ifPresent(other -> {
            throw new TicketException(Reason.INPUT, "error.organisation.taken", other.name());
        });
        long id = now == null ? writing.next("organisation") : now.id();
        Map<String, String> values = values(organisation);
        if (!events(writing, Subject.ORGANISATION, id, values(now), values)) {
            return now;
        }
        handle.createUpdate(now == null
                ? "insert into organisation (id, version, name, domain, note, folded) values (:id, 1, :name, :domain, :note, :folded)"
                : "update organisation set version = version + 1, name = :name, domain = :domain, note = :note, folded = :folded "
                        + "where id = :id")
                .bindMap(values).bind("id", id).bind("folded", fold(organisation.name())).execute();
        return organisation(handle, id).orElseThrow();
    }

    private static void checkVersion(long now, long base, String name) {
        if (now != base) {
            throw new TicketException(Reason.CONFLICT, "error.conflict.contact", name);
        }
    }

    /** Whether anything is different. */
    private static boolean events(Writing writing, Subject subject, long id, Map<String, String> before,
            Map<String, String> after) {
        if (before.isEmpty()) {
            writing.event(subject, id, Kind.CREATED, "", "", "");
        }
        boolean different = before.isEmpty();
        for (Map.Entry<String, String> each : after.entrySet()) {
            String old = before.getOrDefault(each.getKey(), "");
            if (!old.equals(each.getValue())) {
                writing.event(subject, id, Kind.SET, each.getKey(), old, each.getValue());
                different = true;
            }
        }
        return different;
    }
}
