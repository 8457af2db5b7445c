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

    /** The view of the sessions and their editor. */
    public static final String SESSIONS = "org.mailmend.training.ui.sessions";
    /** The view of the courses. */
    public static final String COURSES = "org.mailmend.training.ui.courses";
    /** The view from which a session is run. */
    public static final String RUN = "org.mailmend.training.ui.run";
    /** The view of the practice server. */
    public static final String PRACTICE = "org.mailmend.training.ui.practice";
    /** The view of the cases for technicians. */
    public static final String CASES = "org.mailmend.training.ui.cases";
    /** The view of the results. */
    public static final String RESULTS = "org.mailmend.training.ui.results";
    /** The context of keys in the views of sessions and courses. */
    public static final String CONTEXT_SESSIONS = "org.mailmend.training.ui";
    /** Takes back the last change of a session. */
    public static final String COMMAND_UNDO = "org.mailmend.training.ui.undo";

    private TrainingPlace() {
    }
}
