package org.mailmend.check.ui;

import java.util.Objects;

import org.mailmend.check.Mechanism;
import org.mailmend.check.Security;
import org.mailmend.diagnosis.Protocol;

/**
 * What stands in the form of the Connection Tester, as it was typed: texts may be wrong. The secret is not part of it.
 *
 * @param scenario       id of the practice scenario that is the target; null when the target is a mail server
 * @param preset         id of the provider preset that the server was taken from; null when it was entered by hand
 * @param protocol       protocol; never null
 * @param host           host name or address
 * @param port           port
 * @param security       how the connection is protected; never null
 * @param secret         what to sign in with; never null
 * @param user           account to sign in with
 * @param mechanism      SASL mechanism; null for the strongest that fits
 * @param profile        id of the client or device to act as
 * @param from           sender; empty for none
 * @param to             recipient; empty for none
 * @param send           whether a test message is really sent
 * @param deadline       time limit in seconds
 * @param allowCleartext whether the secret may be sent without encryption
 */
public record TesterInput(String scenario, String preset, Protocol protocol, String host, String port, Security security,
        SecretUse secret,
        String user, Mechanism mechanism, String profile, String from, String to, boolean send, String deadline,
        boolean allowCleartext) {

    /** What to sign in with. */
    public enum SecretUse {
        /** Do not sign in. */
        NONE,
        /** A password or an app password. */
        PASSWORD,
        /** An OAuth access token. */
        TOKEN
    }

    public TesterInput {
        Objects.requireNonNull(protocol);
        Objects.requireNonNull(host);
        Objects.requireNonNull(port);
        Objects.requireNonNull(security);
        Objects.requireNonNull(secret);
        Objects.requireNonNull(user);
        Objects.requireNonNull(profile);
        Objects.requireNonNull(from);
        Objects.requireNonNull(to);
        Objects.requireNonNull(deadline);
    }

    /** Whether the target is a practice server. */
    public boolean isPractice() {
        return scenario != null;
    }
}
