package org.mailmend.oauth.internal;

import java.io.IOException;
import java.net.URI;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import org.mailmend.check.Cancellation;
import org.mailmend.diagnosis.CauseId;
import org.mailmend.oauth.BadInputException;
import org.mailmend.oauth.OAuthException;
import org.mailmend.oauth.Remark;
import org.mailmend.oauth.SignInListener;
import org.mailmend.oauth.SignInRequest;
import org.mailmend.oauth.Tokens;

import com.google.api.client.auth.oauth2.AuthorizationCodeFlow;
import com.google.api.client.auth.oauth2.AuthorizationCodeRequestUrl;
import com.google.api.client.auth.oauth2.AuthorizationCodeTokenRequest;

/** One pass of the authorization code flow. */
public final class CodeFlow implements AutoCloseable {
    private final SignInRequest request;
    private final Cancellation cancellation;
    private final TokenCalls calls;
    private final AuthorizationCodeFlow flow;
    private final Callbacks callbacks;
    private final String redirect;
    private final URI page;

    /**
     * Starts to listen.
     *
     * @param state secret of this attempt
     */
    public CodeFlow(SignInRequest request, String state, SignInListener listener, Cancellation cancellation) throws IOException {
        this.request = request;
        this.cancellation = cancellation;
        calls = new TokenCalls(request.provider(), request.client(), request.clock(), cancellation);
        calls.hide(state);
        flow = calls.flow(request.scopes());
        callbacks = new Callbacks(request.port(), request.provider().redirectPath(), state, request.provider().issuer(),
                request.locale(),
                listener::ignored);
        String host = callbacks.onlyIpv6() && request.provider().redirectHost().equals("127.0.0.1") ? "[::1]"
                : request.provider().redirectHost();
        redirect = "http://" + host + ":" + callbacks.port() + request.provider().redirectPath();
        AuthorizationCodeRequestUrl url = flow.newAuthorizationUrl().setRedirectUri(redirect).setState(state);
        request.provider().parameters().forEach(url::set);
        url.set("login_hint", request.address());
        page = URI.create(url.build());
    }

    /** The page to open. */
    public URI page() {
        return page;
    }

    /** Waits for the user: the parameters that came back, with a code among them. */
    public Map<String, String> await() throws OAuthException {
        try (Cancellation.Registration registration = cancellation.onCancel(() -> callbacks.answer().cancel(false))) {
            Map<String, String> answer = callbacks.answer().get(request.timeout().toMillis(), TimeUnit.MILLISECONDS);
            if (answer.containsKey("error")) {
                throw Failures.ofError(0, answer, calls.circumstances(Failures.Phase.CONSENT, null));
            }
            calls.hide(answer.get("code"));
            return answer;
        } catch (TimeoutException e) {
            throw callbacks.strangers() ? new OAuthException(CauseId.OAUTH_STATE_MISMATCH, Remark.of("failure.state"), null)
                    : new OAuthException(CauseId.USER_CANCELLED, Remark.of("failure.waited", minutes()), null);
        } catch (CancellationException e) {
            throw new OAuthException(CauseId.USER_CANCELLED, Remark.of("failure.cancelled"), null);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new OAuthException(CauseId.USER_CANCELLED, Remark.of("failure.cancelled"), null);
        } catch (ExecutionException e) {
            throw new IllegalStateException("nobody ends it that way");
        }
    }

    private String minutes() {
        long seconds = Math.max(1, request.timeout().toSeconds());
        return seconds % 60 == 0 ? seconds / 60 + " min" : seconds + " s";
    }

    /** Fetches tokens; the rest of the answer goes into the map. */
    public Tokens exchange(Map<String, String> answer, Map<String, Object> rest) throws OAuthException {
        AuthorizationCodeTokenRequest exchange = flow.newTokenRequest(answer.get("code")).setRedirectUri(redirect);
        return calls.exchange(exchange, request.scopes(), rest);
    }

    /** Who has signed in; null when nobody tells. */
    public String owner(Map<String, Object> rest, Tokens tokens) {
        return calls.owner(rest, tokens);
    }

    /** Takes what the user carried over from another computer. */
    public void paste(String text) throws BadInputException {
        String trimmed = text.strip();
        int question = trimmed.indexOf('?');
        if (question > 0 && !trimmed.substring(0, question).equals(redirect)
                && !trimmed.substring(0, question).equals(redirect + "/")) {
            throw new BadInputException(Remark.of("input.paste", redirect));
        }
        Map<String, String> parameters = Callbacks.parameters(question < 0 ? trimmed : trimmed.substring(question + 1));
        if (parameters == null || !parameters.containsKey("state")
                || !(parameters.containsKey("code") || parameters.containsKey("error"))) {
            throw new BadInputException(Remark.of("input.paste", redirect));
        }
        callbacks.take(parameters);
        if (!callbacks.answer().isDone()) {
            throw new BadInputException(Remark.of("input.paste.other"));
        }
    }

    @Override
    public void close() {
        callbacks.close();
    }
}
