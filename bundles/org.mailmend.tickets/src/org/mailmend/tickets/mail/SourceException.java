package org.mailmend.tickets.mail;

import java.io.IOException;
import java.util.Locale;

import org.mailmend.diagnosis.Catalogue;
import org.mailmend.diagnosis.CauseId;
import org.mailmend.diagnosis.Explainer;
import org.mailmend.diagnosis.Hints;
import org.mailmend.diagnosis.Protocol;
import org.mailmend.tickets.internal.Messages;
import org.mailmend.tickets.internal.Values;

/** A source of messages cannot be used now. It has no secrets in it. */
public final class SourceException extends IOException {
    private static final long serialVersionUID = 1L;
    private static final int LONGEST = 300;

    private final String key;
    private final transient Object[] args;
    private final Protocol protocol;
    private final boolean evidence;
    private final boolean refused;

    private SourceException(String message, String key, Object[] args, Protocol protocol, boolean evidence, boolean refused,
            Throwable cause) {
        super(message, cause);
        this.key = key;
        this.args = args;
        this.protocol = protocol;
        this.evidence = evidence;
        this.refused = refused;
    }

    /**
     * Something that can be said at once.
     *
     * @param sentence a sentence for the user, in the language of the user
     */
    public static SourceException said(String sentence, Throwable cause) {
        return new SourceException(sentence, null, null, null, false, false, cause);
    }

    /** The same with a sentence of this bundle. */
    static SourceException said(String key, Throwable cause, Object... args) {
        return new SourceException(Messages.text(Locale.ENGLISH, key, args), key, args, null, false, false, cause);
    }

    /**
     * Something that is to be explained.
     *
     * @param protocol what was spoken; null for none that Mailmend knows
     * @param met      what the server or the network said, without secrets
     * @param refused  whether the sign-in was refused, so that the same must not be tried again without a change
     */
    public static SourceException met(Protocol protocol, String met, boolean refused, Throwable cause) {
        return new SourceException(met, null, null, protocol, true, refused, cause);
    }

    /** Whether the sign-in was refused: it is not tried again before somebody changes something. */
    public boolean isRefused() {
        return refused;
    }

    /** What it points to; {@link CauseId#UNKNOWN} when there is nothing to explain. */
    public CauseId cause(Explainer explainer) {
        return evidence ? explainer.explain(getMessage(), new Hints(protocol, null, null, null)).cause() : CauseId.UNKNOWN;
    }

    /** A sentence for the user: the cause where one is found, else what was met. */
    public String sentence(Explainer explainer, Locale locale) {
        if (!evidence) {
            return key == null ? getMessage() : Messages.text(locale, key, args);
        }
        CauseId cause = cause(explainer);
        if (cause != CauseId.UNKNOWN && cause != CauseId.OK) {
            return Catalogue.get().text(cause, locale).summary();
        }
        // the name of the class at the beginning says nothing to anybody
        String first = getMessage().lines().findFirst().orElse("").replaceFirst("^[a-zA-Z0-9_.$]+(Exception|Error):\\s*", "");
        return Messages.text(locale, "source.unknown", Values.shorten(first, LONGEST));
    }
}
