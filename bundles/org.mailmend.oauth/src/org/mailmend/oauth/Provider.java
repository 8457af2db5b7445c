package org.mailmend.oauth;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/**
 * A provider of accounts: where and how a program signs in to it.
 *
 * @param id            stable id, for example {@code google}; {@code generic} for one that was discovered
 * @param name          its name; for a discovered one its issuer
 * @param issuer        its identity (RFC 8414, RFC 9207); null when it has none
 * @param authorization the page on which the user agrees
 * @param token         where tokens are given and renewed
 * @param revocation    where they are revoked (RFC 7009); null when there is none
 * @param device        where the device flow begins (RFC 8628); null when there is none that allows mail
 * @param userInfo      tells whose token it is; null when there is none
 * @param introspection tells what a token is good for (RFC 7662); null when there is none
 * @param mailScopes    scopes that SMTP, IMAP and POP need; a token without one of them is of no use
 * @param otherScopes   what is asked for besides: who signed in, and access while nobody looks
 * @param parameters    what else goes into the address of the page, in its order
 * @param redirectHost  how the address to come back to names this computer: {@code 127.0.0.1}, or {@code localhost}
 * @param redirectPath  its path; may be empty
 * @param presets       ids of the connection tester's targets, for sending first
 * @param quirks        what is particular about it, see {@link Quirk}
 * @param sources       where all this comes from
 */
public record Provider(String id, String name, String issuer, URI authorization, URI token, URI revocation, URI device,
        URI userInfo,
        URI introspection, List<String> mailScopes, List<String> otherScopes, Map<String, String> parameters, String redirectHost,
        String redirectPath, List<String> presets, List<Quirk> quirks, List<Source> sources) {

    /** The id of a provider that was discovered. */
    public static final String GENERIC = "generic";
    /** The usual life of an access token. */
    public static final Duration USUAL_LIFE = Duration.ofHours(1);
    /** For how long Google keeps a refresh token that nobody uses: six months. */
    public static final Duration UNUSED_LIFE = Duration.ofDays(180);
    /** For how long Microsoft keeps a refresh token that nobody uses. */
    public static final Duration UNUSED_NINETY = Duration.ofDays(90);
    /** The life of refresh tokens of a client in Testing. */
    public static final Duration TESTING_LIFE = Duration.ofDays(7);

    /** What is particular about a provider; each is a sentence in both languages. */
    public enum Quirk {
        /** Refresh tokens of a client in Testing end after seven days. */
        TESTING_SEVEN_DAYS,
        /** A refresh token ends when it was not used for six months. */
        UNUSED_SIX_MONTHS,
        /** Of more than 100 refresh tokens for an account and a client the oldest silently ends. */
        HUNDRED_TOKENS,
        /** A change of the password ends refresh tokens that cover mail. */
        PASSWORD_CHANGE,
        /** The device flow does not give the scope for mail. */
        NO_DEVICE_MAIL,
        /** The scope for mail is restricted: a client for the public needs verification. */
        RESTRICTED_SCOPE,
        /** The user may leave the scope for mail unticked. */
        GRANULAR_CONSENT,
        /** The address to come back to has to be registered as {@code http://localhost}. */
        LOCALHOST_REDIRECT,
        /** Tokens cannot be revoked by a program; the user does it on the provider's page. */
        NO_REVOCATION,
        /** SMTP sign-in may be off for the mailbox or the organisation. */
        SMTP_AUTH_OFF,
        /** Clients for mail are given on request only. */
        CLIENT_ON_REQUEST,
        /** Refresh tokens last 90 days without use. */
        UNUSED_NINETY_DAYS;

        /** The sentence in English, or in Japanese for a Japanese locale. */
        public String text(Locale locale) {
            return Remark.of("quirk." + name().toLowerCase(Locale.ROOT)).text(locale);
        }
    }

    /**
     * Where a fact comes from.
     *
     * @param address  the page
     * @param date     when it was looked at, for example {@code 2026-11-24}
     * @param verified whether it was read for this purpose; otherwise it is general knowledge
     */
    public record Source(String address, String date, boolean verified) {
    }

    public Provider {
        Objects.requireNonNull(id);
        Objects.requireNonNull(authorization);
        Objects.requireNonNull(token);
        mailScopes = List.copyOf(mailScopes);
        otherScopes = List.copyOf(otherScopes);
        parameters = java.util.Collections.unmodifiableMap(new java.util.LinkedHashMap<>(parameters));
        presets = List.copyOf(presets);
        quirks = List.copyOf(quirks);
        sources = List.copyOf(sources);
    }

    /** All that is asked for by default. */
    public List<String> scopes() {
        List<String> scopes = new ArrayList<>(mailScopes);
        scopes.addAll(otherScopes);
        return scopes;
    }

    /** Whether it is this provider's address for certain; other domains may belong to it too. */
    public boolean isAt(String address) {
        String domain = address.substring(address.lastIndexOf('@') + 1).toLowerCase(Locale.ROOT);
        return switch (id) {
            case "google" -> List.of("gmail.com", "googlemail.com").contains(domain);
            case "outlook" -> domain.matches("(outlook|hotmail|live|msn)\\.[a-z.]+");
            case "yahoo" -> domain.matches("(yahoo|ymail|rocketmail|aol)\\.[a-z.]+") && !domain.equals("yahoo.co.jp");
            default -> false;
        };
    }

    /** For how long it keeps a refresh token that nobody uses; null when it sets no such term. */
    public Duration unusedLife() {
        return quirks.contains(Quirk.UNUSED_SIX_MONTHS) ? UNUSED_LIFE
                : quirks.contains(Quirk.UNUSED_NINETY_DAYS) ? UNUSED_NINETY : null;
    }

    /** The same provider, asked for other scopes for mail. */
    public Provider withMailScopes(List<String> scopes) {
        return new Provider(id, name, issuer, authorization, token, revocation, device, userInfo, introspection, scopes,
                otherScopes,
                parameters, redirectHost, redirectPath, presets, quirks, sources);
    }
}
