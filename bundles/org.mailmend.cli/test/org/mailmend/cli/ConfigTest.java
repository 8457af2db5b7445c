package org.mailmend.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConfigTest {
    private static final String FILE = """
            <?xml version="1.0" encoding="UTF-8"?>
            <clientConfig version="1.1">
              <emailProvider id="mail.example">
                <domain>mail.example</domain>
                <displayName>Mail \u202e株式会社</displayName>
                <incomingServer type="imap">
                  <hostname>imap.mail.example</hostname>
                  <port>993</port>
                  <socketType>SSL</socketType>
                  <username>%EMAILLOCALPART%</username>
                  <authentication>OAuth2</authentication>
                  <authentication>password-cleartext</authentication>
                </incomingServer>
                <incomingServer type="ews"><url>https://mail.example/ews</url></incomingServer>
                <outgoingServer type="smtp">
                  <hostname>smtp.mail.example</hostname>
                  <port>587</port>
                  <socketType>STARTTLS</socketType>
                  <username>%EMAILADDRESS%</username>
                  <authentication>password-cleartext</authentication>
                </outgoingServer>
              </emailProvider>
            </clientConfig>
            """;

    @ParameterizedTest
    @CsvSource({"thunderbird-153,autoconfig,<clientConfig version=", "apple-mail-ios,mobileconfig,com.apple.mail.managed",
            "thunderbird-153,policies,\"policies\"", "outlook-2016-msi,prf,[Internet Account List]",
            "postfix,postfix,relayhost = [smtp.gmail.com]:587", "msmtp,msmtp,passwordeval \"mailmend oauth token a@gmail.com\"",
            "outlook-2016-msi,text,smtp.gmail.com"})
    void theFileGoesToStandardOutputAndTheRestToStandardError(String client, String format, String part) {
        Run run = Run.of("config", client, "--address", "a@gmail.com", "--format", format);
        assertEquals(0, run.code(), run.err());
        assertTrue(run.out().contains(part), run.out());
        assertTrue(run.err().isEmpty() || run.err().lines().allMatch(line -> line.startsWith("Note: ")), run.err());
        assertFalse(run.out().contains("Note: "), run.out());
        Map<String, Object> json = Run.of("config", client, "--address", "a@gmail.com", "--format", format, "--json").json()
                .getFirst();
        assertEquals("mailmend.config/1", json.get("schema"));
        assertEquals(run.out(), json.get("content"));
    }

    @Test
    void inTheLanguageThatIsAskedFor() {
        Run run = Run.of("config", "thunderbird-153", "--address", "a@example.com", "--format", "text", "--lang", "ja");
        assertTrue(run.out().contains("接続の保護"), run.out());
        assertTrue(run.err().startsWith("注意："), run.err());
    }

    @Test
    void aFileIsNotOverwrittenUnlessThatIsWanted(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("config.xml");
        String[] call = {"config", "thunderbird-153", "--address", "a@gmail.com", "--format", "autoconfig", "--output",
                file.toString()};
        Run first = Run.of(call);
        assertEquals(0, first.code(), first.err());
        assertEquals("", first.out());
        assertTrue(first.err().contains("Written: " + file), first.err());
        String written = Files.readString(file);
        Files.writeString(file, "mine");
        assertEquals(2, Run.of(call).code());
        assertEquals("mine", Files.readString(file));
        List<String> forced = new ArrayList<>(List.of(call));
        forced.add("--force");
        assertEquals(0, Run.of(forced.toArray(String[]::new)).code());
        assertEquals(written, Files.readString(file));
    }

    @Test
    void importAndExportGiveAnEqualModel(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("in.xml"), FILE);
        Run model = Run.of("config", "--import", file.toString(), "--json");
        assertEquals(0, model.code(), model.err());
        Map<String, Object> json = model.json().getFirst();
        assertEquals(List.of("schema", "source", "version", "emailProvider", "oAuth2", "enable", "webMail", "clientConfigUpdate",
                "notices"), List.copyOf(json.keySet()));
        Map<?, ?> provider = (Map<?, ?>) json.get("emailProvider");
        Map<?, ?> imap = (Map<?, ?>) ((List<?>) provider.get("incomingServer")).getFirst();
        assertEquals(List.of("OAuth2", "password-cleartext"), imap.get("authentication"));
        assertEquals(993, imap.get("port"));
        assertEquals("https://mail.example/ews", ((Map<?, ?>) ((List<?>) provider.get("incomingServer")).get(1)).get("url"));
        Path copy = folder.resolve("out.xml");
        Run export = Run.of("config", "--import", file.toString(), "--format", "autoconfig", "--output", copy.toString());
        assertEquals(0, export.code(), export.err());
        Map<String, Object> again = Run.of("config", "--import", copy.toString(), "--json").json().getFirst();
        assertEquals(provider, again.get("emailProvider"));
        Run stdin = Run.with(Map.of("LANG", "C"), FILE, "config", "--import", "-", "--format", "autoconfig");
        assertEquals(Files.readString(copy), stdin.out());
    }

    @Test
    void whatAFileSaysForPeople() {
        Run run = Run.with(Map.of("LANG", "C"), FILE, "config", "--import", "-");
        assertEquals(0, run.code());
        assertTrue(run.out().contains("imap.mail.example:993  SSL  OAuth2, password-cleartext  %EMAILLOCALPART%"), run.out());
        assertTrue(run.out().contains("https://mail.example/ews"), run.out());
        assertFalse(run.out().contains("\u202e"), run.out());
    }

    @Test
    void serversOfAFileForAClient() {
        Run run = Run.with(Map.of("LANG", "C"), FILE, "config", "postfix", "--address", "me@mail.example", "--format", "postfix",
                "--import", "-");
        assertEquals(0, run.code(), run.err());
        assertTrue(run.out().contains("relayhost = [smtp.mail.example]:587"), run.out());
    }

    @Test
    void secretsOfAFileAreLeftOut() {
        String file = FILE.replace("<port>993</port>", "<port>993</port><password>Very-Secret-1</password>");
        Run run = Run.with(Map.of("LANG", "C"), file, "config", "--import", "-", "--format", "autoconfig");
        assertFalse((run.out() + run.err()).contains("Very-Secret"), run.out() + run.err());
        assertTrue(run.err().contains("left out"), run.err());
    }

    /** Without a network the lookup ends within its deadline, says so of each source, and leaves no trace on standard error. */
    @Test
    void aLookupThatFindsNothing() {
        Run run = Run.of("config", "--domain", "nothing.invalid", "--dns", "127.0.0.1:9", "--deadline", "3s", "--json");
        assertEquals(3, run.code());
        assertEquals("", run.err());
        Map<String, Object> json = run.json().getFirst();
        assertNull(json.get("winner"));
        assertEquals(7, ((List<?>) json.get("answers")).size());
        Run text = Run.of("config", "--domain", "nothing.invalid", "--dns", "127.0.0.1:9", "--deadline", "3s");
        assertTrue(text.out().contains("No source has settings for nothing.invalid."), text.out());
    }
}
