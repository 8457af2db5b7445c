package org.mailmend.check.ui.internal;

/**
 * Something in the form that has to be put right before a check can start.
 *
 * @param field    where
 * @param sentence what is wrong and how to put it right
 */
record Problem(Field field, String sentence) {

    /** The fields of the form that can be wrong, in reading order. */
    enum Field {
        HOST, PORT, USER, SECRET, FROM, TO, DEADLINE
    }
}
