package org.mailmend.check;

import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * What a mail client or device can do: a check that acts as it never does more.
 *
 * @param id                stable id, for example {@code outlook-2013}
 * @param name              name as people know it; a product name, the same in every language
 * @param tlsVersions       TLS versions as JSSE names them ({@code TLSv1} to {@code TLSv1.3}), empty when it has no TLS
 * @param securities        the ways of protecting a connection that it offers
 * @param mechanisms        SASL mechanisms, its own order of preference
 * @param ports             ports that it can use; empty for any
 * @param helo              name that it sends with EHLO; null when it sends the computer's
 * @param sendsEhlo         false when it only knows HELO
 * @param serverName        whether it sends the server name in the handshake (SNI)
 * @param validates         whether it checks the server's certificate
 * @param maxPasswordLength longest password in characters; 0 when there is no known limit
 */
public record ClientProfile(String id, String name, List<String> tlsVersions, Set<Security> securities,
        List<Mechanism> mechanisms, Set<Integer> ports, String helo, boolean sendsEhlo, boolean serverName,
        boolean validates, int maxPasswordLength) {

    /** A current client: everything that the tester itself can do, with TLS 1.2 and 1.3. */
    public static final ClientProfile CURRENT = new ClientProfile("current", "Mailmend", List.of("TLSv1.2", "TLSv1.3"),
            EnumSet.allOf(Security.class),
            List.of(Mechanism.OAUTHBEARER, Mechanism.XOAUTH2, Mechanism.CRAM_MD5, Mechanism.PLAIN, Mechanism.LOGIN), Set.of(),
            null, true, true, true, 0);

    public ClientProfile {
        Objects.requireNonNull(id);
        Objects.requireNonNull(name);
        tlsVersions = List.copyOf(tlsVersions);
        securities = Set.copyOf(securities);
        mechanisms = List.copyOf(mechanisms);
        ports = Set.copyOf(ports);
    }

    /** The same with any port: for a practice server, which stands in for the usual port on another one. */
    public ClientProfile withAnyPort() {
        return ports.isEmpty() ? this
                : new ClientProfile(id, name, tlsVersions, securities, mechanisms, Set.of(), helo, sendsEhlo,
                        serverName, validates, maxPasswordLength);
    }
}
