package org.mailmend.cli.internal;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Set;

import org.mailmend.check.report.Columns;
import org.mailmend.check.report.JsonText;
import org.mailmend.knowledge.Knowledge;
import org.mailmend.knowledge.SearchHit;
import org.mailmend.knowledge.SearchQuery;
import org.mailmend.knowledge.SearchResult;

/** {@code mailmend kb search}: looks for words in articles, profiles and causes. */
final class KbSearchCommand extends Command {
    private static final int MOST = 200;
    private static final List<String> PROVIDERS = List.of("gmail", "workspace", "microsoft365", "outlook.com", "yahoo", "icloud",
            "other");

    KbSearchCommand() {
        super("kb search");
    }

    @Override
    String operands() {
        return "QUERY";
    }

    @Override
    List<Option> options() {
        return List.of(Option.choice("--kind", "option.kb.kind", Choices.ids(SearchHit.Kind.values(), SearchHit.Kind::id)),
                Option.value("--client", "ID", "option.kb.client"),
                Option.choice("--provider", "option.kb.provider", PROVIDERS),
                Option.value("--limit", "N", "option.kb.limit"), Option.JSON, Option.PRETTY);
    }

    @Override
    int run(Arguments arguments, Context context) throws UsageException, IOException {
        String text = String.join(" ", arguments.operands()).strip();
        if (text.isEmpty()) {
            throw new UsageException("usage.kb.query");
        }
        try (Knowledge knowledge = KbCommand.knowledge(context)) {
            SearchQuery query = query(text, arguments, context, knowledge);
            SearchResult result = knowledge.search().find(query);
            if (result.hits().isEmpty() && !arguments.has(Option.LANG)) {
                Locale other = context.locale().equals(Locale.JAPANESE) ? Locale.ENGLISH : Locale.JAPANESE;
                SearchResult elsewhere = knowledge.search().find(query.withLanguage(other));
                result = elsewhere.hits().isEmpty() ? result : elsewhere;
            }
            if (arguments.has(Option.JSON)) {
                for (SearchHit hit : result.hits()) {
                    context.json(json(hit, arguments.has(Option.PRETTY)));
                }
            } else {
                context.out().print(text(result, context));
                context.out().flush();
            }
            if (result.hits().isEmpty()) {
                String near = String.join(context.messages().get("kb.comma"), result.nearTerms());
                context.err().println(near.isEmpty() ? context.messages().get("kb.nothing", text)
                        : context.messages().get("kb.nothing.near", text, near));
            }
        }
        return 0;
    }

    private static SearchQuery query(String text, Arguments arguments, Context context, Knowledge knowledge)
            throws UsageException {
        SearchQuery query = SearchQuery.of(text, context.locale()).withProvider(arguments.get("--provider"));
        if (arguments.has("--kind")) {
            query = query.withKinds(Set.of(SearchHit.Kind.fromId(arguments.get("--kind")).orElseThrow()));
        }
        if (arguments.has("--client")) {
            query = query.withClient(AdviseCommand.client(arguments.get("--client"), knowledge.base()).id());
        }
        return arguments.has("--limit") ? query.withLimit(Numbers.parse("--limit", arguments.get("--limit"), 1, MOST)) : query;
    }

    private static String json(SearchHit hit, boolean pretty) {
        return JsonText.of(pretty, json -> {
            json.writeStringField("id", hit.id());
            json.writeStringField("title", hit.title());
            json.writeStringField("kind", hit.kind().id());
            json.writeNumberField("score", Math.round(hit.score() * 1000) / 1000.0);
            json.writeStringField("excerpt", hit.excerpt());
            json.writeStringField("language", hit.language().getLanguage());
        });
    }

    private static String text(SearchResult result, Context context) {
        StringBuilder text = new StringBuilder();
        for (SearchHit hit : result.hits()) {
            text.append(hit.title()).append("  [").append(hit.id()).append("]\n  ")
                    .append(Columns.wrap(hit.excerpt(), context.style().columns(), "  ")).append("\n");
        }
        if (!result.hits().isEmpty()) {
            text.append('\n').append(context.messages().get("kb.found", result.hits().size(), result.total())).append('\n');
        }
        return text.toString();
    }
}
