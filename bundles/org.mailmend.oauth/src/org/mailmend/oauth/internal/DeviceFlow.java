package org.mailmend.oauth.internal;

import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import org.mailmend.check.Cancellation;
import org.mailmend.diagnosis.CauseId;
import org.mailmend.oauth.OAuthException;
import org.mailmend.oauth.Remark;
import org.mailmend.oauth.SignInListener;
import org.mailmend.oauth.SignInRequest;
import org.mailmend.oauth.Tokens;

/** One pass of the device flow. */
public final class DeviceFlow {
    private static final String GRANT = "urn:ietf:params:oauth:grant-type:device_code";
    private static final long USUAL_INTERVAL = 5;
    private static final long LONGEST_INTERVAL = 60;

    private final SignInRequest request;
    private final Cancellation cancellation;
    private final TokenCalls calls;

    /** Prepares it. */
    public DeviceFlow(SignInRequest request, Cancellation cancellation) {
        this.request = request;
        this.cancellation = cancellation;
        calls = new TokenCalls(request.provider(), request.client(), request.clock(), cancellation);
    }

    /**
     * What came out.
     *
     * @param tokens the tokens
     * @param owner  who has signed in; null when nobody tells
     */
    public record Result(Tokens tokens, String owner) {
    }

    /** Runs it to its end. */
    public Result run(SignInListener listener) throws OAuthException {
        Map<String, String> form = client();
        form.put("scope", String.join(" ", request.scopes()));
        Map<String, Object> start = ask(request.provider().device(), form);
        String device = Json.text(start, "device_code");
        String code = Json.text(start, "user_code");
        URI page = page(Json.text(start, start.containsKey("verification_uri") ? "verification_uri" : "verification_url"));
        if (device == null || code == null || page == null) {
            throw new OAuthException(CauseId.UNKNOWN, Remark.of("failure.answer", request.provider().name(), 200), null);
        }
        calls.hide(device);
        listener.showCode(page, Failures.printable(code));
        Long life = Json.number(start, "expires_in");
        Duration wait = life == null || life > request.timeout().toSeconds() ? request.timeout() : Duration.ofSeconds(life);
        return poll(device, interval(Json.number(start, "interval")), System.nanoTime() + wait.toNanos());
    }

    private Result poll(String device, long first, long until) throws OAuthException {
        long interval = first;
        CountDownLatch cancelled = new CountDownLatch(1);
        try (Cancellation.Registration registration = cancellation.onCancel(cancelled::countDown)) {
            while (true) {
                if (cancelled.await(interval, TimeUnit.SECONDS)) {
                    throw new OAuthException(CauseId.USER_CANCELLED, Remark.of("failure.cancelled"), null);
                }
                Map<String, String> form = client();
                form.put("grant_type", GRANT);
                form.put("device_code", device);
                try {
                    Map<String, Object> answer = ask(request.provider().token(), form);
                    Tokens tokens = calls.tokens(answer, null, request.scopes(), request.clock().instant());
                    return new Result(tokens, calls.owner(answer, tokens));
                } catch (PendingException e) {
                    interval = interval(interval + (e.slower ? USUAL_INTERVAL : 0));
                }
                if (System.nanoTime() > until) {
                    throw new OAuthException(CauseId.OAUTH_DEVICE_PENDING, Remark.of("failure.device.expired"), null);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new OAuthException(CauseId.USER_CANCELLED, Remark.of("failure.cancelled"), null);
        }
    }

    /** The user has not typed the code yet. */
    private static final class PendingException extends RuntimeException {
        private static final long serialVersionUID = 1L;
        private final boolean slower;

        PendingException(boolean slower) {
            super(null, null, false, false);
            this.slower = slower;
        }
    }

    private static long interval(Long seconds) {
        return seconds == null ? USUAL_INTERVAL : Math.clamp(seconds, 1, LONGEST_INTERVAL);
    }

    /** The page for the user: one that a browser may open without harm. */
    private static URI page(String text) {
        try {
            URI page = text == null ? null : new URI(text);
            return page != null && Discovery.isSafe(page) ? page : null;
        } catch (URISyntaxException e) {
            return null;
        }
    }

    private Map<String, String> client() {
        Map<String, String> form = new LinkedHashMap<>();
        form.put("client_id", request.client().id());
        if (request.client().secret() != null) {
            form.put("client_secret", request.client().secret());
        }
        return form;
    }

    private Map<String, Object> ask(URI endpoint, Map<String, String> form) throws OAuthException {
        try {
            Calls.Answer answer = Calls.post(calls.http(), endpoint.toString(), form, null);
            if (answer.ok()) {
                return answer.object();
            }
            Object error = answer.object().get("error");
            if ("authorization_pending".equals(error) || "slow_down".equals(error)) {
                throw new PendingException("slow_down".equals(error));
            }
            throw Failures.ofError(answer.status(), answer.object(), calls.circumstances(Failures.Phase.DEVICE, null));
        } catch (IOException e) {
            throw calls.network(e);
        }
    }
}
