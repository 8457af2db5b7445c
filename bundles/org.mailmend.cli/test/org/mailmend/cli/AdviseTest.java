package org.mailmend.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AdviseTest {
    @TempDir
    static Path home;

    private static Run run(String arguments) {
        return Run.with(Map.of("LANG", "C", "MAILMEND_HOME", home.toString()), "", ("advise " + arguments).split(" "));
    }

    @Test
    @SuppressWarnings("unchecked")
    void jsonKeepsTheContract() {
        Run run = run("--client outlook-2016-msi --account workspace --json");
        assertEquals(0, run.code());
        assertEquals("", run.err());
        Map<String, Object> json = run.json().getFirst();
        assertEquals(
                List.of("schema", "client", "route", "because", "steps", "settings", "alternatives", "articles", "unverified"),
                List.copyOf(json.keySet()).subList(0, 9));
        assertEquals("mailmend.advise/1", json.get("schema"));
        assertEquals("outlook-2016-msi", json.get("client"));
        assertEquals("app-password", json.get("route"));
        assertEquals(Map.of("host", "smtp.gmail.com", "port", 587, "security", "starttls", "auth", "app-password"),
                ((Map<String, Object>) json.get("settings")).get("smtp"));
        assertTrue(((List<?>) json.get("articles")).contains("route-app-password"));
        assertEquals(true, json.get("unverified"));
    }

    @ParameterizedTest
    @CsvSource({
            "--client thunderbird-153 --account personal, oauth, personal",
            "--client kyocera --account workspace --static-ip yes, smtp-relay, workspace",
            "--client kyocera --admin-allows oauth, local-bridge, workspace",
            "--client gmail-app --account workspace --admin-allows none, none, workspace",
            "--client outlook-2019 --account personal --needs send-receive --incoming pop3, app-password, personal",
            "--client windows-mail, replace-client, personal",
    })
    void whatIsSaidDecides(String arguments, String route, String account) {
        Map<String, Object> json = run(arguments + " --json").json().getFirst();
        assertEquals(route, json.get("route"));
        assertEquals(account, json.get("account"));
    }

    @Test
    void textForPeopleInTheirLanguage() {
        String english = run("--client kyocera --account workspace").out();
        assertTrue(english.contains("Way out: App password") && english.contains("Other ways"), english);
        String japanese = run("--client kyocera --account workspace --lang ja").out();
        assertTrue(japanese.contains("解決方法: アプリ パスワード"), japanese);
        assertFalse(japanese.contains("{") || english.contains("{"), "places that were not filled in");
    }

    @Test
    void saysWhatIsWrongWithTheCall() {
        assertEquals("Name the client or device with --client; \"mailmend kb clients\" lists them.\n", run("--json").err());
        assertTrue(run("--client outlok-2016").err().contains("did you mean outlook-2016-"));
        Run allows = run("--client kyocera --admin-allows everything");
        assertEquals(2, allows.code());
        assertTrue(allows.err().startsWith("--admin-allows cannot be \"everything\""), allows.err());
        assertEquals(2, run("--client kyocera --admin-allows none,oauth").code());
    }
}
