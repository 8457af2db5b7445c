package org.mailmend.knowledge.ui;

/** The Knowledge place: its ids, for those who put views into it. */
public final class KnowledgePlace {
    /** The perspective. */
    public static final String PERSPECTIVE = "org.mailmend.knowledge.ui.place";
    /** The folder on the left: tree and search. */
    public static final String BROWSE = "org.mailmend.knowledge.ui.place.browse";
    /** The folder on the right: what the article in front applies to, explanations, configuration files. */
    public static final String ASIDE = "org.mailmend.knowledge.ui.place.aside";

    private KnowledgePlace() {
    }
}
