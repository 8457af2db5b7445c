package org.mailmend.tickets.reply;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.mailmend.tickets.TicketException;
import org.mailmend.tickets.TicketException.Reason;
import org.mailmend.tickets.TicketStore;
import org.mailmend.tickets.internal.Messages;
import org.mailmend.tickets.internal.Values;

/**
 * The frames of replies. Mailmend brings one for each channel and language; a team can write its own, which all technicians of the
 * store then have. What stands in braces is filled in; a line in which nothing is filled in although it asks for something is left out.
 */
public final class Templates {
    /** Everything that can stand in braces. */
    public static final List<String> PLACEHOLDERS = List.of("name", "number", "subject", "summary", "meaning", "steps",
            "question",
            "technician", "client");
    /** The first answer to a new mail, without a technician. */
    public static final String FIRST_ANSWER = "first-answer";

    private static final String PREFIX = "template:";
    private static final Pattern BRACES = Pattern.compile("\\{([^{}\\n]{0,100})\\}");
    private static final int LIMIT = 20_000;

    private final TicketStore store;

    /** The templates of a store. */
    public Templates(TicketStore store) {
        this.store = store;
    }

    /** The template of a channel in a language. */
    public String get(Channel channel, Locale language) {
        return get(channel.id(), language);
    }

    /** A template by its name: that of a channel, or {@link #FIRST_ANSWER}. */
    public String get(String name, Locale language) {
        return store.setting("", PREFIX + name + ":" + code(language)).orElseGet(() -> original(name, language));
    }

    /** The template that Mailmend brings. */
    public static String original(String name, Locale language) {
        return Messages.text(language, "template." + name);
    }

    /**
     * Keeps a template for all technicians; null brings back the one that Mailmend brings.
     *
     * @throws TicketException when it asks for something that there is not, or is too long
     */
    public void set(String name, Locale language, String text) {
        if (text != null) {
            check(text);
        }
        store.setSetting("", PREFIX + name + ":" + code(language), text);
    }

    private static void check(String text) {
        if (text.length() > LIMIT) {
            throw new TicketException(Reason.INPUT, "reply.template.long", LIMIT, text.length());
        }
        Matcher braces = BRACES.matcher(text);
        while (braces.find()) {
            if (!PLACEHOLDERS.contains(braces.group(1))) {
                throw new TicketException(Reason.INPUT, "reply.template.placeholder", braces.group(1),
                        String.join(", ", PLACEHOLDERS));
            }
        }
    }

    private static String code(Locale language) {
        return "ja".equals(language.getLanguage()) ? "ja" : "en";
    }

    /** The text with everything filled in. A heading goes with what it announces. */
    static String fill(String template, Map<String, String> values) {
        List<String> lines = new ArrayList<>();
        boolean heading = false;
        for (String line : Values.text(template).split("\n", -1)) {
            List<String> asked = PLACEHOLDERS.stream().filter(name -> line.contains("{" + name + "}")).toList();
            if (!asked.isEmpty() && asked.stream().allMatch(name -> values.getOrDefault(name, "").isEmpty())) {
                if (heading) {
                    lines.removeLast();
                    heading = false;
                }
                continue;
            }
            String filled = line;
            for (String name : asked) {
                filled = filled.replace("{" + name + "}", values.getOrDefault(name, ""));
            }
            lines.add(filled);
            heading = asked.isEmpty() && (line.endsWith(":") || line.endsWith("：") || line.endsWith("】"));
        }
        return String.join("\n", lines).replaceAll("\\n{3,100}", "\n\n").strip();
    }
}
