package org.mailmend.tickets.ui.internal.editor;

import java.util.Map;

/** What was typed for a ticket and is not in the store yet: it survives a crash of Mailmend. Nothing here waits for the disk. */
public interface Scraps {
    /** Fields of the ticket that were typed into. */
    String FIELDS = "fields";
    /** A note that is not added yet. */
    String NOTE = "note";
    /** A reply that is not sent yet. */
    String REPLY = "reply";
    /** A stop watch that runs. */
    String WATCH = "watch";

    /** Keeps texts by name within two seconds in place of those that were kept; where all are empty there is nothing to keep. */
    void keep(String kind, Map<String, String> values);

    /** What was kept; empty for nothing. */
    Map<String, String> find(String kind);

    /** Takes away what was kept: it is in the store now. */
    default void forget(String kind) {
        keep(kind, Map.of());
    }
}
