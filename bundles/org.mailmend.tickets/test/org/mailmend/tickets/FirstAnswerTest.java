package org.mailmend.tickets;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mailmend.check.Security;
import org.mailmend.diagnosis.CauseId;
import org.mailmend.knowledge.KnowledgeBase;
import org.mailmend.tickets.mail.Mail;
import org.mailmend.tickets.mail.MailIntake;
import org.mailmend.tickets.mail.MailReader;
import org.mailmend.tickets.mail.MailSender;
import org.mailmend.tickets.mail.SendingAccount;
import org.mailmend.tickets.reply.FirstAnswer;
import org.mailmend.tickets.reply.ReplyWriter;
import org.mailmend.tickets.reply.Templates;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;

import jakarta.mail.internet.MimeMessage;

/** The answer that a new mail gets at once, as the server of somebody else receives it. */
class FirstAnswerTest {
    private static final Mail.Address HELP = new Mail.Address("Help desk", "help@example.org");

    @TempDir
    Path folder;
    private TicketStore store;
    private GreenMail server;
    private MailIntake intake;
    private FirstAnswer answers;

    @BeforeEach
    void open() {
        store = TicketStore.open(StoreLocation.embedded(folder.resolve("tickets.db")));
        server = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
        server.start();
        intake = new MailIntake(store, Locale.ENGLISH);
        answers = answers(server.getSmtp().getPort());
    }

    @AfterEach
    void close() {
        server.stop();
        store.close();
    }

    private FirstAnswer answers(int port) {
        return new FirstAnswer(store, new ReplyWriter(new Templates(store), KnowledgeBase.get()), new MailSender(store),
                () -> new SendingAccount("127.0.0.1", port, Security.NONE, null, null, HELP));
    }

    private MailIntake.Taken take(String id, String from, String more) {
        return intake.take(("From: " + from + "\r\nSubject: It broke\r\nMessage-ID: <" + id + "@example.com>\r\n" + more
                + "\r\nOutlook says 534-5.7.9 Application-specific password required\r\n").getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void answersAPersonOnce() throws Exception {
        MailIntake.Taken first = take("1", "Ann Archer <ann@example.com>", "");
        Entry sent = answers.answer(first).orElseThrow();
        assertEquals(Entry.State.SENT, sent.state(), sent.data("error"));
        assertEquals(Optional.empty(), answers.answer(first));
        // the same mail again, also after another start
        assertEquals(Optional.empty(), answers(server.getSmtp().getPort()).answer(take("1", "Ann Archer <ann@example.com>", "")));
        // what she answers makes no new ticket
        assertEquals(Optional.empty(),
                answers.answer(take("2", "Ann Archer <ann@example.com>", "In-Reply-To: " + sent.messageId() + "\r\n")));
        assertEquals(1, server.getReceivedMessages().length);
        MimeMessage message = server.getReceivedMessages()[0];
        assertEquals("auto-replied", message.getHeader("Auto-Submitted", null));
        assertEquals("<1@example.com>", message.getHeader("In-Reply-To", null));
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        message.writeTo(bytes);
        String text = new MailReader(null).read(bytes.toByteArray()).text();
        assertTrue(text.contains("#1") && text.contains("Ann Archer") && text.contains("app password"), text);
        // our own answer that comes back is none to answer either
        assertEquals(Optional.empty(), answers.answer(intake.take(bytes.toByteArray())));
    }

    @Test
    void answersNoProgramAndNothingOld() throws IOException {
        for (MailIntake.Taken each : List.of(take("1", "no-reply@example.com", ""),
                take("2", "ben@example.com", "Auto-Submitted: auto-generated\r\n"),
                take("3", "eve@example.com", "List-Id: <x.example.com>\r\n"),
                take("4", "joe@example.com", "Return-Path: <>\r\n"),
                take("5", "kim@example.com", "Date: Mon, 1 Jan 2024 10:00:00 +0900\r\n"),
                take("6", "help@example.org", ""))) {
            assertEquals(Optional.empty(), answers.answer(each), each.mail().headers());
        }
        assertEquals(0, server.getReceivedMessages().length);
    }

    @Test
    void talksNotForEverWithAMachineThatLooksLikeAPerson() throws IOException {
        for (int i = 0; i < 10; i++) {
            answers.answer(take(String.valueOf(i), "ann@example.com", ""));
        }
        assertEquals(3, server.getReceivedMessages().length);
    }

    @Test
    void leavesWhatFailedToPeople() throws Exception {
        MailIntake.Taken first = take("1", "ann@example.com", "");
        assertEquals(Entry.State.FAILED, answers(1).answer(first).orElseThrow().state());
        assertEquals(Optional.empty(), answers.answer(first));
        FirstAnswer nobody = new FirstAnswer(store, new ReplyWriter(new Templates(store), KnowledgeBase.get()),
                new MailSender(store), () -> {
                    throw new IOException("nobody is signed in");
                });
        Entry kept = nobody.answer(take("2", "ben@example.com", "")).orElseThrow();
        assertEquals(Entry.State.FAILED, kept.state());
        assertEquals("nobody is signed in", MailSender.reason(kept, Locale.ENGLISH));
        // a person can send it as soon as there is an account
        Entry sent = new MailSender(store).repeat(kept.id(), new SendingAccount("127.0.0.1", server.getSmtp().getPort(),
                Security.NONE, null, null, HELP), "Ben");
        assertEquals(Entry.State.SENT, sent.state(), sent.data("error"));
        assertEquals("", sent.data("reason"));
        assertEquals("auto-replied", server.getReceivedMessages()[0].getHeader("Auto-Submitted", null));
    }

    @Test
    void showsBeforeWhatItWillSay() {
        Templates templates = new Templates(store);
        for (Locale language : List.of(Locale.ENGLISH, Locale.JAPANESE)) {
            String sure = FirstAnswer.preview(templates, KnowledgeBase.get(), language, true).text();
            String unsure = FirstAnswer.preview(templates, KnowledgeBase.get(), language, false).text();
            assertFalse((sure + unsure).contains("{"), sure);
            assertTrue(sure.length() > unsure.length(), sure + unsure);
        }
        templates.set(Templates.FIRST_ANSWER, Locale.ENGLISH, "We have {number}.");
        assertEquals("We have 1.", FirstAnswer.preview(templates, KnowledgeBase.get(), Locale.ENGLISH, true).text());
    }

    @Test
    void knowsTheRulesOfATeam() throws IOException {
        Path own = Files.createDirectories(folder.resolve("own/replies"));
        Files.writeString(own.resolve("ours.tsv"),
                "causes\twhen\ttext\task\tsource\tchecked\nTLS_CERT_EXPIRED\t\tthe gateway frobnicates\t\tours\t2026-11-01\n");
        KnowledgeBase base = KnowledgeBase.of(folder.resolve("own"));
        MailIntake taught = new MailIntake(store, Locale.ENGLISH, base::explainer);
        byte[] mail = "From: ann@example.com\r\nSubject: x\r\n\r\nthe gateway frobnicates\r\n".getBytes(StandardCharsets.UTF_8);
        assertEquals(CauseId.TLS_CERT_EXPIRED, store.ticket(taught.take(mail).kept().number()).orElseThrow().cause());
    }
}
