package org.mailmend.cli;

import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Map;

import org.mailmend.cli.internal.CommandLine;
import org.mailmend.cli.internal.Terminal;

/** The command line of Mailmend: {@code mailmend check}, {@code explain}, {@code lab} and others. */
public final class Main {
    private Main() {
    }

    /** Runs a command and ends the process with its exit code. */
    public static void main(String[] args) {
        PrintStream out = stream(FileDescriptor.out, "stdout.encoding");
        PrintStream err = stream(FileDescriptor.err, "stderr.encoding");
        int code = new CommandLine(System.in, out, err, System.getenv(), Terminal.ofProcess()).run(args);
        out.flush();
        err.flush();
        // not System.exit: before it ends the process it looks for loggers in every jar of the class path
        Runtime.getRuntime().halt(code);
    }

    /**
     * Runs a command inside of another program. No stream is taken for a terminal.
     *
     * @param args what would stand on the command line after {@code mailmend}
     * @param in   standard input
     * @param out  standard output
     * @param err  standard error
     * @param env  environment variables
     * @return the exit code: 0 for ok, 2 for a usage error, others as the manual of each command says; 70 for a bug
     */
    public static int run(String[] args, InputStream in, PrintStream out, PrintStream err, Map<String, String> env) {
        return new CommandLine(in, out, err, env, Terminal.NONE).run(args);
    }

    /** A stream in the character set of the terminal; UTF-8 where the system names none, as in the C locale. */
    private static PrintStream stream(FileDescriptor descriptor, String property) {
        String name = System.getProperty(property, "UTF-8");
        Charset named = Charset.isSupported(name) ? Charset.forName(name) : StandardCharsets.UTF_8;
        Charset charset = named.equals(StandardCharsets.US_ASCII) ? StandardCharsets.UTF_8 : named;
        return new PrintStream(new BufferedOutputStream(new FileOutputStream(descriptor), 8192), false, charset);
    }
}
