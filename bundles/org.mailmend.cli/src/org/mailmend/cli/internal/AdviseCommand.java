package org.mailmend.cli.internal;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

import org.mailmend.check.report.Columns;
import org.mailmend.check.report.JsonText;
import org.mailmend.diagnosis.Protocol;
import org.mailmend.knowledge.AccountKind;
import org.mailmend.knowledge.Advice;
import org.mailmend.knowledge.AdviceRequest;
import org.mailmend.knowledge.Adviser;
import org.mailmend.knowledge.Answer;
import org.mailmend.knowledge.Client;
import org.mailmend.knowledge.Knowledge;
import org.mailmend.knowledge.KnowledgeBase;
import org.mailmend.knowledge.Reason;
import org.mailmend.knowledge.ServerSettings;
import org.mailmend.knowledge.Statement;

import com.fasterxml.jackson.core.JsonGenerator;

/** {@code mailmend advise}: the way out for a client and an account. */
final class AdviseCommand extends Command {
    private static final List<String> YES_NO = List.of("yes", "no");
    private static final List<String> NEEDS = List.of("send", "send-receive");
    private static final List<String> ADMIN = List.of("oauth", "app-password", "relay", "none");

    AdviseCommand() {
        super("advise");
    }

    @Override
    List<Option> options() {
        return List.of(Option.value("--client", "ID", "option.advise.client"),
                Option.choice("--account", "option.advise.account", Choices.ids(AccountKind.values(), AccountKind::id)),
                Option.choice("--needs", "option.advise.needs", NEEDS),
                Option.choice("--incoming", "option.advise.incoming", List.of("imap", "pop3")),
                Option.choice("--two-step", "option.advise.two-step", YES_NO),
                Option.value("--admin-allows", String.join(",", ADMIN.subList(0, 3)), "option.advise.admin-allows"),
                Option.choice("--static-ip", "option.advise.static-ip", YES_NO),
                Option.choice("--recipients", "option.advise.recipients", List.of("internal", "anyone")), Option.JSON,
                Option.PRETTY);
    }

    @Override
    int run(Arguments arguments, Context context) throws UsageException, IOException {
        if (!arguments.has("--client")) {
            throw new UsageException("usage.advise.client");
        }
        try (Knowledge knowledge = KbCommand.knowledge(context)) {
            Client client = client(arguments.get("--client"), knowledge.base());
            Advice advice = new Adviser(knowledge.base()).advise(request(client, arguments));
            if (arguments.has(Option.JSON)) {
                context.json(json(advice, arguments.has(Option.PRETTY), context.locale()));
            } else {
                context.out().print(new Text(context).of(advice, !arguments.has("--account")));
                context.out().flush();
            }
        }
        return 0;
    }

    /**
     * The client of this id.
     *
     * @throws UsageException when there is none; it names those that may be meant
     */
    static Client client(String id, KnowledgeBase base) throws UsageException {
        Client client = base.client(id.toLowerCase(Locale.ROOT)).orElse(null);
        if (client == null) {
            List<String> near = base.similarClients(id);
            throw near.isEmpty() ? new UsageException("usage.client", id)
                    : new UsageException("usage.client.near", id, String.join(", ", near));
        }
        return client;
    }

    private static AdviceRequest request(Client client, Arguments arguments) throws UsageException {
        Set<String> allowed = allowed(arguments.get("--admin-allows"));
        // who names an administrator has one
        AccountKind unsaid = allowed == null ? AccountKind.PERSONAL : AccountKind.WORKSPACE;
        AccountKind account = AccountKind.fromId(arguments.get("--account")).orElse(unsaid);
        AdviceRequest request = AdviceRequest.of(client.id(), account)
                .withReceives(answer(arguments.get("--needs"), "send-receive"))
                .withIncoming(Choices.find(Protocol.values(), Protocol::id, arguments.get("--incoming")))
                .withTwoStep(answer(arguments.get("--two-step"), "yes"))
                .withStaticIp(answer(arguments.get("--static-ip"), "yes"))
                .withInternalOnly(answer(arguments.get("--recipients"), "internal"));
        return allowed == null ? request
                : request.withAdmin(contains(allowed, "oauth"), contains(allowed, "app-password"),
                        contains(allowed, "relay"));
    }

    private static Answer answer(String value, String yes) {
        return value == null ? Answer.UNKNOWN : value.equals(yes) ? Answer.YES : Answer.NO;
    }

    private static Answer contains(Set<String> allowed, String what) {
        return allowed.contains(what) ? Answer.YES : Answer.NO;
    }

    /** What the administrator allows; null when that was not said. */
    private static Set<String> allowed(String list) throws UsageException {
        if (list == null) {
            return null;
        }
        Set<String> allowed = new TreeSet<>(Arrays.asList(list.strip().split("\\s*,\\s*", -1)));
        for (String one : allowed) {
            boolean alone = !one.equals("none") || allowed.size() == 1;
            if (!ADMIN.contains(one) || !alone) {
                throw new UsageException("usage.advise.admin-allows", list, String.join(", ", ADMIN));
            }
        }
        return allowed;
    }

    private static String json(Advice advice, boolean pretty, Locale locale) {
        return JsonText.of(pretty, json -> {
            Advice.Option best = advice.best();
            json.writeStringField("schema", "mailmend.advise/1");
            json.writeStringField("client", advice.client().id());
            json.writeStringField("route", best.route().id());
            reasons(json, "because", best.because(), locale);
            steps(json, best, locale);
            settings(json, best);
            json.writeArrayFieldStart("alternatives");
            for (Advice.Option option : advice.options().subList(1, advice.options().size())) {
                json.writeStartObject();
                json.writeStringField("route", option.route().id());
                reasons(json, "because", option.because(), locale);
                reasons(json, "against", option.against(), locale);
                reasons(json, "limits", option.limits(), locale);
                steps(json, option, locale);
                settings(json, option);
                KbImportCommand.strings(json, "articles", option.articles());
                json.writeBooleanField("unverified", option.unverified());
                json.writeEndObject();
            }
            json.writeEndArray();
            KbImportCommand.strings(json, "articles", best.articles());
            json.writeBooleanField("unverified", best.unverified());
            json.writeStringField("account", advice.request().account().id());
            reasons(json, "against", best.against(), locale);
            reasons(json, "limits", best.limits(), locale);
            json.writeArrayFieldStart("excluded");
            for (Advice.Excluded excluded : advice.excluded()) {
                json.writeStartObject();
                json.writeStringField("route", excluded.route().id());
                reasons(json, "because", excluded.because(), locale);
                json.writeEndObject();
            }
            json.writeEndArray();
        });
    }

    private static void reasons(JsonGenerator json, String field, List<Reason> reasons, Locale locale) throws IOException {
        KbImportCommand.strings(json, field, reasons.stream().map(reason -> reason.text().in(locale)).toList());
    }

    private static void steps(JsonGenerator json, Advice.Option option, Locale locale) throws IOException {
        json.writeArrayFieldStart("steps");
        for (Statement step : option.steps()) {
            json.writeStartObject();
            json.writeStringField("text", step.text().in(locale));
            json.writeStringField("article", step.article());
            json.writeBooleanField("unverified", !step.verified(locale));
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private static void settings(JsonGenerator json, Advice.Option option) throws IOException {
        json.writeObjectFieldStart("settings");
        for (ServerSettings server : option.settings()) {
            json.writeObjectFieldStart(server.protocol().id());
            json.writeStringField("host", server.host());
            json.writeNumberField("port", server.port());
            json.writeStringField("security", server.security().id());
            json.writeStringField("auth", server.auth());
            json.writeEndObject();
        }
        json.writeEndObject();
    }

    /** The advice for people. */
    private static final class Text {
        private final Context context;
        private final Messages messages;
        private final Locale locale;
        private final StringBuilder text = new StringBuilder();

        Text(Context context) {
            this.context = context;
            messages = context.messages();
            locale = context.locale();
        }

        String of(Advice advice, boolean assumed) {
            Advice.Option best = advice.best();
            line("", messages.get("advise.case", advice.client().name().in(locale), advice.request().account().text(locale)));
            if (assumed) {
                line("", messages.get("advise.assumed"));
            }
            text.append('\n');
            line("", messages.get("advise.best", best.route().text(locale)));
            option(best);
            numbered(messages.get("advise.steps"), best);
            if (!best.settings().isEmpty()) {
                text.append('\n').append(messages.get("advise.settings")).append('\n');
                for (ServerSettings server : best.settings()) {
                    line("  ", messages.get("advise.server", server.protocol().name(), server.host(), server.port(),
                            messages.get("advise.security." + server.security().id()),
                            messages.get("advise.auth." + server.auth())));
                }
            }
            list(messages.get("advise.articles"), best.articles(), "  ");
            others(advice);
            return text.toString();
        }

        private void option(Advice.Option option) {
            reasons("+ ", option.because());
            reasons("- ", option.against());
            reasons("! ", option.limits());
            if (option.unverified()) {
                line("  ? ", messages.get("advise.unverified"));
            }
        }

        private void others(Advice advice) {
            if (advice.options().size() > 1) {
                text.append('\n').append(messages.get("advise.alternatives")).append('\n');
            }
            for (Advice.Option option : advice.options().subList(1, advice.options().size())) {
                line("  ", option.route().text(locale));
                reasons("  + ", option.because());
                reasons("  - ", option.against());
            }
            if (!advice.excluded().isEmpty()) {
                text.append('\n').append(messages.get("advise.excluded")).append('\n');
            }
            for (Advice.Excluded excluded : advice.excluded()) {
                line("  ", excluded.route().text(locale));
                reasons("  - ", excluded.because());
            }
        }

        private void reasons(String mark, List<Reason> reasons) {
            reasons.forEach(reason -> line("  " + mark, reason.text().in(locale)));
        }

        private void numbered(String heading, Advice.Option option) {
            List<String> steps = new ArrayList<>();
            for (Statement step : option.steps()) {
                steps.add(step.text().in(locale) + (step.verified(locale) ? "" : messages.get("advise.unverified.step")));
            }
            text.append('\n').append(heading).append('\n');
            for (int i = 0; i < steps.size(); i++) {
                line(Columns.padLeft(String.valueOf(i + 1), 3) + ". ", steps.get(i));
            }
        }

        private void list(String heading, List<String> items, String mark) {
            if (!items.isEmpty()) {
                text.append('\n').append(heading).append('\n');
                items.forEach(item -> line(mark, item));
            }
        }

        private void line(String start, String content) {
            text.append(start).append(Columns.wrap(content, context.style().columns(), " ".repeat(start.length())))
                    .append('\n');
        }
    }
}
