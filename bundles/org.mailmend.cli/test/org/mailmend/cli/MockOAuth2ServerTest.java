package org.mailmend.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mailmend.check.Cancellation;
import org.mailmend.oauth.Account;
import org.mailmend.oauth.Accounts;
import org.mailmend.oauth.ClientRegistration;
import org.mailmend.oauth.Provider;
import org.mailmend.oauth.Providers;
import org.mailmend.oauth.SignIn;
import org.mailmend.oauth.SignInListener;
import org.mailmend.oauth.SignInRequest;
import org.mailmend.oauth.TokenFacts;
import org.mailmend.oauth.TokenStore;
import org.mailmend.oauth.TokenStores;

/** Discovery, sign-in, renewal and the end of a sign-in at an authorization server that is not ours, in a process of its own. */
class MockOAuth2ServerTest {
    /** Where ./test says what the server consists of. */
    private static final Path CLASS_PATH = Path.of("../../releng/target/mock-oauth2-server.classpath");
    private static final String USER = "hanako@example.com";
    private static final String MAIL = "https://mail.example.com/";

    @TempDir
    Path folder;

    private Process start(int port) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx256m", "-cp",
                Files.readString(CLASS_PATH).strip(), "no.nav.security.mock.oauth2.StandaloneMockOAuth2ServerKt")
                .redirectErrorStream(true).redirectOutput(folder.resolve("server.log").toFile());
        builder.environment().put("SERVER_HOSTNAME", "127.0.0.1");
        builder.environment().put("SERVER_PORT", String.valueOf(port));
        builder.environment().put("JSON_CONFIG", "{\"interactiveLogin\":true}");
        Process process = builder.start();
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        while (!open(port)) {
            if (System.nanoTime() > end || process.waitFor(50, TimeUnit.MILLISECONDS)) {
                process.destroyForcibly();
                throw new IllegalStateException("It did not start: " + Files.readString(folder.resolve("server.log")));
            }
        }
        return process;
    }

    private static boolean open(int port) {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (IOException e) {
            return false;
        }
    }

    @Test
    void signsInRenewsAndEnds() throws Exception {
        String obstacle = Files.isRegularFile(CLASS_PATH) ? null
                : "LEFT OUT: the test against mock-oauth2-server, which ./test fetches.";
        if (obstacle != null) {
            System.err.println(obstacle);
        }
        Assumptions.assumeTrue(obstacle == null, obstacle);
        int port;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        Process server = start(port);
        try {
            flow("http://127.0.0.1:" + port + "/organisation");
        } finally {
            server.destroy();
            server.waitFor(10, TimeUnit.SECONDS);
        }
    }

    private static void flow(String issuer) throws Exception {
        Provider provider = Providers.discover(issuer, Duration.ofSeconds(20), new Cancellation());
        assertEquals(issuer, provider.issuer());
        SignInRequest request = SignInRequest.of(provider, ClientRegistration.desktop("mailmend", "a secret"), USER)
                .withScopes(List.of(MAIL, "openid", "offline_access")).withTimeout(Duration.ofSeconds(30))
                .withBrowser(page -> Thread.ofVirtual().start(() -> logIn(page)));
        Account account = new SignIn(request, SignInListener.NONE, new Cancellation()).run();
        assertEquals(USER, account.owner());
        assertTrue(account.tokens().scopes().contains(MAIL), account.tokens().scopes().toString());
        TokenStore store = TokenStores.memory();
        store.put(account);
        Accounts accounts = new Accounts(store, Clock.systemUTC());
        TokenFacts facts = accounts.inspect(USER, new Cancellation());
        assertTrue(facts.mail() && facts.refresh() && facts.active(), facts.toString());
        Account renewed = accounts.refresh(USER, new Cancellation());
        assertNotEquals(account.tokens().access(), renewed.tokens().access());
        // it takes revocations, and goes on to renew what was revoked: Dovecot and Postfix prove the end
        assertTrue(accounts.revoke(USER, new Cancellation()));
        assertTrue(store.accounts().isEmpty());
    }

    /** Types a name into the server's own page. */
    private static void logIn(URI page) {
        try (HttpClient http = HttpClient.newBuilder().followRedirects(HttpClient.Redirect.ALWAYS).build()) {
            http.send(HttpRequest.newBuilder(page).build(), HttpResponse.BodyHandlers.discarding());
            String form = "claims=%7B%7D&username=" + URLEncoder.encode(USER, StandardCharsets.UTF_8);
            http.send(HttpRequest.newBuilder(page).header("Content-Type", "application/x-www-form-urlencoded")
                    .POST(HttpRequest.BodyPublishers.ofString(form)).build(), HttpResponse.BodyHandlers.discarding());
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
