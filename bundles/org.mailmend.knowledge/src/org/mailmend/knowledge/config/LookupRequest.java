package org.mailmend.knowledge.config;

import java.time.Duration;
import java.util.Objects;

import org.mailmend.knowledge.internal.config.MailAddress;

/**
 * What to look up about a domain. Immutable; made with {@link #of} and the {@code with…} methods.
 *
 * @param domain    the domain, in ASCII form and lower case
 * @param address   mail address to tell the provider's server, which may answer with settings of this one account; null to tell
 *                  nobody
 * @param resolver  DNS server to ask for MX and SRV records, {@code host} or {@code host:port}; null for the system's
 * @param deadline  time for all of it
 * @param cleartext whether plain HTTP is asked as well, as Thunderbird does: what it says may be forged on the way
 */
public record LookupRequest(String domain, String address, String resolver, Duration deadline, boolean cleartext) {
    /** Time for a lookup when nothing else is said. */
    public static final Duration DEFAULT_DEADLINE = Duration.ofSeconds(15);

    public LookupRequest {
        Objects.requireNonNull(domain);
        Objects.requireNonNull(deadline);
    }

    /**
     * A lookup of a domain, or of the domain of an address; the address itself is told nobody.
     *
     * @throws ConfigException when it is neither
     */
    public static LookupRequest of(String domainOrAddress) throws ConfigException {
        String domain = domainOrAddress.substring(domainOrAddress.lastIndexOf('@') + 1);
        return new LookupRequest(MailAddress.parseDomain(domain), null, null, DEFAULT_DEADLINE, true);
    }

    /** Tells the provider's server the address. */
    public LookupRequest withAddress(String value) {
        return new LookupRequest(domain, value, resolver, deadline, cleartext);
    }

    /** Asks this DNS server. */
    public LookupRequest withResolver(String value) {
        return new LookupRequest(domain, address, value, deadline, cleartext);
    }

    /** Gives all of it this time. */
    public LookupRequest withDeadline(Duration value) {
        return new LookupRequest(domain, address, resolver, value, cleartext);
    }

    /** Says whether plain HTTP is asked as well. */
    public LookupRequest withCleartext(boolean value) {
        return new LookupRequest(domain, address, resolver, deadline, value);
    }
}
