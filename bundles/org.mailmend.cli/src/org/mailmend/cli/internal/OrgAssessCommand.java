package org.mailmend.cli.internal;

import java.io.IOException;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import org.mailmend.check.report.JsonText;
import org.mailmend.knowledge.KnowledgeBase;
import org.mailmend.organisation.Assessment;
import org.mailmend.organisation.Assessment.By;
import org.mailmend.organisation.Circumstances;
import org.mailmend.organisation.Field;
import org.mailmend.organisation.Inventory;
import org.mailmend.organisation.Judgement;
import org.mailmend.organisation.Plan;
import org.mailmend.organisation.Progress;

import com.fasterxml.jackson.core.JsonGenerator;

/** {@code mailmend org assess}: what everything needs, and what decisions would change. */
final class OrgAssessCommand extends OrgAction {
    private static final String RELAY = "--what-if-relay";
    private static final String NO_APP_PASSWORDS = "--what-if-no-app-passwords";

    OrgAssessCommand() {
        super("org assess");
    }

    @Override
    List<Option> own() {
        return List.of(Option.choice("--by", "option.org.by", Arrays.stream(By.values()).map(By::id).toList()),
                Option.flag("--items", "option.org.items"), Option.flag(NO_APP_PASSWORDS, "option.org.no-app-passwords"),
                Option.values(RELAY, "SITE", "option.org.relay"));
    }

    @Override
    int work(Inventory inventory, Arguments arguments, Context context) throws UsageException, IOException {
        KnowledgeBase base = knowledge(context);
        Locale locale = context.locale();
        Assessment now = assess(inventory, context);
        Circumstances then = now.circumstances();
        if (arguments.has(NO_APP_PASSWORDS)) {
            then = then.withoutAppPasswords();
        }
        for (String site : arguments.all(RELAY)) {
            then = then.withRelayAt(site);
        }
        boolean whatIf = !then.equals(now.circumstances());
        Assessment shown = whatIf ? Assessment.of(inventory.items(), then, base, Clock.systemDefaultZone()) : now;
        By by = arguments.get("--by") == null ? By.CLIENT : By.valueOf(arguments.get("--by").toUpperCase(Locale.ROOT));
        List<Assessment.Difference> differences = now.differences(shown);
        Map<Long, Progress> progress = new Plan(inventory, Clock.systemDefaultZone()).progress();
        if (arguments.has(Option.JSON) && arguments.get("--by") != null) {
            json(shown, by, whatIf, differences, base, progress, arguments, context);
            return 0;
        }
        if (arguments.has(Option.JSON)) {
            lines(shown, progress, arguments, context);
            return 0;
        }
        Messages messages = context.messages();
        StringBuilder text = new StringBuilder();
        shown.needs().forEach((need, count) -> text.append(String.format("%8d  ", count)).append(need.text(locale)).append('\n'));
        if (whatIf) {
            text.append('\n').append(messages.get("org.assess.differences", differences.size())).append('\n');
        }
        text.append('\n').append(by.text(locale)).append('\n');
        shown.groups(by, base, locale).forEach(group -> text.append(String.format("%8d  ", group.open())).append(
                messages.get("org.assess.group", group.label(), group.items().size(), (group.minutes() + 59) / 60)).append('\n'));
        if (arguments.has("--items")) {
            text.append('\n');
            shown.all()
                    .forEach(each -> text.append(each.item().title()).append("  ").append(each.judgement().state().text(locale))
                            .append("  ").append(each.judgement().route().text(locale)).append('\n'));
        }
        context.out().print(visible(text.toString()));
        context.out().flush();
        return 0;
    }

    private static void json(Assessment shown, By by, boolean whatIf, List<Assessment.Difference> differences, KnowledgeBase base,
            Map<Long, Progress> progress, Arguments arguments, Context context) {
        Locale locale = context.locale();
        context.json(JsonText.of(arguments.has(Option.PRETTY), json -> {
            json.writeStringField("schema", "mailmend.org-assessment/1");
            json.writeObjectFieldStart("needs");
            for (var each : shown.needs().entrySet()) {
                json.writeNumberField(each.getKey().id(), each.getValue());
            }
            json.writeEndObject();
            if (whatIf) {
                json.writeNumberField("different", differences.size());
            }
            json.writeStringField("by", by.id());
            json.writeArrayFieldStart("groups");
            for (Assessment.Group group : shown.groups(by, base, locale)) {
                json.writeStartObject();
                json.writeStringField("id", group.key());
                json.writeStringField("text", group.label());
                json.writeNumberField("items", group.items().size());
                json.writeNumberField("open", group.open());
                json.writeNumberField("minutes", group.minutes());
                json.writeEndObject();
            }
            json.writeEndArray();
            if (arguments.has("--items")) {
                json.writeArrayFieldStart("items");
                for (Assessment.Assessed each : shown.all()) {
                    json.writeStartObject();
                    item(json, each, state(progress, each), locale);
                    json.writeEndObject();
                }
                json.writeEndArray();
            }
        }));
    }

    private static Progress.State state(Map<Long, Progress> progress, Assessment.Assessed each) {
        Progress now = progress.get(each.item().id());
        return now == null ? Progress.State.NOT_STARTED : now.state();
    }

    /** One line for each item. */
    private static void lines(Assessment shown, Map<Long, Progress> progress, Arguments arguments, Context context) {
        for (Assessment.Assessed each : shown.all()) {
            context.json(JsonText.of(arguments.has(Option.PRETTY), json -> {
                json.writeStringField("schema", "mailmend.org-item/1");
                item(json, each, state(progress, each), context.locale());
            }));
        }
    }

    private static void item(JsonGenerator json, Assessment.Assessed each, Progress.State state, Locale locale)
            throws IOException {
        Judgement judgement = each.judgement();
        json.writeNumberField("id", each.item().id());
        json.writeStringField("kind", each.item().kind().id());
        json.writeStringField("title", each.item().title());
        json.writeStringField("client", each.item().get(Field.CLIENT));
        json.writeStringField("site", each.item().get(Field.SITE));
        json.writeStringField("need", judgement.state().id());
        json.writeStringField("route", judgement.route().id());
        json.writeStringField("risk", judgement.risk().id());
        json.writeStringField("state", state.id());
        json.writeStringField("certainty", judgement.certainty().id());
        json.writeStringField("who", judgement.who().id());
        json.writeNumberField("minutes", judgement.minutes());
        json.writeStringField("ends", judgement.deadline() == null ? "" : judgement.deadline().day().toString());
        json.writeArrayFieldStart("because");
        for (String reason : judgement.because(locale)) {
            json.writeString(reason);
        }
        json.writeEndArray();
    }
}
