package org.mailmend.cli.internal;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import org.mailmend.oauth.SecretVault;

/**
 * The workbench's store of secrets. Its encryption and the keyring of the platform belong to Equinox, which does not work on a flat class
 * path: so a process with the few bundles that it needs reads and writes for us, over its standard input and output. Nobody else hears it.
 * <p>
 * A request is a line {@code names}, {@code get NAME}, {@code put NAME TEXT} or {@code remove NAME}; the answer is a line {@code ok} with
 * values, or {@code failed}. Names and texts are in base64. The first line of the process says {@code ready secure} or
 * {@code ready memory}.
 */
final class KeyringVault implements SecretVault, AutoCloseable {
    private static final long FAREWELL_SECONDS = 5;

    private final Process process;
    private final BufferedReader in;
    private final Writer out;
    private final boolean secure;

    private KeyringVault(Process process) throws IOException {
        this.process = process;
        in = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.US_ASCII));
        out = new BufferedWriter(new OutputStreamWriter(process.getOutputStream(), StandardCharsets.US_ASCII));
        String first = in.readLine();
        // a library may have said something before
        while (first != null && !first.startsWith("ready ")) {
            first = in.readLine();
        }
        secure = "ready secure".equals(first);
    }

    /** Opens it; null where Mailmend does not lie as it was installed. */
    static SecretVault open(Context context) throws IOException {
        Path plugins = plugins();
        Path launcher = plugins == null ? null : launcher(plugins);
        if (launcher == null || !canHaveKeyring(context.env())) {
            return null;
        }
        Path home = Home.folder(context.env());
        boolean windows = System.getProperty("os.name").toLowerCase(Locale.ROOT).startsWith("windows");
        Path java = Path.of(System.getProperty("java.home"), "bin", windows ? "java.exe" : "java");
        ProcessBuilder builder = new ProcessBuilder(java.toString(), "-Xmx64m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1",
                "-Xshare:auto", "-Djava.awt.headless=true", "--enable-native-access=ALL-UNNAMED",
                "-Dmailmend.home=" + home.toAbsolutePath(),
                "-jar", launcher.toString(), "-nosplash", "-application", "org.mailmend.oauth.ui.secrets", "-data", "@none",
                "-configuration", home.resolve("secrets-configuration").toAbsolutePath().toString());
        // what the platform logs is no business of whoever called us
        builder.redirectError(ProcessBuilder.Redirect.DISCARD);
        return new KeyringVault(builder.start());
    }

    /** Whether it is worth the seconds to ask: on Linux a keyring is reached over the session's bus, which servers do not have. */
    private static boolean canHaveKeyring(Map<String, String> env) {
        if (!System.getProperty("os.name").toLowerCase(Locale.ROOT).startsWith("linux")
                || !env.getOrDefault("DBUS_SESSION_BUS_ADDRESS", "").isEmpty() || !env.getOrDefault("DISPLAY", "").isEmpty()) {
            return true;
        }
        String runtime = env.getOrDefault("XDG_RUNTIME_DIR", "");
        return !runtime.isEmpty() && Files.exists(Path.of(runtime, "bus"));
    }

    private static Path plugins() {
        try {
            Path own = Path.of(KeyringVault.class.getProtectionDomain().getCodeSource().getLocation().toURI());
            return Files.isRegularFile(own) ? own.getParent() : null;
        } catch (URISyntaxException e) {
            return null;
        }
    }

    private static Path launcher(Path plugins) throws IOException {
        try (Stream<Path> files = Files.list(plugins)) {
            return files.filter(file -> file.getFileName().toString().matches("org\\.eclipse\\.equinox\\.launcher_.*\\.jar"))
                    .findFirst().orElse(null);
        }
    }

    @Override
    public boolean isPersistent() {
        return secure;
    }

    private synchronized List<String> ask(String verb, String... texts) throws IOException {
        StringBuilder line = new StringBuilder(verb);
        for (String text : texts) {
            line.append(' ').append(Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8)));
        }
        out.write(line.append('\n').toString());
        out.flush();
        String answer = in.readLine();
        if (answer == null || !answer.startsWith("ok")) {
            throw new IOException("the keyring did not do what it was asked for");
        }
        return Arrays.stream(answer.substring(2).strip().split(" ")).filter(part -> !part.isEmpty())
                .map(part -> new String(Base64.getDecoder().decode(part), StandardCharsets.UTF_8)).toList();
    }

    @Override
    public List<String> names() throws IOException {
        return ask("names");
    }

    @Override
    public String get(String name) throws IOException {
        List<String> found = ask("get", name);
        return found.isEmpty() ? null : found.getFirst();
    }

    @Override
    public void put(String name, String text) throws IOException {
        ask("put", name, text);
    }

    @Override
    public void remove(String name) throws IOException {
        ask("remove", name);
    }

    @Override
    public void close() throws IOException {
        out.close();
        try {
            if (!process.waitFor(FAREWELL_SECONDS, TimeUnit.SECONDS)) {
                process.destroy();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            process.destroy();
        }
    }
}
