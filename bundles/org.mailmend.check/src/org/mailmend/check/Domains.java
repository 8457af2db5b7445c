package org.mailmend.check;

import java.time.Duration;
import java.util.List;

import org.mailmend.check.CheckResult.DomainInfo;
import org.mailmend.check.CheckResult.Warning;
import org.mailmend.check.internal.dns.HostLookup;
import org.mailmend.check.internal.dns.HostLookup.DomainOutcome;
import org.mailmend.check.internal.dns.HostLookup.ServicesOutcome;
import org.mailmend.check.internal.io.Deadline;
import org.mailmend.diagnosis.CauseId;

/** What DNS says about a mail domain besides its exchangers, for those see {@link Exchangers}. */
public final class Domains {
    private Domains() {
    }

    /**
     * The mail services that a domain announces by SRV records (RFC 6186, RFC 8314).
     *
     * @param targets in the order in which a client tries them; empty when it announces none
     * @param cause   OK (also when there are none), a {@code DNS_…} cause, NOT_TESTED or USER_CANCELLED
     * @param detail  evidence
     */
    public record Services(List<Target> targets, CauseId cause, Detail detail) {
        public Services {
            targets = List.copyOf(targets);
        }
    }

    /**
     * The records of a sender's domain that receivers look at: SPF, DKIM, DMARC and MTA-STS.
     *
     * @param info     the records
     * @param warnings what is wrong with them
     * @param cause    OK, a {@code DNS_…} cause when a question could not be answered, NOT_TESTED or USER_CANCELLED
     * @param detail   evidence
     */
    public record Records(DomainInfo info, List<Warning> warnings, CauseId cause, Detail detail) {
        public Records {
            warnings = List.copyOf(warnings);
        }
    }

    /**
     * Asks for the services of a domain.
     *
     * @param domain       the domain (also an IDN)
     * @param resolver     DNS server to ask, {@code host} or {@code host:port}; null for the system's
     * @param time         after which to give up
     * @param cancellation breaks it off
     */
    public static Services services(String domain, String resolver, Duration time, Cancellation cancellation) {
        ServicesOutcome outcome = HostLookup.services(domain, resolver, Deadline.after(time), cancellation);
        return new Services(outcome.targets(), outcome.cause(), outcome.detail());
    }

    /**
     * Asks for the records of a sender's domain.
     *
     * @param domain       the domain (also an IDN)
     * @param dkimSelector selector of the DKIM key; null for none
     * @param resolver     DNS server to ask, {@code host} or {@code host:port}; null for the system's
     * @param time         after which to give up
     * @param cancellation breaks it off
     */
    public static Records records(String domain, String dkimSelector, String resolver, Duration time,
            Cancellation cancellation) {
        DomainOutcome outcome = HostLookup.domain(domain, dkimSelector, resolver, Deadline.after(time), cancellation);
        return new Records(outcome.info(), outcome.warnings(), outcome.cause(), outcome.detail());
    }

    /**
     * Asks plain questions of DNS, all at once.
     *
     * @param questions    what to ask
     * @param resolver     DNS server to ask, {@code host} or {@code host:port}; null for the system's
     * @param time         after which to give up
     * @param cancellation breaks it off
     * @return an answer a question, in their order
     */
    public static List<DnsAnswer> ask(List<DnsQuestion> questions, String resolver, Duration time, Cancellation cancellation) {
        return HostLookup.ask(questions, resolver, Deadline.after(time), cancellation);
    }
}
