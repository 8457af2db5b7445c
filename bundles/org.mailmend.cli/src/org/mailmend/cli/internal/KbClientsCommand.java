package org.mailmend.cli.internal;

import java.io.IOException;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

import org.mailmend.check.report.Columns;
import org.mailmend.check.report.JsonText;
import org.mailmend.diagnosis.Protocol;
import org.mailmend.knowledge.Client;
import org.mailmend.knowledge.ClientKind;
import org.mailmend.knowledge.Knowledge;
import org.mailmend.knowledge.Provider;

/** {@code mailmend kb clients}: the profiles of clients and devices. */
final class KbClientsCommand extends Command {
    KbClientsCommand() {
        super("kb clients");
    }

    @Override
    List<Option> options() {
        return List.of(Option.choice("--kind", "option.kb.clients.kind", Choices.ids(ClientKind.values(), ClientKind::id)),
                Option.JSON, Option.PRETTY);
    }

    @Override
    int run(Arguments arguments, Context context) throws IOException {
        ClientKind kind = Choices.find(ClientKind.values(), ClientKind::id, arguments.get("--kind"));
        try (Knowledge knowledge = KbCommand.knowledge(context)) {
            List<Client> clients = knowledge.base().clients().stream().filter(client -> kind == null || client.kind() == kind)
                    .toList();
            if (arguments.has(Option.JSON)) {
                clients.forEach(client -> context.json(json(client, arguments.has(Option.PRETTY), context)));
            } else {
                context.out().print(text(clients, context));
                context.out().flush();
            }
        }
        return 0;
    }

    private static String text(Collection<Client> clients, Context context) {
        StringBuilder text = new StringBuilder();
        Map<ClientKind, StringBuilder> groups = new EnumMap<>(ClientKind.class);
        int width = clients.stream().mapToInt(client -> client.id().length()).max().orElse(0);
        String indent = " ".repeat(width + 4);
        for (Client client : clients) {
            groups.computeIfAbsent(client.kind(), kind -> new StringBuilder()).append("  ")
                    .append(Columns.pad(client.id(), width)).append("  ")
                    .append(Columns.wrap(client.name().in(context.locale()), context.style().columns(), indent)).append('\n');
        }
        groups.forEach((kind, lines) -> text.append(kind.text(context.locale())).append('\n').append(lines).append('\n'));
        return text.append(context.messages().get("kb.clients", clients.size())).append('\n').toString();
    }

    private static String json(Client client, boolean pretty, Context context) {
        return JsonText.of(pretty, json -> {
            json.writeStringField("schema", "mailmend.client/1");
            json.writeStringField("id", client.id());
            json.writeStringField("name", client.name().in(context.locale()));
            json.writeStringField("kind", client.kind().id());
            json.writeStringField("vendor", client.vendor());
            json.writeStringField("versions", client.versions());
            json.writeStringField("family", client.family());
            json.writeObjectFieldStart("oauth");
            for (Provider provider : Provider.values()) {
                json.writeObjectFieldStart(provider.id());
                for (Protocol protocol : Protocol.values()) {
                    json.writeStringField(protocol.id(), client.abilities().oauthAnswer(provider, protocol).id());
                }
                json.writeEndObject();
            }
            json.writeEndObject();
            json.writeStringField("endOfSupport",
                    client.endOfSupport() == null ? null : client.endOfSupport().value().toString());
            json.writeBooleanField("verified", client.verified());
            json.writeStringField("updated", client.updated().toString());
        });
    }
}
