package org.mailmend.organisation;

import java.util.Arrays;
import java.util.Locale;

import org.mailmend.organisation.internal.Messages;

/** Something that cannot be done with the inventory or the plan, with one sentence that says why and how to go on. */
public final class OrganisationException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String key;
    private final transient Object[] args;

    /**
     * @param key  key of the messages
     * @param args for the placeholders: texts, figures, fields and kinds
     */
    public OrganisationException(String key, Object... args) {
        super(Messages.text(Locale.ENGLISH, key, translate(Locale.ENGLISH, args)));
        this.key = key;
        this.args = args.clone();
    }

    /** Key of the sentence. */
    public String key() {
        return key;
    }

    /** The sentence in English, or in Japanese for a Japanese locale. */
    public String text(Locale locale) {
        return Messages.text(locale, key, translate(locale, args));
    }

    private static Object[] translate(Locale locale, Object... args) {
        return Arrays.stream(args).map(arg -> switch (arg) {
            case Field field -> field.text(locale);
            case Kind kind -> kind.text(locale);
            case null -> "";
            default -> String.valueOf(arg);
        }).toArray();
    }
}
