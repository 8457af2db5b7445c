package org.mailmend.knowledge;

import org.mailmend.check.Profiles;

/** Lets a check act as any client of the knowledge base. */
public final class CheckProfiles {
    private CheckProfiles() {
    }

    /**
     * Adds the clients of this knowledge base to those that a check can act as. They are read when a check first asks for one.
     *
     * @return ends the addition when it is run
     */
    public static Runnable register(KnowledgeBase base) {
        return Profiles.register(() -> base.clients().stream().map(Client::checkProfile).toList());
    }
}
