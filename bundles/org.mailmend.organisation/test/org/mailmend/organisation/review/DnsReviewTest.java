package org.mailmend.organisation.review;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.mailmend.check.Cancellation;
import org.mailmend.organisation.review.DnsPoint.Kind;
import org.mailmend.organisation.review.PolicySource.Policy;

import com.sun.net.httpserver.HttpServer;

class DnsReviewTest {
    private static final String POLICY = "version: STSv1\r\nmode: enforce\r\nmx: *.google.com\r\nmax_age: 604800\r\n";

    private TinyDns dns;
    private String policy = POLICY;

    @BeforeEach
    void start() throws IOException {
        dns = new TinyDns();
    }

    @AfterEach
    void stop() throws IOException {
        dns.close();
    }

    private List<DnsPoint> run(String... selectors) throws ReviewException {
        return DnsReview.run(new DnsReview.Request("Example.com", List.of(selectors), dns.name(), Duration.ofSeconds(10)), p -> {
        }, new Cancellation(), domain -> new Policy(policy, null));
    }

    private DnsPoint point(Kind kind, String... selectors) throws ReviewException {
        return run(selectors).get(kind.ordinal());
    }

    private static List<String> keys(DnsPoint point) {
        return point.remarks().stream().map(Remark::key).toList();
    }

    private static String key(int bits) {
        try {
            KeyPairGenerator pairs = KeyPairGenerator.getInstance("RSA");
            pairs.initialize(bits);
            return Base64.getEncoder().encodeToString(pairs.generateKeyPair().getPublic().getEncoded());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    // ---- everything

    @Test
    void aDomainInGoodOrderIsGoodInAllPoints() throws ReviewException {
        dns.with("example.com MX 1 smtp.google.com", "smtp.google.com A 192.0.2.25",
                "example.com TXT v=spf1 include:_spf.google.com ~all", "_spf.google.com TXT v=spf1 ip4:192.0.2.0/24 ~all",
                "google._domainkey.example.com TXT v=DKIM1; k=rsa; p=" + key(2048),
                "_dmarc.example.com TXT v=DMARC1; p=reject; rua=mailto:dmarc@example.com",
                "_mta-sts.example.com TXT v=STSv1; id=20261124",
                "_smtp._tls.example.com TXT v=TLSRPTv1; rua=mailto:tls@example.com");
        List<DnsPoint> points = run();
        assertEquals(List.of(Kind.values()), points.stream().map(DnsPoint::kind).toList());
        points.forEach(p -> assertEquals(Rating.GOOD, p.rating(), p::toString));
        for (Locale locale : List.of(Locale.ENGLISH, Locale.JAPANESE)) {
            points.forEach(p -> p.remarks().forEach(r -> assertFalse(r.text(locale).contains("{"), r.text(locale))));
        }
    }

    @Test
    void aDomainThatIsNotThere() throws ReviewException {
        assertEquals(List.of("mx.no-domain"), keys(point(Kind.MX)));
        assertEquals(List.of("spf.none"), keys(point(Kind.SPF)));
        assertEquals(List.of("dmarc.none"), keys(point(Kind.DMARC)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "nodots", "a b.example", "exa\u202emple..com", "-"})
    void whatIsNoDomainIsNamed(String text) {
        ReviewException e = assertThrows(ReviewException.class,
                () -> DnsReview.run(DnsReview.Request.of(text), p -> {
                }, new Cancellation()));
        assertTrue(e.getMessage().contains("example.com"), e.getMessage());
        assertTrue(e.text(Locale.JAPANESE).contains("ドメイン"));
    }

    // ---- SPF

    /** The terms and how many look-ups they cause; a, mx, ptr, exists, include and redirect count, the others do not. */
    @ParameterizedTest
    @CsvSource({"'ip4:192.0.2.1 ip6:2001:db8::/32 -all',0", "'a mx ptr exists:there.example.com -all',4",
            "'a:there.example.com/24//64 -all',1",
            "'include:two.example.com include:two.example.com ~all',6", "'redirect=two.example.com',3",
            "'exp=why.example.com -all',0",
            "'-all a mx',0", "'exists:%{i}.there.example.com -all',1", "'A MX -ALL',2"})
    void countsLookUps(String terms, int expected) throws ReviewException {
        dns.with("example.com MX 1 mx.example.com", "mx.example.com A 192.0.2.1", "example.com A 192.0.2.1",
                "there.example.com A 192.0.2.1", "example.com TXT v=spf1 " + terms,
                "two.example.com TXT v=spf1 a:there.example.com mx:example.com -all");
        Remark count = point(Kind.SPF).remarks().stream().filter(r -> r.key().startsWith("spf.lookups")).findFirst()
                .orElseThrow();
        assertEquals(List.of(Integer.toString(expected)), count.args());
    }

    @ParameterizedTest
    @CsvSource({"9,GOOD,spf.lookups-good", "10,ATTENTION,spf.lookups-full", "11,WRONG,spf.lookups"})
    void tenIsTheLimit(int includes, Rating rating, String key) throws ReviewException {
        dns.with("example.com TXT v=spf1 "
                + String.join(" ", IntStream.range(0, includes).mapToObj(i -> "include:s" + i + ".example.com").toList())
                + " -all");
        IntStream.range(0, includes).forEach(i -> dns.with("s" + i + ".example.com TXT v=spf1 ip4:192.0.2." + i + " -all"));
        Remark count = point(Kind.SPF).remarks().stream().filter(r -> r.key().startsWith("spf.lookups")).findFirst()
                .orElseThrow();
        assertEquals(key, count.key());
        assertEquals(rating, count.rating());
    }

    @ParameterizedTest
    @CsvSource({"1,ATTENTION,spf.void-some", "2,ATTENTION,spf.void-some", "3,WRONG,spf.void"})
    void lookUpsWithoutAnAnswerAreCountedToo(int missing, Rating rating, String key) throws ReviewException {
        dns.with("example.com TXT v=spf1 "
                + String.join(" ", IntStream.range(0, missing).mapToObj(i -> "a:gone" + i + ".example.com").toList()) + " -all");
        DnsPoint point = point(Kind.SPF);
        assertTrue(point.remarks().stream().anyMatch(r -> r.key().equals(key) && r.rating() == rating), point::toString);
    }

    @ParameterizedTest
    @CsvSource({"+all,spf.pass-all", "all,spf.pass-all", "?all,spf.neutral", "a,spf.no-all", "'-all a',spf.after-all",
            "'ipv4:192.0.2.1 -all',spf.syntax", "'ip4:300.0.2.1 -all',spf.syntax", "'ip4:192.0.2.1/33 -all',spf.syntax",
            "'ip6:192.0.2.1 -all',spf.syntax", "'ip4:10.0.0.0/4 -all',spf.wide", "'include: -all',spf.syntax",
            "'include:none.example.com -all',spf.include-none", "'include:several.example.com -all',spf.include-several",
            "'include:open.example.com -all',spf.include-pass-all", "'include:example.com -all',spf.loop",
            "'mx:crowd.example.com -all',spf.mx-many", "'ptr -all',spf.ptr"})
    void saysWhatIsWrong(String terms, String key) throws ReviewException {
        dns.with("example.com A 192.0.2.1", "example.com TXT v=spf1 " + terms, "none.example.com TXT hello",
                "several.example.com TXT v=spf1 -all", "several.example.com TXT v=spf1 ~all", "open.example.com TXT v=spf1 +all");
        IntStream.range(0, 11).forEach(i -> dns.with("crowd.example.com MX " + i + " m" + i + ".example.com"));
        DnsPoint point = point(Kind.SPF);
        assertTrue(keys(point).contains(key), point::toString);
    }

    @Test
    void twoRecordsAreNone() throws ReviewException {
        dns.with("example.com TXT v=spf1 -all", "example.com TXT v=spf1 ~all", "example.com TXT v=spf10 is something else");
        assertEquals(List.of("spf.several"), keys(point(Kind.SPF)));
    }

    @Test
    void googleSendsButIsNotNamed() throws ReviewException {
        dns.with("example.com MX 1 aspmx.l.google.com", "aspmx.l.google.com A 192.0.2.1",
                "example.com TXT v=spf1 ip4:192.0.2.1 -all");
        assertTrue(keys(point(Kind.SPF)).contains("spf.provider-missing"));
    }

    /** Each level includes the next twice: 2^n questions without a limit. */
    @Test
    void aRecordThatGrowsWithoutEndIsGivenUp() throws ReviewException {
        dns.with("example.com TXT v=spf1 include:l0.example.com include:l0.example.com -all");
        IntStream.range(0, 60).forEach(i -> dns
                .with("l" + i + ".example.com TXT v=spf1 include:l" + (i + 1) + ".example.com include:l" + (i + 1)
                        + ".example.com -all"));
        DnsPoint point = point(Kind.SPF);
        assertTrue(keys(point).contains("spf.lookups-many"), point::toString);
        assertTrue(point.evidence().size() <= 61, () -> "evidence of " + point.evidence().size());
    }

    // ---- DKIM, DMARC

    @ParameterizedTest
    @CsvSource({"512,WRONG,dkim.short", "1024,ATTENTION,dkim.shortish", "2048,GOOD,dkim.good"})
    void judgesTheKeysLength(int bits, Rating rating, String key) throws ReviewException {
        dns.with("s._domainkey.example.com TXT v=DKIM1; p=" + key(bits));
        DnsPoint point = point(Kind.DKIM, "s");
        assertEquals(List.of(key), keys(point));
        assertEquals(rating, point.rating());
    }

    @ParameterizedTest
    @CsvSource({"v=DKIM1; p=,dkim.revoked", "v=DKIM1; p=MIIB,dkim.broken", "v=DKIM1; p=%%%,dkim.broken",
            "v=DKIM1; k=ed25519; p=11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo=,dkim.ed25519", "no key,dkim.missing"})
    void readsKeys(String record, String key) throws ReviewException {
        dns.with("s._domainkey.example.com TXT " + record);
        assertEquals(List.of(key), keys(point(Kind.DKIM, "s")));
    }

    @Test
    void withoutANameItIsNotKnownWhetherThereIsAKey() throws ReviewException {
        dns.with("example.com A 192.0.2.1");
        DnsPoint point = point(Kind.DKIM);
        assertEquals(List.of("dkim.none"), keys(point));
        assertEquals(Rating.ATTENTION, point.rating());
    }

    @ParameterizedTest
    @CsvSource({"v=DMARC1; p=none; rua=mailto:a@example.com,dmarc.policy-none", "v=DMARC1; p=reject,dmarc.no-reports",
            "v=DMARC1; p=deny,dmarc.syntax", "v=DMARC1; p=quarantine; pct=50,dmarc.pct",
            "v=DMARC1; p=reject; pct=many,dmarc.pct-syntax",
            "v=DMARC1; p=reject; rua=a@example.com,dmarc.report-syntax",
            "v=DMARC1; p=reject; rua=mailto:a@other.example,dmarc.report-unwilling"})
    void readsDmarc(String record, String key) throws ReviewException {
        dns.with("_dmarc.example.com TXT " + record);
        assertTrue(keys(point(Kind.DMARC)).contains(key), record);
    }

    @Test
    void aSubdomainInherits() throws ReviewException {
        dns.with("_dmarc.example.com TXT v=DMARC1; p=reject; sp=none; rua=mailto:a@example.com");
        DnsPoint point = DnsReview
                .run(new DnsReview.Request("mail.example.com", List.of(), dns.name(), Duration.ofSeconds(10)), p -> {
                }, new Cancellation(), d -> new Policy(policy, null)).get(Kind.DMARC.ordinal());
        assertEquals(List.of("dmarc.inherited", "dmarc.policy-none", "dmarc.reports"), keys(point));
    }

    // ---- MX, MTA-STS

    @Test
    void seesExchangersThatLeadNowhere() throws ReviewException {
        dns.with("example.com MX 1 aspmx.l.google.com", "aspmx.l.google.com A 192.0.2.1", "example.com MX 5 gone.example.com",
                "example.com MX 9 alias.example.com", "alias.example.com CNAME aspmx.l.google.com");
        List<String> keys = keys(point(Kind.MX));
        assertEquals(List.of("mx.google", "mx.no-address", "mx.alias", "mx.mixed"), keys);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"version: STSv1;mode: testing;mx: *.google.com;max_age: 86400|sts.testing",
            "version: STSv1;mode: enforce;mx: mail.example.com;max_age: 86400|sts.mx",
            "version: STSv1;mode: enforce;mx: *.com;max_age: 86400|sts.mx", "mode: enforce|sts.file-syntax",
            "<html>|sts.file-syntax",
            "version: STSv1;mode: enforce;mx: *.google.com;max_age: 60|sts.age-short",
            "version: STSv1;mode: enforce;mx: *.google.com|sts.age-syntax",
            "version: STSv1;mode: none;max_age: 86400|sts.none-mode"})
    void readsThePolicyFile(String file, String key) throws ReviewException {
        policy = file.replace(";", "\n");
        dns.with("example.com MX 1 smtp.google.com", "smtp.google.com A 192.0.2.1", "_mta-sts.example.com TXT v=STSv1; id=1");
        DnsPoint point = point(Kind.MTA_STS);
        assertTrue(keys(point).contains(key), point::toString);
    }

    @ParameterizedTest
    @CsvSource({"ok,", "missing,sts.file-status", "moved,sts.file-redirect", "huge,sts.file-large", "slow,sts.file-slow",
            "reset,sts.file-unreachable"})
    void fetchesThePolicyFile(String path, String key) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(task -> Thread.ofVirtual().start(task));
        server.createContext("/", exchange -> {
            byte[] body = path.equals("huge") ? new byte[70_000] : POLICY.getBytes(StandardCharsets.UTF_8);
            switch (path) {
                case "missing" -> exchange.sendResponseHeaders(404, -1);
                case "moved" -> {
                    exchange.getResponseHeaders().add("Location", "/ok");
                    exchange.sendResponseHeaders(301, -1);
                }
                case "slow" -> {
                    exchange.sendResponseHeaders(200, 100);
                    exchange.getResponseBody().write('v');
                    exchange.getResponseBody().flush();
                    return;
                }
                case "reset" -> exchange.close();
                default -> {
                    exchange.sendResponseHeaders(200, body.length);
                    exchange.getResponseBody().write(body);
                }
            }
            exchange.close();
        });
        server.start();
        try {
            URI address = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/" + path);
            long start = System.nanoTime();
            Policy found = new WebPolicySource(Duration.ofMillis(path.equals("slow") ? 800 : 8000), new Cancellation(),
                    a -> address).fetch("example.com");
            assertTrue(TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start) < 8000);
            assertEquals(key, found.problem() == null ? null : found.problem().key());
            assertEquals(key == null ? POLICY : null, found.text());
        } finally {
            server.stop(0);
        }
    }

    // ---- hostile answers

    @Test
    void hiddenCharactersOfARecordAreShown() throws ReviewException {
        dns.with("_dmarc.example.com TXT v=DMARC1; p=\u202ereject\u0007");
        DnsPoint point = point(Kind.DMARC);
        String text = point.remarks().getFirst().text(Locale.ENGLISH) + point.evidence();
        assertFalse(text.contains("\u202e") || text.contains("\u0007"), text);
    }

    @Test
    void aLongRecordIsCut() throws ReviewException {
        dns.with("example.com TXT v=spf1 " + "x".repeat(20_000));
        DnsPoint point = point(Kind.SPF);
        assertEquals(Rating.WRONG, point.rating());
        assertTrue(point.evidence().getFirst().length() < 400);
        point.remarks().forEach(r -> assertTrue(r.text(Locale.ENGLISH).length() < 800));
    }

    @Test
    void garbageIsUnknownAndNotWrong() throws ReviewException {
        dns.with("example.com TXT v=spf1 -all");
        dns.change = (name, answer) -> Arrays.copyOf(answer, answer.length - 3);
        List<DnsPoint> points = run();
        points.forEach(p -> assertEquals(Rating.UNKNOWN, p.rating(), p::toString));
    }

    @Test
    void survivesChangedBytes() throws ReviewException {
        dns.with("example.com MX 1 smtp.google.com", "example.com TXT v=spf1 include:a.example.com mx a -all",
                "a.example.com TXT v=spf1 ip4:192.0.2.1 -all",
                "_dmarc.example.com TXT v=DMARC1; p=reject; rua=mailto:a@b.example",
                "_mta-sts.example.com TXT v=STSv1; id=1", "_smtp._tls.example.com TXT v=TLSRPTv1; rua=mailto:a@b.example");
        Random random = new Random(4);
        dns.change = (name, answer) -> {
            for (int i = 0; i < 3 && answer.length > 30; i++) {
                answer[20 + random.nextInt(answer.length - 20)] = (byte) random.nextInt();
            }
            return answer;
        };
        for (int i = 0; i < 40; i++) {
            assertEquals(6,
                    DnsReview.run(new DnsReview.Request("example.com", List.of(), dns.name(), Duration.ofMillis(60)), p -> {
                    }, new Cancellation(), d -> new Policy(policy, null)).size());
        }
    }

    @Test
    void aSilentResolverCostsNoMoreThanTheTimeGiven() throws ReviewException {
        dns.change = (name, answer) -> new byte[0];
        long start = System.nanoTime();
        List<DnsPoint> points = DnsReview.run(
                new DnsReview.Request("example.com", List.of(), dns.name(), Duration.ofMillis(500)), p -> {
                }, new Cancellation(), d -> new Policy(policy, null));
        assertTrue(TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start) < 1500);
        points.forEach(p -> assertEquals(Rating.UNKNOWN, p.rating()));
    }
}
