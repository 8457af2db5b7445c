package org.mailmend.cli.internal;

import java.util.List;

import picocli.AutoComplete;

/** {@code mailmend completion}: prints what a shell needs to complete our commands and options. */
final class CompletionCommand extends Command {
    private static final List<String> SHELLS = List.of("bash", "zsh", "fish");

    CompletionCommand() {
        super("completion");
    }

    @Override
    String operands() {
        return "bash|zsh|fish";
    }

    @Override
    int run(Arguments arguments, Context context) throws UsageException {
        String shell = arguments.operands().isEmpty() ? "" : arguments.operands().getFirst();
        if (!SHELLS.contains(shell) || arguments.operands().size() > 1) {
            throw new UsageException("usage.completion.shell", String.join(", ", SHELLS));
        }
        Help help = new Help(Commands.ROOT, context.messages());
        // the script for bash makes itself fit for zsh
        context.out().print("fish".equals(shell) ? fish(context.messages())
                : AutoComplete.bash("mailmend", new picocli.CommandLine(help.spec(Commands.ROOT))));
        context.out().flush();
        return 0;
    }

    private static String fish(Messages messages) {
        StringBuilder script = new StringBuilder("complete -c mailmend -f\n");
        for (Command command : Commands.ROOT.children()) {
            fish(script, "__fish_use_subcommand", command, messages);
        }
        return script.toString();
    }

    private static void fish(StringBuilder script, String condition, Command command, Messages messages) {
        script.append("complete -c mailmend -n '").append(condition).append("' -a ").append(command.word()).append(" -d ")
                .append(quote(messages.get(command.key()))).append('\n');
        String inside = "__fish_seen_subcommand_from " + command.word();
        for (Command child : command.children()) {
            fish(script, inside, child, messages);
        }
        for (Option option : Arguments.allOptions(command)) {
            script.append("complete -c mailmend -n '").append(inside).append("' -l ").append(option.name().substring(2));
            if (option.takesValue()) {
                script.append(option.choices().isEmpty() ? " -rF" : " -xa " + quote(String.join(" ", option.choices())));
            }
            script.append(" -d ").append(quote(messages.get(option.key()))).append('\n');
        }
    }

    private static String quote(String text) {
        return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'";
    }
}
