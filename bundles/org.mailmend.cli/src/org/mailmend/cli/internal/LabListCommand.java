package org.mailmend.cli.internal;

import java.util.List;

import org.mailmend.check.report.Columns;
import org.mailmend.check.report.JsonText;
import org.mailmend.lab.Attempt;
import org.mailmend.lab.Scenario;
import org.mailmend.lab.Scenarios;

/** {@code mailmend lab list}: the practice scenarios. */
final class LabListCommand extends Command {
    LabListCommand() {
        super("lab list");
    }

    @Override
    List<Option> options() {
        return List.of(Option.JSON, Option.PRETTY);
    }

    @Override
    int run(Arguments arguments, Context context) {
        if (arguments.has(Option.JSON)) {
            for (Scenario scenario : Scenarios.all()) {
                context.json(json(scenario, arguments.has(Option.PRETTY), context));
            }
            return 0;
        }
        StringBuilder text = new StringBuilder();
        Scenario.Group group = null;
        int width = Scenarios.all().stream().mapToInt(scenario -> scenario.id().length()).max().orElse(0);
        for (Scenario scenario : Scenarios.all()) {
            if (scenario.group() != group) {
                text.append(group == null ? "" : "\n").append(scenario.group().text(context.locale())).append('\n');
                group = scenario.group();
            }
            String indent = " ".repeat(width + 4);
            text.append("  ").append(Columns.pad(scenario.id(), width)).append("  ")
                    .append(Columns.wrap(scenario.title(context.locale()), context.style().columns(), indent)).append('\n');
        }
        context.out().print(text.append('\n').append(context.messages().get("lab.list.more")).append('\n'));
        context.out().flush();
        return 0;
    }

    private static String json(Scenario scenario, boolean pretty, Context context) {
        return JsonText.of(pretty, json -> {
            json.writeStringField("schema", "mailmend.lab/1");
            json.writeStringField("id", scenario.id());
            json.writeStringField("group", scenario.group().name().toLowerCase(java.util.Locale.ROOT).replace('_', '-'));
            json.writeStringField("title", scenario.title(context.locale()));
            json.writeStringField("story", scenario.story(context.locale()));
            json.writeStringField("teaches", scenario.teaches(context.locale()));
            json.writeStringField("try", scenario.tryThis(context.locale()));
            json.writeStringField("provider", scenario.provider());
            json.writeArrayFieldStart("endpoints");
            for (Scenario.Endpoint endpoint : scenario.endpoints()) {
                json.writeStartObject();
                json.writeStringField("protocol", endpoint.protocol().id());
                json.writeStringField("security", endpoint.security().id());
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeStringField("cause", scenario.cause().name());
            json.writeStringField("stage", scenario.stage() == null ? null : scenario.stage().id());
            Attempt attempt = scenario.attempt();
            json.writeObjectFieldStart("attempt");
            json.writeStringField("user", attempt.user());
            json.writeStringField("secret", attempt.secret());
            json.writeStringField("mechanism", attempt.mechanism() == null ? null : attempt.mechanism().saslName());
            json.writeStringField("to", attempt.to());
            json.writeBooleanField("send", attempt.send());
            json.writeEndObject();
        });
    }
}
