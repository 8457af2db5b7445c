package org.mailmend.oauth;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import org.junit.jupiter.api.Test;
import org.mailmend.check.Cancellation;
import org.mailmend.check.CheckRequest;
import org.mailmend.check.Mechanism;
import org.mailmend.check.Secret;
import org.mailmend.diagnosis.CauseId;
import org.mailmend.diagnosis.Protocol;

/** What helps people around a sign-in: the guide to a client, the letter, the proof, and the look at all accounts. */
class AssistanceTest {
    private static final ClientRegistration CLIENT = ClientRegistration.desktop("123.apps.googleusercontent.com",
            "GOCSPX-secret");

    @Test
    void theGuideLeadsThroughTheConsoleInBothLanguages() {
        for (String id : List.of("google", "microsoft365", "outlook")) {
            Provider provider = Providers.byId(id).orElseThrow();
            List<ClientGuide.Step> english = ClientGuide.steps(provider, Locale.ENGLISH);
            List<ClientGuide.Step> japanese = ClientGuide.steps(provider, Locale.JAPANESE);
            assertTrue(english.size() >= 5);
            for (int i = 0; i < english.size(); i++) {
                assertEquals(i + 1, english.get(i).number());
                assertFalse(english.get(i).what().equals(japanese.get(i).what()));
                assertFalse(english.get(i).why().isBlank());
                assertEquals("https", english.get(i).page().getScheme());
            }
        }
        assertTrue(
                ClientGuide.steps(Providers.byId("google").orElseThrow(), Locale.JAPANESE).get(4).what().contains("デスクトップ アプリ"));
        assertTrue(ClientGuide.steps(Providers.byId("yahoo").orElseThrow(), Locale.ENGLISH).isEmpty());
        for (ClientRegistration.Publishing publishing : ClientRegistration.Publishing.values()) {
            assertFalse(ClientGuide.meaning(publishing, Locale.ENGLISH).equals(ClientGuide.meaning(publishing, Locale.JAPANESE)));
        }
    }

    @Test
    void theLetterNamesAllThatAnAdministratorNeedsAndNoSecret() {
        for (Locale locale : List.of(Locale.ENGLISH, Locale.JAPANESE)) {
            for (Provider provider : Providers.all()) {
                AdministratorLetter letter = AdministratorLetter.of("a@example.com", "Mailmend", CLIENT, provider, locale);
                for (String needed : List.of("a@example.com", "Mailmend", CLIENT.id(), provider.mailScopes().getFirst())) {
                    assertTrue(letter.body().contains(needed), needed);
                }
                assertFalse(letter.body().contains("GOCSPX") || letter.body().contains("{"), letter.body());
                assertTrue(letter.subject().contains("a@example.com"));
            }
        }
    }

    @Test
    void theProofSignsInWhereMailGoesAndComes() throws Exception {
        Account account = account("a@example.com", Providers.byId("google").orElseThrow(), "refresh");
        List<CheckRequest> requests = Proof.requests(account, Secret.token("t".toCharArray()));
        assertEquals(List.of(Protocol.SMTP, Protocol.IMAP, Protocol.POP3),
                requests.stream().map(one -> one.target().protocol()).toList());
        for (CheckRequest request : requests) {
            assertEquals(Mechanism.XOAUTH2, request.signIn().mechanism());
            assertEquals("a@example.com", request.signIn().user());
            assertNull(request.to());
        }
    }

    private static Account account(String address, Provider provider, String refresh) {
        Instant now = Instant.now();
        return new Account(address, null, provider, CLIENT,
                new Tokens("access", refresh, List.of("https://mail.google.com/"), now, now.plusSeconds(3599), null), now, now,
                null);
    }

    @Test
    void oneBadAccountHidesNoOther() throws Exception {
        try (FakeProvider fake = new FakeProvider()) {
            fake.answer("/token", form -> form.get("refresh_token").equals("dead")
                    ? FakeProvider.Answer.json(400,
                            "{\"error\":\"invalid_grant\",\"error_description\":\"Token has been revoked.\"}")
                    : FakeProvider.Answer.json(200, "{\"access_token\":\"new\",\"expires_in\":3599}"));
            TokenStore store = TokenStores.memory();
            store.put(account("a@example.com", fake.provider(), "good"));
            store.put(account("b@example.com", fake.provider(), "dead"));
            store.put(account("c@example.com", fake.provider(), null));
            store.put(account("d@example.com", fake.provider(), "good"));
            List<AccountWatch.Finding> found = new ArrayList<>();
            AccountWatch.look(new Accounts(store, Clock.systemUTC()), Duration.ofMillis(1), Clock.systemUTC(), found::add,
                    new Cancellation());
            assertEquals(List.of(false, true, true, false), found.stream().map(AccountWatch.Finding::needsSomebody).toList());
            assertEquals(CauseId.OAUTH_REFRESH_EXPIRED, found.get(1).failure().causeId());
            assertEquals(CauseId.OAUTH_NO_REFRESH_TOKEN, found.get(2).failure().causeId());
            assertEquals("new", store.find("d@example.com").orElseThrow().tokens().access());
        }
    }

    @Test
    void cancelEndsTheLook() throws Exception {
        try (FakeProvider fake = new FakeProvider()) {
            fake.answer("/token", 200, "{\"access_token\":\"new\",\"expires_in\":3599}");
            TokenStore store = TokenStores.memory();
            store.put(account("a@example.com", fake.provider(), "good"));
            store.put(account("b@example.com", fake.provider(), "good"));
            Cancellation cancellation = new Cancellation();
            List<AccountWatch.Finding> found = new ArrayList<>();
            AccountWatch.look(new Accounts(store, Clock.systemUTC()), Duration.ofHours(1), Clock.systemUTC(), finding -> {
                found.add(finding);
                cancellation.cancel();
            }, cancellation);
            assertEquals(1, found.size());
        }
    }
}
