package org.mailmend.diagnosis.internal;

import org.mailmend.diagnosis.CauseId;
import org.mailmend.diagnosis.Diagnosis;

/**
 * One pattern of a row of a rule table, or a row without patterns: what it means under which conditions.
 *
 * @param causes     the cause, then its alternatives
 * @param question   id of the question that tells them apart, null when there is none
 * @param conditions the circumstances
 * @param wanted     groups of which a phrase has to stand somewhere up to the end of the segment
 * @param unwanted   groups of which none may stand there
 * @param textual    whether it has phrases; else it is a fallback for codes
 * @param row        the row, for statistics and messages
 */
record Rule(CauseId[] causes, String question, Conditions conditions, int[] wanted, int[] unwanted, boolean textual, Row row) {
    /**
     * Where a rule comes from.
     *
     * @param table name of the table or file
     * @param line  number of the line, from 1
     * @param basis what it rests on
     */
    record Row(String table, int line, Diagnosis.Basis basis) {
    }

    double fit(Circumstances c, Providers providers) {
        return conditions.fit(c, providers, textual);
    }

    float rank() {
        return conditions.rank();
    }
}
