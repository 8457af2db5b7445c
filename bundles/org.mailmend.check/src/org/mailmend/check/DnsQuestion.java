package org.mailmend.check;

import java.util.Objects;

/**
 * A question to DNS.
 *
 * @param name the name (also an IDN)
 * @param type which records
 */
public record DnsQuestion(String name, Type type) {
    public DnsQuestion {
        Objects.requireNonNull(name);
        Objects.requireNonNull(type);
    }

    /** Type of record. */
    public enum Type {
        A, AAAA, MX, TXT
    }
}
