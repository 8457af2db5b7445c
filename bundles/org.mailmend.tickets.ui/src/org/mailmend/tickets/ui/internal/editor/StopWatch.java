package org.mailmend.tickets.ui.internal.editor;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/** Measures the time that is worked at a ticket; it goes on through a crash. Used in the UI thread. */
final class StopWatch {
    private static final String SINCE = "since";
    private static final String BEFORE = "before";
    /** Whatever was left running longer than this was forgotten. */
    private static final Duration LONGEST = Duration.ofHours(12);

    private final Scraps scraps;
    private final Clock clock;
    private Instant since;
    private Duration before = Duration.ZERO;

    StopWatch(Scraps scraps, Clock clock) {
        this.scraps = scraps;
        this.clock = clock;
    }

    /** Goes on where it was; whether there was something. */
    boolean recover() {
        Map<String, String> kept = scraps.find(Scraps.WATCH);
        before = Duration.ofSeconds(number(kept.get(BEFORE)));
        long began = number(kept.get(SINCE));
        since = began == 0 ? null : Instant.ofEpochSecond(began);
        return since != null || !before.isZero();
    }

    private static long number(String text) {
        return text != null && text.matches("\\d{1,15}") ? Long.parseLong(text) : 0;
    }

    boolean isRunning() {
        return since != null;
    }

    void start() {
        if (since == null) {
            since = clock.instant();
            keep();
        }
    }

    void pause() {
        before = time();
        since = null;
        keep();
    }

    void reset() {
        before = Duration.ZERO;
        since = null;
        keep();
    }

    /** The time so far. */
    Duration time() {
        Duration all = since == null ? before : before.plus(Duration.between(since, clock.instant()));
        return all.isNegative() ? Duration.ZERO : all.compareTo(LONGEST) > 0 ? LONGEST : all;
    }

    private void keep() {
        Map<String, String> kept = new HashMap<>();
        if (since != null || !before.isZero()) {
            kept.put(BEFORE, Long.toString(before.toSeconds()));
            kept.put(SINCE, since == null ? "0" : Long.toString(since.getEpochSecond()));
        }
        scraps.keep(Scraps.WATCH, kept);
    }
}
