package org.mailmend.cli.internal;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

import org.mailmend.check.Redactor;
import org.mailmend.check.report.Columns;
import org.mailmend.knowledge.config.ClientConfig;
import org.mailmend.knowledge.config.EmailProvider;
import org.mailmend.knowledge.config.LookupAnswer;
import org.mailmend.knowledge.config.LookupResult;
import org.mailmend.knowledge.config.LookupSource;
import org.mailmend.knowledge.config.Server;

/** Configuration files and lookups as text for people. */
final class ConfigText {
    /** Some providers have a hundred. */
    private static final int MOST_DOMAINS = 8;

    private final Messages messages;
    private final Locale locale;
    private final int columns;
    private final StringBuilder text = new StringBuilder();

    ConfigText(Context context) {
        messages = context.messages();
        locale = context.locale();
        columns = context.style().columns();
    }

    /** What a file says. */
    String model(ClientConfig config) {
        EmailProvider provider = config.emailProvider();
        String id = provider.id() == null ? "-" : provider.id();
        line("", messages.get("config.provider", shown(provider.displayName() == null ? id : provider.displayName()), shown(id)));
        int more = provider.domains().size() - MOST_DOMAINS;
        String domains = provider.domains().stream().limit(MOST_DOMAINS).map(ConfigText::shown).collect(Collectors.joining(", "));
        line("", more > 0 ? messages.get("config.domains.more", domains, more) : messages.get("config.domains", domains));
        servers("config.incoming", provider.incomingServers());
        servers("config.outgoing", provider.outgoingServers());
        if (config.oAuth2() != null) {
            line("", messages.get("config.oauth", shown(String.valueOf(config.oAuth2().issuer())),
                    shown(String.valueOf(config.oAuth2().scope()))));
        }
        return text.toString();
    }

    /** What a lookup found. */
    String lookup(LookupResult result) {
        int width = result.answers().stream().mapToInt(answer -> Columns.width(answer.source().text(locale))).max().orElse(0);
        for (LookupAnswer answer : result.answers()) {
            String mark = switch (answer.status()) {
                case FOUND -> "+ ";
                case NOTHING -> "- ";
                case FAILED -> "! ";
                case SKIPPED -> "  ";
            };
            line(mark + Columns.pad(answer.source().text(locale), width) + "  ",
                    messages.get("config.answer", shown(answer.asked()), shown(answer.detail().text(locale))));
        }
        text.append('\n');
        LookupAnswer winner = result.winner().orElse(null);
        if (winner == null) {
            line("", messages.get("config.lookup.nothing", result.domain()));
            return text.toString();
        }
        line("", messages.get("config.lookup.winner", winner.source().text(locale)));
        text.append('\n');
        model(winner.config());
        text.append('\n');
        if (result.differences().isEmpty()) {
            boolean alone = result.answers().stream().filter(answer -> answer.config() != null).count() == 1;
            line("", messages.get(alone ? "config.lookup.alone" : "config.lookup.agree"));
        } else {
            line("", messages.get("config.lookup.differ"));
        }
        for (LookupResult.Difference difference : result.differences()) {
            line("  ", difference.type().toUpperCase(Locale.ROOT) + " - " + difference.aspect().text(locale));
            for (LookupResult.Variant variant : difference.variants()) {
                line("    ", messages.get("config.variant",
                        variant.value().isEmpty() ? messages.get("config.variant.none") : shown(variant.value()),
                        variant.sources().stream().map((LookupSource source) -> source.text(locale))
                                .collect(Collectors.joining(", "))));
            }
        }
        return text.toString();
    }

    private void servers(String title, List<Server> servers) {
        if (servers.isEmpty()) {
            return;
        }
        text.append(messages.get(title)).append('\n');
        for (Server server : servers) {
            String where = server.hostname() == null ? String.join(", ", server.urls().values())
                    : server.hostname() + (server.port() == null ? "" : ":" + server.port());
            line("  " + Columns.pad(shown(String.valueOf(server.type())), 8) + "  ", List
                    .of(where, String.join("/", server.socketTypes()), String.join(", ", server.authentications()),
                            server.username() == null ? "" : server.username())
                    .stream().filter(part -> !part.isEmpty()).map(ConfigText::shown).collect(Collectors.joining("  ")));
        }
    }

    /** A text of a file: it must not move the cursor, nor turn the direction of writing. */
    private static String shown(String text) {
        return Redactor.GENERAL.show(text);
    }

    private void line(String start, String content) {
        text.append(start).append(Columns.wrap(content, columns, " ".repeat(Columns.width(start)))).append('\n');
    }
}
