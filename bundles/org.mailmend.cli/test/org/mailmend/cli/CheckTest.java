package org.mailmend.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mailmend.diagnosis.Catalogue;
import org.mailmend.diagnosis.CauseId;
import org.mailmend.lab.Attempt;
import org.mailmend.lab.PracticeServer;
import org.mailmend.lab.Scenario;
import org.mailmend.lab.Scenarios;

/** Checks of practice servers through the command line. */
class CheckTest {
    private static final Map<String, String> SECRETS = Map.of("PASSWORD", Attempt.PASSWORD, "APP_PASSWORD",
            Attempt.APP_PASSWORD, "TOKEN", Attempt.TOKEN, "LANG", "C");

    /** A call with the sign-in and the recipient that a scenario suggests. */
    private static Run attempt(String scenario, String... more) {
        Attempt attempt = Scenarios.byId(scenario).orElseThrow().attempt();
        List<String> args = new ArrayList<>(List.of("check", "lab:" + scenario, "--json"));
        Map<String, String> env = new HashMap<>(SECRETS);
        if (attempt.user() != null) {
            args.addAll(List.of("--user", attempt.user(), switch (attempt.kind()) {
                case TOKEN -> "--token-env";
                default -> "--password-env";
            }, "S"));
            env.put("S", attempt.secret());
        }
        if (attempt.to() != null) {
            args.addAll(List.of("--from", Attempt.USER, "--to", attempt.to()));
        }
        if (attempt.send()) {
            args.add("--send");
        }
        args.addAll(List.of(more));
        return Run.with(env, "", args.toArray(String[]::new));
    }

    @ParameterizedTest
    @CsvSource({"ok, OK, 0", "gmail-account-password, AUTH_ACCOUNT_PASSWORD_RETIRED, 15", "gmail-oauth, OK, 0",
            "gmail-oauth-wrong-scope, OAUTH_SCOPE_MISSING, 15", "imap-disabled, IMAP_DISABLED, 15",
            "pop-disabled, POP_DISABLED, 15", "closes, NET_CLOSED, 12", "http-on-port, WRONG_SERVICE, 12",
            "helo-rejected, HELO_REJECTED, 13", "starttls-stripped, STARTTLS_STRIPPED, 14", "tls-expired, TLS_CERT_EXPIRED, 14",
            "sender-not-allowed, SENDER_NOT_ALLOWED, 16", "recipient-unknown, RCPT_UNKNOWN, 17",
            "content-blocked, CONTENT_BLOCKED, 18"})
    void causeAndExitCode(String scenario, String cause, int code) {
        Run run = attempt(scenario);
        assertEquals(code, run.code(), run::toString);
        Map<String, Object> json = run.json().getFirst();
        assertEquals(cause, json.get("cause"), run.out());
        assertEquals(code == 0 ? "ok" : "fault", json.get("verdict"), run.out());
        assertEquals("", run.err());
        assertEquals(Catalogue.get().text(CauseId.valueOf(cause), java.util.Locale.ENGLISH).summary(), json.get("summary"));
    }

    /** Without any option a practice server is tried as its scenario suggests, so that its point shows. */
    @Test
    void eachPracticeServerShowsItsPointByItself() throws Exception {
        Map<String, Future<Run>> runs = new LinkedHashMap<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
            for (Scenario scenario : Scenarios.all()) {
                runs.put(scenario.id(), threads.submit(() -> Run.of("check", "lab:" + scenario.id(), "--json")));
            }
        }
        List<String> wrong = new ArrayList<>();
        for (Scenario scenario : Scenarios.all()) {
            Run run = runs.get(scenario.id()).get();
            String cause = run.out().isEmpty() ? "" : (String) run.json().getFirst().get("cause");
            if (!scenario.cause().name().equals(cause)) {
                wrong.add(scenario.id() + ": " + scenario.cause() + " expected, " + run);
            }
        }
        assertEquals(List.of(), wrong);
    }

    @Test
    void whatTheUserSaysCountsMoreThanTheScenario() {
        Run own = Run.with(SECRETS, "", "check", "lab:gmail-app-password", "--user", Attempt.USER, "--password-env", "PASSWORD",
                "--json");
        assertEquals("AUTH_ACCOUNT_PASSWORD_RETIRED", own.json().getFirst().get("cause"));
        Run nobody = Run.of("check", "lab:gmail-app-password", "--auth", "none", "--json");
        assertTrue(nobody.json().getFirst().get("stages").toString().contains("stage=auth, status=skipped"), nobody.out());
        Run stopped = Run.of("check", "lab:gmail-daily-limit", "--stop-after", "ehlo", "--json");
        assertEquals("OK", stopped.json().getFirst().get("cause"));
    }

    @Test
    void nobodyListens() throws IOException {
        int port;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = socket.getLocalPort();
        }
        Run run = Run.of("check", "smtp://127.0.0.1:" + port, "--json");
        assertEquals(11, run.code(), run::toString);
        assertEquals("NET_REFUSED", run.json().getFirst().get("cause"));
    }

    @Test
    void theResolverDoesNotAnswer() throws IOException {
        try (var silent = new java.net.DatagramSocket(0, InetAddress.getLoopbackAddress())) {
            Run run = Run.of("check", "smtp://mail.example.com", "--json", "--deadline", "500ms", "--dns",
                    "127.0.0.1:" + silent.getLocalPort());
            assertEquals(10, run.code(), run::toString);
            assertEquals("DNS_TIMEOUT", run.json().getFirst().get("cause"));
            assertEquals(500, run.json().getFirst().get("deadlineMillis"));
        }
    }

    @Test
    @SuppressWarnings("unchecked")
    void jsonSaysWhatHappenedInTheLanguageAskedFor() {
        Map<String, Object> json = attempt("gmail-account-password", "--lang", "ja").json().getFirst();
        assertEquals(List.of("schema", "target", "verdict", "stage", "cause", "summary", "who", "retry", "nextSteps", "stages",
                "addresses", "server", "tls", "replies", "warnings", "oauthError", "elapsedMillis", "deadlineMillis"),
                List.copyOf(json.keySet()).subList(0, 18));
        assertEquals("auth", json.get("stage"));
        assertEquals("user", json.get("who"));
        List<Map<String, Object>> steps = (List<Map<String, Object>>) json.get("nextSteps");
        assertFalse(steps.isEmpty());
        assertTrue(steps.stream().allMatch(step -> japanese(step.get("text"))), steps::toString);
        List<Map<String, Object>> stages = (List<Map<String, Object>>) json.get("stages");
        assertEquals(List.of("dns", "connect", "banner", "ehlo", "starttls", "tls", "auth"),
                stages.stream().map(stage -> stage.get("stage")).limit(7).toList());
        assertTrue(stages.stream().allMatch(stage -> ((Number) stage.get("millis")).doubleValue() >= 0), stages::toString);
        Map<String, Object> tls = (Map<String, Object>) json.get("tls");
        assertTrue(tls.get("protocol").toString().startsWith("TLSv1."));
        List<Map<String, Object>> replies = (List<Map<String, Object>>) json.get("replies");
        assertEquals(535, replies.getLast().get("code"));
        assertEquals("5.7.8", replies.getLast().get("enhanced"));
        assertEquals(null, json.get("oauthError"));
    }

    private static boolean japanese(Object text) {
        return text.toString().codePoints().anyMatch(c -> c >= 0x3041 && c <= 0x30FF);
    }

    @Test
    void verdictFirstForPeople() {
        Run run = Run.with(SECRETS, "", "check", "lab:gmail-account-password", "--user", Attempt.USER, "--password-env",
                "PASSWORD");
        assertEquals(15, run.code());
        assertTrue(run.out().startsWith("✗ Fault at stage Sign-in: "), run.out());
        assertTrue(run.out().indexOf("Who can fix it") < run.out().indexOf("\n  1. ")
                && run.out().indexOf("\n  1. ") < run.out().indexOf("✓ ok"), run.out());
        assertFalse(run.out().contains("\u001B"), "no colours where there is no terminal");
    }

    @ParameterizedTest
    @CsvSource({"gmail-account-password, PASSWORD, --password-env", "gmail-app-password-revoked, APP_PASSWORD, --password-env",
            "gmail-oauth-expired, TOKEN, --token-env", "gmail-oauth, TOKEN, --token-env"})
    void noSecretIsEverShown(String scenario, String variable, String option, @TempDir Path folder) throws IOException {
        Path transcript = folder.resolve("transcript.txt");
        StringBuilder shown = new StringBuilder();
        for (String format : List.of("--json", "--pretty")) {
            Run run = Run.with(SECRETS, "", "check", "lab:" + scenario, "--user", Attempt.USER, option, variable, format,
                    "--transcript", transcript.toString());
            shown.append(run).append(Files.readString(transcript));
        }
        assertTrue(shown.toString().contains("AUTH "), shown.toString());
        String secret = SECRETS.get(variable);
        for (String form : List.of(secret, secret.replace(" ", ""),
                base64("\0" + Attempt.USER + "\0" + secret), base64("\0" + Attempt.USER + "\0" + secret.replace(" ", "")),
                base64(secret), base64("user=" + Attempt.USER + "\u0001auth=Bearer " + secret + "\u0001\u0001"))) {
            assertFalse(shown.toString().contains(form), form);
        }
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8)).replace("=", "");
    }

    @Test
    void secretsComeFromFilesAndStandardInput(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("token"), Attempt.TOKEN + "\r\n");
        assertEquals(0, Run.of("check", "lab:gmail-oauth", "--user", Attempt.USER, "--token-file", file.toString()).code());
        assertEquals(0, Run.with(Map.of(), Attempt.APP_PASSWORD + "\n", "check", "lab:gmail-app-password", "--user", Attempt.USER,
                "--password-file", "-").code());
    }

    @Test
    void stopsAfterTheStageAskedFor() {
        Map<String, Object> json = attempt("ok", "--stop-after", "ehlo").json().getFirst();
        assertEquals("ehlo", json.get("stage"));
        assertEquals(null, json.get("tls"));
    }

    @Test
    void aListGivesALineForEachTarget(@TempDir Path folder) throws IOException {
        StringBuilder csv = new StringBuilder("target,user,password_env,token_env,auth\n");
        List<String> expected = new ArrayList<>();
        for (Scenario scenario : Scenarios.all()) {
            Attempt attempt = scenario.attempt();
            if (attempt.to() == null && scenario.cause() != CauseId.SERVER_SLOW && !scenario.id().equals("greeting-delayed")) {
                boolean token = attempt.secret() != null && attempt.secret().equals(Attempt.TOKEN);
                boolean known = attempt.secret() != null && SECRETS.containsValue(attempt.secret());
                if (known || attempt.user() == null) {
                    csv.append("lab:").append(scenario.id()).append(',').append(attempt.user() == null ? "" : attempt.user())
                            .append(',').append(token || !known ? "" : attempt.kind().name()).append(',')
                            .append(token ? "TOKEN" : "").append(",\n");
                    expected.add(scenario.cause().name());
                }
            }
        }
        Path list = Files.writeString(folder.resolve("list.csv"), csv);
        Run run = Run.with(SECRETS, "", "check", "--file", list.toString(), "--json", "--parallel", "16", "--deadline", "4s");
        assertEquals(1, run.code(), run.err());
        assertEquals(expected.stream().sorted().toList(),
                run.json().stream().map(json -> (String) json.get("cause")).sorted().toList());
        assertTrue(expected.size() > 30, "scenarios: " + expected.size());
        assertEquals(1, run.err().lines().count(), run.err());
    }

    @Test
    void oneBadServerAmongManyIsOne() {
        Run run = Run.of("check", "lab:ok", "lab:closes");
        assertEquals(1, run.code());
        assertEquals(3, run.out().lines().count(), run.out());
        assertTrue(run.out().lines().anyMatch(line -> line.startsWith("✓ smtp://localhost:")), run.out());
        assertTrue(run.out().endsWith("2 checked: 1 ok, 0 with a warning, 1 with a fault, 0 not tested\n"), run.out());
        assertEquals(0, Run.of("check", "lab:ok", "lab:ok", "--json").code());
    }

    @Test
    void aListOfOneIsStillAList(@TempDir Path folder) throws IOException {
        Path list = Files.writeString(folder.resolve("list"), "lab:ok\n");
        assertEquals(0, Run.of("check", "--file", list.toString(), "--json").code());
        assertEquals(1, Run.with(Map.of(), "lab:closes\n", "check", "--file", "-", "--json").code());
    }

    @Test
    void anExtraTrustAnchorIsRead(@TempDir Path folder) throws IOException {
        Scenario scenario = Scenarios.byId("ok").orElseThrow();
        try (PracticeServer server = PracticeServer.start(scenario)) {
            String target = "smtp://localhost:" + server.targets().getFirst().port();
            assertEquals(14, Run.of("check", target).code());
            Path ca = Files.writeString(folder.resolve("ca.pem"), "# practice\n" + server.trustAnchorsPem());
            assertEquals(0, Run.of("check", target, "--ca", ca.toString()).code());
        }
    }

    @Test
    void actsAsAnOldDevice() {
        Map<String, Object> json = Run.of("check", "lab:ok", "--as", "old-copier", "--json").json().getFirst();
        assertEquals("old-copier", json.get("profile"));
    }

    /** The profile, the scenario with its way to sign in, and what has to be said of the device. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
            "fuji-xerox-iv|ok|Fuji Xerox ApeosPort-IV, DocuCentre-IV does not know STARTTLS",
            "hp-old|ok|knows TLS 1.0, TLS 1.1; the server knows TLS 1.2, TLS 1.3",
            "old-copier|ok|Old copier (TLS 1.0) knows TLS 1.0; the server knows TLS 1.2, TLS 1.3",
            "canon-maxify-mb2755|ok|",
            "thunderbird-153|ok|",
            "thunderbird-153|tls-old-only|",
    })
    void asADeviceTheLimitIsNamedThatStopsIt(String profile, String scenario, String limit) {
        Run run = Run.of("check", "lab:" + scenario, "--as", profile, "--json");
        Map<String, Object> json = run.json().getFirst();
        assertEquals(profile, json.get("profile"));
        if (limit == null) {
            assertNull(json.get("limit"), run.out());
        } else {
            assertTrue(((String) json.get("limit")).contains(limit), run.out());
            Run text = Run.of("check", "lab:" + scenario, "--as", profile);
            assertTrue(text.out().contains(limit + "."), text.out());
            assertEquals(!"old-copier".equals(profile), text.out().contains("mailmend advise --client " + profile), text.out());
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
            "outlook-2010|gmail-oauth|TOKEN|ya29.practice|OAUTH_CLIENT_UNSUPPORTED|can only sign in with: CRAM-MD5 PLAIN LOGIN",
            "epson-web-config|ok|PASSWORD|a password of more than twenty|CLIENT_CONFIG|takes passwords of up to 20 characters",
            "thunderbird-153|gmail-oauth|TOKEN|ya29.practice|OK|",
    })
    void asADeviceThatSignsIn(String profile, String scenario, String kind, String secret, String cause, String limit) {
        Run run = Run.with(Map.of("LANG", "C", "SECRET", secret), "", "check", "lab:" + scenario, "--as", profile, "--user",
                "trainee@example.com", "TOKEN".equals(kind) ? "--token-env" : "--password-env", "SECRET", "--json");
        Map<String, Object> json = run.json().getFirst();
        assertEquals(cause, json.get("cause"), run.out());
        assertEquals(limit == null, json.get("limit") == null, run.out());
        assertTrue(limit == null || ((String) json.get("limit")).contains(limit), run.out());
    }
}
