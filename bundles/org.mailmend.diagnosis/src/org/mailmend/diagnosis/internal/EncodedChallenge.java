package org.mailmend.diagnosis.internal;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

/**
 * Makes the reason readable that a server sends in base64 after it refused a token (XOAUTH2, RFC 7628): it is put behind
 * the text. Other things in base64 stay as they are, for they may be secrets.
 */
final class EncodedChallenge {
    /** What {@code {"} becomes in base64. */
    private static final String START = "eyJ";
    private static final int MOST = 4;
    private static final int LONGEST = 2048;

    private EncodedChallenge() {
    }

    /** The text with what its challenges say; the same text when there are none. */
    static String readable(String text) {
        int at = text.indexOf(START);
        StringBuilder out = null;
        for (int found = 0; at >= 0 && found < MOST; found++) {
            int end = at;
            while (end < text.length() && end - at < LONGEST && isBase64(text.charAt(end))) {
                end++;
            }
            String decoded = decode(text.substring(at, at + (end - at) / 4 * 4));
            if (decoded.contains("\"status\"") || decoded.contains("\"error\"")) {
                out = out == null ? new StringBuilder(text) : out;
                out.append('\n').append(decoded);
            }
            at = text.indexOf(START, Math.max(end, at + START.length()));
        }
        return out == null ? text : out.toString();
    }

    private static String decode(String base64) {
        try {
            return new String(Base64.getDecoder().decode(base64), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return "";
        }
    }

    private static boolean isBase64(char c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c == '+' || c == '/' || c == '=';
    }
}
