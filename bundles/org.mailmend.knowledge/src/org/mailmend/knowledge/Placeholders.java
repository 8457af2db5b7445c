package org.mailmend.knowledge;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

import org.mailmend.diagnosis.Protocol;
import org.mailmend.knowledge.internal.Messages;

/** Fills in what steps leave open: {client}, {where}, {host}, {port}, {security}, {in-host}, {in-port}, {in-security}. */
public final class Placeholders {
    private final Client client;
    private final List<ServerSettings> settings;

    /**
     * Fills in for this client.
     *
     * @param settings the servers to enter; what is not among them is filled in as "as the provider says"
     */
    public Placeholders(Client client, List<ServerSettings> settings) {
        this.client = client;
        this.settings = settings;
    }

    /** The step with everything filled in. */
    public Statement fill(Statement step) {
        return step.withText(new Text(fill(step.text().en(), Locale.ENGLISH), fill(step.text().ja(), Locale.JAPANESE)));
    }

    private String fill(String text, Locale locale) {
        if (text.indexOf('{') < 0) {
            return text;
        }
        String where = client.where() == null ? Messages.text(locale, "where-unknown") : client.where().text().in(locale);
        String filled = text.replace("{client}", client.name().in(locale)).replace("{where}", where);
        filled = server(filled, "", settings.stream().filter(each -> each.protocol() == Protocol.SMTP).findFirst(), locale);
        return server(filled, "in-", settings.stream().filter(each -> each.protocol() != Protocol.SMTP).findFirst(), locale);
    }

    private static String server(String text, String prefix, Optional<ServerSettings> server, Locale locale) {
        String unknown = Messages.text(locale, "as-provider-says");
        return text.replace("{" + prefix + "host}", server.map(ServerSettings::host).orElse(unknown))
                .replace("{" + prefix + "port}", server.map(each -> String.valueOf(each.port())).orElse(unknown))
                .replace("{" + prefix + "security}",
                        server.map(each -> Messages.text(locale, "security." + each.security().id())).orElse(unknown));
    }
}
