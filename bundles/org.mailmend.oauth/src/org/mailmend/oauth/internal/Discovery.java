package org.mailmend.oauth.internal;

import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

import org.mailmend.check.Cancellation;
import org.mailmend.diagnosis.CauseId;
import org.mailmend.oauth.BadInputException;
import org.mailmend.oauth.OAuthException;
import org.mailmend.oauth.Provider;
import org.mailmend.oauth.Remark;

/** Reads what an authorization server says of itself: RFC 8414, and OpenID Connect Discovery 1.0 where that has nothing. */
public final class Discovery {
    /** What scopes for mail are called; "email" only tells the address. */
    private static final Pattern MAIL = Pattern.compile("(^|[^e])mail|imap|smtp|(^|[^a-z])pop", Pattern.CASE_INSENSITIVE);
    private static final List<String> OTHERS = List.of("openid", "email", "offline_access");

    private final Http http;

    /**
     * @param timeout      for each question
     * @param cancellation breaks it off
     */
    public Discovery(Duration timeout, Cancellation cancellation) {
        http = new Http(timeout, cancellation);
    }

    /** The provider behind an issuer. */
    public Provider of(String text) throws BadInputException, OAuthException {
        URI issuer = issuer(text);
        String path = issuer.getRawPath() == null ? "" : issuer.getRawPath().replaceAll("/+$", "");
        String origin = issuer.getScheme() + "://" + issuer.getRawAuthority();
        // RFC 8414 section 3.1 puts the well-known part before the path, OpenID Connect behind it
        List<String> places = List.of(origin + "/.well-known/oauth-authorization-server" + path,
                origin + path + "/.well-known/openid-configuration");
        OAuthException failure = null;
        for (String place : places) {
            try {
                Map<String, Object> metadata = get(place);
                if (metadata != null) {
                    return provider(issuer, metadata);
                }
            } catch (OAuthException e) {
                failure = e;
            }
        }
        throw failure != null ? failure
                : new OAuthException(CauseId.OAUTH_CLIENT_CONFIG, Remark.of("failure.discovery.none", issuer), null);
    }

    private static URI issuer(String text) throws BadInputException {
        try {
            URI issuer = new URI(text.strip());
            if (issuer.getHost() != null && issuer.getRawQuery() == null && issuer.getRawFragment() == null
                    && issuer.getRawUserInfo() == null && isSafe(issuer)) {
                return issuer;
            }
        } catch (URISyntaxException e) {
            // the same as one that is none
            throw new BadInputException(Remark.of("input.issuer", Failures.printable(text)));
        }
        throw new BadInputException(Remark.of("input.issuer", Failures.printable(text)));
    }

    /** Whether nobody on the way can read what goes there. */
    static boolean isSafe(URI address) {
        String host = address.getHost() == null ? "" : address.getHost().toLowerCase(Locale.ROOT);
        boolean here = host.equals("localhost") || host.equals("[::1]") || host.matches("127(\\.[0-9]{1,3}){3}");
        return "https".equalsIgnoreCase(address.getScheme()) || here && "http".equalsIgnoreCase(address.getScheme());
    }

    /** The document; null when there is none at this place. */
    private Map<String, Object> get(String place) throws OAuthException {
        try {
            Calls.Answer answer = Calls.get(http, place, null);
            if (answer.status() >= 500) {
                throw new OAuthException(CauseId.SERVER_TEMPORARY, Remark.of("failure.server", answer.status()), null);
            }
            return answer.status() == 200 ? answer.object() : null;
        } catch (IOException e) {
            throw Failures.ofNetwork(e, URI.create(place).getHost(), false);
        }
    }

    private static Provider provider(URI issuer, Map<String, Object> metadata) throws OAuthException {
        String named = Json.text(metadata, "issuer");
        // RFC 8414 section 3.3: another issuer's document must not be used
        if (named != null && !named.replaceAll("/+$", "").equals(issuer.toString().replaceAll("/+$", ""))) {
            throw new OAuthException(CauseId.OAUTH_CLIENT_CONFIG,
                    Remark.of("failure.discovery.issuer", issuer, Failures.printable(named)), null);
        }
        URI authorization = endpoint(metadata, "authorization_endpoint");
        URI token = endpoint(metadata, "token_endpoint");
        if (authorization == null || token == null) {
            throw new OAuthException(CauseId.OAUTH_CLIENT_CONFIG, Remark.of("failure.discovery.endpoints", issuer), null);
        }
        List<String> supported = Json.texts(metadata, "scopes_supported");
        List<String> mail = new ArrayList<>(supported.stream().filter(Discovery::isForMail).toList());
        // a server of OpenID Connect knows these two whether it lists them or not
        boolean identity = metadata.containsKey("id_token_signing_alg_values_supported");
        List<String> others = supported.isEmpty() && identity ? List.of("openid", "email")
                : OTHERS.stream().filter(supported::contains).toList();
        if (supported.isEmpty()) {
            // the only name for it that is common to several servers
            mail.add("https://mail.google.com/");
        }
        return new Provider(Provider.GENERIC, issuer.toString(), named == null ? null : named, authorization, token,
                endpoint(metadata, "revocation_endpoint"), endpoint(metadata, "device_authorization_endpoint"),
                endpoint(metadata, "userinfo_endpoint"), endpoint(metadata, "introspection_endpoint"), mail, others, Map.of(),
                "127.0.0.1", "/", List.of(), List.of(), List.of());
    }

    /** Whether a scope is one for reading or sending mail, by its name. */
    public static boolean isForMail(String scope) {
        return MAIL.matcher(scope).find();
    }

    private static URI endpoint(Map<String, Object> metadata, String name) throws OAuthException {
        String text = Json.text(metadata, name);
        if (text == null) {
            return null;
        }
        try {
            URI address = new URI(text);
            if (isSafe(address)) {
                return address;
            }
        } catch (URISyntaxException e) {
            // said below
            throw unsafe(text);
        }
        throw unsafe(text);
    }

    private static OAuthException unsafe(String address) {
        return new OAuthException(CauseId.OAUTH_CLIENT_CONFIG, Remark.of("failure.discovery.unsafe", Failures.printable(address)),
                null);
    }
}
