package org.mailmend.oauth.internal;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;

import org.mailmend.check.Cancellation;
import org.mailmend.diagnosis.CauseId;
import org.mailmend.oauth.ClientRegistration;
import org.mailmend.oauth.OAuthException;
import org.mailmend.oauth.Provider;
import org.mailmend.oauth.Remark;
import org.mailmend.oauth.Tokens;

import com.google.api.client.json.gson.GsonFactory;
import com.google.api.client.json.webtoken.JsonWebSignature;
import com.google.api.client.json.webtoken.JsonWebToken;

/** The signed assertion of a service account (RFC 7523). */
public final class Assertion {
    private static final String GRANT = "urn:ietf:params:oauth:grant-type:jwt-bearer";
    private static final long LIFE_SECONDS = 3600;

    private Assertion() {
    }

    /** A token for a mailbox. */
    public static Tokens token(Provider provider, ClientRegistration client, PrivateKey key, String mailbox, Clock clock,
            Cancellation cancellation) throws OAuthException {
        TokenCalls calls = new TokenCalls(provider, client, clock, cancellation);
        String assertion = sign(provider, client, key, mailbox, clock);
        calls.hide(assertion);
        Map<String, String> form = new LinkedHashMap<>();
        form.put("grant_type", GRANT);
        form.put("assertion", assertion);
        try {
            Calls.Answer answer = Calls.post(calls.http(), provider.token().toString(), form, null);
            if (!answer.ok()) {
                throw Failures.ofError(answer.status(), answer.object(), calls.circumstances(Failures.Phase.DELEGATION, null));
            }
            return calls.tokens(answer.object(), null, provider.mailScopes(), clock.instant());
        } catch (IOException e) {
            throw calls.network(e);
        }
    }

    private static String sign(Provider provider, ClientRegistration client, PrivateKey key, String mailbox, Clock clock)
            throws OAuthException {
        JsonWebSignature.Header header = new JsonWebSignature.Header().setAlgorithm("RS256").setKeyId(client.keyId());
        header.setType("JWT");
        long now = clock.instant().getEpochSecond();
        JsonWebToken.Payload payload = new JsonWebToken.Payload().setIssuer(client.email())
                .setAudience(provider.token().toString())
                .setSubject(mailbox).setIssuedAtTimeSeconds(now).setExpirationTimeSeconds(now + LIFE_SECONDS);
        payload.set("scope", String.join(" ", provider.mailScopes()));
        try {
            return JsonWebSignature.signUsingRsaSha256(key, GsonFactory.getDefaultInstance(), header, payload);
        } catch (GeneralSecurityException | IOException e) {
            throw new OAuthException(CauseId.OAUTH_CLIENT_CONFIG, Remark.of("failure.key"), null);
        }
    }
}
