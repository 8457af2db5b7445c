package org.mailmend.knowledge.ui.internal.browse;

import java.text.Collator;
import java.util.Comparator;

import org.mailmend.knowledge.ui.internal.Words;

/** The order of titles in lists: that of the language of the window. */
final class Titles {
    static final Comparator<String> ORDER = order();

    private Titles() {
    }

    private static Comparator<String> order() {
        Collator collator = Collator.getInstance(Words.locale());
        collator.setStrength(Collator.SECONDARY);
        return collator::compare;
    }
}
