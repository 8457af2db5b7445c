package org.mailmend.oauth;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

import org.mailmend.check.Cancellation;
import org.mailmend.oauth.internal.Discovery;
import org.mailmend.oauth.internal.Json;
import org.mailmend.oauth.internal.ProviderText;

/** The providers that Mailmend knows. They are data: {@code internal/providers.json}. */
public final class Providers {
    private Providers() {
    }

    /** All of them, the most common first. */
    public static List<Provider> all() {
        return Holder.ALL;
    }

    /** The provider of this id; empty when there is none. */
    public static Optional<Provider> byId(String id) {
        return all().stream().filter(provider -> provider.id().equals(id)).findFirst();
    }

    /**
     * The provider that an address certainly belongs to; empty for a domain of somebody's own, which any provider may serve.
     */
    public static Optional<Provider> ofAddress(String address) {
        return all().stream().filter(provider -> provider.isAt(address)).findFirst();
    }

    /**
     * Asks a server that speaks RFC 8414 or OpenID Connect Discovery what it offers.
     *
     * @param issuer  its identity, an https address; http is taken for this computer only
     * @param timeout for each question
     * @throws BadInputException when the issuer is no such address
     * @throws OAuthException    when it does not answer, or not as the standards say
     */
    public static Provider discover(String issuer, Duration timeout, Cancellation cancellation)
            throws BadInputException, OAuthException {
        return new Discovery(timeout, cancellation).of(issuer);
    }

    private static final class Holder {
        static final List<Provider> ALL;

        static {
            try (InputStream in = Providers.class.getResourceAsStream("internal/providers.json")) {
                ALL = ProviderText.readAll(new String(in.readAllBytes(), StandardCharsets.UTF_8));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } catch (Json.NoJsonException e) {
                throw new IllegalStateException("providers.json", e);
            }
        }
    }
}
