package org.mailmend.knowledge.internal.config;

import java.util.List;
import java.util.Locale;

import org.mailmend.diagnosis.Protocol;
import org.mailmend.knowledge.Client;
import org.mailmend.knowledge.Statement;
import org.mailmend.knowledge.config.AccountServer;
import org.mailmend.knowledge.config.AccountSettings;
import org.mailmend.knowledge.config.Notice;
import org.mailmend.knowledge.internal.Messages;

/** Writes the settings as plain text, in the words that the client shows in the reader's language. */
public final class TextWriter {
    private final StringBuilder text = new StringBuilder();
    private final Locale locale;
    private final Client client;

    private TextWriter(Client client, Locale locale) {
        this.client = client;
        this.locale = locale;
    }

    /** The text. */
    public static String write(AccountSettings settings, Locale locale, List<Notice> notices) {
        return new TextWriter(settings.client(), locale).file(settings, notices);
    }

    private String file(AccountSettings settings, List<Notice> notices) {
        line(ConfigMessages.text(locale, "text.title", settings.address()));
        row("text.client", client.name().in(locale));
        row("text.provider", settings.provider());
        if (settings.route() != null) {
            row("text.route", settings.route().text(locale));
        }
        if (client.where() != null) {
            row("text.where", statement(client.where()));
        }
        if (settings.incoming() != null) {
            server("text.incoming", settings.incoming());
        }
        if (settings.outgoing() != null) {
            server("text.outgoing", settings.outgoing());
        }
        if (!settings.steps().isEmpty()) {
            line("");
            line(ConfigMessages.text(locale, "text.steps"));
            int number = 0;
            for (Statement step : settings.steps()) {
                line("  " + ++number + ". " + statement(step));
            }
        }
        if (!notices.isEmpty()) {
            line("");
            line(ConfigMessages.text(locale, "text.notes"));
            notices.forEach(notice -> line("  - " + notice.text(locale)));
        }
        return text.toString();
    }

    private void server(String title, AccountServer server) {
        line("");
        line(ConfigMessages.text(locale, title, server.protocol() == Protocol.POP3 ? "POP" : server.protocol().name()));
        row("label.server", server.host());
        row("label.port", String.valueOf(server.port()));
        row("label.security", label("label.security." + server.security().id()));
        row("label.auth", label("label.auth." + server.signIn().id()));
        if (server.userName() != null) {
            row("label.user", server.userName());
        }
        if (server.signIn().usesPassword()) {
            row("label.password", ConfigMessages.text(locale, "text.secret." + server.signIn().id()));
        }
    }

    private void row(String key, String value) {
        line("  " + (key.startsWith("label.") ? label(key) : ConfigMessages.text(locale, key))
                + ConfigMessages.text(locale, "text.colon") + value);
    }

    /** The client's own word where it is known, else the usual one. */
    private String label(String key) {
        String own = key.replaceFirst("^label\\.", "label." + client.family() + ".");
        return ConfigMessages.text(locale, ConfigMessages.has(own) ? own : key);
    }

    private String statement(Statement statement) {
        boolean verified = statement.verified(locale);
        return statement.text().in(locale) + (verified ? "" : " " + Messages.text(locale, "unverified"));
    }

    private void line(String line) {
        // a line end of its own could pass for one of ours
        text.append(line.replaceAll("[\\p{Cntrl}]+", " ").stripTrailing()).append('\n');
    }
}
