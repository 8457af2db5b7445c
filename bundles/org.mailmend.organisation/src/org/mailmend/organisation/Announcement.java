package org.mailmend.organisation;

import java.util.List;
import java.util.Locale;
import java.util.Objects;

/**
 * A message to one person about all that this person has to move.
 *
 * @param recipient mail address
 * @param language  English or Japanese: the person's own
 * @param subject   one line
 * @param text      the message with the steps for these very clients
 * @param chat      the same, shorter, for a chat
 * @param items     numbers of the items
 */
public record Announcement(String recipient, Locale language, String subject, String text, String chat, List<Long> items) {
    public Announcement {
        Objects.requireNonNull(recipient);
        Objects.requireNonNull(language);
        items = List.copyOf(items);
    }
}
