package org.mailmend.lab.internal;

import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

import org.mailmend.diagnosis.SecretKind;
import org.mailmend.lab.OAuthFault;

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
 * @param faults      what goes wrong with the authorization server that comes with it; null when none comes
 * @param refusals    keys of the replies to HELO, MAIL, RCPT and the message where they are refused, by {@code helo},
 *                    {@code mail}, {@code rcpt}, {@code message}
 */
public record Script(String style, Certificates.Kind certificate, Trick trick, Rule password, Rule appPassword, Rule token,
        List<String> mechanisms, boolean cleartext, boolean anonymous, Set<OAuthFault> faults, Map<String, String> refusals) {

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
                faults(properties.get("authorization")), refusals(properties));
    }

    /** {@code none} or the names of faults; null for no authorization server. */
    private static Set<OAuthFault> faults(String text) {
        if (text == null) {
            return null;
        }
        Set<OAuthFault> faults = EnumSet.noneOf(OAuthFault.class);
        for (String name : text.equals("none") ? new String[0] : text.split(" ")) {
            faults.add(OAuthFault.valueOf(name.toUpperCase(Locale.ROOT).replace('-', '_')));
        }
        return faults;
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
