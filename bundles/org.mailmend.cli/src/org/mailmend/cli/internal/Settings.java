package org.mailmend.cli.internal;

/** Where the values of options come from: the command line, or a row of a list of targets that adds to it. */
@FunctionalInterface
interface Settings {
    /** The value of an option, for example of {@code --user}; null when it has none. */
    String get(String option);
}
