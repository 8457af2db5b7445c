package org.mailmend.oauth;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.net.URI;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

import org.junit.jupiter.api.Test;
import org.mailmend.check.Cancellation;
import org.mailmend.diagnosis.CauseId;

class DeviceSignInTest {
    private static final ClientRegistration CLIENT = ClientRegistration.desktop("client", null);
    private static final String START = "{\"device_code\":\"device-code-secret\",\"user_code\":\"ABCD-EFGH\","
            + "\"verification_uri\":\"https://example.com/device\",\"expires_in\":900,\"interval\":1}";

    @Test
    void waitsForTheCodeToBeTyped() throws Exception {
        try (FakeProvider fake = new FakeProvider()) {
            fake.answer("/device", 200, START);
            AtomicInteger polls = new AtomicInteger();
            fake.answer("/token", form -> polls.incrementAndGet() < 2
                    ? FakeProvider.Answer.json(400, "{\"error\":\"authorization_pending\"}")
                    : FakeProvider.Answer.json(200, FakeProvider.GOOD));
            AtomicReference<String> shown = new AtomicReference<>();
            Account account = DeviceSignIn.run(SignInRequest.of(fake.provider(), CLIENT, "a@example.com"), new SignInListener() {
                @Override
                public void showCode(URI page, String code) {
                    shown.set(page + " " + code);
                }
            }, new Cancellation());
            assertEquals("https://example.com/device ABCD-EFGH", shown.get());
            assertEquals("device-code-secret", fake.asked.getLast().form().get("device_code"));
            assertEquals("1//refresh-one", account.tokens().refresh());
        }
    }

    @Test
    void refusalExpiryAndAPageThatIsNoneEndIt() throws Exception {
        try (FakeProvider fake = new FakeProvider()) {
            SignInRequest request = SignInRequest.of(fake.provider(), CLIENT, "a@example.com");
            fake.answer("/device", 200, START);
            fake.answer("/token", 400, "{\"error\":\"access_denied\"}");
            assertEquals(CauseId.OAUTH_CONSENT_DENIED, failure(request).causeId());
            fake.answer("/token", 400, "{\"error\":\"expired_token\"}");
            assertEquals("failure.device.expired", failure(request).remark().key());
            fake.answer("/device", 200, START.replace("https://example.com/device", "javascript:alert(1)"));
            assertEquals(CauseId.UNKNOWN, failure(request).causeId());
            fake.answer("/device", 400, "{\"error\":\"invalid_scope\"}");
            assertEquals(CauseId.OAUTH_SCOPE_MISSING, failure(request).causeId());
        }
    }

    private static OAuthException failure(SignInRequest request) {
        return assertThrows(OAuthException.class, () -> DeviceSignIn.run(request, SignInListener.NONE, new Cancellation()));
    }

    @Test
    void googleDoesNotGiveMailThatWay() throws Exception {
        SignInRequest request = SignInRequest.of(Providers.byId("google").orElseThrow(), CLIENT, "a@gmail.com");
        assertEquals(CauseId.OAUTH_CLIENT_UNSUPPORTED, failure(request).causeId());
    }

    @Test
    void cancelEndsIt() throws Exception {
        try (FakeProvider fake = new FakeProvider()) {
            fake.answer("/device", 200, START);
            fake.answer("/token", 400, "{\"error\":\"authorization_pending\"}");
            Cancellation cancellation = new Cancellation();
            SignInRequest request = SignInRequest.of(fake.provider(), CLIENT, "a@example.com");
            assertEquals(CauseId.USER_CANCELLED,
                    assertThrows(OAuthException.class, () -> DeviceSignIn.run(request, new SignInListener() {
                        @Override
                        public void showCode(URI page, String code) {
                            cancellation.cancel();
                        }
                    }, cancellation)).causeId());
        }
    }
}
