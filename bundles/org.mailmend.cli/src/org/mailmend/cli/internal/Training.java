package org.mailmend.cli.internal;

import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

import org.mailmend.cli.Main;

/**
 * Runs in one process what people run most, against practice servers, so that the JDK can keep the loaded and linked classes
 * for a quick start: {@code java -XX:AOTCacheOutput=FILE -cp ... org.mailmend.cli.internal.Training}. It needs no network.
 */
public final class Training {
    private static final String PASSWORD = "MAILMEND_TRAINING";
    private static final List<String> CALLS = List.of(
            "check lab:gmail-account-password --user a@example.com --password-env " + PASSWORD,
            "check lab:gmail-oauth-expired --user a@example.com --token-env " + PASSWORD,
            "check lab:gmail-imap", "check lab:pop-app-password", "check lab:tls-expired",
            "check lab:ok --from a@example.com --to b@example.com",
            "check smtps://mail.example.com --deadline 200ms --dns 127.0.0.1:9",
            "explain 535-5.7.8 Username and Password not accepted");

    private Training() {
    }

    /** Runs everything once in both languages and formats; nothing is printed. */
    public static void main(String[] args) {
        PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
        for (String format : List.of(" --lang en --json", " --lang ja")) {
            for (String call : CALLS) {
                Main.run((call + format).split(" "), InputStream.nullInputStream(), nowhere, nowhere,
                        Map.of(PASSWORD, "secret"));
            }
        }
        Main.main(new String[] {"check", "lab:closes", "--json"});
    }
}
