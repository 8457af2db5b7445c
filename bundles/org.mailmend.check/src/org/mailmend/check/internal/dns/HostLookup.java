package org.mailmend.check.internal.dns;

import java.io.IOException;
import java.net.IDN;
import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardProtocolFamily;
import java.nio.channels.DatagramChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import org.mailmend.check.Cancellation;
import org.mailmend.check.CheckResult.DomainInfo;
import org.mailmend.check.CheckResult.Warning;
import org.mailmend.check.Detail;
import org.mailmend.check.DnsAnswer;
import org.mailmend.check.DnsQuestion;
import org.mailmend.check.Target;
import org.mailmend.check.internal.io.Deadline;
import org.mailmend.diagnosis.CauseId;

/**
 * Everything that a check asks of DNS. Address literals, {@code localhost} and names in the hosts file need no DNS, and
 * then dnsjava is not even loaded. A resolver that is named is the only one asked, otherwise the system has the last word:
 * what it resolves by other means (mDNS, search domains) is no fault.
 */
public final class HostLookup {
    private static final Duration SYSTEM_TIME = Duration.ofSeconds(2);
    private static final String LABEL = "[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?";
    private static final Pattern NAME = Pattern.compile("(?=.{1,253}$)" + LABEL + "(?:\\." + LABEL + ")*");

    private static final int MAX_DOMAIN = 180;
    private static final int MAX_SELECTOR = 60;

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
     * @param detail     evidence
     */
    public record Exchanger(String host, int preference, CauseId cause, Detail detail) {
    }

    /**
     * The mail exchangers of a domain.
     *
     * @param exchangers by preference, usable or not; empty when there are none
     * @param implicit   whether the domain has no MX record and its own address stands in (RFC 5321 section 5.1)
     * @param cause      OK when at least one exchanger is usable, MX_NULL, MX_DANGLING, a {@code DNS_…} cause, NOT_TESTED
     *                   or USER_CANCELLED
     * @param detail     evidence
     */
    public record MxOutcome(List<Exchanger> exchangers, boolean implicit, CauseId cause, Detail detail) {
        public MxOutcome {
            exchangers = List.copyOf(exchangers);
            Objects.requireNonNull(cause);
        }
    }

    /**
     * The mail services that a domain announces (RFC 6186, RFC 8314).
     *
     * @param targets in the order in which a client tries them: encrypted from the first byte before STARTTLS, and each
     *                service in the order of RFC 2782; empty when the domain announces none
     * @param cause   OK (also when there are none), a {@code DNS_…} cause, NOT_TESTED or USER_CANCELLED
     * @param detail  evidence
     */
    public record ServicesOutcome(List<Target> targets, CauseId cause, Detail detail) {
        public ServicesOutcome {
            targets = List.copyOf(targets);
            Objects.requireNonNull(cause);
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
            Objects.requireNonNull(cause);
        }
    }

    /**
     * Looks up the addresses of a host.
     *
     * @param host         host name (also an IDN) or address literal, without brackets
     * @param resolver     DNS server to ask, {@code host}, {@code host:port} or {@code [v6]:port}; null for the system's
     * @param deadline     when to give up
     * @param cancellation breaks it off
     */
    public static Outcome addresses(String host, String resolver, Deadline deadline, Cancellation cancellation) {
        InetAddress literal = Literals.parse(host);
        if (literal != null) {
            return new Outcome(List.of(literal), CauseId.OK, Detail.of("dns.literal", host));
        }
        String name = ascii(host);
        if (name == null) {
            return new Outcome(List.of(), CauseId.NOT_TESTED, Detail.of("dns.bad-name", Records.printable(host)));
        }
        boolean local = name.equals("localhost") || name.endsWith(".localhost");
        if (local || resolver == null) {
            List<InetAddress> known = Hosts.lookup(Hosts.file(), name);
            if (known.isEmpty() && local) {
                known = loopback();
            }
            if (!known.isEmpty()) {
                return found(known, "dns.from-hosts", name);
            }
        }
        boolean systemFirst = resolver == null && (name.indexOf('.') < 0 || name.endsWith(".local"));
        if (systemFirst) {
            // mDNS (RFC 6762) and search domains are the system's business, and such names are nobody's in DNS
            List<InetAddress> known = SystemLookup.addresses(name, deadline.atMost(SYSTEM_TIME), cancellation);
            if (!known.isEmpty()) {
                return found(known, "dns.from-system", name);
            }
        }
        Outcome outcome = new Records(resolver, deadline, cancellation).addresses(name);
        if (outcome.cause() == CauseId.OK) {
            return found(outcome.addresses(), "dns.addresses", name);
        }
        if (resolver == null && !systemFirst && outcome.cause() != CauseId.USER_CANCELLED) {
            List<InetAddress> known = SystemLookup.addresses(name, deadline.atMost(SYSTEM_TIME), cancellation);
            if (!known.isEmpty()) {
                return found(known, "dns.from-system", name);
            }
        }
        return outcome;
    }

    /**
     * Looks up the mail exchangers of a domain and whether each can be reached by name.
     *
     * @param domain       the domain (also an IDN)
     * @param resolver     see {@link #addresses}
     * @param deadline     when to give up
     * @param cancellation breaks it off
     */
    public static MxOutcome exchangers(String domain, String resolver, Deadline deadline, Cancellation cancellation) {
        String name = domain(domain);
        return name == null
                ? new MxOutcome(List.of(), false, CauseId.NOT_TESTED, Detail.of("dns.bad-name", Records.printable(domain)))
                : new Records(resolver, deadline, cancellation).exchangers(name);
    }

    /**
     * Looks up the mail services that a domain announces by SRV records.
     *
     * @param domain       the domain (also an IDN)
     * @param resolver     see {@link #addresses}
     * @param deadline     when to give up
     * @param cancellation breaks it off
     */
    public static ServicesOutcome services(String domain, String resolver, Deadline deadline, Cancellation cancellation) {
        String name = domain(domain);
        return name == null
                ? new ServicesOutcome(List.of(), CauseId.NOT_TESTED, Detail.of("dns.bad-name", Records.printable(domain)))
                : new Records(resolver, deadline, cancellation).services(name);
    }

    /**
     * Looks up SPF, DKIM, DMARC and MTA-STS of a sender's domain.
     *
     * @param domain       the domain (also an IDN)
     * @param dkimSelector selector of the DKIM key; null for none
     * @param resolver     see {@link #addresses}
     * @param deadline     when to give up
     * @param cancellation breaks it off
     */
    public static DomainOutcome domain(String domain, String dkimSelector, String resolver, Deadline deadline,
            Cancellation cancellation) {
        String name = domain(domain);
        String selector = dkimSelector == null ? null : domain(dkimSelector);
        if (name == null || dkimSelector != null && (selector == null || selector.length() > MAX_SELECTOR)) {
            return new DomainOutcome(new DomainInfo(Records.printable(domain), null, null, null, null), List.of(),
                    CauseId.NOT_TESTED, Detail.of("dns.bad-name", Records.printable(name == null ? domain : dkimSelector)));
        }
        return new Records(resolver, deadline, cancellation).domain(name, selector);
    }

    /**
     * Asks several plain questions at once.
     *
     * @param questions    what to ask
     * @param resolver     see {@link #addresses}
     * @param deadline     when to give up
     * @param cancellation breaks it off
     * @return an answer a question, in their order
     */
    public static List<DnsAnswer> ask(List<DnsQuestion> questions, String resolver, Deadline deadline,
            Cancellation cancellation) {
        List<DnsQuestion> valid = questions.stream().filter(q -> ascii(q.name()) != null).toList();
        List<DnsAnswer> answers = new ArrayList<>(valid.isEmpty() ? List.of()
                : new Records(resolver, deadline, cancellation).ask(valid.stream().map(q -> ascii(q.name())).toList(), valid));
        for (int i = 0; i < questions.size(); i++) {
            DnsQuestion question = questions.get(i);
            if (ascii(question.name()) == null) {
                answers.add(i, new DnsAnswer(question, CauseId.NOT_TESTED, List.of(), false,
                        Detail.of("dns.bad-name", Records.printable(question.name()))));
            }
        }
        return answers;
    }

    /** The name with A-labels, in lower case and without a final dot; null when it is no name. */
    static String ascii(String host) {
        try {
            String name = IDN.toASCII(host.strip(), IDN.ALLOW_UNASSIGNED).toLowerCase(Locale.ROOT);
            if (name.endsWith(".")) {
                name = name.substring(0, name.length() - 1);
            }
            return NAME.matcher(name).matches() ? name : null;
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    /** The same for a domain, which leaves room for another label or two before it. */
    private static String domain(String text) {
        String name = ascii(text);
        return name == null || name.length() > MAX_DOMAIN ? null : name;
    }

    private static Outcome found(List<InetAddress> addresses, String key, String host) {
        List<InetAddress> sorted = sort(addresses);
        return new Outcome(sorted, CauseId.OK, Detail.of(key, host,
                sorted.stream().map(InetAddress::getHostAddress).collect(Collectors.joining(", "))));
    }

    private static List<InetAddress> loopback() {
        return List.of(Literals.parse("127.0.0.1"), Literals.parse("::1"));
    }

    /**
     * The order in which to try addresses, after RFC 6724 as far as it matters here: those with a route before those
     * without, IPv6 before IPv4, but not from a unique local address (RFC 4193) to a global one. On the loopback IPv4
     * comes first: what a user runs on his own computer often listens there only.
     */
    static List<InetAddress> sort(List<InetAddress> addresses) {
        return addresses.size() < 2 ? addresses : addresses.stream().sorted(Comparator.comparingInt(HostLookup::rank)).toList();
    }

    private static int rank(InetAddress address) {
        boolean v6 = address instanceof Inet6Address;
        if (address.isLoopbackAddress()) {
            return v6 ? 1 : 0;
        }
        try (DatagramChannel probe = DatagramChannel.open(v6 ? StandardProtocolFamily.INET6 : StandardProtocolFamily.INET)) {
            // connecting a datagram socket asks the routing table and sends nothing
            probe.connect(new InetSocketAddress(address, 9));
            InetAddress source = ((InetSocketAddress) probe.getLocalAddress()).getAddress();
            if (!v6) {
                return 3;
            }
            return !isUniqueLocal(source) || isUniqueLocal(address) ? 2 : 4;
        } catch (IOException | UnsupportedOperationException e) {
            // no route, or no such family on this computer
            return address instanceof Inet4Address ? 5 : 6;
        }
    }

    private static boolean isUniqueLocal(InetAddress address) {
        return address instanceof Inet6Address && (address.getAddress()[0] & 0xfe) == 0xfc;
    }
}
