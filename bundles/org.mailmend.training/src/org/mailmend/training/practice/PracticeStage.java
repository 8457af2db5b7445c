package org.mailmend.training.practice;

import java.util.Locale;

import org.mailmend.training.internal.Messages;

/** How far somebody came, in order. */
public enum PracticeStage {
    /** Nobody has come. */
    NOTHING,
    /** A client has connected. */
    CONNECTED,
    /** TLS is in force. */
    SECURED,
    /** A sign-in was refused. */
    REFUSED,
    /** A sign-in was accepted. */
    SIGNED_IN,
    /** A mail has arrived. */
    ARRIVED;

    /** The text for people in English or Japanese. */
    public String text(Locale locale) {
        return Messages.text(locale, "stage." + name().toLowerCase(Locale.ROOT));
    }
}
