package org.mailmend.training.course;

import java.util.Locale;
import java.util.Objects;
import java.util.Optional;

import org.mailmend.knowledge.AccountKind;
import org.mailmend.knowledge.Client;
import org.mailmend.knowledge.ClientKind;

/**
 * Who needs a part.
 *
 * @param kind  what is asked about somebody
 * @param value id of a client, of a {@link ClientKind} or of an {@link AccountKind}; empty for {@link Kind#ANY}
 */
public record Need(Kind kind, String value) {
    /** Everybody. */
    public static final Need EVERYBODY = new Need(Kind.ANY, "");

    public Need {
        Objects.requireNonNull(kind);
        Objects.requireNonNull(value);
    }

    /** What is asked about somebody. */
    public enum Kind {
        ANY, CLIENT, CLIENT_KIND, ACCOUNT;

        /** The name in data, for example {@code client-kind}. */
        public String id() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    /** Reads {@code any} or {@code KIND:VALUE}; empty when it is neither. Whether the value exists is not looked at. */
    public static Optional<Need> parse(String text) {
        String written = text.strip().toLowerCase(Locale.ROOT);
        if (written.equals(Kind.ANY.id())) {
            return Optional.of(EVERYBODY);
        }
        int colon = written.indexOf(':');
        for (Kind kind : Kind.values()) {
            if (kind != Kind.ANY && colon > 0 && colon < written.length() - 1 && written.substring(0, colon).equals(kind.id())) {
                return Optional.of(new Need(kind, written.substring(colon + 1).strip()));
            }
        }
        return Optional.empty();
    }

    /**
     * Whether somebody needs it.
     *
     * @param client  their client or device; null when it is not known, which fits no question about it
     * @param account their kind of account; null when it is not known, which fits every question about it, because a part too many costs
     *                minutes and a part too few costs a call
     */
    public boolean fits(Client client, AccountKind account) {
        return switch (kind) {
            case ANY -> true;
            case CLIENT -> client != null && client.id().equals(value);
            case CLIENT_KIND -> client != null && client.kind().id().equals(value);
            case ACCOUNT -> account == null || account.id().equals(value);
        };
    }

    @Override
    public String toString() {
        return kind == Kind.ANY ? kind.id() : kind.id() + ":" + value;
    }
}
