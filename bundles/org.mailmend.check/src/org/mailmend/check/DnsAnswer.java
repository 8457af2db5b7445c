package org.mailmend.check;

import java.util.List;
import java.util.Objects;

import org.mailmend.diagnosis.CauseId;

/**
 * What DNS answered.
 *
 * @param question what was asked
 * @param cause    OK with at least one record; DNS_NO_SUCH_HOST; DNS_NO_ADDRESS when the name exists without such a record;
 *                 DNS_SERVER_FAILURE, DNS_TIMEOUT, DNS_BAD_ANSWER, NOT_TESTED or USER_CANCELLED
 * @param records  at most 100, each at most 4000 characters, as the server sent them (hostile text): addresses, for MX
 *                 {@code PREFERENCE HOST}, for TXT all strings joined; empty unless the cause is OK
 * @param alias    whether the name is an alias
 * @param detail   evidence
 */
public record DnsAnswer(DnsQuestion question, CauseId cause, List<String> records, boolean alias, Detail detail) {
    public DnsAnswer {
        Objects.requireNonNull(question);
        Objects.requireNonNull(cause);
        records = List.copyOf(records);
        Objects.requireNonNull(detail);
    }

    /** Whether the name has no such record, or does not exist: what SPF calls a void look-up (RFC 7208 section 4.6.4). */
    public boolean isVoid() {
        return cause == CauseId.DNS_NO_ADDRESS || cause == CauseId.DNS_NO_SUCH_HOST;
    }

    /** Whether another resolver would say the same. */
    public boolean conclusive() {
        return isVoid() || cause == CauseId.OK;
    }
}
