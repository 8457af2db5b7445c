package org.mailmend.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.Set;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.mailmend.check.CheckRequest;
import org.mailmend.check.Security;
import org.mailmend.check.Target;
import org.mailmend.diagnosis.CauseId;
import org.mailmend.diagnosis.Protocol;
import org.mailmend.diagnosis.SecretKind;

/** The catalogue of scenarios is complete, in both languages. */
class ScenariosTest {

    @ParameterizedTest
    @ValueSource(strings = {"gmail-account-password", "gmail-app-password-required", "gmail-app-password", "gmail-web-login",
            "gmail-oauth", "gmail-oauth-expired", "gmail-oauth-wrong-scope", "gmail-too-many-logins", "gmail-daily-limit",
            "workspace-relay", "workspace-relay-ip-unknown", "starttls-required", "starttls-stripped", "tls-expired",
            "tls-wrong-host", "tls-old-only", "tls-antivirus", "silent", "slow", "closes", "m365-basic-disabled",
            "m365-smtpauth-disabled", "imap-disabled", "pop-app-password", "ok"})
    void whatCoursesRelyOnIsThere(String id) {
        assertTrue(Scenarios.byId(id).isPresent());
    }

    @Test
    void everyScenarioIsToldInBothLanguages() {
        for (Scenario scenario : Scenarios.all()) {
            for (Locale locale : List.of(Locale.ENGLISH, Locale.JAPANESE)) {
                for (String text : List.of(scenario.title(locale), scenario.story(locale), scenario.teaches(locale),
                        scenario.tryThis(locale), scenario.answer(locale), scenario.group().text(locale))) {
                    assertFalse(text.isBlank(), scenario.id());
                }
            }
            assertTrue(scenario.story(Locale.JAPANESE).codePoints()
                    .anyMatch(c -> Character.UnicodeScript.of(c) == Character.UnicodeScript.HIRAGANA), scenario.id());
        }
    }

    @Test
    void bothLanguagesHaveTheSameTextsAndNoOthers() throws IOException {
        Properties english = load("messages.properties");
        Properties japanese = load("messages_ja.properties");
        assertEquals(english.stringPropertyNames(), japanese.stringPropertyNames());
        Set<String> known = new HashSet<>();
        for (Scenario scenario : Scenarios.all()) {
            for (String part : List.of("title", "story", "teaches", "try", "answer")) {
                known.add(scenario.id() + "." + part);
            }
        }
        Set<String> others = new HashSet<>(english.stringPropertyNames());
        others.removeAll(known);
        others.removeIf(key -> key.matches("(group|reason|fault|page)\\..*"));
        assertEquals(Set.of(), others);
        for (PracticeEvent.Reason reason : PracticeEvent.Reason.values()) {
            assertFalse(reason.text(Locale.JAPANESE).isBlank());
        }
    }

    @Test
    void titlesTellScenariosApart() {
        for (Locale locale : List.of(Locale.ENGLISH, Locale.JAPANESE)) {
            List<String> titles = Scenarios.all().stream().map(scenario -> scenario.title(locale)).toList();
            assertEquals(titles.size(), new HashSet<>(titles).size());
        }
    }

    @Test
    void practiceSecretsHaveTheirKind() {
        assertEquals(SecretKind.PASSWORD, SecretKind.ofPassword(Attempt.PASSWORD));
        assertEquals(SecretKind.APP_PASSWORD, SecretKind.ofPassword(Attempt.APP_PASSWORD));
        for (Scenario scenario : Scenarios.all()) {
            Attempt attempt = scenario.attempt();
            if (attempt.user() != null && attempt.kind() != SecretKind.TOKEN) {
                assertEquals(attempt.kind(), SecretKind.ofPassword(attempt.secret()), scenario.id());
            }
        }
    }

    @Test
    void textsOfSecretsNeverShowThem() {
        assertFalse(Scenarios.byId("gmail-oauth").orElseThrow().toString().contains(Attempt.TOKEN));
        assertFalse(new Account("a", "one", "two", "three").toString().matches(".*(one|two|three).*"));
    }

    @Test
    void anAttemptFillsInOnlyWhatIsMissing() {
        Attempt attempt = Scenarios.byId("gmail-daily-limit").orElseThrow().attempt();
        CheckRequest empty = CheckRequest.of(new Target(Protocol.SMTP, "localhost", 587, Security.STARTTLS));
        CheckRequest filled = attempt.applyTo(empty);
        assertEquals(Attempt.USER, filled.signIn().user());
        assertEquals("friend@example.net", filled.to());
        CheckRequest own = attempt.applyTo(empty.withEnvelope("me@example.com", "you@example.com", true));
        assertEquals("you@example.com", own.to());
        assertEquals("me@example.com", own.from());
        assertTrue(own.send());
    }

    @Test
    void whatEverythingWorksMeans() {
        for (Scenario scenario : Scenarios.all()) {
            assertTrue(scenario.cause() == CauseId.OK || scenario.stage() != null, scenario.id());
        }
    }

    private static Properties load(String name) throws IOException {
        Properties properties = new Properties();
        try (InputStream in = Scenarios.class.getResourceAsStream(name)) {
            properties.load(new InputStreamReader(in, StandardCharsets.UTF_8));
        }
        return properties;
    }
}
