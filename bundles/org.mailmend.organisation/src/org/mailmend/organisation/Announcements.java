package org.mailmend.organisation;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.function.Supplier;

import org.jdbi.v3.core.Handle;
import org.mailmend.diagnosis.Bounce;
import org.mailmend.diagnosis.Bounces;
import org.mailmend.diagnosis.CauseId;
import org.mailmend.diagnosis.Explainer;
import org.mailmend.knowledge.KnowledgeBase;
import org.mailmend.organisation.Assessment.Assessed;
import org.mailmend.organisation.Progress.State;
import org.mailmend.organisation.internal.Messages;
import org.mailmend.organisation.internal.Writing;
import org.mailmend.tickets.Entry;
import org.mailmend.tickets.TicketChange;
import org.mailmend.tickets.TicketStore;

/** Writes announcements of a wave, and keeps what became of each; a {@link Mailing} sends them. */
public final class Announcements {
    private static final int MOST_STEPS = 8;
    private static final String SENDING = "sending";
    private static final String SENT = "sent";
    private static final String FAILED = "failed";
    private static final String BOUNCED = "bounced";
    private static final String TICKET = "wave.ticket.";
    private static final String READ = "wave.read.";
    /** Within that time a message may still be about to leave in another window. */
    private static final Duration UNSURE = Duration.ofMinutes(2);

    private final Plan plan;
    private final KnowledgeBase base;
    private final Clock clock;
    private final Supplier<Explainer> explainer;

    /** Announcements of this plan; what comes back is explained with the rules of this knowledge base. */
    public Announcements(Plan plan, KnowledgeBase base, Clock clock) {
        this(plan, base, clock, base::explainer);
    }

    /** @param explainer explains what comes back; asked for with each such message, and only then */
    public Announcements(Plan plan, KnowledgeBase base, Clock clock, Supplier<Explainer> explainer) {
        this.plan = plan;
        this.base = base;
        this.clock = clock;
        this.explainer = explainer;
    }

    /**
     * Whom an announcement cannot reach.
     *
     * @param ready       the messages, one for each person
     * @param unreachable items of which nobody knows whose they are
     */
    public record Drafts(List<Announcement> ready, List<Item> unreachable) {
    }

    /**
     * Writes the messages of a wave: one for each person, with everything that this person has to do.
     *
     * @param people items of kind {@link Kind#PERSON}, for names and languages
     * @param help   whom to ask, for example a telephone number or an address
     */
    public Drafts write(Wave wave, Assessment assessment, List<Item> people, String help) {
        Map<String, Item> persons = new LinkedHashMap<>();
        people.stream().filter(item -> item.kind() == Kind.PERSON).forEach(item -> persons.put(item.get(Field.MAIL), item));
        Map<String, List<Assessed>> mine = new TreeMap<>();
        List<Item> unreachable = new ArrayList<>();
        for (Assessed each : plan.toMove(wave.id(), assessment)) {
            String mail = contact(each.item());
            if (mail.isEmpty()) {
                unreachable.add(each.item());
            } else {
                mine.computeIfAbsent(mail, key -> new ArrayList<>()).add(each);
            }
        }
        List<Announcement> ready = new ArrayList<>();
        mine.forEach((mail, items) -> ready.add(write(wave, mail, persons.get(mail), items, assessment.circumstances(), help)));
        return new Drafts(ready, unreachable);
    }

    /** Whom to write to about an item; empty when nobody is known. */
    static String contact(Item item) {
        return item.get(Field.OWNER).isEmpty() ? item.get(Field.MAIL) : item.get(Field.OWNER);
    }

    private Announcement write(Wave wave, String mail, Item person, List<Assessed> items, Circumstances circumstances,
            String help) {
        Locale locale = person != null ? person.language(circumstances.language())
                : items.getFirst().item().language(circumstances.language());
        String name = person == null || person.get(Field.NAME).isEmpty() ? mail : person.get(Field.NAME);
        String day = DateTimeFormatter.ofLocalizedDate(FormatStyle.LONG).withLocale(locale).format(wave.starts());
        StringBuilder parts = new StringBuilder();
        StringBuilder chat = new StringBuilder();
        for (Assessed each : items) {
            String what = name(each.item(), locale);
            parts.append(Messages.text(locale, "announcement.part", what, each.judgement().route().text(locale))).append('\n');
            List<String> steps = steps(each.judgement(), locale);
            if (steps.isEmpty()) {
                steps = List.of(Messages.text(locale, "announcement.ask"));
            }
            for (int i = 0; i < Math.min(steps.size(), MOST_STEPS); i++) {
                parts.append(i + 1).append(". ").append(steps.get(i)).append('\n');
            }
            parts.append('\n');
            chat.append(Messages.text(locale, "announcement.chat.part", what, each.judgement().route().text(locale)))
                    .append('\n');
        }
        String first = name(items.getFirst().item(), locale);
        String subject = Messages.text(locale, items.size() == 1 ? "announcement.subject" : "announcement.subject.many", first,
                day,
                String.valueOf(items.size()));
        String text = Messages.text(locale, "announcement.mail", name, day, parts.toString().strip(), help);
        return new Announcement(mail, locale, subject, text, Messages.text(locale, "announcement.chat", day,
                chat.toString().strip(), help), items.stream().map(each -> each.item().id()).toList());
    }

    private String name(Item item, Locale locale) {
        boolean device = item.kind() != Kind.CLIENT && !item.get(Field.NAME).isEmpty();
        return device ? item.get(Field.NAME)
                : base.client(item.get(Field.CLIENT)).map(client -> client.name().in(locale))
                        .orElse(item.get(Field.PROGRAM).isEmpty() ? item.title() : item.get(Field.PROGRAM));
    }

    /** What to do, step by step, without marks. */
    static List<String> steps(Judgement judgement, Locale locale) {
        return judgement.option() == null ? List.of()
                : judgement.option().steps().stream()
                        .map(step -> step.text().in(locale).replaceAll("\\[([^\\]]{1,200})\\]\\([^)]{1,300}\\)", "$1")
                                .replace("[?]", "")
                                .strip())
                        .toList();
    }

    // what was sent

    /** Whether a person got this wave's message, or may have got it. */
    boolean had(Wave wave, Announcement message) {
        return plan.inventory().database().read(handle -> had(handle, wave, message));
    }

    private static boolean had(Handle handle, Wave wave, Announcement message) {
        return handle.createQuery("select count(*) from org_message where wave = :wave and recipient = :recipient "
                + "and result in ('sending', 'sent', 'bounced')").bind("wave", wave.id()).bind("recipient", message.recipient())
                .mapTo(Long.class).one() > 0;
    }

    /**
     * Notes that a message is about to leave; only one of all that claim the same gets it.
     *
     * @return number of the record; empty when the person got this wave's message, or may have got it
     */
    OptionalLong claim(Wave wave, Announcement message, String channel) {
        return plan.inventory().database().transaction(handle -> {
            // takes the row of the counter first, so that two who claim come one after the other on PostgreSQL too
            long id = Writing.number(handle, "message");
            if (had(handle, wave, message)) {
                return OptionalLong.empty();
            }
            record(handle, id, wave, message, channel, "sending");
            return OptionalLong.of(id);
        });
    }

    /** Notes what became of a message that was claimed. */
    void settle(long record, Mailing.Sent sent) {
        settle(record, sent.sent() ? SENT : FAILED, sent.messageId(), sent.detail());
    }

    private int settle(long record, String result, String messageId, String detail) {
        return plan.inventory().database().transaction(handle -> handle.execute(
                "update org_message set result = ?, message_id = ?, detail = ? where id = ? and result = 'sending'", result,
                messageId == null ? "" : messageId, detail, record));
    }

    /** Records that a message was given to a person otherwise, for example in a chat; then none leaves any more. */
    public void given(Wave wave, Announcement message, String channel, String who) {
        plan.inventory().database().transaction(handle -> {
            record(handle, Writing.number(handle, "message"), wave, message, channel, SENT);
            return null;
        });
        told(message, who);
    }

    /** Counts the items of a message as told. */
    void told(Announcement message, String who) {
        Map<Long, Progress> now = plan.progress();
        plan.set(message.items().stream()
                .filter(item -> !now.containsKey(item) || now.get(item).state() == State.NOT_STARTED).toList(), State.TOLD, who);
    }

    private void record(Handle handle, long id, Wave wave, Announcement message, String channel, String result) {
        handle.execute(
                "insert into org_message (id, wave, recipient, channel, language, subject, message_id, at, result, detail) "
                        + "values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                id, wave.id(), message.recipient(), channel,
                message.language().getLanguage(), message.subject(), "", clock.instant().toEpochMilli(), result, "");
        for (long item : message.items()) {
            handle.execute("insert into org_message_item (message, item) values (?, ?)", id, item);
        }
    }

    /**
     * A message that was sent, or not.
     *
     * @param id        its number
     * @param wave      number of its wave
     * @param recipient mail address
     * @param channel   {@code mail}, {@code chat} and so on
     * @param subject   its subject
     * @param messageId its Message-ID; empty for none
     * @param at        when
     * @param result    {@code sending} while it leaves, and when nobody knows whether it left because Mailmend ended meanwhile;
     *                  {@code sent}, {@code failed} or {@code bounced}
     * @param detail    why it failed or came back: the name of a {@link CauseId}, or a sentence
     */
    public record Record(long id, long wave, String recipient, String channel, String subject, String messageId, Instant at,
            String result, String detail) {
        /** Whether it did not arrive. */
        public boolean lost() {
            return FAILED.equals(result) || BOUNCED.equals(result);
        }

        /**
         * Whether nobody knows if it left, because Mailmend ended while it did; somebody has to say so, see {@link Announcements#resolve}.
         */
        public boolean unsure(Instant now) {
            return SENDING.equals(result) && at.isBefore(now.minus(UNSURE));
        }

        /** How far it is, in English or Japanese. */
        public String state(Locale locale) {
            return Messages.text(locale, "message." + result);
        }

        /** Why it did not arrive, in English or Japanese; empty when it did, as far as is known. */
        public String why(Locale locale) {
            return Mailing.why(detail, locale);
        }
    }

    /**
     * Notes what somebody says of a message of which nobody knows whether it left.
     *
     * @param arrived whether it did; when it did not, it may be sent again
     * @return false when that is known by now, or it may still be about to leave; then nothing is changed
     */
    public boolean resolve(Record record, boolean arrived, String who) {
        if (!record.unsure(clock.instant())
                || settle(record.id(), arrived ? SENT : FAILED, "", arrived ? "" : Mailing.NOT_THERE) == 0) {
            return false;
        }
        if (arrived) {
            told(record, who);
        }
        return true;
    }

    /** All messages of a wave, the oldest first; of all waves for 0. */
    public List<Record> records(long wave) {
        return records(wave == 0 ? "" : " where wave = " + wave);
    }

    /** All messages about an item, the oldest first. */
    public List<Record> about(long item) {
        return records(" where id in (select message from org_message_item where item = " + item + ")");
    }

    private List<Record> records(String where) {
        return plan.inventory().database().read(handle -> handle
                .createQuery(
                        "select id, wave, recipient, channel, subject, message_id, at, result, detail from org_message" + where
                                + " order by id")
                .map((row, context) -> new Record(row.getLong(1), row.getLong(2), row.getString(3), row.getString(4),
                        row.getString(5), row.getString(6), Instant.ofEpochMilli(row.getLong(7)), row.getString(8),
                        row.getString(9)))
                .list());
    }

    /** All waves by their first days. */
    public List<Wave> waves() {
        return plan.waves();
    }

    // what came back

    /** The ticket in which the messages of a wave are kept, and to which answers come back; empty before the first was sent. */
    public OptionalLong ticket(long wave) {
        return plan.inventory().setting("", TICKET + wave).map(text -> OptionalLong.of(Long.parseLong(text)))
                .orElse(OptionalLong.empty());
    }

    /** The same, and made when there is none. */
    public long ticket(Wave wave, TicketStore store, Locale locale, String who) {
        OptionalLong there = ticket(wave.id());
        if (there.isPresent() && store.ticket(there.getAsLong()).isPresent()) {
            return there.getAsLong();
        }
        long number = store.create(TicketChange.none().subject(Messages.text(locale, "announcement.ticket", wave.name()))
                .language(locale.getLanguage()), who).number();
        plan.inventory().setSetting("", TICKET + wave.id(), Long.toString(number));
        return number;
    }

    /**
     * What came back.
     *
     * @param lost     how many more messages did not arrive
     * @param answered how many more people answered
     * @param settled  of how many messages it is known now whether they left before Mailmend ended
     */
    public record Back(int lost, int answered, int settled) {
        /** Whether anything did. */
        public boolean any() {
            return lost + answered + settled > 0;
        }
    }

    /**
     * Looks through the ticket of a wave: which messages came back, and why; who answered; and which left although Mailmend ended before
     * it could note it. Nothing is counted twice.
     */
    public Back readBack(Wave wave, TicketStore store, String who) {
        OptionalLong ticket = ticket(wave.id());
        if (ticket.isEmpty() || store.ticket(ticket.getAsLong()).isEmpty()) {
            return new Back(0, 0, 0);
        }
        List<Entry> entries = store.entries(ticket.getAsLong());
        int settled = settle(wave, entries);
        long read = plan.inventory().setting("", READ + wave.id()).map(Long::parseLong).orElse(0L);
        List<Entry> fresh = entries.stream().filter(entry -> entry.id() > read).toList();
        int lost = 0;
        int answered = 0;
        for (Entry entry : fresh) {
            if (entry.kind() == Entry.Kind.BOUNCE) {
                lost += bounced(wave, bounce(entry, store));
            } else if (entry.kind() == Entry.Kind.MESSAGE_IN && "person".equals(entry.data("mail-kind"))) {
                answered += answered(wave, entry, who) ? 1 : 0;
            }
        }
        if (!fresh.isEmpty()) {
            plan.inventory().setSetting("", READ + wave.id(),
                    Long.toString(fresh.stream().mapToLong(Entry::id).max().orElse(read)));
        }
        return new Back(lost, answered, settled);
    }

    /** What was about to leave when Mailmend ended: the ticket says whether it did. */
    private int settle(Wave wave, List<Entry> entries) {
        int settled = 0;
        for (Record record : records(wave.id())) {
            if (!SENDING.equals(record.result())) {
                continue;
            }
            Entry entry = entries.stream()
                    .filter(each -> each.kind() == Entry.Kind.MESSAGE_OUT && each.data("to").equalsIgnoreCase(record.recipient())
                            && !each.at().isBefore(record.at().minusSeconds(1)))
                    .reduce((first, second) -> second).orElse(null);
            if (entry == null && record.at().isBefore(clock.instant().minus(UNSURE))) {
                // a message is kept in the ticket before it leaves: this one never got so far
                settle(record.id(), FAILED, "", Mailing.CUT_OFF);
                settled++;
            } else if (entry != null && entry.state() == Entry.State.SENT) {
                settle(record.id(), SENT, entry.messageId(), "");
                told(record, "Mailmend");
                settled++;
            } else if (entry != null && entry.state() == Entry.State.FAILED) {
                settle(record.id(), FAILED, entry.messageId(), Mailing.cause(entry.data("cause")).name());
                settled++;
            }
        }
        return settled;
    }

    private void told(Record record, String who) {
        told(new Announcement(record.recipient(), Locale.ENGLISH, "", "", "", items(record)), who);
    }

    private List<Long> items(Record record) {
        return plan.inventory().database().read(handle -> handle
                .createQuery("select item from org_message_item where message = :id order by item").bind("id", record.id())
                .mapTo(Long.class).list());
    }

    private Bounce bounce(Entry entry, TicketStore store) {
        byte[] original = entry.attachments().stream().filter(each -> "original.eml".equals(each.name())).findFirst()
                .map(store::content).orElse(entry.text().getBytes(StandardCharsets.UTF_8));
        return Bounces.with(explainer.get()).read(original);
    }

    private int bounced(Wave wave, Bounce bounce) {
        if (bounce.kind() != Bounce.Kind.FAILURE) {
            // late is not lost
            return 0;
        }
        int found = 0;
        for (Record record : records(wave.id())) {
            Bounce.Recipient recipient = SENT.equals(record.result()) && "mail".equals(record.channel())
                    ? bounce.recipients().stream()
                            .filter(each -> record.recipient().equalsIgnoreCase(each.original())
                                    || record.recipient().equalsIgnoreCase(each.address()))
                            .findFirst().orElse(null)
                    : null;
            if (recipient != null && recipient.permanent()) {
                plan.inventory().database().transaction(handle -> handle.execute(
                        "update org_message set result = 'bounced', detail = ? where id = ? and result = 'sent'",
                        recipient.cause().name(), record.id()));
                found++;
            }
        }
        return found;
    }

    private boolean answered(Wave wave, Entry entry, String who) {
        String from = entry.data("from").replaceAll("(?s)^.*<([^<>]*)>\\s*$", "$1").strip();
        Map<Long, Progress> now = plan.progress();
        List<Long> items = records(wave.id()).stream().filter(record -> record.recipient().equalsIgnoreCase(from))
                .flatMap(record -> items(record).stream()).distinct()
                .filter(item -> now.containsKey(item) && now.get(item).answered() == null).toList();
        if (!items.isEmpty()) {
            plan.answered(items, who);
        }
        return !items.isEmpty();
    }
}
