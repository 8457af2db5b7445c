package org.mailmend.check.internal.dns;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.time.Duration;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.mailmend.check.Cancellation;
import org.mailmend.check.CheckListener;
import org.mailmend.check.CheckRequest;
import org.mailmend.check.CheckResult;
import org.mailmend.check.Checker;
import org.mailmend.check.DnsAnswer;
import org.mailmend.check.DnsQuestion;
import org.mailmend.check.DnsQuestion.Type;
import org.mailmend.check.Domains;
import org.mailmend.check.ScriptedServer;
import org.mailmend.check.Security;
import org.mailmend.diagnosis.CauseId;
import org.mailmend.diagnosis.Protocol;

/** What a check and its callers ask about the sender's domain. */
@SuppressWarnings("resource") // with() hands back the server that the try closes
class SenderDomainTest {
    private static final String REFUSAL = "550-5.7.26 Your email has been blocked because the sender is unauthenticated.";

    @Test
    void aMessageRefusedForItsSenderBringsTheRecordsOfTheDomain() throws IOException {
        try (DnsServer dns = new DnsServer().with("example.com. 60 IN TXT \"v=spf1 -all\"");
                ScriptedServer server = ScriptedServer.start(s -> {
                    s.smtpHello("SIZE");
                    s.answer("250 ok");
                    s.answer("250 ok");
                    s.line();
                    s.say("354 go on");
                    while (!s.line().equals(".")) {
                        continue;
                    }
                    s.say(REFUSAL, "550 5.7.26 fails to pass authentication checks (SPF and DKIM both do not pass). - gsmtp");
                    s.listen();
                })) {
            CheckRequest request = CheckRequest.of(server.target(Protocol.SMTP, Security.NONE))
                    .withEnvelope("taro@example.com", "hanako@example.net", true).withResolver(dns.name());
            CheckResult result = Checker.run(request, CheckListener.NONE, new Cancellation());
            assertEquals(CauseId.SENDER_AUTHENTICATION, result.cause(), () -> result.toString());
            assertEquals("example.com", result.domain().name());
            assertEquals("v=spf1 -all", result.domain().spf());
            assertNull(result.domain().dmarc());
        }
    }

    @Test
    void noOtherCheckAsksForThem() throws IOException {
        try (DnsServer dns = new DnsServer(); ScriptedServer server = ScriptedServer.start(s -> {
            s.smtpHello("SIZE");
            s.answer("550 5.1.8 no");
            s.listen();
        })) {
            CheckRequest request = CheckRequest.of(server.target(Protocol.SMTP, Security.NONE))
                    .withEnvelope("taro@example.com", "hanako@example.net", true).withResolver(dns.name());
            assertNull(Checker.run(request, CheckListener.NONE, new Cancellation()).domain());
            assertTrue(dns.questions.isEmpty());
        }
    }

    @Test
    void servicesAndRecordsCanBeAskedFor() throws IOException {
        try (DnsServer dns = new DnsServer().with("_submission._tcp.example.com. 60 IN SRV 0 1 587 mail.example.com.",
                "_dmarc.example.com. 60 IN TXT \"v=DMARC1; p=none\"", "example.com. 60 IN TXT \"v=spf1 -all\"")) {
            Domains.Services services = Domains.services("example.com", dns.name(), Duration.ofSeconds(10), new Cancellation());
            assertEquals(CauseId.OK, services.cause());
            assertEquals("mail.example.com", services.targets().getFirst().host());
            Domains.Records records = Domains.records("example.com", null, dns.name(), Duration.ofSeconds(10),
                    new Cancellation());
            assertEquals("v=DMARC1; p=none", records.info().dmarc());
        }
    }

    @Test
    void plainQuestionsAreAnsweredInTheirOrder() throws IOException {
        try (DnsServer dns = new DnsServer()
                .with("example.com. 60 IN TXT \"v=spf1 \" \"-all\"", "example.com. 60 IN MX 5 Mx.Example.com.",
                        "mx.example.com. 60 IN A 192.0.2.3", "www.example.com. 60 IN CNAME mx.example.com.")
                .withEmpty("empty.example.com.")) {
            List<DnsAnswer> answers = Domains.ask(
                    List.of(new DnsQuestion("example.com", Type.TXT), new DnsQuestion("no good", Type.TXT),
                            new DnsQuestion("Example.com.", Type.MX), new DnsQuestion("www.example.com", Type.A),
                            new DnsQuestion("empty.example.com", Type.A), new DnsQuestion("missing.example.com", Type.A)),
                    dns.name(), Duration.ofSeconds(10), new Cancellation());
            assertEquals(List.of(CauseId.OK, CauseId.NOT_TESTED, CauseId.OK, CauseId.OK, CauseId.DNS_NO_ADDRESS,
                    CauseId.DNS_NO_SUCH_HOST), answers.stream().map(DnsAnswer::cause).toList());
            assertEquals(List.of("v=spf1 -all"), answers.get(0).records());
            assertEquals(List.of("5 mx.example.com"), answers.get(2).records());
            assertEquals(List.of("192.0.2.3"), answers.get(3).records());
            assertTrue(answers.get(3).alias());
            assertTrue(answers.get(4).isVoid() && answers.get(5).isVoid());
        }
    }
}
