package org.mailmend.cli.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.io.PrintStream;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mailmend.check.Security;
import org.mailmend.check.Target;
import org.mailmend.lab.Attempt;
import org.mailmend.lab.AuthorizationServer;
import org.mailmend.lab.OAuthFault;
import org.mailmend.lab.PracticeServer;
import org.mailmend.lab.Scenarios;
import org.mailmend.oauth.MemoryVault;

/** Signs in from the command line to the lab's authorization server, with a plain client of HTTP as the browser. */
class OAuthTest {
    private static final HttpClient BROWSER = HttpClient.newBuilder().followRedirects(HttpClient.Redirect.NORMAL).build();
    private static final Pattern REQUEST = Pattern.compile("name=\"request\" value=\"([^\"]+)\"");

    /** A keyring that lives as long as a test. */
    private static final class Keyring extends MemoryVault {
        @Override
        public boolean isPersistent() {
            return true;
        }
    }

    /** A call that has ended. */
    private record Done(int code, List<String> out, String err) {
        String last() {
            return out.getLast();
        }
    }

    @TempDir
    Path folder;
    private PracticeServer lab;
    private Keyring keyring;
    private Path client;
    private Path ca;

    @BeforeEach
    void start() throws IOException {
        lab = PracticeServer.start(Scenarios.byId("oauth").orElseThrow());
        keyring = new Keyring();
        client = Files.writeString(folder.resolve("client.json"), lab.authorization().clientFile());
        ca = Files.writeString(folder.resolve("ca.pem"), lab.trustAnchorsPem());
    }

    @AfterEach
    void stop() {
        lab.close();
    }

    /** Calls the command line; the browser is told of each address to open. */
    private Done call(Browsing browser, String... args) throws Exception {
        PipedOutputStream out = new PipedOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        List<String> all = new ArrayList<>();
        try (BufferedReader lines = new BufferedReader(
                new InputStreamReader(new PipedInputStream(out, 1 << 16), StandardCharsets.UTF_8))) {
            FutureTask<Integer> call = start(out, new PrintStream(err, true, StandardCharsets.UTF_8), args);
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                all.add(line);
                if (line.contains("\"event\":\"authorize\"")) {
                    Matcher url = Pattern.compile("\"url\":\"([^\"]+)\"").matcher(line);
                    assertTrue(url.find(), line);
                    browser.open(url.group(1));
                }
            }
            return new Done(call.get(), all, err.toString(StandardCharsets.UTF_8));
        }
    }

    private FutureTask<Integer> start(PipedOutputStream out, PrintStream err, String... args) {
        FutureTask<Integer> call = new FutureTask<>((Callable<Integer>) () -> {
            try (PrintStream stream = new PrintStream(out, false, StandardCharsets.UTF_8)) {
                return new CommandLine(InputStream.nullInputStream(), stream, err, Map.of("LANG", "C"), Terminal.NONE,
                        context -> keyring).run(args);
            }
        });
        Thread.ofVirtual().start(call);
        return call;
    }

    @FunctionalInterface
    private interface Browsing {
        void open(String url) throws Exception;
    }

    private static HttpResponse<String> get(String url) throws Exception {
        return BROWSER.send(HttpRequest.newBuilder(URI.create(url)).build(), HttpResponse.BodyHandlers.ofString());
    }

    /** Agrees as a user does, with the box for mail ticked or not, and gives the page at the end. */
    private static String agree(String url, String user, boolean mail) throws Exception {
        HttpResponse<String> page = get(url);
        Matcher request = REQUEST.matcher(page.body());
        if (!request.find()) {
            return page.body();
        }
        String form = "request=" + request.group(1) + "&allow=yes&user=" + URLEncoder.encode(user, StandardCharsets.UTF_8)
                + (mail ? "&mail=yes" : "");
        return BROWSER.send(HttpRequest.newBuilder(URI.create(url).resolve("/consent"))
                .header("Content-Type", "application/x-www-form-urlencoded").POST(HttpRequest.BodyPublishers.ofString(form))
                .build(),
                HttpResponse.BodyHandlers.ofString()).body();
    }

    private Done login(Browsing browser, String... more) throws Exception {
        List<String> args = new ArrayList<>(List.of("oauth", "login", "--provider", "generic", "--issuer",
                lab.authorization().issuer(),
                "--client-file", client.toString(), "--address", "a@example.com", "--no-browser", "--json", "--timeout", "30s"));
        args.addAll(Arrays.asList(more));
        return call(browser, args.toArray(String[]::new));
    }

    private Done call(String... args) throws Exception {
        return call(url -> {
            throw new AssertionError(url);
        }, args);
    }

    @Test
    void fromThePageToTheMailAndToTheEnd() throws Exception {
        List<String> pages = new ArrayList<>();
        Done login = login(url -> pages.add(agree(url, "a@example.com", true)));
        assertEquals(0, login.code(), login.err());
        assertEquals(2, login.out().size());
        assertTrue(login.out().getFirst()
                .startsWith("{\"schema\":\"mailmend.oauth/1\",\"event\":\"authorize\",\"url\":\"http://127.0.0.1:"));
        assertTrue(login.last().startsWith("{\"schema\":\"mailmend.oauth/1\",\"event\":\"done\",\"account\":\"a@example.com\","
                + "\"owner\":\"a@example.com\",\"scopes\":[\"https://mail.google.com/\",\"openid\",\"email\"],\"expiresInSeconds\":3599,"
                + "\"refreshToken\":true,\"warnings\":[]"), login.last());
        assertTrue(pages.getFirst().contains("You can close this window"), pages.getFirst());

        Done status = call("oauth", "status", "--json");
        assertTrue(status.last().contains("\"account\":\"a@example.com\""), status.last());
        Done token = call("oauth", "token", "A@example.com");
        assertEquals(0, token.code());
        assertEquals("", token.err());
        assertTrue(token.last().startsWith("ya29."));
        for (Target target : lab.targets()) {
            for (String mechanism : List.of("xoauth2", "oauthbearer")) {
                String scheme = target.protocol().id() + (target.security() == Security.TLS ? "s" : "");
                Done check = call("check", scheme + "://localhost:" + target.port(), "--ca", ca.toString(), "--account",
                        "a@example.com",
                        "--auth", mechanism, "--json");
                assertEquals(0, check.code(), check.last());
                assertFalse(check.last().contains(token.last()));
            }
        }

        lab.authorization().endAccessTokens();
        keyring.names().forEach(name -> keyring.put(name, keyring.get(name).replaceAll("\"expires\":[0-9]+", "\"expires\":1")));
        String renewed = call("oauth", "token", "a@example.com").last();
        assertNotEquals(token.last(), renewed);
        assertFalse(call("oauth", "status").out().stream().anyMatch(line -> line.contains(renewed)));

        Done revoke = call("oauth", "revoke", "a@example.com", "--json");
        assertEquals(
                "{\"schema\":\"mailmend.oauth/1\",\"event\":\"revoked\",\"account\":\"a@example.com\",\"providerTold\":true}",
                revoke.last());
        assertTrue(keyring.names().isEmpty());
        assertEquals(2, call("oauth", "token", "a@example.com").code());
        assertEquals(2,
                call("check", "smtp://localhost:" + lab.targets().getFirst().port(), "--account", "a@example.com").code());
        assertEquals(15, callWithToken(renewed));
    }

    private int callWithToken(String token) throws Exception {
        Path file = Files.writeString(folder.resolve("token"), token);
        return call("check", "smtp://localhost:" + lab.targets().getFirst().port(), "--ca", ca.toString(), "--user",
                "a@example.com",
                "--token-file", file.toString()).code();
    }

    @ParameterizedTest
    @CsvSource({"CONSENT_DENIED,OAUTH_CONSENT_DENIED", "SCOPE_UNTICKED,OAUTH_CONSENT_DENIED", "WRONG_ACCOUNT,OAUTH_WRONG_ACCOUNT",
            "ADMIN_BLOCKED,OAUTH_ADMIN_BLOCKED", "WRONG_CLIENT_TYPE,OAUTH_CLIENT_CONFIG", "INVALID_SCOPE,OAUTH_SCOPE_MISSING",
            "CODE_EXPIRED,OAUTH_REFRESH_EXPIRED", "CLOCK,CLOCK_SKEW", "SERVER_ERROR,SERVER_TEMPORARY", "RATE_LIMIT,RATE_LIMIT",
            "NOT_JSON,UNKNOWN", "PROXY,NET_UNREACHABLE"})
    void whatGoesWrongHasItsCause(OAuthFault fault, String cause) throws Exception {
        lab.authorization().faults(fault);
        Done done = login(url -> agree(url, "a@example.com", true));
        assertEquals(15, done.code());
        assertTrue(
                done.last().startsWith(
                        "{\"schema\":\"mailmend.oauth/1\",\"event\":\"failed\",\"cause\":\"" + cause + "\",\"summary\":\""),
                done.last());
        assertTrue(done.last().contains("\"nextSteps\":[{\"id\":") || cause.equals("UNKNOWN"), done.last());
        assertTrue(keyring.names().isEmpty());
    }

    @ParameterizedTest
    @CsvSource({"EMBEDDED_BROWSER,disallowed_useragent,OAUTH_EMBEDDED_BROWSER",
            "REDIRECT_MISMATCH,redirect_uri_mismatch,OAUTH_REDIRECT_MISMATCH",
            "INVALID_CLIENT,invalid_client,OAUTH_CLIENT_CONFIG", "DELETED_CLIENT,deleted_client,OAUTH_CLIENT_CONFIG",
            "ORG_INTERNAL,org_internal,OAUTH_ADMIN_BLOCKED", "WRONG_STATE,,OAUTH_STATE_MISMATCH",
            "UNVERIFIED,This app is not verified,OAUTH_APP_UNVERIFIED"})
    void whereTheBrowserDoesNotComeBackTheWaitEnds(OAuthFault fault, String words, String cause) throws Exception {
        lab.authorization().faults(fault);
        List<String> pages = new ArrayList<>();
        Done done = login(url -> pages.add(agree(url, "a@example.com", true)), "--timeout", "2s");
        assertEquals(2, done.code(), "the option is given twice");
        done = call(url -> pages.add(agree(url, "a@example.com", true)), "oauth", "login", "--provider", "generic", "--issuer",
                lab.authorization().issuer(), "--client-file", client.toString(), "--address", "a@example.com", "--no-browser",
                "--json",
                "--timeout", "2s");
        assertEquals(15, done.code());
        assertTrue(done.last().contains(words == null ? "OAUTH_STATE_MISMATCH" : "USER_CANCELLED"), done.last());
        if (words != null && cause != null) {
            assertTrue(pages.getFirst().contains(words), pages.getFirst());
            // what the page says is what the user reads out
            assertTrue(call("explain", "Error: " + words, "--json").last().contains("\"cause\":\"" + cause + "\""));
        }
    }

    @Test
    void whatWillEndIsSaidAtOnce() throws Exception {
        lab.authorization().faults(OAuthFault.TESTING);
        Done done = login(url -> agree(url, "a@example.com", true));
        assertEquals(0, done.code());
        assertTrue(done.last().contains("\"warnings\":[{\"cause\":\"OAUTH_TESTING_EXPIRY\",\"text\":\"The client is in Testing"),
                done.last());
        lab.authorization().faults(OAuthFault.NO_REFRESH_TOKEN);
        done = login(url -> agree(url, "a@example.com", true));
        assertEquals(0, done.code());
        assertTrue(done.last().contains("\"refreshToken\":false,\"warnings\":[{\"cause\":\"OAUTH_NO_REFRESH_TOKEN\""),
                done.last());
    }

    @ParameterizedTest
    @CsvSource({"REFRESH_EXPIRED,has expired", "REFRESH_REVOKED,was revoked", "PASSWORD_CHANGED,password",
            "SESSION_CONTROL,rule of the organisation"})
    void whyARenewalIsRefused(OAuthFault fault, String words) throws Exception {
        login(url -> agree(url, "a@example.com", true));
        keyring.names().forEach(name -> keyring.put(name, keyring.get(name).replaceAll("\"expires\":[0-9]+", "\"expires\":1")));
        lab.authorization().faults(fault);
        Done token = call("oauth", "token", "a@example.com");
        assertEquals(15, token.code());
        assertTrue(token.out().isEmpty());
        assertTrue(token.err().contains(words) && token.err().contains("OAUTH_REFRESH_EXPIRED"), token.err());
        assertTrue(call("oauth", "status", "--json").last().contains("\"warnings\":[{\"cause\":\"OAUTH_REFRESH_EXPIRED\""));
        Done check = call("check", "smtp://localhost:1", "--account", "a@example.com");
        assertEquals(2, check.code());
        assertTrue(check.err().contains(words), check.err());
    }

    @Test
    void aServiceAccountStandsForAMailbox() throws Exception {
        Path key = Files.writeString(folder.resolve("key.json"), lab.authorization().serviceAccountKey());
        String[] args = {"oauth", "login", "--provider", "generic", "--issuer", lab.authorization().issuer(), "--client-file",
                key.toString(), "--address", "box@example.com", "--service-account", "--json"};
        Done done = call(args);
        assertEquals(0, done.code(), done.err());
        assertTrue(done.last().contains("\"owner\":\"box@example.com\"") && done.last().contains("\"warnings\":[]"), done.last());
        Done check = call("check", "smtp://localhost:" + lab.targets().getFirst().port(), "--ca", ca.toString(), "--account",
                "box@example.com", "--json");
        assertEquals(0, check.code(), check.last());
        lab.authorization().faults(OAuthFault.NOT_DELEGATED);
        done = call(args);
        assertEquals(15, done.code());
        assertTrue(done.last().contains("Domain-wide delegation"), done.last());
    }

    @Test
    void aCodeIsTypedOnAnotherDevice() throws Exception {
        PipedOutputStream out = new PipedOutputStream();
        try (BufferedReader lines = new BufferedReader(
                new InputStreamReader(new PipedInputStream(out), StandardCharsets.UTF_8))) {
            FutureTask<Integer> call = start(out, new PrintStream(new ByteArrayOutputStream()), "oauth", "login", "--provider",
                    "generic", "--issuer", lab.authorization().issuer(), "--client-file", client.toString(), "--address",
                    "a@example.com", "--device", "--json");
            Matcher code = Pattern.compile("\"url\":\"([^\"]+)\",\"code\":\"([A-Z-]+)\"").matcher(lines.readLine());
            assertTrue(code.find());
            BROWSER.send(HttpRequest.newBuilder(URI.create(code.group(1)))
                    .POST(HttpRequest.BodyPublishers.ofString("code=" + code.group(2) + "&user=a%40example.com")).build(),
                    HttpResponse.BodyHandlers.discarding());
            assertTrue(lines.readLine().contains("\"event\":\"done\""));
            assertEquals(0, call.get());
        }
    }

    @Test
    void withoutAKeyringItIsProvedAndForgotten() throws Exception {
        Done done = login(url -> agree(url, "a@example.com", true), "--store", "memory");
        assertEquals(0, done.code());
        assertTrue(done.last().contains("\"store\":\"memory\""), done.last());
        assertTrue(keyring.names().isEmpty());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"oauth login|--provider", "oauth login --provider generic|--issuer",
            "oauth login --provider google --issuer https://example.com|--issuer", "oauth login --provider google|--address",
            "oauth login --provider google --address nobody|nobody",
            "oauth login --provider google --address a@example.com|--client-file",
            "oauth login --provider google --address a@example.com --client-file /nowhere.json|/nowhere.json",
            "oauth login --provider google --address a@example.com --client-file CLIENT|apps.googleusercontent.com",
            "oauth login --provider generic --issuer nonsense --address a@example.com --client-file CLIENT|nonsense",
            "oauth login --provider generic --issuer http://example.com --address a@example.com --client-file CLIENT|http://example.com",
            "oauth login --provider generic --issuer ISSUER --address a@example.com --client-file CLIENT --scope ,|scope",
            "oauth login --provider generic --issuer ISSUER --address a@example.com --client-file CLIENT --port 0|--port",
            "oauth login --provider yahoo --store disk|disk", "oauth token|address",
            "oauth token a@example.com b@example.com|address",
            "oauth revoke nobody@example.com|nobody@example.com", "lab start ok --fault testing|oauth",
            "lab start oauth --fault nonsense|nonsense"})
    void badInputGetsOneSentence(String call, String words) throws Exception {
        Done done = call(call.replace("CLIENT", client.toString()).replace("ISSUER", lab.authorization().issuer()).split(" "));
        assertEquals(2, done.code(), done.err());
        assertEquals(1, done.err().lines().count(), done.err());
        assertTrue(done.err().contains(words), done.err());
        assertTrue(done.out().isEmpty());
    }

    /** Dovecot and Postfix are not ours: the one asks by RFC 7662 what a token is good for, the other asks the first. */
    @Test
    void othersTakeTheTokensAsLongAsTheyAreGood(@TempDir Path home) throws Exception {
        String obstacle = ThirdParties.obstacle();
        if (obstacle != null) {
            System.err.println(obstacle);
        }
        Assumptions.assumeTrue(obstacle == null, obstacle);
        String introspection = lab.authorization().issuer().replace("http://",
                "http://" + AuthorizationServer.CLIENT_ID + ":" + AuthorizationServer.CLIENT_SECRET + "@") + "/introspect";
        try (ThirdParties servers = new ThirdParties(home, introspection)) {
            // the second name has to be escaped in OAUTHBEARER (RFC 7628 section 3.1, RFC 5801)
            for (String user : List.of("a@example.com", "a,b=c@example.com")) {
                Done login = call(url -> agree(url, user, true), "oauth", "login", "--provider", "generic", "--issuer",
                        lab.authorization().issuer(), "--client-file", client.toString(), "--address", user, "--no-browser",
                        "--json");
                assertEquals(0, login.code(), login.last());
                String first = call("oauth", "token", user).last();
                signsIn(servers, user);
                lab.authorization().endAccessTokens();
                isRefused(servers, user, first, "xoauth2");
                expireAtHome();
                // renewed before it is shown
                signsIn(servers, user);
                String second = call("oauth", "token", user).last();
                assertNotEquals(first, second);
                assertEquals(0, call("oauth", "revoke", user).code());
                isRefused(servers, user, second, "oauthbearer");
            }
        }
    }

    private void expireAtHome() {
        keyring.names().forEach(name -> keyring.put(name, keyring.get(name).replaceAll("\"expires\":[0-9]+", "\"expires\":1")));
    }

    private void signsIn(ThirdParties servers, String user) throws Exception {
        for (String target : servers.targets()) {
            for (String mechanism : List.of("xoauth2", "oauthbearer")) {
                Done check = call("check", target, "--ca", servers.certificate.toString(), "--account", user, "--auth", mechanism,
                        "--json");
                assertEquals(0, check.code(), target + " " + mechanism + check.last() + servers.log());
            }
        }
    }

    private void isRefused(ThirdParties servers, String user, String token, String mechanism) throws Exception {
        Path file = Files.writeString(folder.resolve("old-token"), token);
        for (String target : servers.targets()) {
            Done check = call("check", target, "--ca", servers.certificate.toString(), "--user", user, "--token-file",
                    file.toString(), "--auth", mechanism, "--json");
            assertEquals(15, check.code(), target + " " + check.last());
            assertTrue(check.last().contains("\"cause\":\"OAUTH_TOKEN_"), check.last());
            assertFalse(check.last().contains(token), target);
        }
    }

    @Test
    void practiceSecretsAreNoTokensOfTheRealWorld() {
        assertTrue(lab.authorization().check(Attempt.USER, Attempt.TOKEN).name().equals("VALID"));
        assertTrue(lab.authorization().check(Attempt.USER, "ya29.other").name().equals("UNKNOWN"));
    }
}
