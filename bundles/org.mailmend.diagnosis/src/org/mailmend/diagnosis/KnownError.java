package org.mailmend.diagnosis;

import java.util.List;
import java.util.Objects;

/**
 * An error text or code of a client or device that Mailmend knows.
 *
 * @param client   family of the client or device, for example {@code canon}
 * @param texts    the texts in the form of patterns, {@code …} for what varies
 * @param causes   the likeliest cause, then its alternatives
 * @param source   where it comes from, empty when there is no source
 * @param verified whether that source was read
 */
public record KnownError(String client, List<String> texts, List<CauseId> causes, String source, boolean verified) {
    public KnownError {
        Objects.requireNonNull(client);
        texts = List.copyOf(texts);
        causes = List.copyOf(causes);
        Objects.requireNonNull(source);
    }
}
