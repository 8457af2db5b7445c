package org.mailmend.tickets;

import java.util.Objects;

import org.mailmend.tickets.internal.Named;
import org.mailmend.tickets.internal.Values;

/**
 * Somebody who asks for help.
 *
 * @param id           0 for one that was not saved yet
 * @param version      goes up with each change
 * @param name         name; may be empty
 * @param mail         mail address; null for none. No two contacts have the same
 * @param phone        phone number; null for none
 * @param organisation where they belong; null for nowhere
 * @param language     {@code en} or {@code ja}; null for unknown
 * @param note         what else one has to know; null for nothing
 * @param anonymous    whether their personal data was deleted on request
 */
public record Contact(long id, long version, String name, String mail, String phone, Organisation organisation, String language,
        String note, boolean anonymous) {
    private static final int NAME = 200;
    private static final int MAIL = 320;
    private static final int PHONE = 50;
    private static final int NOTE = 5000;

    /** Checks the limits of each part. */
    public Contact {
        name = Values.line(Objects.requireNonNull(name), NAME, "name");
        mail = empty(Values.line(mail, MAIL, "mail"));
        phone = empty(Values.line(phone, PHONE, "phone"));
        language = empty(Values.line(language));
        note = empty(Values.text(note));
        if (note != null && note.length() > NOTE) {
            throw new TicketException(TicketException.Reason.INPUT, "error.long", new Named("note"), NOTE, note.length());
        }
        if (mail != null && !mail.matches("[^@\\s]{1,64}@[^@\\s]{1,255}")) {
            throw new TicketException(TicketException.Reason.INPUT, "error.mail", mail);
        }
        if (language != null && !"en".equals(language) && !"ja".equals(language)) {
            throw new TicketException(TicketException.Reason.INPUT, "error.choice", Field.LANGUAGE, language, "en, ja");
        }
    }

    /** One that is to be saved. */
    public static Contact of(String name, String mail) {
        return new Contact(0, 0, name, mail, null, null, null, null, false);
    }

    /** The name, else the address, else the phone number. */
    public String shown() {
        return !name.isEmpty() ? name : mail != null ? mail : phone != null ? phone : "";
    }

    public Contact withName(String value) {
        return new Contact(id, version, value, mail, phone, organisation, language, note, anonymous);
    }

    public Contact withMail(String value) {
        return new Contact(id, version, name, value, phone, organisation, language, note, anonymous);
    }

    public Contact withPhone(String value) {
        return new Contact(id, version, name, mail, value, organisation, language, note, anonymous);
    }

    public Contact withOrganisation(Organisation value) {
        return new Contact(id, version, name, mail, phone, value, language, note, anonymous);
    }

    public Contact withLanguage(String value) {
        return new Contact(id, version, name, mail, phone, organisation, value, note, anonymous);
    }

    public Contact withNote(String value) {
        return new Contact(id, version, name, mail, phone, organisation, language, value, anonymous);
    }

    private static String empty(String text) {
        return text.isEmpty() ? null : text;
    }
}
