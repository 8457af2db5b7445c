package org.mailmend.tickets.reply;

import java.util.Locale;
import java.util.Optional;

import org.mailmend.tickets.internal.Messages;

/** The way on which a reply reaches the requester. */
public enum Channel {
    /** A letter with greeting, cause and all steps. */
    MAIL,
    /** A short message such as in LINE. */
    CHAT,
    /** Sentences to say on the phone, one step after the other. */
    READ_ALOUD;

    /** The name in data and JSON, for example {@code read-aloud}. */
    public String id() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The text for people in English or Japanese. */
    public String text(Locale locale) {
        return Messages.text(locale, "channel." + id());
    }

    /** The channel with this id; empty when there is none. */
    public static Optional<Channel> fromId(String id) {
        for (Channel channel : values()) {
            if (channel.id().equals(id)) {
                return Optional.of(channel);
            }
        }
        return Optional.empty();
    }
}
