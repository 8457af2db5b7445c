package org.mailmend.cli.internal;

import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;

import org.mailmend.check.report.TextStyle;

/**
 * What a command works with.
 *
 * @param in       standard input
 * @param out      standard output
 * @param err      standard error
 * @param env      environment variables
 * @param locale   language of texts: English or Japanese
 * @param terminal what is known of the terminal
 * @param secrets  the secrets that were read so far
 * @param vaults   finds the keyring
 */
record Context(InputStream in, PrintStream out, PrintStream err, Map<String, String> env, Locale locale, Terminal terminal,
        Confidential secrets, OAuthStores.Vaults vaults) {

    Messages messages() {
        return Messages.of(locale);
    }

    /** A line of JSON: always UTF-8, whatever the terminal's character set is, and at once. */
    void json(String document) {
        byte[] line = (document + "\n").getBytes(StandardCharsets.UTF_8);
        synchronized (out) {
            out.write(line, 0, line.length);
            out.flush();
        }
    }

    /** How texts for people are laid out on standard output. */
    TextStyle style() {
        return terminal.style(out.charset(), env);
    }
}
