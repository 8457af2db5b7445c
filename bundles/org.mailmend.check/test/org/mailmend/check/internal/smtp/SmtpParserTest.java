package org.mailmend.check.internal.smtp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.charset.StandardCharsets;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.mailmend.check.internal.Lines;
import org.mailmend.check.internal.dialogue.Answer;
import org.mailmend.check.internal.dialogue.Answer.State;
import org.mailmend.check.internal.io.WireException;
import org.mailmend.check.internal.io.WireException.Kind;

class SmtpParserTest {

    private static Answer read(String text) throws WireException {
        return SmtpParser.read(new Lines(text));
    }

    @Test
    void oneLine() throws WireException {
        assertEquals(new Answer(State.OK, 250, "2.1.0", "Sender ok", List.of("2.1.0 Sender ok")),
                read("250 2.1.0 Sender ok\r\n"));
        assertEquals(new Answer(State.OK, 250, null, "", List.of("")), read("250\r\n"));
        assertEquals(new Answer(State.OK, 250, null, "", List.of("")), read("250 \n"));
        assertEquals(State.CONTINUE, read("354 go\r\n").state());
        assertEquals(State.REFUSED, read("421 bye\r\n").state());
        assertEquals(State.REFUSED, read("599 bye").state(), "also without a line end before the connection closes");
    }

    @Test
    void linesAreJoinedAndTheStatusStandsOnce() throws WireException {
        Answer answer = read("""
                535-5.7.8 Username and Password not accepted. For more information, go to\r
                535 5.7.8  https://support.google.com/mail/?p=BadCredentials x - gsmtp\r
                """);
        assertEquals("5.7.8", answer.status());
        assertEquals("Username and Password not accepted. For more information, go to "
                + "https://support.google.com/mail/?p=BadCredentials x - gsmtp", answer.text());
    }

    @Test
    void aUrlOverSeveralLinesStaysWhole() throws WireException {
        Answer answer = read("""
                534-5.7.14 <https://accounts.google.com/signin/continue?sarp=1&scc=1&plt=AKgnsbv\r
                534-5.7.14 RKUabc\r
                534-5.7.14 def> Please log in via your web browser and then try again.\r
                534 5.7.14  Learn more at https://support.google.com/mail/answer/78754 q - gsmtp\r
                """);
        assertEquals("<https://accounts.google.com/signin/continue?sarp=1&scc=1&plt=AKgnsbvRKUabcdef> Please log in via your web "
                + "browser and then try again. Learn more at https://support.google.com/mail/answer/78754 q - gsmtp",
                answer.text());
    }

    @Test
    void onlyOneReplyIsRead() throws WireException {
        Lines lines = new Lines("250-a\r\n250 b\r\n354 c\r\n");
        assertEquals(List.of("a", "b"), SmtpParser.read(lines).lines());
        assertEquals(354, SmtpParser.read(lines).code());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\r\n", "25\r\n", "2 5 0\r\n", "250x\r\n", "250\tx\r\n", "2500 x\r\n", "x50 y\r\n", "199 x\r\n",
            "600 x\r\n",
            "-50 x\r\n", "٢٥٠ x\r\n", "250-a\r\n251 b\r\n", "250-a\r\nb\r\n", "220-a\r\n\r\n220 b\r\n", " 250 x\r\n",
            "\0\0\0\0\r\n"})
    void whatIsNoReply(String text) {
        WireException e = assertThrows(WireException.class, () -> read(text));
        assertEquals(text.isEmpty() ? Kind.CLOSED : Kind.VIOLATION, e.kind());
    }

    @ParameterizedTest
    @ValueSource(strings = {"5.7", "5.7.", "5..8", "3.7.8", "5.7.8x", "5.7.8.9", "5.7777.8", "5.7.8888", ".7.8", "5.7.8\tx", "",
            "5"})
    void whatIsNoStatus(String text) {
        assertNull(SmtpParser.status(text));
    }

    @Test
    void dotsAreDoubledAtTheBeginningOfLines() {
        assertEquals("..a\r\n.\r\n", stuffed(".a\r\n"));
        assertEquals("a.b\r\n..\r\nc\r\n.\r\n", stuffed("a.b\r\n.\r\nc"));
        assertEquals("\r\n.\r\n", stuffed("\r\n"));
        assertEquals(".\r\n", stuffed(""));
    }

    private static String stuffed(String message) {
        return new String(SmtpDialogue.stuff(message.getBytes(StandardCharsets.US_ASCII)), StandardCharsets.US_ASCII);
    }
}
