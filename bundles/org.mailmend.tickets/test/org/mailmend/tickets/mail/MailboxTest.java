package org.mailmend.tickets.mail;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mailmend.check.Secret;
import org.mailmend.check.Security;
import org.mailmend.tickets.Attachment;
import org.mailmend.tickets.Entry;
import org.mailmend.tickets.StoreLocation;
import org.mailmend.tickets.Ticket;
import org.mailmend.tickets.TicketChange;
import org.mailmend.tickets.TicketException;
import org.mailmend.tickets.TicketFilter;
import org.mailmend.tickets.TicketStore;
import org.mailmend.tickets.reply.ReplyWriter;

import com.icegreen.greenmail.user.GreenMailUser;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;

import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;

/** Mail in and out, against a server that others have written. */
class MailboxTest {
    private static final Mail.Address HELP = new Mail.Address("ヘルプデスク", "help@example.org");
    private static final Mail.Address ANN = new Mail.Address("Ann Archer", "ann@example.com");

    @TempDir
    Path folder;
    private TicketStore store;
    private GreenMail server;
    private GreenMailUser user;

    @BeforeEach
    void open() {
        store = TicketStore.open(StoreLocation.embedded(folder.resolve("tickets.db")));
        server = new GreenMail(new ServerSetup[] {new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP),
                new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_IMAP)});
        server.start();
        user = server.setUser("help@example.org", "help", "practice");
    }

    @AfterEach
    void close() {
        server.stop();
        store.close();
    }

    private ImapSource source() {
        return new ImapSource(new ImapSource.Settings("127.0.0.1", server.getImap().getPort(), Security.NONE, "help",
                Secret.password("practice".toCharArray()), "INBOX"), store);
    }

    private SendingAccount account(int port) {
        return new SendingAccount("127.0.0.1", port, Security.NONE, null, null, HELP);
    }

    private void deliver(String id, String more) throws Exception {
        String text = "From: Ann Archer <ann@example.com>\r\nSubject: Help " + id + "\r\nMessage-ID: <" + id + "@example.com>\r\n"
                + more
                + "\r\nhello " + id + "\r\n";
        user.deliver(new MimeMessage(Session.getInstance(new Properties()),
                new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8))));
    }

    private int fetch(MailIntake intake) throws IOException {
        try (ImapSource source = source()) {
            return source.fetch(intake, taken -> {
            });
        }
    }

    @Test
    void takesEachMessageOfAMailboxOnce() throws Exception {
        MailIntake intake = new MailIntake(store, Locale.ENGLISH);
        deliver("1", "");
        deliver("2", "In-Reply-To: <1@example.com>\r\n");
        assertEquals(2, fetch(intake));
        assertEquals(0, fetch(intake));
        deliver("3", "");
        assertEquals(1, fetch(intake));
        assertEquals(2, store.count(TicketFilter.all()));
        assertEquals(2, store.entries(1).size());
        // the mailbox gets another UIDVALIDITY: all is looked at again
        store.keepCursor(new org.mailmend.tickets.Incoming.Cursor(source().id(), 1, 99));
        assertEquals(0, fetch(intake));
        assertEquals(2, store.count(TicketFilter.all()));
    }

    @Test
    void losesNothingWhenItIsBrokenOff() throws Exception {
        MailIntake intake = new MailIntake(store, Locale.ENGLISH);
        for (int i = 0; i < 5; i++) {
            deliver(String.valueOf(i), "");
        }
        try (ImapSource source = source()) {
            assertThrows(IllegalStateException.class, () -> source.fetch(intake, taken -> {
                if (store.count(TicketFilter.all()) == 3) {
                    throw new IllegalStateException("broken off");
                }
            }));
        }
        assertEquals(2, fetch(intake));
        assertEquals(5, store.count(TicketFilter.all()));
    }

    @Test
    void isToldOfNewMessages() throws Exception {
        LinkedBlockingQueue<MailIntake.Taken> taken = new LinkedBlockingQueue<>();
        CountDownLatch waits = new CountDownLatch(1);
        IntakeLoop.Listener listener = new IntakeLoop.Listener() {
            @Override
            public void taken(MailIntake.Taken each) {
                taken.add(each);
            }

            @Override
            public void waiting() {
                waits.countDown();
            }

            @Override
            public void failed(Exception error, Duration pause) {
                throw new AssertionError(error);
            }
        };
        try (IntakeLoop loop = new IntakeLoop(source(), new MailIntake(store, Locale.ENGLISH), listener)) {
            assertTrue(waits.await(20, TimeUnit.SECONDS));
            deliver("1", "");
            assertEquals("Help 1", taken.poll(30, TimeUnit.SECONDS).mail().subject());
            assertFalse(loop.toString().isEmpty());
        }
    }

    @Test
    void sendsAnAnswerThatItsAnswerFindsBack() throws Exception {
        Ticket ticket = store.create(TicketChange.none().subject("送れない"), "Ben");
        Entry sent = new MailSender(store).send(1,
                new OutgoingMail(List.of(ANN), List.of(), ReplyWriter.subject(ticket), "こんにちは\n二行目",
                        "<q@example.com>", false,
                        List.of(new Attachment.Content("表.txt", "text/plain", "x".getBytes(StandardCharsets.UTF_8)))),
                account(server.getSmtp().getPort()), "Ben");
        assertEquals(Entry.State.SENT, sent.state(), sent.data("error"));
        MimeMessage received = server.getReceivedMessages()[0];
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        received.writeTo(bytes);
        Mail mail = new MailReader(null).read(bytes.toByteArray());
        assertEquals("Re: 送れない [#1]", mail.subject());
        assertEquals(HELP, mail.from());
        assertEquals(List.of(ANN), mail.to());
        assertEquals("こんにちは\n二行目", mail.text());
        assertEquals("表.txt", mail.files().getFirst().name());
        assertEquals(sent.messageId(), mail.messageId());
        assertEquals(List.of("<q@example.com>"), mail.answers());
        assertEquals(Mail.Kind.LOOP, new MailReader(store.id()).read(bytes.toByteArray()).kind());
        MailIntake intake = new MailIntake(store, Locale.ENGLISH);
        byte[] answer = ("From: ann@example.com\r\nSubject: x\r\nIn-Reply-To: " + mail.messageId() + "\r\n\r\nthanks\r\n")
                .getBytes(StandardCharsets.UTF_8);
        assertEquals(1, intake.take(answer).kept().number());
        assertTrue(store.ticket(1).orElseThrow().answered() != null);
    }

    @Test
    void keepsAndExplainsWhatCouldNotBeSent() {
        store.create(TicketChange.none().subject("x"), "Ben");
        MailSender sender = new MailSender(store);
        OutgoingMail mail = new OutgoingMail(List.of(ANN), List.of(), "Re: x", "text", null, false, List.of());
        Entry failed = sender.send(1, mail, account(1), "Ben");
        assertEquals(Entry.State.FAILED, failed.state());
        assertEquals("NET_REFUSED", failed.data("cause"), failed.data("error"));
        assertFalse(MailSender.reason(failed, Locale.ENGLISH).isEmpty());
        assertNotEquals(MailSender.reason(failed, Locale.ENGLISH), MailSender.reason(failed, Locale.JAPANESE));
        assertEquals(List.of(failed.id()), store.messages(Entry.State.FAILED).stream().map(Entry::id).toList());
        Entry sent = sender.repeat(failed.id(), account(server.getSmtp().getPort()), "Ben");
        assertEquals(Entry.State.SENT, sent.state());
        assertEquals(failed.messageId(), sent.messageId());
        assertEquals("", sent.data("error"));
        assertEquals(1, server.getReceivedMessages().length);
        assertThrows(TicketException.class, () -> sender.repeat(sent.id(), account(1), "Ben"));
        assertThrows(TicketException.class,
                () -> sender.send(1, new OutgoingMail(List.of(), List.of(), "x", "x", null, false, List.of()), account(1),
                        "Ben"));
        assertEquals(1, store.entries(1).size());
    }
}
