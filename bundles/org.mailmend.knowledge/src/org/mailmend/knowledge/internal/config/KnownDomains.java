package org.mailmend.knowledge.internal.config;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

import org.mailmend.check.Preset;
import org.mailmend.check.Presets;
import org.mailmend.diagnosis.Protocol;
import org.mailmend.knowledge.AccountKind;
import org.mailmend.knowledge.config.AccountServer;
import org.mailmend.knowledge.config.Autoconfig;
import org.mailmend.knowledge.config.SignInMethod;

/** The domains of well-known providers; the facts with their sources stand in {@code domains.tsv}. */
public final class KnownDomains {
    private KnownDomains() {
    }

    /**
     * What is known of a domain.
     *
     * @param account      kind of account
     * @param presets      id of the servers' presets
     * @param incomingUser whether the user name for fetching is only the local part
     * @param outgoingUser the same for sending
     * @param signIn       how a client signs in that cannot do more
     */
    public record Known(AccountKind account, String presets, boolean incomingUser, boolean outgoingUser, SignInMethod signIn) {
        /** The server for a protocol; null when there is none. */
        public AccountServer server(Protocol protocol, MailAddress address) {
            String id = protocol == Protocol.SMTP ? presets : presets + "-" + protocol.id();
            boolean local = protocol == Protocol.SMTP ? outgoingUser : incomingUser;
            return Presets.byId(id).map(Preset::target).map(target -> new AccountServer(protocol, target.host(), target.port(),
                    target.security(), signIn, local ? address.localPart() : address.toString())).orElse(null);
        }

        /** Name of the provider. */
        public String name() {
            return Presets.byId(presets).map(Preset::name).map(name -> name.replaceFirst(":.*", "")).orElse(presets);
        }
    }

    private static final class Data {
        static final Map<String, Known> ALL = load();

        private static Map<String, Known> load() {
            Map<String, Known> all = new HashMap<>();
            try (BufferedReader reader = new BufferedReader(
                    new InputStreamReader(Autoconfig.class.getResourceAsStream("domains.tsv"), StandardCharsets.UTF_8))) {
                reader.lines().filter(line -> !line.startsWith("#")).map(line -> line.split("\t")).forEach(
                        cell -> all.put(cell[0], new Known(AccountKind.fromId(cell[1]).orElseThrow(), cell[2],
                                cell[3].equals("local-part"), cell[4].equals("local-part"),
                                SignInMethod.valueOf(cell[5].toUpperCase(Locale.ROOT).replace('-', '_')))));
                return Map.copyOf(all);
            } catch (IOException e) {
                throw new IllegalStateException("domains.tsv cannot be read", e);
            }
        }
    }

    /** What is known of a domain, or of one that it is below. */
    public static Optional<Known> of(String domain) {
        for (String name = domain; name.indexOf('.') > 0; name = name.substring(name.indexOf('.') + 1)) {
            Known known = Data.ALL.get(name);
            if (known != null) {
                return Optional.of(known);
            }
        }
        return Optional.empty();
    }
}
