package org.mailmend.organisation.ui;

/** The Organisation place. */
public final class OrganisationPlace {
    /** The perspective. */
    public static final String PERSPECTIVE = "org.mailmend.organisation.ui.place";
    /** The view of the inventory and its assessment. */
    public static final String VIEW_INVENTORY = "org.mailmend.organisation.ui.inventory";
    /** The view of the administrator's review. */
    public static final String VIEW_REVIEW = "org.mailmend.organisation.ui.review";
    /** The view of the plan. */
    public static final String VIEW_PLAN = "org.mailmend.organisation.ui.plan";
    /** The view of the board. */
    public static final String VIEW_BOARD = "org.mailmend.organisation.ui.board";
    /** The context of keys in the views. */
    public static final String CONTEXT = "org.mailmend.organisation.ui";
    /** Takes in a table. */
    public static final String COMMAND_IMPORT = "org.mailmend.organisation.ui.import";
    /** Undoes the newest change of the inventory. */
    public static final String COMMAND_UNDO = "org.mailmend.organisation.ui.undo";
    /** Throws the selected items away. */
    public static final String COMMAND_REMOVE = "org.mailmend.organisation.ui.remove";

    private OrganisationPlace() {
    }
}
