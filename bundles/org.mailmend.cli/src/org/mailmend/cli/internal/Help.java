package org.mailmend.cli.internal;

import java.util.List;

import org.mailmend.check.report.TextStyle;

import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/**
 * Help texts and what shells need for completion. Both are picocli's; arguments are not parsed by it, as its classes alone
 * take longer to load than a whole check should (they are compiled for Java 5, and no cache of the JDK holds such classes).
 */
final class Help {
    private static final int WIDTH = 100;

    private final Command command;
    private final Messages messages;

    Help(Command command, Messages messages) {
        this.command = command;
        this.messages = messages;
    }

    /** The help text of the command. */
    String text(TextStyle style) {
        CommandSpec spec = spec(command);
        spec.usageMessage().width(style.columns() == 0 ? WIDTH : style.columns());
        return new picocli.CommandLine(spec).getUsageMessage(style.colour() ? Ansi.ON : Ansi.OFF);
    }

    /** The command with all below it as picocli knows it. */
    CommandSpec spec(Command of) {
        boolean root = of.name().isEmpty();
        CommandSpec spec = CommandSpec.create().name(root ? "mailmend" : of.word());
        spec.usageMessage().synopsisHeading(messages.get("help.usage") + " ").customSynopsis(synopsis(of))
                .descriptionHeading("%n").description(literal(messages.get(root ? "command" : of.key())))
                .parameterListHeading("%n" + messages.get("help.operands") + "%n")
                .optionListHeading("%n" + messages.get("help.options") + "%n")
                .commandListHeading("%n" + messages.get("help.commands") + "%n")
                .sortOptions(false).adjustLineBreaksForWideCJKCharacters(true);
        String more = (root ? "command" : of.key()) + ".more";
        if (messages.has(more)) {
            spec.usageMessage().footer("", literal(messages.get(more)));
        }
        if (!of.operands().isEmpty()) {
            spec.addPositional(PositionalParamSpec.builder().paramLabel(of.operands()).hideParamSyntax(true).arity("0..*")
                    .type(List.class).auxiliaryTypes(String.class).description(literal(messages.get(of.key() + ".operands")))
                    .build());
        }
        for (Option option : Arguments.allOptions(of)) {
            spec.addOption(spec(option));
        }
        if (root) {
            spec.addOption(OptionSpec.builder("--version").description(literal(messages.get("option.version"))).build());
        }
        for (Command child : of.children()) {
            spec.addSubcommand(child.word(), spec(child));
        }
        return spec;
    }

    private String synopsis(Command of) {
        return String.join(" ", List.of("mailmend", of.name(), messages.get("help.synopsis.options"), of.operands(),
                of.children().isEmpty() ? "" : messages.get("help.command"))).replaceAll(" +", " ").strip();
    }

    private OptionSpec spec(Option option) {
        OptionSpec.Builder builder = OptionSpec.builder(option.name()).description(literal(messages.get(option.key())));
        if (!option.takesValue()) {
            return builder.arity("0").type(boolean.class).build();
        }
        return builder.arity("1").type(String.class).paramLabel(option.label()).completionCandidates(option.choices()).build();
    }

    /** A text without anything that picocli fills in. */
    private static String literal(String text) {
        return text.replace("%", "%%").replace("@|", "@ |");
    }
}
