package org.mailmend.organisation;

import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

import org.mailmend.diagnosis.Protocol;
import org.mailmend.diagnosis.Who;
import org.mailmend.knowledge.AccountKind;
import org.mailmend.knowledge.Advice;
import org.mailmend.knowledge.AdviceRequest;
import org.mailmend.knowledge.Adviser;
import org.mailmend.knowledge.Answer;
import org.mailmend.knowledge.Client;
import org.mailmend.knowledge.KnowledgeBase;
import org.mailmend.knowledge.Route;
import org.mailmend.organisation.Judgement.Certainty;
import org.mailmend.organisation.Judgement.Need;
import org.mailmend.organisation.Judgement.Risk;
import org.mailmend.organisation.internal.Messages;

/** What everything in an inventory needs under certain circumstances. Immutable; safe for every thread. */
public final class Assessment {
    /** A day so near counts as now. */
    private static final int SOON_DAYS = 30;
    private static final int YEAR_HALF = 183;
    private static final String UNKNOWN_COPIER = "copier-unknown";
    private static final String UNKNOWN_PROGRAM = "business-program";

    private final List<Assessed> all;
    private final Map<Long, Assessed> byItem = new HashMap<>();
    private final Circumstances circumstances;

    /**
     * An item with what it needs.
     *
     * @param item      the item
     * @param judgement what it needs
     */
    public record Assessed(Item item, Judgement judgement) {
    }

    /** By what items are grouped. */
    public enum By {
        CLIENT, SITE, ROUTE, RISK, DEPARTMENT, WHO, NEED, KIND;

        /** The name on the command line. */
        public String id() {
            return name().toLowerCase(Locale.ROOT);
        }

        /** The text for people in English or Japanese. */
        public String text(Locale locale) {
            return Messages.text(locale, "by." + id());
        }
    }

    /**
     * Items that have something in common.
     *
     * @param key     what it is: an id, or a text of the items; empty for not known
     * @param label   the same for people
     * @param items   the items
     * @param open    how many of them need something
     * @param minutes effort of all together
     */
    public record Group(String key, String label, List<Assessed> items, int open, int minutes) {
        public Group {
            items = List.copyOf(items);
        }
    }

    private Assessment(List<Assessed> all, Circumstances circumstances) {
        this.all = List.copyOf(all);
        this.circumstances = circumstances;
        all.forEach(each -> byItem.put(each.item().id(), each));
    }

    /** Assesses everything that sends. */
    public static Assessment of(List<Item> items, Circumstances circumstances, KnowledgeBase base, Clock clock) {
        Judge judge = new Judge(circumstances, base, clock);
        List<Assessed> all = new ArrayList<>(items.size());
        for (Item item : items) {
            if (item.kind().sends() && item.shown()) {
                all.add(new Assessed(item, judge.judge(item)));
            }
        }
        return new Assessment(all, circumstances);
    }

    /** Under which circumstances. */
    public Circumstances circumstances() {
        return circumstances;
    }

    /** Everything that sends, in the order of the inventory. */
    public List<Assessed> all() {
        return all;
    }

    /** What an item needs; empty for one that does not send by itself. */
    public Optional<Assessed> of(long item) {
        return Optional.ofNullable(byItem.get(item));
    }

    /** How many there are of each need. */
    public Map<Need, Long> needs() {
        Map<Need, Long> counts = new EnumMap<>(Need.class);
        for (Need need : Need.values()) {
            counts.put(need, 0L);
        }
        all.forEach(each -> counts.merge(each.judgement().state(), 1L, Long::sum));
        return counts;
    }

    /** The items in groups, the one with the most open items first. */
    public List<Group> groups(By by, KnowledgeBase base, Locale locale) {
        Map<String, List<Assessed>> groups = new LinkedHashMap<>();
        all.forEach(each -> groups.computeIfAbsent(key(by, each), key -> new ArrayList<>()).add(each));
        List<Group> sorted = new ArrayList<>();
        groups.forEach((key, items) -> {
            List<Assessed> open = items.stream().filter(each -> each.judgement().state() != Need.FINE).toList();
            sorted.add(new Group(key, label(by, key, base, locale), items, open.size(),
                    open.stream().mapToInt(each -> each.judgement().minutes()).sum()));
        });
        sorted.sort(Comparator.comparingInt((Group group) -> -group.open()).thenComparing(group -> -group.items().size())
                .thenComparing(Group::key));
        return sorted;
    }

    /** The key of the group to which an item belongs. */
    public static String key(By by, Assessed each) {
        Item item = each.item();
        Judgement judgement = each.judgement();
        return switch (by) {
            case CLIENT -> item.get(Field.CLIENT).isEmpty() ? item.get(Field.PROGRAM) : item.get(Field.CLIENT);
            case SITE -> item.get(Field.SITE);
            case ROUTE -> judgement.route().id();
            case RISK -> judgement.risk().id();
            case DEPARTMENT -> item.get(Field.DEPARTMENT);
            case WHO -> judgement.who().id();
            case NEED -> judgement.state().id();
            case KIND -> item.kind().id();
        };
    }

    static String label(By by, String key, KnowledgeBase base, Locale locale) {
        if (key.isEmpty()) {
            return Messages.text(locale, "group.none");
        }
        return switch (by) {
            case CLIENT -> base.client(key).map(client -> client.name().in(locale)).orElse(key);
            case ROUTE -> Route.fromId(key).orElseThrow().text(locale);
            case RISK -> Risk.valueOf(key.toUpperCase(Locale.ROOT)).text(locale);
            case WHO -> Who.fromId(key).text(locale);
            case NEED -> Need.valueOf(key.toUpperCase(Locale.ROOT)).text(locale);
            case KIND -> Kind.fromId(key).orElseThrow().text(locale);
            default -> key;
        };
    }

    /**
     * An item that would need something else.
     *
     * @param item   the item
     * @param before what it needs
     * @param after  what it would need
     */
    public record Difference(Item item, Judgement before, Judgement after) {
    }

    /** What would be different if this were so. */
    public List<Difference> differences(Assessment other) {
        List<Difference> differences = new ArrayList<>();
        for (Assessed each : all) {
            Assessed then = other.byItem.get(each.item().id());
            if (then != null && (then.judgement().route() != each.judgement().route()
                    || then.judgement().state() != each.judgement().state()
                    || then.judgement().minutes() != each.judgement().minutes())) {
                differences.add(new Difference(each.item(), each.judgement(), then.judgement()));
            }
        }
        return differences;
    }

    /** Judges items; what is the same for many is worked out once. */
    private static final class Judge {
        private record Case(String client, Kind kind, AccountKind account, Answer receives, String protocols, Answer twoStep,
                Answer relay, Answer staticIp, Answer internal, String signIn, boolean replaced) {
        }

        private final Circumstances given;
        private final KnowledgeBase base;
        private final Adviser adviser;
        private final LocalDate today;
        private final Map<Case, Judgement> known = new HashMap<>();

        Judge(Circumstances given, KnowledgeBase base, Clock clock) {
            this.given = given;
            this.base = base;
            this.adviser = new Adviser(base, clock);
            this.today = LocalDate.now(clock);
        }

        Judgement judge(Item item) {
            String replaced = given.replaced().get(item.id());
            String client = replaced == null ? client(item) : replaced;
            AccountKind account = AccountKind.fromId(item.get(Field.ACCOUNT)).orElse(given.account());
            boolean relayHere = given.relay() == Answer.YES || given.relaySites().contains(item.get(Field.SITE));
            Case one = new Case(client, item.kind(), account, answer(item.get(Field.RECEIVES)), item.get(Field.PROTOCOLS),
                    answer(item.get(Field.TWO_STEP)), relayHere ? Answer.YES : given.relay(),
                    relayHere && item.get(Field.STATIC_IP).isEmpty() ? Answer.YES : answer(item.get(Field.STATIC_IP)),
                    item.get(Field.RECIPIENTS).isEmpty() ? Answer.UNKNOWN
                            : "internal".equals(item.get(Field.RECIPIENTS)) ? Answer.YES : Answer.NO,
                    replaced == null ? item.get(Field.SIGN_IN) : "", replaced != null);
            return known.computeIfAbsent(one, this::judge);
        }

        private String client(Item item) {
            String client = item.get(Field.CLIENT);
            if (!client.isEmpty() && base.client(client).isPresent()) {
                return client;
            }
            return switch (item.kind()) {
                case DEVICE -> UNKNOWN_COPIER;
                case SCRIPT, SERVICE -> UNKNOWN_PROGRAM;
                default -> "";
            };
        }

        private static Answer answer(String value) {
            return Answer.fromId(value).orElse(Answer.UNKNOWN);
        }

        private Judgement judge(Case one) {
            if (one.replaced && one.client.isEmpty()) {
                return new Judgement(Route.OAUTH, null, List.of(), Need.FINE, 0, Who.NOBODY, null, Risk.NONE, Certainty.LIKELY);
            }
            if ("oauth".equals(one.signIn)) {
                return new Judgement(Route.OAUTH, null, List.of(), Need.FINE, 0, Who.NOBODY, null, Risk.NONE, Certainty.SURE);
            }
            Deadline deadline = deadline(one);
            boolean appPassword = "app-password".equals(one.signIn);
            Need need = appPassword && given.appPassword() != Answer.NO ? Need.TOLERATED : Need.MOVE;
            if ("none".equals(one.signIn)) {
                // without a sign-in there is no password that could be refused
                return new Judgement(Route.SMTP_RELAY, null, List.of(), Need.FINE, 0, Who.NOBODY, null, Risk.LOW,
                        Certainty.LIKELY);
            }
            Client client = base.client(one.client).orElse(null);
            if (client == null) {
                return new Judgement(Route.NONE, null, List.of(), Need.UNKNOWN, minutes(Route.NONE, one.kind), Who.TECHNICIAN,
                        deadline,
                        risk(Need.UNKNOWN, deadline), Certainty.GUESS);
            }
            Protocol incoming = one.protocols.contains("imap") ? Protocol.IMAP
                    : one.protocols.contains("pop3") ? Protocol.POP3 : null;
            Answer receives = one.receives != Answer.UNKNOWN ? one.receives
                    : incoming != null ? Answer.YES : "smtp".equals(one.protocols) ? Answer.NO : Answer.UNKNOWN;
            Advice advice = adviser.advise(AdviceRequest.of(one.client, one.account).withReceives(receives).withIncoming(incoming)
                    .withTwoStep(one.twoStep).withAdmin(given.oauth(), given.appPassword(), one.relay).withStaticIp(one.staticIp)
                    .withInternalOnly(one.internal));
            Advice.Option best = advice.best();
            boolean guessed = UNKNOWN_COPIER.equals(one.client) || UNKNOWN_PROGRAM.equals(one.client);
            Certainty certainty = guessed ? Certainty.GUESS
                    : best.unverified() || one.signIn.isEmpty() && !one.replaced ? Certainty.LIKELY : Certainty.SURE;
            return new Judgement(best.route(), best, advice.excluded(), need, minutes(best.route(), one.kind),
                    who(best.route(), one.kind),
                    need == Need.TOLERATED ? null : deadline, risk(need, deadline), certainty);
        }

        /** The first day of those that concern it; sending counts where nothing is said. */
        private Deadline deadline(Case one) {
            List<String> protocols = one.protocols.isEmpty() ? List.of("smtp") : List.of(one.protocols.split(" "));
            return Deadline.all().stream()
                    .filter(each -> each.account() == one.account && protocols.stream().anyMatch(each.protocols()::contains))
                    .min(Comparator.comparing(Deadline::day)).orElse(null);
        }

        private Risk risk(Need need, Deadline deadline) {
            if (need == Need.TOLERATED) {
                return Risk.LOW;
            }
            if (deadline == null) {
                return Risk.MEDIUM;
            }
            return deadline.day().isBefore(today.plusDays(SOON_DAYS)) ? Risk.HIGH
                    : deadline.day().isBefore(today.plusDays(YEAR_HALF)) ? Risk.MEDIUM : Risk.LOW;
        }

        /** Our own estimate, for one item with somebody who has done it before. */
        private static int minutes(Route route, Kind kind) {
            boolean person = kind == Kind.CLIENT;
            return switch (route) {
                case OAUTH -> person ? 10 : 45;
                case APP_PASSWORD -> person ? 15 : 20;
                case SMTP_RELAY, RESTRICTED_SMTP -> 30;
                case LOCAL_BRIDGE -> 60;
                case REPLACE_CLIENT -> person ? 45 : 240;
                case NONE -> 30;
            };
        }

        private static Who who(Route route, Kind kind) {
            return switch (route) {
                case OAUTH, APP_PASSWORD -> kind == Kind.CLIENT ? Who.USER : Who.TECHNICIAN;
                case SMTP_RELAY -> Who.WORKSPACE_ADMIN;
                default -> Who.TECHNICIAN;
            };
        }
    }
}
