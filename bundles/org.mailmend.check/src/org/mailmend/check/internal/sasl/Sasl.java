package org.mailmend.check.internal.sasl;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

import org.mailmend.check.CheckResult.OAuthError;
import org.mailmend.check.Mechanism;

/**
 * The client's messages of one SASL exchange. User names and passwords go out as UTF-8 exactly as they were given: to
 * prepare them (SASLprep) is the server's part in PLAIN (RFC 4616 section 2), and the other mechanisms know no such step.
 */
public final class Sasl {
    private static final byte[] NOTHING = {};
    /** RFC 7628 section 3.2.3: what a client says to an error, so that the server can end the exchange. */
    private static final byte[] DUMMY = {1};

    private final Mechanism mechanism;
    private final String user;
    private final String secret;
    private final String host;
    private final int port;
    private boolean credentialSent;
    private int answers;
    private boolean failed;
    private OAuthError error;

    /**
     * @param mechanism the mechanism
     * @param user      user name
     * @param secret    password or token
     * @param host      the server's name, for OAUTHBEARER
     * @param port      the server's port, for OAUTHBEARER
     */
    public Sasl(Mechanism mechanism, String user, String secret, String host, int port) {
        this.mechanism = mechanism;
        this.user = user;
        this.secret = secret;
        this.host = host;
        this.port = port;
    }

    /** The message with which the client begins; null for a mechanism in which the server does. */
    public byte[] initial() {
        return switch (mechanism) {
            case PLAIN -> bytes("\0" + user + "\0" + secret);
            // developers.google.com/workspace/gmail/imap/xoauth2-protocol
            case XOAUTH2 -> bytes("user=" + user + "\1auth=Bearer " + secret + "\1\1");
            // RFC 7628 section 3.1; the name is a saslname of RFC 5801
            case OAUTHBEARER -> bytes("n,a=" + user.replace("=", "=3D").replace(",", "=2C") + ",\1host=" + host + "\1port=" + port
                    + "\1auth=Bearer " + secret + "\1\1");
            case LOGIN, CRAM_MD5 -> null;
        };
    }

    /** The first message went out with the command. */
    public void initialSent() {
        credentialSent = true;
    }

    /** The first message was not looked at: it may go once more. */
    public void initialIgnored() {
        credentialSent = false;
    }

    /**
     * The message to a challenge; null when there is none that makes sense, then the exchange is to be broken off.
     *
     * @param challenge decoded; null when it was no base64
     */
    public byte[] respond(byte[] challenge) {
        answers++;
        if (mechanism == Mechanism.LOGIN) {
            // the prompts say User Name and Password, in words of the server's choice
            credentialSent |= answers == 2;
            return answers == 1 ? bytes(user) : answers == 2 ? bytes(secret) : null;
        }
        if (mechanism == Mechanism.CRAM_MD5) {
            boolean first = answers == 1 && challenge != null && challenge.length > 0;
            credentialSent |= first;
            return first ? bytes(user + " " + digest(challenge)) : null;
        }
        if (!credentialSent) {
            credentialSent = true;
            return initial();
        }
        if (!mechanism.usesToken() || failed) {
            return null;
        }
        failed = true;
        error = challenge == null ? null : OAuthErrors.read(challenge);
        return mechanism == Mechanism.XOAUTH2 ? NOTHING : DUMMY;
    }

    /** RFC 2195: HMAC-MD5 of the challenge, hexadecimal. */
    private String digest(byte[] challenge) {
        try {
            Mac mac = Mac.getInstance("HmacMD5");
            mac.init(new SecretKeySpec(bytes(secret), "HmacMD5"));
            return HexFormat.of().formatHex(mac.doFinal(challenge));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java has no HMAC-MD5", e);
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** Whether the password or token, or a proof of it, has been sent. */
    public boolean credentialSent() {
        return credentialSent;
    }

    /** Whether the server answered the token with an error message. */
    public boolean failed() {
        return failed;
    }

    /** The error message; null when there was none that could be read. */
    public OAuthError error() {
        return error;
    }
}
