package org.mailmend.organisation.review;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.regex.Pattern;

import org.mailmend.check.Cancellation;
import org.mailmend.check.DnsAnswer;
import org.mailmend.check.DnsQuestion;
import org.mailmend.check.DnsQuestion.Type;
import org.mailmend.check.Domains;
import org.mailmend.organisation.review.DnsPoint.Kind;

/** Looks at the records of a mail domain in DNS, live, and says what they mean. It asks the network: run it off the UI thread. */
public final class DnsReview {
    private static final Pattern DOMAIN = Pattern.compile("(?U)[\\w-]+(?:\\.[\\w-]+)+\\.?");
    private static final Pattern SELECTOR = Pattern.compile("[A-Za-z0-9_-]{1,63}(?:\\.[A-Za-z0-9_-]{1,63}){0,3}");
    private static final int LONGEST_DOMAIN = 180;
    private static final int MOST_SELECTORS = 20;

    /** Under which names keys stand at the usual services: Google, Microsoft, and what programs suggest. */
    private static final List<String> USUAL_SELECTORS = List.of("google", "selector1", "selector2", "default", "mail", "dkim",
            "k1",
            "s1");

    private DnsReview() {
    }

    /**
     * What to look at.
     *
     * @param domain    the mail domain (also an IDN)
     * @param selectors names of DKIM keys; empty for the usual ones
     * @param resolver  DNS server to ask, {@code host} or {@code host:port}; null for the system's
     * @param time      after which to give up
     */
    public record Request(String domain, List<String> selectors, String resolver, Duration time) {
        public Request {
            Objects.requireNonNull(domain);
            selectors = List.copyOf(selectors);
            Objects.requireNonNull(time);
        }

        /** The domain with the usual selectors, the system's resolver and 30 seconds. */
        public static Request of(String domain) {
            return new Request(domain, List.of(), null, Duration.ofSeconds(30));
        }
    }

    /**
     * Looks at all points.
     *
     * @param listener     gets each point as soon as it is known, from this thread
     * @param cancellation breaks it off; the rest is then unknown
     * @return one point a kind, in the order of the kinds
     * @throws ReviewException when the domain or a selector is none, with a sentence that says so
     */
    public static List<DnsPoint> run(Request request, Consumer<DnsPoint> listener, Cancellation cancellation)
            throws ReviewException {
        Duration most = request.time().compareTo(Duration.ofSeconds(10)) < 0 ? request.time() : Duration.ofSeconds(10);
        return run(request, listener, cancellation, new WebPolicySource(most, cancellation, address -> address));
    }

    static List<DnsPoint> run(Request request, Consumer<DnsPoint> listener, Cancellation cancellation, PolicySource policies)
            throws ReviewException {
        String domain = domain(request.domain());
        for (String selector : request.selectors()) {
            if (!SELECTOR.matcher(selector).matches()) {
                throw new ReviewException("request.selector", selector);
            }
        }
        long end = System.nanoTime() + request.time().toNanos();
        Lookups lookups = questions -> Domains.ask(questions, request.resolver(),
                Duration.ofNanos(Math.max(1, end - System.nanoTime())), cancellation);
        List<DnsPoint> points = new ArrayList<>();
        Consumer<DnsPoint> found = point -> {
            points.add(point);
            listener.accept(point);
        };
        DnsAnswer mx = lookups.ask(domain, Type.MX);
        List<String> hosts = mx.records().stream().map(r -> r.substring(r.indexOf(' ') + 1)).toList();
        Service service = Service.of(hosts);
        found.accept(Exchange.check(domain, mx, hosts, service, lookups));
        found.accept(Spf.check(domain, service.include, lookups));
        found.accept(Dkim.check(domain, selectors(request), !request.selectors().isEmpty(), lookups));
        found.accept(Dmarc.check(domain, lookups));
        found.accept(MtaSts.check(domain, hosts, lookups, policies));
        found.accept(reports(domain, lookups));
        return points;
    }

    /** Whose servers get the mail. */
    enum Service {
        GOOGLE("_spf.google.com"), MICROSOFT("spf.protection.outlook.com"), OTHER(null);

        final String include;

        Service(String include) {
            this.include = include;
        }

        static Service of(List<String> hosts) {
            return hosts.stream().anyMatch(h -> h.equals("smtp.google.com") || h.matches(".*\\.google(?:mail)?\\.com")) ? GOOGLE
                    : hosts.stream().anyMatch(h -> h.endsWith(".mail.protection.outlook.com") || h.endsWith(".mx.microsoft"))
                            ? MICROSOFT
                            : OTHER;
        }
    }

    private static List<String> selectors(Request request) {
        return request.selectors().isEmpty() ? USUAL_SELECTORS : request.selectors().stream().limit(MOST_SELECTORS).toList();
    }

    private static String domain(String text) throws ReviewException {
        String domain = text.strip().toLowerCase(Locale.ROOT);
        domain = domain.substring(domain.lastIndexOf('@') + 1);
        domain = domain.endsWith(".") ? domain.substring(0, domain.length() - 1) : domain;
        String ascii;
        try {
            ascii = java.net.IDN.toASCII(domain, java.net.IDN.ALLOW_UNASSIGNED);
        } catch (IllegalArgumentException e) {
            // no name that DNS could know
            ascii = "";
        }
        if (!DOMAIN.matcher(ascii).matches() || ascii.length() > LONGEST_DOMAIN) {
            throw new ReviewException("request.domain", text);
        }
        return ascii;
    }

    private static DnsPoint reports(String domain, Lookups lookups) {
        DnsAnswer answer = lookups.ask("_smtp._tls." + domain, Type.TXT);
        if (!answer.conclusive()) {
            return DnsPoint.of(Kind.TLS_RPT, List.of(unknown(answer)), List.of());
        }
        List<String> records = Lookups.tagged(answer, "v=TLSRPTv1");
        if (records.isEmpty()) {
            return DnsPoint.of(Kind.TLS_RPT, List.of(Remark.of(Rating.ATTENTION, "tlsrpt.none")), List.of());
        }
        String to = Tags.read(records.getFirst()).getOrDefault("rua", "");
        boolean good = records.size() == 1
                && List.of(to.split(",")).stream()
                        .allMatch(a -> a.strip().matches("(?i)(?:mailto:[^@\\s]+@[^@\\s]+|https://\\S+)"));
        return DnsPoint.of(Kind.TLS_RPT,
                List.of(good ? Remark.of(Rating.GOOD, "tlsrpt.good", to) : Remark.of(Rating.WRONG, "tlsrpt.wrong")), records);
    }

    /** That a question could not be answered, which is nobody's fault at the domain. */
    static Remark unknown(DnsAnswer answer) {
        return Remark.of(Rating.UNKNOWN, "unknown." + answer.cause(), answer.question().name());
    }

    /** The point about where mail goes. */
    private static final class Exchange {
        static DnsPoint check(String domain, DnsAnswer mx, List<String> hosts, Service service, Lookups lookups) {
            if (!mx.conclusive()) {
                return DnsPoint.of(Kind.MX, List.of(unknown(mx)), List.of());
            }
            if (mx.cause() == org.mailmend.diagnosis.CauseId.DNS_NO_SUCH_HOST) {
                return DnsPoint.of(Kind.MX, List.of(Remark.of(Rating.WRONG, "mx.no-domain", domain)), List.of());
            }
            if (hosts.isEmpty()) {
                return DnsPoint.of(Kind.MX, List.of(Remark.of(Rating.ATTENTION, "mx.none", domain)), List.of());
            }
            if (hosts.equals(List.of("."))) {
                return DnsPoint.of(Kind.MX, List.of(Remark.of(Rating.WRONG, "mx.null", domain)), mx.records());
            }
            List<Remark> remarks = new ArrayList<>();
            remarks.add(Remark.of(Rating.GOOD, switch (service) {
                case GOOGLE -> "mx.google";
                case MICROSOFT -> "mx.microsoft";
                case OTHER -> "mx.other";
            }, String.join(", ", hosts)));
            hosts(hosts, lookups, remarks);
            if (service != Service.OTHER && hosts.stream().anyMatch(h -> Service.of(List.of(h)) != service)) {
                remarks.add(Remark.of(Rating.ATTENTION, "mx.mixed"));
            }
            return DnsPoint.of(Kind.MX, remarks, mx.records());
        }

        private static void hosts(List<String> hosts, Lookups lookups, List<Remark> remarks) {
            List<String> some = hosts.stream().limit(20).toList();
            List<DnsQuestion> questions = new ArrayList<>();
            some.forEach(h -> questions.addAll(List.of(new DnsQuestion(h, Type.A), new DnsQuestion(h, Type.AAAA))));
            List<DnsAnswer> answers = lookups.ask(questions);
            for (int i = 0; i < some.size(); i++) {
                List<DnsAnswer> both = answers.subList(2 * i, 2 * i + 2);
                if (both.stream().anyMatch(DnsAnswer::alias)) {
                    remarks.add(Remark.of(Rating.WRONG, "mx.alias", some.get(i)));
                } else if (both.stream().allMatch(DnsAnswer::isVoid)) {
                    remarks.add(Remark.of(Rating.WRONG, "mx.no-address", some.get(i)));
                } else if (both.stream().noneMatch(DnsAnswer::conclusive)) {
                    remarks.add(unknown(both.getFirst()));
                }
            }
        }
    }
}
