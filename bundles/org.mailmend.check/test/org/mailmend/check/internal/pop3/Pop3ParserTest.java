package org.mailmend.check.internal.pop3;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.mailmend.check.internal.Lines;
import org.mailmend.check.internal.dialogue.Answer;
import org.mailmend.check.internal.dialogue.Answer.State;
import org.mailmend.check.internal.io.WireException;
import org.mailmend.check.internal.io.WireException.Kind;

class Pop3ParserTest {

    private static Answer read(String text, boolean multiLine) throws WireException {
        return Pop3Parser.read(new Lines(text), multiLine);
    }

    @Test
    void oneLine() throws WireException {
        assertEquals(new Answer(State.OK, 0, null, "ready", List.of()), read("+OK ready\r\n", false));
        assertEquals(new Answer(State.OK, 0, null, "", List.of()), read("+ok\r\n", false));
        assertEquals(new Answer(State.REFUSED, 0, "SYS/TEMP", "[sys/temp] later", List.of()),
                read("-ERR [sys/temp] later\r\n", true));
        assertEquals(new Answer(State.CONTINUE, 0, null, "abc", List.of()), read("+ abc\r\n", false));
        assertEquals(new Answer(State.CONTINUE, 0, null, "", List.of()), read("+\r\n", false));
    }

    @Test
    void severalLines() throws WireException {
        assertEquals(List.of("A", ".", "..B", ""), read("+OK\r\nA\r\n..\r\n...B\r\n\r\n.\r\n", true).lines());
        assertEquals(Kind.CLOSED, assertThrows(WireException.class, () -> read("+OK\r\nA\r\n", true)).kind());
    }

    @ParameterizedTest
    @ValueSource(strings = {"OK\r\n", "+OKAY\r\n", "-ERROR\r\n", "++\r\n", "\r\n", " +OK\r\n", "* OK\r\n", "220 x\r\n",
            "+OK\tx\r\n"})
    void whatIsNoResponse(String text) {
        assertEquals(Kind.VIOLATION, assertThrows(WireException.class, () -> read(text, false)).kind());
    }
}
