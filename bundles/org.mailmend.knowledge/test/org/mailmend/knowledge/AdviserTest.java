package org.mailmend.knowledge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import org.junit.jupiter.api.Test;

import org.mailmend.check.Security;
import org.mailmend.diagnosis.Protocol;

class AdviserTest {
    private static final KnowledgeBase BASE = KnowledgeBase.get();
    private static final Adviser ADVISER = new Adviser(BASE,
            Clock.fixed(Instant.parse("2026-11-24T00:00:00Z"), ZoneOffset.UTC));

    private static Advice.Option best(AdviceRequest request) {
        return ADVISER.advise(request).best();
    }

    private static List<Route> routes(AdviceRequest request) {
        return ADVISER.advise(request).options().stream().map(Advice.Option::route).toList();
    }

    /** Every client with every kind of account and everything that can be said of a case. */
    private static List<AdviceRequest> allCases() {
        List<AdviceRequest> cases = new ArrayList<>();
        for (Client client : BASE.clients()) {
            for (AccountKind account : AccountKind.values()) {
                AdviceRequest plain = AdviceRequest.of(client.id(), account);
                for (Answer answer : Answer.values()) {
                    cases.add(plain.withStaticIp(answer).withInternalOnly(answer));
                    cases.add(plain.withReceives(answer).withTwoStep(answer));
                    for (Answer other : List.of(Answer.YES, Answer.NO)) {
                        cases.add(plain.withAdmin(answer, other, Answer.NO));
                        cases.add(plain.withAdmin(Answer.NO, answer, other).withReceives(other));
                    }
                }
                cases.add(plain.withIncoming(Protocol.POP3).withReceives(Answer.YES));
            }
        }
        return cases;
    }

    @Test
    void everyCaseKeepsTheRules() {
        for (AdviceRequest request : allCases()) {
            Advice advice = ADVISER.advise(request);
            Client client = advice.client();
            for (Advice.Option option : advice.options()) {
                String what = request + " -> " + option.route();
                assertFalse(option.because().isEmpty() && option.against().isEmpty(), what + " has no reason");
                assertFalse(option.steps().isEmpty(), what + " has no steps");
                assertFalse(option.steps().stream().anyMatch(step -> step.text().en().contains("{") && step.text().en().matches(
                        ".*\\{(client|where|host|port|security|in-host|in-port|in-security)}.*")), what + " has open places");
                switch (option.route()) {
                    case APP_PASSWORD -> assertFalse(request.account().isMicrosoft(), what);
                    case SMTP_RELAY, RESTRICTED_SMTP -> {
                        boolean personal = request.account() == AccountKind.PERSONAL
                                || request.account() == AccountKind.OUTLOOK_COM;
                        assertFalse(personal, what);
                        boolean asked = request.receives() == Answer.YES;
                        assertFalse(asked && Abilities.answer(client.abilities().receives()) == Answer.YES, what);
                    }
                    case NONE -> assertEquals(1, advice.options().size(), what);
                    default -> {
                        // no account rules it out
                    }
                }
            }
            mayBeFirst(request, client, advice.best());
        }
    }

    private static void mayBeFirst(AdviceRequest request, Client client, Advice.Option best) {
        Provider provider = request.account().isGoogle() ? Provider.GOOGLE : Provider.MICROSOFT;
        boolean organisation = request.account() == AccountKind.WORKSPACE || request.account() == AccountKind.MICROSOFT365;
        switch (best.route()) {
            case OAUTH -> {
                boolean any = List.of(Protocol.values()).stream()
                        .anyMatch(protocol -> client.abilities().oauthAnswer(provider, protocol) == Answer.YES);
                boolean ours = request.account().isMicrosoft() && client.abilities().microsoftNative() != null
                        && client.abilities().microsoftNative().value().answer() == Answer.YES;
                assertTrue(any || ours, request + " cannot do OAuth");
                assertFalse(request.account() == AccountKind.OTHER, request.toString());
                assertFalse(organisation && request.adminOAuth() == Answer.NO, request + ": the administrator forbids it");
            }
            case APP_PASSWORD -> {
                assertFalse(Abilities.answer(client.abilities().password()) == Answer.NO, request + " takes no password");
                assertFalse(organisation && request.adminAppPassword() == Answer.NO, request.toString());
            }
            case SMTP_RELAY -> assertFalse(request.adminRelay() == Answer.NO && organisation, request.toString());
            case RESTRICTED_SMTP -> assertFalse(request.internalOnly() == Answer.NO, request.toString());
            case LOCAL_BRIDGE, REPLACE_CLIENT, NONE -> {
                // always possible
            }
        }
    }

    @Test
    void whatNoClientCanDoIsNone() {
        AdviceRequest locked = AdviceRequest.of("gmail-app", AccountKind.WORKSPACE).withAdmin(Answer.NO, Answer.NO, Answer.NO);
        Advice advice = ADVISER.advise(locked);
        assertEquals(Route.NONE, advice.best().route());
        assertEquals("none-blocked", advice.best().because().getFirst().rule());
        assertTrue(advice.excluded().size() >= 5);
    }

    @Test
    void outlookByVersionAndMailbox() {
        for (AccountKind account : List.of(AccountKind.PERSONAL, AccountKind.WORKSPACE)) {
            assertEquals(Route.APP_PASSWORD, best(AdviceRequest.of("outlook-2016-msi", account)).route());
            assertEquals(Route.OAUTH, best(AdviceRequest.of("outlook-2019", account)).route());
            assertEquals(Route.APP_PASSWORD,
                    best(AdviceRequest.of("outlook-2019", account).withIncoming(Protocol.POP3)).route());
        }
        Advice.Option exchange = best(AdviceRequest.of("outlook-365-classic", AccountKind.MICROSOFT365));
        assertEquals(Route.OAUTH, exchange.route());
        assertEquals(List.of(), exchange.settings(), "an Exchange account needs no server");
    }

    @Test
    void copierByAccountAndAddress() {
        AdviceRequest workspace = AdviceRequest.of("kyocera", AccountKind.WORKSPACE);
        assertEquals(Route.APP_PASSWORD, best(workspace).route());
        assertEquals(Route.SMTP_RELAY, best(workspace.withStaticIp(Answer.YES)).route());
        assertEquals(Route.LOCAL_BRIDGE, best(workspace.withAdmin(Answer.YES, Answer.NO, Answer.NO)).route());
        assertEquals(Route.OAUTH, best(AdviceRequest.of("canon-ir-adv-oauth", AccountKind.WORKSPACE)).route());
        assertEquals(Route.APP_PASSWORD, best(AdviceRequest.of("canon-ir-adv-oauth", AccountKind.PERSONAL)).route(),
                "its Google sign-in is for organisations only");
        assertEquals(Route.SMTP_RELAY, best(AdviceRequest.of("lexmark-fw24", AccountKind.WORKSPACE)
                .withStaticIp(Answer.YES)).route());
        assertEquals(Route.OAUTH, best(AdviceRequest.of("lexmark-fw24", AccountKind.MICROSOFT365)).route());
    }

    @Test
    void deviceWithoutEncryptionNeverGetsAPassword() {
        for (AccountKind account : List.of(AccountKind.PERSONAL, AccountKind.WORKSPACE)) {
            AdviceRequest request = AdviceRequest.of("fuji-xerox-iv", account);
            assertFalse(routes(request).contains(Route.APP_PASSWORD));
            assertFalse(routes(request.withStaticIp(Answer.NO)).contains(Route.SMTP_RELAY));
        }
        Advice.Option relay = best(AdviceRequest.of("fuji-xerox-iv", AccountKind.WORKSPACE).withStaticIp(Answer.YES));
        assertEquals(Route.SMTP_RELAY, relay.route());
        assertEquals(25, relay.settings().getFirst().port());
        assertEquals(Security.NONE, relay.settings().getFirst().security());
        assertEquals("none", relay.settings().getFirst().auth());
    }

    @Test
    void settingsFollowWhatTheClientOffers() {
        ServerSettings starttls = best(AdviceRequest.of("thunderbird-153", AccountKind.WORKSPACE)).settings().getFirst();
        assertEquals("smtp.gmail.com:587 STARTTLS oauth2",
                starttls.host() + ":" + starttls.port() + " " + starttls.security() + " " + starttls.auth());
        ServerSettings implicit = best(AdviceRequest.of("sharp-bp-oauth", AccountKind.PERSONAL)).settings().getFirst();
        assertEquals("smtp.gmail.com:465 TLS app-password",
                implicit.host() + ":" + implicit.port() + " " + implicit.security() + " " + implicit.auth());
        List<ServerSettings> both = best(AdviceRequest.of("becky", AccountKind.PERSONAL).withIncoming(Protocol.POP3)).settings();
        assertEquals(List.of("smtp.gmail.com", "pop.gmail.com"), both.stream().map(ServerSettings::host).toList());
    }

    @Test
    void twoStepVerificationIsAStepOnlyWhenItIsNotOn() {
        AdviceRequest request = AdviceRequest.of("outlook-2016-msi", AccountKind.PERSONAL);
        Advice.Option on = best(request.withTwoStep(Answer.YES));
        Advice.Option off = best(request.withTwoStep(Answer.NO));
        assertEquals(on.steps().size() + 1, off.steps().size());
        assertTrue(off.steps().getFirst().text().en().contains("2-Step Verification"));
        assertTrue(off.steps().getFirst().text().ja().contains("2 段階認証"));
        assertEquals("workspace-two-step-verification", off.steps().getFirst().article());
    }

    @Test
    void limitsComeWithTheirSources() {
        Advice.Option workspace = best(AdviceRequest.of("outlook-2016-msi", AccountKind.WORKSPACE));
        assertTrue(workspace.limits().getFirst().text().in(Locale.ENGLISH).contains("2,000"));
        assertTrue(workspace.limits().getFirst().sources().getFirst().url().contains("166852"));
        Advice.Option personal = best(AdviceRequest.of("outlook-2016-msi", AccountKind.PERSONAL));
        assertTrue(personal.limits().getFirst().text().ja().contains("500"));
    }

    @Test
    void saysWhatIsNotVerified() {
        assertTrue(best(AdviceRequest.of("becky", AccountKind.PERSONAL)).unverified());
        assertTrue(best(AdviceRequest.of("konica-minolta-i-series", AccountKind.WORKSPACE)).unverified());
        assertFalse(best(AdviceRequest.of("nodemailer", AccountKind.PERSONAL)).steps().stream()
                .limit(2).anyMatch(step -> !step.verified(Locale.ENGLISH)));
    }

    @Test
    void deadAndEndedClients() {
        assertEquals(List.of(Route.REPLACE_CLIENT), routes(AdviceRequest.of("windows-mail", AccountKind.PERSONAL)));
        assertTrue(routes(AdviceRequest.of("outlook-2019", AccountKind.PERSONAL)).contains(Route.REPLACE_CLIENT));
        assertFalse(routes(AdviceRequest.of("thunderbird-153", AccountKind.PERSONAL)).contains(Route.REPLACE_CLIENT));
    }

    @Test
    void unknownClientIsRefused() {
        try {
            ADVISER.advise(AdviceRequest.of("no-such-client", AccountKind.PERSONAL));
            fail("advice for a client that does not exist");
        } catch (IllegalArgumentException e) {
            assertTrue(e.getMessage().contains("no-such-client"));
        }
        assertTrue(BASE.similarClients("outlok-2016").contains("outlook-2016-msi"));
        assertTrue(BASE.similarClients("シュリケン").contains("shuriken"));
        assertThrows(IllegalArgumentException.class,
                () -> AdviceRequest.of("becky", AccountKind.PERSONAL).withIncoming(Protocol.SMTP));
    }
}
