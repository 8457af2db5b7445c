package org.mailmend.diagnosis.internal;

import org.mailmend.diagnosis.CauseId;
import org.mailmend.diagnosis.SecretKind;
import org.mailmend.diagnosis.Symptom;

/** Where secrets and mechanisms change what the same words mean. */
final class Refinement {
    private Refinement() {
    }

    /** The cause that a finding means, then its alternatives. */
    static CauseId[] of(Scan.Finding finding, Symptom symptom) {
        CauseId[] causes = finding.rule().causes();
        boolean token = symptom.secret() == SecretKind.TOKEN || isTokenMechanism(finding.mechanism());
        String provider = finding.provider() == null ? "" : finding.provider();
        return switch (causes[0]) {
            case AUTH_BAD_CREDENTIALS -> credentials(causes, provider, symptom.secret(), token);
            case RELAY_DENIED -> provider.equals("gmail-relay") ? with(causes, CauseId.RELAY_IP_NOT_REGISTERED) : causes;
            case MS_BASIC_DISABLED -> token
                    ? new CauseId[] {CauseId.OAUTH_TOKEN_REJECTED, CauseId.OAUTH_SCOPE_MISSING, CauseId.OAUTH_WRONG_ACCOUNT}
                    : causes;
            default -> causes;
        };
    }

    private static CauseId[] credentials(CauseId[] causes, String provider, SecretKind secret, boolean token) {
        if (token) {
            return new CauseId[] {CauseId.OAUTH_TOKEN_REJECTED, CauseId.OAUTH_TOKEN_EXPIRED, CauseId.OAUTH_WRONG_ACCOUNT,
                    CauseId.OAUTH_SCOPE_MISSING};
        }
        if (provider.equals("gmail") || provider.startsWith("gmail-")) {
            // An app password is 16 letters; Google takes no other password (support.google.com/accounts/answer/185833).
            return switch (secret) {
                case PASSWORD -> new CauseId[] {CauseId.AUTH_ACCOUNT_PASSWORD_RETIRED, CauseId.AUTH_BAD_CREDENTIALS};
                case APP_PASSWORD -> new CauseId[] {CauseId.AUTH_APP_PASSWORD_REJECTED, CauseId.AUTH_BAD_CREDENTIALS};
                default -> new CauseId[] {CauseId.AUTH_BAD_CREDENTIALS, CauseId.AUTH_ACCOUNT_PASSWORD_RETIRED,
                        CauseId.AUTH_APP_PASSWORD_REJECTED};
            };
        }
        if (provider.equals("yahoo") || provider.equals("icloud") || provider.equals("aol")) {
            return switch (secret) {
                case APP_PASSWORD -> new CauseId[] {CauseId.AUTH_APP_PASSWORD_REJECTED, CauseId.AUTH_BAD_CREDENTIALS};
                default -> new CauseId[] {CauseId.AUTH_BAD_CREDENTIALS, CauseId.AUTH_APP_PASSWORD_REQUIRED,
                        CauseId.AUTH_APP_PASSWORD_REJECTED};
            };
        }
        return causes;
    }

    private static CauseId[] with(CauseId[] causes, CauseId first) {
        CauseId[] copy = causes.clone();
        copy[0] = first;
        return copy;
    }

    private static boolean isTokenMechanism(String mechanism) {
        return "xoauth2".equalsIgnoreCase(mechanism) || "oauthbearer".equalsIgnoreCase(mechanism);
    }
}
