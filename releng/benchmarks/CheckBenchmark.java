import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import org.mailmend.check.Anchors;
import org.mailmend.check.Cancellation;
import org.mailmend.check.CheckListener;
import org.mailmend.check.CheckRequest;
import org.mailmend.check.CheckResult;
import org.mailmend.check.Checker;
import org.mailmend.check.InvalidInputException;
import org.mailmend.check.Mechanism;
import org.mailmend.check.Secret;
import org.mailmend.check.Security;
import org.mailmend.check.SignIn;
import org.mailmend.check.Target;
import org.mailmend.diagnosis.CauseId;
import org.mailmend.diagnosis.Protocol;
import org.mailmend.lab.PracticeServer;
import org.mailmend.lab.Scenarios;

/**
 * Times the connection tester against swaks, msmtp, curl and openssl on one practice server in a process of its own, in turn, so
 * that a change of the machine's speed meets all of them. Started by the script "run" beside it.
 */
public final class CheckBenchmark {
    private static final String USER = "a@example.com";
    private static final String PASSWORD = "a-password-of-the-benchmark";
    private static final Path DEVNULL = Path.of("/dev/null");

    private final Path mailmend;
    private final Path cache;
    private final Path anchors;
    private final int port;

    private CheckBenchmark(Path mailmend, Path cache, Path anchors, int port) {
        this.mailmend = mailmend;
        this.cache = cache;
        this.anchors = anchors;
        this.port = port;
    }

    /** Arguments: the launch script of the product, then the parts to run (warm, cold, many, deadline). */
    public static void main(String[] args) throws Exception {
        Path mailmend = Path.of(args[0]);
        List<String> parts = args.length > 1 ? Arrays.asList(args).subList(1, args.length)
                : List.of("warm", "cold", "many", "deadline");
        Path work = Files.createTempDirectory("mailmend-benchmark");
        Process server = new ProcessBuilder(mailmend.toString(), "lab", "start", "ok")
                .redirectError(work.resolve("server.log").toFile()).start();
        try (BufferedReader lines = server.inputReader(StandardCharsets.UTF_8)) {
            String ready = lines.readLine();
            while (ready != null && !ready.startsWith("READY")) {
                ready = lines.readLine();
            }
            if (ready == null) {
                throw new IOException("the practice server did not start: " + Files.readString(work.resolve("server.log")));
            }
            String address = ready.split(" ")[2];
            int port = Integer.parseInt(address.substring(address.lastIndexOf(':') + 1));
            Path anchors = work.resolve("anchors.pem");
            fetchAnchors(port, anchors);
            CheckBenchmark benchmark = new CheckBenchmark(mailmend, Files.createDirectories(work.resolve("cache")), anchors,
                    port);
            System.out.println("| what | Mailmend | peer | ratio |\n|---|---:|---:|---:|");
            if (parts.contains("warm")) {
                benchmark.warm();
            }
            if (parts.contains("cold")) {
                benchmark.cold();
            }
            if (parts.contains("many")) {
                benchmark.many(work);
            }
            if (parts.contains("deadline")) {
                benchmark.deadline();
            }
        } finally {
            server.destroy();
            server.waitFor(5, TimeUnit.SECONDS);
        }
    }

    /** The chain that the server shows, as trust anchors: the practice authority is made anew at each start. */
    private static void fetchAnchors(int port, Path file) throws Exception {
        Process openssl = new ProcessBuilder("openssl", "s_client", "-starttls", "smtp", "-showcerts", "-connect",
                "localhost:" + port).redirectInput(DEVNULL.toFile()).redirectError(ProcessBuilder.Redirect.DISCARD).start();
        StringBuilder pem = new StringBuilder();
        boolean inside = false;
        try (BufferedReader lines = openssl.inputReader(StandardCharsets.US_ASCII)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                inside |= line.startsWith("-----BEGIN");
                if (inside) {
                    pem.append(line).append('\n');
                }
                inside &= !line.startsWith("-----END");
            }
        }
        Files.writeString(file, pem);
    }

    private CheckRequest request() throws InvalidInputException {
        List<X509Certificate> trusted = Anchors.read(anchors);
        return CheckRequest.of(new Target(Protocol.SMTP, "localhost", port, Security.STARTTLS)).withTrustAnchors(trusted)
                .withSignIn(new SignIn(USER, Secret.password(PASSWORD.toCharArray()), Mechanism.PLAIN));
    }

    /** (a) One check with STARTTLS and a sign-in inside a warm process, against openssl, which does not sign in. */
    private void warm() throws Exception {
        CheckRequest request = request();
        for (int i = 0; i < 300; i++) {
            expectOk(Checker.run(request, CheckListener.NONE, new Cancellation()));
        }
        List<Double> ours = new ArrayList<>();
        List<Double> theirs = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            long start = System.nanoTime();
            expectOk(Checker.run(request, CheckListener.NONE, new Cancellation()));
            ours.add(millisSince(start));
            theirs.add(time(List.of("openssl", "s_client", "-starttls", "smtp", "-connect", "localhost:" + port)));
        }
        row("one check with STARTTLS and sign-in, warm process; peer: openssl s_client", ours, theirs);
    }

    /** (b) The cold command. */
    private void cold() throws Exception {
        List<String> own = List.of(mailmend.toString(), "check", "smtp://localhost:" + port, "--ca", anchors.toString(), "--user",
                USER, "--password-env", "BENCHMARK_PASSWORD", "--auth", "plain", "--json");
        Map<String, List<String>> peers = new TreeMap<>(Map.of(
                "swaks", List.of("swaks", "--server", "localhost:" + port, "-tls", "--auth", "PLAIN", "--auth-user", USER,
                        "--auth-password", PASSWORD, "--quit-after", "AUTH"),
                "msmtp --serverinfo", List.of("msmtp", "--serverinfo", "--host=localhost", "--port=" + port, "--tls=on",
                        "--tls-certcheck=off"),
                "curl", List.of("curl", "-s", "-k", "--ssl-reqd", "--user", USER + ":" + PASSWORD, "-X", "NOOP",
                        "smtp://localhost:" + port)));
        time(own);
        awaitCache();
        Map<String, List<Double>> theirs = new TreeMap<>();
        Map<String, List<Double>> ours = new TreeMap<>();
        for (int i = 0; i < 15; i++) {
            for (Map.Entry<String, List<String>> peer : peers.entrySet()) {
                ours.computeIfAbsent(peer.getKey(), key -> new ArrayList<>()).add(time(own));
                theirs.computeIfAbsent(peer.getKey(), key -> new ArrayList<>()).add(time(peer.getValue()));
            }
        }
        theirs.forEach((name, times) -> row("the cold command `mailmend check`; peer: " + name, ours.get(name), times));
    }

    /** The first start makes the cache of classes in the background. */
    private void awaitCache() throws Exception {
        for (int seconds = 0; seconds < 60; seconds++) {
            TimeUnit.SECONDS.sleep(1);
            try (Stream<Path> files = Files.walk(cache)) {
                if (files.anyMatch(file -> file.toString().endsWith(".aot") || file.toString().endsWith(".jsa"))) {
                    return;
                }
            }
        }
        throw new IllegalStateException("the command line made no cache of classes");
    }

    /** (c) A thousand targets with a heap of 128 MB. */
    private void many(Path work) throws Exception {
        Path list = work.resolve("targets.txt");
        Files.write(list, Collections.nCopies(1000, "smtp://localhost:" + port));
        List<String> own = List.of("env", "JAVA_TOOL_OPTIONS=-Xmx128m", mailmend.toString(), "check", "--file", list.toString(),
                "--ca", anchors.toString(), "--user", USER, "--password-env", "BENCHMARK_PASSWORD", "--auth", "plain",
                "--parallel", "32", "--json");
        double ours = time(own);
        double theirs = time(List.of("sh", "-c", "seq 1000 | xargs -P16 -I{} swaks --server localhost:" + port
                + " -tls --auth PLAIN --auth-user " + USER + " --auth-password " + PASSWORD + " --quit-after AUTH"));
        row("1,000 targets, -Xmx128m; peer: xargs -P16 swaks", List.of(ours), List.of(theirs));
    }

    /** (d) By how much a check passes its deadline when the server does not play along. */
    private void deadline() throws Exception {
        Duration limit = Duration.ofSeconds(1);
        Map<String, Double> worst = new TreeMap<>();
        for (String id : List.of("silent", "slow", "drip", "stalls", "greeting-delayed")) {
            try (PracticeServer practice = PracticeServer.start(Scenarios.byId(id).orElseThrow())) {
                for (int i = 0; i < 5; i++) {
                    worst.merge(id, overshoot(practice.suggestedCheck().withDeadline(limit), limit), Math::max);
                }
            }
        }
        for (Mode mode : Mode.values()) {
            try (HostileServer hostile = new HostileServer(mode)) {
                Target target = new Target(Protocol.SMTP, "localhost", hostile.port(),
                        mode == Mode.STALL_IN_HANDSHAKE || mode == Mode.DRIP_IN_HANDSHAKE ? Security.TLS : Security.STARTTLS);
                for (int i = 0; i < 5; i++) {
                    String name = mode.name().toLowerCase(Locale.ROOT).replace('_', ' ');
                    worst.merge(name, overshoot(CheckRequest.of(target).withDeadline(limit), limit), Math::max);
                }
            }
        }
        worst.forEach(
                (mode, millis) -> System.out.printf(Locale.ROOT, "| overshoot of a deadline of 1 s, server: %s | %.0f ms | | |%n",
                        mode, millis));
    }

    private static double overshoot(CheckRequest request, Duration limit) {
        long start = System.nanoTime();
        Checker.run(request, CheckListener.NONE, new Cancellation());
        return Math.max(0, millisSince(start) - limit.toMillis());
    }

    private enum Mode {
        ENDLESS_LINE, ENDLESS_LINES, DRIP, STALL_IN_HANDSHAKE, DRIP_IN_HANDSHAKE
    }

    /** A server that never comes to an end. */
    private static final class HostileServer implements AutoCloseable {
        private final ServerSocket socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());

        HostileServer(Mode mode) throws IOException {
            Thread.ofVirtual().start(() -> {
                while (!socket.isClosed()) {
                    try {
                        Socket client = socket.accept();
                        Thread.ofVirtual().start(() -> serve(client, mode));
                    } catch (IOException e) {
                        return;
                    }
                }
            });
        }

        int port() {
            return socket.getLocalPort();
        }

        private static void serve(Socket client, Mode mode) {
            try (client; OutputStream out = client.getOutputStream(); InputStream in = client.getInputStream()) {
                byte[] block = switch (mode) {
                    case ENDLESS_LINE -> "2".repeat(8192).getBytes(StandardCharsets.US_ASCII);
                    case ENDLESS_LINES -> "220-hello\r\n".repeat(800).getBytes(StandardCharsets.US_ASCII);
                    case DRIP -> new byte[] {'2'};
                    case STALL_IN_HANDSHAKE -> new byte[0];
                    case DRIP_IN_HANDSHAKE -> new byte[] {22};
                };
                if (mode == Mode.STALL_IN_HANDSHAKE) {
                    in.transferTo(OutputStream.nullOutputStream());
                }
                while (true) {
                    out.write(block);
                    if (block.length == 1) {
                        TimeUnit.MILLISECONDS.sleep(50);
                    }
                }
            } catch (IOException | InterruptedException e) {
                // the client has gone, as it should
                Thread.currentThread().isInterrupted();
            }
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }

    private static void expectOk(CheckResult result) {
        if (result.cause() != CauseId.OK) {
            throw new IllegalStateException(result.cause() + " at " + result.stage());
        }
    }

    /** Milliseconds from the start of a command to its end. */
    private double time(List<String> command) throws Exception {
        ProcessBuilder builder = new ProcessBuilder(command).redirectInput(DEVNULL.toFile())
                .redirectOutput(ProcessBuilder.Redirect.DISCARD).redirectError(ProcessBuilder.Redirect.DISCARD);
        builder.environment().put("BENCHMARK_PASSWORD", PASSWORD);
        builder.environment().put("XDG_CACHE_HOME", cache.toString());
        long start = System.nanoTime();
        Process process = builder.start();
        int code = process.waitFor();
        double millis = millisSince(start);
        if (code != 0) {
            throw new IllegalStateException(command.get(0) + " ended with " + code + ": " + String.join(" ", command));
        }
        return millis;
    }

    private static double millisSince(long start) {
        return (System.nanoTime() - start) / 1e6;
    }

    /** Medians, and the median of the ratios of neighbours. */
    private static void row(String what, List<Double> ours, List<Double> theirs) {
        List<Double> ratios = new ArrayList<>();
        for (int i = 0; i < ours.size(); i++) {
            ratios.add(ours.get(i) / theirs.get(i));
        }
        System.out.printf(Locale.ROOT, "| %s | %.1f ms | %.1f ms | %.2f |%n", what, median(ours), median(theirs), median(ratios));
    }

    private static double median(List<Double> values) {
        List<Double> sorted = values.stream().sorted().toList();
        int middle = sorted.size() / 2;
        return sorted.size() % 2 == 1 ? sorted.get(middle) : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
    }
}
