package org.mailmend.knowledge.internal.config;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.mailmend.knowledge.config.ClientConfig;
import org.mailmend.knowledge.config.Documentation;
import org.mailmend.knowledge.config.EmailProvider;
import org.mailmend.knowledge.config.Enable;
import org.mailmend.knowledge.config.InputField;
import org.mailmend.knowledge.config.LocalizedText;
import org.mailmend.knowledge.config.OAuth2;
import org.mailmend.knowledge.config.Pop3Settings;
import org.mailmend.knowledge.config.Rest;
import org.mailmend.knowledge.config.Server;
import org.mailmend.knowledge.config.Service;
import org.mailmend.knowledge.config.WebMail;
import org.mailmend.knowledge.config.XmlElement;

/** Makes an autoconfig file of the model, its elements in the order of the format's description. */
public final class AutoconfigWriter {
    private AutoconfigWriter() {
    }

    /**
     * The file.
     *
     * @param comments lines of a comment at its beginning
     */
    public static String write(ClientConfig config, List<String> comments) {
        return new XmlWriter().raw(XmlWriter.DECLARATION).comments(comments).element(config(config), 0).toString();
    }

    /** Puts an element together. */
    private static final class Builder {
        final String name;
        final Map<String, String> attributes = new LinkedHashMap<>();
        final List<XmlElement> children = new ArrayList<>();

        Builder(String name) {
            this.name = name;
        }

        Builder attribute(String key, String value) {
            if (value != null) {
                attributes.put(key, value);
            }
            return this;
        }

        Builder text(String child, Object value) {
            if (value != null) {
                children.add(XmlElement.of(child, value.toString()));
            }
            return this;
        }

        Builder texts(String child, List<String> values) {
            values.forEach(value -> text(child, value));
            return this;
        }

        Builder localized(String child, List<LocalizedText> texts) {
            texts.forEach(text -> children.add(new XmlElement(child, text.lang() == null ? Map.of() : Map.of("lang", text.lang()),
                    text.text(), List.of())));
            return this;
        }

        Builder add(XmlElement element) {
            children.add(element);
            return this;
        }

        XmlElement with(Rest rest) {
            attributes.putAll(rest.attributes());
            children.addAll(rest.elements());
            boolean onlyText = children.size() == 1 && children.getFirst().name().isEmpty();
            return onlyText ? new XmlElement(name, attributes, children.getFirst().text(), List.of())
                    : new XmlElement(name, attributes, "", children);
        }
    }

    private static XmlElement config(ClientConfig config) {
        Builder builder = new Builder("clientConfig").attribute("version", config.version())
                .add(provider(config.emailProvider()));
        if (config.oAuth2() != null) {
            builder.add(oAuth2(config.oAuth2()));
        }
        config.enable().forEach(each -> builder.add(enable(each)));
        if (config.webMail() != null) {
            builder.add(webMail(config.webMail()));
        }
        if (config.updateUrl() != null) {
            builder.add(new XmlElement("clientConfigUpdate", Map.of("url", config.updateUrl()), "", List.of()));
        }
        return builder.with(config.rest());
    }

    private static XmlElement provider(EmailProvider provider) {
        Builder builder = new Builder("emailProvider").attribute("id", provider.id()).texts("domain", provider.domains())
                .text("displayName", provider.displayName()).text("displayShortName", provider.displayShortName());
        provider.incomingServers().forEach(server -> builder.add(server("incomingServer", server)));
        provider.outgoingServers().forEach(server -> builder.add(server("outgoingServer", server)));
        provider.inputFields().forEach(field -> builder.add(inputField(field)));
        provider.documentation().forEach(each -> builder.add(documentation("documentation", each)));
        provider.instructions().forEach(each -> builder.add(documentation("instruction", each)));
        provider.enable().forEach(each -> builder.add(enable(each)));
        provider.services().forEach(service -> builder.add(service(service)));
        return builder.with(provider.rest());
    }

    private static XmlElement service(Service service) {
        return server(service.kind(), service.server());
    }

    private static XmlElement server(String name, Server server) {
        Builder builder = new Builder(name).attribute("type", server.type()).text("hostname", server.hostname())
                .text("port", server.port()).texts("socketType", server.socketTypes()).text("username", server.username())
                .texts("authentication", server.authentications());
        server.urls().forEach(builder::text);
        if (server.pop3() != null) {
            builder.add(pop3(server.pop3()));
        }
        return builder.texts("restriction", server.restrictions()).text("addThisServer", server.addThisServer())
                .text("useGlobalPreferredServer", server.useGlobalPreferredServer()).with(server.rest());
    }

    private static XmlElement pop3(Pop3Settings pop3) {
        return new Builder("pop3").text("leaveMessagesOnServer", pop3.leaveMessagesOnServer())
                .text("daysToLeaveMessagesOnServer", pop3.daysToLeaveMessagesOnServer())
                .text("downloadOnBiff", pop3.downloadOnBiff()).with(pop3.rest());
    }

    private static XmlElement documentation(String name, Documentation documentation) {
        return new Builder(name).attribute("url", documentation.url()).localized("descr", documentation.descriptions())
                .with(documentation.rest());
    }

    private static XmlElement enable(Enable enable) {
        return new Builder("enable").attribute("visiturl", enable.visitUrl()).localized("instruction", enable.instructions())
                .with(enable.rest());
    }

    private static XmlElement inputField(InputField field) {
        Builder builder = new Builder("inputField").attribute("key", field.key()).attribute("label", field.label());
        if (!field.example().isEmpty()) {
            builder.text("", field.example());
        }
        return builder.with(field.rest());
    }

    private static XmlElement oAuth2(OAuth2 oAuth2) {
        return new Builder("oAuth2").text("issuer", oAuth2.issuer()).text("scope", oAuth2.scope())
                .text("authURL", oAuth2.authUrl()).text("tokenURL", oAuth2.tokenUrl()).with(oAuth2.rest());
    }

    private static XmlElement webMail(WebMail webMail) {
        Builder builder = new Builder("webMail");
        if (webMail.loginPage() != null) {
            builder.add(new XmlElement("loginPage", Map.of("url", webMail.loginPage()), "", List.of()));
        }
        return builder.with(webMail.rest());
    }
}
