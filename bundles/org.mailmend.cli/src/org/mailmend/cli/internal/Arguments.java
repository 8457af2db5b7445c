package org.mailmend.cli.internal;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The arguments that a command was called with, taken apart and checked against its options. */
final class Arguments {
    private final Map<String, List<String>> values = new HashMap<>();
    private final List<String> operands = new ArrayList<>();

    private Arguments() {
    }

    /**
     * Takes arguments apart: {@code --name value}, {@code --name=value} and operands in any order; after {@code --} all are
     * operands.
     *
     * @throws UsageException for an unknown option, a missing, superfluous or unknown value, and an option given twice
     */
    static Arguments parse(Command command, List<String> args) throws UsageException {
        List<Option> options = allOptions(command);
        Arguments result = new Arguments();
        for (int i = 0; i < args.size(); i++) {
            String arg = args.get(i);
            if ("--".equals(arg)) {
                result.operands.addAll(args.subList(i + 1, args.size()));
                break;
            }
            boolean word = command.takesText() && arg.length() > 2 && !arg.startsWith("--");
            if (!arg.startsWith("-") || "-".equals(arg) || word) {
                result.operands.add(arg);
                continue;
            }
            int equals = arg.startsWith("--") ? arg.indexOf('=') : -1;
            Option option = find(options, equals < 0 ? arg : arg.substring(0, equals));
            String value = equals < 0 ? null : arg.substring(equals + 1);
            if (!option.takesValue()) {
                if (value != null) {
                    throw new UsageException("usage.option.superfluous", option.name());
                }
                value = "";
            } else if (value == null) {
                if (i + 1 == args.size() || isOption(options, args.get(i + 1))) {
                    throw new UsageException("usage.option.missing", option.name(), option.label());
                }
                value = args.get(++i);
            }
            result.put(option, value);
        }
        if (command.operands().isEmpty() && !result.operands.isEmpty() && !result.has(Option.HELP)) {
            throw new UsageException("usage.operand.superfluous", command.name(), result.operands.getFirst());
        }
        return result;
    }

    static List<Option> allOptions(Command command) {
        List<Option> options = new ArrayList<>(command.options());
        options.add(Option.LANG);
        options.add(Option.HELP);
        return options;
    }

    private static boolean isOption(List<Option> options, String arg) {
        return options.stream().anyMatch(option -> arg.equals(option.name()) || arg.startsWith(option.name() + "="));
    }

    private static Option find(List<Option> options, String name) throws UsageException {
        String wanted = "-h".equals(name) ? Option.HELP.name() : name;
        for (Option option : options) {
            if (option.name().equals(wanted)) {
                return option;
            }
        }
        throw Nearest.complaint("usage.option.unknown", name, options.stream().map(Option::name).toList());
    }

    private void put(Option option, String value) throws UsageException {
        if (!option.choices().isEmpty() && !option.choices().contains(value)) {
            throw new UsageException("usage.option.choice", option.name(), value, String.join(", ", option.choices()));
        }
        List<String> all = values.computeIfAbsent(option.name(), name -> new ArrayList<>());
        if (!all.isEmpty() && !option.many() && option.takesValue()) {
            throw new UsageException("usage.option.twice", option.name());
        }
        all.add(value);
    }

    boolean has(Option option) {
        return values.containsKey(option.name());
    }

    boolean has(String option) {
        return values.containsKey(option);
    }

    /** The value of an option, or null when it was not given. */
    String get(String option) {
        List<String> all = values.get(option);
        return all == null ? null : all.getFirst();
    }

    /** All values of an option that may be given more than once. */
    List<String> all(String option) {
        return values.getOrDefault(option, List.of());
    }

    List<String> operands() {
        return operands;
    }
}
