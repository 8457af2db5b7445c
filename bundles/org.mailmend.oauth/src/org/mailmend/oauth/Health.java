package org.mailmend.oauth;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import org.mailmend.diagnosis.CauseId;

/**
 * How an account stands, and when and why it will end.
 *
 * @param warnings what is wrong or will be, the most pressing first
 * @param ends     when the sign-in ends; null when no date is set
 */
public record Health(List<Warning> warnings, Instant ends) {
    /** For this part of its term a sign-in that nobody uses is about to end: a month of six, a fortnight of ninety days. */
    private static final int LAST_PART = 6;
    /** A client in Testing gives a week; clocks and answers take their time. */
    private static final Duration ABOUT_A_WEEK = Duration.ofDays(8);

    /**
     * A warning.
     *
     * @param cause what is or will be wrong
     * @param when  when it ends the sign-in; null for now or for no date
     * @param key   key of the sentence
     */
    public record Warning(CauseId cause, Instant when, String key) {
        /** The sentence, with the date in the reader's manner. */
        public String text(Locale locale) {
            if (when == null) {
                return Remark.of(key).text(locale);
            }
            DateTimeFormatter format = DateTimeFormatter.ofLocalizedDateTime(FormatStyle.MEDIUM, FormatStyle.SHORT)
                    .withLocale(locale)
                    .withZone(ZoneId.systemDefault());
            // the formats of some releases of Java put a narrow blank into the time, which terminals cannot show
            return Remark.of(key, format.format(when).replace('\u202f', ' ')).text(locale);
        }
    }

    public Health {
        warnings = List.copyOf(warnings);
    }

    /** Looks at an account. */
    public static Health of(Account account, Clock clock) {
        List<Warning> warnings = new ArrayList<>();
        Instant now = clock.instant();
        Tokens tokens = account.tokens();
        boolean delegated = account.client().kind() == ClientRegistration.Kind.SERVICE_ACCOUNT;
        if (account.failure() != null) {
            warnings.add(new Warning(account.failure(), null, "health.failed"));
        }
        if (tokens.refresh() == null && !delegated) {
            warnings.add(new Warning(CauseId.OAUTH_NO_REFRESH_TOKEN, tokens.expires(), "health.no-refresh"));
        }
        List<String> wanted = account.provider().mailScopes();
        if (!wanted.isEmpty() && wanted.stream().noneMatch(scope -> SignIn.isGranted(tokens.scopes(), scope))) {
            warnings.add(new Warning(CauseId.OAUTH_SCOPE_MISSING, null, "health.scope"));
        }
        Duration unused = account.provider().unusedLife();
        Instant ends = tokens.refresh() == null && !delegated ? tokens.expires() : tokens.refreshExpires();
        if (tokens.refresh() != null && tokens.refreshExpires() != null) {
            boolean week = !tokens.refreshExpires().isAfter(account.created().plus(ABOUT_A_WEEK))
                    && tokens.refreshExpires().isAfter(account.created().plus(Duration.ofDays(1)));
            boolean testing = account.client().publishing() == ClientRegistration.Publishing.TESTING
                    || account.client().publishing() == ClientRegistration.Publishing.UNKNOWN && week;
            warnings.add(
                    new Warning(testing ? CauseId.OAUTH_TESTING_EXPIRY : CauseId.OAUTH_REFRESH_EXPIRED, tokens.refreshExpires(),
                            testing ? "health.testing" : "health.ends"));
        } else if (tokens.refresh() != null && unused != null
                && now.isAfter(account.used().plus(unused).minus(unused.dividedBy(LAST_PART)))) {
            ends = account.used().plus(unused);
            warnings.add(new Warning(CauseId.OAUTH_REFRESH_EXPIRED, ends, "health.unused"));
        }
        return new Health(warnings, ends);
    }

    /**
     * What can end this account's sign-in without a date that anybody knows, such as a new password or the hundredth-and-first token. No
     * provider announces these, so that all that can be done beforehand is to say so.
     */
    public static List<Provider.Quirk> risks(Account account) {
        boolean delegated = account.client().kind() == ClientRegistration.Kind.SERVICE_ACCOUNT;
        boolean internal = account.client().publishing() == ClientRegistration.Publishing.INTERNAL;
        return account.provider().quirks().stream().filter(quirk -> switch (quirk) {
            // a service account has no refresh token that could end
            case UNUSED_SIX_MONTHS, UNUSED_NINETY_DAYS, HUNDRED_TOKENS, PASSWORD_CHANGE -> !delegated;
            case TESTING_SEVEN_DAYS -> !delegated && !internal;
            case NO_REVOCATION -> true;
            default -> false;
        }).toList();
    }
}
