package org.mailmend.knowledge.internal.data;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.regex.Pattern;

import org.mailmend.check.Security;
import org.mailmend.diagnosis.Protocol;
import org.mailmend.knowledge.Abilities;
import org.mailmend.knowledge.Answer;
import org.mailmend.knowledge.Client;
import org.mailmend.knowledge.ClientKind;
import org.mailmend.knowledge.Fact;
import org.mailmend.knowledge.Instructions;
import org.mailmend.knowledge.OAuthAbility;
import org.mailmend.knowledge.Provider;
import org.mailmend.knowledge.Route;
import org.mailmend.knowledge.Source;
import org.mailmend.knowledge.Statement;
import org.mailmend.knowledge.Text;
import org.mailmend.knowledge.internal.Ids;

/** Reads the profiles of clients. What a profile leaves out it takes from its base. */
final class ClientReader {
    private static final Pattern ID = Pattern.compile("[a-z0-9]+(-[a-z0-9]+)*");
    private static final Set<String> KEYS = Set.of("id", "base", "name", "name-ja", "vendor", "kind", "versions", "platforms",
            "aliases", "family", "verified", "updated", "sources", "end-of-support", "works", "oauth-google",
            "oauth-microsoft", "microsoft-native", "password", "receives", "any-server", "without-sign-in", "tls", "security",
            "mechanisms", "ports", "password-max", "sni", "validates", "helo", "ehlo");

    /** A file as written, before its base is consulted. */
    private record Raw(DataFile file, Sources sources, List<SectionReader.Block> blocks) {
    }

    private final Sources shared;
    private final Problems problems;
    private final List<DataFolder> folders;
    /** What was read, by id; without a value for what is not there or unreadable. */
    private final Map<String, Optional<Raw>> raws = new HashMap<>();
    private final Map<String, Optional<Client>> clients = new HashMap<>();

    ClientReader(List<DataFolder> folders, Sources shared, Problems problems) {
        this.folders = folders;
        this.shared = shared;
        this.problems = problems;
    }

    /** The profile with this id, null when there is none. Each is read when it is first asked for. */
    Client client(String id) {
        return ID.matcher(id).matches() ? clients.computeIfAbsent(id, key -> raw(key) == null ? Optional.empty()
                : Optional.ofNullable(new Builder(key).build())).orElse(null) : null;
    }

    /** Ids of all profiles; bases are none. */
    Set<String> ids() {
        Set<String> ids = new TreeSet<>();
        folders.forEach(folder -> ids.addAll(folder.ids("clients")));
        ids.removeIf(id -> id.startsWith("base/"));
        return ids;
    }

    /** A file as written; the last folder that has it counts. */
    private Raw raw(String id) {
        Optional<Raw> known = raws.get(id);
        if (known == null) {
            known = Optional.ofNullable(find(id));
            raws.put(id, known);
        }
        return known.orElse(null);
    }

    private Raw find(String id) {
        for (DataFolder folder : folders.reversed()) {
            String path = "clients/" + id + ".md";
            String text = folder.read(path, problems);
            if (text != null) {
                return read(id, folder.describe(path), text);
            }
        }
        return null;
    }

    private Raw read(String id, String path, String text) {
        DataFile file = DataFile.parse(path, text, problems);
        if (file == null) {
            return null;
        }
        file.fields().forEach((key, field) -> {
            if (!KEYS.contains(key)) {
                problems.add(path, field.line(), "key-unknown", key, String.join(", ", KEYS.stream().sorted().toList()));
            }
        });
        Sources sources = new Sources(shared);
        file.items("sources").forEach(line -> sources.define(path, line, problems));
        String name = id.substring(id.lastIndexOf('/') + 1);
        if (!name.equals(file.value("id")) || !ID.matcher(name).matches()) {
            problems.add(path, file.line("id"), "id", name);
            return null;
        }
        Raw raw = new Raw(file, sources, new SectionReader(file, sources, problems).read());
        shared.used().addAll(sources.used());
        return raw;
    }

    /** One profile with its bases. */
    private final class Builder {
        private final String id;
        private final List<Raw> chain = new ArrayList<>();

        Builder(String id) {
            this.id = id;
            Set<String> seen = new HashSet<>();
            for (String next = id; next != null && seen.add(next);) {
                Raw raw = raw(next);
                if (raw == null) {
                    Raw child = chain.getLast();
                    problems.add(child.file.path(), child.file.line("base"), "base-unknown", next);
                    return;
                }
                chain.add(raw);
                String base = raw.file.value("base");
                next = base == null ? null : "base/" + base;
            }
        }

        Client build() {
            DataFile own = chain.getFirst().file;
            int before = problems.count();
            String name = require("name");
            ClientKind kind = choice("kind", ClientKind::fromId);
            LocalDate updated = own.value("updated") == null ? null
                    : Sources.day(own.path(), own.line("updated"), own.value("updated"), problems);
            if (own.value("updated") == null) {
                problems.add(own.path(), 1, "key-missing", "updated");
            }
            String verified = require("verified");
            if (verified != null && !verified.equals("yes") && !verified.equals("no")) {
                problems.add(own.path(), own.line("verified"), "value", "verified", verified, "yes, no");
            }
            Abilities abilities = abilities();
            Fact<LocalDate> end = fact("end-of-support",
                    (raw, text) -> Sources.day(raw.file.path(), raw.file.line("end-of-support"), text, problems));
            Fact<Answer> works = answer("works");
            Statement where = null;
            List<Statement> notes = new ArrayList<>();
            List<Instructions> instructions = new ArrayList<>();
            Set<Route> covered = EnumSet.noneOf(Route.class);
            for (Raw raw : chain) {
                Set<Route> here = EnumSet.noneOf(Route.class);
                for (SectionReader.Block block : raw.blocks) {
                    if (block.name().equals("where")) {
                        where = where == null && !block.statements().isEmpty() ? block.statements().getFirst() : where;
                    } else if (block.name().equals("notes")) {
                        notes.addAll(block.statements());
                    } else {
                        Route route = Route.fromId(block.name()).orElse(null);
                        if (route == null) {
                            problems.add(raw.file.path(), block.line(), "section-name", block.name());
                        } else if (!covered.contains(route)) {
                            here.add(route);
                            instructions.add(new Instructions(route, block.when(), block.statements()));
                        }
                    }
                }
                covered.addAll(here);
            }
            if (problems.count() > before || name == null || kind == null || updated == null) {
                return null;
            }
            String family = value("family");
            Client client = new Client(id, new Text(name, value("name-ja") == null ? name : value("name-ja")),
                    value("vendor") == null ? "" : value("vendor"), kind, value("versions") == null ? "" : value("versions"),
                    list("platforms"), list("aliases"), family == null ? id : family, abilities, where, notes, instructions, end,
                    works, "yes".equals(verified), updated);
            if (client.verified() && client.sources().stream().noneMatch(Source::verified)) {
                problems.add(own.path(), own.line("verified"), "verified-without-source");
            }
            return client;
        }

        private Abilities abilities() {
            Map<Provider, Map<Protocol, Fact<OAuthAbility>>> oauth = new EnumMap<>(Provider.class);
            for (Provider provider : Provider.values()) {
                oauth.put(provider, oauth("oauth-" + provider.id()));
            }
            return new Abilities(oauth, fact("microsoft-native", this::ability), answer("password"), answer("receives"),
                    answer("any-server"), answer("without-sign-in"), fact("tls", this::tls), fact("security", this::securities),
                    fact("mechanisms", this::mechanisms), fact("ports", this::ports), fact("password-max", this::number),
                    answer("sni"), answer("validates"), fact("helo", (raw, text) -> text.equals("empty") ? "" : text),
                    answer("ehlo"));
        }

        /** Reads {@code smtp yes own-client [key], pop3 no [?]}. */
        private Map<Protocol, Fact<OAuthAbility>> oauth(String key) {
            Map<Protocol, Fact<OAuthAbility>> map = new EnumMap<>(Protocol.class);
            Raw raw = holder(key);
            if (raw == null) {
                return map;
            }
            int line = raw.file.line(key);
            for (String part : raw.file.value(key).split(",(?![^\\[]*])")) {
                Sources.Referenced item = raw.sources.strip(raw.file.path(), line, part.strip(), problems);
                String[] words = item.text().split("\\s+", 2);
                Optional<Protocol> protocol = Protocol.fromId(words[0]);
                OAuthAbility ability = protocol.isEmpty() || words.length < 2 ? null : ability(words[1]);
                if (ability == null) {
                    problems.add(raw.file.path(), line, "oauth-value", part.strip());
                } else {
                    requireSource(raw, key, item, ability.answer() == Answer.UNKNOWN);
                    map.put(protocol.get(), new Fact<>(ability, item.sources()));
                }
            }
            return map;
        }

        private OAuthAbility ability(Raw raw, String text) {
            OAuthAbility ability = ability(text);
            if (ability == null) {
                problems.add(raw.file.path(), raw.file.line("microsoft-native"), "oauth-value", text);
            }
            return ability;
        }

        /** Reads {@code yes own-client}; null when it says something else. */
        private static OAuthAbility ability(String text) {
            String[] words = text.split("\\s+");
            Optional<Answer> answer = Answer.fromId(words[0]);
            Set<OAuthAbility.Condition> conditions = EnumSet.noneOf(OAuthAbility.Condition.class);
            for (int i = 1; i < words.length; i++) {
                Optional<OAuthAbility.Condition> condition = OAuthAbility.Condition.fromId(words[i]);
                if (condition.isEmpty()) {
                    return null;
                }
                conditions.add(condition.get());
            }
            return answer.isEmpty() ? null : new OAuthAbility(answer.get(), conditions);
        }

        private List<String> tls(Raw raw, String text) {
            List<String> versions = new ArrayList<>();
            if (text.equals("none")) {
                return versions;
            }
            for (String version : text.split("\\s+")) {
                if (!Set.of("1.0", "1.1", "1.2", "1.3").contains(version)) {
                    wrong(raw, "tls", version, "none, 1.0, 1.1, 1.2, 1.3");
                    return null;
                }
                versions.add(version.equals("1.0") ? "TLSv1" : "TLSv" + version);
            }
            return versions;
        }

        private Set<Security> securities(Raw raw, String text) {
            Set<Security> set = EnumSet.noneOf(Security.class);
            for (String word : text.split("\\s+")) {
                Optional<Security> security = Ids.find(Security.values(), Security::id, word);
                if (security.isEmpty()) {
                    wrong(raw, "security", word, "none, starttls, tls");
                    return null;
                }
                set.add(security.get());
            }
            return set;
        }

        private List<String> mechanisms(Raw raw, String text) {
            Set<String> names = new LinkedHashSet<>();
            for (String word : text.split("\\s+")) {
                if (!word.matches("[a-z0-9-]+")) {
                    wrong(raw, "mechanisms", word, "plain, login, cram-md5, xoauth2, oauthbearer");
                    return null;
                }
                names.add(word.toUpperCase(Locale.ROOT));
            }
            return List.copyOf(names);
        }

        private Set<Integer> ports(Raw raw, String text) {
            Set<Integer> set = new LinkedHashSet<>();
            for (String word : text.split("\\s+")) {
                Integer port = number(raw, word, "ports");
                if (port == null) {
                    return null;
                }
                set.add(port);
            }
            return set;
        }

        private Integer number(Raw raw, String text) {
            return number(raw, text, "password-max");
        }

        private Integer number(Raw raw, String text, String key) {
            if (!text.matches("[1-9][0-9]{0,4}")) {
                wrong(raw, key, text, "1-65535");
                return null;
            }
            return Integer.valueOf(text);
        }

        private Fact<Answer> answer(String key) {
            return fact(key, (raw, text) -> {
                Optional<Answer> answer = Answer.fromId(text);
                if (answer.isEmpty()) {
                    wrong(raw, key, text, "yes, no, unknown");
                }
                return answer.orElse(null);
            });
        }

        private <T> Fact<T> fact(String key, BiFunction<Raw, String, T> reader) {
            Raw raw = holder(key);
            if (raw == null) {
                return null;
            }
            Sources.Referenced item = raw.sources.strip(raw.file.path(), raw.file.line(key), raw.file.value(key), problems);
            if (item.text().equals("unknown")) {
                return null;
            }
            requireSource(raw, key, item, false);
            T value = reader.apply(raw, item.text());
            return value == null ? null : new Fact<>(value, item.sources());
        }

        private void requireSource(Raw raw, String key, Sources.Referenced item, boolean unknown) {
            if (!item.given() && !unknown) {
                problems.add(raw.file.path(), raw.file.line(key), "no-source", key + ": " + item.text());
            }
        }

        private void wrong(Raw raw, String key, String text, String choices) {
            problems.add(raw.file.path(), raw.file.line(key), "value", key, text, choices);
        }

        /** The nearest file that has the key. */
        private Raw holder(String key) {
            return chain.stream().filter(raw -> raw.file.value(key) != null).findFirst().orElse(null);
        }

        private String value(String key) {
            Raw raw = holder(key);
            return raw == null ? null : raw.file.value(key);
        }

        private String require(String key) {
            String value = value(key);
            if (value == null) {
                problems.add(chain.getFirst().file.path(), 1, "key-missing", key);
            }
            return value;
        }

        private <E> E choice(String key, Function<String, Optional<E>> find) {
            String value = require(key);
            if (value == null) {
                return null;
            }
            Optional<E> found = find.apply(value);
            if (found.isEmpty()) {
                Raw raw = holder(key);
                wrong(raw, key, value, "README.md");
            }
            return found.orElse(null);
        }

        private List<String> list(String key) {
            for (Raw raw : chain) {
                if (raw.file.fields().containsKey(key)) {
                    return raw.file.items(key).stream().map(DataFile.Line::text).toList();
                }
            }
            return List.of();
        }
    }
}
