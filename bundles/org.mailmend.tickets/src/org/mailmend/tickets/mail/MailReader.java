package org.mailmend.tickets.mail;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Properties;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.mailmend.check.Redactor;
import org.mailmend.diagnosis.Bounce;
import org.mailmend.diagnosis.Bounces;
import org.mailmend.diagnosis.Explainer;
import org.mailmend.tickets.Attachment;
import org.mailmend.tickets.internal.Values;
import org.mailmend.tickets.internal.mail.MailParts;
import org.mailmend.tickets.internal.mail.Words;
import org.mailmend.tickets.internal.store.Hashes;

import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.InternetHeaders;
import jakarta.mail.internet.MailDateFormat;
import jakarta.mail.internet.MimeMessage;

/** Reads mails. Any bytes become a mail: what cannot be read is kept as it came. Safe for every thread. */
public final class MailReader {
    /** The most bytes that a mail may have; of a longer one so many are read. */
    public static final int LIMIT = 50 * 1024 * 1024;
    /** A header field that our own messages have: the id of the store and the number of the ticket. */
    public static final String OWN = "X-Mailmend-Ticket";

    private static final int HEADERS = 16 * 1024;
    private static final int MOST_ANSWERS = 30;
    private static final int MOST_HOPS = 40;
    private static final int MOST_ADDRESSES = 100;
    private static final Pattern ID = Pattern.compile("<[^<>\\s]{1,996}>");
    private static final Pattern ADDRESS = Pattern.compile("[^\\s<>\"(),;:@]{1,64}@[^\\s<>\"(),;:@]{1,255}");
    private static final Pattern NUMBER = Pattern.compile("\\[#([0-9]{1,9})\\]");
    private static final Pattern BULK = Pattern.compile("(?i)\\s*(bulk|junk|list)\\s*");

    private final String storeId;
    private final Supplier<Explainer> explainer;
    private final Session session = Session.getInstance(new Properties());

    /** @param storeId id of the store, by which its own messages are known; null for none */
    public MailReader(String storeId) {
        this(storeId, Explainer::get);
    }

    /**
     * @param storeId   id of the store, by which its own messages are known; null for none
     * @param explainer explains bounces; asked for with each mail
     */
    public MailReader(String storeId, Supplier<Explainer> explainer) {
        this.storeId = storeId;
        this.explainer = Objects.requireNonNull(explainer);
    }

    private Bounce bounce(byte[] bytes) {
        return Bounces.with(explainer.get()).read(bytes);
    }

    /** Reads a mail as it came (RFC 5322), with line ends of any system. */
    public Mail read(byte[] received) {
        byte[] bytes = lineEnds(received.length > LIMIT ? Arrays.copyOf(received, LIMIT) : received);
        String broken = received.length > LIMIT ? "More than " + LIMIT / 1024 / 1024 + " MB" : null;
        MimeMessage message;
        try {
            message = new MimeMessage(session, new ByteArrayInputStream(bytes));
        } catch (MessagingException | RuntimeException e) {
            return unreadable(bytes, String.valueOf(e.getMessage()));
        }
        MailParts parts = MailParts.of(message);
        Head head = new Head(message);
        Bounce bounce = bounce(bytes);
        String text = parts.text();
        if (broken == null) {
            broken = head.isEmpty() ? "No header" : parts.broken();
        }
        List<Attachment.Content> files = new ArrayList<>(parts.files());
        Mail.Kind kind = kind(head, bounce);
        boolean keepsOriginal = broken != null || kind == Mail.Kind.BOUNCE;
        if (keepsOriginal) {
            files.add(new Attachment.Content("original.eml", "message/rfc822",
                    bytes.length > Attachment.LIMIT ? Arrays.copyOf(bytes, Attachment.LIMIT) : bytes));
        }
        String subject = head.text("Subject").strip();
        Matcher number = NUMBER.matcher(subject);
        String id = head.id("Message-ID");
        return new Mail(id, answers(head, parts.returned(), kind), head.address("From"), head.addresses("To"),
                head.addresses("Cc"),
                head.address("Reply-To"), subject, head.date(), Redactor.GENERAL.redactPasted(Values.text(text)), parts.html(),
                head.raw(), kind, bounce, files, number.find() ? Long.parseLong(number.group(1)) : 0, hash(id, head, bytes),
                broken);
    }

    private Mail unreadable(byte[] bytes, String why) {
        byte[] kept = bytes.length > Attachment.LIMIT ? Arrays.copyOf(bytes, Attachment.LIMIT) : bytes;
        String text = Values.shorten(Values.text(Words.guess(kept)), 100_000);
        return new Mail(null, List.of(), null, List.of(), List.of(), null, "", null, Redactor.GENERAL.redactPasted(text), "", "",
                Mail.Kind.PERSON, bounce(bytes),
                List.of(new Attachment.Content("original.eml", "message/rfc822", kept)), 0,
                Hashes.sha256(bytes), why);
    }

    /** Line ends as mails have them where there are only carriage returns, as on old Macs. */
    private static byte[] lineEnds(byte[] bytes) {
        boolean returns = false;
        for (byte b : bytes) {
            if (b == '\n') {
                return bytes;
            }
            returns |= b == '\r';
        }
        if (!returns) {
            return bytes;
        }
        byte[] lines = bytes.clone();
        for (int i = 0; i < lines.length; i++) {
            if (lines[i] == '\r') {
                lines[i] = '\n';
            }
        }
        return lines;
    }

    private Mail.Kind kind(Head head, Bounce bounce) {
        String own = head.text(OWN).strip();
        if (storeId != null && own.startsWith(storeId) || head.count("Received") > MOST_HOPS) {
            return Mail.Kind.LOOP;
        }
        switch (bounce.kind()) {
            case FAILURE, DELAY, SUCCESS -> {
                return Mail.Kind.BOUNCE;
            }
            case AUTO_REPLY -> {
                return Mail.Kind.AUTO_REPLY;
            }
            case FEEDBACK_REPORT, READ_RECEIPT -> {
                return Mail.Kind.REPORT;
            }
            case MESSAGE -> {
                // the header says more
            }
        }
        String automatic = head.text("Auto-Submitted").strip();
        boolean generated = !automatic.isEmpty() && !automatic.toLowerCase(Locale.ROOT).startsWith("no");
        if (generated || head.has("X-Autoreply") || head.has("X-Autorespond") || head.has("X-Auto-Reply")
                || head.text("Precedence").toLowerCase(Locale.ROOT).contains("auto_reply")
                || "<>".equals(head.text("Return-Path").strip())) {
            return Mail.Kind.AUTO_REPLY;
        }
        boolean list = head.has("List-Id") || head.has("List-Unsubscribe") || BULK.matcher(head.text("Precedence")).matches();
        return list ? Mail.Kind.BULK : Mail.Kind.PERSON;
    }

    /** In-Reply-To, then the references from the last to the first; of a report those of the message that it is about. */
    private static List<String> answers(Head head, InternetHeaders returned, Mail.Kind kind) {
        Set<String> ids = new LinkedHashSet<>();
        if (kind == Mail.Kind.LOOP) {
            ids.addAll(ids(head.text("Message-ID")));
        }
        if (kind == Mail.Kind.BOUNCE || kind == Mail.Kind.REPORT) {
            if (returned != null) {
                ids.addAll(ids(returned.getHeader("Message-ID", " ")));
                ids.addAll(ids(returned.getHeader("In-Reply-To", " ")));
                ids.addAll(ids(returned.getHeader("References", " ")).reversed());
            }
            ids.addAll(ids(head.text("Original-Message-ID")));
        }
        ids.addAll(ids(head.text("In-Reply-To")));
        ids.addAll(ids(head.text("References")).reversed());
        return ids.stream().limit(MOST_ANSWERS).toList();
    }

    private static List<String> ids(String text) {
        List<String> ids = new ArrayList<>();
        Matcher id = ID.matcher(text == null ? "" : text);
        while (id.find() && ids.size() < 200) {
            ids.add(id.group());
        }
        return ids;
    }

    /** Of what stays the same on whichever way a message comes: not of the marks of the servers that it passed. */
    private static String hash(String id, Head head, byte[] bytes) {
        List<byte[]> parts = new ArrayList<>();
        for (String part : List.of(id == null ? "" : id, head.text("Date"), head.text("From"), head.text("Subject"))) {
            parts.add((part.strip() + "\n").getBytes(StandardCharsets.UTF_8));
        }
        String text = new String(bytes, StandardCharsets.ISO_8859_1).replace("\r\n", "\n").replace('\r', '\n');
        int body = text.indexOf("\n\n");
        parts.add((body < 0 ? "" : text.substring(body + 2)).stripTrailing().getBytes(StandardCharsets.ISO_8859_1));
        return head.isEmpty() ? Hashes.sha256(text.strip().getBytes(StandardCharsets.ISO_8859_1))
                : Hashes.sha256(parts.toArray(byte[][]::new));
    }

    /** The header of a message. */
    private record Head(MimeMessage message) {
        private String[] all(String name) {
            try {
                String[] all = message.getHeader(name);
                return all == null ? new String[0] : all;
            } catch (MessagingException e) {
                throw new IllegalStateException("A message in memory has its header", e);
            }
        }

        int count(String name) {
            return all(name).length;
        }

        boolean has(String name) {
            return count(name) > 0;
        }

        boolean isEmpty() {
            return !has("From") && !has("Date") && !has("Subject") && !has("Message-ID") && !has("To") && !has("Received");
        }

        String text(String name) {
            return has(name) ? Words.header(all(name)[0]) : "";
        }

        String id(String name) {
            List<String> ids = ids(text(name));
            return ids.isEmpty() ? null : ids.getFirst();
        }

        Instant date() {
            try {
                return has("Date") ? new MailDateFormat().parse(all("Date")[0].strip()).toInstant() : null;
            } catch (java.text.ParseException | RuntimeException e) {
                // a date that is none is as good as no date
                return null;
            }
        }

        Mail.Address address(String name) {
            List<Mail.Address> addresses = addresses(name);
            return addresses.isEmpty() ? null : addresses.getFirst();
        }

        List<Mail.Address> addresses(String name) {
            List<Mail.Address> addresses = new ArrayList<>();
            for (String raw : all(name)) {
                addresses.addAll(parse(raw));
            }
            return addresses.stream().limit(MOST_ADDRESSES).toList();
        }

        private static List<Mail.Address> parse(String raw) {
            try {
                List<Mail.Address> addresses = new ArrayList<>();
                for (InternetAddress each : InternetAddress.parseHeader(raw.replaceAll("[\\r\\n]{1,10}", " "), false)) {
                    String address = each.getAddress() == null ? "" : each.getAddress();
                    if (ADDRESS.matcher(address).matches()) {
                        addresses.add(new Mail.Address(Words.header(each.getPersonal()).strip(), address));
                    }
                }
                if (!addresses.isEmpty()) {
                    return addresses;
                }
            } catch (AddressException e) {
                // broken lists of addresses: what looks like one is taken below
                return found(raw);
            }
            return found(raw);
        }

        private static List<Mail.Address> found(String raw) {
            List<Mail.Address> addresses = new ArrayList<>();
            Matcher address = ADDRESS.matcher(Words.header(raw));
            while (address.find() && addresses.size() < MOST_ADDRESSES) {
                addresses.add(new Mail.Address("", address.group()));
            }
            return addresses;
        }

        String raw() {
            StringBuilder lines = new StringBuilder();
            try {
                message.getAllHeaderLines().asIterator().forEachRemaining(line -> {
                    if (lines.length() < HEADERS) {
                        lines.append(line).append('\n');
                    }
                });
            } catch (MessagingException e) {
                throw new IllegalStateException("A message in memory has its header", e);
            }
            return Values.shorten(Values.text(lines.toString()), HEADERS);
        }
    }
}
