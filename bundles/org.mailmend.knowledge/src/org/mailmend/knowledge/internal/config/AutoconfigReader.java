package org.mailmend.knowledge.internal.config;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

import org.mailmend.knowledge.config.Autoconfig;
import org.mailmend.knowledge.config.ClientConfig;
import org.mailmend.knowledge.config.ConfigException;
import org.mailmend.knowledge.config.Documentation;
import org.mailmend.knowledge.config.EmailProvider;
import org.mailmend.knowledge.config.Enable;
import org.mailmend.knowledge.config.InputField;
import org.mailmend.knowledge.config.Notice;
import org.mailmend.knowledge.config.OAuth2;
import org.mailmend.knowledge.config.Pop3Settings;
import org.mailmend.knowledge.config.Rest;
import org.mailmend.knowledge.config.Server;
import org.mailmend.knowledge.config.Service;
import org.mailmend.knowledge.config.WebMail;
import org.mailmend.knowledge.config.XmlElement;

/** Makes the model of an autoconfig file. */
public final class AutoconfigReader {
    private static final int HIGHEST_PORT = 65_535;
    private static final int MOST_DAYS = 100_000;
    private static final Pattern SERVICE = Pattern
            .compile("address[bB]ook|contacts?|calendar|file[sS]hare|chat[sS]erver|videoConference");
    private static final Pattern URL = Pattern.compile("url|[A-Za-z]{1,30}(?:URL|Url)");

    private static final Pattern SECRET = Pattern.compile("(?i)password|passwd|client[_-]?secret|refresh[_-]?token");

    private AutoconfigReader() {
    }

    /** See {@link Autoconfig#read}. */
    public static Autoconfig.Imported read(byte[] file) throws ConfigException {
        if (file.length > Autoconfig.LIMIT) {
            throw new ConfigException("xml.large", Autoconfig.LIMIT / 1024);
        }
        if (new String(file, StandardCharsets.ISO_8859_1).isBlank()) {
            throw new ConfigException("xml.empty");
        }
        XmlElement whole = XmlReader.read(file);
        if (!whole.name().equals("clientConfig")) {
            throw new ConfigException("autoconfig.root", shown(whole.name()));
        }
        XmlElement root = withoutSecrets(whole);
        return new Autoconfig.Imported(config(root),
                root.equals(whole) ? List.of() : List.of(Notice.of("notice.password-left-out")));
    }

    /** A secret is kept in no model and in no file of ours. */
    private static XmlElement withoutSecrets(XmlElement element) {
        List<XmlElement> children = Parts.joined(element.children().stream()
                .filter(child -> !SECRET.matcher(child.name()).matches()).map(AutoconfigReader::withoutSecrets).toList());
        boolean onlyText = children.size() == 1 && children.getFirst().name().isEmpty();
        return onlyText ? new XmlElement(element.name(), element.attributes(), children.getFirst().text().strip(), List.of())
                : new XmlElement(element.name(), element.attributes(), element.text(), children);
    }

    private static ClientConfig config(XmlElement root) throws ConfigException {
        Parts parts = new Parts(root);
        XmlElement provider = parts.element("emailProvider");
        if (provider == null) {
            throw new ConfigException("autoconfig.provider");
        }
        XmlElement oAuth2 = parts.element("oAuth2");
        XmlElement webMail = parts.element("webMail");
        XmlElement update = parts.all(element -> element.name().equals("clientConfigUpdate") && element.text().isEmpty()
                && element.children().isEmpty() && element.attributes().keySet().equals(Set.of("url"))).stream()
                .findFirst().orElse(null);
        return new ClientConfig(parts.attribute("version"), provider(provider), oAuth2 == null ? null : oAuth2(oAuth2),
                enable(parts), webMail == null ? null : webMail(webMail), update == null ? null : update.attributes().get("url"),
                parts.rest());
    }

    private static EmailProvider provider(XmlElement element) {
        Parts parts = new Parts(element);
        List<Server> incoming = parts.elements("incomingServer").stream().map(AutoconfigReader::server).toList();
        List<Server> outgoing = parts.elements("outgoingServer").stream().map(AutoconfigReader::server).toList();
        List<Service> services = parts.all(each -> SERVICE.matcher(each.name()).matches()).stream()
                .map(each -> new Service(each.name(), server(each))).toList();
        return new EmailProvider(parts.attribute("id"), parts.texts("domain"), parts.text("displayName"),
                parts.text("displayShortName"), incoming, outgoing, documentation(parts, "documentation"),
                documentation(parts, "instruction"), enable(parts),
                parts.elements("inputField").stream().map(AutoconfigReader::inputField).toList(), services, parts.rest());
    }

    private static Server server(XmlElement element) {
        Parts parts = new Parts(element);
        Map<String, String> urls = new LinkedHashMap<>();
        List<XmlElement> again = new ArrayList<>();
        for (XmlElement url : parts.all(each -> URL.matcher(each.name()).matches() && each.isPlain())) {
            if (urls.putIfAbsent(url.name(), url.text()) != null) {
                again.add(url);
            }
        }
        XmlElement pop3 = parts.element("pop3");
        Server server = new Server(parts.attribute("type"), parts.text("hostname"), parts.number("port", 1, HIGHEST_PORT),
                parts.texts("socketType"), parts.text("username"), parts.texts("authentication"), urls,
                pop3 == null ? null : pop3(pop3), parts.texts("restriction"), parts.bool("addThisServer"),
                parts.bool("useGlobalPreferredServer"), parts.rest());
        if (again.isEmpty()) {
            return server;
        }
        again.addAll(server.rest().elements());
        return new Server(server.type(), server.hostname(), server.port(), server.socketTypes(), server.username(),
                server.authentications(), server.urls(), server.pop3(), server.restrictions(), server.addThisServer(),
                server.useGlobalPreferredServer(),
                new Rest(server.rest().attributes(), again));
    }

    private static Pop3Settings pop3(XmlElement element) {
        Parts parts = new Parts(element);
        return new Pop3Settings(parts.bool("leaveMessagesOnServer"), parts.number("daysToLeaveMessagesOnServer", 0, MOST_DAYS),
                parts.bool("downloadOnBiff"), parts.rest());
    }

    private static List<Documentation> documentation(Parts of, String name) {
        return of.elements(name).stream().map(element -> {
            Parts parts = new Parts(element);
            return new Documentation(parts.attribute("url"), parts.localized("descr"), parts.rest());
        }).toList();
    }

    private static List<Enable> enable(Parts of) {
        return of.elements("enable").stream().map(element -> {
            Parts parts = new Parts(element);
            return new Enable(parts.attribute("visiturl"), parts.localized("instruction"), parts.rest());
        }).toList();
    }

    private static InputField inputField(XmlElement element) {
        Parts parts = new Parts(element);
        return new InputField(parts.attribute("key"), parts.attribute("label"), parts.ownText(), parts.rest());
    }

    private static OAuth2 oAuth2(XmlElement element) {
        Parts parts = new Parts(element);
        return new OAuth2(parts.text("issuer"), parts.text("scope"), parts.text("authURL"), parts.text("tokenURL"), parts.rest());
    }

    private static WebMail webMail(XmlElement element) {
        Parts parts = new Parts(element);
        XmlElement login = parts.all(each -> each.name().equals("loginPage") && each.text().isEmpty()
                && each.children().isEmpty() && each.attributes().keySet().equals(Set.of("url"))).stream().findFirst()
                .orElse(null);
        return new WebMail(login == null ? null : login.attributes().get("url"), parts.rest());
    }

    private static String shown(String name) {
        return name.length() > 40 ? name.substring(0, 40) + "…" : name;
    }
}
