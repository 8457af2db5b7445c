package org.mailmend.knowledge.render;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

import org.mailmend.check.Security;
import org.mailmend.diagnosis.Catalogue;
import org.mailmend.diagnosis.CauseId;
import org.mailmend.diagnosis.Explainer;
import org.mailmend.diagnosis.KnownError;
import org.mailmend.diagnosis.Protocol;
import org.mailmend.knowledge.Abilities;
import org.mailmend.knowledge.AccountKind;
import org.mailmend.knowledge.Answer;
import org.mailmend.knowledge.Client;
import org.mailmend.knowledge.Fact;
import org.mailmend.knowledge.Instructions;
import org.mailmend.knowledge.KnowledgeBase;
import org.mailmend.knowledge.OAuthAbility;
import org.mailmend.knowledge.Placeholders;
import org.mailmend.knowledge.Provider;
import org.mailmend.knowledge.Route;
import org.mailmend.knowledge.SearchHit;
import org.mailmend.knowledge.Statement;
import org.mailmend.knowledge.When;
import org.mailmend.knowledge.internal.Messages;

/** Writes a client's profile as a page: where its settings are, what it can do, the steps for each way, what else to know. */
final class ClientText {
    private final Client client;
    private final Locale locale;
    private final StringBuilder body = new StringBuilder();

    ClientText(Client client, Locale locale) {
        this.client = client;
        this.locale = locale;
    }

    Page page() {
        lead();
        if (client.where() != null) {
            heading(text("page.where"));
            body.append(sentence(client.where())).append("\n\n");
        }
        abilities();
        steps();
        if (!client.notes().isEmpty()) {
            heading(text("page.notes"));
            client.notes().forEach(note -> body.append("- ").append(sentence(note)).append('\n'));
            body.append('\n');
        }
        errors();
        List<String> about = new ArrayList<>(List.of(client.kind().text(locale)));
        about.add(client.vendor());
        about.add(client.versions());
        about.removeIf(String::isEmpty);
        return new Page(SearchHit.Kind.CLIENT, client.id(), locale, client.name().in(locale), String.join(" · ", about),
                body.toString(), client.sources(), client.updated(), client.verified());
    }

    /** What its messages mean: each with the likeliest cause, which leads to its article. */
    private void errors() {
        List<KnownError> errors = Explainer.knownErrors(client.family()).stream().filter(error -> !error.texts().isEmpty())
                .toList();
        if (errors.isEmpty()) {
            return;
        }
        heading(text("page.errors"));
        for (KnownError error : errors) {
            CauseId cause = error.causes().getFirst();
            body.append("- ").append(error.texts().stream().map(Markdown::escape).collect(Collectors.joining(" / ")))
                    .append(text("page.dash")).append('[').append(Markdown.escape(Catalogue.get().text(cause, locale).title()))
                    .append("](kb:").append(KnowledgeBase.articleId(cause)).append(')')
                    .append(error.verified() ? "" : " " + Markdown.UNVERIFIED).append('\n');
        }
        body.append('\n');
    }

    /** The first sentence answers what one wants to know first: whether it can sign in with OAuth. */
    private void lead() {
        boolean dead = client.works() != null && client.works().value() == Answer.NO;
        String key = dead ? "page.dead"
                : client.canOAuth() ? "page.oauth-yes"
                        : client.abilities().oauth().values().stream().flatMap(map -> map.values().stream())
                                .anyMatch(fact -> fact.value().answer() == Answer.NO) ? "page.oauth-no" : "page.oauth-unknown";
        body.append(text(key)).append("\n\n");
    }

    private void heading(String title) {
        body.append("## ").append(Markdown.escape(title)).append("\n\n");
    }

    private void abilities() {
        heading(text("page.abilities"));
        Abilities can = client.abilities();
        int before = body.length();
        can.oauth().entrySet().stream().sorted(Map.Entry.comparingByKey())
                .forEach(entry -> oauth(entry.getKey(), entry.getValue()));
        fact("microsoft-native", can.microsoftNative(), this::ability);
        fact("password", can.password(), this::answer);
        fact("password-max", can.passwordMax(), number -> text("page.characters", String.valueOf(number)));
        fact("receives", can.receives(), this::answer);
        fact("any-server", can.anyServer(), this::answer);
        fact("without-sign-in", can.withoutSignIn(), this::answer);
        fact("tls", can.tls(), versions -> versions.isEmpty() ? text("page.none")
                : versions.stream()
                        .map(version -> version.equals("TLSv1") ? "TLS 1.0" : version.replace("TLSv", "TLS "))
                        .collect(Collectors.joining(text("page.comma"))));
        fact("security", can.securities(), this::securities);
        fact("mechanisms", can.mechanisms(), mechanisms -> String.join(text("page.comma"), mechanisms));
        fact("ports", can.ports(), ports -> ports.stream().sorted().map(String::valueOf)
                .collect(Collectors.joining(text("page.comma"))));
        fact("sni", can.serverName(), this::answer);
        fact("validates", can.validates(), this::answer);
        fact("helo", can.helo(), helo -> helo.isEmpty() ? text("page.helo-empty") : helo);
        fact("ehlo", can.ehlo(), this::answer);
        fact("end", client.endOfSupport(), Object::toString);
        if (body.length() == before) {
            body.append(text("page.abilities-unknown")).append('\n');
        }
        body.append('\n');
    }

    private void oauth(Provider provider, Map<Protocol, Fact<OAuthAbility>> abilities) {
        if (abilities.isEmpty()) {
            return;
        }
        boolean verified = abilities.values().stream().allMatch(Fact::verified);
        String value = abilities.entrySet().stream().sorted(Map.Entry.comparingByKey())
                .map(entry -> entry.getKey().name() + " " + ability(entry.getValue().value()))
                .collect(Collectors.joining(text("page.comma")));
        line(text("fact.oauth-" + provider.id()), value, verified);
    }

    private String ability(OAuthAbility ability) {
        String conditions = ability.conditions().stream().sorted().map(condition -> condition.text(locale))
                .collect(Collectors.joining(text("page.comma")));
        return answer(ability.answer()) + (conditions.isEmpty() ? "" : text("page.bracket", conditions));
    }

    private String answer(Answer answer) {
        return text("answer." + answer.id());
    }

    private String securities(Set<Security> securities) {
        Set<Security> order = EnumSet.noneOf(Security.class);
        order.addAll(securities);
        return order.stream().map(security -> text("security." + security.id())).collect(Collectors.joining(text("page.comma")));
    }

    private <T> void fact(String name, Fact<T> fact, Function<T, String> value) {
        if (fact != null) {
            line(text("fact." + name), value.apply(fact.value()), fact.verified());
        }
    }

    private void line(String name, String value, boolean verified) {
        body.append("- **").append(Markdown.escape(name)).append("**").append(text("page.colon")).append(Markdown.escape(value))
                .append(verified ? "" : " " + Markdown.UNVERIFIED).append('\n');
    }

    private void steps() {
        Placeholders places = new Placeholders(client, List.of());
        Set<Route> before = EnumSet.noneOf(Route.class);
        for (Instructions instructions : client.instructions()) {
            String condition = condition(instructions.when());
            boolean otherwise = condition.isEmpty() && before.contains(instructions.route());
            String remark = otherwise ? text("when.else") : condition;
            before.add(instructions.route());
            heading(instructions.route().text(locale) + (remark.isEmpty() ? "" : text("page.dash") + remark));
            int number = 1;
            for (Statement step : instructions.steps()) {
                body.append(number++).append(". ").append(sentence(places.fill(step)));
                if (step.article() != null) {
                    body.append(" [").append(text("page.more")).append("](kb:").append(step.article()).append(')');
                }
                body.append('\n');
            }
            body.append('\n');
        }
    }

    private String condition(When when) {
        return when.terms().stream().map(this::term).collect(Collectors.joining(text("page.and")));
    }

    private String term(When.Term term) {
        List<String> values = term.values().stream().sorted().toList();
        String words = switch (term.fact()) {
            case "account" -> values.stream().map(value -> AccountKind.fromId(value).map(kind -> kind.text(locale)).orElse(value))
                    .collect(Collectors.joining(text("page.comma")));
            case "needs" -> values.stream().map(value -> text("when." + value)).collect(Collectors.joining(text("page.comma")));
            default -> term.fact() + " = " + String.join(", ", values);
        };
        return term.negated() ? text("when.not", words) : words;
    }

    private String sentence(Statement statement) {
        return Markdown.escape(statement.text().in(locale)) + (statement.verified(locale) ? "" : " " + Markdown.UNVERIFIED);
    }

    private String text(String key, Object... args) {
        return Messages.text(locale, key, args);
    }
}
