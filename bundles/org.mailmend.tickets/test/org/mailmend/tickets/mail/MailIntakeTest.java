package org.mailmend.tickets.mail;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mailmend.diagnosis.CauseId;
import org.mailmend.tickets.Attachment;
import org.mailmend.tickets.Entry;
import org.mailmend.tickets.Status;
import org.mailmend.tickets.StoreLocation;
import org.mailmend.tickets.Ticket;
import org.mailmend.tickets.TicketChange;
import org.mailmend.tickets.TicketFilter;
import org.mailmend.tickets.TicketStore;

class MailIntakeTest {
    @TempDir
    Path folder;
    private TicketStore store;
    private MailIntake intake;

    @BeforeEach
    void open() {
        store = TicketStore.open(StoreLocation.embedded(folder.resolve("tickets.db")));
        intake = new MailIntake(store, Locale.ENGLISH);
    }

    @AfterEach
    void close() {
        assertEquals(List.of(), store.check());
        store.close();
    }

    private static byte[] mail(String text) {
        return text.replace("\n", "\r\n").getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] simple(String id, String more, String body) {
        return mail(
                "From: Ann Archer <ann@example.com>\nTo: help@example.org\nSubject: It broke\nDate: Mon, 2 Mar 2026 10:00:00 +0900\n"
                        + "Message-ID: " + id + "\n" + more + "\n" + body + "\n");
    }

    private Ticket ticket(MailIntake.Taken taken) {
        return store.ticket(taken.kept().number()).orElseThrow();
    }

    private Entry entry(MailIntake.Taken taken) {
        return store.entry(taken.kept().entry()).orElseThrow();
    }

    @Test
    void makesATicketOfAMail() {
        MailIntake.Taken taken = intake.take(simple("<1@example.com>", "", "535-5.7.8 Username and Password not accepted."));
        Ticket ticket = ticket(taken);
        assertEquals("It broke", ticket.subject());
        assertEquals("Ann Archer", ticket.requester().name());
        assertEquals("ann@example.com", ticket.requester().mail());
        assertEquals(CauseId.AUTH_BAD_CREDENTIALS, ticket.cause());
        assertEquals("en", ticket.language());
        assertEquals(Instant.parse("2026-03-02T01:00:00Z"), entry(taken).at());
        assertEquals("<1@example.com>", entry(taken).messageId());
        assertEquals(List.of(), entry(taken).attachments());
    }

    @Test
    void takesTheSameMailOnlyOnce() {
        byte[] one = simple("<1@example.com>", "", "text");
        assertTrue(intake.take(one).kept().isNew());
        assertFalse(intake.take(one).kept().isNew());
        byte[] otherWay = mail(
                "Received: from mx.example.net\nX-Spam: no\n" + new String(one, StandardCharsets.UTF_8).replace("\r", ""));
        assertFalse(intake.take(otherWay).kept().isNew());
        byte[] macLines = new String(one, StandardCharsets.UTF_8).replace("\r\n", "\r").getBytes(StandardCharsets.UTF_8);
        assertFalse(intake.take(macLines).kept().isNew());
        assertTrue(intake.take(simple("<1@example.com>", "", "another text under the same id")).kept().isNew());
    }

    @Test
    void putsAnswersIntoTheirTicket() {
        long number = intake.take(simple("<1@example.com>", "", "first")).kept().number();
        assertEquals(number, intake.take(simple("<2@example.com>", "In-Reply-To: <1@example.com>\n", "second")).kept().number());
        assertEquals(number,
                intake.take(simple("<3@example.com>", "References: <0@example.com>\n <2@example.com>\n", "3")).kept().number());
        byte[] byNumber = mail("From: ann@example.com\nSubject: Re: [#" + number + "] again\nMessage-ID: <4@example.com>\n\nx\n");
        assertEquals(number, intake.take(byNumber).kept().number());
        assertEquals(1, store.count(TicketFilter.all()));
    }

    @Test
    void readsJapaneseOfAllKinds() throws IOException {
        String subject = "送信できません①";
        Charset jis = Charset.forName("x-windows-iso2022jp");
        byte[] bytes = subject.getBytes(jis);
        String word = "=?ISO-2022-JP?B?" + Base64.getEncoder().encodeToString(bytes) + "?=";
        byte[] body = "複合機①からメールを送れません".getBytes(jis);
        MailIntake.Taken taken = intake.take(join(mail("From: =?utf-8?B?5bGx55Sw?= <yamada@example.jp>\nSubject: " + word
                + "\nContent-Type: text/plain; charset=ISO-2022-JP\n\n"), body));
        assertEquals(subject, ticket(taken).subject());
        assertEquals("複合機①からメールを送れません", ticket(taken).symptom());
        assertEquals("山田", ticket(taken).requester().name());
        assertEquals("ja", ticket(taken).language());

        byte[] sjis = "髙橋です。㈱みなと".getBytes(Charset.forName("windows-31j"));
        for (String type : List.of("text/plain; charset=Shift_JIS", "text/plain; charset=x-nonsense", "text/plain",
                "text/plain; charset=utf-8",
                "text/plain; charset=")) {
            taken = intake.take(
                    join(mail("From: a@example.jp\nSubject: x\nContent-Type: " + type + "\nContent-Transfer-Encoding: 8bit\n\n"),
                            sjis));
            assertEquals("髙橋です。㈱みなと", entry(taken).text(), type);
        }
        // a character that is cut between two encoded words, and header fields that are not encoded at all
        byte[] utf8 = "日本".getBytes(StandardCharsets.UTF_8);
        String cut = "=?utf-8?B?" + Base64.getEncoder().encodeToString(java.util.Arrays.copyOf(utf8, 4)) + "?=\n =?utf-8?B?"
                + Base64.getEncoder().encodeToString(java.util.Arrays.copyOfRange(utf8, 4, 6)) + "?=";
        assertEquals("日本", ticket(intake.take(mail("From: a@example.jp\nSubject: " + cut + "\n\n1\n"))).subject());
        assertEquals("日本 語", ticket(intake.take(mail("From: a@example.jp\nSubject: 日本\n 語\n\n2\n"))).subject());
        assertEquals("日本語です", ticket(intake.take(join(join("From: a@example.jp\nSubject: ".getBytes(StandardCharsets.UTF_8),
                "日本語です".getBytes(Charset.forName("EUC-JP"))), "\n\n3\n".getBytes(StandardCharsets.UTF_8)))).subject());
    }

    private static byte[] join(byte[] one, byte[] other) {
        byte[] all = java.util.Arrays.copyOf(one, one.length + other.length);
        System.arraycopy(other, 0, all, one.length, other.length);
        return all;
    }

    @Test
    void keepsFilesAndShowsHtmlSafely() {
        MailIntake.Taken taken = intake.take(mail("""
                From: a@example.com
                Subject: x
                MIME-Version: 1.0
                Content-Type: multipart/mixed; boundary=b

                --b
                Content-Type: text/html; charset=utf-8

                <html><head><style>p{}</style></head><body onload="x()"><p>Hello&nbsp;<b>you</b></p><script>evil()</script>
                <img src="https://tracker.example/x.png"><a href="javascript:evil()">click</a><p>second</p></body></html>
                --b
                Content-Type: image/png; name="=?utf-8?B?55S76Z2iLnBuZw==?="
                Content-Transfer-Encoding: base64
                Content-Disposition: attachment

                iVBORw0KGgo=
                --b
                Content-Type: application/octet-stream
                Content-Disposition: attachment; filename*=utf-8''..%2F..%2F%E8%A1%A8.xls

                abc
                --b--
                """));
        Entry entry = entry(taken);
        assertTrue(entry.text().startsWith("Hello you"), entry.text());
        assertFalse(entry.text().contains("evil"));
        assertEquals(Set.of("画面.png", "表.xls", "message.html"),
                new HashSet<>(entry.attachments().stream().map(Attachment::name).toList()));
        Attachment html = entry.attachments().stream().filter(file -> file.name().endsWith("html")).findFirst().orElseThrow();
        String shown = new String(store.content(html), StandardCharsets.UTF_8);
        assertFalse(shown.contains("script") || shown.contains("onload") || shown.contains("img"), shown);
        assertTrue(shown.contains("<b>you</b>"));
    }

    @Test
    void opensWinmailDat() {
        byte[] tnef = tnef("report.txt", "inside".getBytes(StandardCharsets.US_ASCII));
        MailIntake.Taken taken = intake
                .take(mail("From: a@example.com\nSubject: x\nMIME-Version: 1.0\nContent-Type: application/ms-tnef; "
                        + "name=winmail.dat\nContent-Transfer-Encoding: base64\n\n" + Base64.getMimeEncoder().encodeToString(tnef)
                        + "\n"));
        List<Attachment> files = entry(taken).attachments();
        assertEquals(List.of("report.txt", "winmail.dat"), files.stream().map(Attachment::name).toList());
        assertEquals("inside", new String(store.content(files.getFirst()), StandardCharsets.US_ASCII));
    }

    private static byte[] tnef(String name, byte[] data) {
        ByteBuffer out = ByteBuffer.allocate(500).order(ByteOrder.LITTLE_ENDIAN);
        out.putInt(0x223E9F78).putShort((short) 1);
        attribute(out, 0x00069002, new byte[14]);
        attribute(out, 0x00018010, (name + "\0").getBytes(StandardCharsets.US_ASCII));
        attribute(out, 0x0006800F, data);
        return java.util.Arrays.copyOf(out.array(), out.position());
    }

    private static void attribute(ByteBuffer out, int id, byte[] value) {
        out.put((byte) 2).putInt(id).putInt(value.length).put(value).putShort((short) 0);
    }

    @Test
    void keepsWhatIsBrokenAsItCame() {
        List<byte[]> broken = List.of(new byte[0], new byte[] {0, 1, 2, (byte) 0xFF}, mail("no header at all, only words"),
                mail("From: a@example.com\nContent-Type: multipart/mixed\n\nno boundary\n"),
                mail("From: a@example.com\nContent-Type: text/plain; charset=\"\nContent-Transfer-Encoding: base64\n\n%%%%\n"),
                mail("From: a@example.com\nContent-Type: ;;;\n\nx\n"),
                mail("From: a@example.com\nContent-Type: multipart/mixed; boundary=b\n\n--b\nContent-Type: multipart/mixed; boundary=b\n\n--b\n"));
        for (byte[] each : broken) {
            MailIntake.Taken taken = intake.take(each);
            Entry entry = entry(taken);
            boolean original = entry.attachments().stream().anyMatch(file -> "original.eml".equals(file.name()));
            assertTrue(original || !entry.text().isEmpty(), () -> new String(each, StandardCharsets.ISO_8859_1));
            assertFalse(intake.take(each).kept().isNew());
        }
        assertEquals(broken.size(), store.count(TicketFilter.all()));
    }

    @Test
    void survivesAnything() {
        Random random = new Random(7);
        byte[] model = mail(
                "From: a@example.com\nSubject: =?utf-8?Q?=E6?=\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=b\n\n--b\n"
                        + "Content-Type: text/plain; charset=iso-2022-jp\nContent-Transfer-Encoding: quoted-printable\n\n=1B$B=\n--b\nContent-Type: "
                        + "message/rfc822\n\nSubject: y\n\nz\n--b--\n");
        MailReader reader = new MailReader("id");
        for (int i = 0; i < 300; i++) {
            byte[] bytes = model.clone();
            for (int j = 0; j < 12; j++) {
                bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
            }
            assertNotNull(reader.read(bytes).text());
        }
        StringBuilder deep = new StringBuilder("From: a@example.com\nContent-Type: multipart/mixed; boundary=b0\n\n");
        for (int i = 0; i < 200; i++) {
            deep.append("--b").append(i).append("\nContent-Type: multipart/mixed; boundary=b").append(i + 1).append("\n\n");
        }
        assertNotNull(reader.read(mail(deep.toString())).broken());
    }

    @Test
    void knowsProgramsFromPeople() {
        Map<String, Mail.Kind> kinds = Map.of("Auto-Submitted: auto-replied\n", Mail.Kind.AUTO_REPLY, "Auto-Submitted: no\n",
                Mail.Kind.PERSON,
                "X-Autoreply: yes\n", Mail.Kind.AUTO_REPLY, "Precedence: bulk\n", Mail.Kind.BULK, "List-Id: <x.example.com>\n",
                Mail.Kind.BULK,
                "Return-Path: <>\n", Mail.Kind.AUTO_REPLY, "X-Mailmend-Ticket: " + store.id() + "/1\n", Mail.Kind.LOOP);
        MailReader reader = new MailReader(store.id());
        kinds.forEach((header, kind) -> assertEquals(kind, reader.read(simple("<1@example.com>", header, "x")).kind(), header));
    }

    @Test
    void aProgramsAnswerOpensNothing() {
        long number = intake.take(simple("<1@example.com>", "", "first")).kept().number();
        Ticket ticket = store.ticket(number).orElseThrow();
        store.change(ticket, TicketChange.none().status(Status.WAITING_FOR_USER), "Ben");
        intake.take(simple("<2@example.com>", "In-Reply-To: <1@example.com>\nAuto-Submitted: auto-replied\n", "I am away"));
        assertEquals(Status.WAITING_FOR_USER, store.ticket(number).orElseThrow().status());
        intake.take(simple("<3@example.com>", "In-Reply-To: <1@example.com>\n", "I am back"));
        assertEquals(Status.IN_PROGRESS, store.ticket(number).orElseThrow().status());
    }

    @Test
    void explainsABounceInTheTicketOfItsMessage() {
        Ticket ticket = store.create(TicketChange.none().subject("x"), "Ben");
        store.add(ticket.number(),
                Entry.of(Entry.Kind.MESSAGE_OUT, Instant.now(), "Ben", "Re: x", "answer").withMessageId("<out1@example.org>")
                        .withState(Entry.State.SENT),
                List.of(), "Ben");
        MailIntake.Taken taken = intake.take(mail("""
                Return-Path: <>
                From: MAILER-DAEMON@mx.example.com
                To: help@example.org
                Subject: Undelivered Mail Returned to Sender
                Message-ID: <b1@mx.example.com>
                MIME-Version: 1.0
                Content-Type: multipart/report; report-type=delivery-status; boundary=b

                --b
                Content-Type: text/plain

                Your message could not be delivered.
                --b
                Content-Type: message/delivery-status

                Reporting-MTA: dns; mx.example.com

                Final-Recipient: rfc822; nobody@example.com
                Action: failed
                Status: 5.1.1
                Diagnostic-Code: smtp; 550 5.1.1 User unknown
                --b
                Content-Type: text/rfc822-headers

                From: help@example.org
                Message-ID: <out1@example.org>
                Subject: Re: x
                --b--
                """));
        assertEquals(ticket.number(), taken.kept().number());
        Entry entry = entry(taken);
        assertEquals(Entry.Kind.BOUNCE, entry.kind());
        assertEquals("RCPT_UNKNOWN", entry.data("cause"));
        assertEquals("nobody@example.com RCPT_UNKNOWN", entry.data("recipients"));
        assertNull(store.ticket(ticket.number()).orElseThrow().requester());
        assertTrue(store.contactByMail("MAILER-DAEMON@mx.example.com").isEmpty());
    }

    @Test
    void keepsNoSecretInItsText() {
        MailIntake.Taken taken = intake
                .take(simple("<1@example.com>", "", "AUTH PLAIN AGFubkBleGFtcGxlLmNvbQBnZWhlaW1uaXM=\nya29."
                        + "a0AfB_byDexampleexampleexampleexampleexampleexample"));
        assertFalse(entry(taken).text().contains("AGFubkBl"), entry(taken).text());
        assertFalse(entry(taken).text().contains("ya29."), entry(taken).text());
    }

    @Test
    void readsMailboxesWithLineEndsOfAllSystems() throws IOException {
        String mbox = "From a@example.com Mon Mar  2 10:00:00 2026\nFrom: a@example.com\nSubject: one\nMessage-ID: <m1@example.com>\n\n"
                + ">From here on\n>>From twice\nFrom inside a paragraph\n\nFrom b@example.com Mon Mar  2 10:00:00 2026\n"
                + "From: b@example.com\nSubject: two\nMessage-ID: <m2@example.com>\n\nhello\n\n";
        Path unix = Files.writeString(folder.resolve("unix.mbox"), mbox);
        Path windows = Files.writeString(folder.resolve("windows.mbox"), mbox.replace("\n", "\r\n"));
        Path mac = Files.writeString(folder.resolve("mac.mbox"), mbox.replace("\n", "\r"));
        List<Boolean> isNew = new ArrayList<>();
        for (Path file : List.of(unix, windows, mac)) {
            MailFiles.read(file, (from, bytes) -> isNew.add(intake.take(bytes).kept().isNew()));
        }
        assertEquals(List.of(true, true, false, false, false, false), isNew);
        assertEquals("From here on\n>From twice\nFrom inside a paragraph", store.entries(1).getFirst().text());
    }

    @Test
    void readsFolders() throws IOException {
        Files.createDirectories(folder.resolve("mails/cur"));
        Files.createDirectories(folder.resolve("mails/deep/er"));
        Files.write(folder.resolve("mails/deep/er/a.EML"), simple("<1@example.com>", "", "1"));
        Files.write(folder.resolve("mails/cur/123.host:2,S"), simple("<2@example.com>", "", "2"));
        Files.writeString(folder.resolve("mails/picture.png"), "From: no mail");
        Files.writeString(folder.resolve("mails/notes"), "nothing");
        List<String> names = new ArrayList<>();
        MailFiles.read(folder.resolve("mails"), (from, bytes) -> names.add(from.getFileName().toString()));
        assertEquals(List.of("123.host:2,S", "a.EML"), names);
    }
}
