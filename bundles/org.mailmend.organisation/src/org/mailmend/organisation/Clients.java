package org.mailmend.organisation;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.mailmend.knowledge.Client;
import org.mailmend.knowledge.ClientKind;
import org.mailmend.knowledge.KnowledgeBase;
import org.mailmend.knowledge.analysis.Fold;

/** Finds the profile of what a client or device calls itself in lists and logs. Safe for every thread. */
public final class Clients {
    private static final Pattern VERSION = Pattern.compile("(?<![a-z0-9])v?(\\d{1,4})(?:\\.(\\d{1,4}))?");
    private static final Pattern RANGE = Pattern.compile("(\\d+)(?:\\.(\\d+))?\\S* to (\\d+)(?:\\.(\\d+))?");
    private static final Pattern FROM = Pattern.compile("^(\\d+)(?:\\.(\\d+))?\\S* and later");
    private static final Pattern ONE = Pattern.compile("^(\\d+)(?:\\.(\\d+))?$");
    private static final int SHORTEST = 3;
    private static final int CACHE = 20_000;

    private final KnowledgeBase base;
    private final Map<String, String> names = new HashMap<>();
    private final Map<String, List<Client>> families = new HashMap<>();
    private final Map<String, Match> found = new ConcurrentHashMap<>();

    /**
     * A profile that was found.
     *
     * @param client its id; empty for none
     * @param sure   whether the name is the profile's own; else it is the likeliest
     */
    public record Match(String client, boolean sure) {
        static final Match NONE = new Match("", false);
    }

    /** Finds the profiles of this knowledge. */
    public Clients(KnowledgeBase base) {
        this.base = base;
        Map<String, Integer> shared = new HashMap<>();
        for (Client client : base.clients()) {
            for (String name : names(client)) {
                shared.merge(name, 1, Integer::sum);
                names.putIfAbsent(name, client.id());
            }
            if (client.family() != null && !client.family().isEmpty()) {
                String family = plain(client.family());
                // relatives under another name are found by that
                if (names(client).stream().anyMatch(name -> name.startsWith(family))) {
                    families.computeIfAbsent(family, key -> new ArrayList<>()).add(client);
                }
            }
        }
        shared.forEach((name, count) -> {
            if (count > 1) {
                names.remove(name);
            }
        });
    }

    private static Collection<String> names(Client client) {
        List<String> all = new ArrayList<>(List.of(plain(client.id()), plain(client.name().en()), plain(client.name().ja())));
        client.aliases().forEach(alias -> all.add(plain(alias)));
        all.removeIf(name -> name.length() < SHORTEST);
        return List.copyOf(new java.util.LinkedHashSet<>(all));
    }

    /** The profile that a text means. */
    public Match find(String program, String version) {
        if (program.isBlank()) {
            return Match.NONE;
        }
        if (found.size() > CACHE) {
            found.clear();
        }
        return found.computeIfAbsent(program + "\u001F" + version, key -> look(program, version));
    }

    private Match look(String program, String version) {
        String text = plain(program);
        String own = names.get(text);
        // a name that profiles of other versions share is no answer when the version is known
        if (own != null && (version.isBlank() || base.client(own).filter(client -> isOf(client, text)).isEmpty())) {
            return new Match(own, true);
        }
        String folded = Fold.kana(program + " " + version);
        List<Client> family = family(text);
        if (!family.isEmpty()) {
            int[] number = number(folded, version);
            if (number != null) {
                for (Client client : family) {
                    if (holds(client, number)) {
                        return new Match(client.id(), true);
                    }
                }
            }
        }
        if (own != null) {
            return new Match(own, true);
        }
        // the longest name that the text contains
        String best = "";
        for (String name : names.keySet()) {
            if (name.length() > best.length() && text.contains(name) && name.length() >= Math.max(SHORTEST, text.length() / 4)) {
                best = name;
            }
        }
        if (!best.isEmpty()) {
            return new Match(names.get(best), best.length() * 2 > text.length());
        }
        if (!family.isEmpty()) {
            return new Match(family.getLast().id(), false);
        }
        return new Match(base.similarClients(program).stream().findFirst().filter(id -> near(text, id)).orElse(""), false);
    }

    private static boolean isOf(Client client, String text) {
        return client.family() != null && text.equals(plain(client.family()));
    }

    private static boolean near(String text, String id) {
        String plain = plain(id);
        return plain.startsWith(text) || text.startsWith(plain);
    }

    private List<Client> family(String text) {
        List<Client> best = List.of();
        int length = 0;
        for (Map.Entry<String, List<Client>> each : families.entrySet()) {
            if (each.getKey().length() > length && text.contains(each.getKey())) {
                best = each.getValue();
                length = each.getKey().length();
            }
        }
        return best;
    }

    private static int[] number(String folded, String version) {
        Matcher matcher = VERSION.matcher(version.isBlank() ? folded : Fold.width(version));
        return matcher.find() ? new int[] {Integer.parseInt(matcher.group(1)),
                matcher.group(2) == null ? 0 : Integer.parseInt(matcher.group(2))} : null;
    }

    private static boolean holds(Client client, int... number) {
        String versions = client.versions();
        Matcher range = RANGE.matcher(versions);
        if (range.find()) {
            int low = value(range.group(1), range.group(2));
            int high = range.group(4) == null ? value(range.group(3), "999") : value(range.group(3), range.group(4));
            int wanted = value(number);
            return wanted >= low && wanted <= high;
        }
        Matcher from = FROM.matcher(versions);
        if (from.find()) {
            return value(number) >= value(from.group(1), from.group(2));
        }
        Matcher one = ONE.matcher(versions.replace(" (MSI)", ""));
        if (one.find()) {
            return number[0] == Integer.parseInt(one.group(1));
        }
        return false;
    }

    private static int value(String major, String minor) {
        return value(Integer.parseInt(major), minor == null ? 0 : Integer.parseInt(minor));
    }

    private static int value(int... number) {
        return number[0] * 1000 + Math.min(number[1], 999);
    }

    /** What an item with such a client is. */
    Kind kind(String id) {
        ClientKind kind = base.client(id).orElseThrow().kind();
        return switch (kind) {
            case MAIL_CLIENT, PHONE -> Kind.CLIENT;
            case COPIER, NAS, DEVICE -> Kind.DEVICE;
            case MTA, SERVICE, PROGRAM -> Kind.SERVICE;
            case LIBRARY -> Kind.SCRIPT;
        };
    }

    private static String plain(String text) {
        StringBuilder plain = new StringBuilder();
        Fold.kana(text).codePoints().filter(Character::isLetterOrDigit).forEach(plain::appendCodePoint);
        return plain.toString();
    }
}
