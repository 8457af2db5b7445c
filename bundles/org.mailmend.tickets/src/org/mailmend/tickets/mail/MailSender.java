package org.mailmend.tickets.mail;

import java.io.UnsupportedEncodingException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Collectors;

import org.mailmend.diagnosis.Catalogue;
import org.mailmend.diagnosis.CauseId;
import org.mailmend.diagnosis.Diagnosis;
import org.mailmend.diagnosis.Explainer;
import org.mailmend.diagnosis.Hints;
import org.mailmend.diagnosis.Protocol;
import org.mailmend.tickets.Attachment;
import org.mailmend.tickets.Entry;
import org.mailmend.tickets.TicketException;
import org.mailmend.tickets.TicketException.Reason;
import org.mailmend.tickets.TicketStore;
import org.mailmend.tickets.internal.Values;
import org.mailmend.tickets.internal.mail.Sessions;

import jakarta.activation.DataHandler;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import jakarta.mail.util.ByteArrayDataSource;
import jakarta.mail.util.StreamProvider;

/**
 * Sends messages of tickets. A message is kept in its ticket before it leaves; when it cannot leave, it stays there with the reason,
 * and can be sent again as the same message.
 */
public final class MailSender {
    private static final Duration ANSWER = Duration.ofSeconds(60);
    private static final int LONGEST_ERROR = 4000;

    private final TicketStore store;
    private final String storeId;
    private final Supplier<Explainer> explainer;

    public MailSender(TicketStore store) {
        this(store, Explainer::get);
    }

    /** @param explainer explains why a message could not leave; asked for with each such message */
    public MailSender(TicketStore store, Supplier<Explainer> explainer) {
        this.store = store;
        this.explainer = explainer;
        this.storeId = store.id();
    }

    /**
     * Sends a message.
     *
     * @param number number of the ticket that it belongs to
     * @return the message as it is kept: sent, or failed with the reason in its data: {@code error} is what was met, {@code cause} the
     *         {@link CauseId} that it points to
     * @throws TicketException when it has no recipient or nothing in it; then nothing is kept
     */
    public Entry send(long number, OutgoingMail mail, SendingAccount account, String who) {
        Map<String, String> data = new TreeMap<>();
        put(data, "from", account.from().toString());
        String domain = account.from().address().replaceAll("^.*@", "").replaceAll("[^A-Za-z0-9.-]", "");
        Entry entry = entry(mail, Entry.State.SENDING, domain, data, who);
        return transmit(store.add(number, entry, mail.files(), who), mail.to(), mail.cc(), account, who);
    }

    /**
     * Keeps a message that cannot leave as there is no account to send it with. It can be sent again like any other that failed.
     *
     * @param reason a sentence for the user
     */
    public Entry keep(long number, OutgoingMail mail, String reason, String who) {
        Map<String, String> data = new TreeMap<>();
        put(data, "reason", Values.shorten(Values.line(reason), LONGEST_ERROR));
        return store.add(number, entry(mail, Entry.State.FAILED, "", data, who), mail.files(), who);
    }

    private static Entry entry(OutgoingMail mail, Entry.State state, String domain, Map<String, String> data, String who) {
        if (mail.to().isEmpty()) {
            throw new TicketException(Reason.INPUT, "reply.nobody");
        }
        if (Values.text(mail.text()).isEmpty()) {
            throw new TicketException(Reason.INPUT, "reply.nothing");
        }
        put(data, "to", join(mail.to()));
        put(data, "cc", join(mail.cc()));
        put(data, "in-reply-to", mail.answers() == null ? "" : mail.answers());
        put(data, "automatic", mail.automatic() ? "yes" : "");
        return new Entry(0, 0, Entry.Kind.MESSAGE_OUT, Instant.now(), who, mail.subject(), mail.text(), null, state,
                "<" + UUID.randomUUID() + "@" + (domain.isEmpty() ? "mailmend.invalid" : domain) + ">", data, List.of());
    }

    /**
     * Sends a message again that failed, or of which nobody knows whether it left because Mailmend ended meanwhile.
     *
     * @throws TicketException when it was sent already
     */
    public Entry repeat(long id, SendingAccount account, String who) {
        Entry entry = store.entry(id).orElseThrow(() -> new TicketException(Reason.NOT_FOUND, "error.no-entry", id));
        if (entry.state() == null || entry.state() == Entry.State.SENT) {
            throw new TicketException(Reason.INPUT, "reply.sent");
        }
        return transmit(store.setState(id, Entry.State.SENDING, entry.data(), who), addresses(entry.data("to")),
                addresses(entry.data("cc")), account, who);
    }

    private Entry transmit(Entry entry, List<Mail.Address> to, List<Mail.Address> cc, SendingAccount account, String who) {
        Map<String, String> data = new TreeMap<>(entry.data());
        data.remove("error");
        data.remove("cause");
        data.remove("reason");
        put(data, "from", account.from().toString());
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        // where bundles have loaders of their own, a message with files finds what writes its parts only by this one
        thread.setContextClassLoader(StreamProvider.provider().getClass().getClassLoader());
        try {
            Session session = Sessions.of("smtp", account.security(), account.secret(), ANSWER);
            MimeMessage message = message(session, entry, to, cc, account);
            try (Transport transport = session.getTransport("smtp")) {
                Sessions.connect(transport, account.host(), account.port(), account.user(), account.secret());
                transport.sendMessage(message, message.getAllRecipients());
            }
        } catch (MessagingException | UnsupportedEncodingException e) {
            String error = Values.shorten(Values.text(Sessions.evidence(e, account.secret(), account.user())), LONGEST_ERROR);
            Diagnosis diagnosis = explainer.get().explain(error, new Hints(Protocol.SMTP, null, null, null));
            put(data, "error", error);
            put(data, "cause", diagnosis.cause().name());
            return store.setState(entry.id(), Entry.State.FAILED, data, who);
        } finally {
            thread.setContextClassLoader(before);
        }
        return store.setState(entry.id(), Entry.State.SENT, data, who);
    }

    /** Why a message failed, as a sentence in English or Japanese. */
    public static String reason(Entry entry, Locale locale) {
        if (!entry.data("reason").isEmpty()) {
            return entry.data("reason");
        }
        CauseId cause = CauseId.UNKNOWN;
        for (CauseId id : CauseId.values()) {
            cause = id.name().equals(entry.data("cause")) ? id : cause;
        }
        return Catalogue.get().text(cause, locale).summary();
    }

    private MimeMessage message(Session session, Entry entry, List<Mail.Address> to, List<Mail.Address> cc,
            SendingAccount account)
            throws MessagingException, UnsupportedEncodingException {
        MimeMessage message = new Identified(session, entry.messageId());
        message.setFrom(internet(account.from()));
        for (Mail.Address each : to) {
            message.addRecipient(Message.RecipientType.TO, internet(each));
        }
        for (Mail.Address each : cc) {
            message.addRecipient(Message.RecipientType.CC, internet(each));
        }
        message.setSubject(Values.line(entry.title()), StandardCharsets.UTF_8.name());
        message.setSentDate(Date.from(Instant.now()));
        message.setHeader(MailReader.OWN, storeId + "/" + entry.ticket());
        if (!entry.data("in-reply-to").isEmpty()) {
            message.setHeader("In-Reply-To", Values.line(entry.data("in-reply-to")));
            message.setHeader("References", Values.line(entry.data("in-reply-to")));
        }
        if (!entry.data("automatic").isEmpty()) {
            message.setHeader("Auto-Submitted", "auto-replied");
            message.setHeader("X-Auto-Response-Suppress", "All");
        }
        if (entry.attachments().isEmpty()) {
            message.setText(entry.text(), StandardCharsets.UTF_8.name());
        } else {
            message.setContent(parts(entry));
        }
        message.saveChanges();
        return message;
    }

    private MimeMultipart parts(Entry entry) throws MessagingException {
        MimeMultipart parts = new MimeMultipart();
        MimeBodyPart text = new MimeBodyPart();
        text.setText(entry.text(), StandardCharsets.UTF_8.name());
        parts.addBodyPart(text);
        for (Attachment file : entry.attachments()) {
            MimeBodyPart part = new MimeBodyPart();
            String type = file.type().matches("[A-Za-z0-9.+-]{1,60}/[A-Za-z0-9.+-]{1,60}") ? file.type()
                    : "application/octet-stream";
            part.setDataHandler(new DataHandler(new ByteArrayDataSource(store.content(file), type)));
            part.setFileName(file.name());
            parts.addBodyPart(part);
        }
        return parts;
    }

    private static InternetAddress internet(Mail.Address address) throws UnsupportedEncodingException, MessagingException {
        InternetAddress internet = new InternetAddress(Values.line(address.address()), true);
        internet.setPersonal(address.name().isEmpty() ? null : Values.line(address.name()), StandardCharsets.UTF_8.name());
        return internet;
    }

    /** Keeps its own Message-ID: a message that is sent again is the same message. */
    private static final class Identified extends MimeMessage {
        private final String id;

        Identified(Session session, String id) {
            super(session);
            this.id = id;
        }

        @Override
        protected void updateMessageID() throws MessagingException {
            setHeader("Message-ID", id);
        }
    }

    private static void put(Map<String, String> data, String name, String value) {
        if (!value.isEmpty()) {
            data.put(name, Values.text(value));
        }
    }

    private static String join(List<Mail.Address> addresses) {
        return addresses.stream().map(address -> address.name().isEmpty() ? address.address()
                : "\"" + address.name().replaceAll("[\"\\\\]", "") + "\" <" + address.address() + ">")
                .collect(Collectors.joining(", "));
    }

    private static List<Mail.Address> addresses(String text) {
        List<Mail.Address> addresses = new ArrayList<>();
        try {
            for (InternetAddress each : InternetAddress.parse(text, false)) {
                addresses.add(new Mail.Address(each.getPersonal() == null ? "" : each.getPersonal(), each.getAddress()));
            }
        } catch (MessagingException e) {
            throw new TicketException(Reason.INPUT, "error.mail", text).causedBy(e);
        }
        return addresses;
    }
}
