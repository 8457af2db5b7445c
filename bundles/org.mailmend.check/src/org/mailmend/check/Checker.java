package org.mailmend.check;

import java.util.Objects;

import org.mailmend.check.internal.Run;

/**
 * The connection tester: does what a mail client would do with a server, stage by stage, and finds out what goes wrong.
 * Never sends a credential without TLS unless that is allowed, never to a server whose certificate failed, and never again
 * after it was refused.
 */
public final class Checker {
    private Checker() {
    }

    /**
     * Checks a server. Blocks until the check is over: at the latest at its deadline, or as soon as it is cancelled.
     *
     * @param request      what to check
     * @param listener     told of stages and dialogue while they happen, on this thread
     * @param cancellation ends the check at once; its verdict is UNTESTED then, with cause USER_CANCELLED
     * @return the result; whatever the server does ends up in it and not in an exception
     */
    public static CheckResult run(CheckRequest request, CheckListener listener, Cancellation cancellation) {
        Objects.requireNonNull(listener);
        Objects.requireNonNull(cancellation);
        return Run.of(request, listener, cancellation);
    }
}
