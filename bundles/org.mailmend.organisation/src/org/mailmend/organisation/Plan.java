package org.mailmend.organisation;

import java.time.Clock;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;

import org.jdbi.v3.core.Handle;
import org.mailmend.check.CheckResult;
import org.mailmend.check.Mechanism;
import org.mailmend.diagnosis.Stage;
import org.mailmend.diagnosis.Who;
import org.mailmend.knowledge.Route;
import org.mailmend.organisation.Assessment.Assessed;
import org.mailmend.organisation.Judgement.Need;
import org.mailmend.organisation.Progress.Proof;
import org.mailmend.organisation.Progress.State;
import org.mailmend.organisation.internal.Messages;
import org.mailmend.organisation.internal.Writing;
import org.mailmend.tickets.Ticket;
import org.mailmend.tickets.TicketChange;
import org.mailmend.tickets.TicketStore;

/**
 * The plan of the move: waves, and how far each item is. What a method that changes something has returned from is on the disk. Safe for
 * every thread; no method may be called on a thread that must not wait.
 */
public final class Plan {
    private static final String FREEZE = "plan.freeze-days";
    private static final int REASON = 1000;

    private final Inventory inventory;
    private final Clock clock;

    /** The plan that is kept with an inventory. */
    public Plan(Inventory inventory, Clock clock) {
        this.inventory = inventory;
        this.clock = clock;
    }

    /** The inventory that it is about. */
    public Inventory inventory() {
        return inventory;
    }

    LocalDate today() {
        return LocalDate.now(clock);
    }

    // waves

    /** All waves by their first days. */
    public List<Wave> waves() {
        return inventory.database().read(handle -> handle
                .createQuery("select id, name, starts, ends, capacity, note from org_wave order by starts, id")
                .map((row, context) -> new Wave(row.getLong(1), row.getString(2), LocalDate.parse(row.getString(3)),
                        LocalDate.parse(row.getString(4)), row.getInt(5), row.getString(6)))
                .list());
    }

    /** Keeps a wave; a new one gets its number. */
    public Wave save(Wave wave) {
        return inventory.database().transaction(handle -> {
            long id = wave.id() == 0 ? Writing.number(handle, "wave") : wave.id();
            handle.execute("delete from org_wave where id = ?", id);
            handle.execute("insert into org_wave (id, name, starts, ends, capacity, note) values (?, ?, ?, ?, ?, ?)", id,
                    wave.name().strip(), wave.starts().toString(), wave.ends().toString(), (long) wave.capacity(), wave.note());
            return new Wave(id, wave.name().strip(), wave.starts(), wave.ends(), wave.capacity(), wave.note());
        });
    }

    /** Takes a wave away; its items belong to none then. */
    public void remove(long wave) {
        inventory.database().transaction(handle -> {
            handle.execute("update org_state set wave = 0 where wave = ?", wave);
            return handle.execute("delete from org_wave where id = ?", wave);
        });
    }

    /** Days on which nothing is moved, such as the end of the year or the closing of accounts. */
    public Set<LocalDate> freezeDays() {
        Set<LocalDate> days = new TreeSet<>();
        inventory.setting("", FREEZE).ifPresent(text -> text.lines().forEach(line -> days.add(LocalDate.parse(line))));
        return days;
    }

    /** Sets the days on which nothing is moved. */
    public void setFreezeDays(Set<LocalDate> days) {
        inventory.setSetting("", FREEZE, String.join("\n", new TreeSet<>(days).stream().map(LocalDate::toString).toList()));
    }

    /** How many items a wave can take: its capacity on each day that is neither a weekend nor a freeze day. */
    public int room(Wave wave) {
        return room(wave, freezeDays());
    }

    private static int room(Wave wave, Set<LocalDate> freeze) {
        int days = 0;
        for (LocalDate day = wave.starts(); !day.isAfter(wave.ends()); day = day.plusDays(1)) {
            boolean weekend = day.getDayOfWeek() == DayOfWeek.SATURDAY || day.getDayOfWeek() == DayOfWeek.SUNDAY;
            days += weekend || freeze.contains(day) ? 0 : 1;
        }
        return days * wave.capacity();
    }

    // states

    /** How far all items are with which somebody has begun. */
    public Map<Long, Progress> progress() {
        return inventory.database().read(Plan::read);
    }

    /** How far an item is. */
    public Progress progress(long item) {
        return progress().getOrDefault(item, Progress.none(item));
    }

    private static Map<Long, Progress> read(Handle handle) {
        Map<Long, Progress> all = new HashMap<>();
        handle.createQuery("select item, state, wave, proof, proved, until, reason, answered, at, who from org_state")
                .map((row, context) -> new Progress(row.getLong(1), State.fromId(row.getString(2)), row.getLong(3),
                        Proof.valueOf(row.getString(4).toUpperCase(Locale.ROOT).replace('-', '_')), instant(row.getLong(5)),
                        row.getString(6).isEmpty() ? null : LocalDate.parse(row.getString(6)), row.getString(7),
                        instant(row.getLong(8)), instant(row.getLong(9)), row.getString(10)))
                .list().forEach(each -> all.put(each.item(), each));
        return all;
    }

    private static Instant instant(long millis) {
        return millis == 0 ? null : Instant.ofEpochMilli(millis);
    }

    private static long millis(Instant instant) {
        return instant == null ? 0 : instant.toEpochMilli();
    }

    private void change(Collection<Long> items, String who, UnaryOperator<Progress> how) {
        Writing.run(inventory.database(), who, "plan", writing -> {
            Map<Long, Progress> now = read(writing.handle());
            for (long item : items) {
                Progress before = now.getOrDefault(item, Progress.none(item));
                Progress after = how.apply(before);
                if (!after.equals(before)) {
                    write(writing, before, after);
                }
            }
            return null;
        });
    }

    private static void write(Writing writing, Progress before, Progress after) {
        Handle handle = writing.handle();
        handle.execute("delete from org_state where item = ?", after.item());
        handle.execute("insert into org_state (item, state, wave, proof, proved, until, reason, answered, at, who) "
                + "values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", after.item(), after.state().id(), after.wave(), after.proof().id(),
                millis(after.proved()), after.until() == null ? "" : after.until().toString(), after.reason(),
                millis(after.answered()), millis(after.at()), after.who());
        if (before.state() != after.state()) {
            writing.event(after.item(), "state", after.proof().id(), before.state().id(), after.state().id());
        }
    }

    /** Puts items into a wave, or into none for 0. */
    public void assign(Collection<Long> items, long wave, String who) {
        Instant now = clock.instant();
        change(items, who, progress -> progress.withWave(wave, now, who));
    }

    /**
     * Says how far items are.
     *
     * @throws OrganisationException for {@link State#PROVED}, which takes a proof, and {@link State#EXCEPTION}, which takes a day
     */
    public void set(Collection<Long> items, State state, String who) {
        if (state == State.PROVED || state == State.EXCEPTION) {
            throw new OrganisationException("plan.proof");
        }
        Instant now = clock.instant();
        change(items, who, progress -> new Progress(progress.item(), state, progress.wave(), Proof.NONE, null, null, "",
                progress.answered(), now, who));
    }

    /**
     * Leaves items as they are until a day.
     *
     * @throws OrganisationException without a reason, or for a day that has passed or is more than two years away
     */
    public void except(Collection<Long> items, LocalDate until, String reason, String who) {
        if (reason.isBlank() || reason.length() > REASON) {
            throw new OrganisationException("plan.reason", REASON);
        }
        if (until.isBefore(today()) || until.isAfter(today().plusYears(2))) {
            throw new OrganisationException("plan.until");
        }
        Instant now = clock.instant();
        change(items, who, progress -> progress.withException(until, reason.strip(), now, who));
    }

    /** Takes a person's word that an item is moved; it counts, and is shown as what it is. */
    public void word(Collection<Long> items, String words, String who) {
        Instant now = clock.instant();
        change(items, who,
                progress -> progress.withProof(Proof.WORD, now, words.length() > REASON ? words.substring(0, REASON) : words,
                        who));
    }

    /**
     * Proves by the tester that an item is moved.
     *
     * @param route the way that it is to take: with OAuth, a sign-in with a password proves nothing
     * @throws OrganisationException when the check did not come as far as a sign-in, or for a relay a recipient, that was accepted
     */
    public void prove(long item, Route route, CheckResult result, String who) {
        boolean far = result.stages().stream().anyMatch(stage -> stage.status() == CheckResult.Status.OK
                && (stage.stage() == Stage.AUTH || stage.stage() == Stage.RCPT));
        if (!far || result.verdict() == CheckResult.Verdict.FAULT || result.verdict() == CheckResult.Verdict.UNTESTED) {
            throw new OrganisationException("plan.not-proved");
        }
        if (route == Route.OAUTH && result.stages().stream().noneMatch(Plan::isOAuth)) {
            throw new OrganisationException("plan.not-oauth");
        }
        change(List.of(item), who, progress -> progress.withProof(Proof.CHECK, result.started(), "", who));
    }

    private static boolean isOAuth(CheckResult.StageResult stage) {
        return stage.stage() == Stage.AUTH && stage.detail() != null && stage.detail().args().stream()
                .anyMatch(name -> Mechanism.fromName(name).filter(Mechanism::usesToken).isPresent());
    }

    /** Notes that people have answered an announcement. */
    public void answered(Collection<Long> items, String who) {
        Instant now = clock.instant();
        change(items, who, progress -> progress.withAnswer(now, who));
    }

    /**
     * Counts items as proved that a log shows to sign in with OAuth: those with which somebody has begun, and those that signed in with a
     * password before. What signed in well from the beginning is no part of the move.
     *
     * @return how many are proved now that were not before
     */
    public int proveBySignIns(List<Item> items, String who) {
        Map<Long, Progress> now = progress();
        Set<Long> changed = inventory.database().read(handle -> new java.util.HashSet<>(handle
                .createQuery(
                        "select distinct item from org_event where kind = 'set' and field = 'sign-in' and before like '%password'")
                .mapTo(Long.class).list()));
        List<Long> proved = items.stream()
                .filter(item -> "oauth".equals(item.get(Field.SIGN_IN)) && !item.get(Field.LAST_USED).isEmpty())
                .map(Item::id).filter(id -> now.containsKey(id) ? !now.get(id).counts() : changed.contains(id)).toList();
        Instant at = clock.instant();
        if (!proved.isEmpty()) {
            change(proved, who, progress -> progress.withProof(Proof.SIGN_IN, at, "", who));
        }
        return proved.size();
    }

    // sorting into waves

    /**
     * A proposal: which items go into which wave.
     *
     * @param waves items of each wave, in the order in which they are moved
     * @param left  items for which there is no room
     */
    public record Proposal(Map<Wave, List<Assessed>> waves, List<Assessed> left) {
    }

    /**
     * Sorts everything that has to be moved into the waves that have not ended: the riskiest first, of those the quickest, items with
     * the same client at the same site together. What is in a wave already stays there.
     */
    public Proposal propose(Assessment assessment) {
        Map<Long, Progress> now = progress();
        Set<LocalDate> freeze = freezeDays();
        LocalDate today = today();
        List<Wave> open = waves().stream().filter(wave -> !wave.ends().isBefore(today)).toList();
        Map<Long, Integer> taken = new HashMap<>();
        now.values().forEach(each -> taken.merge(each.wave(), 1, Integer::sum));
        List<Assessed> rest = new ArrayList<>(assessment.all().stream().filter(each -> {
            Need need = each.judgement().state();
            Progress progress = now.getOrDefault(each.item().id(), Progress.none(each.item().id()));
            return (need == Need.MOVE || need == Need.UNKNOWN) && progress.wave() == 0 && !progress.counts()
                    && !progress.excepted(today);
        }).toList());
        rest.sort(Comparator.comparing((Assessed each) -> each.judgement().risk()).reversed()
                .thenComparingInt(each -> each.judgement().minutes()).thenComparing(each -> each.item().get(Field.CLIENT))
                .thenComparing(each -> each.item().get(Field.SITE)).thenComparingLong(each -> each.item().id()));
        Map<Wave, List<Assessed>> sorted = new LinkedHashMap<>();
        int next = 0;
        for (Wave wave : open) {
            int room = Math.max(0, room(wave, freeze) - taken.getOrDefault(wave.id(), 0));
            int end = Math.min(rest.size(), next + room);
            sorted.put(wave, List.copyOf(rest.subList(next, end)));
            next = end;
        }
        return new Proposal(sorted, List.copyOf(rest.subList(next, rest.size())));
    }

    /** Puts the items into the waves as proposed. */
    public void accept(Proposal proposal, String who) {
        Map<Long, Long> waves = new HashMap<>();
        proposal.waves().forEach((wave, items) -> items.forEach(each -> waves.put(each.item().id(), wave.id())));
        Instant now = clock.instant();
        change(waves.keySet(), who, progress -> progress.withWave(waves.get(progress.item()), now, who));
    }

    // tickets

    /**
     * What of a wave is still to be moved: what is neither proved, nor well as it is, nor an exception that holds.
     *
     * @param wave its number; 0 for what is in none
     */
    List<Assessed> toMove(long wave, Assessment assessment) {
        Map<Long, Progress> now = progress();
        LocalDate today = today();
        return assessment.all().stream().filter(each -> {
            Progress progress = now.getOrDefault(each.item().id(), Progress.none(each.item().id()));
            return progress.wave() == wave && !progress.counts() && !progress.excepted(today)
                    && each.judgement().state() != Need.FINE;
        }).toList();
    }

    /**
     * What of a wave needs hands: what is open, has no ticket, and is not done by its user alone.
     *
     * @param wave its number; 0 for what is in none
     */
    public List<Assessed> needHands(long wave, Assessment assessment) {
        Map<Long, Set<Long>> tickets = inventory.tickets();
        return toMove(wave, assessment).stream()
                .filter(each -> each.judgement().who() != Who.USER && !tickets.containsKey(each.item().id())).toList();
    }

    /**
     * Makes a ticket for each item that has none, and links the two.
     *
     * @return the numbers of the new tickets
     */
    public List<Long> tickets(List<Assessed> items, TicketStore store, Locale locale, String who) {
        Map<Long, Set<Long>> there = inventory.tickets();
        List<Long> numbers = new ArrayList<>();
        for (Assessed each : items) {
            if (there.containsKey(each.item().id())) {
                continue;
            }
            Judgement judgement = each.judgement();
            TicketChange change = TicketChange.none()
                    .subject(Messages.text(locale, "ticket.subject", each.item().title(), judgement.route().text(locale)))
                    .client(each.item().get(Field.CLIENT)).route(judgement.route()).language(locale.getLanguage())
                    .symptom(Messages.text(locale, "ticket.symptom", String.join("\n", judgement.because(locale)),
                            judgement.breaks(locale)));
            if (judgement.option() != null) {
                List<String> texts = Announcements.steps(judgement, locale);
                List<Ticket.Step> steps = new ArrayList<>();
                for (int i = 0; i < texts.size(); i++) {
                    steps.add(new Ticket.Step(String.valueOf(i + 1), texts.get(i), false));
                }
                change = change.steps(steps);
            }
            long number = store.create(change, who).number();
            inventory.addTicket(each.item().id(), number);
            numbers.add(number);
        }
        return numbers;
    }
}
