package org.mailmend.oauth.internal;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

import org.mailmend.diagnosis.CauseId;
import org.mailmend.oauth.Account;
import org.mailmend.oauth.ClientRegistration;
import org.mailmend.oauth.Provider;
import org.mailmend.oauth.Providers;
import org.mailmend.oauth.Tokens;

/** An account as a store keeps it: one JSON document. */
public final class AccountText {
    private AccountText() {
    }

    /** The document; it holds secrets. */
    public static String write(Account account) {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("version", 1L);
        object.put("address", account.address());
        object.put("owner", account.owner());
        object.put("provider", ProviderText.write(account.provider()));
        ClientRegistration client = account.client();
        Map<String, Object> registration = new LinkedHashMap<>();
        registration.put("kind", client.kind().name());
        registration.put("id", client.id());
        registration.put("secret", client.secret());
        registration.put("project", client.project());
        registration.put("email", client.email());
        registration.put("keyId", client.keyId());
        registration.put("publishing", client.publishing().name());
        object.put("client", registration);
        Tokens tokens = account.tokens();
        Map<String, Object> given = new LinkedHashMap<>();
        given.put("access", tokens.access());
        given.put("refresh", tokens.refresh());
        given.put("scopes", tokens.scopes());
        given.put("issued", tokens.issued().getEpochSecond());
        given.put("expires", tokens.expires().getEpochSecond());
        given.put("refreshExpires", tokens.refreshExpires() == null ? null : tokens.refreshExpires().getEpochSecond());
        object.put("tokens", given);
        object.put("created", account.created().getEpochSecond());
        object.put("used", account.used().getEpochSecond());
        object.put("failure", account.failure() == null ? null : account.failure().name());
        return Json.write(object);
    }

    /** The account; empty when the text is none. */
    public static Optional<Account> read(String text) {
        try {
            Map<String, Object> object = Json.object(text);
            Map<String, Object> client = Json.object(object, "client");
            Map<String, Object> tokens = Json.object(object, "tokens");
            Provider kept = ProviderText.read(Json.object(object, "provider"));
            // what was learned of a provider since then counts, and where tokens go is nobody's to change
            Provider provider = Providers.byId(kept.id()).map(known -> known.withMailScopes(kept.mailScopes())).orElse(kept);
            String failure = Json.text(object, "failure");
            return Optional.of(new Account(Json.text(object, "address"), Json.text(object, "owner"), provider,
                    new ClientRegistration(ClientRegistration.Kind.valueOf(Json.text(client, "kind")), (String) client.get("id"),
                            Json.text(client, "secret"), Json.text(client, "project"), Json.text(client, "email"),
                            Json.text(client, "keyId"), ClientRegistration.Publishing.valueOf(Json.text(client, "publishing"))),
                    new Tokens(Json.text(tokens, "access"), Json.text(tokens, "refresh"), Json.texts(tokens, "scopes"),
                            instant(tokens, "issued"), instant(tokens, "expires"), instant(tokens, "refreshExpires")),
                    instant(object, "created"), instant(object, "used"), failure == null ? null : CauseId.valueOf(failure)));
        } catch (Json.NoJsonException | RuntimeException e) {
            // of another version, or cut off: the same to the reader
            return Optional.empty();
        }
    }

    private static Instant instant(Map<String, Object> object, String name) {
        Long seconds = Json.number(object, name);
        return seconds == null ? null : Instant.ofEpochSecond(seconds);
    }
}
