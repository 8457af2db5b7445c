package org.mailmend.knowledge.ui.internal.everything;

import java.util.EnumSet;

import org.mailmend.knowledge.SearchHit;

/** Finds articles, those about causes among them. */
public final class PagesComputer extends KnowledgeComputer {

    /** Made by the extension registry. */
    public PagesComputer() {
        super(EnumSet.of(SearchHit.Kind.ARTICLE, SearchHit.Kind.CAUSE));
    }
}
