package org.mailmend.knowledge;

import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.mailmend.diagnosis.Protocol;
import org.mailmend.knowledge.internal.data.Library;
import org.mailmend.knowledge.internal.data.RouteTexts;
import org.mailmend.knowledge.internal.data.Rule;

/** Finds the ways out of a case by the rules of the knowledge base. Safe for every thread. */
public final class Adviser {
    private final KnowledgeBase base;
    private final Clock clock;

    /** Advises with this knowledge. */
    public Adviser(KnowledgeBase base) {
        this(base, Clock.systemDefaultZone());
    }

    /**
     * Advises as of the clock's day.
     *
     * @param clock decides which clients are out of support
     */
    public Adviser(KnowledgeBase base, Clock clock) {
        this.base = base;
        this.clock = clock;
    }

    /**
     * The ways out, the best first.
     *
     * @throws IllegalArgumentException when no profile has the client's id
     */
    public Advice advise(AdviceRequest request) {
        Client client = base.client(request.client())
                .orElseThrow(() -> new IllegalArgumentException("no client " + request.client()));
        CaseFacts facts = CaseFacts.of(request, client, LocalDate.now(clock));
        List<Advice.Option> options = new ArrayList<>();
        List<Advice.Excluded> excluded = new ArrayList<>();
        for (Route route : Route.values()) {
            if (route == Route.NONE) {
                continue;
            }
            List<Rule> rules = base.library().rules().stream()
                    .filter(rule -> rule.route() == route && rule.when().holds(facts.map())).toList();
            List<Reason> against = reasons(rules, Rule.Effect.EXCLUDE);
            if (against.isEmpty()) {
                options.add(option(route, rules, facts, client));
            } else {
                excluded.add(new Advice.Excluded(route, against));
            }
        }
        options.sort(Comparator.comparingInt((Advice.Option option) -> -option.points()));
        if (options.isEmpty()) {
            List<Rule> rules = base.library().rules().stream()
                    .filter(rule -> rule.route() == Route.NONE && rule.when().holds(facts.map())).toList();
            options.add(option(Route.NONE, rules, facts, client));
        }
        return new Advice(request, client, options, excluded);
    }

    private static List<Reason> reasons(List<Rule> rules, Rule.Effect effect) {
        return rules.stream().filter(rule -> rule.effect() == effect).map(Rule::reason).toList();
    }

    private Advice.Option option(Route route, List<Rule> rules, CaseFacts facts, Client client) {
        int points = rules.stream().mapToInt(Rule::points).sum();
        List<ServerSettings> settings = settings(route, facts);
        RouteTexts texts = base.library().route(route);
        Placeholders placeholders = new Placeholders(client, settings);
        List<Statement> own = client.instructions().stream()
                .filter(list -> list.route() == route && list.when().holds(facts.map())).findFirst()
                .map(Instructions::steps).orElse(null);
        List<Statement> steps = texts.steps(facts.map(), own).stream().map(placeholders::fill).toList();
        Set<String> articles = new LinkedHashSet<>(texts.articles());
        steps.stream().map(Statement::article).filter(article -> article != null).forEach(articles::add);
        boolean rests = route != Route.OAUTH || facts.oauthFacts().stream().allMatch(Fact::verified);
        boolean unverified = !client.verified() || !rests || steps.stream()
                .anyMatch(step -> step.sources().stream().noneMatch(Source::verified));
        return new Advice.Option(route, points, reasons(rules, Rule.Effect.FOR), reasons(rules, Rule.Effect.AGAINST),
                reasons(rules, Rule.Effect.LIMIT), steps, settings, List.copyOf(articles), unverified);
    }

    /** The first that fits for each protocol that is needed. */
    private List<ServerSettings> settings(Route route, CaseFacts facts) {
        List<ServerSettings> found = new ArrayList<>();
        Map<String, String> map = facts.map();
        for (Protocol protocol : Protocol.values()) {
            boolean needed = protocol == Protocol.SMTP || facts.is("needs", "send-receive")
                    && (facts.is("incoming", protocol.id()) || facts.is("incoming", "unknown") && protocol == Protocol.IMAP);
            if (needed) {
                base.library().servers().stream().filter(servers -> servers.route() == route
                        && servers.settings().protocol() == protocol && servers.when().holds(map)).findFirst()
                        .map(Library.Servers::settings).ifPresent(found::add);
            }
        }
        return found;
    }
}
