package org.mailmend.training.ui;

/** The Training place. */
public final class TrainingPlace {
    /** The perspective. */
    public static final String PERSPECTIVE = "org.mailmend.training.ui.place";
    /** The view from which articles are presented. */
    public static final String PRESENT = "org.mailmend.training.ui.present";
    /** The context of keys in that view. */
    public static final String CONTEXT = "org.mailmend.training.ui.present";
    /** Shows what is selected on the second screen, or on the whole screen where there is one only. */
    public static final String COMMAND_START = "org.mailmend.training.ui.present.start";
    /** Goes to the next slide. */
    public static final String COMMAND_NEXT = "org.mailmend.training.ui.present.next";
    /** Goes to the previous slide. */
    public static final String COMMAND_BACK = "org.mailmend.training.ui.present.back";

    private TrainingPlace() {
    }
}
