package org.mailmend.cli.internal;

import java.io.IOException;
import java.util.List;
import java.util.Locale;

import org.mailmend.check.report.JsonText;
import org.mailmend.organisation.Board;
import org.mailmend.organisation.Inventory;

import com.fasterxml.jackson.core.JsonGenerator;

/** {@code mailmend org status}: how far the move is. */
final class OrgStatusCommand extends OrgAction {
    OrgStatusCommand() {
        super("org status");
    }

    @Override
    List<Option> own() {
        return List.of();
    }

    @Override
    int work(Inventory inventory, Arguments arguments, Context context) throws UsageException, IOException {
        Board board = board(inventory, assess(inventory, context), context);
        Locale locale = context.locale();
        if (arguments.has(Option.JSON)) {
            context.json(JsonText.of(arguments.has(Option.PRETTY), json -> {
                json.writeStringField("schema", "mailmend.org-status/1");
                json.writeStringField("day", board.day().toString());
                json.writeNumberField("all", board.all().count());
                json.writeNumberField("proved", board.proved().count());
                json.writeNumberField("open", board.open().count());
                json.writeNumberField("percent", board.percent());
                json.writeObjectFieldStart("states");
                for (var each : board.states().entrySet()) {
                    json.writeNumberField(each.getKey().id(), each.getValue().size());
                }
                json.writeEndObject();
                json.writeObjectFieldStart("proofs");
                for (var each : board.proofs().entrySet()) {
                    json.writeNumberField(each.getKey().id(), each.getValue().size());
                }
                json.writeEndObject();
                figures(json, "blockers", board.blockers());
                figures(json, "actions", board.actions());
                json.writeNumberField("exceptionsEndingSoon", board.endingSoon().size());
                json.writeNumberField("notAnswered", board.notAnswered().count());
            }));
            return 0;
        }
        Messages messages = context.messages();
        StringBuilder text = new StringBuilder(
                messages.get("org.status.counts", board.proved().count(), board.all().count(), board.percent(),
                        board.open().count()))
                .append('\n');
        board.states().forEach(
                (state, items) -> text.append(String.format("%8d  ", items.size())).append(state.text(locale)).append('\n'));
        list(text, messages.get("org.status.blockers"), board.blockers(), locale);
        list(text, messages.get("org.status.actions"), board.actions(), locale);
        context.out().print(visible(text.toString()));
        context.out().flush();
        return 0;
    }

    private static void list(StringBuilder text, String heading, List<Board.Figure> figures, Locale locale) {
        if (!figures.isEmpty()) {
            text.append('\n').append(heading).append('\n');
            figures.forEach(each -> text.append(String.format("%8d  ", each.count())).append(each.text(locale)).append('\n'));
        }
    }

    private static void figures(JsonGenerator json, String name, List<Board.Figure> figures) throws IOException {
        json.writeObjectFieldStart(name);
        for (Board.Figure each : figures) {
            json.writeNumberField(each.id().substring(each.id().indexOf('.') + 1), each.count());
        }
        json.writeEndObject();
    }
}
