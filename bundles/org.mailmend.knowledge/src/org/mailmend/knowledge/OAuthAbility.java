package org.mailmend.knowledge;

import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

import org.mailmend.knowledge.internal.Ids;
import org.mailmend.knowledge.internal.Messages;

/**
 * Whether a client can sign in with OAuth 2.0 to one provider over one protocol.
 *
 * @param answer     whether it can
 * @param conditions what has to be done or given for it; empty when nothing special
 */
public record OAuthAbility(Answer answer, Set<Condition> conditions) {

    /** Nothing is known. */
    public static final OAuthAbility UNKNOWN = new OAuthAbility(Answer.UNKNOWN, Set.of());

    public OAuthAbility {
        Objects.requireNonNull(answer);
        conditions = Set.copyOf(conditions);
    }

    /** What OAuth takes with some clients. */
    public enum Condition {
        /** The user or the organisation registers an OAuth client of its own with the provider. */
        OWN_CLIENT,
        /** An account of an organisation; not a personal one. */
        ORGANISATION_ONLY,
        /** A plug-in or helper program. */
        ADD_ON,
        /** The account has to be added by the client's own assistant; an account set up by hand keeps its password. */
        ASSISTANT;

        /** The name in data, for example {@code own-client}. */
        public String id() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }

        /** The text for people in English or Japanese. */
        public String text(Locale locale) {
            return Messages.text(locale, "condition." + id());
        }

        /** The condition with this id, in any case; empty when there is none. */
        public static Optional<Condition> fromId(String id) {
            return Ids.find(values(), Condition::id, id);
        }
    }
}
