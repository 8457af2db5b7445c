package org.mailmend.tickets;

import java.util.Objects;

/**
 * A file of an entry. Its content is kept once, whatever number of entries have it.
 *
 * @param id   its id
 * @param name a name that is safe for every file system
 * @param type media type as the sender said it, for example {@code image/png}; it is never trusted
 * @param size bytes
 * @param hash SHA-256 of its content in hexadecimal digits
 */
public record Attachment(long id, String name, String type, long size, String hash) {
    /** The most bytes that one may have. */
    public static final int LIMIT = 25 * 1024 * 1024;
    /** The most that one entry may have. */
    public static final int MOST = 200;

    public Attachment {
        Objects.requireNonNull(name);
        Objects.requireNonNull(type);
        Objects.requireNonNull(hash);
    }

    /**
     * A file that is to be kept.
     *
     * @param name    name as it was told; it is made safe
     * @param type    media type; empty for unknown
     * @param content its bytes; they are not copied
     */
    public record Content(String name, String type, byte[] content) {
        public Content {
            Objects.requireNonNull(name);
            Objects.requireNonNull(type);
            Objects.requireNonNull(content);
        }
    }
}
