package org.mailmend.check;

import java.util.Arrays;
import java.util.Objects;

import org.mailmend.diagnosis.SecretKind;

/**
 * A password or an OAuth access token. Its text form never shows it, and it can be wiped.
 */
public final class Secret {
    private final char[] value;
    private final SecretKind kind;

    private Secret(char[] value, SecretKind kind) {
        this.value = value;
        this.kind = kind;
    }

    /** A password or an app password; the array is copied. */
    public static Secret password(char[] password) {
        char[] copy = Objects.requireNonNull(password).clone();
        return new Secret(copy, SecretKind.ofPassword(java.nio.CharBuffer.wrap(copy)));
    }

    /** An OAuth access token; the array is copied. */
    public static Secret token(char[] token) {
        return new Secret(Objects.requireNonNull(token).clone(), SecretKind.TOKEN);
    }

    /** What kind of secret it is: PASSWORD, APP_PASSWORD or TOKEN. */
    public SecretKind kind() {
        return kind;
    }

    /** A copy of the secret; the caller wipes it after use. */
    public char[] reveal() {
        return value.clone();
    }

    /** Overwrites the secret; it cannot be used afterwards. */
    public void wipe() {
        Arrays.fill(value, '\0');
    }

    @Override
    public String toString() {
        return "Secret[" + kind + "]";
    }
}
