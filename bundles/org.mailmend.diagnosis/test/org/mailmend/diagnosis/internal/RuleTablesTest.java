package org.mailmend.diagnosis.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

import org.junit.jupiter.api.Test;
import org.mailmend.diagnosis.Catalogue;

/** The tables of rules are sound: questions have words, sources exist, dates are dates, nothing is said twice. */
class RuleTablesTest {
    @Test
    void everyQuestionHasWordsInBothLanguages() {
        for (String table : RuleReader.TABLES) {
            for (String[] cells : RuleReader.rows(table, 6)) {
                if (!cells[3].isEmpty()) {
                    assertFalse(Catalogue.get().question(cells[3], Locale.ENGLISH).isBlank());
                    assertFalse(Catalogue.get().question(cells[3], Locale.JAPANESE).isBlank());
                }
            }
        }
    }

    @Test
    void everySourceIsKnownAndUsed() {
        Set<String> known = RuleReader.rows("sources", 3).stream().map(cells -> cells[0])
                .collect(Collectors.toCollection(TreeSet::new));
        Set<String> used = new TreeSet<>();
        for (String table : RuleReader.TABLES) {
            for (String[] cells : RuleReader.rows(table, 6)) {
                used.add(cells[4]);
                LocalDate.parse(cells[5]);
            }
        }
        assertTrue(used.remove("unverified"));
        assertEquals(known, used);
    }

    @Test
    void noRowIsThereTwice() {
        for (String table : RuleReader.TABLES) {
            Set<List<String>> seen = new HashSet<>();
            for (String[] cells : RuleReader.rows(table, 6)) {
                assertTrue(seen.add(List.of(cells[0], cells[1], cells[2])), () -> table + ": " + String.join(" ", cells));
            }
        }
    }

    @Test
    void providersThatArePartOfAnotherNameAKnownOne() {
        Set<String> ids = RuleReader.rows("providers", 5).stream().map(cells -> cells[0]).collect(Collectors.toSet());
        for (String[] cells : RuleReader.rows("providers", 5)) {
            assertTrue(cells[1].isEmpty() || ids.contains(cells[1]), cells[0]);
        }
    }
}
