package org.mailmend.knowledge.config;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.Stream;

import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.mailmend.check.Security;
import org.mailmend.diagnosis.Protocol;

/** Files in Thunderbird's format: nothing is lost, and nothing hostile gets in. */
class AutoconfigTest {
    private static final String START = "<clientConfig version=\"1.1\"><emailProvider id=\"a.example\">";
    private static final String END = "</emailProvider></clientConfig>";

    static byte[] complete() throws IOException {
        try (InputStream in = AutoconfigTest.class.getResourceAsStream("complete.xml")) {
            return in.readAllBytes();
        }
    }

    private static ClientConfig read(String file) throws ConfigException {
        return Autoconfig.read(file.getBytes(StandardCharsets.UTF_8)).config();
    }

    private static void assertSurvives(ClientConfig config) throws ConfigException {
        assertEquals(config, Autoconfig.read(Autoconfig.bytes(config)).config());
        assertEquals(Autoconfig.write(config), Autoconfig.write(Autoconfig.read(Autoconfig.bytes(config)).config()));
    }

    @Test
    void everythingSurvivesImportAndExport() throws IOException, ConfigException {
        Autoconfig.Imported imported = Autoconfig.read(complete());
        assertEquals(List.of(), imported.notices());
        assertSurvives(imported.config());
        String written = Autoconfig.write(imported.config());
        // each element and each text of the original is in the copy; only the port that is none of ours to judge moves
        String original = new String(complete(), StandardCharsets.UTF_8);
        List<String> words = Stream.of(original.replaceFirst("(?s)<!--.*?-->", "").replace("<![CDATA[a < b && c > d]]>", "")
                .split("[<>\\s\"]+")).filter(word -> !word.isBlank()).toList();
        for (String word : words) {
            assertTrue(written.contains(word), word);
        }
        assertTrue(written.contains("a &lt; b &amp;&amp; c &gt; d"), written);
        assertTrue(written.contains("<port>https</port>"), written);
        assertTrue(written.contains("<descr>Some <b>bold</b> words</descr>"), written);
    }

    @Test
    void theModelHasTheOrderOfTheFile() throws IOException, ConfigException {
        EmailProvider provider = Autoconfig.read(complete()).config().emailProvider();
        assertEquals(List.of("mail.example", "日本語.example"), provider.domains());
        assertEquals("Mail & “More” 株式会社", provider.displayName());
        assertEquals(List.of("jmap", "imap", "imap", "pop3", "exchange"),
                provider.incomingServers().stream().map(Server::type).toList());
        Server imap = provider.incomingServers().get(1);
        assertEquals(List.of("TLS-client-cert", "OAuth2", "password-cleartext"), imap.authentications());
        assertEquals(Security.TLS, imap.security().orElseThrow());
        assertEquals(Protocol.IMAP, imap.protocol().orElseThrow());
        assertTrue(provider.incomingServers().getFirst().protocol().isEmpty());
        assertEquals("https://jmap.mail.example/.well-known/jmap", provider.incomingServers().getFirst().urls().get("url"));
        Server exchange = provider.incomingServers().getLast();
        assertEquals(List.of("owaURL", "ewsURL", "easURL"), List.copyOf(exchange.urls().keySet()));
        assertEquals("https://exchange.mail.example/ews/exchange.asmx?a=1&b=2", exchange.urls().get("ewsURL"));
        assertEquals(14, provider.incomingServers().get(3).pop3().daysToLeaveMessagesOnServer());
        assertEquals(List.of("addressBook", "calendar", "fileShare", "videoConference"),
                provider.services().stream().map(Service::kind).toList());
        assertEquals(List.of(new LocalizedText("en", "Help"), new LocalizedText("ja", "ヘルプ")),
                provider.documentation().getFirst().descriptions());
        assertEquals("12345", provider.inputFields().getFirst().example());
    }

    /** All files of Thunderbird's database, where somebody has them: {@code -Dmailmend.ispdb=FOLDER}. */
    @Test
    void thunderbirdsDatabaseSurvives() throws IOException {
        String folder = System.getProperty("mailmend.ispdb", System.getenv("MAILMEND_ISPDB"));
        Assumptions.assumeTrue(folder != null, "no folder with the database is named");
        try (Stream<Path> files = Files.list(Path.of(folder))) {
            List<Path> all = files.filter(file -> file.toString().endsWith(".xml")).toList();
            assertTrue(all.size() > 100, folder);
            for (Path file : all) {
                ClientConfig config = assertDoesNotThrow(() -> Autoconfig.read(Files.readAllBytes(file)).config(),
                        file.toString());
                assertDoesNotThrow(() -> assertSurvives(config), file.toString());
                assertFalse(config.emailProvider().domains().isEmpty(), file.toString());
            }
        }
    }

    @Test
    void secretsAreLeftOut() throws ConfigException {
        Autoconfig.Imported imported = Autoconfig.read((START + "<incomingServer type=\"imap\"><hostname>a.example</hostname>"
                + "<password>Very-Secret-1</password></incomingServer>" + END.replace("</clientConfig>",
                        "<oAuth2><clientSecret>Very-Secret-2</clientSecret></oAuth2></clientConfig>"))
                .getBytes(StandardCharsets.UTF_8));
        assertFalse(imported.config().toString().contains("Very-Secret"));
        assertFalse(Autoconfig.write(imported.config()).contains("Very-Secret"));
        assertEquals(List.of("notice.password-left-out"), imported.notices().stream().map(Notice::key).toList());
    }

    @Test
    void textsCannotBreakOut() throws ConfigException {
        String evil = "]]></displayName><x a='\"'>&amp; \r\n\t--> \u0000 \uFFFE " + new String(Character.toChars(0x1F4E7));
        EmailProvider provider = EmailProvider.of("a.example", evil, List.of(), List.of());
        OAuth2 oAuth2 = new OAuth2(evil, evil, evil, evil, Rest.NONE);
        ClientConfig config = new ClientConfig("1.1\"<&\n\t", provider, oAuth2,
                List.of(new Enable(evil, List.of(new LocalizedText(evil, evil)), Rest.NONE)), null, evil, Rest.NONE);
        ClientConfig read = Autoconfig.read(Autoconfig.bytes(config)).config();
        String expected = evil.replace('\u0000', '\uFFFD').replace('\uFFFE', '\uFFFD');
        assertEquals(expected, read.emailProvider().displayName());
        assertEquals(expected, read.updateUrl());
        assertEquals("1.1\"<&\n\t", read.version());
        assertSurvives(read);
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-8", "UTF-16", "ISO-8859-1", "Shift_JIS", "EUC-JP"})
    void encodingsThatFilesName(String encoding) throws Exception {
        String name = encoding.startsWith("ISO") ? "Müller" : "株式会社";
        String file = "<?xml version=\"1.0\" encoding=\"" + encoding + "\"?>" + START + "<displayName>" + name + "</displayName>"
                + END;
        assertEquals(name, Autoconfig.read(file.getBytes(encoding)).config().emailProvider().displayName());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "  \n", "no xml", "<clientConfig", "<html><body/></html>", "<clientConfig version=\"1.1\"/>",
            "<clientConfig><emailProvider></clientConfig>", START + "&unknown;" + END, START + "&#0;" + END,
            "<?xml version=\"1.0\" encoding=\"nothing-like-this\"?>" + START + END,
            "<!DOCTYPE clientConfig [<!ENTITY a \"b\">]>" + START + "<displayName>&a;</displayName>" + END,
            "<!DOCTYPE clientConfig SYSTEM \"http://192.0.2.1/x.dtd\">" + START + END,
            "<!DOCTYPE clientConfig [<!ENTITY a SYSTEM \"file:///etc/passwd\">]>" + START + "<displayName>&a;</displayName>"
                    + END,
            "<!DOCTYPE clientConfig [<!ENTITY % a SYSTEM \"http://192.0.2.1/x\"> %a;]>" + START + END,
            START + "<a b=\"1\" b=\"2\"/>" + END, START + END + START + END})
    void whatIsNoSuchFileGetsOneSentence(String file) {
        ConfigException e = assertThrows(ConfigException.class, () -> read(file));
        assertEquals(1, e.text(Locale.ENGLISH).lines().count());
        assertFalse(e.text(Locale.ENGLISH).contains("{"), e.text(Locale.ENGLISH));
        assertTrue(e.text(Locale.JAPANESE).endsWith("。"), e.text(Locale.JAPANESE));
    }

    @Test
    void noEntityReadsAFile(@TempDir Path folder) throws IOException {
        Path secret = Files.writeString(folder.resolve("secret"), "Very-Secret-1");
        ConfigException e = assertThrows(ConfigException.class,
                () -> read("<!DOCTYPE clientConfig [<!ENTITY a SYSTEM \"" + secret.toUri() + "\">]>" + START
                        + "<displayName>&a;</displayName>" + END));
        assertFalse(e.text(Locale.ENGLISH).contains("Very-Secret"));
    }

    @Test
    void sizeDepthAndNumberAreBounded() {
        assertThrows(ConfigException.class, () -> read(START + " ".repeat(Autoconfig.LIMIT) + END));
        assertThrows(ConfigException.class, () -> read(START + "<a>".repeat(30_000) + "</a>".repeat(30_000) + END));
        assertThrows(ConfigException.class, () -> read(START + "<a/>".repeat(50_000) + END));
        assertThrows(ConfigException.class,
                () -> read(START + "<a " + "b".repeat(100) + "=\"1\" ".repeat(2) + "/>" + END));
    }

    /** Whatever is broken in a file: it is read, or refused with a sentence; and what was read survives. */
    @Test
    void brokenFilesNeverSurprise() throws IOException {
        byte[] original = complete();
        Random random = new Random(7);
        int read = 0;
        for (int i = 0; i < 800; i++) {
            byte[] broken = original.clone();
            int changes = 1 + random.nextInt(3);
            for (int change = 0; change < changes; change++) {
                broken[random.nextInt(broken.length)] = (byte) (random.nextInt(4) == 0 ? random.nextInt(256)
                        : "<>/&\"' a1".charAt(random.nextInt(9)));
            }
            try {
                ClientConfig config = Autoconfig.read(broken).config();
                assertSurvives(config);
                read++;
            } catch (ConfigException e) {
                assertFalse(e.text(Locale.ENGLISH).isBlank());
            }
        }
        assertTrue(read > 50, "most breaks were refused, so nothing was tested: " + read);
    }
}
