package org.mailmend.tickets.mail;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;

import org.mailmend.check.Redactor;
import org.mailmend.diagnosis.CauseId;
import org.mailmend.diagnosis.Diagnosis;
import org.mailmend.diagnosis.Explainer;
import org.mailmend.diagnosis.Hints;
import org.mailmend.knowledge.analysis.Fold;
import org.mailmend.tickets.Attachment;
import org.mailmend.tickets.Contact;
import org.mailmend.tickets.Entry;
import org.mailmend.tickets.Field;
import org.mailmend.tickets.Incoming;
import org.mailmend.tickets.TicketChange;
import org.mailmend.tickets.TicketException;
import org.mailmend.tickets.TicketStore;
import org.mailmend.tickets.internal.Messages;
import org.mailmend.tickets.internal.Values;

/** Puts mails into tickets: answers go to their ticket, others make a new one, and none comes in twice. Safe for every thread. */
public final class MailIntake {
    /** As whom mails are put in. */
    public static final String WHO = "mail";

    private static final int EXPLAINED = 50_000;

    private final TicketStore store;
    private final MailReader reader;
    private final Locale locale;
    private final Supplier<Explainer> explainer;

    /**
     * @param store  where mails go
     * @param locale language of what mails do not say, for example of a missing subject
     */
    public MailIntake(TicketStore store, Locale locale) {
        this(store, locale, Explainer::get);
    }

    /**
     * @param store     where mails go
     * @param locale    language of what mails do not say
     * @param explainer explains mails and bounces, for example with a team's own rules; asked for with each mail
     */
    public MailIntake(TicketStore store, Locale locale, Supplier<Explainer> explainer) {
        this.store = store;
        this.explainer = explainer;
        this.reader = new MailReader(store.id(), explainer);
        this.locale = locale;
    }

    /**
     * What became of a mail.
     *
     * @param mail the mail as it was read
     * @param kept where it is now
     */
    public record Taken(Mail mail, Incoming.Kept kept) {
    }

    /** Puts a mail in. When this returns, it is on the disk. */
    public Taken take(byte[] bytes) {
        return take(bytes, null);
    }

    /**
     * Puts a mail of a mailbox in, and keeps with it how far the mailbox is read.
     *
     * @param cursor null for none
     */
    public Taken take(byte[] bytes, Incoming.Cursor cursor) {
        Mail mail = reader.read(bytes);
        return new Taken(mail, store.receive(incoming(mail, cursor), WHO));
    }

    private Incoming incoming(Mail mail, Incoming.Cursor cursor) {
        boolean bounce = mail.kind() == Mail.Kind.BOUNCE;
        Instant at = mail.date() == null || mail.date().isAfter(Instant.now()) ? Instant.now() : mail.date();
        String who = mail.from() == null ? "" : mail.from().name().isEmpty() ? mail.from().address() : mail.from().name();
        Entry entry = new Entry(0, 0, bounce ? Entry.Kind.BOUNCE : Entry.Kind.MESSAGE_IN, at, who, mail.subject(),
                Values.shorten(mail.text(), 1_000_000), null, null, mail.messageId(), data(mail), List.of());
        List<Attachment.Content> files = new ArrayList<>(mail.files());
        if (!mail.html().isEmpty()) {
            files.add(new Attachment.Content("message.html", "text/html", mail.html().getBytes(StandardCharsets.UTF_8)));
        }
        return new Incoming(mail.hash(), mail.answers(), mail.number(), sender(mail), wanted(mail), entry, files,
                mail.kind() == Mail.Kind.PERSON, cursor);
    }

    private static Map<String, String> data(Mail mail) {
        Map<String, String> data = new TreeMap<>();
        put(data, "from", mail.from() == null ? "" : mail.from().toString());
        put(data, "to", join(mail.to()));
        put(data, "cc", join(mail.cc()));
        put(data, "reply-to", mail.replyTo() == null ? "" : mail.replyTo().toString());
        put(data, "mail-kind", mail.kind().id());
        put(data, "headers", mail.headers());
        put(data, "broken", mail.broken() == null ? "" : mail.broken());
        if (mail.bounce().isBounce()) {
            put(data, "cause", mail.bounce().diagnosis().cause().name());
            put(data, "recipients", mail.bounce().recipients().stream().map(each -> each.address() + " " + each.cause())
                    .collect(Collectors.joining("\n")));
        }
        return data;
    }

    private static void put(Map<String, String> data, String name, String value) {
        String clean = Values.text(value);
        if (!clean.isEmpty()) {
            data.put(name, clean);
        }
    }

    private static String join(List<Mail.Address> addresses) {
        return addresses.stream().map(Mail.Address::toString).collect(Collectors.joining(", "));
    }

    /** Nobody for reports of servers, and for addresses that are none. */
    private static Contact sender(Mail mail) {
        if (mail.from() == null || mail.kind() == Mail.Kind.BOUNCE || mail.kind() == Mail.Kind.REPORT) {
            return null;
        }
        String language = Fold.isJapanese(mail.subject() + mail.text()) ? "ja" : "en";
        try {
            return Contact.of(Values.shorten(mail.from().name(), 200), mail.from().address()).withLanguage(language);
        } catch (TicketException e) {
            // an address that is none
            return null;
        }
    }

    private TicketChange wanted(Mail mail) {
        String first = mail.text().lines().map(String::strip).filter(line -> !line.isEmpty()).findFirst().orElse("");
        String subject = Values.line(mail.subject()).isEmpty() ? Values.line(first) : mail.subject();
        TicketChange change = TicketChange.none()
                .subject(Values.shorten(
                        Values.line(Redactor.GENERAL.redact(subject)).isEmpty() ? Messages.text(locale, "mail.no-subject")
                                : Values.line(Redactor.GENERAL.redact(subject)),
                        Field.SUBJECT.limit()))
                .symptom(Values.shorten(mail.text(), Field.SYMPTOM.limit()))
                .language(Fold.isJapanese(subject + mail.text()) ? "ja" : "en");
        Diagnosis diagnosis = mail.bounce().isBounce() ? mail.bounce().diagnosis()
                : explainer.get().explain(Values.shorten(mail.subject() + "\n" + mail.text(), EXPLAINED), Hints.NONE);
        return diagnosis.cause() == CauseId.UNKNOWN || diagnosis.cause() == CauseId.OK ? change : change.diagnosis(diagnosis);
    }
}
