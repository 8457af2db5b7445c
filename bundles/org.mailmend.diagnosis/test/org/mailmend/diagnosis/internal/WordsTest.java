package org.mailmend.diagnosis.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which numbers of a text are reply codes. */
class WordsTest {
    private static List<String> codes(String text) {
        Words words = Words.read(text, new Vocabulary());
        List<String> codes = new ArrayList<>();
        for (int i = 0; i < words.codeCount; i++) {
            String status = Words.enhancedText(words.enhanced[i]);
            codes.add(words.code[i] + (status == null ? "" : " " + status));
        }
        return codes;
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"535 5.7.8 no | 535 5.7.8", "535-5.7.8 no | 535 5.7.8", "(535, b'5.7.8 no') | 535 5.7.8",
            "said: 534-5.7.9 no | 534 5.7.9", "smtp; 550 #5.1.1 no | 550 5.1.1", "#5.1.1 (550) | 550 5.1.1", "エラー５３５ | 535",
            "534 5 7 9 | 534 5.7.9", "535 578 | 535 5.7.8", "535578 | 535 5.7.8", "550 57139 | 550 5.7.139", "code=535 | 535",
            "status: 5.2.2 full | 0 5.2.2", "550 then 5.1.1 | 550 5.1.1", "554.5.7.1 no | 554 5.7.1"})
    void areFound(String text, String expected) {
        assertEquals(List.of(expected), codes(text));
    }

    @ParameterizedTest
    @ValueSource(strings = {"192.0.2.1", "10:25:250", "port 465", "port 250", "size=535", "016-503", "1102", "#839", "x550y",
            "250,000 bytes",
            "Postfix 2.11.3", "Exim 4.94.2", "pid[535]", "sent 500 messages", "550 MB", "2026-11-24", "300 件", "linux-5.4.0-42"})
    void otherNumbersAreNone(String text) {
        assertEquals(List.of(), codes(text));
    }
}
