package org.mailmend.diagnosis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Every cause is complete: who, retry, and texts in both languages. */
class CatalogueTest {
    /** Where nobody has anything to do. */
    private static final Set<CauseId> NOTHING_TO_DO = EnumSet.of(CauseId.OK, CauseId.USER_CANCELLED);

    @Test
    void idsAreThoseOfTheContract() throws IOException {
        try (InputStream in = Catalogue.class.getResourceAsStream("causes.tsv")) {
            List<String> ids = new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().skip(1)
                    .map(line -> line.substring(0, line.indexOf('\t'))).toList();
            assertEquals(Arrays.stream(CauseId.values()).map(Enum::name).toList(), ids);
        }
    }

    @ParameterizedTest
    @EnumSource(CauseId.class)
    void everyCauseIsComplete(CauseId id) {
        Cause cause = Catalogue.get().cause(id);
        assertFalse(cause.who().isEmpty());
        CauseText english = Catalogue.get().text(id, Locale.ENGLISH);
        CauseText japanese = Catalogue.get().text(id, Locale.JAPAN);
        assertNotEquals(english.title(), japanese.title());
        assertNotEquals(english.summary(), japanese.summary());
        assertEquals(english.steps().stream().map(NextStep::id).toList(), japanese.steps().stream().map(NextStep::id).toList());
        assertTrue(NOTHING_TO_DO.contains(id) || !english.steps().isEmpty());
        assertEquals(english.steps().size(), english.steps().stream().map(NextStep::id).distinct().count());
        assertTrue(japanese.summary().codePoints().anyMatch(c -> c >= 0x3040 && c < 0x30ff), japanese.summary());
        assertTrue(english.summary().codePoints().allMatch(c -> c < 0x2100), english.summary());
    }

    @Test
    void anotherLanguageReadsEnglish() {
        assertEquals(Catalogue.get().text(CauseId.GREYLISTED, Locale.ENGLISH),
                Catalogue.get().text(CauseId.GREYLISTED, Locale.FRENCH));
    }
}
