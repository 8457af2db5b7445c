package org.mailmend.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.params.provider.Arguments.of;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A call that cannot be done as it stands ends with 2 and one sentence that names the problem and the remedy. */
class BadInputTest {
    private static final String SERVER = "smtp://localhost:9";
    private static final String SECRET = "Very-Secret-1";

    @TempDir
    private static Path folder;

    @BeforeAll
    static void files() throws IOException {
        Files.write(folder.resolve("big"), new byte[10 * 1024 * 1024]);
        Files.writeString(folder.resolve("empty"), "\n");
        Files.writeString(folder.resolve("lines"), "one\ntwo\n");
        Files.write(folder.resolve("latin1"), "P\u00e4ss".getBytes(StandardCharsets.ISO_8859_1));
        Files.writeString(folder.resolve("text.pem"), "no certificate");
        Files.writeString(folder.resolve("broken.pem"), "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n");
        Files.writeString(folder.resolve("secret.csv"), "target,password\n" + SERVER + "," + SECRET + "\n");
        Files.writeString(folder.resolve("column.csv"), "target,usr\n" + SERVER + ",a\n");
        Files.writeString(folder.resolve("row.csv"),
                "target,user,password_env\n" + SERVER + ",a,P\n\n" + SERVER + ",b,MISSING\n");
        Files.writeString(folder.resolve("wide.csv"), "target,user\n" + SERVER + ",a,b\n");
        Files.writeString(folder.resolve("hole.csv"), "target,user\n,a\n");
        Files.writeString(folder.resolve("list"), "# nothing yet\n\n");
        Files.writeString(folder.resolve("bad-list"), SERVER + "\nsmtp://a b\n");
    }

    /** The call, {@code %} standing for the folder, and what the sentence must name. */
    static Stream<Arguments> calls() {
        return Stream.of(
                of("chek", "chek check explain lab completion"),
                of("check", "gmail"),
                of("lab", "list start"),
                of("lab strat", "lab_strat list start"),
                of("--foo", "--foo --lang"),
                of("check " + SERVER + " --parralel 3", "--parralel --parallel"),
                of("check " + SERVER + " --qqqqqq", "--qqqqqq --deadline --json"),
                of("check " + SERVER + " --user", "--user NAME"),
                of("check " + SERVER + " --user --json", "--user NAME"),
                of("check " + SERVER + " --json=yes", "--json"),
                of("check " + SERVER + " --deadline 1s --deadline 2s", "--deadline"),
                of("check " + SERVER + " --security ssl", "--security ssl starttls tls none"),
                of("check " + SERVER + " --auth ntlm", "--auth ntlm xoauth2"),
                of("check " + SERVER + " --stop-after login", "--stop-after login auth"),
                of("check " + SERVER + " --parallel 0", "--parallel 0 1 500"),
                of("check " + SERVER + " --parallel 501", "501"),
                of("check " + SERVER + " --parallel many", "many"),
                of("check " + SERVER + " --deadline 15", "--deadline 15 15s"),
                of("check " + SERVER + " --deadline 1h", "1h 10m"),
                of("check " + SERVER + " --deadline 99ms", "99ms 100ms"),
                of("check " + SERVER + " --deadline 11m", "11m 10m"),
                of("check " + SERVER + " --deadline 99999999999999999999s", "99999999999999999999s"),
                of("check smtp://localhost:99999", "99999"),
                of("check smtp://localhost:0", "0"),
                of("check smtp://local_host.example:x", "x"),
                of("check smtp://bad\u00a0host", "host"),
                of("check smtp://", "smtp://"),
                of("check ftp://localhost", "ftp"),
                of("check gmial", "gmial gmail"),
                of("check " + SERVER + " --as outlok-2013", "outlok-2013 outlook-2013"),
                of("check lab:gmail-acount-password", "gmail-acount-password gmail-account-password"),
                of("check lab:", "gmail-account-password"),
                of("check " + SERVER + " --ca %/none.pem", "%/none.pem"),
                of("check " + SERVER + " --ca %", "%"),
                of("check " + SERVER + " --ca %/text.pem", "%/text.pem PEM"),
                of("check " + SERVER + " --ca %/broken.pem", "%/broken.pem"),
                of("check " + SERVER + " --user a --token-file %/big", "%/big 64"),
                of("check " + SERVER + " --user a --password-file %/empty", "--password-file"),
                of("check " + SERVER + " --user a --password-file %/lines", "--password-file"),
                of("check " + SERVER + " --user a --password-file %/latin1", "--password-file UTF-8"),
                of("check " + SERVER + " --user a --password-env P --token-env P", "--password-env --token-env"),
                of("check " + SERVER + " --user a --password-env MISSING", "MISSING --password-env"),
                of("check " + SERVER + " --user a", "--user --password-env --auth_none"),
                of("check " + SERVER + " --password-env P", "--password-env --user"),
                of("check " + SERVER + " --auth plain", "--auth_plain --user"),
                of("check " + SERVER + " --auth xoauth2 --user a --password-env P", "xoauth2 --token-file"),
                of("check " + SERVER + " --auth plain --user a --token-env P", "plain --password-file"),
                of("check " + SERVER + " --user a --account work", "work --token-file"),
                of("check " + SERVER + " --send", "--send --to"),
                of("check " + SERVER + " --find imaps://localhost", "--find --send"),
                of("check " + SERVER + " --to nobody", "--to nobody"),
                of("check " + SERVER + " --to a@b> --from a", "--to a@b>"),
                of("check " + SERVER + " --helo \u00e9", "--helo"),
                of("check " + SERVER + " --dns nowhere:port:x", "--dns"),
                of("check " + SERVER + " --transcript %/no/such/folder", "%/no/such/folder"),
                of("check " + SERVER + " --mx example.com", "--mx"),
                of("check --mx exam..com", "exam..com"),
                of("check --file %/none", "%/none"),
                of("check --file %/list", "%/list"),
                of("check --file %/bad-list", "%/bad-list 2"),
                of("check --file %/secret.csv", "%/secret.csv password_file"),
                of("check --file %/column.csv", "%/column.csv usr user"),
                of("check --file %/row.csv", "%/row.csv 4 MISSING"),
                of("check --file %/wide.csv", "%/wide.csv 2"),
                of("check --file %/hole.csv", "%/hole.csv 2 target"),
                of("check --file - --user a --password-file -", "-"),
                of("explain", "--file"),
                of("explain --file %/none", "%/none"),
                of("explain --file %/list x --stage x", "--stage x"),
                of("explain --protocol nntp x", "--protocol nntp smtp imap pop3"),
                of("config", "--import --domain"),
                of("config thunderbird-153 --format text", "--address"),
                of("config thunderbird-153 --address a@example.com", "--format autoconfig text"),
                of("config thunderbird-153 outlook-2010 --address a@example.com --format text", "outlook-2010"),
                of("config thunderbrid --address a@example.com --format text", "thunderbrid thunderbird"),
                of("config thunderbird-153 --address nobody --format text", "nobody a@example.com"),
                of("config thunderbird-153 --address a@b\u202ec.example --format text", "a@example.com"),
                of("config thunderbird-153 --address a@example.com --format xml", "--format xml autoconfig"),
                of("config thunderbird-153 --address a@example.com --account other --format text", "example.com"),
                of("config outlook-2016-msi --address a@gmail.com --format prf --route oauth", "OAuth"),
                of("config outlook-2016-msi --address a@outlook.com --format prf", "Exchange"),
                of("config apple-mail-macos --address a@gmail.com --format mobileconfig --route oauth", "Google Mac"),
                of("config thunderbird-153 --address a@example.com --format text --output %/empty", "%/empty --force"),
                of("config thunderbird-153 --address a@example.com --format text --output %/no/such/folder", "%/no/such/folder"),
                of("config thunderbird-153 --address a@example.com --format text --dns 192.0.2.1", "--dns --domain"),
                of("config --import %/none.xml", "%/none.xml"),
                of("config --import %/empty", ""),
                of("config --import %/lines", "XML"),
                of("config --import %/big", "%/big 256"),
                of("config --import %/list --domain example.com", "--import --domain"),
                of("config --import %/list --format prf", "prf autoconfig"),
                of("config --import %/list --output %/out", "--output --format"),
                of("config --import %/list --address a@example.com", "--address"),
                of("config --domain nothing", "nothing example.com"),
                of("config --domain example.com --dns nowhere:port:x", "--dns"),
                of("lab start", "lab_list"),
                of("lab start slient", "slient silent"),
                of("lab start silent slow", "slow"),
                of("lab start silent --port 99999", "--port 99999 65535"),
                of("lab list silent", "silent"),
                of("completion", "bash zsh fish"),
                of("completion powershell", "bash zsh fish"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("calls")
    void oneSentenceInTheLanguageAskedFor(String call, String named) {
        for (String language : List.of("en", "ja")) {
            List<String> args = new ArrayList<>();
            for (String word : call.split(" ")) {
                args.add(path(word));
            }
            // before the command and behind it
            args.addAll("en".equals(language) ? 0 : args.size(), List.of("--lang", language));
            Run run = Run.with(Map.of("P", SECRET, "LANG", "en".equals(language) ? "ja_JP.UTF-8" : "C"), "",
                    args.toArray(String[]::new));
            assertEquals(2, run.code(), run::toString);
            assertEquals("", run.out());
            assertEquals(1, run.err().lines().count(), run::toString);
            for (String part : named.split(" ")) {
                assertTrue(run.err().contains(path(part.replace('_', ' '))) || run.err().contains(path(part)),
                        () -> part + ": " + run.err());
            }
            assertEquals("ja".equals(language), run.err().codePoints().anyMatch(c -> c >= 0x3041 && c <= 0x30FF), run.err());
            assertTrue(run.err().strip().endsWith("ja".equals(language) ? "。" : ".") || run.err().strip().endsWith("?")
                    || run.err().strip().endsWith("fish"), run.err());
            assertFalse(run.err().contains(SECRET), run.err());
        }
    }

    private static String path(String word) {
        return word.replace("%", folder.toString());
    }

    @ParameterizedTest
    @ValueSource(strings = {"fr", "EN", ""})
    void anUnknownLanguage(String language) {
        for (String[] args : List.of(new String[] {"--lang", language, "lab", "list"},
                new String[] {"lab", "list", "--lang=" + language})) {
            Run run = Run.of(args);
            assertEquals(2, run.code());
            assertEquals("--lang cannot be \"" + language + "\"; use one of en, ja.\n", run.err());
        }
        assertEquals(2, Run.of("--lang").code());
    }

    @Test
    void aHostWithABlank() {
        Run run = Run.of("check", "smtp://mail example.com:25");
        assertEquals(2, run.code());
        assertEquals(1, run.err().lines().count());
        assertTrue(run.err().contains("mail example.com"), run.err());
    }

    @Test
    void controlCharactersInAnAddressGoNowhere() {
        for (String option : List.of("--to", "--from", "--helo", "--user")) {
            Run run = Run.with(Map.of("P", "x"), "", "check", SERVER, "--password-env", "P", "--user", "a", "--to", "a@b.example",
                    "--lang", "en");
            assertEquals(11, run.code(), run::toString);
            run = Run.with(Map.of("P", "x"), "", "check", SERVER, "--password-env", "P", option, "a@b\r\nDATA", "--lang", "en");
            assertEquals(2, run.code(), run::toString);
        }
    }
}
