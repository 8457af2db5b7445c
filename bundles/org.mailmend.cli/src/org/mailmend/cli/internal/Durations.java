package org.mailmend.cli.internal;

import java.time.Duration;

/** Durations as people write them: {@code 500ms}, {@code 15s}, {@code 1m}. */
final class Durations {
    private static final int MOST_DIGITS = 9;

    private Durations() {
    }

    /**
     * Reads a duration.
     *
     * @throws UsageException when it is none, or not within the bounds
     */
    static Duration parse(String option, String text, Duration least, Duration most) throws UsageException {
        int digits = 0;
        while (digits < text.length() && text.charAt(digits) >= '0' && text.charAt(digits) <= '9') {
            digits++;
        }
        if (digits > 0 && digits <= MOST_DIGITS) {
            long amount = Long.parseLong(text.substring(0, digits));
            Duration duration = switch (text.substring(digits)) {
                case "ms" -> Duration.ofMillis(amount);
                case "s" -> Duration.ofSeconds(amount);
                case "m" -> Duration.ofMinutes(amount);
                default -> null;
            };
            if (duration != null && duration.compareTo(least) >= 0 && duration.compareTo(most) <= 0) {
                return duration;
            }
        }
        throw new UsageException("usage.duration", option, text);
    }
}
