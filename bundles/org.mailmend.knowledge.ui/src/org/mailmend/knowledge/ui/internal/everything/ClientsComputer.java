package org.mailmend.knowledge.ui.internal.everything;

import java.util.EnumSet;

import org.mailmend.knowledge.SearchHit;

/** Finds clients and devices. */
public final class ClientsComputer extends KnowledgeComputer {

    /** Made by the extension registry. */
    public ClientsComputer() {
        super(EnumSet.of(SearchHit.Kind.CLIENT));
    }
}
