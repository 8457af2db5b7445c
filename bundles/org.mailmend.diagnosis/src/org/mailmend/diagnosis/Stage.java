package org.mailmend.diagnosis;

import java.util.Locale;
import java.util.Optional;

/**
 * The stages of a mail session in the order in which they happen. IMAP and POP3 use the same names: {@link #EHLO} is
 * CAPABILITY or CAPA, {@link #STARTTLS} is STARTTLS or STLS.
 */
public enum Stage {
    DNS(10), CONNECT(11), BANNER(12), EHLO(13), STARTTLS(14), TLS(14), AUTH(15), MAIL(16), RCPT(17), DATA(18);

    private final int exitCode;

    Stage(int exitCode) {
        this.exitCode = exitCode;
    }

    /** The name in JSON and on the command line, for example {@code starttls}. */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The exit code of the command line for a fault at this stage, 10 to 18. */
    public int exitCode() {
        return exitCode;
    }

    /** The stage with this id, in any case; empty when there is none. */
    public static Optional<Stage> fromId(String id) {
        for (Stage stage : values()) {
            if (stage.name().equalsIgnoreCase(id)) {
                return Optional.of(stage);
            }
        }
        return Optional.empty();
    }
}
