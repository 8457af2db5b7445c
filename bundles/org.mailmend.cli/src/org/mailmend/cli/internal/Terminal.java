package org.mailmend.cli.internal;

import java.io.Console;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;

import org.mailmend.check.report.TextStyle;

/**
 * Which of the standard streams are a terminal.
 *
 * @param in  whether standard input is one
 * @param out whether standard output is one
 * @param err whether standard error is one
 */
public record Terminal(boolean in, boolean out, boolean err) {
    /** None of them. */
    public static final Terminal NONE = new Terminal(false, false, false);

    private static final int WIDEST = 100;
    private static final int USUAL = 80;

    /** The streams of this process. */
    public static Terminal ofProcess() {
        Path descriptors = Path.of("/proc/self/fd");
        if (Files.isDirectory(descriptors)) {
            return new Terminal(isTerminal(descriptors.resolve("0")), isTerminal(descriptors.resolve("1")),
                    isTerminal(descriptors.resolve("2")));
        }
        // elsewhere Java knows only of standard input and output together
        boolean console = isInteractive(System.console());
        return new Terminal(console, console, console);
    }

    private static boolean isTerminal(Path descriptor) {
        try {
            String file = Files.readSymbolicLink(descriptor).toString();
            return file.startsWith("/dev/pts/") || file.startsWith("/dev/tty") || "/dev/console".equals(file);
        } catch (IOException e) {
            // a closed stream is no terminal
            return false;
        }
    }

    /** Since Java 22 there is a console even where there is no terminal; since then it can be asked. */
    private static boolean isInteractive(Console console) {
        if (console == null || Runtime.version().feature() < 22) {
            return console != null;
        }
        try {
            return (boolean) Console.class.getMethod("isTerminal").invoke(console);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    TextStyle style(Charset charset, Map<String, String> env) {
        boolean symbols = charset.newEncoder().canEncode('\u2713');
        if (!out) {
            return new TextStyle(false, symbols, 0);
        }
        boolean windows = System.getProperty("os.name").toLowerCase(Locale.ROOT).startsWith("windows");
        // only the newer terminals of Windows know colours, and they set this variable
        boolean able = windows ? env.containsKey("WT_SESSION") : !"dumb".equals(env.get("TERM"));
        boolean wanted = env.getOrDefault("NO_COLOR", "").isEmpty();
        return new TextStyle(able && wanted, symbols, columns(env));
    }

    private static int columns(Map<String, String> env) {
        String columns = env.getOrDefault("COLUMNS", "");
        boolean number = !columns.isEmpty() && columns.length() < 5 && columns.chars().allMatch(c -> c >= '0' && c <= '9');
        return Math.min(WIDEST, number ? Math.max(40, Integer.parseInt(columns)) : USUAL);
    }
}
