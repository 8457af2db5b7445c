package org.mailmend.cli.internal;

import org.mailmend.check.Redactor;
import org.mailmend.check.Secret;

/** The secrets that a command has in hand, so that they can be taken out of whatever is written about it. */
final class Confidential {
    private Redactor redactor = Redactor.GENERAL;

    /** One more secret, with the user name that goes with it. */
    synchronized void add(Secret secret, String user) {
        redactor = redactor.with(secret, user);
    }

    /** The text without the secrets, and without whatever looks like a token. */
    synchronized String redact(String text) {
        return redactor.show(text);
    }
}
