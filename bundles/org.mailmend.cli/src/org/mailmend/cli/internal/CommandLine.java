package org.mailmend.cli.internal;

import java.io.InputStream;
import java.io.PrintStream;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import org.mailmend.check.InvalidInputException;

/** Finds the command that is meant, runs it, and turns what goes wrong into an exit code and one sentence. */
public final class CommandLine {
    private static final int OK = 0;
    private static final int USAGE = 2;
    private static final int BUG = 70;

    private final InputStream in;
    private final PrintStream out;
    private final PrintStream err;
    private final Map<String, String> env;
    private final Terminal terminal;
    private final OAuthStores.Vaults vaults;

    /**
     * @param in       standard input
     * @param out      standard output
     * @param err      standard error
     * @param env      environment variables
     * @param terminal which of the streams are a terminal
     */
    public CommandLine(InputStream in, PrintStream out, PrintStream err, Map<String, String> env, Terminal terminal) {
        this(in, out, err, env, terminal, KeyringVault::open);
    }

    /** A command line with a keyring of its own. */
    CommandLine(InputStream in, PrintStream out, PrintStream err, Map<String, String> env, Terminal terminal,
            OAuthStores.Vaults vaults) {
        this.in = in;
        this.out = out;
        this.err = err;
        this.env = env;
        this.terminal = terminal;
        this.vaults = vaults;
    }

    /**
     * Runs a command.
     *
     * @return the exit code
     */
    public int run(String[] args) {
        Languages languages = new Languages(env);
        Context context = new Context(in, out, err, env, languages.of(args), terminal, new Confidential(), vaults);
        try {
            return dispatch(Arrays.asList(args), context);
        } catch (UsageException e) {
            return complain(e.text(context.locale()));
        } catch (InvalidInputException e) {
            return complain(Messages.sentence(e, context.locale()));
        } catch (Exception | LinkageError | OutOfMemoryError | StackOverflowError | AssertionError e) {
            err.println(new Crash(context).report(e));
            err.flush();
            return BUG;
        }
    }

    private int complain(String sentence) {
        err.println(sentence);
        err.flush();
        return USAGE;
    }

    private int dispatch(List<String> args, Context context) throws Exception {
        int first = 0;
        while (first < args.size() && args.get(first).startsWith("-")) {
            String arg = args.get(first);
            switch (arg) {
                case "--help", "-h" -> {
                    return help(Commands.ROOT, context);
                }
                case "--version", "-V" -> {
                    out.println(Version.text());
                    out.flush();
                    return OK;
                }
                case "--lang" -> first += 2;
                default -> {
                    if (!arg.startsWith("--lang=")) {
                        throw Nearest.complaint("usage.option.unknown", arg, List.of("--lang", "--help", "--version"));
                    }
                    first++;
                }
            }
        }
        // complains of a language that there is not, and of none after --lang
        Arguments.parse(Commands.ROOT, args.subList(0, Math.min(first, args.size())));
        if (first >= args.size()) {
            return help(Commands.ROOT, context);
        }
        List<String> words = args.subList(first, args.size());
        return "help".equals(words.getFirst()) ? helpOn(words.subList(1, words.size()), context)
                : run(Commands.ROOT, words, context);
    }

    /** {@code help kb search} is {@code kb search --help}. */
    private static int helpOn(List<String> words, Context context) throws UsageException {
        Command command = Commands.ROOT;
        for (String word : words.stream().filter(word -> !word.startsWith("-")).toList()) {
            command = find(command, word);
        }
        return help(command, context);
    }

    private int run(Command parent, List<String> args, Context context) throws Exception {
        Command command = find(parent, args.getFirst());
        List<String> rest = args.subList(1, args.size());
        if (command.children().isEmpty()) {
            Arguments arguments = Arguments.parse(command, rest);
            return arguments.has(Option.HELP) ? help(command, context) : command.run(arguments, context);
        }
        if (!rest.isEmpty() && !rest.getFirst().startsWith("-")) {
            return run(command, rest, context);
        }
        if (Arguments.parse(command, rest).has(Option.HELP)) {
            return help(command, context);
        }
        throw new UsageException("usage.command.incomplete", command.name(), words(command));
    }

    private static Command find(Command parent, String word) throws UsageException {
        for (Command command : parent.children()) {
            if (command.word().equals(word)) {
                return command;
            }
        }
        throw new UsageException("usage.command.unknown", (parent.name() + " " + word).strip(), words(parent));
    }

    private static String words(Command parent) {
        return String.join(", ", parent.children().stream().map(Command::word).toList());
    }

    private static int help(Command command, Context context) {
        context.out().print(new Help(command, context.messages()).text(context.style()));
        context.out().flush();
        return OK;
    }

    /** Languages of texts. */
    private record Languages(Map<String, String> env) {
        /** What {@code --lang} asks for, wherever it stands, else the system's. */
        Locale of(String[] args) {
            for (int i = 0; i < args.length && !"--".equals(args[i]); i++) {
                String value = args[i].startsWith("--lang=") ? args[i].substring("--lang=".length())
                        : "--lang".equals(args[i]) && i + 1 < args.length ? args[i + 1] : "";
                if ("ja".equals(value)) {
                    return Locale.JAPANESE;
                } else if ("en".equals(value)) {
                    return Locale.ENGLISH;
                }
            }
            return system();
        }

        private Locale system() {
            for (String variable : List.of("LC_ALL", "LC_MESSAGES", "LANG")) {
                String value = env.getOrDefault(variable, "");
                if (!value.isEmpty()) {
                    return value.startsWith("ja") ? Locale.JAPANESE : Locale.ENGLISH;
                }
            }
            boolean japanese = Locale.getDefault(Locale.Category.DISPLAY).getLanguage().equals("ja");
            return japanese ? Locale.JAPANESE : Locale.ENGLISH;
        }
    }
}
