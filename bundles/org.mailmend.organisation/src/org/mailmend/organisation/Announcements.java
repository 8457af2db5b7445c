package org.mailmend.organisation;

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
import java.util.Set;
import java.util.TreeMap;

import org.mailmend.check.Cancellation;
import org.mailmend.diagnosis.Catalogue;
import org.mailmend.diagnosis.CauseId;
import org.mailmend.diagnosis.Diagnosis;
import org.mailmend.diagnosis.Explainer;
import org.mailmend.diagnosis.Hints;
import org.mailmend.diagnosis.Protocol;
import org.mailmend.knowledge.KnowledgeBase;
import org.mailmend.organisation.Assessment.Assessed;
import org.mailmend.organisation.Judgement.Need;
import org.mailmend.organisation.Progress.State;
import org.mailmend.organisation.internal.Messages;
import org.mailmend.organisation.internal.Writing;
import org.mailmend.tickets.Entry;
import org.mailmend.tickets.TicketStore;
import org.mailmend.tickets.mail.Mail;
import org.mailmend.tickets.mail.MailSender;
import org.mailmend.tickets.mail.OutgoingMail;
import org.mailmend.tickets.mail.SendingAccount;

/** Writes announcements of a wave, sends them in batches after they were looked at, and keeps what became of each. */
public final class Announcements {
    private static final int MOST_STEPS = 8;

    private final Plan plan;
    private final KnowledgeBase base;
    private final Clock clock;

    /** Announcements of this plan. */
    public Announcements(Plan plan, KnowledgeBase base, Clock clock) {
        this.plan = plan;
        this.base = base;
        this.clock = clock;
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
        Map<Long, Progress> now = plan.progress();
        Map<String, List<Assessed>> mine = new TreeMap<>();
        List<Item> unreachable = new ArrayList<>();
        for (Assessed each : assessment.all()) {
            Progress progress = now.get(each.item().id());
            boolean open = progress != null && progress.wave() == wave.id() && !progress.counts()
                    && progress.state() != State.EXCEPTION && each.judgement().state() != Need.FINE;
            if (open) {
                String mail = each.item().get(Field.OWNER).isEmpty() ? each.item().get(Field.MAIL) : each.item().get(Field.OWNER);
                if (mail.isEmpty()) {
                    unreachable.add(each.item());
                } else {
                    mine.computeIfAbsent(mail, key -> new ArrayList<>()).add(each);
                }
            }
        }
        List<Announcement> ready = new ArrayList<>();
        mine.forEach((mail, items) -> ready.add(write(wave, mail, persons.get(mail), items, assessment.circumstances(), help)));
        return new Drafts(ready, unreachable);
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

    // sending

    /** Lets a message leave. */
    @FunctionalInterface
    public interface Outbox {
        /**
         * Sends a message.
         *
         * @return what became of it
         */
        Sent send(Announcement announcement);
    }

    /**
     * What became of a message.
     *
     * @param sent      whether it left
     * @param messageId its Message-ID; empty when it never had one
     * @param detail    why it did not leave; empty when it did
     */
    public record Sent(boolean sent, String messageId, String detail) {
    }

    /** Sends through a server; each message is kept in a ticket, to which answers and bounces come back. */
    public static Outbox mail(TicketStore store, long ticket, SendingAccount account, String who) {
        MailSender sender = new MailSender(store);
        return announcement -> {
            Entry entry = sender.send(ticket, new OutgoingMail(List.of(new Mail.Address("", announcement.recipient())), List.of(),
                    announcement.subject(), announcement.text(), null, false, List.of()), account, who);
            boolean sent = entry.state() == Entry.State.SENT;
            return new Sent(sent, entry.messageId(), sent ? "" : MailSender.reason(entry, announcement.language()));
        };
    }

    /** Told how many have been sent, and of how many. */
    @FunctionalInterface
    public interface Listener {
        void sent(int done, int all);
    }

    /**
     * Sends messages that somebody has looked at, in batches. Whoever got this wave's message already does not get it again; each is
     * recorded as soon as it has left. Ends early when it is cancelled.
     *
     * @param atOnce how many make a batch
     * @param pause  how long to wait between two batches
     * @return how many have left
     * @throws InterruptedException when the thread is interrupted while it waits
     */
    public int send(Wave wave, List<Announcement> messages, Outbox outbox, int atOnce, Duration pause, String who,
            Listener listener, Cancellation cancellation) throws InterruptedException {
        Set<String> had = new java.util.HashSet<>();
        records(wave.id()).stream().filter(record -> "sent".equals(record.result()))
                .forEach(record -> had.add(record.recipient()));
        int left = 0;
        int done = 0;
        for (Announcement message : messages) {
            if (cancellation.isCancelled()) {
                return left;
            }
            if (done > 0 && done % atOnce == 0) {
                Thread.sleep(pause);
            }
            done++;
            if (had.add(message.recipient())) {
                Sent sent = outbox.send(message);
                record(wave, message, "mail", sent);
                if (sent.sent()) {
                    left++;
                    told(message, who);
                }
            }
            listener.sent(done, messages.size());
        }
        return left;
    }

    /** Records that a message was given to a person otherwise, for example in a chat. */
    public void given(Wave wave, Announcement message, String channel, String who) {
        record(wave, message, channel, new Sent(true, "", ""));
        told(message, who);
    }

    private void told(Announcement message, String who) {
        Map<Long, Progress> now = plan.progress();
        plan.set(message.items().stream()
                .filter(item -> !now.containsKey(item) || now.get(item).state() == State.NOT_STARTED).toList(), State.TOLD, who);
    }

    private void record(Wave wave, Announcement message, String channel, Sent sent) {
        plan.inventory().database().transaction(handle -> {
            long id = Writing.number(handle, "message");
            handle.execute(
                    "insert into org_message (id, wave, recipient, channel, language, subject, message_id, at, result, detail) "
                            + "values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                    id, wave.id(), message.recipient(), channel,
                    message.language().getLanguage(), message.subject(), sent.messageId() == null ? "" : sent.messageId(),
                    clock.instant().toEpochMilli(), sent.sent() ? "sent" : "failed", sent.detail());
            for (long item : message.items()) {
                handle.execute("insert into org_message_item (message, item) values (?, ?)", id, item);
            }
            return null;
        });
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
     * @param result    {@code sent}, {@code failed} or {@code bounced}
     * @param detail    why it failed or came back
     */
    public record Record(long id, long wave, String recipient, String channel, String subject, String messageId, Instant at,
            String result, String detail) {
    }

    /** All messages of a wave, the oldest first; of all waves for 0. */
    public List<Record> records(long wave) {
        return plan.inventory().database().read(handle -> handle
                .createQuery("select id, wave, recipient, channel, subject, message_id, at, result, detail from org_message"
                        + (wave == 0 ? "" : " where wave = " + wave) + " order by id")
                .map((row, context) -> new Record(row.getLong(1), row.getLong(2), row.getString(3), row.getString(4),
                        row.getString(5),
                        row.getString(6), Instant.ofEpochMilli(row.getLong(7)), row.getString(8), row.getString(9)))
                .list());
    }

    /**
     * Looks through what came back to the ticket of a wave, and notes which messages did not arrive, and why.
     *
     * @return how many more did not arrive
     */
    public int bounces(Wave wave, List<Entry> entries, Locale locale) {
        List<Record> open = records(wave.id()).stream().filter(record -> "sent".equals(record.result())).toList();
        int found = 0;
        for (Entry entry : entries) {
            if (entry.kind() != Entry.Kind.BOUNCE) {
                continue;
            }
            String text = entry.title() + "\n" + entry.text();
            for (Record record : open) {
                if (text.toLowerCase(Locale.ROOT).contains(record.recipient())) {
                    Diagnosis diagnosis = Explainer.get().explain(text, new Hints(Protocol.SMTP, null, null, null));
                    CauseId cause = diagnosis.cause();
                    bounced(record, Catalogue.get().text(cause, locale).title());
                    found++;
                }
            }
        }
        return found;
    }

    private void bounced(Record record, String why) {
        plan.inventory().database().transaction(handle -> handle.execute(
                "update org_message set result = 'bounced', detail = ? where id = ? and result = 'sent'", why, record.id()));
    }
}
