package org.mailmend.tickets.reply;

import java.util.Locale;
import java.util.Objects;

import org.mailmend.tickets.internal.Messages;

/**
 * The frame of a reply.
 *
 * @param id       tells it from the others of its language
 * @param title    its name for people; empty for one that Mailmend brings
 * @param channel  what it is for; null for the first answer to a new mail
 * @param language English or Japanese
 * @param text     its text, with what is to be filled in in braces
 * @param changed  whether the team has written it; otherwise it is as Mailmend brings it
 */
public record Template(String id, String title, Channel channel, Locale language, String text, boolean changed) {
    private static final String OWN = "own-";

    public Template {
        Objects.requireNonNull(id);
        Objects.requireNonNull(title);
        Objects.requireNonNull(language);
        Objects.requireNonNull(text);
    }

    /** A new one of a team. */
    public static Template own(String title, Channel channel, Locale language, String text) {
        String id = OWN + java.util.UUID.randomUUID().toString().substring(0, 13);
        return new Template(id, title, Objects.requireNonNull(channel), language, text, true);
    }

    /** Whether it is one more of the team: it has a name, and can be deleted. */
    public boolean isOwn() {
        return id.startsWith(OWN);
    }

    /** Whether it is the first answer to a new mail. */
    public boolean isFirstAnswer() {
        return channel == null;
    }

    /** Its name for people in English or Japanese. */
    public String name(Locale locale) {
        return isOwn() ? title : Messages.text(locale, "named.template." + id);
    }

    public Template withText(String value) {
        return new Template(id, title, channel, language, value, true);
    }

    /** The same with another name, for another channel and language. */
    public Template with(String newTitle, Channel newChannel, Locale newLanguage) {
        return new Template(id, newTitle, newChannel, newLanguage, text, changed);
    }
}
