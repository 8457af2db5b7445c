package org.mailmend.lab.internal;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.HexFormat;
import java.util.function.Predicate;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

import org.mailmend.diagnosis.SecretKind;

/** The server's side of the SASL mechanisms, up to what the client claims. */
final class Sasl {
    private Sasl() {
    }

    /** Asks the client. */
    @FunctionalInterface
    interface Prompt {
        /**
         * Sends a challenge.
         *
         * @param challenge in base64
         * @return the client's line; null when it is gone
         */
        String ask(String challenge) throws IOException;
    }

    /**
     * What a client claims.
     *
     * @param mechanism how
     * @param user      who it says it is
     * @param kind      what kind of secret it showed
     * @param secret    the secret; null where it only proved that it knows it
     * @param equals    whether the secret is the given one; none is null
     */
    record Claim(String mechanism, String user, SecretKind kind, String secret, Predicate<String> equals) {

        static Claim ofPassword(String mechanism, String user, String password) {
            SecretKind kind = SecretKind.ofPassword(password);
            return new Claim(mechanism, user, kind, password,
                    expected -> expected != null
                            && same(compact(password, kind), compact(expected, SecretKind.ofPassword(expected))));
        }

        private static Claim ofToken(String mechanism, String user, String token) {
            return new Claim(mechanism, user, SecretKind.TOKEN, token, expected -> expected != null && same(token, expected));
        }

        /** Spaces do not count in an app password. */
        private static String compact(String password, SecretKind kind) {
            return kind == SecretKind.APP_PASSWORD ? password.replaceAll("[ \\u00a0\\u3000]", "") : password;
        }

        @Override
        public String toString() {
            return "Claim[" + mechanism + ", " + kind + "]";
        }
    }

    /** The exchange is malformed. */
    static final class MalformedException extends Exception {
        private static final long serialVersionUID = 1L;
    }

    /** The client gave up with an asterisk. */
    static final class CancelledException extends Exception {
        private static final long serialVersionUID = 1L;
    }

    /** Whether the lab speaks this mechanism. */
    static boolean knows(String mechanism) {
        return switch (mechanism) {
            case "PLAIN", "LOGIN", "CRAM-MD5", "XOAUTH2", "OAUTHBEARER" -> true;
            default -> false;
        };
    }

    /**
     * Hears what the client claims.
     *
     * @param mechanism one that {@link #knows}
     * @param initial   initial response in base64, {@code =} for an empty one; null for none
     * @param prompt    asks the client
     */
    static Claim hear(String mechanism, String initial, Prompt prompt)
            throws IOException, MalformedException, CancelledException {
        switch (mechanism) {
            case "PLAIN": {
                String[] parts = text(initial == null ? prompt.ask("") : initial).split("\0", -1);
                if (parts.length != 3) {
                    throw new MalformedException();
                }
                return Claim.ofPassword(mechanism, parts[1], parts[2]);
            }
            case "LOGIN": {
                String user = text(initial == null ? prompt.ask(base64("Username:")) : initial);
                return Claim.ofPassword(mechanism, user, text(prompt.ask(base64("Password:"))));
            }
            case "CRAM-MD5":
                return cramMd5(prompt);
            case "XOAUTH2":
                return xoauth2(text(initial == null ? prompt.ask("") : initial));
            case "OAUTHBEARER":
                return oauthBearer(text(initial == null ? prompt.ask("") : initial));
            default:
                throw new IllegalArgumentException(mechanism);
        }
    }

    private static Claim cramMd5(Prompt prompt) throws IOException, MalformedException, CancelledException {
        String challenge = "<" + System.nanoTime() + "." + ProcessHandle.current().pid() + "@practice>";
        String answer = text(prompt.ask(base64(challenge)));
        int space = answer.lastIndexOf(' ');
        if (space < 1) {
            throw new MalformedException();
        }
        String digest = answer.substring(space + 1);
        return new Claim("CRAM-MD5", answer.substring(0, space), SecretKind.PASSWORD, null,
                expected -> expected != null && same(digest, hmacMd5(expected, challenge)));
    }

    /** developers.google.com/workspace/gmail/imap/xoauth2-protocol. */
    private static Claim xoauth2(String response) throws MalformedException {
        String user = null;
        String token = null;
        for (String part : response.split("\u0001")) {
            if (part.startsWith("user=")) {
                user = part.substring(5);
            } else {
                token = token(part, token);
            }
        }
        if (user == null || token == null || !response.endsWith("\u0001\u0001")) {
            throw new MalformedException();
        }
        return Claim.ofToken("XOAUTH2", user, token);
    }

    /** RFC 7628, section 3.1. */
    private static Claim oauthBearer(String response) throws MalformedException {
        String[] parts = response.split("\u0001");
        String[] header = parts[0].split(",", -1);
        String token = null;
        for (String part : parts) {
            token = token(part, token);
        }
        if (header.length != 3 || token == null || !response.endsWith("\u0001\u0001")) {
            throw new MalformedException();
        }
        String user = header[1].startsWith("a=") ? header[1].substring(2).replace("=2C", ",").replace("=3D", "=") : "";
        return Claim.ofToken("OAUTHBEARER", user, token);
    }

    private static String token(String part, String otherwise) {
        return part.regionMatches(true, 0, "auth=Bearer ", 0, 12) ? part.substring(12) : otherwise;
    }

    private static String text(String base64) throws MalformedException, CancelledException {
        if (base64 == null || base64.equals("*")) {
            throw new CancelledException();
        }
        try {
            return base64.equals("=") ? "" : new String(Base64.getDecoder().decode(base64.strip()), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw new MalformedException();
        }
    }

    static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String hmacMd5(String secret, String challenge) {
        try {
            Mac mac = Mac.getInstance("HmacMD5");
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacMD5"));
            return HexFormat.of().formatHex(mac.doFinal(challenge.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static boolean same(String one, String other) {
        return MessageDigest.isEqual(one.getBytes(StandardCharsets.UTF_8),
                other.getBytes(StandardCharsets.UTF_8));
    }
}
