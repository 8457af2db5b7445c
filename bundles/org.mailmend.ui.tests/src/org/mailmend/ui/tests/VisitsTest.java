package org.mailmend.ui.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Locale;

import org.junit.jupiter.api.Test;
import org.mailmend.knowledge.ui.internal.PageRef;
import org.mailmend.knowledge.ui.internal.article.Visits;

/** The way back and forward through pages. */
class VisitsTest {
    private static final PageRef A = PageRef.article("a");
    private static final PageRef B = PageRef.article("b");
    private static final PageRef C = PageRef.article("c");

    private final Visits visits = new Visits();

    @Test
    void goesBackAndForward() {
        visits.visit(A);
        visits.visit(B);
        visits.visit(B);
        assertEquals(A, visits.back());
        assertFalse(visits.canBack());
        assertEquals(A, visits.back());
        assertEquals(B, visits.forward());
        assertFalse(visits.canForward());
    }

    @Test
    void aNewPageEndsTheWayForward() {
        visits.visit(A);
        visits.visit(B);
        visits.back();
        visits.visit(C);
        assertFalse(visits.canForward());
        assertEquals(A, visits.back());
        assertEquals(C, visits.forward());
    }

    @Test
    void anotherLanguageIsNoPageOfItsOwn() {
        visits.visit(A);
        visits.visit(B);
        visits.replace(B.in(Locale.JAPANESE));
        assertEquals(A, visits.back());
        assertTrue(visits.canForward());
        assertEquals(Locale.JAPANESE, visits.forward().language());
    }
}
