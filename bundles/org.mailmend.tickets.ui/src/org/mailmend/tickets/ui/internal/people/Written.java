package org.mailmend.tickets.ui.internal.people;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.mailmend.tickets.Contact;

/** Understands what somebody writes of a person: a name, an address, a phone number, or some of them. */
final class Written {
    private static final Pattern MAIL = Pattern.compile("<?([^@\\s<>,;()]{1,64}@[^@\\s<>,;()]{1,255})>?");
    private static final Pattern PHONE = Pattern.compile("(?:^|\\s)(\\+?[0-9][0-9() -]{5,24}[0-9])(?:$|\\s)");

    private Written() {
    }

    /**
     * The contact that a text describes; null for an empty one.
     *
     * @throws org.mailmend.tickets.TicketException for what is no contact, for example a name that is too long
     */
    static Contact contact(String written) {
        String rest = java.text.Normalizer.normalize(written, java.text.Normalizer.Form.NFKC).strip();
        if (rest.isEmpty()) {
            return null;
        }
        String mail = null;
        Matcher address = MAIL.matcher(rest);
        if (address.find()) {
            mail = address.group(1);
            rest = (rest.substring(0, address.start()) + " " + rest.substring(address.end())).strip();
        }
        String phone = null;
        Matcher number = PHONE.matcher(rest);
        if (number.find()) {
            phone = number.group(1).strip();
            rest = (rest.substring(0, number.start()) + " " + rest.substring(number.end())).strip();
        }
        String name = rest.replaceAll("^[\",;、()\\s]+|[\",;、()\\s]+$", "").replaceAll("\\s{1,100}", " ");
        Contact contact = Contact.of(name, mail);
        return phone == null ? contact : contact.withPhone(phone);
    }
}
