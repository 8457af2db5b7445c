package org.mailmend.diagnosis.internal;

import org.mailmend.diagnosis.Protocol;
import org.mailmend.diagnosis.SecretKind;
import org.mailmend.diagnosis.Stage;

/** What is known around a phrase. What is not certain was concluded from the text. */
final class Circumstances {
    int code;
    int status;
    Protocol protocol;
    boolean protocolCertain;
    Stage stage;
    boolean stageCertain;
    String provider;
    boolean providerCertain;
    String client;
    String mechanism;
    SecretKind secret = SecretKind.UNKNOWN;

    /** Whether the client is of this family: {@code canon} for {@code canon-imagerunner-advance}. */
    boolean belongsToClient(String family) {
        return client != null && client.startsWith(family)
                && (client.length() == family.length() || client.charAt(family.length()) == '-');
    }
}
