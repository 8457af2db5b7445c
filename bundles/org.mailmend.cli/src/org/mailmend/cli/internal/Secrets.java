package org.mailmend.cli.internal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;

import org.mailmend.check.Secret;
import org.mailmend.oauth.OAuthException;

/** Fetches a password or a token from where the user has put it, which is never the command line. */
final class Secrets {
    /** The options that name a secret. */
    static final List<String> OPTIONS = List.of("--password-file", "--password-env", "--token-file", "--token-env",
            "--account");
    /** Tokens of all known providers have less than 4 KiB. */
    private static final int LIMIT = 64 * 1024;

    private Secrets() {
    }

    /** The secret that the settings name, or null when they name none. */
    static Secret read(Settings settings, Context context) throws UsageException, IOException {
        List<String> named = OPTIONS.stream().filter(option -> settings.get(option) != null).toList();
        if (named.isEmpty()) {
            return null;
        }
        if (named.size() > 1) {
            throw new UsageException("usage.secret.several", named.get(0), named.get(1));
        }
        String option = named.getFirst();
        String value = settings.get(option);
        return switch (option) {
            case "--password-file" -> file(option, value, Secret::password, context);
            case "--password-env" -> variable(option, value, Secret::password, context);
            case "--token-file" -> file(option, value, Secret::token, context);
            case "--token-env" -> variable(option, value, Secret::token, context);
            default -> account(value, context);
        };
    }

    /** A token of an account that has signed in. */
    private static Secret account(String address, Context context) throws UsageException, IOException {
        try (OAuthStores.Opened opened = OAuthStores.open(null, context)) {
            return opened.token(address, context);
        } catch (OAuthException e) {
            throw new UsageException("usage.account.failed", address, e.remark().text(context.locale()));
        }
    }

    private static Secret variable(String option, String name, Function<char[], Secret> kind, Context context)
            throws UsageException {
        String value = context.env().get(name);
        if (value == null) {
            throw new UsageException("usage.secret.variable", name, option);
        }
        return secret(option, value.toCharArray(), kind);
    }

    private static Secret file(String option, String name, Function<char[], Secret> kind, Context context)
            throws UsageException, IOException {
        if (Inputs.STANDARD_INPUT.equals(name) && context.terminal().in() && System.console() != null) {
            // typed without being shown
            char[] typed = System.console().readPassword("%s", context.messages().get("check.secret.prompt"));
            return secret(option, typed == null ? new char[0] : typed, kind);
        }
        byte[] bytes = Inputs.read(name, LIMIT, context);
        try {
            CharBuffer chars = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
            char[] value = new char[chars.remaining()];
            chars.get(value);
            Arrays.fill(chars.array(), '\0');
            return secret(option, value, kind);
        } catch (CharacterCodingException e) {
            throw new UsageException("usage.secret.encoding", option);
        } finally {
            Arrays.fill(bytes, (byte) 0);
        }
    }

    /** Makes a secret without the line end that editors put after it; the array is wiped. */
    private static Secret secret(String option, char[] value, Function<char[], Secret> kind) throws UsageException {
        int start = value.length > 0 && value[0] == '\uFEFF' ? 1 : 0;
        int end = value.length;
        if (end > start && value[end - 1] == '\n') {
            end--;
        }
        if (end > start && value[end - 1] == '\r') {
            end--;
        }
        char[] trimmed = Arrays.copyOfRange(value, start, end);
        Arrays.fill(value, '\0');
        try {
            if (trimmed.length == 0) {
                throw new UsageException("usage.secret.empty", option);
            }
            for (char c : trimmed) {
                if (c == '\n' || c == '\r' || c == '\0') {
                    throw new UsageException("usage.secret.lines", option);
                }
            }
            return kind.apply(trimmed);
        } finally {
            Arrays.fill(trimmed, '\0');
        }
    }
}
