package org.mailmend.cli.internal;

import java.util.List;

/**
 * An option of a command.
 *
 * @param name    with its dashes, for example {@code --deadline}
 * @param label   what stands for its value in help texts; null when it takes none
 * @param choices the values that it can have; empty for any
 * @param key     key of its help text
 * @param many    whether it may be given more than once
 */
record Option(String name, String label, List<String> choices, String key, boolean many) {
    static final Option HELP = flag("--help", "option.help");
    static final Option LANG = choice("--lang", "option.lang", List.of("en", "ja"));
    static final Option JSON = flag("--json", "option.json");
    static final Option PRETTY = flag("--pretty", "option.pretty");

    Option {
        choices = List.copyOf(choices);
    }

    static Option flag(String name, String key) {
        return new Option(name, null, List.of(), key, false);
    }

    static Option value(String name, String label, String key) {
        return new Option(name, label, List.of(), key, false);
    }

    static Option values(String name, String label, String key) {
        return new Option(name, label, List.of(), key, true);
    }

    static Option choice(String name, String key, List<String> choices) {
        return new Option(name, String.join("|", choices), choices, key, false);
    }

    boolean takesValue() {
        return label != null;
    }
}
