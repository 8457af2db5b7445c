package org.mailmend.tickets.mail;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Enumeration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import org.eclipse.angus.mail.imap.IMAPFolder;
import org.mailmend.check.Secret;
import org.mailmend.check.Security;
import org.mailmend.tickets.Incoming;
import org.mailmend.tickets.TicketStore;
import org.mailmend.tickets.internal.mail.Sessions;

import jakarta.mail.FetchProfile;
import jakarta.mail.Folder;
import jakarta.mail.Header;
import jakarta.mail.Message;
import jakarta.mail.MessageRemovedException;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Store;
import jakarta.mail.UIDFolder;
import jakarta.mail.internet.MimeMessage;

/**
 * A mailbox on an IMAP server. Messages stay there as they are, unread ones unread. It is told of new ones at once where the server can
 * (IDLE, RFC 2177), else it looks again and again.
 */
public final class ImapSource implements TicketSource {
    private static final Duration ANSWER = Duration.ofSeconds(60);
    private static final Duration POLL = Duration.ofSeconds(60);
    /** Servers end an idle connection after 30 minutes (RFC 3501), networks earlier. */
    private static final Duration IDLE = Duration.ofMinutes(9);

    private final Settings settings;
    private final TicketStore store;
    private final CountDownLatch closed = new CountDownLatch(1);
    private volatile Store waiting;

    /**
     * Where the mailbox is.
     *
     * @param host     server
     * @param port     port
     * @param security how the connection is protected
     * @param user     who signs in
     * @param secret   password or OAuth access token
     * @param folder   name of the folder, for example {@code INBOX}
     */
    public record Settings(String host, int port, Security security, String user, Secret secret, String folder) {
        public Settings {
            Objects.requireNonNull(host);
            Objects.requireNonNull(security);
            Objects.requireNonNull(user);
            Objects.requireNonNull(secret);
            Objects.requireNonNull(folder);
        }
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

    private Store connect(Duration answer) throws MessagingException {
        Session session = Sessions.of("imap", settings.security, settings.secret, answer);
        Store mailbox = session.getStore("imap");
        Sessions.connect(mailbox, settings.host, settings.port, settings.user, settings.secret);
        return mailbox;
    }

    @Override
    public int fetch(MailIntake intake, Taker taker) throws IOException {
        try (Store mailbox = connect(ANSWER); Folder folder = open(mailbox)) {
            UIDFolder uids = (UIDFolder) folder;
            long validity = uids.getUIDValidity();
            // after a new UIDVALIDITY all are looked at again: what was kept before is known by its hash
            long last = store.cursor(id()).filter(cursor -> cursor.validity() == validity).map(Incoming.Cursor::uid).orElse(0L);
            Message[] messages = uids.getMessagesByUID(last + 1, UIDFolder.LASTUID);
            FetchProfile profile = new FetchProfile();
            profile.add(UIDFolder.FetchProfileItem.UID);
            profile.add(FetchProfile.Item.SIZE);
            folder.fetch(messages, profile);
            int taken = 0;
            for (Message message : inOrder(messages, uids)) {
                long uid = uids.getUID(message);
                if (uid <= last || closed.getCount() == 0) {
                    // a server gives its last message when there is none after it
                    continue;
                }
                taken += take(message, new Incoming.Cursor(id(), validity, uid), intake, taker);
            }
            return taken;
        } catch (MessagingException e) {
            throw new IOException(e.getMessage(), e);
        }
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
        Duration limit = most.compareTo(IDLE) > 0 ? IDLE : most;
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
                ((IMAPFolder) folder).idle(true);
            }
        } catch (MessagingException e) {
            if (closed.getCount() > 0) {
                // no IDLE, or nothing happened in that time: both ends in looking again
                pause(limit.compareTo(POLL) > 0 ? POLL : limit);
            }
        } finally {
            waiting = null;
        }
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
