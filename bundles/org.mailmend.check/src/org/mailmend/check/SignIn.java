package org.mailmend.check;

import java.util.Objects;

/**
 * Whether and how a check signs in.
 *
 * @param user      user name, null for no sign-in
 * @param secret    password or token, null for no sign-in
 * @param mechanism the mechanism to use; null for the strongest that the server, the client profile and the kind of
 *                  secret have in common
 */
public record SignIn(String user, Secret secret, Mechanism mechanism) {

    /** No sign-in. */
    public static final SignIn NONE = new SignIn(null, null, null);

    public SignIn {
        if (user != null) {
            Objects.requireNonNull(secret, "a user name needs a secret");
        }
    }

    /** Whether there is a sign-in at all. */
    public boolean wanted() {
        return user != null;
    }
}
