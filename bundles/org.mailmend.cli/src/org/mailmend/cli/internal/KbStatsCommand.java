package org.mailmend.cli.internal;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.mailmend.check.report.Columns;
import org.mailmend.check.report.JsonText;
import org.mailmend.knowledge.Knowledge;
import org.mailmend.knowledge.Stats;

/** {@code mailmend kb stats}: how much there is, and how much of it is verified. */
final class KbStatsCommand extends Command {
    private static final int NUMBER = 10;

    KbStatsCommand() {
        super("kb stats");
    }

    @Override
    List<Option> options() {
        return List.of(Option.JSON, Option.PRETTY);
    }

    @Override
    int run(Arguments arguments, Context context) throws IOException {
        try (Knowledge knowledge = KbCommand.knowledge(context)) {
            Map<String, Stats.Count> counts = counts(knowledge.base().stats());
            if (arguments.has(Option.JSON)) {
                context.json(json(counts, arguments.has(Option.PRETTY)));
            } else {
                context.out().print(text(counts, context));
                context.out().flush();
            }
        }
        return 0;
    }

    private static Map<String, Stats.Count> counts(Stats stats) {
        Map<String, Stats.Count> counts = new LinkedHashMap<>();
        counts.put("causes", stats.causes());
        counts.put("replies", stats.replies());
        counts.put("clientErrors", stats.clientErrors());
        counts.put("profiles", stats.profiles());
        counts.put("articles", stats.articles());
        counts.put("sources", stats.sources());
        return counts;
    }

    private static String json(Map<String, Stats.Count> counts, boolean pretty) {
        return JsonText.of(pretty, json -> {
            json.writeStringField("schema", "mailmend.kb-stats/1");
            for (Map.Entry<String, Stats.Count> entry : counts.entrySet()) {
                json.writeObjectFieldStart(entry.getKey());
                json.writeNumberField("all", entry.getValue().all());
                json.writeNumberField("verified", entry.getValue().verified());
                json.writeNumberField("unverified", entry.getValue().unverified());
                json.writeEndObject();
            }
        });
    }

    private static String text(Map<String, Stats.Count> counts, Context context) {
        Messages messages = context.messages();
        int width = counts.keySet().stream().mapToInt(key -> Columns.width(messages.get("kb.stats." + key))).max().orElse(0);
        StringBuilder text = new StringBuilder(" ".repeat(width));
        for (String column : List.of("kb.stats.all", "kb.stats.verified", "kb.stats.unverified")) {
            text.append("  ").append(Columns.padLeft(messages.get(column), NUMBER));
        }
        text.append('\n');
        counts.forEach((key, count) -> {
            text.append(Columns.pad(messages.get("kb.stats." + key), width));
            for (int number : new int[] {count.all(), count.verified(), count.unverified()}) {
                text.append("  ").append(Columns.padLeft(String.valueOf(number), NUMBER));
            }
            text.append('\n');
        });
        return text.toString();
    }
}
