package org.mailmend.diagnosis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.mailmend.diagnosis.Bounce.Kind;
import org.mailmend.diagnosis.Bounce.Recipient;

/** Messages in the forms that mail servers give to their reports, and messages that are none. */
class BouncesTest {
    @ParameterizedTest(name = "{0}")
    @MethodSource("messages")
    void reads(String name, String kind, String delivered, List<String> expected) throws IOException {
        Bounce bounce;
        try (InputStream in = BouncesTest.class.getResourceAsStream("bounces/" + name + ".eml")) {
            bounce = Bounces.get().read(in);
        }
        assertEquals(kind, bounce.kind().id());
        assertEquals(delivered, String.join(",", bounce.delivered()));
        assertEquals(expected.size(), bounce.recipients().size(), bounce.recipients()::toString);
        for (int i = 0; i < expected.size(); i++) {
            Recipient recipient = bounce.recipients().get(i);
            List<String> found = List.of(recipient.address(), orDash(recipient.status()), orDash(recipient.code()),
                    String.valueOf(recipient.permanent()), recipient.cause().name());
            String[] wanted = expected.get(i).split(" ");
            for (int k = 0; k < wanted.length; k++) {
                String cell = found.get(k);
                assertTrue(wanted[k].equals("*") || Arrays.asList(wanted[k].split("\\|")).contains(cell),
                        () -> cell + " in " + recipient);
            }
        }
        if (!bounce.isBounce()) {
            assertEquals(CauseId.UNKNOWN, bounce.diagnosis().cause());
        } else {
            assertTrue(bounce.recipients().isEmpty()
                    || bounce.recipients().stream().anyMatch(r -> r.cause() == bounce.diagnosis().cause()));
        }
    }

    static Stream<Arguments> messages() throws IOException {
        List<Arguments> messages = new ArrayList<>();
        try (BufferedReader in = new BufferedReader(new InputStreamReader(
                BouncesTest.class.getResourceAsStream("bounces/expected.tsv"), StandardCharsets.UTF_8))) {
            in.readLine();
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                List<String> cells = List.of(line.split("\t"));
                messages.add(Arguments.of(cells.get(0), cells.get(1), cells.size() > 2 ? cells.get(2) : "",
                        cells.subList(Math.min(3, cells.size()), cells.size())));
            }
        }
        return messages.stream();
    }

    private static String orDash(Object value) {
        return value == null ? "-" : value.toString();
    }

    private static Bounce ofStatus(String fields) {
        return Bounces.get().read(("From: MAILER-DAEMON@mx.example.net\nSubject: Undelivered Mail\n"
                + "Content-Type: multipart/report; report-type=delivery-status; boundary=b\n\n--b\n"
                + "Content-Type: message/delivery-status\n\nReporting-MTA: dns; mx.example.net\n\n" + fields + "\n--b--\n")
                .getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void theClassOfTheStatusSaysWhetherItIsPermanent() {
        String fields = "Final-Recipient: rfc822; a@example.org\nAction: %s\nStatus: %s\nDiagnostic-Code: smtp; %s\n";
        assertTrue(ofStatus(fields.formatted("failed", "5.2.2", "552 5.2.2 full")).recipients().getFirst().permanent());
        assertFalse(ofStatus(fields.formatted("failed", "4.2.2", "452 4.2.2 full")).recipients().getFirst().permanent());
        assertFalse(ofStatus(fields.formatted("failed", "5.0.0", "452 4.2.2 full")).recipients().getFirst().permanent());
        assertFalse(ofStatus(fields.formatted("delayed", "5.2.2", "552 full")).recipients().getFirst().permanent());
        assertTrue(
                ofStatus(fields.formatted("failed", "4.1.1", "450 4.1.1 permanent failure")).recipients().getFirst().permanent());
    }

    @Test
    void aStatusThatIsNotWrittenIsNotInvented() {
        Recipient recipient = ofStatus("Final-Recipient: rfc822; a@example.org\nAction: failed\n"
                + "Diagnostic-Code: x-unix; user unknown\n").recipients().getFirst();
        assertEquals(null, recipient.status());
        assertEquals(null, recipient.code());
        assertEquals("user unknown", recipient.diagnostic());
        assertEquals(CauseId.RCPT_UNKNOWN, recipient.cause());
    }

    @Test
    void theAddressThatTheSenderWroteIsKept() {
        Recipient recipient = ofStatus("Original-Recipient: rfc822;team+2Bx@example.org\n"
                + "Final-Recipient: rfc822; <b@example.net>\nAction: failed\nStatus: 5.1.1\n").recipients().getFirst();
        assertEquals("b@example.net", recipient.address());
        assertEquals("team+x@example.org", recipient.original());
    }

    @Test
    void theAddressBehindAnAliasIsKeptToo() {
        Bounce bounce = Bounces.get().read(("From: MAILER-DAEMON@mx.example.net\nSubject: Undelivered Mail Returned to Sender\n\n"
                + "Your message could not be delivered.\n\n"
                + "<a@example.org> (expanded from <all@example.net>): host mx.example.org said: 550 5.1.1 User unknown\n\n"
                + "b@example.org\n    (generated from all@example.net)\n    mailbox is full\n")
                .getBytes(StandardCharsets.US_ASCII));
        assertEquals(List.of("all@example.net", "all@example.net"),
                bounce.recipients().stream().map(Recipient::original).toList());
        assertEquals(List.of(CauseId.RCPT_UNKNOWN, CauseId.MAILBOX_FULL),
                bounce.recipients().stream().map(Recipient::cause).toList());
    }

    @Test
    void aDiagnosticIsOneLineThatShowsAsItIs() {
        String diagnostic = ofStatus("Final-Recipient: rfc822; a@example.org\nAction: failed\nStatus: 5.1.1\n"
                + "Diagnostic-Code: smtp; 550 5.1.1\n \u001b[31muser\u202e\tunknown\u0000\n").recipients().getFirst()
                .diagnostic();
        assertEquals("550 5.1.1 [31muser unknown", diagnostic);
    }

    @Test
    void theCauseOfMostRecipientsIsTheBouncesCause() {
        String fields = "Final-Recipient: rfc822; %s@example.org\nAction: failed\nStatus: %s\nDiagnostic-Code: smtp; %s\n\n";
        Bounce bounce = ofStatus(fields.formatted("a", "5.2.2", "552 5.2.2 mailbox full")
                + fields.formatted("b", "5.1.1", "550 5.1.1 user unknown")
                + fields.formatted("c", "5.1.1", "550 5.1.1 user unknown"));
        assertEquals(CauseId.RCPT_UNKNOWN, bounce.diagnosis().cause());
        assertEquals(Kind.FAILURE, bounce.kind());
    }

    @Test
    void nothingIsNoBounce() {
        assertEquals(Kind.MESSAGE, Bounces.get().read(new byte[0]).kind());
        assertEquals(Kind.MESSAGE, Bounces.get().read(new byte[] {0, -1, 27, '\n'}).kind());
    }
}
