package org.mailmend.knowledge.internal.data;

import org.mailmend.knowledge.Reason;
import org.mailmend.knowledge.Route;
import org.mailmend.knowledge.When;

/**
 * A rule of the advice.
 *
 * @param route  the way out that it is about
 * @param when   the case in which it applies
 * @param effect what it does
 * @param points added to the way's points; 0 for limits and exclusions
 * @param reason why
 */
public record Rule(Route route, When when, Effect effect, int points, Reason reason) {

    /** What a rule does. */
    public enum Effect {
        FOR, AGAINST, LIMIT, EXCLUDE
    }
}
