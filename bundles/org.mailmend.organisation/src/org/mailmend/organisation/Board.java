package org.mailmend.organisation;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

import org.mailmend.knowledge.KnowledgeBase;
import org.mailmend.knowledge.Route;
import org.mailmend.organisation.Assessment.Assessed;
import org.mailmend.organisation.Assessment.By;
import org.mailmend.organisation.Judgement.Need;
import org.mailmend.organisation.Progress.Proof;
import org.mailmend.organisation.Progress.State;
import org.mailmend.organisation.internal.Messages;

/** How far the move is. Every figure knows its items. Immutable. */
public final class Board {
    /** Exceptions that end within so many days end soon. */
    public static final int SOON_DAYS = 14;
    /** Whoever has not answered so many days after an announcement has not answered. */
    public static final int ANSWER_DAYS = 7;

    private final LocalDate today;
    private final List<Assessed> concerned;
    private final Map<Long, Progress> progress;
    private final Map<State, List<Long>> states = new EnumMap<>(State.class);
    private final Map<Proof, List<Long>> proofs = new EnumMap<>(Proof.class);
    private final List<Figure> blockers = new ArrayList<>();
    private final List<Figure> actions = new ArrayList<>();
    private final List<Wave> waves;

    /**
     * A figure with the items that it counts.
     *
     * @param id    what it counts; its text is a message
     * @param items their numbers
     */
    public record Figure(String id, List<Long> items) {
        public Figure {
            items = List.copyOf(items);
        }

        /** How many there are. */
        public int count() {
            return items.size();
        }

        /** What it counts, in English or Japanese. */
        public String text(Locale locale) {
            return Messages.text(locale, "board." + id);
        }
    }

    /**
     * A line of a table: all items that have something in common.
     *
     * @param label  what it is
     * @param all    all items that have to be moved, or had to
     * @param proved those that count as moved
     * @param except those that are exceptions
     */
    public record Line(String label, List<Long> all, List<Long> proved, List<Long> except) {
    }

    /**
     * A point of the burn-down.
     *
     * @param day     the day
     * @param open    how many were not proved in its evening
     * @param planned how many would be open if all waves went as planned; -1 without waves
     */
    public record Point(LocalDate day, int open, int planned) {
    }

    private Board(LocalDate today, List<Assessed> concerned, Map<Long, Progress> progress, List<Wave> waves) {
        this.today = today;
        this.concerned = concerned;
        this.progress = progress;
        this.waves = waves;
    }

    /**
     * The board of today.
     *
     * @param messages what was sent, to know whom nothing reached
     */
    public static Board of(Plan plan, Assessment assessment, List<Announcements.Record> messages) {
        Map<Long, Progress> progress = plan.progress();
        // what signed in well from the beginning is no part of the move; what was moved is, although nothing is left to do
        List<Assessed> concerned = assessment.all().stream()
                .filter(each -> each.judgement().state() == Need.MOVE || each.judgement().state() == Need.UNKNOWN
                        || progress.containsKey(each.item().id()))
                .toList();
        Board board = new Board(plan.today(), concerned, progress, plan.waves());
        board.count();
        board.findBlockers(plan.inventory().lastChecks(), messages);
        board.findActions();
        return board;
    }

    private Progress of(Assessed each) {
        return progress.getOrDefault(each.item().id(), Progress.none(each.item().id()));
    }

    private void count() {
        for (State state : State.values()) {
            states.put(state, new ArrayList<>());
        }
        for (Proof proof : Proof.values()) {
            proofs.put(proof, new ArrayList<>());
        }
        for (Assessed each : concerned) {
            Progress now = of(each);
            // an exception that has ended is none any more
            State state = now.state() == State.EXCEPTION && !now.excepted(today) ? State.NOT_STARTED : now.state();
            states.get(state).add(each.item().id());
            if (now.counts()) {
                proofs.get(now.proof()).add(each.item().id());
            }
        }
    }

    private static boolean open(Progress now) {
        return !now.counts() && now.state() != State.EXCEPTION;
    }

    private void findBlockers(Map<Long, Inventory.Check> checks, List<Announcements.Record> messages) {
        Set<String> bad = new HashSet<>();
        messages.forEach(message -> {
            if ("sent".equals(message.result())) {
                bad.remove(message.recipient());
            } else if (message.lost()) {
                bad.add(message.recipient());
            }
        });
        Map<String, List<Long>> found = new LinkedHashMap<>();
        for (String id : List.of("blocker.unknown", "blocker.no-way", "blocker.nobody", "blocker.bounced", "blocker.check")) {
            found.put(id, new ArrayList<>());
        }
        for (Assessed each : concerned) {
            if (!open(of(each))) {
                continue;
            }
            long id = each.item().id();
            String mail = Announcements.contact(each.item());
            if (each.judgement().state() == Need.UNKNOWN) {
                found.get("blocker.unknown").add(id);
            } else if (each.judgement().route() == Route.NONE) {
                found.get("blocker.no-way").add(id);
            }
            if (mail.isEmpty()) {
                found.get("blocker.nobody").add(id);
            } else if (bad.contains(mail)) {
                found.get("blocker.bounced").add(id);
            }
            Inventory.Check check = checks.get(id);
            if (check != null && "fault".equals(check.verdict())) {
                found.get("blocker.check").add(id);
            }
        }
        found.forEach((id, items) -> {
            if (!items.isEmpty()) {
                blockers.add(new Figure(id, items));
            }
        });
    }

    private void findActions() {
        Map<Long, Wave> byNumber = new HashMap<>();
        waves.forEach(wave -> byNumber.put(wave.id(), wave));
        add("action.expired",
                concerned.stream().filter(each -> of(each).state() == State.EXCEPTION && !of(each).excepted(today)));
        add("action.overdue", concerned.stream().filter(each -> {
            Wave wave = byNumber.get(of(each).wave());
            return wave != null && wave.ends().isBefore(today) && open(of(each));
        }));
        add("action.prove", concerned.stream().filter(each -> of(each).state() == State.MOVED));
        add("action.tell", concerned.stream().filter(each -> {
            Wave wave = byNumber.get(of(each).wave());
            return wave != null && of(each).state() == State.NOT_STARTED && wave.starts().isBefore(today.plusDays(SOON_DAYS));
        }));
        add("action.find-out", concerned.stream().filter(each -> each.judgement().state() == Need.UNKNOWN && open(of(each))));
        add("action.wave", concerned.stream().filter(each -> of(each).wave() == 0 && open(of(each))));
    }

    private void add(String id, java.util.stream.Stream<Assessed> items) {
        List<Long> ids = items.map(each -> each.item().id()).toList();
        if (!ids.isEmpty()) {
            actions.add(new Figure(id, ids));
        }
    }

    /** Everything that the move is about. */
    public Figure all() {
        return new Figure("all", concerned.stream().map(each -> each.item().id()).toList());
    }

    /** What counts as moved. */
    public Figure proved() {
        return new Figure("proved", states.get(State.PROVED));
    }

    /** What is left: neither proved nor an exception. */
    public Figure open() {
        return new Figure("open", concerned.stream().filter(each -> open(of(each)) || of(each).state() == State.EXCEPTION
                && !of(each).excepted(today)).map(each -> each.item().id()).toList());
    }

    /** How much of it counts as moved, from 0 to 100; 100 when there is nothing to move. */
    public int percent() {
        return concerned.isEmpty() ? 100 : 100 * states.get(State.PROVED).size() / concerned.size();
    }

    /** The items in each state. */
    public Map<State, List<Long>> states() {
        return states;
    }

    /** The items that count, by what proves them. */
    public Map<Proof, List<Long>> proofs() {
        return proofs;
    }

    /** What stands in the way. */
    public List<Figure> blockers() {
        return List.copyOf(blockers);
    }

    /** What is to be done next, the most urgent first. */
    public List<Figure> actions() {
        return List.copyOf(actions);
    }

    /** Exceptions that end within two weeks, the first to end first. */
    public List<Progress> endingSoon() {
        return progress.values().stream()
                .filter(each -> each.excepted(today) && each.until().isBefore(today.plusDays(SOON_DAYS + 1L)))
                .sorted(Comparator.comparing(Progress::until).thenComparingLong(Progress::item)).toList();
    }

    /** All exceptions that hold today, the first to end first. */
    public List<Progress> exceptions() {
        return progress.values().stream().filter(each -> each.excepted(today))
                .sorted(Comparator.comparing(Progress::until).thenComparingLong(Progress::item)).toList();
    }

    /** Who was told a week ago or earlier and has neither answered nor moved. */
    public Figure notAnswered() {
        return new Figure("not-answered", concerned.stream().filter(each -> {
            Progress now = of(each);
            return now.state() == State.TOLD && now.answered() == null && now.at() != null
                    && !LocalDate.ofInstant(now.at(), ZoneId.systemDefault()).isAfter(today.minusDays(ANSWER_DAYS));
        }).map(each -> each.item().id()).toList());
    }

    /** A line for each site, client and so on, the one with the most open items first. */
    public List<Line> by(By by, KnowledgeBase base, Locale locale) {
        Map<String, Line> lines = new LinkedHashMap<>();
        for (Assessed each : concerned) {
            String key = Assessment.key(by, each);
            Line line = lines.computeIfAbsent(key,
                    name -> new Line(Assessment.label(by, name, base, locale), new ArrayList<>(), new ArrayList<>(),
                            new ArrayList<>()));
            line.all().add(each.item().id());
            if (of(each).counts()) {
                line.proved().add(each.item().id());
            } else if (of(each).excepted(today)) {
                line.except().add(each.item().id());
            }
        }
        return lines.values().stream().sorted(Comparator
                .comparingInt((Line line) -> line.proved().size() + line.except().size() - line.all().size())
                .thenComparing(Line::label))
                .toList();
    }

    /** How many were open on each day on which something changed, from the first to today, and how many the waves foresee. */
    public List<Point> burnDown() {
        Map<LocalDate, Integer> proved = new TreeMap<>();
        concerned.stream().map(this::of).filter(Progress::counts).forEach(
                each -> proved.merge(LocalDate.ofInstant(each.proved(), ZoneId.systemDefault()), 1, Integer::sum));
        Map<LocalDate, Integer> due = new TreeMap<>();
        Map<Long, Integer> sizes = new HashMap<>();
        concerned.forEach(each -> sizes.merge(of(each).wave(), 1, Integer::sum));
        waves.forEach(wave -> due.merge(wave.ends(), sizes.getOrDefault(wave.id(), 0), Integer::sum));
        Set<LocalDate> days = new java.util.TreeSet<>(proved.keySet());
        days.addAll(due.keySet());
        days.add(today);
        waves.forEach(wave -> days.add(wave.starts()));
        List<Point> points = new ArrayList<>();
        int open = concerned.size();
        int planned = concerned.size();
        for (LocalDate day : days) {
            open -= proved.getOrDefault(day, 0);
            planned -= due.getOrDefault(day, 0);
            points.add(new Point(day, day.isAfter(today) ? -1 : open, waves.isEmpty() ? -1 : planned));
        }
        return points;
    }

    /** The day that it is about. */
    public LocalDate day() {
        return today;
    }

    /** Items that the move is about, with what they need. */
    public List<Assessed> concerned() {
        return concerned;
    }

    /** How far an item is. */
    public Progress progress(long item) {
        return progress.getOrDefault(item, Progress.none(item));
    }
}
