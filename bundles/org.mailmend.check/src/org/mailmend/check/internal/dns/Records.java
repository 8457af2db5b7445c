package org.mailmend.check.internal.dns;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.IntUnaryOperator;
import java.util.stream.Stream;

import org.mailmend.check.Cancellation;
import org.mailmend.check.CheckResult.DomainInfo;
import org.mailmend.check.CheckResult.Warning;
import org.mailmend.check.Detail;
import org.mailmend.check.DnsAnswer;
import org.mailmend.check.DnsQuestion;
import org.mailmend.check.Redactor;
import org.mailmend.check.Security;
import org.mailmend.check.Target;
import org.mailmend.check.internal.dns.DnsClient.Question;
import org.mailmend.check.internal.dns.DnsClient.Reply;
import org.mailmend.check.internal.dns.HostLookup.DomainOutcome;
import org.mailmend.check.internal.dns.HostLookup.Exchanger;
import org.mailmend.check.internal.dns.HostLookup.MxOutcome;
import org.mailmend.check.internal.dns.HostLookup.Outcome;
import org.mailmend.check.internal.dns.HostLookup.ServicesOutcome;
import org.mailmend.check.internal.io.Deadline;
import org.mailmend.diagnosis.CauseId;
import org.mailmend.diagnosis.Protocol;
import org.xbill.DNS.AAAARecord;
import org.xbill.DNS.ARecord;
import org.xbill.DNS.MXRecord;
import org.xbill.DNS.Name;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.SRVRecord;
import org.xbill.DNS.TXTRecord;
import org.xbill.DNS.TextParseException;
import org.xbill.DNS.Type;

/** The questions to DNS and what their answers mean for mail. */
final class Records {
    private static final int MAX_EXCHANGERS = 20;
    private static final int MAX_TEXT = 2000;
    private static final int MAX_NAME = 300;
    private static final int MAX_RECORDS = 100;
    private static final int MAX_VALUE = 4000;
    /** The tree walk of DMARCbis asks for at most eight names. */
    private static final int MAX_PARENTS = 8;

    /** A service of RFC 6186 or RFC 8314. */
    private record Service(String label, Protocol protocol, Security security) {
    }

    private static final List<Service> SERVICES = List.of(new Service("_submissions", Protocol.SMTP, Security.TLS),
            new Service("_submission", Protocol.SMTP, Security.STARTTLS), new Service("_imaps", Protocol.IMAP, Security.TLS),
            new Service("_imap", Protocol.IMAP, Security.STARTTLS), new Service("_pop3s", Protocol.POP3, Security.TLS),
            new Service("_pop3", Protocol.POP3, Security.STARTTLS));

    static {
        // without a logging provider on the class path slf4j, which dnsjava uses, would write to the standard error
        if (System.getProperty("slf4j.internal.verbosity") == null) {
            System.setProperty("slf4j.internal.verbosity", "ERROR");
        }
    }

    private final DnsClient client;
    private final Outcome unusable;
    private final boolean named;

    Records(String resolver, Deadline deadline, Cancellation cancellation) {
        named = resolver != null;
        List<InetSocketAddress> servers = named ? Resolvers.named(resolver, deadline, cancellation) : Resolvers.system();
        client = servers.isEmpty() ? null : new DnsClient(servers, named, deadline, cancellation);
        unusable = servers.isEmpty() ? new Outcome(List.of(), CauseId.NOT_TESTED,
                named ? Detail.of("dns.bad-resolver", printable(resolver)) : Detail.of("dns.no-resolver")) : null;
    }

    /** The same as {@link HostLookup#ask}, for names that are valid. */
    List<DnsAnswer> ask(List<String> names, List<DnsQuestion> questions) {
        if (unusable != null) {
            return questions.stream().map(q -> new DnsAnswer(q, unusable.cause(), List.of(), false, unusable.detail())).toList();
        }
        List<Question> asked = new ArrayList<>();
        for (int i = 0; i < questions.size(); i++) {
            asked.add(new Question(name(names.get(i)), Type.value(questions.get(i).type().name())));
        }
        List<Reply> replies = client.ask(asked, false);
        List<DnsAnswer> answers = new ArrayList<>();
        for (int i = 0; i < replies.size(); i++) {
            Reply reply = replies.get(i);
            String name = names.get(i);
            Detail detail = reply.cause() == CauseId.OK ? Detail.of("dns.records", name, reply.records().size())
                    : reply.cause() == CauseId.DNS_NO_ADDRESS
                            ? Detail.of("dns.no-record", name, questions.get(i).type(), reply.serverText())
                            : detail(reply, name);
            answers.add(new DnsAnswer(questions.get(i), cause(reply),
                    reply.records().stream().limit(MAX_RECORDS).map(Records::value).toList(), reply.alias(), detail));
        }
        return answers;
    }

    private static String value(Record r) {
        String value = switch (r) {
            case TXTRecord t -> String.join("", t.getStrings());
            case MXRecord m -> m.getPriority() + " " + (m.getTarget().equals(Name.root) ? "." : text(m.getTarget()));
            case ARecord a -> a.getAddress().getHostAddress();
            case AAAARecord a -> a.getAddress().getHostAddress();
            default -> r.rdataToString();
        };
        return value.length() > MAX_VALUE ? value.substring(0, MAX_VALUE) : value;
    }

    Outcome addresses(String host) {
        if (unusable != null) {
            return unusable;
        }
        List<Reply> replies = client.ask(addressQuestions(host), true);
        List<InetAddress> addresses = replies.stream().flatMap(Records::addresses).toList();
        if (!addresses.isEmpty()) {
            return new Outcome(addresses, CauseId.OK, null);
        }
        Reply worst = worst(replies);
        return new Outcome(List.of(), cause(worst), detail(worst, host));
    }

    MxOutcome exchangers(String domain) {
        if (unusable != null) {
            return new MxOutcome(List.of(), false, unusable.cause(), unusable.detail());
        }
        Reply reply = client.ask(List.of(new Question(name(domain), Type.MX)), false).getFirst();
        if (reply.cause() == CauseId.DNS_NO_ADDRESS) {
            Outcome own = addresses(domain);
            return own.cause() == CauseId.OK
                    ? new MxOutcome(List.of(new Exchanger(domain, 0, CauseId.OK, Detail.of("dns.addresses", domain,
                            text(own.addresses())))), true, CauseId.OK, Detail.of("dns.mx-implicit", domain))
                    : new MxOutcome(List.of(), true, own.cause(),
                            own.cause() == CauseId.DNS_NO_ADDRESS ? Detail.of("dns.mx-none", domain) : own.detail());
        }
        if (reply.cause() != CauseId.OK) {
            return new MxOutcome(List.of(), false, cause(reply), detail(reply, domain));
        }
        List<MXRecord> records = reply.records().stream().map(MXRecord.class::cast)
                .sorted(Comparator.comparingInt(MXRecord::getPriority)).limit(MAX_EXCHANGERS).toList();
        if (records.stream().allMatch(r -> r.getTarget().equals(Name.root))) {
            return new MxOutcome(List.of(), false, CauseId.MX_NULL, Detail.of("dns.mx-null", domain));
        }
        return exchangers(domain, records);
    }

    private MxOutcome exchangers(String domain, List<MXRecord> records) {
        List<Question> questions = records.stream()
                .flatMap(r -> Stream.of(new Question(r.getTarget(), Type.AAAA), new Question(r.getTarget(), Type.A))).toList();
        List<Reply> replies = client.ask(questions, false);
        List<Exchanger> exchangers = new ArrayList<>();
        for (int i = 0; i < records.size(); i++) {
            exchangers.add(exchanger(records.get(i), replies.subList(2 * i, 2 * i + 2)));
        }
        String names = String.join(", ", exchangers.stream().map(Exchanger::host).toList());
        if (exchangers.stream().anyMatch(e -> e.cause() == CauseId.OK)) {
            return new MxOutcome(exchangers, false, CauseId.OK, Detail.of("dns.mx", domain, names));
        }
        Exchanger first = exchangers.getFirst();
        return new MxOutcome(exchangers, false, first.cause(), first.detail());
    }

    private Exchanger exchanger(MXRecord mx, List<Reply> replies) {
        String host = text(mx.getTarget());
        List<InetAddress> addresses = replies.stream().flatMap(Records::addresses).toList();
        if (mx.getTarget().equals(Name.root)) {
            return new Exchanger(host, mx.getPriority(), CauseId.MX_DANGLING, Detail.of("dns.mx-root"));
        }
        if (replies.stream().anyMatch(Reply::alias)) {
            // RFC 5321 section 5.1, RFC 2181 section 10.3
            return new Exchanger(host, mx.getPriority(), CauseId.MX_DANGLING, Detail.of("dns.mx-alias", host));
        }
        if (!addresses.isEmpty()) {
            return new Exchanger(host, mx.getPriority(), CauseId.OK, Detail.of("dns.addresses", host, text(addresses)));
        }
        Reply worst = worst(replies);
        CauseId cause = cause(worst);
        return cause == CauseId.DNS_NO_ADDRESS || cause == CauseId.DNS_NO_SUCH_HOST
                ? new Exchanger(host, mx.getPriority(), CauseId.MX_DANGLING, Detail.of("dns.mx-no-address", host))
                : new Exchanger(host, mx.getPriority(), cause, detail(worst, host));
    }

    ServicesOutcome services(String domain) {
        if (unusable != null) {
            return new ServicesOutcome(List.of(), unusable.cause(), unusable.detail());
        }
        List<Reply> replies = client.ask(
                SERVICES.stream().map(s -> new Question(name(s.label() + "._tcp." + domain), Type.SRV)).toList(), false);
        List<Target> targets = new ArrayList<>();
        for (int i = 0; i < replies.size(); i++) {
            Service service = SERVICES.get(i);
            List<SRVRecord> records = replies.get(i).records().stream().map(SRVRecord.class::cast).toList();
            for (SRVRecord r : order(records, new SecureRandom()::nextInt)) {
                // "." says that there is decidedly no such service (RFC 2782); port 0 cannot be one
                if (!r.getTarget().equals(Name.root) && r.getPort() > 0) {
                    targets.add(new Target(service.protocol(), text(r.getTarget()), r.getPort(), service.security()));
                }
            }
        }
        if (!targets.isEmpty()) {
            return new ServicesOutcome(targets, CauseId.OK, Detail.of("dns.services", domain, targets.size()));
        }
        return replies.stream().filter(r -> !r.conclusive()).findFirst()
                .map(bad -> new ServicesOutcome(List.of(), cause(bad), detail(bad, domain)))
                .orElseGet(() -> new ServicesOutcome(List.of(), CauseId.OK, Detail.of("dns.services-none", domain)));
    }

    /**
     * The order of RFC 2782: by priority, and at random within one, the heavier the likelier to be first.
     *
     * @param random gives a number from 0 to its argument - 1
     */
    static List<SRVRecord> order(List<SRVRecord> records, IntUnaryOperator random) {
        List<SRVRecord> left = new ArrayList<>(records);
        left.sort(Comparator.comparingInt(SRVRecord::getPriority).thenComparingInt(SRVRecord::getWeight));
        List<SRVRecord> ordered = new ArrayList<>();
        while (!left.isEmpty()) {
            int priority = left.getFirst().getPriority();
            List<SRVRecord> same = left.stream().filter(r -> r.getPriority() == priority).toList();
            int sum = same.stream().mapToInt(SRVRecord::getWeight).sum();
            int choice = random.applyAsInt(sum + 1);
            for (SRVRecord r : same) {
                choice -= r.getWeight();
                if (choice <= 0) {
                    ordered.add(r);
                    left.remove(r);
                    break;
                }
            }
        }
        return ordered;
    }

    DomainOutcome domain(String domain, String selector) {
        if (unusable != null) {
            return new DomainOutcome(new DomainInfo(domain, null, null, null, null), List.of(), unusable.cause(),
                    unusable.detail());
        }
        List<String> parents = parents(domain);
        List<Question> questions = new ArrayList<>();
        questions.add(new Question(name(domain), Type.TXT));
        questions.add(new Question(name("_mta-sts." + domain), Type.TXT));
        parents.forEach(parent -> questions.add(new Question(name("_dmarc." + parent), Type.TXT)));
        if (selector != null) {
            questions.add(new Question(name(selector + "._domainkey." + domain), Type.TXT));
        }
        List<Reply> replies = client.ask(questions, false);
        Reply own = replies.getFirst();
        Reply bad = replies.stream().filter(r -> !r.conclusive()).findFirst().orElse(null);
        List<Warning> warnings = new ArrayList<>();
        String spf = single(texts(own, "v=spf1"), warnings, "dns.spf-several", domain);
        if (spf == null && own.conclusive() && warnings.isEmpty()) {
            warnings.add(warning("dns.spf-none", domain));
        }
        String mtaSts = texts(replies.get(1), "v=STSv1").stream().findFirst().orElse(null);
        String dmarc = null;
        for (int i = 0; i < parents.size() && dmarc == null; i++) {
            dmarc = single(texts(replies.get(2 + i), "v=DMARC1"), warnings, "dns.dmarc-several", parents.get(i));
        }
        String dkim = null;
        if (selector != null) {
            Reply reply = replies.getLast();
            dkim = texts(reply, "").stream().filter(t -> t.matches("(?is)(?:.*;)?\\s*p\\s*=.*")).findFirst().orElse(null);
            if (dkim == null && reply.conclusive()) {
                warnings.add(warning("dns.dkim-none", domain, selector));
            } else if (dkim != null && dkim.matches("(?is)(?:.*;)?\\s*p\\s*=\\s*(?:;.*)?")) {
                // RFC 6376 section 3.6.1: an empty p= means that the key was revoked
                warnings.add(warning("dns.dkim-revoked", domain, selector));
            }
        }
        DomainInfo info = new DomainInfo(domain, spf, dkim, dmarc, mtaSts);
        if (own.cause() == CauseId.DNS_NO_SUCH_HOST) {
            return new DomainOutcome(info, List.of(), own.cause(), detail(own, domain));
        }
        return bad == null ? new DomainOutcome(info, warnings, CauseId.OK, Detail.of("dns.domain", domain))
                : new DomainOutcome(info, warnings, cause(bad), detail(bad, domain));
    }

    /** The domain and those above it but the top level: where a DMARC record may stand (tree walk of DMARCbis). */
    private static List<String> parents(String domain) {
        List<String> parents = new ArrayList<>(List.of(domain));
        for (int dot = domain.indexOf('.'); domain.indexOf('.', dot + 1) > 0; dot = domain.indexOf('.', dot + 1)) {
            parents.add(domain.substring(dot + 1));
        }
        while (parents.size() > MAX_PARENTS) {
            // the tree walk leaves out the middle of very deep names
            parents.remove(1);
        }
        return parents;
    }

    private static String single(List<String> texts, List<Warning> warnings, String severalKey, String domain) {
        if (texts.size() > 1) {
            warnings.add(warning(severalKey, domain, texts.size()));
        }
        return texts.isEmpty() ? null : texts.getFirst();
    }

    private static Warning warning(String key, Object... args) {
        return new Warning(CauseId.SENDER_AUTHENTICATION, Detail.of(key, args));
    }

    /** The texts that begin with this version tag, each with its strings joined (RFC 7208 section 3.3). */
    private static List<String> texts(Reply reply, String version) {
        return reply.records().stream().map(TXTRecord.class::cast).map(r -> String.join("", r.getStrings()))
                .filter(t -> t.regionMatches(true, 0, version, 0, version.length()) && (version.isEmpty()
                        || t.length() == version.length() || !Character.isLetterOrDigit(t.charAt(version.length()))))
                .map(t -> t.length() > MAX_TEXT ? t.substring(0, MAX_TEXT) + "…" : t).toList();
    }

    private static List<Question> addressQuestions(String host) {
        Name name = name(host);
        return List.of(new Question(name, Type.AAAA), new Question(name, Type.A));
    }

    private static Stream<InetAddress> addresses(Reply reply) {
        return reply.records().stream()
                .map(r -> r instanceof ARecord a ? a.getAddress() : ((AAAARecord) r).getAddress());
    }

    /** The reply that says most about why there is nothing. */
    private static Reply worst(List<Reply> replies) {
        List<CauseId> order = List.of(CauseId.USER_CANCELLED, CauseId.DNS_NO_SUCH_HOST, CauseId.DNS_BAD_ANSWER,
                CauseId.DNS_SERVER_FAILURE, CauseId.DNS_TIMEOUT, CauseId.NOT_TESTED, CauseId.DNS_NO_ADDRESS, CauseId.OK);
        return replies.stream().min(Comparator.comparingInt(r -> order.indexOf(r.cause()))).orElseThrow();
    }

    /** Without a network the system's resolver is not to blame, whatever its stub on this computer answers. */
    private CauseId cause(Reply reply) {
        return isOffline(reply) ? CauseId.NOT_TESTED : reply.cause();
    }

    private boolean isOffline(Reply reply) {
        return !named && !reply.conclusive() && reply.cause() != CauseId.USER_CANCELLED && !Resolvers.networkPresent();
    }

    private Detail detail(Reply reply, String name) {
        if (isOffline(reply)) {
            return Detail.of("dns.no-network");
        }
        return switch (reply.cause()) {
            case DNS_NO_SUCH_HOST -> Detail.of("dns.no-such-host", name, reply.serverText());
            case DNS_NO_ADDRESS -> Detail.of("dns.no-address", name, reply.serverText());
            case DNS_SERVER_FAILURE -> reply.rcode() == Rcode.NOERROR ? Detail.of("dns.referral", reply.serverText(), name)
                    : Detail.of("dns.server-failure", reply.serverText(), Rcode.string(reply.rcode()), name);
            case DNS_BAD_ANSWER -> Detail.of("dns.bad-answer", reply.serverText(), name);
            case DNS_TIMEOUT -> Detail.of("dns.timeout", reply.serverText(), name);
            case USER_CANCELLED -> Detail.of("dns.cancelled");
            default -> Detail.of("dns.unreachable", reply.serverText());
        };
    }

    private static Name name(String ascii) {
        try {
            return Name.fromString(ascii, Name.root);
        } catch (TextParseException e) {
            // HostLookup lets only names pass that are valid and leave room for what is put before them
            throw new IllegalArgumentException(ascii, e);
        }
    }

    /** What a person or a server wrote, safe to show. */
    static String printable(String text) {
        return Redactor.visible(text.length() > MAX_NAME ? text.substring(0, MAX_NAME) + "…" : text).replaceAll("\\s+", " ");
    }

    private static String text(Name name) {
        return name.toString(true).toLowerCase(Locale.ROOT);
    }

    private static String text(List<InetAddress> addresses) {
        return String.join(", ", addresses.stream().map(InetAddress::getHostAddress).toList());
    }
}
