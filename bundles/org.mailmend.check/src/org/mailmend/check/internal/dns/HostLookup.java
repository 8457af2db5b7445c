package org.mailmend.check.internal.dns;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Objects;

import org.mailmend.check.Cancellation;
import org.mailmend.check.CheckResult.DomainInfo;
import org.mailmend.check.CheckResult.Warning;
import org.mailmend.check.Detail;
import org.mailmend.check.Target;
import org.mailmend.check.internal.io.Deadline;
import org.mailmend.diagnosis.CauseId;

/** Everything that a check asks of DNS. */
public final class HostLookup {
    private HostLookup() {
    }

    /**
     * The addresses of a host.
     *
     * @param addresses in the order in which to try them; empty unless {@code cause} is OK
     * @param cause     OK, a {@code DNS_…} cause, NOT_TESTED or USER_CANCELLED
     * @param detail    evidence
     */
    public record Outcome(List<InetAddress> addresses, CauseId cause, Detail detail) {
        public Outcome {
            addresses = List.copyOf(addresses);
            Objects.requireNonNull(cause);
        }
    }

    /**
     * A mail exchanger of a domain.
     *
     * @param host       host name in ASCII form, without a final dot
     * @param preference the MX record's preference; 0 for an implicit exchanger
     * @param cause      OK, or why mail cannot be brought to this one: MX_DANGLING or a {@code DNS_…} cause
     * @param detail     evidence; null for none
     */
    public record Exchanger(String host, int preference, CauseId cause, Detail detail) {
    }

    /**
     * The mail exchangers of a domain.
     *
     * @param exchangers by preference; empty unless there are any
     * @param implicit   whether the domain has no MX record and its own address stands in (RFC 5321 section 5.1)
     * @param cause      OK when at least one exchanger is usable, MX_NULL, MX_DANGLING, a {@code DNS_…} cause, NOT_TESTED
     *                   or USER_CANCELLED
     * @param detail     evidence
     */
    public record MxOutcome(List<Exchanger> exchangers, boolean implicit, CauseId cause, Detail detail) {
        public MxOutcome {
            exchangers = List.copyOf(exchangers);
        }
    }

    /**
     * The mail services that a domain announces.
     *
     * @param targets in the order in which a client tries them; empty when it announces none
     * @param cause   OK (also when there are none), a {@code DNS_…} cause, NOT_TESTED or USER_CANCELLED
     * @param detail  evidence
     */
    public record ServicesOutcome(List<Target> targets, CauseId cause, Detail detail) {
        public ServicesOutcome {
            targets = List.copyOf(targets);
        }
    }

    /**
     * The records of a sender's domain that receivers look at.
     *
     * @param info     the records
     * @param warnings what is wrong with them
     * @param cause    OK, a {@code DNS_…} cause when a question could not be answered, NOT_TESTED or USER_CANCELLED
     * @param detail   evidence
     */
    public record DomainOutcome(DomainInfo info, List<Warning> warnings, CauseId cause, Detail detail) {
        public DomainOutcome {
            warnings = List.copyOf(warnings);
        }
    }

    /**
     * Looks up the addresses of a host. Address literals and {@code localhost} need no DNS.
     *
     * @param host         host name (also an IDN) or address literal, without brackets
     * @param resolver     DNS server to ask, {@code host} or {@code host:port}; null for the system's
     * @param deadline     when to give up
     * @param cancellation breaks it off
     */
    public static Outcome addresses(String host, String resolver, Deadline deadline, Cancellation cancellation) {
        try {
            return new Outcome(List.of(InetAddress.getAllByName(host)), CauseId.OK, Detail.of("dns.addresses", host));
        } catch (UnknownHostException e) {
            return new Outcome(List.of(), CauseId.DNS_NO_SUCH_HOST, Detail.of("dns.no-such-host", host));
        }
    }
}
