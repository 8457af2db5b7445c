package org.mailmend.tickets.reply;

import java.util.Locale;
import java.util.Objects;

/**
 * A reply as it is proposed; the technician changes it as needed.
 *
 * @param channel  the way on which it goes
 * @param language the language that it is in
 * @param subject  subject of a mail; empty for other channels
 * @param text     its text
 */
public record Draft(Channel channel, Locale language, String subject, String text) {
    public Draft {
        Objects.requireNonNull(channel);
        Objects.requireNonNull(language);
        Objects.requireNonNull(subject);
        Objects.requireNonNull(text);
    }
}
