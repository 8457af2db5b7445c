package org.mailmend.oauth;

import java.io.IOException;
import java.net.BindException;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import org.mailmend.check.Cancellation;
import org.mailmend.diagnosis.CauseId;
import org.mailmend.oauth.internal.CodeFlow;

/**
 * A sign-in in the system's browser: authorization code with PKCE (RFC 7636, S256), and a way back to this computer (RFC 8252). One
 * object is good for one attempt.
 */
public final class SignIn {
    private static final SecureRandom RANDOM = new SecureRandom();

    private final SignInRequest request;
    private final SignInListener listener;
    private final Cancellation cancellation;
    private final CodeFlow flow;

    /**
     * Prepares a sign-in: listens for the browser from now on.
     *
     * @param request      who, where and how
     * @param listener     told how it goes on
     * @param cancellation ends it at once
     * @throws OAuthException when this computer cannot be listened to
     */
    public SignIn(SignInRequest request, SignInListener listener, Cancellation cancellation) throws OAuthException {
        this.request = request;
        this.listener = listener;
        this.cancellation = cancellation;
        byte[] state = new byte[24];
        RANDOM.nextBytes(state);
        try {
            flow = new CodeFlow(request, Base64.getUrlEncoder().withoutPadding().encodeToString(state), listener, cancellation);
        } catch (BindException e) {
            throw new OAuthException(CauseId.NOT_TESTED, Remark.of("failure.port", request.port()), null);
        } catch (IOException e) {
            throw new OAuthException(CauseId.NOT_TESTED, Remark.of("failure.loopback"), null);
        }
    }

    /** The page on which the user agrees. */
    public URI page() {
        return flow.page();
    }

    /**
     * Opens the page, waits for the user, fetches the tokens and looks at them. It is not kept anywhere yet.
     *
     * @return the account; its tokens may lack a refresh token, see {@link Health}
     * @throws OAuthException when it failed; what was received is forgotten
     */
    public Account run() throws OAuthException {
        try (flow) {
            listener.authorize(flow.page());
            try {
                request.browser().open(flow.page());
            } catch (IOException e) {
                listener.browserFailed(Remark.of("failure.browser"));
            }
            Map<String, String> answer = flow.await();
            listener.answered();
            Map<String, Object> rest = new LinkedHashMap<>();
            Tokens tokens = flow.exchange(answer, rest);
            return finish(request, tokens, flow.owner(rest, tokens));
        }
    }

    /** Looks at what was granted, and to whom. */
    static Account finish(SignInRequest request, Tokens tokens, String owner) throws OAuthException {
        Provider provider = request.provider();
        List<String> wanted = provider.mailScopes();
        if (!wanted.isEmpty() && wanted.stream().noneMatch(scope -> isGranted(tokens.scopes(), scope))) {
            throw new OAuthException(CauseId.OAUTH_CONSENT_DENIED, Remark.of("failure.unticked", String.join(" ", wanted)), null);
        }
        if (owner != null && owner.contains("@") && !sameMailbox(owner, request.address())) {
            throw new OAuthException(CauseId.OAUTH_WRONG_ACCOUNT, Remark.of("failure.owner", owner, request.address()), null);
        }
        Instant now = tokens.issued();
        return new Account(request.address(), owner, provider, request.client(), tokens, now, now, null);
    }

    /**
     * Whether a scope is among those granted. Microsoft names some of its scopes without the resource that they belong to.
     *
     * @param granted what the provider named
     * @param wanted  a scope as it is asked for
     */
    public static boolean isGranted(List<String> granted, String wanted) {
        String name = wanted.substring(wanted.lastIndexOf('/', wanted.length() - 2) + 1);
        return granted.stream().anyMatch(scope -> scope.equalsIgnoreCase(wanted)
                || name.contains(".") && scope.toLowerCase(Locale.ROOT).endsWith(name.toLowerCase(Locale.ROOT)));
    }

    /** Whether two addresses are the same mailbox; Gmail takes dots for nothing and has two names. */
    static boolean sameMailbox(String one, String other) {
        return canonical(one).equals(canonical(other));
    }

    private static String canonical(String address) {
        String lower = Account.key(address);
        int at = lower.lastIndexOf('@');
        String domain = lower.substring(at + 1);
        return domain.equals("gmail.com") || domain.equals("googlemail.com")
                ? lower.substring(0, at).replace(".", "") + "@gmail.com"
                : lower;
    }

    /**
     * Takes the address that a browser on another computer ended at, where it found nobody.
     *
     * @param text the whole address, or what stands behind its question mark
     * @throws BadInputException when it is none, or belongs to another sign-in
     */
    public void paste(String text) throws BadInputException {
        flow.paste(text);
    }

    /** Ends it; {@link #run} ends by itself. */
    public void cancel() {
        cancellation.cancel();
    }
}
