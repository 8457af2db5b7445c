package org.mailmend.cli.internal;

import java.io.IOException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.mailmend.check.report.JsonText;
import org.mailmend.knowledge.AccountKind;
import org.mailmend.organisation.Clients;
import org.mailmend.organisation.Column;
import org.mailmend.organisation.Import;
import org.mailmend.organisation.Inventory;
import org.mailmend.organisation.Kind;
import org.mailmend.organisation.Loaded;

/** {@code mailmend org import}: takes tables into the inventory. */
final class OrgImportCommand extends OrgAction {
    private static final String MAP = "--map";
    private static final String DRY_RUN = "--dry-run";

    OrgImportCommand() {
        super("org import");
    }

    @Override
    String operands() {
        return "FILE...";
    }

    @Override
    List<Option> own() {
        return List.of(Option.choice("--kind", "option.org.kind", Arrays.stream(Kind.values()).map(Kind::id).toList()),
                Option.choice("--account", "option.org.account",
                        Arrays.stream(AccountKind.values()).map(AccountKind::id).toList()),
                Option.values(MAP, "HEADING=COLUMN", "option.org.map"), Option.flag(DRY_RUN, "option.org.dry-run"),
                Option.flag("--skip-bad", "option.org.skip-bad"));
    }

    @Override
    int work(Inventory inventory, Arguments arguments, Context context) throws UsageException, IOException {
        if (arguments.operands().isEmpty()) {
            throw new UsageException("usage.org.import");
        }
        Map<String, Column> chosen = mapping(arguments);
        Import.Options options = new Import.Options(
                arguments.get("--kind") == null ? null : Kind.fromId(arguments.get("--kind")).orElseThrow(),
                arguments.get("--account") == null ? null : AccountKind.fromId(arguments.get("--account")).orElseThrow(), "");
        Clients clients = new Clients(knowledge(context));
        boolean bad = false;
        for (String name : arguments.operands()) {
            byte[] bytes = Inputs.read(name, Import.LIMIT, context);
            Map<String, Column> mapping = new HashMap<>(Import.remembered(inventory, bytes));
            mapping.putAll(chosen);
            Import table = Import.read(bytes, mapping, options, clients);
            table.problems().forEach(problem -> context.err().println(visible(name + ": " + problem.text(context.locale()))));
            context.err().flush();
            boolean broken = !table.problems().isEmpty();
            bad |= broken;
            boolean dry = arguments.has(DRY_RUN);
            if (broken && !dry && !arguments.has("--skip-bad")) {
                context.err().println(context.messages().get("org.import.nothing", name));
                context.err().flush();
                if (arguments.has(Option.JSON)) {
                    report(name, table, new Loaded(0, 0, 0, 0), arguments, context);
                }
                continue;
            }
            Loaded loaded = dry ? table.dryRun(inventory) : table.save(inventory, name, who());
            if (!dry && !chosen.isEmpty()) {
                table.remember(inventory);
            }
            report(name, table, loaded, arguments, context);
        }
        return bad ? 2 : 0;
    }

    private static Map<String, Column> mapping(Arguments arguments) throws UsageException {
        Map<String, Column> mapping = new HashMap<>();
        for (String map : arguments.all(MAP)) {
            int equals = map.lastIndexOf('=');
            String column = equals < 1 ? "" : map.substring(equals + 1);
            if (equals < 1 || !column.isEmpty() && Column.fromId(column).isEmpty()) {
                throw new UsageException("usage.org.map", map,
                        String.join(", ", Arrays.stream(Column.values()).map(Column::id).toList()));
            }
            mapping.put(map.substring(0, equals), Column.fromId(column).orElse(null));
        }
        return mapping;
    }

    private static void report(String name, Import table, Loaded loaded, Arguments arguments, Context context) {
        if (arguments.has(Option.JSON)) {
            context.json(JsonText.of(arguments.has(Option.PRETTY), json -> {
                json.writeStringField("schema", "mailmend.org-import/1");
                json.writeStringField("file", name);
                json.writeStringField("format", table.format().id());
                json.writeBooleanField("dryRun", arguments.has(DRY_RUN));
                json.writeNumberField("rows", table.rows());
                json.writeNumberField("skipped", table.skipped());
                json.writeNumberField("created", loaded.created());
                json.writeNumberField("changed", loaded.changed());
                json.writeNumberField("unchanged", loaded.unchanged());
                json.writeNumberField("change", loaded.change());
                json.writeObjectFieldStart("columns");
                for (Map.Entry<String, Column> each : table.meanings().entrySet()) {
                    json.writeStringField(each.getKey(), each.getValue().id());
                }
                json.writeEndObject();
                json.writeArrayFieldStart("other");
                for (String heading : table.others()) {
                    json.writeString(heading);
                }
                json.writeEndArray();
                json.writeArrayFieldStart("problems");
                for (Import.Problem problem : table.problems()) {
                    json.writeStartObject();
                    json.writeNumberField("line", problem.line());
                    json.writeStringField("text", problem.error().text(context.locale()));
                    json.writeEndObject();
                }
                json.writeEndArray();
            }));
            return;
        }
        Messages messages = context.messages();
        StringBuilder text = new StringBuilder(
                messages.get("org.import.file", name, table.format().text(context.locale()), table.rows()))
                .append('\n');
        if (arguments.has(DRY_RUN)) {
            table.meanings().forEach(
                    (heading, column) -> text.append("  ").append(heading).append(" -> ").append(column.text(context.locale()))
                            .append('\n'));
            table.others().forEach(
                    heading -> text.append("  ").append(heading).append(" -> ").append(messages.get("org.import.kept"))
                            .append('\n'));
            table.secrets().forEach(
                    heading -> text.append("  ").append(heading).append(" -> ").append(messages.get("org.import.secret"))
                            .append('\n'));
        }
        if (table.skipped() > 0) {
            text.append("  ").append(messages.get("org.import.skipped", table.skipped())).append('\n');
        }
        text.append("  ").append(messages.get(arguments.has(DRY_RUN) ? "org.import.would" : "org.import.did", loaded.created(),
                loaded.changed(), loaded.unchanged())).append('\n');
        context.out().print(visible(text.toString()));
        context.out().flush();
    }
}
