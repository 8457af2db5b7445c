package org.mailmend.organisation;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

import org.mailmend.knowledge.analysis.Fold;

/**
 * An item that is to be taken in: it is found again, or becomes a new one.
 *
 * @param item  what is known of it
 * @param links others of the same list that it belongs to
 * @param at    where it stands: a line of a file; 0 for none
 */
public record Candidate(Item item, List<Tie> links, int at) {
    public Candidate {
        Objects.requireNonNull(item);
        links = List.copyOf(links);
    }

    /**
     * A link to another candidate.
     *
     * @param type  how they belong together
     * @param other place of the other in the list, from 0
     * @param from  whether this one is the first of the two
     */
    public record Tie(Link.Type type, int other, boolean from) {
    }

    /** One without links. */
    public static Candidate of(Item item) {
        return new Candidate(item, List.of(), 0);
    }

    /**
     * What tells an item from all others, the surest first; empty for one of which too little is known to find it again. Two with the
     * same key are the same.
     */
    static List<String> keys(Item item) {
        List<String> keys = new ArrayList<>();
        String mail = item.get(Field.MAIL);
        String name = plain(item.get(Field.NAME));
        String site = plain(item.get(Field.SITE));
        switch (item.kind()) {
            case PERSON -> {
                add(keys, "person:mail:", mail);
                if (mail.isEmpty()) {
                    add(keys, "person:name:", name);
                }
            }
            case MAILBOX -> {
                add(keys, "mailbox:", mail);
                if (mail.isEmpty()) {
                    add(keys, "mailbox:name:", name);
                }
            }
            case CLIENT -> {
                String program = product(item);
                if (!mail.isEmpty() && !program.isEmpty()) {
                    keys.add("client:" + mail + ":" + program);
                } else if (!program.isEmpty() || !name.isEmpty()) {
                    keys.add("client::" + (name.isEmpty() ? program : name) + ":" + plain(item.get(Field.HOST)) + ":" + site);
                } else {
                    add(keys, "client:mail:", mail);
                }
            }
            case DEVICE, SCRIPT, SERVICE -> {
                String kind = item.kind().id();
                add(keys, kind + ":serial:", plain(item.get(Field.SERIAL)));
                add(keys, kind + ":host:", item.kind() == Kind.DEVICE ? item.get(Field.HOST) : "");
                if (keys.isEmpty()) {
                    String called = name.isEmpty() ? product(item) : name;
                    keys.add(kind + ":name:" + called + ":" + site + ":" + item.get(Field.HOST)
                            + (name.isEmpty() ? ":" + mail : ""));
                }
            }
            case SITE -> add(keys, "site:", name);
            case NETWORK -> add(keys, "network:", name.isEmpty() ? plain(item.get(Field.NETWORK)) : name);
        }
        return keys;
    }

    /** The product without its version: an update makes no new client. */
    private static String product(Item item) {
        String program = plain(item.get(Field.PROGRAM));
        if (program.isEmpty()) {
            return plain(item.get(Field.CLIENT));
        }
        String bare = program.replaceAll("[ /]v?\\d[\\d.]*\\b.*", "").strip();
        return bare.isEmpty() ? program : bare;
    }

    private static void add(List<String> keys, String prefix, String value) {
        if (!value.isEmpty()) {
            keys.add(prefix + value);
        }
    }

    private static String plain(String text) {
        if (text.isEmpty()) {
            return text;
        }
        return Fold.solid(text).toLowerCase(Locale.ROOT).strip();
    }
}
