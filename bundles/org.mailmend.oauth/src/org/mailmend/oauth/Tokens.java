package org.mailmend.oauth;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;

/**
 * What a provider gave for an account. Its text form does not show the tokens.
 *
 * @param access         access token
 * @param refresh        refresh token; null when there is none
 * @param scopes         scopes that were granted, in the order in which the provider named them
 * @param issued         when the access token came, by the clock of this computer
 * @param expires        when the access token ends, by the clock of this computer
 * @param refreshExpires when the refresh token ends; null when the provider set no date
 */
public record Tokens(String access, String refresh, List<String> scopes, Instant issued, Instant expires,
        Instant refreshExpires) {
    /** A token this near to its end is renewed: a check takes its time, and clocks differ. */
    public static final Duration TOLERANCE = Duration.ofSeconds(90);

    public Tokens {
        Objects.requireNonNull(access);
        scopes = List.copyOf(scopes);
        Objects.requireNonNull(issued);
        Objects.requireNonNull(expires);
    }

    /**
     * Whether the access token can still be used. A clock that now stands before the time at which the token came was set back, so that
     * nothing can be said: then it counts as ended.
     */
    public boolean usable(Clock clock) {
        Instant now = clock.instant();
        Duration life = Duration.between(issued, expires);
        Duration tolerance = life.compareTo(TOLERANCE.multipliedBy(3)) < 0 ? life.dividedBy(3) : TOLERANCE;
        return now.isBefore(expires.minus(tolerance)) && !now.isBefore(issued.minus(TOLERANCE));
    }

    @Override
    public String toString() {
        return "Tokens[" + scopes + ", " + expires + "]";
    }
}
