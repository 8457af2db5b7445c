package org.mailmend.check;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Locale;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mailmend.diagnosis.Protocol;

class TargetsTest {

    @ParameterizedTest
    @CsvSource({
            "smtp://mail.example.com, SMTP, mail.example.com, 587, STARTTLS",
            "SMTP://Mail.Example.COM:25/, SMTP, mail.example.com, 25, STARTTLS",
            "smtps://mail.example.com, SMTP, mail.example.com, 465, TLS",
            "imap://mail.example.com, IMAP, mail.example.com, 143, STARTTLS",
            "imaps://mail.example.com:1, IMAP, mail.example.com, 1, TLS",
            "pop3://mail.example.com, POP3, mail.example.com, 110, STARTTLS",
            "pop3s://mail.example.com:65535, POP3, mail.example.com, 65535, TLS",
            "smtp://192.0.2.1, SMTP, 192.0.2.1, 587, STARTTLS",
            "smtp://[2001:db8::1], SMTP, 2001:db8::1, 587, STARTTLS",
            "smtp://[2001:db8::1]:25, SMTP, 2001:db8::1, 25, STARTTLS",
            "smtp://[fe80::1%eth0]:25, SMTP, fe80::1%eth0, 25, STARTTLS",
            "smtp://2001:db8::1, SMTP, 2001:db8::1, 587, STARTTLS",
            "smtp://::1, SMTP, ::1, 587, STARTTLS",
            "smtp://メール.例え.jp:25, SMTP, xn--4dkua4c.xn--r8jz45g.jp, 25, STARTTLS",
            "smtp://localhost, SMTP, localhost, 587, STARTTLS",
            "smtp://host_name.local., SMTP, host_name.local., 587, STARTTLS",
            "gmail, SMTP, smtp.gmail.com, 587, STARTTLS",
            "Gmail-IMAP, IMAP, imap.gmail.com, 993, TLS",
            "' workspace-relay ', SMTP, smtp-relay.gmail.com, 587, STARTTLS"})
    void whatCanBeRead(String text, Protocol protocol, String host, int port, Security security) throws InvalidInputException {
        assertEquals(new Target(protocol, host, port, security), Targets.parse(text, null));
        assertEquals(new Target(protocol, host, port, Security.NONE), Targets.parse(text, Security.NONE));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
            "mail.example.com | input.cannot-read", "'' | input.cannot-read", "nosuchprovider | input.cannot-read",
            "http://mail.example.com | input.scheme", "pop://mail.example.com | input.scheme", "smtpss://x | input.scheme",
            "://x | input.scheme", "s://x | input.scheme", "smtp:// | input.host-missing", "smtp://:25 | input.host-missing",
            "smtp:///x | input.path", "smtp://x/path | input.path", "smtp://x?y | input.path", "smtp://x#y | input.path",
            "smtp://x:99999 | input.port", "smtp://x:0 | input.port", "smtp://x: | input.port", "smtp://x:2a | input.port",
            "smtp://x:-1 | input.port", "smtp://x:٢٥ | input.port", "smtp://x:99999999999999999999 | input.port",
            "smtp://mail example.com | input.host", "smtp://a..b | input.host", "smtp://-a.b | input.host",
            "smtp://a-.b | input.host",
            "smtp://a.b- | input.host", "smtp://.a | input.host", "smtp://a,b | input.host", "smtp://a:b:c | input.host",
            "smtp://[2001:db8::1 | input.host", "smtp://[2001:db8::1]x | input.host", "smtp://[mail.example.com] | input.host",
            "smtp://[] | input.host", "smtp://例え\u202e.jp | input.host"})
    void whatCannot(String text, String key) {
        InvalidInputException e = assertThrows(InvalidInputException.class, () -> Targets.parse(text, null));
        assertEquals(key, e.detail().key(), e.getMessage());
        assertFalse(e.text(Locale.JAPANESE).isBlank());
        assertFalse(e.text(Locale.ENGLISH).contains("\u202e"));
    }

    @Test
    void labelsHaveBounds() throws InvalidInputException {
        assertEquals(63, Targets.parse("smtp://" + "a".repeat(63), null).host().length());
        assertThrows(InvalidInputException.class, () -> Targets.parse("smtp://" + "a".repeat(64), null));
        assertThrows(InvalidInputException.class, () -> Targets.parse("smtp://" + "a.".repeat(130) + "b", null));
    }

    @Test
    void aPasswordInATargetIsNeitherTakenNorShown() {
        InvalidInputException e = assertThrows(InvalidInputException.class,
                () -> Targets.parse("smtp://taro:hunter2@mail.example.com", null));
        assertEquals("input.credentials-in-target", e.detail().key());
        assertFalse(e.getMessage().contains("hunter2"));
    }

    @Test
    void presetsAreComplete() {
        assertTrue(Presets.all().size() > 15);
        assertEquals(Presets.all().size(), Presets.all().stream().map(Preset::id).distinct().count());
        assertEquals("gmail", Presets.providerOf("IMAP.gmail.com."));
        assertEquals("gmail", Presets.providerOf("smtp.googlemail.com"));
        assertEquals(null, Presets.providerOf("mail.example.com"));
        for (Preset preset : Presets.all()) {
            assertEquals(preset.provider(), Presets.providerOf(preset.target().host()));
            assertTrue(Presets.byId(preset.id().toUpperCase(Locale.ROOT)).isPresent());
        }
    }

    @Test
    void profilesCanBeAdded() {
        assertTrue(Profiles.byId("current").isPresent() && Profiles.byId("OLD-copier").isPresent());
        assertTrue(Profiles.byId("of-the-test").isEmpty());
        ClientProfile mine = new ClientProfile("of-the-test", "Test", java.util.List.of(), java.util.Set.of(Security.NONE),
                java.util.List.of(), java.util.Set.of(), null, true, true, true, 0);
        Runnable end = Profiles.register(() -> java.util.List.of(mine, ClientProfile.CURRENT));
        try {
            assertEquals(mine, Profiles.byId("of-the-test").orElseThrow());
            assertEquals(1, Profiles.all().stream().filter(p -> p.id().equals("current")).count());
        } finally {
            end.run();
        }
        assertTrue(Profiles.byId("of-the-test").isEmpty());
    }
}
