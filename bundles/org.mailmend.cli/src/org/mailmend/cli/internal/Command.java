package org.mailmend.cli.internal;

import java.io.IOException;
import java.util.List;

import org.mailmend.check.InvalidInputException;

/**
 * A command. It is added to the command line by its place in {@link Commands} and its texts {@code command.NAME} (what it
 * does, one line) in the messages; help, completion and the message for unknown commands follow.
 */
abstract class Command {
    private final String name;

    /** A command of this name; one below another has the names of both, for example {@code lab start}. */
    Command(String name) {
        this.name = name;
    }

    final String name() {
        return name;
    }

    /** The word that it is called by. */
    final String word() {
        return name.substring(name.lastIndexOf(' ') + 1);
    }

    /** Key of its texts: {@code command.NAME}, and the same with {@code .more} for what its help says at the end. */
    final String key() {
        return "command." + name.replace(' ', '.');
    }

    /** Commands below this one; when there are any, this one cannot be called by itself. */
    List<Command> children() {
        return List.of();
    }

    /** Its own options; {@code --lang} and {@code --help} are always there. */
    List<Option> options() {
        return List.of();
    }

    /** What stands for its operands in help texts, for example {@code TARGET...}; empty when it takes none. */
    String operands() {
        return "";
    }

    /** Whether its operands are words of a text, which may begin with a dash ({@code -ERR}). */
    boolean takesText() {
        return false;
    }

    /**
     * Does the work.
     *
     * @return the exit code
     */
    int run(Arguments arguments, Context context) throws UsageException, InvalidInputException, IOException {
        throw new IllegalStateException(name + " has no work of its own");
    }
}
