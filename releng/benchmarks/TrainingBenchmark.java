import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;

import org.mailmend.training.Attendee;
import org.mailmend.training.practice.PracticeAccount;
import org.mailmend.training.practice.PracticeBoard;

/**
 * Lets 200 practice clients send at once to the practice server of a session and to Debian's aiosmtpd, each in a process of its own, in
 * turn, so that a change of the machine's speed meets both. Each mail takes a connection of its own, as it does from a room full of
 * programs and devices. Started by the script "run" beside it.
 */
public final class TrainingBenchmark {
    private static final int CLIENTS = 200;
    private static final int ROUNDS = 5;
    /** Until then the JDK compiles more than it serves; a practice server runs for hours. */
    private static final int WARM = 4000;
    private static final int PLAIN_MAILS = 3000;
    private static final int SIGNED_MAILS = 800;
    private static final byte[] BODY = ("From: desk01@example.com\r\nTo: trainer@example.com\r\nSubject: practice\r\n\r\n" + "hello\r\n".repeat(140)
            + ".\r\n").getBytes(StandardCharsets.US_ASCII);

    private TrainingBenchmark() {
    }

    /** A server in a process of its own. */
    private record Server(String name, Process process, int signed, int plain, String secret) {
        static Server start(String name, String secret, List<String> command) throws IOException {
            Process process = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
            BufferedReader out = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.US_ASCII));
            String line = out.readLine();
            if (line == null) {
                throw new IOException(name + " did not start");
            }
            String[] ports = line.split(" ");
            return new Server(name, process, Integer.parseInt(ports[0]), Integer.parseInt(ports[1]), secret);
        }

        /** Processor time that it has taken, in seconds. */
        double processor() {
            return process.info().totalCpuDuration().orElseThrow().toNanos() / 1e9;
        }

        int port(boolean signIn) {
            return signIn ? signed : plain;
        }
    }

    /** Arguments: the launch script of the product, which is not used; or {@code server} for the practice server. */
    public static void main(String[] args) throws Exception {
        PracticeAccount account = PracticeAccount.of("benchmark", List.of(Attendee.of("benchmark", "Ann", "", "", "").withId("1")), 1).getFirst();
        if (args.length > 0 && args[0].equals("server")) {
            try (PracticeBoard board = PracticeBoard.start(List.of(account))) {
                System.out.println(board.targets().getFirst().port() + " " + board.relayTargets().get(1).port());
                System.in.transferTo(OutputStream.nullOutputStream());
            }
            return;
        }
        Path folder = Files.createTempDirectory("mailmend-benchmark");
        List<Server> servers = new ArrayList<>();
        try {
            servers.add(Server.start("Mailmend", account.appPassword(), List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-Xmx256m", "-cp", System.getProperty("java.class.path"), "releng/benchmarks/TrainingBenchmark.java", "server")));
            Path key = folder.resolve("key.pem");
            Path certificate = folder.resolve("certificate.pem");
            Process openssl = new ProcessBuilder("openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes",
                    "-subj", "/CN=localhost", "-keyout", key.toString(), "-out", certificate.toString())
                    .redirectErrorStream(true).redirectOutput(folder.resolve("log").toFile()).start();
            if (openssl.waitFor() != 0) {
                throw new IOException(Files.readString(folder.resolve("log")));
            }
            servers.add(Server.start("aiosmtpd", account.appPassword(), List.of("/usr/bin/python3", "releng/benchmarks/aiosmtpd_peer.py",
                    certificate.toString(), key.toString(), account.appPassword())));
            System.out.printf("%d clients at once, one mail a connection, %d rounds, median (slowest to quickest) in mails a second; "
                    + "the server's processor time for a mail%n%n", CLIENTS,
                    ROUNDS);
            System.out.println("| what | Mailmend | aiosmtpd | ratio |\n|---|---:|---:|---:|");
            compare("mail to the relay, without TLS", servers, false, PLAIN_MAILS);
            compare("STARTTLS, sign-in, mail", servers, true, SIGNED_MAILS);
        } finally {
            servers.forEach(server -> server.process.destroy());
            try (Stream<Path> files = Files.walk(folder)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
    }

    private static void compare(String what, List<Server> servers, boolean signIn, int mails) throws Exception {
        double[][] speeds = new double[servers.size()][ROUNDS];
        // both get warm first
        for (Server server : servers) {
            send(server, signIn, WARM);
        }
        double[] before = servers.stream().mapToDouble(Server::processor).toArray();
        for (int round = 0; round < ROUNDS; round++) {
            for (int i = 0; i < servers.size(); i++) {
                speeds[i][round] = send(servers.get(i), signIn, mails);
            }
        }
        StringBuilder row = new StringBuilder("| ").append(what);
        for (int i = 0; i < speeds.length; i++) {
            Arrays.sort(speeds[i]);
            // a busy computer changes the speed, but hardly the processor time
            row.append(String.format(Locale.ROOT, " | %.0f (%.0f to %.0f); %.2f ms", speeds[i][ROUNDS / 2], speeds[i][0],
                    speeds[i][ROUNDS - 1], 1000 * (servers.get(i).processor() - before[i]) / mails / ROUNDS));
        }
        System.out.println(row.append(String.format(Locale.ROOT, " | %.2f |", speeds[0][ROUNDS / 2] / speeds[1][ROUNDS / 2])));
    }

    /** Sends mails with all clients at once; returns how many a second arrived. */
    private static double send(Server server, boolean signIn, int mails) throws Exception {
        SSLContext trusting = SSLContext.getInstance("TLS");
        trusting.init(null, new TrustManager[] {new Trusting()}, new SecureRandom());
        AtomicInteger left = new AtomicInteger(mails);
        AtomicInteger arrived = new AtomicInteger();
        CountDownLatch ready = new CountDownLatch(CLIENTS);
        CountDownLatch go = new CountDownLatch(1);
        List<Thread> clients = new ArrayList<>();
        List<Exception> troubles = java.util.Collections.synchronizedList(new ArrayList<>());
        for (int i = 0; i < CLIENTS; i++) {
            clients.add(Thread.ofVirtual().start(() -> {
                ready.countDown();
                try {
                    go.await();
                    while (left.getAndDecrement() > 0) {
                        mail(server, signIn, trusting);
                        arrived.incrementAndGet();
                    }
                } catch (IOException | InterruptedException e) {
                    troubles.add(e);
                }
            }));
        }
        ready.await();
        long start = System.nanoTime();
        go.countDown();
        for (Thread client : clients) {
            client.join();
        }
        double seconds = (System.nanoTime() - start) / 1e9;
        if (arrived.get() != mails) {
            throw new IOException(server.name + ": " + arrived + " of " + mails + " mails arrived: " + troubles.stream().findFirst(),
                    troubles.isEmpty() ? null : troubles.getFirst());
        }
        return mails / seconds;
    }

    private static void mail(Server server, boolean signIn, SSLContext trusting) throws IOException {
        Socket socket = new Socket("127.0.0.1", server.port(signIn));
        try {
            socket.setTcpNoDelay(true);
            socket.setSoTimeout(60_000);
            expect(socket, "220");
            say(socket, "EHLO desk01.local\r\n", "250");
            if (signIn) {
                say(socket, "STARTTLS\r\n", "220");
                SSLSocket secure = (SSLSocket) trusting.getSocketFactory().createSocket(socket, "localhost", server.port(true), true);
                secure.startHandshake();
                socket = secure;
                say(socket, "EHLO desk01.local\r\n", "250");
                say(socket, "AUTH PLAIN " + Base64.getEncoder()
                        .encodeToString(("\0desk01@example.com\0" + server.secret).getBytes(StandardCharsets.UTF_8)) + "\r\n", "235");
            }
            say(socket, "MAIL FROM:<desk01@example.com>\r\n", "250");
            say(socket, "RCPT TO:<trainer@example.com>\r\n", "250");
            say(socket, "DATA\r\n", "354");
            socket.getOutputStream().write(BODY);
            expect(socket, "250");
            say(socket, "QUIT\r\n", "221");
        } finally {
            socket.close();
        }
    }

    private static void say(Socket socket, String line, String code) throws IOException {
        socket.getOutputStream().write(line.getBytes(StandardCharsets.US_ASCII));
        expect(socket, code);
    }

    /** Reads a whole reply; both servers wait for the next command after it. */
    private static void expect(Socket socket, String code) throws IOException {
        InputStream in = socket.getInputStream();
        byte[] buffer = new byte[4096];
        int length = 0;
        while (length == 0 || !isWhole(buffer, length)) {
            int read = in.read(buffer, length, buffer.length - length);
            if (read <= 0) {
                throw new IOException("closed after " + new String(buffer, 0, length, StandardCharsets.US_ASCII));
            }
            length += read;
        }
        String reply = new String(buffer, 0, length, StandardCharsets.US_ASCII);
        if (!reply.startsWith(code)) {
            throw new IOException("expected " + code + ": " + reply.strip());
        }
    }

    private static boolean isWhole(byte[] buffer, int length) {
        if (buffer[length - 1] != '\n') {
            return false;
        }
        int start = length - 1;
        while (start > 0 && buffer[start - 1] != '\n') {
            start--;
        }
        return length - start < 4 || buffer[start + 3] == ' ';
    }

    /** What the servers show does not matter here. */
    private static final class Trusting implements X509TrustManager {
        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type) {
            // nobody asks for this
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type) {
            // every certificate will do
        }

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }
}
