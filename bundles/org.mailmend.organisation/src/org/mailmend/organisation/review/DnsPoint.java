package org.mailmend.organisation.review;

import java.util.List;
import java.util.Locale;
import java.util.Objects;

/**
 * What DNS says about one side of a domain's mail, and what that means.
 *
 * @param kind     which side
 * @param rating   the worst of the remarks
 * @param remarks  what was seen, in the order in which to read it; at least one
 * @param evidence the records themselves, safe to show
 */
public record DnsPoint(Kind kind, Rating rating, List<Remark> remarks, List<String> evidence) {
    public DnsPoint {
        Objects.requireNonNull(kind);
        Objects.requireNonNull(rating);
        remarks = List.copyOf(remarks);
        evidence = List.copyOf(evidence);
    }

    static DnsPoint of(Kind kind, List<Remark> remarks, List<String> evidence) {
        Rating worst = remarks.stream().map(Remark::rating).reduce(Rating.GOOD, Rating::worse);
        return new DnsPoint(kind, worst, remarks, evidence.stream().map(Remark::printable).toList());
    }

    /** What a domain publishes for mail. */
    public enum Kind {
        /** Where mail for the domain goes (RFC 5321). */
        MX,
        /** Which servers send for it (RFC 7208). */
        SPF,
        /** The keys of its signatures (RFC 6376). */
        DKIM,
        /** What receivers do when neither fits (RFC 7489). */
        DMARC,
        /** That mail to it comes over TLS only (RFC 8461). */
        MTA_STS,
        /** Where failures of TLS are reported (RFC 8460). */
        TLS_RPT;

        /** Id of the point in the check list. */
        public String id() {
            return "dns-" + name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }
}
