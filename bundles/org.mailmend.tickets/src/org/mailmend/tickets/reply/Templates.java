package org.mailmend.tickets.reply;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.mailmend.tickets.TicketException;
import org.mailmend.tickets.TicketException.Reason;
import org.mailmend.tickets.TicketStore;
import org.mailmend.tickets.internal.Messages;
import org.mailmend.tickets.internal.Named;
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
    /** Longest name of a template, in characters. */
    public static final int TITLE = 100;
    /** The languages that there are templates in. */
    public static final List<Locale> LANGUAGES = List.of(Locale.ENGLISH, Locale.JAPANESE);

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

    /**
     * All of them: first those that Mailmend brings, as the team has changed them, then those that the team has added.
     */
    public List<Template> all() {
        Map<String, String> kept = store.settings("", PREFIX);
        List<Template> all = new ArrayList<>();
        for (Locale language : LANGUAGES) {
            for (Channel channel : Channel.values()) {
                all.add(brought(channel.id(), channel, language, kept));
            }
            all.add(brought(FIRST_ANSWER, null, language, kept));
        }
        List<Template> own = new ArrayList<>();
        kept.forEach((name, value) -> own(name.substring(PREFIX.length()), value).ifPresent(own::add));
        own.sort(Comparator.comparing(Template::title).thenComparing(Template::id));
        all.addAll(own);
        return all;
    }

    private static Template brought(String name, Channel channel, Locale language, Map<String, String> kept) {
        String changed = kept.get(PREFIX + name + ":" + code(language));
        return new Template(name, "", channel, language, changed == null ? original(name, language) : changed, changed != null);
    }

    /** Those that the team has added for a channel in a language. */
    public List<Template> own(Channel channel, Locale language) {
        return all().stream().filter(each -> each.isOwn() && each.channel() == channel
                && code(each.language()).equals(code(language))).toList();
    }

    /** The first line of what is kept is channel and name. */
    private static Optional<Template> own(String name, String value) {
        int colon = name.lastIndexOf(':');
        int end = value.indexOf('\n');
        String head = end < 0 ? value : value.substring(0, end);
        int tab = head.indexOf('\t');
        if (colon < 0 || tab < 0) {
            return Optional.empty();
        }
        Template template = new Template(name.substring(0, colon), head.substring(tab + 1),
                Channel.fromId(head.substring(0, tab)).orElse(Channel.MAIL),
                "ja".equals(name.substring(colon + 1)) ? Locale.JAPANESE : Locale.ENGLISH,
                end < 0 ? "" : value.substring(end + 1), true);
        return template.isOwn() ? Optional.of(template) : Optional.empty();
    }

    /**
     * Keeps a template for all technicians.
     *
     * @param before as it was read; null for a new one
     * @param after  as it shall be; null to delete it, or to bring back the one that Mailmend brings
     * @throws TicketException when somebody else has changed it since it was read, when it asks for something that there is not, has no
     *                         name or no text, or is too long; then nothing is changed
     */
    public void keep(Template before, Template after) {
        if (after != null) {
            check(after);
        }
        Template one = before == null ? after : before;
        Optional<Template> now = all().stream().filter(each -> each.id().equals(one.id())
                && each.language().equals(one.language())).findFirst();
        boolean same = before == null ? now.isEmpty()
                : now.isPresent() && now.get().text().equals(Values.text(before.text()))
                        && now.get().title().equals(before.title());
        if (!same) {
            throw new TicketException(Reason.CONFLICT, "reply.template.conflict", name(one));
        }
        if (before != null && (after == null || !key(before).equals(key(after)))) {
            store.setSetting("", key(before), null);
        }
        if (after != null) {
            store.setSetting("", key(after), after.isOwn() ? after.channel().id() + "\t" + Values.line(after.title()) + "\n"
                    + Values.text(after.text()) : after.text());
        }
    }

    private static String key(Template template) {
        return PREFIX + template.id() + ":" + code(template.language());
    }

    private static Object name(Template template) {
        return template.isOwn() ? template.title() : new Named("template." + template.id());
    }

    /**
     * Whether a template can be kept.
     *
     * @throws TicketException when it asks for something that there is not, has no name or no text, or is too long
     */
    public static void check(Template template) {
        if (template.isOwn() && Values.line(template.title()).isEmpty()) {
            throw new TicketException(Reason.INPUT, "reply.template.title");
        }
        if (template.title().length() > TITLE) {
            throw new TicketException(Reason.INPUT, "reply.template.title.long", TITLE);
        }
        if (Values.text(template.text()).isEmpty()) {
            throw new TicketException(Reason.INPUT, "reply.template.empty");
        }
        check(template.text());
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
