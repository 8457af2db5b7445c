package org.mailmend.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExplainTest {
    private static final String REPLY = "534 5.7.9 Application-specific password required. Learn more at "
            + "https://support.google.com/mail/?p=InvalidSecondFactor d9443c01a7336-1ab2c3d4e5fsm1234567ad.8 - gsmtp";

    @Test
    void jsonKeepsTheContract() {
        Run run = Run.of("explain", REPLY, "--json");
        assertEquals(0, run.code());
        assertEquals("", run.err());
        Map<String, Object> json = run.json().getFirst();
        assertEquals(
                List.of("schema", "source", "cause", "confidence", "alternatives", "evidence", "provider", "client", "protocol",
                        "stage", "code", "enhanced", "who", "retry", "summary", "nextSteps", "articles", "bounce"),
                List.copyOf(json.keySet()).subList(0, 18));
        assertEquals("mailmend.explain/1", json.get("schema"));
        assertEquals("argument", json.get("source"));
        assertEquals("AUTH_APP_PASSWORD_REQUIRED", json.get("cause"));
        assertEquals("user", json.get("who"));
        assertEquals("after-fix", json.get("retry"));
        assertEquals(List.of("cause-auth-app-password-required"), json.get("articles"));
        assertEquals(null, json.get("bounce"));
        assertTrue(((Number) json.get("confidence")).doubleValue() > 0.5);
    }

    @Test
    void unquotedWordsAreOneText() {
        Run words = Run.of(("explain --json " + REPLY).split(" "));
        Run text = Run.of("explain", "--json", REPLY);
        assertEquals(text, words);
        Run pop3 = Run.of("explain", "--json", "-ERR", "[AUTH]", "Username", "and", "password", "not", "accepted.");
        assertEquals("AUTH_BAD_CREDENTIALS", pop3.json().getFirst().get("cause"));
    }

    @Test
    void filesAndStandardInputGiveALineEach(@TempDir Path folder) throws IOException {
        Path one = Files.writeString(folder.resolve("one.txt"), "\uFEFF" + REPLY);
        Path two = Files.write(folder.resolve("two.txt"), "パスワードが正しくありません。550 5.1.1 User unknown"
                .getBytes(Charset.forName("windows-31j")));
        Run run = Run.with(Map.of(), REPLY, "explain", "--json", "--file", one.toString(), "-", "--file", two.toString());
        assertEquals(List.of("-", one.toString(), two.toString()), run.json().stream().map(json -> json.get("source")).toList());
        assertEquals("AUTH_APP_PASSWORD_REQUIRED", run.json().get(0).get("cause"));
        assertEquals("AUTH_APP_PASSWORD_REQUIRED", run.json().get(1).get("cause"));
    }

    @Test
    void hintsNarrowIt() {
        Map<String, Object> json = Run
                .of("explain", "--json", "--protocol", "imap", "--stage", "auth", "--client", "outlook-2013",
                        "Username and password not accepted")
                .json().getFirst();
        assertEquals("imap", json.get("protocol"));
        assertEquals("auth", json.get("stage"));
        assertEquals("outlook-2013", json.get("client"));
    }

    @Test
    void textForPeopleInTheirLanguage() {
        Run run = Run.with(Map.of("LANG", "ja_JP.UTF-8"), "", "explain", REPLY);
        assertEquals(0, run.code());
        assertTrue(run.out().contains("対応できる人") && run.out().contains("AUTH_APP_PASSWORD_REQUIRED"), run.out());
        assertTrue(Run.of("explain", REPLY).out().contains("Who can fix it"));
    }

    @Test
    void prettyJsonHasSeveralLines() {
        String out = Run.of("explain", "--json", "--pretty", REPLY).out();
        assertTrue(out.startsWith("{\n  \"schema\" : \"mailmend.explain/1\""), out);
        assertEquals(out, new String(out.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8));
    }
}
