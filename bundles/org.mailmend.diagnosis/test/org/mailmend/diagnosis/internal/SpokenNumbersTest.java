package org.mailmend.diagnosis.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Reply codes read out over the telephone. */
class SpokenNumbersTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"five three four five seven nine | 534 579",
            "five three four, five seven nine | 534 579",
            "five thirty-four five point seven point nine | 534 5.7.9", "five thirty five | 535", "five hundred fifty | 550",
            "five fifty, five dot one dot one | 550 5.1.1", "five oh one | 501", "5 3 4 5 7 9 | 534 579",
            "ごさんよん ごーななきゅう | 534 579", "ゴーサンゴー | 535", "五三四 五点七点九 | 534 5.7.9", "五百三十五 | 535", "よんごーまる | 450",
            "ごひゃくごじゅう | 550"})
    void becomeDigits(String spoken, String digits) {
        assertEquals(digits, SpokenNumbers.toDigits(spoken).strip());
    }

    @ParameterizedTest
    @ValueSource(strings = {"組織のポリシーにより拒否されました", "I have two accounts and three phones", "one two three", "三十分後に", "いちごさん",
            "535 5.7.8 already digits", "ご確認ください", ""})
    void otherTextsStayAsTheyAre(String text) {
        assertSame(text, SpokenNumbers.toDigits(text));
    }
}
