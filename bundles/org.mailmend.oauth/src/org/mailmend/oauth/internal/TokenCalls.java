package org.mailmend.oauth.internal;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import org.mailmend.check.Cancellation;
import org.mailmend.check.Redactor;
import org.mailmend.diagnosis.CauseId;
import org.mailmend.oauth.Account;
import org.mailmend.oauth.ClientRegistration;
import org.mailmend.oauth.OAuthException;
import org.mailmend.oauth.Provider;
import org.mailmend.oauth.Remark;
import org.mailmend.oauth.SignIn;
import org.mailmend.oauth.TokenFacts;
import org.mailmend.oauth.Tokens;

import com.google.api.client.auth.oauth2.AuthorizationCodeFlow;
import com.google.api.client.auth.oauth2.BearerToken;
import com.google.api.client.auth.oauth2.ClientParametersAuthentication;
import com.google.api.client.auth.oauth2.RefreshTokenRequest;
import com.google.api.client.auth.oauth2.TokenRequest;
import com.google.api.client.http.GenericUrl;
import com.google.api.client.http.HttpResponse;
import com.google.api.client.json.gson.GsonFactory;
import com.google.api.client.json.webtoken.JsonWebSignature;

/** What is asked of a provider's endpoints for tokens: all failures come out as {@link OAuthException}. */
public final class TokenCalls {
    private static final Duration REQUEST = Duration.ofSeconds(20);
    private static final int LONGEST_TOKEN = 16 * 1024;

    private final Provider provider;
    private final ClientRegistration client;
    private final Clock clock;
    private final Http http;
    private Redactor redactor;

    /**
     * @param provider     who is asked
     * @param client       who asks
     * @param clock        tells the time
     * @param cancellation breaks a request off
     */
    public TokenCalls(Provider provider, ClientRegistration client, Clock clock, Cancellation cancellation) {
        this.provider = provider;
        this.client = client;
        this.clock = clock;
        http = new Http(REQUEST, cancellation);
        redactor = Redactor.GENERAL;
        hide(client.secret());
    }

    /** One more secret that an answer may repeat. */
    void hide(String secret) {
        if (secret != null) {
            redactor = redactor.with(secret, null);
        }
    }

    Redactor redactor() {
        return redactor;
    }

    Http http() {
        return http;
    }

    /** The flow of Google's library, with PKCE and a fresh verifier. */
    AuthorizationCodeFlow flow(List<String> scopes) {
        return new AuthorizationCodeFlow.Builder(BearerToken.authorizationHeaderAccessMethod(), http,
                GsonFactory.getDefaultInstance(),
                new GenericUrl(provider.token().toString(), true),
                new ClientParametersAuthentication(client.id(), client.secret()), client.id(),
                provider.authorization().toString()).setScopes(scopes).setRequestInitializer(Calls::refuse).enablePKCE().build();
    }

    /** Fetches tokens for a code. */
    Tokens exchange(TokenRequest request, List<String> asked, Map<String, Object> rest) throws OAuthException {
        Map<String, Object> answer = send(request, circumstances(Failures.Phase.EXCHANGE, null));
        rest.putAll(answer);
        return tokens(answer, null, asked, clock.instant());
    }

    /**
     * Renews the access token of an account.
     *
     * @return the new tokens; the refresh token is the new one where the provider gave one
     */
    public Tokens refresh(Account account) throws OAuthException {
        Tokens old = account.tokens();
        if (old.refresh() == null) {
            throw new OAuthException(CauseId.OAUTH_NO_REFRESH_TOKEN, Remark.of("failure.no-refresh"), null);
        }
        hide(old.refresh());
        hide(old.access());
        RefreshTokenRequest request = new RefreshTokenRequest(http, GsonFactory.getDefaultInstance(),
                new GenericUrl(provider.token().toString(), true), old.refresh());
        request.setRequestInitializer(Calls::refuse)
                .setClientAuthentication(new ClientParametersAuthentication(client.id(), client.secret()));
        Map<String, Object> answer = send(request, circumstances(Failures.Phase.REFRESH, account));
        return tokens(answer, old, old.scopes(), account.created());
    }

    Failures.Circumstances circumstances(Failures.Phase phase, Account account) {
        boolean testing = client.publishing() == ClientRegistration.Publishing.TESTING || account != null
                && client.publishing() == ClientRegistration.Publishing.UNKNOWN && account.tokens().refreshExpires() != null;
        return new Failures.Circumstances(phase, provider, redactor, http.lastDate(), clock,
                account == null ? null : account.created(),
                account == null ? null : account.used(), testing);
    }

    /** Sends a request of Google's library; its exceptions, which hold whole answers, go no further than here. */
    private Map<String, Object> send(TokenRequest request, Failures.Circumstances before) throws OAuthException {
        try {
            HttpResponse response = request.executeUnparsed();
            String body;
            try {
                body = response.parseAsString();
            } finally {
                response.disconnect();
            }
            return Json.object(body);
        } catch (Json.NoJsonException e) {
            throw new OAuthException(CauseId.UNKNOWN, Remark.of("failure.answer", provider.name(), 200), null);
        } catch (Calls.RefusedException e) {
            throw Failures.ofError(e.answer().status(), e.answer().object(), now(before));
        } catch (IOException e) {
            throw network(e);
        } catch (IllegalArgumentException e) {
            // the library found a header or a part of the answer malformed
            throw new OAuthException(CauseId.UNKNOWN, Remark.of("failure.answer", provider.name(), 0), null);
        }
    }

    private Failures.Circumstances now(Failures.Circumstances before) {
        return new Failures.Circumstances(before.phase(), before.provider(), redactor, http.lastDate(), clock, before.signedIn(),
                before.used(), before.testing());
    }

    OAuthException network(IOException e) {
        return Failures.ofNetwork(e, provider.token().getHost(), !provider.id().equals(Provider.GENERIC));
    }

    /** Makes tokens of an answer (RFC 6749 section 5.1). */
    Tokens tokens(Map<String, Object> answer, Tokens old, List<String> asked, Instant signedIn) throws OAuthException {
        String access = Json.text(answer, "access_token");
        String type = Json.text(answer, "token_type");
        if (access == null || access.length() > LONGEST_TOKEN || access.chars().anyMatch(c -> c <= ' ' || c >= 0x7F)) {
            throw new OAuthException(CauseId.UNKNOWN, Remark.of("failure.no-token", provider.name()), null);
        }
        if (type != null && !type.toLowerCase(Locale.ROOT).equals("bearer")) {
            throw new OAuthException(CauseId.OAUTH_CLIENT_CONFIG, Remark.of("failure.token-type", Failures.printable(type)),
                    null);
        }
        hide(access);
        String refresh = Json.text(answer, "refresh_token");
        hide(refresh);
        Instant now = clock.instant();
        Long life = Json.number(answer, "expires_in");
        // RFC 6749: without a scope in the answer, what was asked for was granted
        String scope = Json.text(answer, "scope");
        List<String> scopes = scope == null ? asked : new ArrayList<>(Arrays.asList(scope.strip().split("[ ,]+")));
        return new Tokens(access, refresh == null && old != null ? old.refresh() : refresh, scopes, now,
                now.plusSeconds(
                        life == null ? Provider.USUAL_LIFE.toSeconds() : Math.min(life, Duration.ofDays(366).toSeconds())),
                refreshExpires(answer, old, refresh, now, signedIn));
    }

    private Instant refreshExpires(Map<String, Object> answer, Tokens old, String refresh, Instant now, Instant signedIn) {
        Long life = Json.number(answer, "refresh_token_expires_in");
        if (life != null) {
            return now.plusSeconds(Math.min(life, Duration.ofDays(3660).toSeconds()));
        }
        if (old != null && refresh == null) {
            return old.refreshExpires();
        }
        return client.publishing() == ClientRegistration.Publishing.TESTING ? signedIn.plus(Provider.TESTING_LIFE) : null;
    }

    /**
     * Who has signed in; null when the provider does not tell.
     *
     * @param answer the answer that held the tokens
     */
    String owner(Map<String, Object> answer, Tokens tokens) {
        String owner = address(idToken(Json.text(answer, "id_token")));
        if (owner == null && provider.userInfo() != null) {
            owner = address(question(provider.userInfo().toString(), tokens.access()));
        }
        if (owner == null && provider.introspection() != null) {
            owner = address(introspect(tokens));
        }
        return owner;
    }

    /** What the provider says that the token is good for; empty when it says nothing. */
    Map<String, Object> introspect(Tokens tokens) {
        if (provider.introspection() == null) {
            return Map.of();
        }
        Map<String, String> form = new LinkedHashMap<>();
        if (provider.id().equals("google")) {
            form.put("access_token", tokens.access());
        } else {
            form.put("token", tokens.access());
            form.put("client_id", client.id());
            if (client.secret() != null) {
                form.put("client_secret", client.secret());
            }
        }
        try {
            Calls.Answer answer = Calls.post(http, provider.introspection().toString(), form, null);
            return answer.ok() ? answer.object() : Map.of();
        } catch (IOException e) {
            // it would have been good to know, and nothing depends on it
            return Map.of();
        }
    }

    /** What is known of the token of an account; the provider is asked where it has a way for that. */
    public TokenFacts inspect(Account account) {
        Tokens tokens = account.tokens();
        Map<String, Object> answer = introspect(tokens);
        boolean told = !answer.isEmpty();
        String scope = Json.text(answer, "scope");
        List<String> scopes = scope == null ? tokens.scopes()
                : Arrays.stream(scope.strip().split("[ ,]+")).map(Failures::printable).toList();
        // RFC 7662 says active, Google's tokeninfo gives an error for a token that is not
        boolean active = told && answer.containsKey("active") ? Boolean.TRUE.equals(answer.get("active")) : tokens.usable(clock);
        String owner = address(answer);
        Long left = Json.number(answer, "expires_in");
        List<String> wanted = provider.mailScopes();
        boolean mail = wanted.isEmpty() || wanted.stream().anyMatch(one -> SignIn.isGranted(scopes, one));
        return new TokenFacts(told, active, owner == null ? account.owner() : owner, scopes, mail,
                left == null ? tokens.expires() : clock.instant().plusSeconds(left), tokens.refresh() != null);
    }

    private Map<String, Object> question(String address, String token) {
        try {
            Calls.Answer answer = Calls.get(http, address, token);
            return answer.ok() ? answer.object() : Map.of();
        } catch (IOException e) {
            // the same as a provider that does not tell
            return Map.of();
        }
    }

    /** The claims. Their signature is not looked at: they came from the provider itself (OpenID Connect Core, 3.1.3.7). */
    private static Map<String, Object> idToken(String token) {
        if (token == null) {
            return Map.of();
        }
        try {
            return new LinkedHashMap<>(JsonWebSignature.parse(GsonFactory.getDefaultInstance(), token).getPayload());
        } catch (IOException | RuntimeException e) {
            // no token of the usual form says nothing
            return Map.of();
        }
    }

    private static String address(Map<String, Object> claims) {
        for (String name : List.of("email", "preferred_username", "upn", "username", "unique_name", "sub")) {
            if (claims.get(name) instanceof String text && text.matches("[^\\s@]{1,250}@[^\\s@]{1,250}")) {
                return Failures.printable(text);
            }
        }
        return null;
    }

    /** Revokes a token (RFC 7009). */
    public void revoke(Tokens tokens) throws OAuthException {
        Map<String, String> form = new LinkedHashMap<>();
        String token = tokens.refresh() == null ? tokens.access() : tokens.refresh();
        hide(token);
        hide(tokens.access());
        form.put("token", token);
        if (!provider.id().equals("google")) {
            form.put("token_type_hint", tokens.refresh() == null ? "access_token" : "refresh_token");
            form.put("client_id", client.id());
            if (client.secret() != null) {
                form.put("client_secret", client.secret());
            }
        }
        try {
            Calls.Answer answer = Calls.post(http, provider.revocation().toString(), form, null);
            // Google says invalid_token for one that has ended already, which is what was wanted
            if (!answer.ok() && !"invalid_token".equals(answer.object().get("error"))) {
                throw Failures.ofError(answer.status(), answer.object(), circumstances(Failures.Phase.REVOCATION, null));
            }
        } catch (IOException e) {
            throw network(e);
        }
    }
}
