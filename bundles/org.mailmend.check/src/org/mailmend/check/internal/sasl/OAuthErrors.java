package org.mailmend.check.internal.sasl;

import java.io.IOException;
import java.util.Locale;

import org.mailmend.check.CheckResult.OAuthError;
import org.mailmend.diagnosis.CauseId;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;

/** The error message of XOAUTH2 and OAUTHBEARER (RFC 7628 section 3.2.2): a JSON object. */
public final class OAuthErrors {
    /** Longest value kept, in characters. */
    private static final int MAX_VALUE = 300;

    private OAuthErrors() {
    }

    /** The parts of the message; null when it is no JSON object. */
    public static OAuthError read(byte[] json) {
        String status = null;
        String schemes = null;
        String scope = null;
        try (JsonParser parser = new JsonFactory().createParser(json)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                return null;
            }
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                String name = parser.currentName();
                JsonToken value = parser.nextToken();
                if (value == null) {
                    return null;
                }
                if (value.isStructStart()) {
                    parser.skipChildren();
                } else if (value != JsonToken.VALUE_NULL) {
                    switch (name) {
                        case "status" -> status = cut(parser.getText());
                        case "schemes" -> schemes = cut(parser.getText());
                        case "scope" -> scope = cut(parser.getText());
                        default -> {
                            // openid-configuration and whatever else a server adds
                        }
                    }
                }
            }
            return new OAuthError(status, schemes, scope);
        } catch (IOException e) {
            // no JSON, or cut off in the middle
            return null;
        }
    }

    private static String cut(String text) {
        return text.length() > MAX_VALUE ? text.substring(0, MAX_VALUE) : text;
    }

    /**
     * The cause that an error message names.
     *
     * @param error null when the message could not be read
     */
    public static CauseId cause(OAuthError error) {
        if (error == null || error.status() == null) {
            return CauseId.OAUTH_TOKEN_REJECTED;
        }
        return switch (error.status().toLowerCase(Locale.ROOT)) {
            // Google and Microsoft send HTTP's numbers, RFC 7628 the names of RFC 6750 section 3.1
            case "400", "invalid_request", "invalid_token" -> CauseId.OAUTH_TOKEN_INVALID;
            case "401", "expired_token" -> CauseId.OAUTH_TOKEN_EXPIRED;
            case "403", "insufficient_scope" -> CauseId.OAUTH_SCOPE_MISSING;
            default -> CauseId.OAUTH_TOKEN_REJECTED;
        };
    }
}
