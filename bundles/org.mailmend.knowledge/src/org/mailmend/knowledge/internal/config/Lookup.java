package org.mailmend.knowledge.internal.config;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Pattern;

import org.mailmend.check.Cancellation;
import org.mailmend.check.Target;
import org.mailmend.diagnosis.Protocol;
import org.mailmend.knowledge.config.Autoconfig;
import org.mailmend.knowledge.config.ClientConfig;
import org.mailmend.knowledge.config.ConfigException;
import org.mailmend.knowledge.config.EmailProvider;
import org.mailmend.knowledge.config.LookupAnswer;
import org.mailmend.knowledge.config.LookupAnswer.Status;
import org.mailmend.knowledge.config.LookupRequest;
import org.mailmend.knowledge.config.LookupResult;
import org.mailmend.knowledge.config.LookupResult.Aspect;
import org.mailmend.knowledge.config.LookupResult.Difference;
import org.mailmend.knowledge.config.LookupResult.Variant;
import org.mailmend.knowledge.config.LookupSource;
import org.mailmend.knowledge.config.Notice;
import org.mailmend.knowledge.config.Server;

/** Asks all sources of a domain's settings at the same time, each in a thread of its own. */
public final class Lookup {
    private static final String FILE = "/mail/config-v1.1.xml";
    private static final String ISPDB = "https://autoconfig.thunderbird.net/v1.1/";
    /** Names directly below a country that stand for a kind of organisation: what is below them belongs to somebody. */
    private static final Pattern SECOND_LEVEL = Pattern
            .compile("(?:ac|ad|co|com|ed|edu|go|gob|gov|gr|lg|ltd|mil|ne|net|or|org|plc)\\.[a-z]{2}");

    private final Network network;

    /**
     * @param network what to ask
     */
    public Lookup(Network network) {
        this.network = network;
    }

    /** One source, or the two that follow from the exchanger. */
    private interface Task {
        List<LookupAnswer> ask(Duration left) throws InterruptedException;
    }

    /** Collects answers until the time is up; what comes then comes too late. */
    private static final class Answers {
        private final Consumer<LookupAnswer> listener;
        private final Map<LookupSource, List<LookupAnswer>> found = new EnumMap<>(LookupSource.class);
        private boolean ended;

        Answers(Consumer<LookupAnswer> listener) {
            this.listener = listener;
        }

        synchronized void add(LookupSource source, List<LookupAnswer> answers) {
            if (!ended) {
                found.put(source, answers);
                answers.forEach(listener);
            }
        }

        synchronized Map<LookupSource, List<LookupAnswer>> end() {
            ended = true;
            return found;
        }
    }

    /** See {@link org.mailmend.knowledge.config.DomainLookup#run}. */
    public LookupResult run(LookupRequest request, Consumer<LookupAnswer> listener, Cancellation cancellation) {
        long start = System.nanoTime();
        long end = start + request.deadline().toNanos();
        Map<LookupSource, Task> tasks = tasks(request, cancellation);
        Answers answers = new Answers(listener);
        CountDownLatch open = new CountDownLatch(tasks.size());
        List<Thread> threads = new ArrayList<>();
        tasks.forEach((source, task) -> threads.add(Thread.ofVirtual().unstarted(() -> {
            try {
                answers.add(source, task.ask(Duration.ofNanos(Math.max(0, end - System.nanoTime()))));
            } catch (InterruptedException e) {
                // the deadline has passed or somebody has lost patience: the source counts as one that did not answer
                Thread.currentThread().interrupt();
            } finally {
                open.countDown();
            }
        })));
        threads.forEach(Thread::start);
        try (Cancellation.Registration registration = cancellation.onCancel(() -> {
            for (int i = 0; i < tasks.size(); i++) {
                open.countDown();
            }
        })) {
            open.await(Math.max(0, end - System.nanoTime()), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        threads.forEach(Thread::interrupt);
        Map<LookupSource, List<LookupAnswer>> found = answers.end();
        Duration time = Duration.ofNanos(System.nanoTime() - start);
        Notice missing = Notice.of(cancellation.isCancelled() ? "lookup.cancelled" : "lookup.timeout");
        List<LookupAnswer> all = tasks.keySet().stream().flatMap(source -> found.getOrDefault(source, List.of(new LookupAnswer(
                source, asked(source, request.domain()), Status.FAILED, missing, null, time))).stream()).toList();
        return new LookupResult(request.domain(), all, differences(all), cancellation.isCancelled(), time);
    }

    private Map<LookupSource, Task> tasks(LookupRequest request, Cancellation cancellation) {
        String domain = request.domain();
        String query = request.address() == null ? ""
                : "?emailaddress=" + URLEncoder.encode(request.address(), StandardCharsets.UTF_8);
        Map<LookupSource, Task> tasks = new LinkedHashMap<>();
        for (LookupSource source : List.of(LookupSource.AUTOCONFIG, LookupSource.WELL_KNOWN, LookupSource.AUTOCONFIG_HTTP,
                LookupSource.WELL_KNOWN_HTTP)) {
            boolean cleartext = source == LookupSource.AUTOCONFIG_HTTP || source == LookupSource.WELL_KNOWN_HTTP;
            // an address is told nobody who happens to listen
            String address = asked(source, domain) + (cleartext ? "" : query);
            tasks.put(source, !cleartext || request.cleartext() ? left -> List.of(fetch(source, address, left))
                    : left -> List.of(skipped(source, address, Notice.of("lookup.skipped-http"))));
        }
        tasks.put(LookupSource.ISPDB, left -> List.of(fetch(LookupSource.ISPDB, asked(LookupSource.ISPDB, domain), left)));
        tasks.put(LookupSource.MX_AUTOCONFIG, left -> exchangers(request, left, cancellation));
        tasks.put(LookupSource.SRV, left -> List.of(services(request, left, cancellation)));
        return tasks;
    }

    private static String asked(LookupSource source, String domain) {
        return switch (source) {
            case AUTOCONFIG, MX_AUTOCONFIG -> "https://autoconfig." + domain + FILE;
            case WELL_KNOWN -> "https://" + domain + "/.well-known/autoconfig" + FILE;
            case AUTOCONFIG_HTTP -> "http://autoconfig." + domain + FILE;
            case WELL_KNOWN_HTTP -> "http://" + domain + "/.well-known/autoconfig" + FILE;
            case ISPDB, MX_ISPDB -> ISPDB + domain;
            case SRV -> "_imaps._tcp." + domain;
        };
    }

    private LookupAnswer fetch(LookupSource source, String address, Duration left) throws InterruptedException {
        long start = System.nanoTime();
        Network.Fetched fetched = network.fetch(URI.create(address), left);
        Duration time = Duration.ofNanos(System.nanoTime() - start);
        if (fetched.body() == null) {
            // the database is always there: when its host is not, it is the network that fails
            boolean database = source == LookupSource.ISPDB || source == LookupSource.MX_ISPDB;
            boolean nothing = fetched.nothing() && !(database && fetched.detail().key().equals("lookup.host"));
            return new LookupAnswer(source, address, nothing ? Status.NOTHING : Status.FAILED, fetched.detail(), null, time);
        }
        try {
            Autoconfig.Imported read = Autoconfig.read(fetched.body());
            return new LookupAnswer(source, address, Status.FOUND,
                    read.notices().isEmpty() ? Notice.of("lookup.found") : read.notices().getFirst(), read.config(), time);
        } catch (ConfigException e) {
            // as a rule the web page of a server that answers everything
            return new LookupAnswer(source, address, Status.FAILED, Notice.of("lookup.no-autoconfig"), null, time);
        }
    }

    private static LookupAnswer skipped(LookupSource source, String asked, Notice why) {
        return new LookupAnswer(source, asked, Status.SKIPPED, why, null, Duration.ZERO);
    }

    // the provider to which the mail goes

    private List<LookupAnswer> exchangers(LookupRequest request, Duration left, Cancellation cancellation)
            throws InterruptedException {
        long start = System.nanoTime();
        Network.Named found = network.exchangers(request.domain(), request.resolver(), left, cancellation);
        String asked = "MX " + request.domain();
        if (found.targets().isEmpty()) {
            return List.of(new LookupAnswer(LookupSource.MX_AUTOCONFIG, asked, found.failed() ? Status.FAILED : Status.NOTHING,
                    found.detail(), null, Duration.ofNanos(System.nanoTime() - start)));
        }
        String host = found.targets().getFirst().host();
        if (baseDomain(host).equals(request.domain()) || host.equals(request.domain())) {
            return List.of(skipped(LookupSource.MX_AUTOCONFIG, asked, Notice.of("lookup.mx-same", host)));
        }
        List<LookupAnswer> answers = new ArrayList<>();
        for (String domain : domains(host)) {
            for (LookupSource source : List.of(LookupSource.MX_AUTOCONFIG, LookupSource.MX_ISPDB)) {
                Duration now = left.minusNanos(System.nanoTime() - start);
                answers.add(fetch(source, asked(source, domain), now.isNegative() ? Duration.ZERO : now));
            }
        }
        return answers;
    }

    /** The domains to ask for an exchanger: that which it stands in, and the provider's own. */
    static Set<String> domains(String host) {
        Set<String> domains = new LinkedHashSet<>();
        int dot = host.indexOf('.');
        String base = baseDomain(host);
        if (dot > 0 && host.length() - dot - 1 > base.length()) {
            domains.add(host.substring(dot + 1));
        }
        domains.add(base);
        return domains;
    }

    /**
     * The domain that a host's owner has registered, for example {@code example.co.jp}. The public suffix list would be exact;
     * this knows the usual second levels only, which is enough for the exchangers of providers.
     */
    static String baseDomain(String host) {
        String[] labels = host.split("\\.");
        if (labels.length <= 2) {
            return host;
        }
        String two = labels[labels.length - 2] + "." + labels[labels.length - 1];
        return SECOND_LEVEL.matcher(two).matches() ? labels[labels.length - 3] + "." + two : two;
    }

    // SRV

    private LookupAnswer services(LookupRequest request, Duration left, Cancellation cancellation) {
        long start = System.nanoTime();
        Network.Named found = network.services(request.domain(), request.resolver(), left, cancellation);
        Duration time = Duration.ofNanos(System.nanoTime() - start);
        String asked = "SRV " + request.domain();
        if (found.targets().isEmpty()) {
            return new LookupAnswer(LookupSource.SRV, asked, found.failed() ? Status.FAILED : Status.NOTHING, found.detail(),
                    null,
                    time);
        }
        EmailProvider provider = EmailProvider.of(request.domain(), request.domain(),
                servers(found.targets(), target -> target.protocol() != Protocol.SMTP),
                servers(found.targets(), target -> target.protocol() == Protocol.SMTP));
        return new LookupAnswer(LookupSource.SRV, asked, Status.FOUND, Notice.of("lookup.srv"), ClientConfig.of(provider, null),
                time);
    }

    /** RFC 6186 section 4: the user name is the whole address, unless the server refuses it. */
    private static List<Server> servers(List<Target> targets, Predicate<Target> wanted) {
        return targets.stream().filter(wanted).map(target -> Server.of(target.protocol(), target.host(), target.port(),
                target.security(), "%EMAILADDRESS%", List.of("password-cleartext"))).toList();
    }

    // differences

    private static List<Difference> differences(List<LookupAnswer> answers) {
        List<LookupAnswer> found = answers.stream().filter(answer -> answer.status() == Status.FOUND).toList();
        // SRV records say nothing of these
        List<LookupAnswer> files = found.stream().filter(answer -> answer.source() != LookupSource.SRV).toList();
        List<Difference> differences = new ArrayList<>();
        for (Protocol protocol : Protocol.values()) {
            difference(differences, protocol, Aspect.SERVER, found,
                    server -> server.hostname() + ":" + server.port() + " " + String.join(" ", server.socketTypes()));
            difference(differences, protocol, Aspect.SIGN_IN, files, server -> String.join(", ", server.authentications()));
            difference(differences, protocol, Aspect.USER_NAME, files,
                    server -> server.username() == null ? "" : server.username());
        }
        return differences;
    }

    private static void difference(List<Difference> differences, Protocol protocol, Aspect aspect, List<LookupAnswer> answers,
            Function<Server, String> part) {
        Map<String, List<LookupSource>> variants = new LinkedHashMap<>();
        for (LookupAnswer answer : answers) {
            Optional<Server> first = first(answer.config().emailProvider(), protocol);
            if (aspect == Aspect.SERVER || first.isPresent()) {
                variants.computeIfAbsent(first.map(part).orElse(""), value -> new ArrayList<>()).add(answer.source());
            }
        }
        if (variants.size() > 1) {
            differences.add(new Difference(protocol.id(), aspect,
                    variants.entrySet().stream().map(each -> new Variant(each.getKey(), each.getValue())).toList()));
        }
    }

    private static Optional<Server> first(EmailProvider provider, Protocol protocol) {
        return (protocol == Protocol.SMTP ? provider.outgoingServers() : provider.incomingServers()).stream()
                .filter(server -> server.protocol().orElse(null) == protocol).findFirst();
    }
}
