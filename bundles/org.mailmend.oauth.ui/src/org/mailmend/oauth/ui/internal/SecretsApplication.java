package org.mailmend.oauth.ui.internal;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;

import org.eclipse.core.runtime.ILog;
import org.eclipse.equinox.app.IApplication;
import org.eclipse.equinox.app.IApplicationContext;
import org.mailmend.oauth.SecretVault;

/**
 * Reads and writes secrets for the command line, which has no secure storage of its own, over standard input and output. A request is a
 * line {@code names}, {@code get NAME}, {@code put NAME TEXT} or {@code remove NAME}; the answer is a line {@code ok} with values, or
 * {@code failed}. Names and texts are in base64. The first line says {@code ready secure} or {@code ready memory}; the end of the input ends
 * it.
 */
public final class SecretsApplication implements IApplication {
    @Override
    public Object start(IApplicationContext context) throws IOException {
        context.applicationRunning();
        SecretVault vault = new SecureVault();
        // what anybody else prints must not get between the answers
        PrintStream out = System.out;
        System.setOut(System.err);
        out.println(vault.isPersistent() ? "ready secure" : "ready memory");
        out.flush();
        try (BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.US_ASCII))) {
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                out.println(answer(vault, line));
                out.flush();
            }
        }
        return EXIT_OK;
    }

    private static String answer(SecretVault vault, String line) {
        try {
            List<String> words = Arrays.asList(line.split(" "));
            List<String> values = words.stream().skip(1)
                    .map(word -> new String(Base64.getDecoder().decode(word), StandardCharsets.UTF_8)).toList();
            return switch (words.getFirst()) {
                case "names" -> ok(vault.names());
                case "get" -> {
                    String text = vault.get(values.get(0));
                    yield ok(text == null ? List.of() : List.of(text));
                }
                case "put" -> {
                    vault.put(values.get(0), values.get(1));
                    yield "ok";
                }
                case "remove" -> {
                    vault.remove(values.get(0));
                    yield "ok";
                }
                default -> "failed";
            };
        } catch (IOException e) {
            ILog.of(SecretsApplication.class).error("The secure storage failed", e);
            return "failed";
        } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
            // not from our command line
            return "failed";
        }
    }

    private static String ok(List<String> texts) {
        return texts.stream().map(text -> Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8)))
                .collect(Collectors.joining(" ", "ok ", "")).strip();
    }

    @Override
    public void stop() {
        // the end of its input ends it
    }
}
