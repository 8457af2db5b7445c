package org.mailmend.lab.internal;

import java.util.List;
import java.util.Map;

import org.mailmend.diagnosis.SecretKind;

/**
 * How the practice server of a scenario behaves.
 *
 * @param style       provider whose texts it uses
 * @param certificate the certificate it shows
 * @param trick       behaviour beyond replies
 * @param password    what it does with an account password
 * @param appPassword what it does with an app password
 * @param token       what it does with an access token
 * @param mechanisms  SASL mechanisms offered; null for those of the style
 * @param cleartext   whether it takes a sign-in without TLS
 * @param anonymous   whether it takes mail without a sign-in
 * @param refusals    keys of the replies to HELO, MAIL, RCPT and the message where they are refused, by {@code helo},
 *                    {@code mail}, {@code rcpt}, {@code message}
 */
public record Script(String style, Certificates.Kind certificate, Trick trick, Rule password, Rule appPassword, Rule token,
        List<String> mechanisms, boolean cleartext, boolean anonymous, Map<String, String> refusals) {

    /** Reads the part of a scenario that tells its behaviour. */
    public static Script of(Map<String, String> properties) {
        Rule password = Rule.parse(properties.getOrDefault("password", "bad-credentials"));
        String appPassword = properties.get("app-password");
        String mechanisms = properties.get("mechanisms");
        return new Script(properties.get("style"),
                Certificates.Kind.parse(properties.getOrDefault("certificate", "trusted")),
                Trick.parse(properties.getOrDefault("trick", "none")), password,
                appPassword == null ? password : Rule.parse(appPassword),
                Rule.parse(properties.getOrDefault("token", "bad-credentials")),
                mechanisms == null ? null : mechanisms.isEmpty() ? List.of() : List.of(mechanisms.split(" ")),
                "yes".equals(properties.get("cleartext")), "yes".equals(properties.get("anonymous")),
                refusals(properties));
    }

    private static Map<String, String> refusals(Map<String, String> properties) {
        Map<String, String> result = new java.util.HashMap<>(properties);
        result.keySet().retainAll(List.of("helo", "mail", "rcpt", "message"));
        return Map.copyOf(result);
    }

    Rule rule(SecretKind kind) {
        return switch (kind) {
            case TOKEN -> token;
            case APP_PASSWORD -> appPassword;
            default -> password;
        };
    }
}
