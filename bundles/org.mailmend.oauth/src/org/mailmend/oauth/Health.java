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
    /** Whoever has not used a sign-in for this long is told before its six months are over. */
    private static final Duration LONG_UNUSED = Duration.ofDays(150);
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
        Instant ends = tokens.refresh() == null && !delegated ? tokens.expires() : tokens.refreshExpires();
        if (tokens.refresh() != null && tokens.refreshExpires() != null) {
            boolean week = !tokens.refreshExpires().isAfter(account.created().plus(ABOUT_A_WEEK))
                    && tokens.refreshExpires().isAfter(account.created().plus(Duration.ofDays(1)));
            boolean testing = account.client().publishing() == ClientRegistration.Publishing.TESTING
                    || account.client().publishing() == ClientRegistration.Publishing.UNKNOWN && week;
            warnings.add(
                    new Warning(testing ? CauseId.OAUTH_TESTING_EXPIRY : CauseId.OAUTH_REFRESH_EXPIRED, tokens.refreshExpires(),
                            testing ? "health.testing" : "health.ends"));
        } else if (tokens.refresh() != null && account.provider().quirks().contains(Provider.Quirk.UNUSED_SIX_MONTHS)
                && now.isAfter(account.used().plus(LONG_UNUSED))) {
            ends = account.used().plus(Provider.UNUSED_LIFE);
            warnings.add(new Warning(CauseId.OAUTH_REFRESH_EXPIRED, ends, "health.unused"));
        }
        return new Health(warnings, ends);
    }
}
