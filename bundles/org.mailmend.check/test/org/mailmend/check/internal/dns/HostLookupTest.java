package org.mailmend.check.internal.dns;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Method;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.mailmend.check.Cancellation;
import org.mailmend.check.CheckResult.Warning;
import org.mailmend.check.Security;
import org.mailmend.check.Target;
import org.mailmend.check.internal.dns.HostLookup.DomainOutcome;
import org.mailmend.check.internal.dns.HostLookup.Exchanger;
import org.mailmend.check.internal.dns.HostLookup.MxOutcome;
import org.mailmend.check.internal.dns.HostLookup.Outcome;
import org.mailmend.check.internal.dns.HostLookup.ServicesOutcome;
import org.mailmend.check.internal.io.Deadline;
import org.mailmend.diagnosis.CauseId;
import org.mailmend.diagnosis.Protocol;
import org.xbill.DNS.ARecord;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.NSRecord;
import org.xbill.DNS.Name;
import org.xbill.DNS.Opcode;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.SRVRecord;
import org.xbill.DNS.Section;
import org.xbill.DNS.Type;

class HostLookupTest {
    private static final Duration LONG = Duration.ofSeconds(20);
    private static final int OVERSHOOT_MILLIS = 100;

    private DnsServer server;
    private final Cancellation cancellation = new Cancellation();

    @BeforeEach
    void start() throws IOException {
        server = new DnsServer();
    }

    @AfterEach
    void stop() throws IOException {
        server.close();
    }

    private Outcome addresses(String host) {
        return HostLookup.addresses(host, server.name(), Deadline.after(LONG), cancellation);
    }

    private static List<String> texts(Outcome outcome) {
        return outcome.addresses().stream().map(InetAddress::getHostAddress).sorted().toList();
    }

    // ---- addresses

    @Test
    void findsAddressesOfBothFamilies() throws Exception {
        server.with("mail.example. 60 IN A 192.0.2.1", "mail.example. 60 IN A 192.0.2.2", "mail.example. 60 IN AAAA 2001:db8::1");
        Outcome outcome = addresses("Mail.Example.");
        assertEquals(CauseId.OK, outcome.cause());
        assertEquals(List.of("192.0.2.1", "192.0.2.2", "2001:db8:0:0:0:0:0:1"), texts(outcome));
        assertTrue(outcome.detail().text(Locale.ENGLISH).contains("192.0.2.2"));
    }

    @Test
    void followsAliases() throws Exception {
        server.with("smtp.example. 60 IN CNAME a.example.", "a.example. 60 IN CNAME b.example.", "b.example. 60 IN A 192.0.2.7");
        assertEquals(List.of("192.0.2.7"), texts(addresses("smtp.example")));
    }

    @Test
    void asksForTheTargetWhereTheResolverStopsAtAnAlias() throws Exception {
        server.with("smtp.example. 60 IN CNAME a.example.", "a.example. 60 IN A 192.0.2.7");
        server.udp = query -> {
            Message answer = server.answer(query);
            List<Record> kept = answer.getSection(Section.ANSWER).stream()
                    .filter(r -> r.getName().equals(query.getQuestion().getName())).toList();
            answer.removeAllRecords(Section.ANSWER);
            kept.forEach(r -> answer.addRecord(r, Section.ANSWER));
            return List.of(answer.toWire());
        };
        assertEquals(List.of("192.0.2.7"), texts(addresses("smtp.example")));
    }

    @Test
    void endlessAliasesAreABadAnswer() throws Exception {
        server.with("a.example. 60 IN CNAME b.example.", "b.example. 60 IN CNAME a.example.");
        assertEquals(CauseId.DNS_BAD_ANSWER, addresses("a.example").cause());
    }

    @Test
    void asksForTheAsciiFormOfAnInternationalName() throws Exception {
        server.with("xn--r8jz45g.example. 60 IN A 192.0.2.9");
        assertEquals(List.of("192.0.2.9"), texts(addresses("例え.example")));
    }

    @Test
    void tellsAMissingNameFromAMissingAddress() throws Exception {
        server.withEmpty("empty.example.").with("v6.example. 60 IN AAAA 2001:db8::1");
        assertEquals(CauseId.DNS_NO_SUCH_HOST, addresses("missing.example").cause());
        assertEquals(CauseId.DNS_NO_ADDRESS, addresses("empty.example").cause());
        assertEquals(CauseId.OK, addresses("v6.example").cause());
    }

    @ParameterizedTest
    @ValueSource(ints = {Rcode.SERVFAIL, Rcode.REFUSED})
    void reportsAResolverThatFails(int rcode) {
        server.udp = query -> List.of(DnsServer.reply(query, rcode).toWire());
        Outcome outcome = addresses("mail.example");
        assertEquals(CauseId.DNS_SERVER_FAILURE, outcome.cause());
        assertTrue(outcome.detail().text(Locale.ENGLISH).contains(Rcode.string(rcode)));
        assertEquals(2, server.questions.size(), "a resolver that failed is not asked again");
    }

    @Test
    void aServerThatOnlyPointsElsewhereFails() throws Exception {
        Name name = Name.fromString("example.");
        server.udp = query -> {
            Message answer = DnsServer.reply(query, Rcode.NOERROR);
            answer.getHeader().unsetFlag(Flags.RA);
            answer.addRecord(new NSRecord(name, DClass.IN, 60, name), Section.AUTHORITY);
            return List.of(answer.toWire());
        };
        assertEquals(CauseId.DNS_SERVER_FAILURE, addresses("mail.example").cause());
    }

    @Test
    void oneFailingFamilyDoesNotHideTheOther() throws Exception {
        server.with("mail.example. 60 IN A 192.0.2.1");
        server.udp = query -> List.of((query.getQuestion().getType() == Type.AAAA ? DnsServer.reply(query, Rcode.SERVFAIL)
                : server.answer(query)).toWire());
        assertEquals(List.of("192.0.2.1"), texts(addresses("mail.example")));
    }

    @Test
    void doesNotWaitLongForTheOtherFamily() throws Exception {
        server.with("mail.example. 60 IN A 192.0.2.1");
        server.udp = query -> query.getQuestion().getType() == Type.AAAA ? List.of() : List.of(server.answer(query).toWire());
        Outcome outcome = addresses("mail.example");
        assertEquals(List.of("192.0.2.1"), texts(outcome));
        assertEquals(2, server.questions.size(), "AAAA was not asked for again");
    }

    @Test
    void asksAgainWhenADatagramIsLost() throws Exception {
        server.with("mail.example. 60 IN A 192.0.2.1");
        CountDownLatch lost = new CountDownLatch(2);
        server.udp = query -> {
            boolean drop = lost.getCount() > 0;
            lost.countDown();
            return drop ? List.of() : List.of(server.answer(query).toWire());
        };
        assertEquals(CauseId.OK, addresses("mail.example").cause());
    }

    @Test
    void goesWithoutEdnsWhereAnOldResolverChokesOnIt() throws Exception {
        server.with("mail.example. 60 IN A 192.0.2.1");
        server.udp = query -> List
                .of((query.getOPT() != null ? DnsServer.reply(query, Rcode.FORMERR) : server.answer(query)).toWire());
        assertEquals(List.of("192.0.2.1"), texts(addresses("mail.example")));
    }

    // ---- hostile resolvers

    private static byte[] change(byte[] wire, int index, int value) {
        byte[] copy = wire.clone();
        copy[index] = (byte) value;
        return copy;
    }

    @ParameterizedTest
    @ValueSource(strings = {"wrong-id", "wrong-question", "wrong-type", "no-question", "a-query", "other-opcode", "empty",
            "one-byte",
            "header-only", "compression-loop", "compression-forward", "label-past-end", "count-lie", "garbage", "oversized"})
    void anAnswerThatIsNoneIsABadAnswer(String how) throws Exception {
        server.with("mail.example. 60 IN A 192.0.2.66", "evil.example. 60 IN A 192.0.2.66");
        server.udp = query -> List.of(bad(how, query));
        Outcome outcome = HostLookup.addresses("mail.example", server.name(), Deadline.after(Duration.ofSeconds(3)),
                cancellation);
        assertEquals(CauseId.DNS_BAD_ANSWER, outcome.cause());
        assertEquals(List.of(), outcome.addresses());
    }

    private byte[] bad(String how, Message query) {
        Message answer = server.answer(query);
        byte[] wire = answer.toWire();
        int question = 12;
        return switch (how) {
            case "wrong-id" -> change(wire, 0, wire[0] + 1);
            case "wrong-question" -> change(wire, question + 1, 'x');
            case "wrong-type" -> change(wire, question + 1 + 4 + 1 + 7 + 1 + 1, Type.MX);
            case "no-question" -> {
                answer.removeAllRecords(Section.QUESTION);
                yield answer.toWire();
            }
            case "a-query" -> change(wire, 2, wire[2] & 0x7f);
            case "other-opcode" -> {
                answer.getHeader().setOpcode(Opcode.NOTIFY);
                yield answer.toWire();
            }
            case "empty" -> new byte[0];
            case "one-byte" -> new byte[] {wire[0]};
            case "header-only" -> Arrays.copyOf(wire, 12);
            case "compression-loop" -> {
                byte[] loop = change(wire, question, 0xc0);
                yield change(loop, question + 1, question);
            }
            case "compression-forward" -> {
                byte[] forward = change(wire, question, 0xc0);
                yield change(forward, question + 1, 0xff);
            }
            case "label-past-end" -> change(wire, question, 63);
            case "count-lie" -> change(change(wire, 6, 0xff), 7, 0xff);
            case "garbage" -> {
                byte[] noise = new byte[300];
                new Random(7).nextBytes(noise);
                noise[0] = wire[0];
                noise[1] = wire[1];
                yield noise;
            }
            case "oversized" -> Arrays.copyOf(change(change(wire, 6, 0xff), 7, 0xff), 60_000);
            default -> throw new IllegalArgumentException(how);
        };
    }

    @Test
    void anAnswerToAnotherQuestionDoesNotHideTheRightOne() throws Exception {
        server.with("mail.example. 60 IN A 192.0.2.1");
        server.udp = query -> {
            byte[] right = server.answer(query).toWire();
            return List.of(change(right, 0, right[0] + 1), change(right, 1, right[1] + 1), right);
        };
        assertEquals(List.of("192.0.2.1"), texts(addresses("mail.example")));
    }

    @Test
    void recordsOfOtherNamesAreNotTaken() throws Exception {
        server.withEmpty("mail.example.");
        server.udp = query -> {
            Message answer = server.answer(query);
            try {
                answer.addRecord(new ARecord(Name.fromString("other.example."), DClass.IN, 60,
                        InetAddress.getByName("192.0.2.66")), Section.ANSWER);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            return List.of(answer.toWire());
        };
        assertEquals(CauseId.DNS_NO_ADDRESS, addresses("mail.example").cause());
    }

    /** Whatever bytes come, there is an outcome in time and no exception. */
    @Test
    void survivesMutatedAnswers() throws Exception {
        server.with("mail.example. 60 IN CNAME host.example.", "host.example. 60 IN A 192.0.2.1",
                "host.example. 60 IN AAAA 2001:db8::1");
        Random random = new Random(42);
        server.udp = query -> {
            byte[] wire = server.answer(query).toWire();
            for (int i = 0; i < 3; i++) {
                wire[2 + random.nextInt(wire.length - 2)] = (byte) random.nextInt();
            }
            return List.of(Arrays.copyOf(wire, 2 + random.nextInt(wire.length - 2)));
        };
        server.tcp = (query, out) -> out.write(new byte[] {0, 5, 1});
        for (int i = 0; i < 100; i++) {
            assertNotNull(
                    HostLookup.addresses("mail.example", server.name(), Deadline.after(Duration.ofMillis(20)), cancellation));
        }
    }

    @Test
    void aSilentResolverTimesOut() {
        server.udp = query -> List.of();
        Outcome outcome = addresses("mail.example");
        assertEquals(CauseId.DNS_TIMEOUT, outcome.cause());
        assertTrue(server.questions.size() >= 4, "it was asked again");
    }

    private void assertInTime(Duration deadline) {
        long start = System.nanoTime();
        Outcome outcome = HostLookup.addresses("mail.example", server.name(), Deadline.after(deadline), cancellation);
        long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
        assertEquals(CauseId.DNS_TIMEOUT, outcome.cause());
        assertTrue(millis <= deadline.toMillis() + OVERSHOOT_MILLIS, millis + " ms");
    }

    @Test
    void keepsTheDeadlineWithASilentResolver() {
        server.udp = query -> List.of();
        assertInTime(Duration.ofMillis(400));
    }

    @Test
    void keepsTheDeadlineWithAResolverThatDrips() throws Exception {
        server.with("mail.example. 60 IN A 192.0.2.1");
        CountDownLatch never = new CountDownLatch(1);
        server.udp = query -> List.of(truncated(query));
        server.tcp = (query, out) -> {
            for (byte b : DnsServer.framed(server.answer(query).toWire())) {
                out.write(b);
                never.await(50, TimeUnit.MILLISECONDS);
            }
        };
        assertInTime(Duration.ofMillis(400));
    }

    @Test
    void keepsTheDeadlineWithAResolverThatStallsOnTcp() {
        server.udp = query -> List.of(truncated(query));
        CountDownLatch never = new CountDownLatch(1);
        server.tcp = (query, out) -> never.await();
        assertInTime(Duration.ofMillis(400));
    }

    private byte[] truncated(Message query) {
        Message answer = DnsServer.reply(query, Rcode.NOERROR);
        answer.getHeader().setFlag(Flags.TC);
        return answer.toWire();
    }

    @Test
    void takesTheLongAnswerByTcp() throws Exception {
        String[] many = IntStream.rangeClosed(1, 200).mapToObj(i -> "mail.example. 60 IN A 192.0.2." + i).toArray(String[]::new);
        server.with(many);
        server.udp = query -> List.of(query.getQuestion().getType() == Type.A ? truncated(query) : server.answer(query).toWire());
        assertEquals(200, addresses("mail.example").addresses().size());
    }

    @ParameterizedTest
    @CsvSource({"close,DNS_BAD_ANSWER", "half,DNS_BAD_ANSWER", "other-question,DNS_BAD_ANSWER", "garbage,DNS_BAD_ANSWER",
            "empty,DNS_BAD_ANSWER"})
    void aBadAnswerByTcp(String how, CauseId cause) throws Exception {
        server.with("mail.example. 60 IN A 192.0.2.1");
        server.udp = query -> List.of(truncated(query));
        server.tcp = (query, out) -> {
            byte[] wire = server.answer(query).toWire();
            switch (how) {
                case "half" -> out.write(DnsServer.framed(wire), 0, wire.length / 2);
                case "other-question" -> out.write(DnsServer.framed(change(wire, 13, 'x')));
                case "garbage" -> out.write(new byte[] {0, 3, 1, 2, 3});
                case "empty" -> out.write(new byte[] {0, 0});
                default -> out.flush();
            }
        };
        assertEquals(cause, addresses("mail.example").cause());
    }

    @Test
    void aResolverThatIsNotThereDidNotAnswer() throws Exception {
        int port;
        try (DatagramSocket socket = new DatagramSocket(0, InetAddress.getByName("127.0.0.1"))) {
            port = socket.getLocalPort();
        }
        Outcome outcome = HostLookup.addresses("mail.example", "127.0.0.1:" + port, Deadline.after(LONG), cancellation);
        assertEquals(CauseId.DNS_TIMEOUT, outcome.cause());
    }

    @Test
    void cancellingEndsTheWait() throws Exception {
        CountDownLatch asked = new CountDownLatch(1);
        server.udp = query -> {
            asked.countDown();
            return List.of();
        };
        CompletableFuture<Outcome> outcome = CompletableFuture.supplyAsync(() -> addresses("mail.example"));
        asked.await();
        cancellation.cancel();
        assertEquals(CauseId.USER_CANCELLED, outcome.get(5, TimeUnit.SECONDS).cause());
    }

    @Test
    void aSecondResolverIsAskedWhenTheFirstFails() throws Exception {
        server.udp = query -> List.of(DnsServer.reply(query, Rcode.SERVFAIL).toWire());
        try (DnsServer second = new DnsServer()) {
            second.with("mail.example. 60 IN A 192.0.2.1");
            DnsClient client = new DnsClient(List.of(server.address(), second.address()), false, Deadline.after(LONG),
                    cancellation);
            DnsClient.Reply reply = client.ask(List.of(new DnsClient.Question(Name.fromString("mail.example."), Type.A)), false)
                    .getFirst();
            assertEquals(CauseId.OK, reply.cause());
            assertEquals(second.address(), reply.server());
        }
    }

    // ---- without DNS

    @ParameterizedTest
    @CsvSource({"192.0.2.1,192.0.2.1", "2001:db8::1,2001:db8:0:0:0:0:0:1", "::1,0:0:0:0:0:0:0:1", "127.0.0.1,127.0.0.1"})
    void addressLiteralsNeedNoLookup(String literal, String address) {
        assertEquals(List.of(address), texts(addresses(literal)));
        assertEquals(List.of(), server.questions);
    }

    @Test
    void localhostNeedsNoDns() {
        Outcome outcome = addresses("localhost");
        assertEquals(CauseId.OK, outcome.cause());
        assertTrue(outcome.addresses().stream().allMatch(InetAddress::isLoopbackAddress));
        assertEquals("127.0.0.1", outcome.addresses().getFirst().getHostAddress());
        assertTrue(addresses("printer.localhost").addresses().stream().allMatch(InetAddress::isLoopbackAddress));
        assertEquals(List.of(), server.questions);
    }

    /** dnsjava costs a cold start more than all else; what needs no DNS must do without it. */
    @Test
    void whatNeedsNoDnsDoesNotLoadDnsjava() throws Exception {
        URL[] own = {HostLookup.class.getProtectionDomain().getCodeSource().getLocation(),
                CauseId.class.getProtectionDomain().getCodeSource().getLocation()};
        try (URLClassLoader withoutDnsjava = new URLClassLoader(own, ClassLoader.getPlatformClassLoader())) {
            Object deadline = withoutDnsjava.loadClass(Deadline.class.getName()).getMethod("after", Duration.class).invoke(null,
                    LONG);
            Class<?> cancel = withoutDnsjava.loadClass(Cancellation.class.getName());
            Method lookup = withoutDnsjava.loadClass(HostLookup.class.getName()).getMethod("addresses", String.class,
                    String.class,
                    deadline.getClass(), cancel);
            for (String host : List.of("localhost", "192.0.2.1")) {
                Object outcome = lookup.invoke(null, host, null, deadline, cancel.getConstructor().newInstance());
                assertEquals("OK", outcome.getClass().getMethod("cause").invoke(outcome).toString());
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "-", "a b.example", "a..example", ".example", "mail.example:25", "[::1]", "999.1.1.1.1.",
            "x.-y.example",
            "a/b", "::1::2", "\u202eexample.com"})
    void aNameThatIsNoneIsNotTested(String host) {
        Outcome outcome = addresses(host);
        // numbers alone are a name for all that DNS knows
        assertEquals(host.startsWith("999") ? CauseId.DNS_NO_SUCH_HOST : CauseId.NOT_TESTED, outcome.cause());
        assertFalse(outcome.detail().text(Locale.ENGLISH).contains("\u202e"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1:0", "127.0.0.1:99999", "not a host", "[::1", "a:b:c", ":53", "127.0.0.1:", ""})
    void aResolverThatIsNoneIsNotTested(String resolver) {
        Outcome outcome = HostLookup.addresses("mail.example", resolver, Deadline.after(LONG), cancellation);
        assertEquals(CauseId.NOT_TESTED, outcome.cause());
        assertEquals("dns.bad-resolver", outcome.detail().key());
    }

    @Test
    void readsTheHostsFile(@TempDir Path folder) throws Exception {
        Path file = Files.writeString(folder.resolve("hosts"), """
                127.0.0.1 localhost
                # 192.0.2.1 commented.example
                192.0.2.2\tmail.example  MAIL # old.example
                2001:db8::2 mail.example
                nonsense mail.example
                192.0.2.3 xmail.example mail.example.org
                """);
        assertEquals(List.of("192.0.2.2", "2001:db8:0:0:0:0:0:2"),
                Hosts.lookup(file, "mail.example").stream().map(InetAddress::getHostAddress).toList());
        assertEquals(1, Hosts.lookup(file, "mail").size());
        assertEquals(List.of(), Hosts.lookup(file, "commented.example"));
        assertEquals(List.of(), Hosts.lookup(file, "old.example"));
        assertEquals(List.of(), Hosts.lookup(folder.resolve("none"), "mail.example"));
    }

    @Test
    void readsTheResolversOfTheSystem(@TempDir Path folder) throws Exception {
        Path file = Files.writeString(folder.resolve("resolv.conf"), """
                # nameserver 192.0.2.9
                search example.com
                nameserver 192.0.2.1
                 nameserver\t2001:db8::53
                nameserver not-an-address
                nameserver
                """);
        assertEquals(List.of("192.0.2.1", "2001:db8:0:0:0:0:0:53"), Resolvers.read(file).stream().map(Resolvers::text).toList());
        assertEquals(List.of(), Resolvers.read(folder.resolve("none")));
    }

    @Test
    void triesAddressesWithARouteFirst() throws Exception {
        List<InetAddress> sorted = HostLookup.sort(List.of(InetAddress.getByName("::1"), InetAddress.getByName("127.0.0.1")));
        assertEquals("127.0.0.1", sorted.getFirst().getHostAddress());
        InetAddress documentation = InetAddress.getByName("2001:db8::1");
        List<InetAddress> mixed = HostLookup.sort(List.of(documentation, InetAddress.getByName("127.0.0.1")));
        assertEquals(List.of("127.0.0.1", documentation.getHostAddress()),
                mixed.stream().map(InetAddress::getHostAddress).toList());
    }

    // ---- MX

    private MxOutcome exchangers(String domain) {
        return HostLookup.exchangers(domain, server.name(), Deadline.after(LONG), cancellation);
    }

    @Test
    void sortsExchangersByPreference() throws Exception {
        server.with("example.org. 60 IN MX 20 b.example.org.", "example.org. 60 IN MX 10 a.example.org.",
                "a.example.org. 60 IN A 192.0.2.1", "b.example.org. 60 IN AAAA 2001:db8::2");
        MxOutcome outcome = exchangers("example.org");
        assertEquals(CauseId.OK, outcome.cause());
        assertEquals(List.of("a.example.org", "b.example.org"), outcome.exchangers().stream().map(Exchanger::host).toList());
        assertFalse(outcome.implicit());
    }

    @Test
    void recognisesTheNullMx() throws Exception {
        server.with("example.org. 60 IN MX 0 .");
        assertEquals(CauseId.MX_NULL, exchangers("example.org").cause());
    }

    @Test
    void recognisesDanglingExchangers() throws Exception {
        server.with("example.org. 60 IN MX 10 gone.example.org.", "example.org. 60 IN MX 20 alias.example.org.",
                "example.org. 60 IN MX 30 empty.example.org.", "alias.example.org. 60 IN CNAME real.example.org.",
                "real.example.org. 60 IN A 192.0.2.1").withEmpty("empty.example.org.");
        MxOutcome outcome = exchangers("example.org");
        assertEquals(CauseId.MX_DANGLING, outcome.cause());
        assertEquals(List.of("dns.mx-no-address", "dns.mx-alias", "dns.mx-no-address"),
                outcome.exchangers().stream().map(e -> e.detail().key()).toList());
    }

    @Test
    void oneGoodExchangerIsEnough() throws Exception {
        server.with("example.org. 60 IN MX 10 gone.example.org.", "example.org. 60 IN MX 20 good.example.org.",
                "good.example.org. 60 IN A 192.0.2.1");
        MxOutcome outcome = exchangers("example.org");
        assertEquals(CauseId.OK, outcome.cause());
        assertEquals(List.of(CauseId.MX_DANGLING, CauseId.OK), outcome.exchangers().stream().map(Exchanger::cause).toList());
    }

    @Test
    void theDomainItselfStandsInForAMissingMx() throws Exception {
        server.with("example.org. 60 IN A 192.0.2.1").withEmpty("example.net.");
        MxOutcome outcome = exchangers("example.org");
        assertEquals(CauseId.OK, outcome.cause());
        assertTrue(outcome.implicit());
        assertEquals("example.org", outcome.exchangers().getFirst().host());
        assertEquals(CauseId.DNS_NO_ADDRESS, exchangers("example.net").cause());
        assertEquals(CauseId.DNS_NO_SUCH_HOST, exchangers("example.com").cause());
    }

    @Test
    void anUnansweredExchangerIsNoDanglingOne() throws Exception {
        server.with("example.org. 60 IN MX 10 a.example.org.");
        server.udp = query -> List.of((query.getQuestion().getType() == Type.MX ? server.answer(query)
                : DnsServer.reply(query, Rcode.SERVFAIL)).toWire());
        assertEquals(CauseId.DNS_SERVER_FAILURE, exchangers("example.org").cause());
    }

    // ---- SRV

    @Test
    void findsAnnouncedServices() throws Exception {
        server.with("_submission._tcp.example.org. 60 IN SRV 0 1 587 mail.example.org.",
                "_submissions._tcp.example.org. 60 IN SRV 0 1 465 mail.example.org.",
                "_imaps._tcp.example.org. 60 IN SRV 20 1 993 second.example.org.",
                "_imaps._tcp.example.org. 60 IN SRV 10 1 9993 first.example.org.",
                "_pop3._tcp.example.org. 60 IN SRV 0 0 0 .");
        ServicesOutcome outcome = HostLookup.services("example.org", server.name(), Deadline.after(LONG), cancellation);
        assertEquals(CauseId.OK, outcome.cause());
        assertEquals(List.of(new Target(Protocol.SMTP, "mail.example.org", 465, Security.TLS),
                new Target(Protocol.SMTP, "mail.example.org", 587, Security.STARTTLS),
                new Target(Protocol.IMAP, "first.example.org", 9993, Security.TLS),
                new Target(Protocol.IMAP, "second.example.org", 993, Security.TLS)), outcome.targets());
    }

    @Test
    void noServicesAreNoFaultButNoAnswerIs() {
        ServicesOutcome none = HostLookup.services("example.org", server.name(), Deadline.after(LONG), cancellation);
        assertEquals(CauseId.OK, none.cause());
        assertEquals(List.of(), none.targets());
        server.udp = query -> List.of(DnsServer.reply(query, Rcode.REFUSED).toWire());
        assertEquals(CauseId.DNS_SERVER_FAILURE,
                HostLookup.services("example.org", server.name(), Deadline.after(LONG), cancellation).cause());
    }

    @Test
    void heavierServicesComeFirstMoreOften() throws Exception {
        Name name = Name.fromString("x.");
        List<SRVRecord> records = new ArrayList<>();
        for (int[] p : new int[][] {{2, 5, 1}, {1, 0, 2}, {1, 10, 3}, {1, 90, 4}}) {
            records.add(new SRVRecord(name, DClass.IN, 60, p[0], p[1], p[2], name));
        }
        // with the random number at its least, the weightless comes first; at its most, the heaviest
        assertEquals(List.of(2, 3, 4, 1), Records.order(records, bound -> 0).stream().map(SRVRecord::getPort).toList());
        assertEquals(List.of(4, 3, 2, 1), Records.order(records, bound -> bound - 1).stream().map(SRVRecord::getPort).toList());
    }

    // ---- TXT

    private DomainOutcome domain(String domain, String selector) {
        return HostLookup.domain(domain, selector, server.name(), Deadline.after(LONG), cancellation);
    }

    private static List<String> keys(DomainOutcome outcome) {
        return outcome.warnings().stream().map(w -> w.detail().key()).toList();
    }

    @Test
    void readsTheRecordsOfADomain() throws Exception {
        server.with("example.org. 60 IN TXT \"v=spf1 include:\" \"_spf.example -all\"", "example.org. 60 IN TXT \"v=spf10 no\"",
                "_dmarc.example.org. 60 IN TXT \"v=DMARC1; p=reject\"", "_mta-sts.example.org. 60 IN TXT \"v=STSv1; id=1\"",
                "s1._domainkey.example.org. 60 IN TXT \"k=rsa; p=MIIB\"");
        DomainOutcome outcome = domain("example.org", "s1");
        assertEquals(CauseId.OK, outcome.cause());
        assertEquals("v=spf1 include:_spf.example -all", outcome.info().spf());
        assertEquals("v=DMARC1; p=reject", outcome.info().dmarc());
        assertEquals("v=STSv1; id=1", outcome.info().mtaSts());
        assertEquals("k=rsa; p=MIIB", outcome.info().dkim());
        assertEquals(List.of(), outcome.warnings());
    }

    @Test
    void severalSpfRecordsAreAProblem() throws Exception {
        server.with("example.org. 60 IN TXT \"v=spf1 -all\"", "example.org. 60 IN TXT \"v=spf1 ~all\"");
        DomainOutcome outcome = domain("example.org", null);
        assertEquals(List.of("dns.spf-several"), keys(outcome));
        assertEquals(CauseId.SENDER_AUTHENTICATION, outcome.warnings().getFirst().cause());
    }

    @Test
    void missingAndRevokedKeysAreNamed() throws Exception {
        server.withEmpty("example.org.").with("old._domainkey.example.org. 60 IN TXT \"v=DKIM1; p=\"");
        assertEquals(List.of("dns.spf-none", "dns.dkim-none"), keys(domain("example.org", "none")));
        assertEquals(List.of("dns.spf-none", "dns.dkim-revoked"), keys(domain("example.org", "old")));
    }

    @Test
    void dmarcIsFoundAtTheOrganisation() throws Exception {
        server.withEmpty("mail.sub.example.co.jp.").with("_dmarc.example.co.jp. 60 IN TXT \"v=DMARC1; p=none\"");
        assertEquals("v=DMARC1; p=none", domain("mail.sub.example.co.jp", null).info().dmarc());
        assertFalse(server.questions.contains("_dmarc.jp. TXT"), "a top level has no policy for others");
    }

    @Test
    void aDomainThatDoesNotExistHasNoOtherProblems() {
        DomainOutcome outcome = domain("missing.example", "s1");
        assertEquals(CauseId.DNS_NO_SUCH_HOST, outcome.cause());
        assertEquals(List.<Warning>of(), outcome.warnings());
        assertNull(outcome.info().spf());
    }

    @Test
    void whatCannotBeAskedIsNotCalledMissing() {
        server.udp = query -> List.of(DnsServer.reply(query, Rcode.SERVFAIL).toWire());
        DomainOutcome outcome = domain("example.org", "s1");
        assertEquals(CauseId.DNS_SERVER_FAILURE, outcome.cause());
        assertEquals(List.of(), outcome.warnings());
    }

    @Test
    void hostileTextIsMadeVisible() throws Exception {
        server.udp = query -> {
            Message answer = DnsServer.reply(query, Rcode.NOERROR);
            if (query.getQuestion().getName().toString().equals("example.org.")) {
                answer.addRecord(new org.xbill.DNS.TXTRecord(query.getQuestion().getName(), DClass.IN, 60,
                        List.of("v=spf1 \u0007\u001b[31m -all")), Section.ANSWER);
            }
            return List.of(answer.toWire());
        };
        String spf = domain("example.org", null).info().spf();
        assertTrue(spf.chars().allMatch(c -> c >= ' ' && c < 0x7f), spf);
    }
}
