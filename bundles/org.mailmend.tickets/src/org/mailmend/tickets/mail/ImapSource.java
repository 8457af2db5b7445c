package org.mailmend.tickets.mail;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Date;
import java.util.Enumeration;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import org.eclipse.angus.mail.imap.IMAPFolder;
import org.eclipse.angus.mail.imap.IMAPStore;
import org.mailmend.check.Secret;
import org.mailmend.check.Security;
import org.mailmend.diagnosis.Protocol;
import org.mailmend.diagnosis.SecretKind;
import org.mailmend.tickets.Incoming;
import org.mailmend.tickets.TicketStore;
import org.mailmend.tickets.internal.mail.Sessions;

import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.FetchProfile;
import jakarta.mail.Folder;
import jakarta.mail.FolderNotFoundException;
import jakarta.mail.Header;
import jakarta.mail.Message;
import jakarta.mail.MessageRemovedException;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Store;
import jakarta.mail.UIDFolder;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.search.ComparisonTerm;
import jakarta.mail.search.ReceivedDateTerm;
import jakarta.mail.search.SearchTerm;

/**
 * A mailbox on an IMAP server. Messages stay there as they are, unread ones unread. It is told of new ones at once where the server can
 * (IDLE, RFC 2177), else it looks again and again.
 */
public final class ImapSource implements TicketSource {
    private static final Duration ANSWER = Duration.ofSeconds(60);
    private static final Duration POLL = Duration.ofSeconds(60);
    /** Servers end an idle connection after 30 minutes (RFC 3501), networks earlier. */
    private static final Duration IDLE = Duration.ofMinutes(9);
    /** After a connection that ended so early there is a pause. */
    private static final Duration SOON = Duration.ofSeconds(5);
    /** How much the clock of the server may be behind. */
    private static final Duration SKEW = Duration.ofMinutes(2);

    private final Settings settings;
    private final TicketStore store;
    private final CountDownLatch closed = new CountDownLatch(1);
    private volatile Store waiting;

    /** Gives what signs in, anew for each connection: tokens do not live long. */
    @FunctionalInterface
    public interface SignIn {
        /**
         * Password or OAuth access token; it is wiped after use.
         *
         * @throws IOException with a sentence for the user when there is none now
         */
        Secret secret() throws IOException;
    }

    /**
     * Where the mailbox is.
     *
     * @param host     server
     * @param port     port
     * @param security how the connection is protected
     * @param user     who signs in
     * @param signIn   gives what signs in
     * @param folder   name of the folder, for example {@code INBOX}
     * @param poll     how long to wait before it looks again; null to be told by the server where it can
     * @param since    messages that came to the mailbox earlier are left alone; null for all
     */
    public record Settings(String host, int port, Security security, String user, SignIn signIn, String folder, Duration poll,
            Instant since) {
        public Settings {
            Objects.requireNonNull(host);
            Objects.requireNonNull(security);
            Objects.requireNonNull(user);
            Objects.requireNonNull(signIn);
            Objects.requireNonNull(folder);
        }

        /** All messages of a folder, as soon as the server tells of them, always with the same secret. */
        public Settings(String host, int port, Security security, String user, Secret secret, String folder) {
            this(host, port, security, user, () -> copy(secret), folder, null, null);
        }

        private static Secret copy(Secret secret) {
            return secret.kind() == SecretKind.TOKEN ? Secret.token(secret.reveal()) : Secret.password(secret.reveal());
        }
    }

    /**
     * What a look at a mailbox shows.
     *
     * @param messages how many messages are in the folder
     * @param idle     whether the server can tell of new ones
     */
    public record Look(int messages, boolean idle) {
    }

    /** @param store keeps how far the mailbox is read */
    public ImapSource(Settings settings, TicketStore store) {
        this.settings = settings;
        this.store = store;
    }

    @Override
    public String id() {
        return "imap://" + settings.user + "@" + settings.host + ":" + settings.port + "/" + settings.folder;
    }

    /** @throws SourceException when it cannot be reached, or does not take the sign-in */
    private Store connect(Duration answer) throws IOException {
        Secret secret;
        try {
            secret = settings.signIn.secret();
        } catch (IOException e) {
            throw SourceException.said(e.getMessage(), e);
        }
        try {
            Session session = Sessions.of("imap", settings.security, secret, answer);
            Store mailbox = session.getStore("imap");
            Sessions.connect(mailbox, settings.host, settings.port, settings.user, secret);
            return mailbox;
        } catch (MessagingException e) {
            throw SourceException.met(Protocol.IMAP, Sessions.evidence(e, secret, settings.user), refused(e), e);
        } finally {
            if (secret != null) {
                secret.wipe();
            }
        }
    }

    /** Whether the same sign-in will be refused again, and may lock the account; RFC 5530 names what passes by itself. */
    private static boolean refused(MessagingException e) {
        String text = String.valueOf(e.getMessage()).toUpperCase(Locale.ROOT);
        return e instanceof AuthenticationFailedException
                && List.of("[UNAVAILABLE]", "[INUSE]", "[LIMIT]", "[SERVERBUG]", "[ALERT] TOO MANY").stream()
                        .noneMatch(text::contains);
    }

    private SourceException trouble(MessagingException e) {
        if (e instanceof FolderNotFoundException) {
            return SourceException.said("source.folder", e, settings.folder);
        }
        return SourceException.met(Protocol.IMAP, Sessions.evidence(e, null, settings.user), false, e);
    }

    /**
     * Signs in and opens the folder, and takes nothing.
     *
     * @throws SourceException when that cannot be done
     */
    public static Look look(Settings settings) throws IOException {
        try (ImapSource source = new ImapSource(settings, null)) {
            return source.look();
        }
    }

    private Look look() throws IOException {
        try (Store mailbox = connect(ANSWER); Folder folder = open(mailbox)) {
            return new Look(folder.getMessageCount(), ((IMAPStore) mailbox).hasCapability("IDLE"));
        } catch (MessagingException e) {
            throw trouble(e);
        }
    }

    @Override
    public int fetch(MailIntake intake, Taker taker) throws IOException {
        try (Store mailbox = connect(ANSWER); Folder folder = open(mailbox)) {
            UIDFolder uids = (UIDFolder) folder;
            long validity = uids.getUIDValidity();
            long next = uids.getUIDNext();
            // after a new UIDVALIDITY all are looked at again: what was kept before is known by its hash
            long last = store.cursor(id()).filter(cursor -> cursor.validity() == validity).map(Incoming.Cursor::uid).orElse(0L);
            boolean first = last == 0 && settings.since != null;
            Message[] messages = first ? folder.search(recent()) : uids.getMessagesByUID(last + 1, UIDFolder.LASTUID);
            FetchProfile profile = new FetchProfile();
            profile.add(UIDFolder.FetchProfileItem.UID);
            profile.add(FetchProfile.Item.SIZE);
            profile.add(IMAPFolder.FetchProfileItem.INTERNALDATE);
            folder.fetch(messages, profile);
            int taken = 0;
            for (Message message : inOrder(messages, uids)) {
                long uid = uids.getUID(message);
                if (uid <= last || closed.getCount() == 0 || tooOld(message)) {
                    // a server gives its last message when there is none after it
                    continue;
                }
                taken += take(message, new Incoming.Cursor(id(), validity, uid), intake, taker);
            }
            if (first && next > 1 && closed.getCount() > 0
                    && store.cursor(id()).filter(cursor -> cursor.validity() == validity && cursor.uid() >= next - 1).isEmpty()) {
                store.keepCursor(new Incoming.Cursor(id(), validity, next - 1));
            }
            return taken;
        } catch (MessagingException e) {
            throw trouble(e);
        }
    }

    /** Servers search by whole days of their own time zone. */
    private SearchTerm recent() {
        return new ReceivedDateTerm(ComparisonTerm.GE, Date.from(settings.since.minus(Duration.ofDays(1))));
    }

    private boolean tooOld(Message message) throws MessagingException {
        Date received = settings.since == null ? null : message.getReceivedDate();
        return received != null && received.toInstant().isBefore(settings.since.minus(SKEW));
    }

    private static List<Message> inOrder(Message[] messages, UIDFolder uids) throws MessagingException {
        record Numbered(long uid, Message message) {
        }
        Numbered[] numbered = new Numbered[messages.length];
        for (int i = 0; i < messages.length; i++) {
            numbered[i] = new Numbered(uids.getUID(messages[i]), messages[i]);
        }
        return Arrays.stream(numbered).sorted(Comparator.comparingLong(Numbered::uid)).map(Numbered::message).toList();
    }

    private int take(Message message, Incoming.Cursor cursor, MailIntake intake, Taker taker)
            throws MessagingException, IOException {
        byte[] bytes;
        try {
            bytes = message.getSize() > MailReader.LIMIT ? header(message) : whole(message);
        } catch (MessageRemovedException e) {
            // deleted in this moment
            store.keepCursor(cursor);
            return 0;
        }
        MailIntake.Taken taken = intake.take(bytes, cursor);
        taker.taken(taken);
        return taken.kept().isNew() ? 1 : 0;
    }

    private static byte[] whole(Message message) throws MessagingException, IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        message.writeTo(new Bounded(bytes));
        return bytes.toByteArray();
    }

    /** Of a message that is too big the header comes in, so that somebody learns of it. */
    private static byte[] header(Message message) throws MessagingException {
        StringBuilder lines = new StringBuilder();
        Enumeration<Header> headers = ((MimeMessage) message).getAllHeaders();
        while (headers.hasMoreElements()) {
            Header header = headers.nextElement();
            if (!header.getName().regionMatches(true, 0, "Content-", 0, 8)) {
                lines.append(header.getName()).append(": ").append(header.getValue()).append("\r\n");
            }
        }
        lines.append("\r\n").append(message.getSize() / 1024 / 1024).append(" MB\r\n");
        return lines.toString().getBytes(StandardCharsets.ISO_8859_1);
    }

    /** Takes no more than a message may have, whatever size the server has told. */
    private static final class Bounded extends OutputStream {
        private final ByteArrayOutputStream out;

        Bounded(ByteArrayOutputStream out) {
            this.out = out;
        }

        @Override
        public void write(int b) {
            if (out.size() <= MailReader.LIMIT) {
                out.write(b);
            }
        }

        @Override
        public void write(byte[] bytes, int offset, int length) {
            out.write(bytes, offset, Math.min(length, Math.max(0, MailReader.LIMIT + 1 - out.size())));
        }
    }

    private Folder open(Store mailbox) throws MessagingException {
        Folder folder = mailbox.getFolder(settings.folder);
        folder.open(Folder.READ_ONLY);
        return folder;
    }

    @Override
    public void await(Duration most) throws IOException, InterruptedException {
        if (settings.poll != null) {
            pause(shorter(settings.poll, most));
            return;
        }
        Duration limit = shorter(IDLE, most);
        long began = System.nanoTime();
        try (Store mailbox = connect(limit)) {
            waiting = mailbox;
            if (closed.getCount() == 0) {
                return;
            }
            try (Folder folder = open(mailbox)) {
                UIDFolder uids = (UIDFolder) folder;
                long last = store.cursor(id()).filter(cursor -> valid(cursor, uids)).map(Incoming.Cursor::uid).orElse(0L);
                if (uids.getUIDNext() > last + 1 && hasAfter(uids, last)) {
                    return;
                }
                if (((IMAPStore) mailbox).hasCapability("IDLE")) {
                    ((IMAPFolder) folder).idle(true);
                    return;
                }
            }
        } catch (MessagingException e) {
            // the connection ended, or nothing happened in that time: both end in looking again, but never again and again at once
            if (System.nanoTime() - began < SOON.toNanos()) {
                pause(shorter(SOON, limit));
            }
            return;
        } finally {
            waiting = null;
        }
        pause(shorter(POLL, limit));
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }

    private static boolean valid(Incoming.Cursor cursor, UIDFolder uids) {
        try {
            return cursor.validity() == uids.getUIDValidity();
        } catch (MessagingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static boolean hasAfter(UIDFolder uids, long last) throws MessagingException {
        for (Message message : uids.getMessagesByUID(last + 1, UIDFolder.LASTUID)) {
            if (uids.getUID(message) > last) {
                return true;
            }
        }
        return false;
    }

    private void pause(Duration time) throws InterruptedException {
        closed.await(time.toMillis(), TimeUnit.MILLISECONDS);
    }

    @Override
    public void close() {
        closed.countDown();
        Store mailbox = waiting;
        if (mailbox != null) {
            try {
                mailbox.close();
            } catch (MessagingException e) {
                System.getLogger(ImapSource.class.getName()).log(System.Logger.Level.DEBUG, "The connection is gone", e);
            }
        }
    }
}
