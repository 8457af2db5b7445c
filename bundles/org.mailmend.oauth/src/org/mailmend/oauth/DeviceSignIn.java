package org.mailmend.oauth;

import org.mailmend.check.Cancellation;
import org.mailmend.diagnosis.CauseId;
import org.mailmend.oauth.internal.DeviceFlow;

/**
 * A sign-in on another device (RFC 8628): the user opens a page anywhere and types a code. Google does not give the scope for mail that
 * way; Microsoft does.
 */
public final class DeviceSignIn {
    private DeviceSignIn() {
    }

    /**
     * Asks for a code, shows it by the listener, and waits for the user.
     *
     * @throws OAuthException when it failed, also where the provider does not allow mail that way
     */
    public static Account run(SignInRequest request, SignInListener listener, Cancellation cancellation) throws OAuthException {
        if (request.provider().device() == null) {
            throw new OAuthException(CauseId.OAUTH_CLIENT_UNSUPPORTED, Remark.of("failure.device.none"), null);
        }
        DeviceFlow flow = new DeviceFlow(request, cancellation);
        DeviceFlow.Result result = flow.run(listener);
        return SignIn.finish(request, result.tokens(), result.owner());
    }
}
