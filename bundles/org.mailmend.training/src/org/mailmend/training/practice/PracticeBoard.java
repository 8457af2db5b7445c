package org.mailmend.training.practice;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.regex.Pattern;

import org.mailmend.check.Redactor;
import org.mailmend.check.Security;
import org.mailmend.check.Target;
import org.mailmend.diagnosis.Protocol;
import org.mailmend.diagnosis.SecretKind;
import org.mailmend.lab.Account;
import org.mailmend.lab.PracticeEvent;
import org.mailmend.lab.PracticeServer;
import org.mailmend.lab.Scenario;
import org.mailmend.lab.Scenarios;
import org.mailmend.lab.StoredMessage;
import org.mailmend.training.course.PracticeGoal;

/**
 * The practice server of a session: it behaves as Gmail does, with an account for each of the people in the room, and tells live how far
 * each of them is. Account passwords are refused; app passwords and tokens of its own authorization server are accepted; a relay knows
 * senders by their address and wants no sign-in. No mail ever leaves. Safe for every thread.
 */
public final class PracticeBoard implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(PracticeBoard.class.getName());
    /** Ports that are easy to dictate: the official ones with a 2 before them. */
    private static final List<Integer> PORTS = List.of(2587, 2465, 2993, 2995, 2080);
    private static final List<Integer> RELAY_PORTS = List.of(2525, 2526);
    private static final int CONNECTIONS = 512;
    /** More than any mail program or copier opens at once. */
    private static final int FROM_ONE_COMPUTER = 24;
    private static final int MESSAGE_BYTES = 10 << 20;
    private static final long MEMORY = 96L << 20;
    private static final int MESSAGES = 1000;
    private static final Duration IDLE = Duration.ofMinutes(3);
    private static final Duration LONGEST = Duration.ofMinutes(30);
    private static final int VISITS = 500;
    private static final int LONGEST_TEXT = 160;
    private static final int LONGEST_REPLY = 2000;
    private static final Pattern REFUSED = Pattern.compile("^\\S+ (NO|BAD) ");
    private static final Duration BREATH = Duration.ofMillis(100);

    private final List<PracticeAccount> accounts;
    private final Reach reach;
    private final PracticeServer server;
    private final PracticeServer relay;
    private final Map<String, State> states = new HashMap<>();
    private final Map<String, Talk> talks = new HashMap<>();
    private final Deque<Talk> visits = new ArrayDeque<>();
    private final Map<String, State> computers = new HashMap<>();
    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
    private final List<Passed> reporters = new CopyOnWriteArrayList<>();
    private final BlockingQueue<Achievement> achievements = new LinkedBlockingQueue<>();
    private final Semaphore dirty = new Semaphore(0);
    private final Thread teller;
    private final Thread reporter;
    private long numbers;
    private volatile boolean closed;

    /** Told once of each goal that an account achieves, on a thread of the board's own that may wait. */
    @FunctionalInterface
    public interface Passed {
        /**
         * A goal was achieved.
         *
         * @param standing how far the account is, with the client and the reply
         * @param goal     what was achieved
         */
        void passed(Standing standing, PracticeGoal goal);
    }

    private record Achievement(Standing standing, PracticeGoal goal) {
    }

    private static final Achievement END = new Achievement(null, null);

    /** What is known of an account; guarded by the board. */
    private static final class State {
        private final PracticeAccount account;
        private final Map<PracticeGoal, Instant> passed = new EnumMap<>(PracticeGoal.class);
        private String client = "";
        private String computer = "";
        private String mechanism = "";
        private SecretKind secret = SecretKind.NONE;
        private String reply = "";
        private PracticeStage stage = PracticeStage.NOTHING;
        private int tries;
        private Instant last;

        State(PracticeAccount account) {
            this.account = account;
        }

        Standing standing() {
            return new Standing(account, client, computer, mechanism, secret, reply, stage, passed, tries, last);
        }
    }

    /** A connection; guarded by the board. */
    private static final class Talk {
        private final long number;
        private final Instant at;
        private final boolean relay;
        private final Protocol protocol;
        private final String computer;
        private String client = "";
        private String user = "";
        private State state;
        private String mechanism = "";
        private SecretKind secret = SecretKind.NONE;
        private PracticeStage stage = PracticeStage.CONNECTED;
        private String reply = "";
        private PracticeEvent.Reason ended;
        /** Whether the next reply answers a sign-in or a mail. */
        private boolean awaited;
        /** What is achieved once that reply is known; null for nothing. */
        private PracticeGoal goal;

        Talk(long number, Instant at, boolean relay, Protocol protocol, String computer) {
            this.number = number;
            this.at = at;
            this.relay = relay;
            this.protocol = protocol;
            this.computer = computer;
        }

        Visit visit() {
            return new Visit(number, at, relay, protocol, computer, client, user, state == null ? 0 : state.account.number(),
                    mechanism,
                    secret, stage, reply, ended);
        }
    }

    private PracticeBoard(List<PracticeAccount> accounts, Reach reach, PracticeServer.Limits limits, Path authority)
            throws IOException {
        this.accounts = List.copyOf(accounts);
        this.reach = reach;
        this.accounts.forEach(account -> states.put(account.address(), new State(account)));
        PracticeServer.Options options = PracticeServer.Options.DEFAULT.withAddress(reach.address()).withLimits(limits)
                .withAuthority(authority)
                .withAccounts(this.accounts.stream()
                        .map(account -> new Account(account.address(), account.password(), account.appPassword(), null))
                        .toList());
        server = PracticeServer.start(scenario("oauth", List.of(new Scenario.Endpoint(Protocol.SMTP, Security.STARTTLS),
                new Scenario.Endpoint(Protocol.SMTP, Security.TLS), new Scenario.Endpoint(Protocol.IMAP, Security.TLS),
                new Scenario.Endpoint(Protocol.POP3, Security.TLS))),
                options.withWanted(PORTS).withListener(event -> happened(false, event)));
        try {
            Scenario withoutSignIn = Scenarios.byId("workspace-relay").orElseThrow();
            relay = PracticeServer.start(withoutSignIn,
                    options.withWanted(RELAY_PORTS).withListener(event -> happened(true, event)));
        } catch (IOException | RuntimeException e) {
            server.close();
            throw e;
        }
        teller = Thread.ofVirtual().name("mailmend-practice-teller").start(this::tell);
        reporter = Thread.ofVirtual().name("mailmend-practice-reporter").start(this::report);
    }

    /** A scenario as it is, with other endpoints. */
    private static Scenario scenario(String id, List<Scenario.Endpoint> endpoints) {
        Scenario like = Scenarios.byId(id).orElseThrow();
        return new Scenario(like.id(), like.group(), like.provider(), endpoints, like.cause(), like.stage(), like.attempt());
    }

    /**
     * Starts a practice server, for this computer only.
     *
     * @throws IOException when it cannot listen
     */
    public static PracticeBoard start(List<PracticeAccount> accounts) throws IOException {
        return start(accounts, Reach.COMPUTER);
    }

    /**
     * Starts a practice server.
     *
     * @param accounts the accounts, see {@link PracticeAccount#of}
     * @param reach    from where it can be reached
     * @throws IOException when it cannot listen
     */
    public static PracticeBoard start(List<PracticeAccount> accounts, Reach reach) throws IOException {
        return start(accounts, reach, null);
    }

    /**
     * Starts a practice server whose clients need to be told only once to trust it.
     *
     * @param accounts  the accounts, see {@link PracticeAccount#of}
     * @param reach     from where it can be reached
     * @param authority file in which the practice CA is kept; it is made when it is missing; null for a CA that ends with the process
     * @throws IOException when it cannot listen, or the file cannot be read or written
     */
    public static PracticeBoard start(List<PracticeAccount> accounts, Reach reach, Path authority) throws IOException {
        return new PracticeBoard(accounts, reach,
                new PracticeServer.Limits(CONNECTIONS, reach.isNetwork() ? FROM_ONE_COMPUTER : CONNECTIONS,
                        8 << 10, MESSAGE_BYTES, MEMORY, MESSAGES, IDLE, LONGEST),
                authority);
    }

    /** From where it can be reached. */
    public Reach reach() {
        return reach;
    }

    /** The accounts. */
    public List<PracticeAccount> accounts() {
        return accounts;
    }

    /** Where clients reach it: SMTP with STARTTLS, SMTP with TLS, IMAP, POP3. */
    public List<Target> targets() {
        return server.targets();
    }

    /** Where devices reach the relay: with STARTTLS, and without encryption. */
    public List<Target> relayTargets() {
        return relay.targets();
    }

    /** Address of the authorization server: what a program is told as the issuer. */
    public String issuer() {
        return server.authorization().issuer();
    }

    /** The client file for the authorization server, in the form of Google's console. */
    public String clientFile() {
        return server.authorization().clientFile();
    }

    /** An access token for an account, as after a sign-in, for attendees whose client takes one. It opens this practice server only. */
    public String token(PracticeAccount account) {
        return server.authorization().issue(account.address());
    }

    /** The certificate that clients must trust, as PEM. */
    public String trustAnchorsPem() {
        return server.trustAnchorsPem();
    }

    /** How far each account is, in their order. */
    public synchronized List<Standing> standings() {
        return accounts.stream().map(account -> states.get(account.address()).standing()).toList();
    }

    /** The latest connections, the newest first; at most 500. */
    public synchronized List<Visit> visits() {
        List<Visit> list = new ArrayList<>();
        visits.descendingIterator().forEachRemaining(talk -> list.add(talk.visit()));
        return list;
    }

    /** How many clients are connected now. */
    public int connections() {
        return server.connections() + relay.connections();
    }

    /** The mails that have arrived, the oldest first; at most the last thousand of each server. */
    public List<StoredMessage> messages() {
        List<StoredMessage> all = new ArrayList<>(server.messages());
        all.addAll(relay.messages());
        return all;
    }

    /** Asks to be told that something has changed: at most ten times a second, on a thread of the board's own. */
    public void onChange(Runnable listener) {
        listeners.add(Objects.requireNonNull(listener));
    }

    /** Asks to be told of what is achieved. */
    public void onPassed(Passed listener) {
        reporters.add(Objects.requireNonNull(listener));
    }

    /**
     * Takes over what was achieved before a restart.
     *
     * @param account number of the account
     */
    public synchronized void restore(int account, PracticeGoal goal, Instant at) {
        accounts.stream().filter(each -> each.number() == account)
                .forEach(each -> states.get(each.address()).passed.putIfAbsent(goal, at));
    }

    private void happened(boolean ofRelay, PracticeEvent event) {
        synchronized (this) {
            note(ofRelay, event);
        }
        if (dirty.availablePermits() == 0) {
            dirty.release();
        }
    }

    private void note(boolean ofRelay, PracticeEvent event) {
        String key = (ofRelay ? "r" : "s") + event.connection();
        if (event instanceof PracticeEvent.Connected connected) {
            Talk talk = new Talk(++numbers, connected.time(), ofRelay, connected.protocol(), connected.client());
            talks.put(key, talk);
            visits.add(talk);
            if (visits.size() > VISITS) {
                visits.remove();
            }
            // in a network a computer is mostly one person's; on this computer all have the same address
            if (reach.isNetwork()) {
                talk.state = computers.get(talk.computer);
            }
            reached(talk, PracticeStage.CONNECTED, event.time());
            return;
        }
        Talk talk = talks.get(key);
        if (talk == null) {
            return;
        }
        switch (event) {
            case PracticeEvent.Secured secured -> reached(talk, PracticeStage.SECURED, secured.time());
            case PracticeEvent.HandshakeFailed failed -> {
                talk.reply = shown(failed.reason(), LONGEST_REPLY);
                reached(talk, PracticeStage.CONNECTED, failed.time());
            }
            case PracticeEvent.Introduced introduced -> {
                talk.client = shown(introduced.name(), LONGEST_TEXT);
                reached(talk, talk.stage, introduced.time());
            }
            case PracticeEvent.SignInTried tried -> tried(talk, tried);
            case PracticeEvent.MessageAccepted accepted -> arrived(talk, accepted);
            case PracticeEvent.Replied replied -> replied(talk, replied);
            case PracticeEvent.Closed ended -> {
                talk.ended = ended.reason();
                talks.remove(key);
                achieved(talk, ended.time());
            }
            default -> {
                // Connected was handled above
            }
        }
    }

    private void tried(Talk talk, PracticeEvent.SignInTried tried) {
        talk.user = shown(tried.user(), LONGEST_TEXT);
        talk.mechanism = shown(tried.mechanism(), LONGEST_TEXT);
        talk.secret = tried.kind();
        talk.awaited = true;
        State found = state(tried.user());
        if (found != null) {
            talk.state = found;
            found.tries++;
            found.mechanism = talk.mechanism;
            found.secret = talk.secret;
            remember(talk);
        }
        reached(talk, tried.accepted() ? PracticeStage.SIGNED_IN : PracticeStage.REFUSED, tried.time());
        if (found != null && !tried.accepted() && tried.kind() == SecretKind.PASSWORD) {
            talk.goal = PracticeGoal.ACCOUNT_PASSWORD_REFUSED;
        }
    }

    private void arrived(Talk talk, PracticeEvent.MessageAccepted accepted) {
        StoredMessage message = accepted.message();
        talk.awaited = true;
        if (message.user() == null) {
            talk.user = shown(message.sender(), LONGEST_TEXT);
            State sender = state(message.sender());
            talk.state = sender != null ? sender : talk.state;
        }
        String program = program(message);
        if (!program.isEmpty()) {
            talk.client = program;
        }
        reached(talk, PracticeStage.ARRIVED, accepted.time());
        if (talk.state == null) {
            return;
        }
        remember(talk);
        if (talk.relay && message.user() == null) {
            talk.goal = PracticeGoal.RELAY;
        } else if (talk.secret == SecretKind.TOKEN) {
            talk.goal = PracticeGoal.OAUTH;
        } else if (talk.secret == SecretKind.APP_PASSWORD) {
            talk.goal = PracticeGoal.APP_PASSWORD;
        }
    }

    private static String program(StoredMessage message) {
        for (String header : List.of("User-Agent", "X-Mailer")) {
            String value = message.header(header);
            if (value != null && !value.isBlank()) {
                return shown(value.strip(), LONGEST_TEXT);
            }
        }
        return "";
    }

    private void replied(Talk talk, PracticeEvent.Replied replied) {
        String reply = replied.reply();
        boolean refusal = switch (talk.protocol) {
            case SMTP -> reply.startsWith("4") || reply.startsWith("5");
            case IMAP -> REFUSED.matcher(reply).find();
            case POP3 -> reply.startsWith("-ERR");
        };
        // the answer to the sign-in is still to come
        boolean asks = reply.startsWith(talk.protocol == Protocol.SMTP ? "334" : "+ ");
        if (refusal || talk.awaited && !asks) {
            talk.awaited = false;
            talk.reply = shown(reply, LONGEST_REPLY);
            if (talk.state != null) {
                talk.state.reply = talk.reply;
            }
            achieved(talk, replied.time());
        }
    }

    private void reached(Talk talk, PracticeStage stage, Instant at) {
        talk.stage = stage;
        State state = talk.state;
        if (state != null) {
            state.last = at;
            state.computer = talk.computer;
            if (!talk.client.isEmpty() && !(state.passed.size() > 0 && stage != PracticeStage.ARRIVED)) {
                state.client = talk.client;
            }
            // a program that only looks for mail again must not hide what was reached
            if (stage.compareTo(PracticeStage.REFUSED) >= 0 || stage.compareTo(state.stage) > 0) {
                state.stage = stage == PracticeStage.SIGNED_IN && state.stage == PracticeStage.ARRIVED ? state.stage : stage;
            }
        }
    }

    private void remember(Talk talk) {
        if (reach.isNetwork() && (computers.containsKey(talk.computer) || computers.size() < CONNECTIONS)) {
            computers.put(talk.computer, talk.state);
        }
    }

    private void achieved(Talk talk, Instant at) {
        if (talk.goal != null && talk.state.passed.putIfAbsent(talk.goal, at) == null) {
            achievements.add(new Achievement(talk.state.standing(), talk.goal));
        }
        talk.goal = null;
    }

    /** The account of a user name; people often leave the domain out. */
    private State state(String user) {
        if (user == null) {
            return null;
        }
        String name = user.strip().toLowerCase(Locale.ROOT);
        return states.get(name.contains("@") ? name : name + "@" + PracticeAccount.DOMAIN);
    }

    private static String shown(String text, int longest) {
        return Redactor.visible(text.length() > longest ? text.substring(0, longest) + "…" : text);
    }

    private void tell() {
        try {
            while (!closed) {
                dirty.acquire();
                dirty.drainPermits();
                for (Runnable listener : listeners) {
                    run(listener);
                }
                Thread.sleep(BREATH);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void report() {
        try {
            for (Achievement achievement = achievements.take(); achievement != END; achievement = achievements.take()) {
                Achievement told = achievement;
                for (Passed each : reporters) {
                    run(() -> each.passed(told.standing, told.goal));
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void run(Runnable listener) {
        try {
            listener.run();
        } catch (RuntimeException e) {
            LOG.log(System.Logger.Level.ERROR, "a listener of the practice board failed", e);
        }
    }

    /** Stops the servers and ends all connections; what was achieved until then is still told. */
    @Override
    public void close() {
        closed = true;
        server.close();
        relay.close();
        teller.interrupt();
        achievements.add(END);
        try {
            reporter.join(Duration.ofSeconds(2));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
