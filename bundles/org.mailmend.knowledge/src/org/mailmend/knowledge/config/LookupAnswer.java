package org.mailmend.knowledge.config;

import java.time.Duration;
import java.util.Objects;

/**
 * What one source said.
 *
 * @param source where it was looked for
 * @param asked  web address or DNS name that was asked
 * @param status what came of it
 * @param detail why, or what there is to say about it
 * @param config the settings; null unless the status is FOUND
 * @param time   how long it took
 */
public record LookupAnswer(LookupSource source, String asked, Status status, Notice detail, ClientConfig config, Duration time) {
    /** What came of asking a source. */
    public enum Status {
        /** It has settings. */
        FOUND,
        /** It has none. */
        NOTHING,
        /** It could not be asked, or its answer cannot be used. */
        FAILED,
        /** It was not asked. */
        SKIPPED
    }

    public LookupAnswer {
        Objects.requireNonNull(source);
        Objects.requireNonNull(asked);
        Objects.requireNonNull(status);
        Objects.requireNonNull(detail);
        Objects.requireNonNull(time);
        if ((config != null) != (status == Status.FOUND)) {
            throw new IllegalArgumentException("settings are there when they were found");
        }
    }
}
