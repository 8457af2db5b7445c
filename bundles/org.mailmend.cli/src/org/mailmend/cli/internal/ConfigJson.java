package org.mailmend.cli.internal;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import org.mailmend.check.report.JsonText;
import org.mailmend.knowledge.config.Autoconfig;
import org.mailmend.knowledge.config.ClientConfig;
import org.mailmend.knowledge.config.ConfigFile;
import org.mailmend.knowledge.config.Documentation;
import org.mailmend.knowledge.config.EmailProvider;
import org.mailmend.knowledge.config.Enable;
import org.mailmend.knowledge.config.InputField;
import org.mailmend.knowledge.config.LocalizedText;
import org.mailmend.knowledge.config.LookupAnswer;
import org.mailmend.knowledge.config.LookupResult;
import org.mailmend.knowledge.config.Notice;
import org.mailmend.knowledge.config.OAuth2;
import org.mailmend.knowledge.config.Pop3Settings;
import org.mailmend.knowledge.config.Rest;
import org.mailmend.knowledge.config.Server;
import org.mailmend.knowledge.config.Service;
import org.mailmend.knowledge.config.WebMail;
import org.mailmend.knowledge.config.XmlElement;

import com.fasterxml.jackson.core.JsonGenerator;

/** Configuration files as JSON; the names are those of the file's own elements. */
final class ConfigJson {
    private static final String SCHEMA = "mailmend.config/1";

    private final JsonGenerator json;

    private ConfigJson(JsonGenerator json) {
        this.json = json;
    }

    /** The model of a file. */
    static String imported(String source, Autoconfig.Imported imported, boolean pretty, Locale locale) {
        return JsonText.of(pretty, json -> {
            json.writeStringField("schema", SCHEMA);
            json.writeStringField("source", source);
            ConfigJson writer = new ConfigJson(json);
            writer.config(imported.config());
            writer.notices(imported.notices(), locale);
        });
    }

    /** A file that was written. */
    static String file(ConfigFile file, String output, boolean pretty, Locale locale) {
        return JsonText.of(pretty, json -> {
            json.writeStringField("schema", SCHEMA);
            json.writeStringField("format", file.format().id());
            json.writeStringField("fileName", file.fileName());
            json.writeStringField("output", output);
            json.writeStringField("content", output == null ? file.text() : null);
            new ConfigJson(json).notices(file.notices(), locale);
        });
    }

    /** What a lookup found. */
    static String lookup(LookupResult result, boolean pretty, Locale locale) {
        return JsonText.of(pretty, json -> {
            json.writeStringField("schema", SCHEMA);
            json.writeStringField("domain", result.domain());
            json.writeStringField("winner", result.winner().map(answer -> answer.source().id()).orElse(null));
            json.writeArrayFieldStart("answers");
            for (LookupAnswer answer : result.answers()) {
                json.writeStartObject();
                json.writeStringField("source", answer.source().id());
                json.writeStringField("asked", answer.asked());
                json.writeStringField("status", answer.status().name().toLowerCase(Locale.ROOT));
                json.writeStringField("detail", answer.detail().text(locale));
                json.writeNumberField("millis", answer.time().toMillis());
                if (answer.config() == null) {
                    json.writeNullField("config");
                } else {
                    json.writeObjectFieldStart("config");
                    new ConfigJson(json).config(answer.config());
                    json.writeEndObject();
                }
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeArrayFieldStart("differences");
            for (LookupResult.Difference difference : result.differences()) {
                json.writeStartObject();
                json.writeStringField("type", difference.type());
                json.writeStringField("aspect", difference.aspect().id());
                json.writeArrayFieldStart("variants");
                for (LookupResult.Variant variant : difference.variants()) {
                    json.writeStartObject();
                    json.writeStringField("value", variant.value());
                    new ConfigJson(json).strings("sources", variant.sources().stream().map(source -> source.id()).toList());
                    json.writeEndObject();
                }
                json.writeEndArray();
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeNumberField("elapsedMillis", result.time().toMillis());
        });
    }

    private void config(ClientConfig config) throws IOException {
        json.writeStringField("version", config.version());
        provider(config.emailProvider());
        oAuth2(config.oAuth2());
        enable(config.enable());
        WebMail webMail = config.webMail();
        if (webMail == null) {
            json.writeNullField("webMail");
        } else {
            json.writeObjectFieldStart("webMail");
            json.writeStringField("loginPage", webMail.loginPage());
            rest(webMail.rest());
            json.writeEndObject();
        }
        json.writeStringField("clientConfigUpdate", config.updateUrl());
        rest(config.rest());
    }

    private void provider(EmailProvider provider) throws IOException {
        json.writeObjectFieldStart("emailProvider");
        json.writeStringField("id", provider.id());
        strings("domain", provider.domains());
        json.writeStringField("displayName", provider.displayName());
        json.writeStringField("displayShortName", provider.displayShortName());
        servers("incomingServer", provider.incomingServers());
        servers("outgoingServer", provider.outgoingServers());
        documentation("documentation", provider.documentation());
        documentation("instruction", provider.instructions());
        enable(provider.enable());
        json.writeArrayFieldStart("inputField");
        for (InputField field : provider.inputFields()) {
            json.writeStartObject();
            json.writeStringField("key", field.key());
            json.writeStringField("label", field.label());
            json.writeStringField("example", field.example());
            rest(field.rest());
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeArrayFieldStart("services");
        for (Service service : provider.services()) {
            json.writeStartObject();
            json.writeStringField("kind", service.kind());
            server(service.server());
            json.writeEndObject();
        }
        json.writeEndArray();
        rest(provider.rest());
        json.writeEndObject();
    }

    private void servers(String field, List<Server> servers) throws IOException {
        json.writeArrayFieldStart(field);
        for (Server server : servers) {
            json.writeStartObject();
            server(server);
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private void server(Server server) throws IOException {
        json.writeStringField("type", server.type());
        json.writeStringField("hostname", server.hostname());
        number("port", server.port());
        strings("socketType", server.socketTypes());
        json.writeStringField("username", server.username());
        strings("authentication", server.authentications());
        for (Map.Entry<String, String> url : server.urls().entrySet()) {
            json.writeStringField(url.getKey(), url.getValue());
        }
        if (server.pop3() != null) {
            Pop3Settings pop3 = server.pop3();
            json.writeObjectFieldStart("pop3");
            bool("leaveMessagesOnServer", pop3.leaveMessagesOnServer());
            if (pop3.daysToLeaveMessagesOnServer() != null) {
                number("daysToLeaveMessagesOnServer", pop3.daysToLeaveMessagesOnServer());
            }
            bool("downloadOnBiff", pop3.downloadOnBiff());
            rest(pop3.rest());
            json.writeEndObject();
        }
        if (!server.restrictions().isEmpty()) {
            strings("restriction", server.restrictions());
        }
        bool("addThisServer", server.addThisServer());
        bool("useGlobalPreferredServer", server.useGlobalPreferredServer());
        rest(server.rest());
    }

    private void documentation(String field, List<Documentation> all) throws IOException {
        json.writeArrayFieldStart(field);
        for (Documentation documentation : all) {
            json.writeStartObject();
            json.writeStringField("url", documentation.url());
            texts("descr", documentation.descriptions());
            rest(documentation.rest());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private void enable(List<Enable> all) throws IOException {
        json.writeArrayFieldStart("enable");
        for (Enable enable : all) {
            json.writeStartObject();
            json.writeStringField("visiturl", enable.visitUrl());
            texts("instruction", enable.instructions());
            rest(enable.rest());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private void oAuth2(OAuth2 oAuth2) throws IOException {
        if (oAuth2 == null) {
            json.writeNullField("oAuth2");
            return;
        }
        json.writeObjectFieldStart("oAuth2");
        json.writeStringField("issuer", oAuth2.issuer());
        json.writeStringField("scope", oAuth2.scope());
        json.writeStringField("authURL", oAuth2.authUrl());
        json.writeStringField("tokenURL", oAuth2.tokenUrl());
        rest(oAuth2.rest());
        json.writeEndObject();
    }

    private void texts(String field, List<LocalizedText> texts) throws IOException {
        json.writeArrayFieldStart(field);
        for (LocalizedText text : texts) {
            json.writeStartObject();
            json.writeStringField("lang", text.lang());
            json.writeStringField("text", text.text());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    /** What no other field has; left out when there is nothing. */
    private void rest(Rest rest) throws IOException {
        if (rest.isEmpty()) {
            return;
        }
        json.writeObjectFieldStart("other");
        attributes(rest.attributes());
        elements(rest.elements());
        json.writeEndObject();
    }

    private void elements(List<XmlElement> elements) throws IOException {
        json.writeArrayFieldStart("elements");
        for (XmlElement element : elements) {
            json.writeStartObject();
            json.writeStringField("name", element.name());
            attributes(element.attributes());
            json.writeStringField("text", element.text());
            elements(element.children());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private void attributes(Map<String, String> attributes) throws IOException {
        json.writeObjectFieldStart("attributes");
        for (Map.Entry<String, String> attribute : attributes.entrySet()) {
            json.writeStringField(attribute.getKey(), attribute.getValue());
        }
        json.writeEndObject();
    }

    private void notices(List<Notice> notices, Locale locale) throws IOException {
        strings("notices", notices.stream().map(notice -> notice.text(locale)).toList());
    }

    private void strings(String field, List<String> values) throws IOException {
        json.writeArrayFieldStart(field);
        for (String value : values) {
            json.writeString(value);
        }
        json.writeEndArray();
    }

    private void number(String field, Integer value) throws IOException {
        if (value == null) {
            json.writeNullField(field);
        } else {
            json.writeNumberField(field, value);
        }
    }

    private void bool(String field, Boolean value) throws IOException {
        if (value != null) {
            json.writeBooleanField(field, value);
        }
    }
}
