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

    private static final String BOUNCE = """
            Return-Path: <>
            From: MAILER-DAEMON@mx.example.net
            To: hanako@example.com
            Subject: failure notice

            Hi. This is the qmail-send program at mx.example.net.
            I'm afraid I wasn't able to deliver your message to the following addresses.

            <taro@example.org>:
            192.0.2.80 does not like recipient.
            Remote host said: 550 5.1.1 User unknown

            <jiro@example.org>:
            Remote host said: 452 4.2.2 Mailbox full
            """;
    private static final String VACATION = "From: taro@example.org\nSubject: Out of Office\nAuto-Submitted: auto-replied\n\nI am away.\n";

    @Test
    @SuppressWarnings("unchecked")
    void aBounceNamesItsRecipients(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("a.eml"), BOUNCE);
        Run run = Run.of("explain", "--json", "--eml", file.toString());
        assertEquals(0, run.code());
        Map<String, Object> json = run.json().getFirst();
        assertEquals(file.toString(), json.get("source"));
        Map<String, Object> bounce = (Map<String, Object>) json.get("bounce");
        assertEquals(true, bounce.get("isBounce"));
        List<Map<String, Object>> recipients = (List<Map<String, Object>>) bounce.get("recipients");
        assertEquals(2, recipients.size());
        Map<String, Object> first = recipients.getFirst();
        assertEquals(List.of("address", "status", "code", "permanent", "cause", "diagnostic"),
                List.copyOf(first.keySet()).subList(0, 6));
        assertEquals("taro@example.org", first.get("address"));
        assertEquals("5.1.1", first.get("status"));
        assertEquals(550, ((Number) first.get("code")).intValue());
        assertEquals(true, first.get("permanent"));
        assertEquals("RCPT_UNKNOWN", first.get("cause"));
        assertEquals(false, recipients.get(1).get("permanent"));
        assertEquals("RCPT_UNKNOWN", json.get("cause"));
    }

    @Test
    void aFolderIsReadAsAWhole(@TempDir Path folder) throws IOException {
        Files.createDirectories(folder.resolve("b"));
        Files.writeString(folder.resolve("b/2.eml"), VACATION);
        Files.writeString(folder.resolve("1.eml"), BOUNCE);
        Files.writeString(folder.resolve("3"), "From a@example.com Tue Nov 24 09:00:00 2026\n" + BOUNCE
                + "\nFrom b@example.com Tue Nov 24 09:00:00 2026\n" + VACATION);
        List<Map<String, Object>> json = Run.of("explain", "--json", "--eml", folder.toString()).json();
        assertEquals(List.of("1.eml", "3#1", "3#2", "b/2.eml"),
                json.stream().map(line -> folder.relativize(Path.of((String) line.get("source"))).toString().replace('\\', '/'))
                        .toList());
        assertEquals(List.of("RCPT_UNKNOWN", "RCPT_UNKNOWN", "UNKNOWN", "UNKNOWN"),
                json.stream().map(line -> line.get("cause")).toList());
    }

    @Test
    void moreFilesFollowTheFirst(@TempDir Path folder) throws IOException {
        String one = Files.writeString(folder.resolve("1.eml"), BOUNCE).toString();
        String two = Files.writeString(folder.resolve("2.eml"), VACATION).toString();
        assertEquals(2, Run.of("explain", "--json", "--eml", one, two).json().size());
        assertEquals(1, Run.with(Map.of(), BOUNCE, "explain", "--json", "--eml", "-").json().size());
        String text = Run.of("explain", "--eml", one, two).out();
        assertTrue(text.contains("taro@example.org") && text.contains("jiro@example.org") && text.contains("550 5.1.1"), text);
        assertTrue(text.contains("no bounce"), text);
        String japanese = Run.of("explain", "--lang", "ja", "--eml", one, two).out();
        assertTrue(japanese.contains("宛先ごとの結果") && japanese.contains("自動応答"), japanese);
    }

    @Test
    void whatCannotBeReadIsNamed(@TempDir Path folder) {
        Run missing = Run.of("explain", "--eml", folder.resolve("none.eml").toString());
        assertEquals(2, missing.code());
        assertTrue(missing.err().contains("none.eml"), missing.err());
        assertEquals(2, Run.of("explain", "--eml", folder.toString()).code());
        assertEquals(2, Run.of("explain", "--eml", folder.toString(), "--file", "x").code());
    }
}
