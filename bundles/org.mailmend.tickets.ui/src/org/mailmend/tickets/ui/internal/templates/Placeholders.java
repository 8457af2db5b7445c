package org.mailmend.tickets.ui.internal.templates;

/** What can stand in the braces of a template. */
final class Placeholders {
    private Placeholders() {
    }

    /** What it is replaced by, in a few words. */
    static String help(String name) {
        return switch (name) {
            case "name" -> Messages.Help_name;
            case "number" -> Messages.Help_number;
            case "subject" -> Messages.Help_subject;
            case "summary" -> Messages.Help_summary;
            case "meaning" -> Messages.Help_meaning;
            case "steps" -> Messages.Help_steps;
            case "question" -> Messages.Help_question;
            case "technician" -> Messages.Help_technician;
            case "client" -> Messages.Help_client;
            default -> throw new IllegalArgumentException(name);
        };
    }
}
