package org.mailmend.oauth;

import java.text.MessageFormat;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.ResourceBundle;

/**
 * One sentence for people that can be shown in any language. It never holds a secret; texts of servers in it are redacted and printable.
 *
 * @param key  key of the messages of this bundle
 * @param args texts and figures for its placeholders
 */
public record Remark(String key, List<String> args) {
    public Remark {
        args = List.copyOf(args);
    }

    /** A sentence with these texts and figures. */
    public static Remark of(String key, Object... args) {
        return new Remark(key, Arrays.stream(args).map(String::valueOf).toList());
    }

    /** The sentence in English, or in Japanese for a Japanese locale. */
    public String text(Locale locale) {
        String text = ResourceBundle.getBundle("org.mailmend.oauth.messages", locale,
                ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES)).getString(key);
        return args.isEmpty() ? text : new MessageFormat(text, locale).format(args.toArray());
    }
}
