package org.mailmend.knowledge.internal.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.mailmend.check.Cancellation;
import org.mailmend.check.Security;
import org.mailmend.check.Target;
import org.mailmend.diagnosis.Protocol;
import org.mailmend.knowledge.config.Autoconfig;
import org.mailmend.knowledge.config.ClientConfig;
import org.mailmend.knowledge.config.ConfigException;
import org.mailmend.knowledge.config.EmailProvider;
import org.mailmend.knowledge.config.LookupAnswer;
import org.mailmend.knowledge.config.LookupAnswer.Status;
import org.mailmend.knowledge.config.LookupRequest;
import org.mailmend.knowledge.config.LookupResult;
import org.mailmend.knowledge.config.LookupResult.Aspect;
import org.mailmend.knowledge.config.LookupSource;
import org.mailmend.knowledge.config.Notice;
import org.mailmend.knowledge.config.Server;

/** The lookup of a domain's settings: order, disagreement, and servers that want to do harm. */
class LookupTest {
    private static final String AUTOCONFIG = "://autoconfig.example.com/mail/config-v1.1.xml";
    private static final String WELL_KNOWN = "://example.com/.well-known/autoconfig/mail/config-v1.1.xml";
    private static final String ISPDB = "https://autoconfig.thunderbird.net/v1.1/";

    private WebServer web;
    private Network.Named exchangers = new Network.Named(List.of(), false, Notice.of("lookup.none"));
    private Network.Named services = new Network.Named(List.of(), false, Notice.of("lookup.none"));

    @BeforeEach
    void start() throws IOException {
        web = new WebServer();
    }

    @AfterEach
    void stop() {
        web.close();
    }

    /** DNS is the test's own, HTTP is real but goes to the test's web server. */
    private final class TestNetwork implements Network {
        final Fetcher fetcher = new Fetcher(web::route);

        @Override
        public Fetched fetch(URI address, Duration time) throws InterruptedException {
            return fetcher.fetch(address, time);
        }

        @Override
        public Named exchangers(String domain, String resolver, Duration time, Cancellation cancellation) {
            return exchangers;
        }

        @Override
        public Named services(String domain, String resolver, Duration time, Cancellation cancellation) {
            return services;
        }

        @Override
        public void close() {
            fetcher.close();
        }
    }

    private LookupResult run(LookupRequest request, Cancellation cancellation) {
        try (TestNetwork network = new TestNetwork()) {
            return new Lookup(network).run(request, answer -> {
                // not of interest here
            }, cancellation);
        }
    }

    private LookupResult run() throws ConfigException {
        return run(LookupRequest.of("example.com"), new Cancellation());
    }

    private static String config(String host, int port, String authentication) {
        return Autoconfig.write(ClientConfig.of(EmailProvider.of("example.com", "Example",
                List.of(Server.of(Protocol.IMAP, "imap." + host, port, Security.TLS, "%EMAILADDRESS%", List.of(authentication))),
                List.of(Server.of(Protocol.SMTP, "smtp." + host, 465, Security.TLS, "%EMAILADDRESS%",
                        List.of("password-cleartext")))),
                null));
    }

    private static LookupAnswer answer(LookupResult result, LookupSource source) {
        return result.answers().stream().filter(answer -> answer.source() == source).findFirst().orElseThrow();
    }

    private static Target target(Protocol protocol, String host, int port) {
        return new Target(protocol, host, port, Security.TLS);
    }

    @Test
    void nothingAnywhere() throws ConfigException {
        LookupResult result = run();
        assertTrue(result.winner().isEmpty());
        assertEquals(List.of(LookupSource.AUTOCONFIG, LookupSource.WELL_KNOWN, LookupSource.AUTOCONFIG_HTTP,
                LookupSource.WELL_KNOWN_HTTP, LookupSource.ISPDB, LookupSource.MX_AUTOCONFIG, LookupSource.SRV),
                result.answers().stream().map(LookupAnswer::source).toList());
        assertTrue(result.answers().stream().allMatch(answer -> answer.status() == Status.NOTHING), result.toString());
        assertFalse(result.cancelled());
    }

    /** Each source wins when those before it have nothing. */
    @ParameterizedTest
    @CsvSource({"https" + AUTOCONFIG + ",AUTOCONFIG", "https" + WELL_KNOWN + ",WELL_KNOWN",
            "http" + AUTOCONFIG + ",AUTOCONFIG_HTTP",
            "http" + WELL_KNOWN + ",WELL_KNOWN_HTTP", ISPDB + "example.com,ISPDB"})
    void theOrderIsThunderbirds(String address, LookupSource winner) throws ConfigException {
        List<String> order = List.of("https" + AUTOCONFIG, "https" + WELL_KNOWN, "http" + AUTOCONFIG, "http" + WELL_KNOWN,
                ISPDB + "example.com");
        for (String each : order.subList(order.indexOf(address), order.size())) {
            web.with(each, config("example.com", 993, "OAuth2"));
        }
        services = new Network.Named(List.of(target(Protocol.IMAP, "imap.example.com", 993)), false, Notice.of("lookup.srv"));
        LookupAnswer found = run().winner().orElseThrow();
        assertEquals(winner, found.source());
        assertEquals(address, found.asked());
        assertEquals("imap.example.com", found.config().emailProvider().incomingServers().getFirst().hostname());
    }

    @Test
    void theProviderOfTheExchanger() throws ConfigException {
        exchangers = new Network.Named(List.of(target(Protocol.SMTP, "example-com.mail.protection.hoster.example", 25)), false,
                Notice.of("lookup.mx", "x"));
        web.with(ISPDB + "hoster.example", config("hoster.example", 993, "OAuth2"));
        LookupResult result = run();
        assertEquals(LookupSource.MX_ISPDB, result.winner().orElseThrow().source());
        assertEquals(List.of("https://autoconfig.mail.protection.hoster.example/mail/config-v1.1.xml",
                ISPDB + "mail.protection.hoster.example", "https://autoconfig.hoster.example/mail/config-v1.1.xml",
                ISPDB + "hoster.example"),
                result.answers().stream().filter(answer -> answer.source().name().startsWith("MX"))
                        .map(LookupAnswer::asked).toList());
        assertTrue(web.asked.stream().noneMatch(address -> address.startsWith("http://autoconfig.hoster")), web.asked.toString());
    }

    @Test
    void anExchangerOfTheDomainItselfSaysNothingNew() throws ConfigException {
        exchangers = new Network.Named(List.of(target(Protocol.SMTP, "mx.example.com", 25)), false, Notice.of("lookup.mx", "x"));
        assertEquals(Status.SKIPPED, answer(run(), LookupSource.MX_AUTOCONFIG).status());
    }

    @Test
    void serviceRecordsComeLast() throws ConfigException {
        services = new Network.Named(List.of(target(Protocol.IMAP, "imap.example.net", 993), target(Protocol.POP3,
                "pop.example.net", 995), target(Protocol.SMTP, "smtp.example.net", 465)), false, Notice.of("lookup.srv"));
        EmailProvider provider = run().winner().orElseThrow().config().emailProvider();
        assertEquals(List.of("imap", "pop3"), provider.incomingServers().stream().map(Server::type).toList());
        assertEquals("smtp.example.net", provider.outgoingServers().getFirst().hostname());
    }

    @Test
    void whereTheSourcesDisagree() throws ConfigException {
        web.with("https" + WELL_KNOWN, config("example.com", 993, "OAuth2"));
        web.with(ISPDB + "example.com", config("example.com", 993, "password-cleartext"));
        services = new Network.Named(List.of(target(Protocol.IMAP, "imap.example.com", 993),
                target(Protocol.SMTP, "old.example.com", 465)), false, Notice.of("lookup.srv"));
        LookupResult result = run();
        assertEquals(Set.of("imap SIGN_IN", "smtp SERVER"), Set.copyOf(
                result.differences().stream().map(difference -> difference.type() + " " + difference.aspect()).toList()));
        LookupResult.Difference smtp = result.differences().stream().filter(each -> each.aspect() == Aspect.SERVER).findFirst()
                .orElseThrow();
        assertEquals(List.of(
                new LookupResult.Variant("smtp.example.com:465 SSL", List.of(LookupSource.WELL_KNOWN, LookupSource.ISPDB)),
                new LookupResult.Variant("old.example.com:465 SSL", List.of(LookupSource.SRV))), smtp.variants());
    }

    @Test
    void theAddressIsToldOnlyWhenWanted() throws ConfigException {
        run();
        assertTrue(web.asked.stream().noneMatch(address -> address.contains("?")), web.asked.toString());
        web.asked.clear();
        LookupRequest request = LookupRequest.of("a+b@example.com").withAddress("a+b@example.com");
        web.with("https" + AUTOCONFIG, config("example.com", 993, "OAuth2"));
        run(request, new Cancellation());
        assertTrue(web.asked.contains("https" + AUTOCONFIG + "?emailaddress=a%2Bb%40example.com"), web.asked.toString());
        assertTrue(web.asked.stream().noneMatch(address -> address.startsWith("http:") && address.contains("?")
                || address.startsWith(ISPDB) && address.contains("?")), web.asked.toString());
    }

    @Test
    void plainHttpCanBeLeftOut() throws ConfigException {
        LookupResult result = run(LookupRequest.of("example.com").withCleartext(false), new Cancellation());
        assertEquals(Status.SKIPPED, answer(result, LookupSource.AUTOCONFIG_HTTP).status());
        assertEquals(Status.SKIPPED, answer(result, LookupSource.WELL_KNOWN_HTTP).status());
        assertTrue(web.asked.stream().noneMatch(address -> address.startsWith("http:")), web.asked.toString());
    }

    @Test
    void redirectsAreFollowedWithinBounds() throws ConfigException {
        web.with("https" + AUTOCONFIG, WebServer.redirect(302, "https://other.example/one"));
        web.with("https://other.example/one", WebServer.redirect(301, "/two"));
        web.with("https://other.example/two", config("example.com", 993, "OAuth2"));
        web.with("https" + WELL_KNOWN, WebServer.redirect(307, "https" + WELL_KNOWN));
        web.with("http" + AUTOCONFIG, WebServer.redirect(308, "file:///etc/passwd"));
        web.with("http" + WELL_KNOWN, WebServer.redirect(302, "http://user:secret@other.example/"));
        web.with(ISPDB + "example.com", WebServer.redirect(302, "http://other.example/two"));
        LookupResult result = run();
        assertEquals(Status.FOUND, answer(result, LookupSource.AUTOCONFIG).status());
        assertEquals("lookup.redirects", answer(result, LookupSource.WELL_KNOWN).detail().key());
        for (LookupSource source : List.of(LookupSource.AUTOCONFIG_HTTP, LookupSource.WELL_KNOWN_HTTP, LookupSource.ISPDB)) {
            assertEquals("lookup.redirect", answer(result, source).detail().key());
            assertEquals(Status.FAILED, answer(result, source).status());
        }
        assertTrue(web.asked.stream().noneMatch(address -> address.contains("user:") || address.startsWith("http://other")),
                web.asked.toString());
    }

    @Test
    void hostileAnswersAreNoSettings() throws ConfigException {
        web.with("https" + AUTOCONFIG, WebServer.endless());
        web.with("https" + WELL_KNOWN, "<html><body>welcome</body></html>");
        web.with("http" + AUTOCONFIG, WebServer.text(500, "oops"));
        web.with("http" + WELL_KNOWN, "<!DOCTYPE a [<!ENTITY b SYSTEM \"file:///etc/passwd\">]><clientConfig>&b;</clientConfig>");
        web.with(ISPDB + "example.com", WebServer.redirect(302, "https://[broken"));
        LookupResult result = run();
        assertTrue(result.winner().isEmpty());
        assertEquals("lookup.large", answer(result, LookupSource.AUTOCONFIG).detail().key());
        assertEquals("lookup.no-autoconfig", answer(result, LookupSource.WELL_KNOWN).detail().key());
        assertEquals("lookup.status", answer(result, LookupSource.AUTOCONFIG_HTTP).detail().key());
        assertEquals("lookup.no-autoconfig", answer(result, LookupSource.WELL_KNOWN_HTTP).detail().key());
        assertEquals("lookup.address", answer(result, LookupSource.ISPDB).detail().key());
        for (LookupAnswer answer : result.answers()) {
            assertFalse(answer.detail().text(Locale.JAPANESE).contains("{0}"));
        }
    }

    /** A server that never finishes costs the deadline and nothing else. */
    @Test
    void theDeadlineHolds() throws ConfigException {
        web.with("https" + AUTOCONFIG, WebServer.silent());
        web.with(ISPDB + "example.com", config("example.com", 993, "OAuth2"));
        LookupResult result = run(LookupRequest.of("example.com").withDeadline(Duration.ofSeconds(2)), new Cancellation());
        assertEquals("lookup.timeout", answer(result, LookupSource.AUTOCONFIG).detail().key());
        assertEquals(LookupSource.ISPDB, result.winner().orElseThrow().source());
    }

    @Test
    void cancellingKeepsWhatIsThere() throws ConfigException {
        Cancellation cancellation = new Cancellation();
        web.with("https" + AUTOCONFIG, exchange -> {
            cancellation.cancel();
            WebServer.silent().answer(exchange);
        });
        LookupResult result = run(LookupRequest.of("example.com").withDeadline(Duration.ofMinutes(5)), cancellation);
        assertTrue(result.cancelled());
        assertEquals("lookup.cancelled", answer(result, LookupSource.AUTOCONFIG).detail().key());
    }

    @Test
    void eachAnswerIsToldAsItComes() throws ConfigException {
        List<LookupSource> told = new CopyOnWriteArrayList<>();
        try (TestNetwork network = new TestNetwork()) {
            new Lookup(network).run(LookupRequest.of("example.com"), answer -> told.add(answer.source()), new Cancellation());
        }
        assertEquals(7, Set.copyOf(told).size());
    }

    @Test
    void hostsThatAreNotThere() throws IOException, InterruptedException {
        int port;
        try (ServerSocket socket = new ServerSocket(0)) {
            port = socket.getLocalPort();
        }
        try (Fetcher fetcher = new Fetcher(address -> address)) {
            Network.Fetched refused = fetcher.fetch(URI.create("http://127.0.0.1:" + port + "/"), Duration.ofSeconds(5));
            assertEquals("lookup.refused", refused.detail().key());
            assertFalse(refused.nothing());
            Network.Fetched unknown = fetcher.fetch(URI.create("http://nowhere.invalid/"), Duration.ofSeconds(20));
            assertEquals("lookup.host", unknown.detail().key());
            assertTrue(unknown.nothing());
        }
        try (ServerSocket noTls = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                Fetcher fetcher = new Fetcher(address -> URI.create("https://127.0.0.1:" + noTls.getLocalPort() + "/"))) {
            // The client may come more than once.
            Thread.startVirtualThread(() -> {
                while (!noTls.isClosed()) {
                    try (Socket socket = noTls.accept()) {
                        socket.getOutputStream()
                                .write("HTTP/1.1 400 this is no TLS\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
                        socket.getInputStream().transferTo(OutputStream.nullOutputStream());
                    } catch (IOException e) {
                        // the client or the test is done with it
                    }
                }
            });
            assertEquals("lookup.tls", fetcher.fetch(URI.create("https://example.com/"), Duration.ofSeconds(20)).detail().key());
        }
    }

    @ParameterizedTest
    @CsvSource({"aspmx.l.google.com,google.com", "mx.example.co.jp,example.co.jp", "a.b.example.ne.jp,example.ne.jp",
            "example.com,example.com", "mx,mx", "x.y.z.co,z.co"})
    void domainsOfExchangers(String host, String base) {
        assertEquals(base, Lookup.baseDomain(host));
    }

    @ParameterizedTest
    @CsvSource({"Example.COM,example.com", "a@例え.example,xn--r8jz45g.example", "example.com.,example.com"})
    void domainsAreBroughtIntoShape(String text, String domain) throws ConfigException {
        assertEquals(domain, LookupRequest.of(text).domain());
    }
}
