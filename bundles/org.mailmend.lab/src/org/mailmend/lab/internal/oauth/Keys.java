package org.mailmend.lab.internal.oauth;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.interfaces.RSAPublicKey;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The key of a practice authorization server, made when it is first needed: it signs identities, and a service account uses it too. */
final class Keys {
    static final String ID = "practice";

    private static final Base64.Encoder URL = Base64.getUrlEncoder().withoutPadding();
    private KeyPair pair;

    private synchronized KeyPair pair() {
        if (pair == null) {
            try {
                KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
                generator.initialize(2048);
                pair = generator.generateKeyPair();
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException(e);
            }
        }
        return pair;
    }

    /** The private key as PEM (PKCS #8). */
    String privatePem() {
        return "-----BEGIN PRIVATE KEY-----\n"
                + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(pair().getPrivate().getEncoded())
                + "\n-----END PRIVATE KEY-----\n";
    }

    /** The public key as a set (RFC 7517). */
    Map<String, Object> set() {
        RSAPublicKey key = (RSAPublicKey) pair().getPublic();
        Map<String, Object> one = new LinkedHashMap<>();
        one.put("kty", "RSA");
        one.put("use", "sig");
        one.put("alg", "RS256");
        one.put("kid", ID);
        byte[] modulus = key.getModulus().toByteArray();
        int sign = modulus[0] == 0 ? 1 : 0;
        one.put("n", URL.encodeToString(java.util.Arrays.copyOfRange(modulus, sign, modulus.length)));
        one.put("e", URL.encodeToString(key.getPublicExponent().toByteArray()));
        return Map.of("keys", List.of(one));
    }

    /** A signed token (RFC 7515). */
    String sign(Map<String, Object> claims) {
        String head = part(Documents.json(Map.of("alg", "RS256", "kid", ID, "typ", "JWT"))) + "." + part(Documents.json(claims));
        try {
            Signature signature = Signature.getInstance("SHA256withRSA");
            signature.initSign(pair().getPrivate());
            signature.update(head.getBytes(StandardCharsets.US_ASCII));
            return head + "." + URL.encodeToString(signature.sign());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The claims of a token that this key has signed; null for any other. */
    Map<String, Object> verify(String token) {
        String[] parts = token.split("\\.");
        if (parts.length != 3) {
            return null;
        }
        try {
            Signature signature = Signature.getInstance("SHA256withRSA");
            signature.initVerify(pair().getPublic());
            signature.update((parts[0] + "." + parts[1]).getBytes(StandardCharsets.US_ASCII));
            return signature.verify(Base64.getUrlDecoder().decode(parts[2]))
                    ? Documents.flat(new String(Base64.getUrlDecoder().decode(parts[1]), StandardCharsets.UTF_8))
                    : null;
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            // not signed by us in any case
            return null;
        }
    }

    private static String part(String text) {
        return URL.encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
