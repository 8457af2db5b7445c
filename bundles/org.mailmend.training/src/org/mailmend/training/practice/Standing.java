package org.mailmend.training.practice;

import java.time.Instant;
import java.util.Map;
import java.util.Objects;

import org.mailmend.diagnosis.SecretKind;
import org.mailmend.training.course.PracticeGoal;

/**
 * How far the people of an account are. Texts that came from a client are bounded and have their control characters made visible.
 *
 * @param account   the account
 * @param client    what their client calls itself: the program in a mail's header, else its greeting; empty while nothing is known
 * @param computer  address of their computer or device; empty while nothing is known
 * @param mechanism how they tried to sign in last, for example {@code PLAIN}; empty for not yet
 * @param secret    kind of the secret that they used last
 * @param reply     the exact reply that matters: the last refusal, or what the server said last to the sign-in or the mail; its lines joined
 *                  by line feeds
 * @param stage     how far the last try came
 * @param passed    what was achieved, and when for the first time
 * @param tries     how many sign-ins were tried
 * @param last      when something happened last; null for never
 */
public record Standing(PracticeAccount account, String client, String computer, String mechanism, SecretKind secret, String reply,
        PracticeStage stage, Map<PracticeGoal, Instant> passed, int tries, Instant last) {
    public Standing {
        Objects.requireNonNull(account);
        passed = Map.copyOf(passed);
    }

    /** Whether this was achieved. */
    public boolean has(PracticeGoal goal) {
        return passed.containsKey(goal);
    }
}
