package org.mailmend.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.List;
import java.util.Properties;

import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManagerFactory;

import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.Flags;
import jakarta.mail.Folder;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.Session;
import jakarta.mail.Store;
import jakarta.mail.Transport;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import jakarta.mail.search.HeaderTerm;
import jakarta.mail.search.SubjectTerm;

import org.junit.jupiter.api.Test;
import org.mailmend.check.Security;
import org.mailmend.check.Target;
import org.mailmend.diagnosis.Protocol;

/** Jakarta Mail, a mail client that was not written for the lab, finds in it what it would find at the real server. */
class RealClientsTest {
    private static final String USER = "trainee@example.com";

    private static Session session(PracticeServer server, Target target, String mechanisms) throws Exception {
        String protocol = switch (target.protocol()) {
            case SMTP -> "smtp";
            case IMAP -> "imap";
            case POP3 -> "pop3";
        };
        Properties p = new Properties();
        String prefix = "mail." + protocol + ".";
        p.setProperty(prefix + "host", target.host());
        p.setProperty(prefix + "port", String.valueOf(target.port()));
        p.setProperty(prefix + "auth", "true");
        p.setProperty(prefix + "connectiontimeout", "20000");
        p.setProperty(prefix + "timeout", "20000");
        p.setProperty(prefix + "ssl.checkserveridentity", "true");
        p.put(prefix + "ssl.socketFactory", trusting(server.trustAnchors()));
        if (target.security() == Security.TLS) {
            p.setProperty(prefix + "ssl.enable", "true");
        } else {
            p.setProperty(prefix + "starttls.enable", "true");
            p.setProperty(prefix + "starttls.required", "true");
        }
        if (mechanisms != null) {
            p.setProperty(prefix + "auth.mechanisms", mechanisms);
        }
        return Session.getInstance(p);
    }

    private static SSLSocketFactory trusting(List<X509Certificate> anchors) throws Exception {
        KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
        store.load(null, null);
        for (X509Certificate anchor : anchors) {
            store.setCertificateEntry("a", anchor);
        }
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(store);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, factory.getTrustManagers(), null);
        return context.getSocketFactory();
    }

    private static PracticeServer start(String id) throws Exception {
        return PracticeServer.start(Scenarios.byId(id).orElseThrow());
    }

    private static Target target(PracticeServer server, Protocol protocol, Security security) {
        return server.targets().stream().filter(t -> t.protocol() == protocol && t.security() == security).findFirst()
                .orElseThrow();
    }

    private static void send(Session session, String secret, Message message) throws MessagingException {
        try (Transport transport = session.getTransport()) {
            transport.connect(USER, secret);
            transport.sendMessage(message, message.getAllRecipients());
        }
    }

    private static MimeMessage message(Session session, String subject) throws MessagingException {
        MimeMessage message = new MimeMessage(session);
        message.setFrom(new InternetAddress(USER));
        message.setRecipients(Message.RecipientType.TO, USER);
        message.setSubject(subject, "UTF-8");
        MimeBodyPart text = new MimeBodyPart();
        text.setText("こんにちは\r\n.\r\n..end", "UTF-8");
        MimeBodyPart scan = new MimeBodyPart();
        scan.setContent(new byte[] {1, 2, 3}, "application/octet-stream");
        scan.setFileName("scan.bin");
        message.setContent(new MimeMultipart(text, scan));
        message.saveChanges();
        return message;
    }

    @Test
    void theAccountPasswordIsRefusedAndTheAppPasswordIsNot() throws Exception {
        try (PracticeServer server = start("gmail-account-password")) {
            Session session = session(server, server.targets().get(0), null);
            AuthenticationFailedException refused = assertThrows(AuthenticationFailedException.class,
                    () -> send(session, "Sakura-2019", message(session, "x")));
            assertTrue(refused.getMessage().startsWith("535-5.7.8 Username and Password not accepted."), refused.getMessage());
            send(session, "prac tice pass word", message(session, "It works"));
            assertEquals("It works", server.messages().get(0).header("Subject"));
        }
    }

    @Test
    void aTokenSendsAndReads() throws Exception {
        try (PracticeServer server = start("gmail-oauth")) {
            Session smtp = session(server, server.targets().get(0), "XOAUTH2");
            MimeMessage sent = message(smtp, "請求書 2024");
            send(smtp, "ya29.practice", sent);

            Session imap = session(server, target(server, Protocol.IMAP, Security.TLS), "XOAUTH2");
            try (Store store = imap.getStore("imap")) {
                store.connect(USER, "ya29.practice");
                assertTrue(Arrays.stream(store.getDefaultFolder().list("*")).anyMatch(f -> f.getName().equals("Sent Mail")));
                Folder inbox = store.getFolder("INBOX");
                inbox.open(Folder.READ_WRITE);
                Message[] found = inbox.search(new HeaderTerm("Message-ID", sent.getMessageID()));
                assertEquals(1, found.length);
                assertEquals("請求書 2024", found[0].getSubject());
                assertEquals(USER, found[0].getFrom()[0].toString());
                Multipart parts = assertInstanceOf(Multipart.class, found[0].getContent());
                assertEquals("こんにちは\r\n.\r\n..end", parts.getBodyPart(0).getContent());
                assertEquals("scan.bin", parts.getBodyPart(1).getFileName());
                assertEquals(3, parts.getBodyPart(1).getInputStream().readAllBytes().length);
                assertEquals(0, inbox.search(new SubjectTerm("nothing of the kind")).length);
                assertTrue(found[0].isSet(Flags.Flag.SEEN));
                found[0].setFlag(Flags.Flag.DELETED, true);
                assertEquals(1, inbox.expunge().length);
                inbox.close();
                Folder drafts = store.getFolder("[Gmail]/Drafts");
                drafts.open(Folder.READ_WRITE);
                drafts.appendMessages(new Message[] {sent});
                assertEquals(1, drafts.getMessageCount());
                assertEquals(1, store.getFolder("[Gmail]/Sent Mail").getMessageCount());
            }
        }
    }

    @Test
    void aWrongTokenIsRefused() throws Exception {
        try (PracticeServer server = start("gmail-oauth")) {
            for (String mechanism : List.of("XOAUTH2")) {
                Session session = session(server, server.targets().get(0), mechanism);
                assertThrows(AuthenticationFailedException.class, () -> send(session, "wrong", message(session, "x")));
            }
            Session imap = session(server, target(server, Protocol.IMAP, Security.TLS), "XOAUTH2");
            try (Store store = imap.getStore("imap")) {
                assertThrows(AuthenticationFailedException.class, () -> store.connect(USER, "wrong"));
            }
        }
    }

    @Test
    void mailIsReadOverPop() throws Exception {
        try (PracticeServer server = start("ok")) {
            Session smtp = session(server, target(server, Protocol.SMTP, Security.TLS), "LOGIN");
            send(smtp, "anything", message(smtp, "one"));
            send(smtp, "anything", message(smtp, "two"));
            for (Security security : List.of(Security.STARTTLS, Security.TLS)) {
                Session pop = session(server, target(server, Protocol.POP3, security), null);
                try (Store store = pop.getStore("pop3")) {
                    store.connect(USER, "anything");
                    Folder inbox = store.getFolder("INBOX");
                    inbox.open(Folder.READ_WRITE);
                    assertEquals(2, inbox.getMessageCount());
                    assertEquals("two", inbox.getMessage(2).getSubject());
                    assertInstanceOf(Multipart.class, inbox.getMessage(1).getContent());
                    inbox.close();
                }
            }
        }
    }
}
