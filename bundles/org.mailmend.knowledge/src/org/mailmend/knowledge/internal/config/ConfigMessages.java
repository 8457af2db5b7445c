package org.mailmend.knowledge.internal.config;

import java.text.MessageFormat;
import java.util.Arrays;
import java.util.Locale;
import java.util.ResourceBundle;

import org.mailmend.check.Detail;
import org.mailmend.knowledge.AccountKind;
import org.mailmend.knowledge.Route;
import org.mailmend.knowledge.Text;
import org.mailmend.knowledge.config.ConfigFormat;

/** The texts of the configuration files. */
public final class ConfigMessages {
    private ConfigMessages() {
    }

    /** English, or Japanese for a Japanese locale, whatever the default locale of the process is. */
    public static String text(Locale locale, String key, Object... args) {
        String pattern = bundle(locale).getString(key);
        return args.length == 0 ? pattern
                : new MessageFormat(pattern, locale).format(Arrays.stream(args).map(arg -> word(arg, locale)).toArray());
    }

    private static String word(Object arg, Locale locale) {
        return switch (arg) {
            case Text text -> text.in(locale);
            case Route route -> route.text(locale);
            case AccountKind account -> account.text(locale);
            case ConfigFormat format -> format.text(locale);
            case Detail detail -> detail.text(locale);
            default -> String.valueOf(arg);
        };
    }

    /** Whether there is a text of this key. */
    static boolean has(String key) {
        return bundle(Locale.ENGLISH).containsKey(key);
    }

    private static ResourceBundle bundle(Locale locale) {
        return ResourceBundle.getBundle("org.mailmend.knowledge.config.messages", locale,
                ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES));
    }
}
