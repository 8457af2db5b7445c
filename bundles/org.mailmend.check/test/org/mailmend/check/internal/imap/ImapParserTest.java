package org.mailmend.check.internal.imap;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.mailmend.check.internal.Lines;
import org.mailmend.check.internal.dialogue.Answer;
import org.mailmend.check.internal.dialogue.Answer.State;
import org.mailmend.check.internal.io.WireException;
import org.mailmend.check.internal.io.WireException.Kind;

class ImapParserTest {

    private static Answer read(String text) throws WireException {
        return ImapParser.read(new Lines(text), "a1");
    }

    @Test
    void theTaggedResponseEndsTheAnswer() throws WireException {
        Lines lines = new Lines("* CAPABILITY IMAP4rev1\r\n* 1 EXISTS\r\na1 OK [READ-ONLY] done\r\na2 NO more\r\n");
        Answer answer = ImapParser.read(lines, "a1");
        assertEquals(new Answer(State.OK, 0, "READ-ONLY", "[READ-ONLY] done", List.of("CAPABILITY IMAP4rev1", "1 EXISTS")),
                answer);
        assertEquals(State.REFUSED, ImapParser.read(lines, "a2").state());
    }

    @Test
    void requestsForMore() throws WireException {
        assertEquals("abc", read("+ abc\r\n").text());
        assertEquals("", read("+\r\n").text());
        assertEquals("", read("+ \r\n").text());
        assertTrue(read("+ \r\n").more());
    }

    @Test
    void whatIsSaidBeforeARefusalBelongsToIt() throws WireException {
        Answer answer = read("* NO [WEBALERT https://x] Web login required.\r\na1 NO [ALERT] Please log in (Failure)\r\n");
        assertEquals("[WEBALERT https://x] Web login required. [ALERT] Please log in (Failure)", answer.text());
        assertEquals("ALERT", answer.status());
        assertEquals("WEBALERT", read("* NO [WEBALERT https://x] login\r\na1 NO no\r\n").status());
        assertEquals("done", read("* NO not of importance\r\na1 OK done\r\n").text());
    }

    @Test
    void aFarewellIsAnAnswerWhenNothingFollows() throws WireException {
        Answer answer = read("* BYE [UNAVAILABLE] later\r\n");
        assertEquals(State.BYE, answer.state());
        assertEquals("UNAVAILABLE", answer.status());
        assertEquals("[UNAVAILABLE] later", answer.text());
        assertEquals(State.OK, read("* BYE see you\r\na1 OK out\r\n").state());
    }

    @Test
    void literalsStandInTheirLine() throws WireException {
        assertEquals(List.of("LIST \"a b\" \"c\" end"), read("* LIST {4}\r\na\r\nb {1}\r\nc end\r\na1 OK x\r\n").lines().stream()
                .map(line -> line.replace("\r\n", " ")).toList());
        assertEquals(List.of("X \"\""), read("* X {0}\r\n\r\na1 OK x\r\n").lines());
        assertEquals(List.of("X \"ab\""), read("* X {2+}\r\nab\r\na1 OK x\r\n").lines());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"x {3}|3", "{0}|0", "x {+}|-1", "x {}|-1", "x {3|-1", "3}|-1", "x {3a}|-1", "x {-3}|-1",
            "x {3}y|-1",
            "{99999999999999999999}|2147483647", "{1}{2+}|2"})
    void sizesOfLiterals(String line, int size) {
        assertEquals(size, ImapParser.literal(line));
    }

    @ParameterizedTest
    @ValueSource(strings = {"hello\r\n", "a2 OK x\r\n", "a1\r\n", "a1 \r\n", "a1 PREAUTH x\r\n", "a1 FETCH\r\n", "a10 OK x\r\n",
            "*\r\n", "*OK\r\n",
            "\r\n", "+x\r\n", "A1 OK x\r\n"})
    void whatIsNoResponse(String text) {
        assertEquals(Kind.VIOLATION, assertThrows(WireException.class, () -> read(text)).kind());
    }

    @Test
    void literalsWithoutEnd() {
        assertEquals(Kind.CLOSED, assertThrows(WireException.class, () -> read("* x {10}\r\nabc")).kind());
        assertEquals(Kind.TOO_LONG, assertThrows(WireException.class, () -> read("* x {4000000000}\r\nabc")).kind());
        assertEquals(Kind.TOO_LONG, assertThrows(WireException.class, () -> read("* " + "{0}\r\n".repeat(100))).kind());
    }

    @Test
    void greetings() throws WireException {
        assertEquals(State.OK, ImapParser.greeting(new Lines("* OK hi\r\n")).state());
        assertEquals(State.OK, ImapParser.greeting(new Lines("* ok hi\r\n")).state());
        assertEquals(State.PREAUTH, ImapParser.greeting(new Lines("* PREAUTH hi\r\n")).state());
        assertEquals("hi [X]", ImapParser.greeting(new Lines("* BYE hi [X]\r\n")).text());
        for (String text : List.of("* NO hi\r\n", "OK hi\r\n", "* \r\n", "a1 OK\r\n")) {
            assertThrows(WireException.class, () -> ImapParser.greeting(new Lines(text)));
        }
    }

    @Test
    void responseCodes() {
        assertEquals("CAPABILITY", ImapParser.status("OK [CAPABILITY A B] x"));
        assertEquals("A B", ImapParser.statusArguments("OK [CAPABILITY A B] x", "CAPABILITY"));
        assertEquals("", ImapParser.statusArguments("OK [CAPABILITY] x", "CAPABILITY"));
        assertNull(ImapParser.statusArguments("OK [ALERT] x", "CAPABILITY"));
        assertNull(ImapParser.status("OK [CAPABILITY A B x"));
        assertNull(ImapParser.status("OK x [A]"));
        assertEquals("", ImapParser.status("OK [] x"));
    }
}
