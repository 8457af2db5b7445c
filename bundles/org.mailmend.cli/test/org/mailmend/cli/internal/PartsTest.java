package org.mailmend.cli.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.mailmend.cli.internal.TargetList.Row;

class PartsTest {
    @Test
    void plainListsHaveATargetALine() throws UsageException {
        assertEquals(List.of(new Row(1, "smtp://a:25", Map.of()), new Row(4, "gmail", Map.of())),
                TargetList.parse("f", "smtp://a:25\r\n# comment\r\n\r\n  gmail\n"));
    }

    @Test
    void csvNamesOptionsInItsHeader() throws UsageException {
        assertEquals(List.of(new Row(2, "gmail", Map.of("--user", "a,\"b\"@example.com", "--password-env", "P")),
                new Row(3, "imaps://b", Map.of())),
                TargetList.parse("f", "User,TARGET,password-env\n\"a,\"\"b\"\"@example.com\",gmail,P\n,imaps://b,\n"));
        assertEquals(List.of(new Row(2, "gmail", Map.of("--as", "old"))), TargetList.parse("f", "target;as\ngmail;old\n"));
        assertEquals(List.of(new Row(2, "gmail", Map.of("--user", "two\nlines")), new Row(4, "b", Map.of())),
                TargetList.parse("f", "target\tuser\ngmail\t\"two\nlines\"\nb\t\n"), "lines are counted inside of quotes");
    }

    @Test
    void durationsHaveAUnit() throws UsageException {
        assertEquals(Duration.ofMillis(500), duration("500ms"));
        assertEquals(Duration.ofSeconds(15), duration("15s"));
        assertEquals(Duration.ofMinutes(1), duration("1m"));
        for (String bad : List.of("", "s", "15", "-1s", "1 s", "1.5s", "0s", "1000000000000s", "１s")) {
            assertThrows(UsageException.class, () -> duration(bad), bad);
        }
    }

    private static Duration duration(String text) throws UsageException {
        return Durations.parse("--deadline", text, Duration.ofMillis(100), Duration.ofMinutes(10));
    }

    @Test
    void mistypedNamesFindTheirNeighbours() {
        List<String> known = List.of("gmail", "gmail-imap", "outlook-2013", "silent", "slow");
        assertEquals(List.of("gmail"), Nearest.of("gmial", known));
        assertEquals("gmail", Nearest.of("gmails", known).getFirst());
        assertEquals(List.of("silent"), Nearest.of("SLIENT", known));
        assertEquals(List.of("outlook-2013"), Nearest.of("outlook", known));
        assertEquals(List.of(), Nearest.of("zzz", known));
        assertEquals(List.of(), Nearest.of("", known));
    }

    @Test
    void textsAreReadWhateverWroteThem() {
        for (Charset charset : List.of(StandardCharsets.UTF_8, Charset.forName("windows-31j"))) {
            assertEquals("認証エラー", Inputs.text("認証エラー".getBytes(charset)), charset.name());
        }
        assertEquals("認証", Inputs.text("\uFEFF認証".getBytes(StandardCharsets.UTF_8)));
        assertEquals("認証", Inputs.text("認証".getBytes(StandardCharsets.UTF_16)));
        assertEquals("\u00ff\u00a0", Inputs.text(new byte[] {(byte) 0xFF, (byte) 0xA0}));
    }

    @Test
    void dataLiesWhereTheUserOrThePlatformSays() {
        assertEquals(Path.of("/data"), Home.folder(Map.of("MAILMEND_HOME", "/data", "XDG_DATA_HOME", "/xdg")));
        assertTrue(Home.folder(Map.of("MAILMEND_HOME", "")).isAbsolute());
        assertFalse(Home.folder(Map.of()).toString().isEmpty());
    }
}
