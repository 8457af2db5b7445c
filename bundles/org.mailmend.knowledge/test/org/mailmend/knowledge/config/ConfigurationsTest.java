package org.mailmend.knowledge.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;

import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;

import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.InputSource;

import org.mailmend.diagnosis.Protocol;
import org.mailmend.knowledge.AccountKind;
import org.mailmend.knowledge.Client;
import org.mailmend.knowledge.KnowledgeBase;
import org.mailmend.knowledge.Route;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;

/** The files that are written for accounts: valid by the rules of those who read them, and without a secret. */
class ConfigurationsTest {
    private static final KnowledgeBase BASE = KnowledgeBase.get();
    private static final Configurations CONFIGURATIONS = new Configurations(BASE);

    private static Client client(String id) {
        return BASE.client(id).orElseThrow();
    }

    private static ConfigFile write(String client, String address, ConfigFormat format) throws ConfigException {
        return CONFIGURATIONS.write(ConfigRequest.of(client(client), address), format, Locale.ENGLISH);
    }

    private static List<String> keys(ConfigFile file) {
        return file.notices().stream().map(Notice::key).toList();
    }

    /** For every client, kind of account and format: a valid file, or one sentence that says why not. */
    @Test
    void everyClientGetsAFileOrASentence() throws Exception {
        Map<ConfigFormat, Integer> files = new EnumMap<>(ConfigFormat.class);
        for (Client client : BASE.clients()) {
            for (String address : List.of("a@gmail.com", "b.c@example.com", "d@contoso.onmicrosoft.com", "e@outlook.com",
                    "f@icloud.com", "g@yahoo.co.jp")) {
                for (ConfigFormat format : ConfigFormat.values()) {
                    for (Locale locale : address.startsWith("a@") ? List.of(Locale.ENGLISH, Locale.JAPANESE)
                            : List.of(Locale.ENGLISH)) {
                        String what = client.id() + " " + address + " " + format + " " + locale;
                        try {
                            ConfigFile file = CONFIGURATIONS.write(ConfigRequest.of(client, address), format, locale);
                            valid(file, what);
                            files.merge(format, 1, Integer::sum);
                        } catch (ConfigException e) {
                            assertEquals(1, e.text(locale).lines().count(), what);
                            assertFalse(e.text(locale).matches(".*(\\{\\d|null|\\[).*"), what + ": " + e.text(locale));
                        }
                    }
                }
            }
        }
        for (ConfigFormat format : ConfigFormat.values()) {
            assertTrue(files.getOrDefault(format, 0) > 500, format + ": " + files);
        }
    }

    private static void valid(ConfigFile file, String what) throws Exception {
        assertFalse(file.text().matches("(?s).*(\\bnull\\b|\\{0}).*"), what + "\n" + file.text());
        assertTrue(file.text().endsWith("\n"), what);
        for (Notice notice : file.notices()) {
            assertFalse(notice.text(Locale.JAPANESE).contains("{0}"), what);
        }
        switch (file.format()) {
            case AUTOCONFIG -> autoconfig(file.text(), what);
            case MOBILECONFIG -> AppleSchema.check(file.text(), what);
            case POLICIES -> policies(file.text(), what);
            case PRF -> prf(file.text(), what);
            case POSTFIX -> assertTrue(file.text().lines().allMatch(line -> line.isEmpty() || line.startsWith("#")
                    || line.matches("(relayhost|smtp_[a-z_]+) =( \\S+)?")), what + "\n" + file.text());
            case MSMTP -> assertTrue(file.text().lines().allMatch(line -> line.isEmpty() || line.startsWith("#")
                    || line.matches("(account|host|port|from|tls|tls_starttls|auth|user|passwordeval|account default) \\S.*")),
                    what + "\n" + file.text());
            case TEXT -> assertTrue(file.text().lines().count() > 4, what + "\n" + file.text());
        }
    }

    /** What Thunderbird demands: a domain, and for each server type, host name, port, protection, sign-in and user name. */
    private static void autoconfig(String text, String what) throws ConfigException {
        ClientConfig config = Autoconfig.read(text.getBytes(StandardCharsets.UTF_8)).config();
        EmailProvider provider = config.emailProvider();
        assertEquals("1.1", config.version());
        assertEquals(List.of(provider.id()), provider.domains(), what);
        assertEquals(1, provider.incomingServers().size(), what);
        assertEquals(1, provider.outgoingServers().size(), what);
        for (Server server : List.of(provider.incomingServers().getFirst(), provider.outgoingServers().getFirst())) {
            boolean incoming = server == provider.incomingServers().getFirst();
            assertTrue((incoming ? Set.of("imap", "pop3") : Set.of("smtp")).contains(server.type()), what);
            assertTrue(server.hostname().matches("[a-z0-9.-]+"), what + server);
            assertTrue(server.port() > 0 && server.security().isPresent(), what + server);
            assertTrue(
                    Set.of(List.of("OAuth2"), List.of("password-cleartext"), List.of("none")).contains(server.authentications()),
                    what + server);
            assertEquals(server.authentications().contains("none"), server.username() == null, what + server);
            assertTrue(server.rest().isEmpty(), what);
        }
        assertTrue(provider.rest().isEmpty() && config.rest().isEmpty(), what);
        boolean oauth = text.contains("<authentication>OAuth2<");
        assertEquals(oauth, config.oAuth2() != null, what);
    }

    /** The policy Preferences of Thunderbird: names with an allowed beginning, a plain value, a known status. */
    private static void policies(String text, String what) throws IOException {
        try (JsonParser json = new JsonFactory().enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION).createParser(text)) {
            assertEquals(JsonToken.START_OBJECT, json.nextToken());
            assertEquals("policies", json.nextFieldName());
            assertEquals(JsonToken.START_OBJECT, json.nextToken());
            assertEquals("Preferences", json.nextFieldName());
            assertEquals(JsonToken.START_OBJECT, json.nextToken());
            Map<String, Object> values = new LinkedHashMap<>();
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                String name = json.currentName();
                assertTrue(name.startsWith("mail."), what + name);
                assertEquals(JsonToken.START_OBJECT, json.nextToken());
                assertEquals("Value", json.nextFieldName());
                JsonToken value = json.nextToken();
                assertTrue(value.isScalarValue(), what + name);
                values.put(name, json.getText());
                assertEquals("Status", json.nextFieldName());
                assertEquals("default", json.nextTextValue());
                assertEquals(JsonToken.END_OBJECT, json.nextToken());
            }
            assertEquals(JsonToken.END_OBJECT, json.nextToken());
            assertEquals(JsonToken.END_OBJECT, json.nextToken());
            assertEquals(null, json.nextToken());
            // the account's parts hang together
            assertEquals("account1", values.get("mail.accountmanager.accounts"));
            assertEquals("server1", values.get("mail.account.account1.server"));
            assertEquals("smtp1", values.get("mail.identity.id1.smtpServer"));
            assertTrue(Set.of("0", "2", "3").contains(values.get("mail.server.server1.socketType")), what);
            assertTrue(Set.of("1", "3", "10").contains(values.get("mail.smtpserver.smtp1.authMethod")), what);
        }
    }

    /** ASCII with the line ends of Windows, and each value of an account has a mapping. */
    private static void prf(String text, String what) {
        assertTrue(text.chars().allMatch(c -> c == '\r' || c == '\n' || c >= ' ' && c < 0x7F), what);
        assertFalse(text.replace("\r\n", "").contains("\n"), what);
        Map<String, List<String>> sections = new LinkedHashMap<>();
        List<String> section = new ArrayList<>();
        for (String line : text.split("\r\n")) {
            if (line.startsWith("[")) {
                section = sections.computeIfAbsent(line, name -> new ArrayList<>());
            } else if (!line.isEmpty() && !line.startsWith(";")) {
                section.add(line);
            }
        }
        String type = sections.get("[Internet Account List]").getFirst().replace("Account1=", "");
        List<String> mapped = sections.get("[" + type + "]").stream().map(line -> line.replaceFirst("=.*", "")).toList();
        for (String line : sections.get("[Account1]")) {
            String key = line.replaceFirst("=.*", "");
            assertTrue(key.equals("UniqueService") || mapped.contains(key), what + " " + key);
        }
    }

    @Test
    void autoconfigForGmailInThunderbird() throws ConfigException {
        ConfigFile file = write("thunderbird-153", "a@gmail.com", ConfigFormat.AUTOCONFIG);
        EmailProvider provider = Autoconfig.read(file.bytes()).config().emailProvider();
        assertEquals("gmail.com", provider.id());
        Server imap = provider.incomingServers().getFirst();
        assertEquals("imap.gmail.com:993 SSL OAuth2 %EMAILADDRESS%", imap.hostname() + ":" + imap.port() + " "
                + imap.socketTypes().getFirst() + " " + imap.authentications().getFirst() + " " + imap.username());
        assertEquals("smtp.gmail.com", provider.outgoingServers().getFirst().hostname());
    }

    @Test
    void aDomainOfOnesOwnIsAnAssumption() throws ConfigException {
        assertTrue(keys(write("thunderbird-153", "a@example.com", ConfigFormat.TEXT)).contains("notice.account-assumed"));
        ConfigFile said = CONFIGURATIONS.write(
                ConfigRequest.of(client("thunderbird-153"), "a@example.com").withAccount(AccountKind.MICROSOFT365),
                ConfigFormat.TEXT, Locale.ENGLISH);
        assertFalse(keys(said).contains("notice.account-assumed"));
        assertTrue(said.text().contains("smtp.office365.com"), said.text());
        assertEquals(AccountKind.PERSONAL, Configurations.accountOf("a@GMAIL.com").orElseThrow());
        assertEquals(AccountKind.MICROSOFT365, Configurations.accountOf("a@contoso.onmicrosoft.com").orElseThrow());
        assertTrue(Configurations.accountOf("a@example.com").isEmpty());
    }

    @ParameterizedTest
    @CsvSource({"apple-mail-ios,a@gmail.com,com.apple.mail.managed,EmailAuthPassword",
            "apple-mail-ios,a@icloud.com,com.apple.mail.managed,EmailAuthPassword",
            "apple-mail-ios,a@contoso.onmicrosoft.com,com.apple.eas.account,OAuth",
            "apple-mail-macos,a@contoso.onmicrosoft.com,com.apple.ews.account,OAuth"})
    void profilesOfAppleByKindOfAccount(String client, String address, String payload, String word) throws ConfigException {
        ConfigFile file = write(client, address, ConfigFormat.MOBILECONFIG);
        assertTrue(file.text().contains("<string>" + payload + "</string>") && file.text().contains(word), file.text());
        assertTrue(keys(file).contains("notice.mobileconfig-unsigned"));
        assertFalse(file.text().contains("Password</key>") && file.text().contains("<key>IncomingPassword"), file.text());
    }

    @Test
    void googleWithOAuthIsAProfileOfItsOwn() throws Exception {
        ConfigRequest request = ConfigRequest.of(client("apple-mail-ios"), "a@gmail.com").withRoute(Route.OAUTH);
        ConfigFile file = CONFIGURATIONS.write(request, ConfigFormat.MOBILECONFIG, Locale.JAPANESE);
        AppleSchema.check(file.text(), "google");
        assertTrue(file.text().contains("com.apple.google-oauth"), file.text());
        assertTrue(keys(file).contains("notice.mobileconfig-google"));
        ConfigRequest mac = ConfigRequest.of(client("apple-mail-macos"), "a@gmail.com").withRoute(Route.OAUTH);
        assertThrows(ConfigException.class, () -> CONFIGURATIONS.write(mac, ConfigFormat.MOBILECONFIG, Locale.ENGLISH));
    }

    @Test
    void profilesHaveStableIdentifiers() throws Exception {
        String one = write("apple-mail-ios", "a@gmail.com", ConfigFormat.MOBILECONFIG).text();
        assertEquals(one, write("apple-mail-ios", "a@gmail.com", ConfigFormat.MOBILECONFIG).text());
        String other = write("apple-mail-ios", "b@gmail.com", ConfigFormat.MOBILECONFIG).text();
        String pop = CONFIGURATIONS.write(
                ConfigRequest.of(client("apple-mail-ios"), "a@gmail.com").withIncoming(Protocol.POP3)
                        .withRoute(Route.APP_PASSWORD),
                ConfigFormat.MOBILECONFIG, Locale.ENGLISH).text();
        Set<String> uuids = new TreeSet<>();
        for (String text : List.of(one, other, pop)) {
            Map<String, Object> profile = AppleSchema.read(text);
            uuids.add((String) profile.get("PayloadUUID"));
            uuids.add((String) ((Map<?, ?>) ((List<?>) profile.get("PayloadContent")).getFirst()).get("PayloadUUID"));
        }
        assertEquals(6, uuids.size());
        assertEquals(AppleSchema.read(one).get("PayloadIdentifier"), AppleSchema.read(pop).get("PayloadIdentifier"));
        assertNotEquals(AppleSchema.read(one).get("PayloadIdentifier"), AppleSchema.read(other).get("PayloadIdentifier"));
    }

    @Test
    void aNameCannotBreakOut() throws Exception {
        String evil = "</string><key>IncomingPassword</key>&x;\n[Account2]\r\npasswordeval \"rm\"\u202e\"";
        for (ConfigFormat format : ConfigFormat.values()) {
            ConfigRequest request = ConfigRequest.of(client("thunderbird-153"), "a@gmail.com").withName(evil)
                    .withRoute(Route.APP_PASSWORD);
            ConfigFile file = CONFIGURATIONS.write(request, format, Locale.ENGLISH);
            valid(file, format.id());
            assertFalse(file.text().contains("\u202e"), file.text());
            assertTrue(file.text().lines().noneMatch(line -> line.startsWith("[Account2]") || line.startsWith("passwordeval")),
                    file.text());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"o'brien+x@example.com", "a&b@example.com",
            "{x}%U$HOME`id`|y@example.com", "#!a=b?c@example.com", "用户@例え.example"})
    void oddAddressesStayWithinTheirPlace(String address) throws Exception {
        for (ConfigFormat format : ConfigFormat.values()) {
            ConfigRequest request = ConfigRequest.of(client("msmtp"), address);
            try {
                valid(CONFIGURATIONS.write(request, format, Locale.ENGLISH), address + format);
            } catch (ConfigException e) {
                assertEquals(ConfigFormat.PRF, format, e.text(Locale.ENGLISH));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "@", "a@", "@example.com", "a b@example.com", "a@exa mple.com", "a\n@example.com",
            "\"a\"@example.com",
            "a@-example.com", "a@example..com", "a@example.com\nhost evil", "a;b@example.com", "a<b>@example.com",
            "a\u202eb@example.com"})
    void whatIsNoAddressIsRefused(String address) {
        ConfigException e = assertThrows(ConfigException.class, () -> write("msmtp", address, ConfigFormat.MSMTP));
        assertEquals(1, e.text(Locale.ENGLISH).lines().count());
        assertTrue(e.text(Locale.ENGLISH).codePoints().noneMatch(c -> Character.isISOControl(c) || c == 0x202E));
    }

    @Test
    void outlookReachesMicrosoftByItself() {
        assertEquals("prf.microsoft", assertThrows(ConfigException.class,
                () -> write("outlook-2016-msi", "a@outlook.com", ConfigFormat.PRF)).key());
    }

    @Test
    void serversOfAFile() throws Exception {
        ClientConfig servers = Autoconfig.read(AutoconfigTest.complete()).config();
        ConfigRequest request = ConfigRequest.of(client("thunderbird-153"), "me@mail.example").withServers(servers);
        AccountSettings settings = CONFIGURATIONS.settings(request, ConfigFormat.TEXT);
        assertEquals("imap.mail.example", settings.incoming().host());
        assertEquals(993, settings.incoming().port());
        assertEquals("me", settings.incoming().userName());
        assertEquals("smtp.mail.example", settings.outgoing().host());
        assertEquals("Mail & “More” 株式会社", settings.provider());
        AccountSettings pop = CONFIGURATIONS.settings(request.withIncoming(Protocol.POP3), ConfigFormat.TEXT);
        assertEquals("pop.mail.example", pop.incoming().host());
        for (ConfigFormat format : List.of(ConfigFormat.AUTOCONFIG, ConfigFormat.POLICIES, ConfigFormat.POSTFIX)) {
            valid(CONFIGURATIONS.write(request, format, Locale.ENGLISH), format.id());
        }
        ClientConfig nothing = Autoconfig
                .read("<clientConfig><emailProvider id=\"a\"/></clientConfig>".getBytes(StandardCharsets.UTF_8)).config();
        assertThrows(ConfigException.class,
                () -> CONFIGURATIONS.write(request.withServers(nothing), ConfigFormat.TEXT, Locale.ENGLISH));
    }

    @Test
    void plainTextHasTheWordsOfTheClient() throws ConfigException {
        ConfigRequest thunderbird = ConfigRequest.of(client("thunderbird-153"), "a@gmail.com");
        String english = CONFIGURATIONS.write(thunderbird, ConfigFormat.TEXT, Locale.ENGLISH).text();
        assertTrue(english.contains("Connection security: SSL/TLS") && english.contains("Authentication method: OAuth2"),
                english);
        String japanese = CONFIGURATIONS.write(thunderbird, ConfigFormat.TEXT, Locale.JAPANESE).text();
        assertTrue(japanese.contains("接続の保護：SSL/TLS") && japanese.contains("認証方式：OAuth2"), japanese);
        String outlook = CONFIGURATIONS
                .write(ConfigRequest.of(client("outlook-2016-msi"), "a@gmail.com"), ConfigFormat.TEXT, Locale.JAPANESE).text();
        assertTrue(outlook.contains("使用する暗号化接続の種類：TLS"), outlook);
    }

    @Test
    void formatsByClient() {
        assertEquals(List.of(ConfigFormat.AUTOCONFIG, ConfigFormat.POLICIES, ConfigFormat.TEXT),
                ConfigFormat.of(client("thunderbird-153")));
        assertEquals(List.of(ConfigFormat.PRF, ConfigFormat.TEXT), ConfigFormat.of(client("outlook-2016-msi")));
        assertEquals(List.of(ConfigFormat.TEXT), ConfigFormat.of(client("outlook-new")));
        assertEquals(List.of(ConfigFormat.MOBILECONFIG, ConfigFormat.TEXT), ConfigFormat.of(client("apple-mail-ios")));
        assertEquals(List.of(ConfigFormat.MSMTP, ConfigFormat.TEXT), ConfigFormat.of(client("msmtp")));
        assertEquals(ConfigFormat.values().length, ConfigFormat.ordered(client("msmtp")).size());
    }

    @ParameterizedTest
    @CsvSource({"a@gmail.com,", "a@gmail.com,app-password", "a@example.com,smtp-relay", "a@outlook.com,",
            "o'b{x}&$y@example.com,"})
    void msmtpAcceptsItsFile(String address, String route, @TempDir Path folder) throws Exception {
        Assumptions.assumeTrue(Files.isExecutable(Path.of("/usr/bin/msmtp")));
        ConfigRequest request = ConfigRequest.of(client("msmtp"), address).withRoute(Route.fromId(route).orElse(null));
        Path file = folder.resolve("msmtprc");
        Files.write(file, CONFIGURATIONS.write(request, ConfigFormat.MSMTP, Locale.JAPANESE).bytes());
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        // msmtp really asks for the token: here somebody answers who writes down what was asked
        Path mailmend = Files.writeString(folder.resolve("mailmend"),
                "#!/bin/sh\nprintf '%s|' \"$@\" > '" + folder.resolve("asked") + "'\necho token\n");
        Files.setPosixFilePermissions(mailmend, PosixFilePermissions.fromString("rwx------"));
        String output = run(Map.of("PATH", folder + ":/usr/bin:/bin"), "/usr/bin/msmtp", "-C", file.toString(), "--pretend", "--",
                "someone@example.net");
        assertTrue(output.matches("(?s).*host += \\S+.*"), output);
        if (route == null) {
            assertEquals("oauth|token|" + address + "|", Files.readString(folder.resolve("asked")));
            assertTrue(output.contains("auth") && output.contains("XOAUTH2"), output);
        }
    }

    @ParameterizedTest
    @CsvSource({"a@gmail.com,app-password", "a@gmail.com,oauth", "a@example.com,smtp-relay", "a@icloud.com,"})
    void postfixAcceptsItsLines(String address, String route, @TempDir Path folder) throws Exception {
        Assumptions.assumeTrue(Files.isExecutable(Path.of("/usr/sbin/postconf")));
        ConfigRequest request = ConfigRequest.of(client("postfix"), address).withRoute(Route.fromId(route).orElse(null));
        ConfigFile file = CONFIGURATIONS.write(request, ConfigFormat.POSTFIX, Locale.JAPANESE);
        Files.writeString(folder.resolve("main.cf"), "compatibility_level = 3.6\n" + file.text());
        Files.writeString(folder.resolve("master.cf"), "");
        String output = run(Map.of(), "/usr/sbin/postconf", "-c", folder.toString(), "-n");
        assertFalse(output.contains("warning") || output.contains("fatal"), output);
        for (String line : file.text().lines().filter(line -> line.matches("[a-z].*")).toList()) {
            assertTrue(output.lines().anyMatch(each -> each.strip().equals(line.strip())), line + "\n" + output);
        }
        assertTrue(run(Map.of(), "/usr/sbin/postconf", "-c", folder.toString(), "-h", "relayhost").startsWith("[smtp"));
    }

    private static String run(Map<String, String> env, String... command) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().putAll(env);
        Process process = builder.start();
        process.getOutputStream().close();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertTrue(process.waitFor(20, TimeUnit.SECONDS), output);
        assertEquals(0, process.exitValue(), output);
        return output;
    }

    /** What Apple publishes of its payloads; the table is in {@code apple-keys.tsv}. */
    private static final class AppleSchema {
        private record Key(String type, boolean required, List<String> values) {
        }

        private static final Map<String, Map<String, Key>> PAYLOADS = load();

        private static Map<String, Map<String, Key>> load() {
            Map<String, Map<String, Key>> payloads = new LinkedHashMap<>();
            try (BufferedReader reader = new BufferedReader(new InputStreamReader(
                    ConfigurationsTest.class.getResourceAsStream("apple-keys.tsv"), StandardCharsets.UTF_8))) {
                reader.lines().filter(line -> !line.startsWith("#")).map(line -> line.split("\t")).forEach(
                        cell -> payloads.computeIfAbsent(cell[0], name -> new LinkedHashMap<>()).put(cell[1],
                                new Key(cell[2], cell[3].equals("required"),
                                        cell[4].equals("-") ? List.of() : List.of(cell[4].split(" ")))));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            return payloads;
        }

        static void check(String text, String what) throws Exception {
            assertTrue(text.startsWith("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<!DOCTYPE plist PUBLIC "
                    + "\"-//Apple//DTD PLIST 1.0//EN\" \"http://www.apple.com/DTDs/PropertyList-1.0.dtd\">\n"), what);
            Map<String, Object> profile = read(text);
            dictionary(profile, PAYLOADS.get("Configuration"), what);
            List<?> content = (List<?>) profile.get("PayloadContent");
            assertEquals(1, content.size(), what);
            Map<?, ?> payload = (Map<?, ?>) content.getFirst();
            Map<String, Key> keys = new LinkedHashMap<>(PAYLOADS.get("*"));
            keys.putAll(PAYLOADS.get(payload.get("PayloadType")));
            dictionary(payload, keys, what);
            assertTrue(payload.keySet().stream().noneMatch(key -> Set.of("IncomingPassword", "OutgoingPassword", "Password")
                    .contains(key)), what);
            for (Object uuid : List.of(profile.get("PayloadUUID"), payload.get("PayloadUUID"))) {
                assertTrue(((String) uuid).matches("[0-9A-F]{8}(-[0-9A-F]{4}){3}-[0-9A-F]{12}"), what);
            }
            assertTrue(((String) profile.get("PayloadIdentifier")).matches("[A-Za-z0-9.-]+"), what);
        }

        private static void dictionary(Map<?, ?> values, Map<String, Key> keys, String what) {
            values.forEach((name, value) -> {
                Key key = keys.get(name);
                assertTrue(key != null, () -> what + ": Apple has no key " + name);
                String type = switch (value) {
                    case String text -> "string";
                    case Integer number -> "integer";
                    case Boolean bool -> "boolean";
                    case List<?> list -> "array";
                    default -> "dictionary";
                };
                assertEquals(key.type, type, () -> what + ": " + name);
                assertTrue(key.values.isEmpty() || key.values.contains(value.toString()),
                        () -> what + ": " + name + " = " + value);
            });
            keys.forEach((name, key) -> assertTrue(!key.required || values.containsKey(name), () -> what + ": no " + name));
        }

        @SuppressWarnings("unchecked")
        static Map<String, Object> read(String text) throws Exception {
            DocumentBuilder builder = DocumentBuilderFactory.newDefaultInstance().newDocumentBuilder();
            builder.setEntityResolver((publicId, systemId) -> new InputSource(new StringReader("")));
            Element plist = builder.parse(new InputSource(new StringReader(text))).getDocumentElement();
            assertEquals("plist", plist.getTagName());
            return (Map<String, Object>) value(children(plist).getFirst());
        }

        private static List<Element> children(Element element) {
            List<Element> children = new ArrayList<>();
            for (Node node = element.getFirstChild(); node != null; node = node.getNextSibling()) {
                if (node instanceof Element child) {
                    children.add(child);
                }
            }
            return children;
        }

        private static Object value(Element element) {
            List<Element> children = children(element);
            return switch (element.getTagName()) {
                case "string" -> element.getTextContent();
                case "integer" -> Integer.valueOf(element.getTextContent());
                case "true" -> true;
                case "false" -> false;
                case "array" -> children.stream().map(AppleSchema::value).toList();
                case "dict" -> {
                    Map<String, Object> map = new LinkedHashMap<>();
                    for (int i = 0; i < children.size(); i += 2) {
                        assertEquals("key", children.get(i).getTagName());
                        assertEquals(null, map.put(children.get(i).getTextContent(), value(children.get(i + 1))));
                    }
                    yield map;
                }
                default -> throw new AssertionError(element.getTagName());
            };
        }
    }
}
