package org.mailmend.lab.internal.oauth;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import org.mailmend.lab.Attempt;
import org.mailmend.lab.AuthorizationServer;
import org.mailmend.lab.AuthorizationServer.Finding;
import org.mailmend.lab.OAuthFault;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;

/** The endpoints of the practice authorization server. Everything stays in memory, and of everything only the last thousand. */
public final class Endpoints implements HttpHandler {
    private static final System.Logger LOG = System.getLogger(Endpoints.class.getName());
    private static final int LONGEST_BODY = 64 * 1024;
    private static final long ACCESS_SECONDS = 3600;
    private static final long WEEK_SECONDS = Duration.ofDays(7).toSeconds();
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final String LOOPBACK = "http://(127\\.0\\.0\\.1|localhost|\\[::1])(:[0-9]{1,5})?(/[^?#]*)?";

    private final String issuer;
    private final Keys keys = new Keys();
    private final Map<String, Request> requests = limited();
    private final Map<String, Request> codes = limited();
    private final Map<String, Grant> access = limited();
    private final Map<String, Grant> refresh = limited();
    private final Map<String, Device> devices = limited();
    private final AtomicInteger tokenRequests = new AtomicInteger();
    private final AtomicInteger revocations = new AtomicInteger();
    private final CountDownLatch stopped = new CountDownLatch(1);
    private volatile Set<OAuthFault> faults = Set.of();

    /**
     * @param issuer its address, without a slash at the end
     */
    public Endpoints(String issuer) {
        this.issuer = issuer;
    }

    /** A sign-in on its way; the user is null until somebody has agreed. */
    private record Request(String redirect, String state, String scope, String challenge, String user, String hint) {
        Request agreed(String by, String granted) {
            return new Request(redirect, state, granted, challenge, by, hint);
        }
    }

    /** What was granted. */
    private record Grant(String user, String scope, Instant expires) {
    }

    /** A device that waits; the user is null until somebody has typed the code. */
    private record Device(String userCode, String scope, String user) {
    }

    private static <T> Map<String, T> limited() {
        return Collections.synchronizedMap(new LinkedHashMap<>() {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<String, T> eldest) {
                return size() > 1000;
            }
        });
    }

    public String issuer() {
        return issuer;
    }

    public void faults(Set<OAuthFault> value) {
        faults = Set.copyOf(value);
    }

    private boolean on(OAuthFault fault) {
        return faults.contains(fault);
    }

    public int tokenRequests() {
        return tokenRequests.get();
    }

    public int revocations() {
        return revocations.get();
    }

    /** Lets waiting clients go. */
    public void close() {
        stopped.countDown();
    }

    /** The client file in the form of Google's console. */
    public String clientFile() {
        Map<String, Object> client = new LinkedHashMap<>();
        client.put("client_id", AuthorizationServer.CLIENT_ID);
        client.put("project_id", "mailmend-practice");
        client.put("auth_uri", issuer + "/authorize");
        client.put("token_uri", issuer + "/token");
        client.put("client_secret", AuthorizationServer.CLIENT_SECRET);
        client.put("redirect_uris", List.of("http://localhost"));
        return Documents.json(Map.of("installed", client));
    }

    /** The key file of a service account. */
    public String serviceAccountKey() {
        Map<String, Object> key = new LinkedHashMap<>();
        key.put("type", "service_account");
        key.put("project_id", "mailmend-practice");
        key.put("private_key_id", Keys.ID);
        key.put("private_key", keys.privatePem());
        key.put("client_email", "practice@mailmend-practice.iam.gserviceaccount.com");
        key.put("client_id", "100000000000000000001");
        key.put("token_uri", issuer + "/token");
        return Documents.json(key);
    }

    /** An access token for a mailbox. */
    public String issue(String user) {
        String token = "ya29." + random();
        access.put(token, grant(user));
        return token;
    }

    private Grant grant(String user) {
        String scope = on(OAuthFault.SCOPE_UNTICKED) ? "openid email" : AuthorizationServer.MAIL_SCOPE + " openid email";
        return new Grant(on(OAuthFault.WRONG_ACCOUNT) ? AuthorizationServer.OTHER_USER : user, scope,
                Instant.now().plusSeconds(ACCESS_SECONDS));
    }

    /** What a mail server finds in a token. */
    public Finding check(String user, String token) {
        // the practice token stands for one of whoever uses it
        Grant grant = Attempt.TOKEN.equals(token) && user.contains("@") ? grant(user) : token == null ? null : access.get(token);
        if (grant == null) {
            return Finding.UNKNOWN;
        }
        if (!grant.user().equalsIgnoreCase(user)) {
            return Finding.WRONG_ACCOUNT;
        }
        if (on(OAuthFault.TOKEN_EXPIRED) || !Instant.now().isBefore(grant.expires())) {
            return Finding.EXPIRED;
        }
        return grant.scope().contains(AuthorizationServer.MAIL_SCOPE) ? Finding.VALID : Finding.SCOPE_MISSING;
    }

    /** Lets all access tokens end. */
    public void endAccessTokens() {
        synchronized (access) {
            access.replaceAll((token, grant) -> new Grant(grant.user(), grant.scope(), Instant.EPOCH));
        }
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            answer(exchange).send(exchange);
        } catch (RuntimeException e) {
            LOG.log(System.Logger.Level.ERROR, "the practice authorization server failed", e);
            throw e;
        }
    }

    private Answer answer(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        byte[] body = exchange.getRequestBody().readNBytes(LONGEST_BODY + 1);
        if (body.length > LONGEST_BODY) {
            return Answer.error(413, "invalid_request", "The request is too long.");
        }
        Map<String, String> form = Documents.form(new String(body, StandardCharsets.UTF_8));
        Map<String, String> query = Documents.form(String.valueOf(exchange.getRequestURI().getRawQuery()));
        boolean post = exchange.getRequestMethod().equals("POST");
        Locale locale = Documents.locale(query.get("ui_locales"), exchange.getRequestHeaders().getFirst("Accept-Language"));
        ConsentPages pages = new ConsentPages(locale);
        return switch (path) {
            case "/.well-known/oauth-authorization-server", "/.well-known/openid-configuration" -> Answer.json(200, metadata());
            case "/jwks" -> Answer.json(200, keys.set());
            case "/authorize" -> authorize(query, exchange.getRequestHeaders().getFirst("User-Agent"), pages);
            case "/consent" -> post ? consent(form, pages) : Answer.error(405, "invalid_request", "POST is needed.");
            case "/device" -> post ? typed(form, pages) : Answer.html(200, pages.device());
            case "/token" -> post ? token(form, exchange) : Answer.error(405, "invalid_request", "POST is needed.");
            case "/revoke" -> revoke(form, exchange);
            case "/introspect" -> introspect(form, exchange);
            case "/userinfo" -> userInfo(exchange.getRequestHeaders().getFirst("Authorization"));
            case "/device_authorization" -> device(form, exchange);
            default -> Answer.html(404, pages.message("page.not-found", ""));
        };
    }

    /** RFC 8414. */
    private Map<String, Object> metadata() {
        Map<String, Object> metadata = new LinkedHashMap<>();
        metadata.put("issuer", issuer);
        metadata.put("authorization_endpoint", issuer + "/authorize");
        metadata.put("token_endpoint", issuer + "/token");
        metadata.put("revocation_endpoint", issuer + "/revoke");
        metadata.put("introspection_endpoint", issuer + "/introspect");
        metadata.put("userinfo_endpoint", issuer + "/userinfo");
        metadata.put("device_authorization_endpoint", issuer + "/device_authorization");
        metadata.put("jwks_uri", issuer + "/jwks");
        metadata.put("scopes_supported", List.of(AuthorizationServer.MAIL_SCOPE, "openid", "email"));
        metadata.put("response_types_supported", List.of("code"));
        metadata.put("grant_types_supported", List.of("authorization_code", "refresh_token",
                "urn:ietf:params:oauth:grant-type:device_code", "urn:ietf:params:oauth:grant-type:jwt-bearer"));
        metadata.put("code_challenge_methods_supported", List.of("S256"));
        metadata.put("token_endpoint_auth_methods_supported", List.of("client_secret_post", "client_secret_basic"));
        metadata.put("subject_types_supported", List.of("public"));
        metadata.put("id_token_signing_alg_values_supported", List.of("RS256"));
        metadata.put("authorization_response_iss_parameter_supported", true);
        return metadata;
    }

    private Answer authorize(Map<String, String> query, String browser, ConsentPages pages) {
        String redirect = query.getOrDefault("redirect_uri", "");
        if (on(OAuthFault.EMBEDDED_BROWSER) || browser != null && browser.contains("; wv)")) {
            return Answer.html(403, pages.message("page.embedded", "Error 403: disallowed_useragent"));
        }
        if (on(OAuthFault.DELETED_CLIENT)) {
            return Answer.html(401, pages.message("page.client", "Error 401: deleted_client"));
        }
        if (on(OAuthFault.INVALID_CLIENT) || !AuthorizationServer.CLIENT_ID.equals(query.get("client_id"))) {
            return Answer.html(401, pages.message("page.client", "Error 401: invalid_client"));
        }
        if (on(OAuthFault.REDIRECT_MISMATCH) || !redirect.matches(LOOPBACK)) {
            return Answer.html(400, pages.message("page.redirect", "Error 400: redirect_uri_mismatch"));
        }
        if (on(OAuthFault.UNVERIFIED)) {
            return Answer.html(403, pages.message("page.unverified",
                    "This app is not verified."));
        }
        if (on(OAuthFault.ORG_INTERNAL)) {
            return Answer.html(403, pages.message("page.internal", "Error 403: org_internal"));
        }
        Request request = new Request(redirect, query.get("state"), query.getOrDefault("scope", ""), query.get("code_challenge"),
                null,
                query.getOrDefault("login_hint", ""));
        if (on(OAuthFault.ADMIN_BLOCKED)) {
            return back(request, Map.of("error", "admin_policy_enforced"));
        }
        if (on(OAuthFault.INVALID_SCOPE) || request.scope().isBlank()) {
            return back(request, Map.of("error", "invalid_scope", "error_description", "Some requested scopes were invalid."));
        }
        if (!"code".equals(query.get("response_type"))) {
            return back(request, Map.of("error", "unsupported_response_type"));
        }
        if (request.challenge() == null || !"S256".equals(query.get("code_challenge_method"))) {
            return back(request, Map.of("error", "invalid_request", "error_description", "code_challenge with S256 is needed."));
        }
        String id = random();
        requests.put(id, request);
        return Answer.html(200, pages.consent(id, request.hint(), request.scope().contains(AuthorizationServer.MAIL_SCOPE)));
    }

    private Answer consent(Map<String, String> form, ConsentPages pages) {
        Request request = requests.remove(form.getOrDefault("request", ""));
        if (request == null) {
            return Answer.html(400, pages.message("page.old", ""));
        }
        if (on(OAuthFault.CONSENT_DENIED) || !form.containsKey("allow")) {
            return back(request, Map.of("error", "access_denied"));
        }
        String user = on(OAuthFault.WRONG_ACCOUNT) ? AuthorizationServer.OTHER_USER : form.getOrDefault("user", "").strip();
        if (!user.matches("[^\\s@]{1,200}@[^\\s@]{1,200}")) {
            requests.put(form.get("request"), request);
            return Answer.html(200, pages.consent(form.get("request"), request.hint(), true));
        }
        boolean mail = form.containsKey("mail") && !on(OAuthFault.SCOPE_UNTICKED);
        String granted = mail ? request.scope() : request.scope().replace(AuthorizationServer.MAIL_SCOPE, "").strip();
        String code = "4/" + random();
        codes.put(code, request.agreed(user, granted));
        return back(request, Map.of("code", code, "scope", granted));
    }

    /** Sends the browser back to the program. */
    private Answer back(Request request, Map<String, String> parameters) {
        Map<String, String> all = new LinkedHashMap<>();
        all.put("state", on(OAuthFault.WRONG_STATE) ? random() : request.state());
        all.put("iss", issuer);
        all.putAll(parameters);
        return Answer.redirect(request.redirect() + "?" + Documents.query(all));
    }

    private Answer token(Map<String, String> form, HttpExchange exchange) {
        tokenRequests.incrementAndGet();
        if (on(OAuthFault.NO_ANSWER)) {
            await();
        }
        Answer general = generalFault();
        if (general != null) {
            return general;
        }
        if ("urn:ietf:params:oauth:grant-type:jwt-bearer".equals(form.get("grant_type"))) {
            return delegated(form.getOrDefault("assertion", ""));
        }
        Answer refusal = refuseClient(form, exchange);
        if (refusal != null) {
            return refusal;
        }
        if (on(OAuthFault.CLOCK)) {
            return Answer.error(400, "invalid_grant", "Token used too early. Check that the clock of the computer is right.");
        }
        return switch (form.getOrDefault("grant_type", "")) {
            case "authorization_code" -> exchange(form);
            case "refresh_token" -> renew(form);
            case "urn:ietf:params:oauth:grant-type:device_code" -> devicePolled(form);
            default -> Answer.error(400, "unsupported_grant_type", "Invalid grant_type");
        };
    }

    private void await() {
        try {
            stopped.await(2, TimeUnit.MINUTES);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Answer generalFault() {
        if (on(OAuthFault.SERVER_ERROR)) {
            return Answer.error(503, "temporarily_unavailable", "The server is currently unavailable.");
        }
        if (on(OAuthFault.RATE_LIMIT)) {
            return Answer.error(429, "rate_limit_exceeded", "Rate Limit Exceeded");
        }
        if (on(OAuthFault.PROXY)) {
            return Answer.html(407, "<html><body>Proxy Authentication Required</body></html>");
        }
        if (on(OAuthFault.NOT_JSON)) {
            return Answer.html(200, "<html><body>Please accept the terms of this network.</body></html>");
        }
        return null;
    }

    private Answer refuseClient(Map<String, String> form, HttpExchange exchange) {
        String id = form.get("client_id");
        String secret = form.get("client_secret");
        String basic = exchange.getRequestHeaders().getFirst("Authorization");
        if (basic != null && basic.startsWith("Basic ")) {
            String[] pair = Documents.decoded(basic.substring(6)).split(":", 2);
            id = pair[0];
            secret = pair.length > 1 ? pair[1] : null;
        }
        if (on(OAuthFault.WRONG_CLIENT_TYPE) || secret == null && AuthorizationServer.CLIENT_ID.equals(id)) {
            return Answer.error(400, "invalid_request", "client_secret is missing.");
        }
        if (on(OAuthFault.DELETED_CLIENT)) {
            return Answer.error(401, "deleted_client", "The OAuth client was deleted.");
        }
        if (on(OAuthFault.INVALID_CLIENT) || !AuthorizationServer.CLIENT_ID.equals(id)
                || !AuthorizationServer.CLIENT_SECRET.equals(secret)) {
            return Answer.error(401, "invalid_client", "The OAuth client was not found.");
        }
        return null;
    }

    private Answer exchange(Map<String, String> form) {
        Request request = codes.remove(form.getOrDefault("code", ""));
        if (request == null || on(OAuthFault.CODE_EXPIRED)) {
            return Answer.error(400, "invalid_grant", "Malformed auth code.");
        }
        if (!request.redirect().equals(form.get("redirect_uri"))) {
            return Answer.error(400, "redirect_uri_mismatch", "Bad Request");
        }
        if (!request.challenge().equals(challenge(form.getOrDefault("code_verifier", "")))) {
            return Answer.error(400, "invalid_grant", "Invalid code verifier.");
        }
        return Answer.json(200, tokens(request.user(), request.scope(), true, true));
    }

    private Answer renew(Map<String, String> form) {
        String token = form.getOrDefault("refresh_token", "");
        if (on(OAuthFault.PASSWORD_CHANGED)) {
            return Answer.error(400, "invalid_grant",
                    "AADSTS50173: The provided grant has expired due to it being revoked, a fresh auth token is needed.");
        }
        if (on(OAuthFault.SESSION_CONTROL)) {
            Map<String, Object> error = new LinkedHashMap<>();
            error.put("error", "invalid_grant");
            error.put("error_subtype", "invalid_rapt");
            error.put("error_description", "reauth related error (invalid_rapt)");
            return Answer.json(400, error);
        }
        if (on(OAuthFault.REFRESH_REVOKED)) {
            return Answer.error(400, "invalid_grant", "Token has been revoked.");
        }
        if (on(OAuthFault.REFRESH_EXPIRED)) {
            return Answer.error(400, "invalid_grant", "Token has expired.");
        }
        Grant grant = refresh.get(token);
        if (grant == null) {
            return Answer.error(400, "invalid_grant", "Token has been expired or revoked.");
        }
        return Answer.json(200, tokens(grant.user(), grant.scope(), false, false));
    }

    private Map<String, Object> tokens(String user, String scope, boolean withRefresh, boolean withIdentity) {
        Map<String, Object> answer = new LinkedHashMap<>();
        String token = "ya29." + random();
        access.put(token, new Grant(user, scope, Instant.now().plusSeconds(ACCESS_SECONDS)));
        answer.put("access_token", token);
        answer.put("expires_in", ACCESS_SECONDS - 1);
        answer.put("token_type", "Bearer");
        answer.put("scope", scope);
        if (withRefresh && !on(OAuthFault.NO_REFRESH_TOKEN)) {
            String longer = "1//" + random();
            refresh.put(longer, new Grant(user, scope, Instant.MAX));
            answer.put("refresh_token", longer);
            if (on(OAuthFault.TESTING)) {
                answer.put("refresh_token_expires_in", WEEK_SECONDS - 1);
            }
        }
        if (withIdentity && (" " + scope + " ").contains(" openid ")) {
            long now = Instant.now().getEpochSecond();
            Map<String, Object> claims = new LinkedHashMap<>();
            claims.put("iss", issuer);
            claims.put("aud", AuthorizationServer.CLIENT_ID);
            claims.put("sub", Integer.toHexString(user.hashCode()));
            claims.put("email", user);
            claims.put("email_verified", true);
            claims.put("iat", now);
            claims.put("exp", now + ACCESS_SECONDS);
            answer.put("id_token", keys.sign(claims));
        }
        return answer;
    }

    /** RFC 7523: a service account stands for a mailbox. */
    private Answer delegated(String assertion) {
        Map<String, Object> claims = keys.verify(assertion);
        if (claims == null) {
            return Answer.error(400, "invalid_grant", "Invalid JWT Signature.");
        }
        if (on(OAuthFault.CLOCK)) {
            return Answer.error(400, "invalid_grant",
                    "Invalid JWT: Token must be a short-lived token (60 minutes) and in a reasonable timeframe. "
                            + "Check your iat and exp values in the JWT claim.");
        }
        if (on(OAuthFault.NOT_DELEGATED)) {
            return Answer.error(401, "unauthorized_client",
                    "Client is unauthorized to retrieve access tokens using this method, or client not authorized for any of the "
                            + "scopes requested.");
        }
        String mailbox = String.valueOf(claims.get("sub"));
        if (!mailbox.endsWith("@example.com")) {
            return Answer.error(400, "invalid_grant", "Invalid email or User ID");
        }
        Map<String, Object> answer = tokens(mailbox, String.valueOf(claims.get("scope")), false, false);
        answer.remove("scope");
        return Answer.json(200, answer);
    }

    private Answer revoke(Map<String, String> form, HttpExchange exchange) {
        Answer refusal = generalFault();
        if (refusal == null) {
            refusal = refuseClient(form, exchange);
        }
        if (refusal != null) {
            return refusal;
        }
        String token = form.getOrDefault("token", "");
        Grant grant = refresh.remove(token);
        if (grant == null) {
            grant = access.remove(token);
        }
        if (grant != null) {
            revocations.incrementAndGet();
            String user = grant.user();
            synchronized (access) {
                access.values().removeIf(other -> other.user().equals(user));
            }
        }
        // RFC 7009 section 2.2: a token that is gone already is no error
        return Answer.json(200, Map.of());
    }

    private Answer introspect(Map<String, String> form, HttpExchange exchange) {
        Answer refusal = refuseClient(form, exchange);
        if (refusal != null) {
            return refusal;
        }
        Grant grant = access.get(form.getOrDefault("token", ""));
        Map<String, Object> answer = new LinkedHashMap<>();
        boolean active = grant != null && Instant.now().isBefore(grant.expires()) && !on(OAuthFault.TOKEN_EXPIRED);
        answer.put("active", active);
        if (active) {
            answer.put("scope", grant.scope());
            answer.put("client_id", AuthorizationServer.CLIENT_ID);
            answer.put("username", grant.user());
            answer.put("email", grant.user());
            answer.put("token_type", "Bearer");
            answer.put("exp", grant.expires().getEpochSecond());
        }
        return Answer.json(200, answer);
    }

    private Answer userInfo(String authorization) {
        Grant grant = authorization != null && authorization.startsWith("Bearer ") ? access.get(authorization.substring(7))
                : null;
        return grant == null ? Answer.error(401, "invalid_token", "The token is not known.")
                : Answer.json(200, Map.of("sub", Integer.toHexString(grant.user().hashCode()), "email", grant.user()));
    }

    private Answer device(Map<String, String> form, HttpExchange exchange) {
        Answer refusal = refuseClient(form, exchange);
        if (refusal != null) {
            return refusal;
        }
        String code = random();
        String letters = "BCDFGHJKLMNPQRSTVWXZ";
        StringBuilder typed = new StringBuilder();
        for (int i = 0; i < 8; i++) {
            typed.append(i == 4 ? "-" : "").append(letters.charAt(RANDOM.nextInt(letters.length())));
        }
        devices.put(code, new Device(typed.toString(), form.getOrDefault("scope", ""), null));
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("device_code", code);
        answer.put("user_code", typed.toString());
        answer.put("verification_uri", issuer + "/device");
        answer.put("expires_in", 900L);
        answer.put("interval", 1L);
        return Answer.json(200, answer);
    }

    private Answer typed(Map<String, String> form, ConsentPages pages) {
        String code = form.getOrDefault("code", "").strip().toUpperCase(Locale.ROOT);
        String user = form.getOrDefault("user", "").strip();
        synchronized (devices) {
            for (Map.Entry<String, Device> entry : devices.entrySet()) {
                if (entry.getValue().userCode().equals(code) && user.contains("@")) {
                    entry.setValue(new Device(code, entry.getValue().scope(),
                            on(OAuthFault.WRONG_ACCOUNT) ? AuthorizationServer.OTHER_USER : user));
                    return Answer.html(200, pages.message("page.device-done", ""));
                }
            }
        }
        return Answer.html(400, pages.device());
    }

    private Answer devicePolled(Map<String, String> form) {
        String code = form.getOrDefault("device_code", "");
        Device device = devices.get(code);
        if (device == null) {
            return Answer.error(400, "expired_token", "The code has expired.");
        }
        if (on(OAuthFault.CONSENT_DENIED)) {
            return Answer.error(403, "access_denied", "The user has refused.");
        }
        if (device.user() == null) {
            return Answer.error(428, "authorization_pending", "Precondition Required");
        }
        devices.remove(code);
        return Answer.json(200, tokens(device.user(), device.scope(), true, true));
    }

    /** RFC 7636 section 4.2. */
    private static String challenge(String verifier) {
        try {
            return Base64.getUrlEncoder().withoutPadding()
                    .encodeToString(MessageDigest.getInstance("SHA-256").digest(verifier.getBytes(StandardCharsets.US_ASCII)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String random() {
        byte[] bytes = new byte[30];
        RANDOM.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
