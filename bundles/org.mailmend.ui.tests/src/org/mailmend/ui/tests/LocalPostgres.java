package org.mailmend.ui.tests;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A PostgreSQL of this computer's own that asks for a password, on a free port, for one test. */
final class LocalPostgres implements AutoCloseable {
    static final String USER = "mailmend";
    static final String PASSWORD = "a-password-of-the-test";

    private final Path programs;
    private final Path folder;
    private final int port;

    private LocalPostgres(Path programs, Path folder, int port) {
        this.programs = programs;
        this.folder = folder;
        this.port = port;
    }

    /** The programs of the newest one that is installed as Debian does; empty for none. */
    static Optional<Path> programs() throws IOException {
        Path all = Path.of("/usr/lib/postgresql");
        if (!Files.isDirectory(all)) {
            return Optional.empty();
        }
        try (Stream<Path> versions = Files.list(all)) {
            return versions.sorted(Comparator.reverseOrder()).map(version -> version.resolve("bin"))
                    .filter(bin -> Files.isExecutable(bin.resolve("initdb"))).findFirst();
        }
    }

    /** Starts it with an empty database. */
    static LocalPostgres start(Path programs) throws IOException, InterruptedException {
        int port;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = socket.getLocalPort();
        }
        Path folder = Files.createTempDirectory("mailmend-ui-postgres");
        Path password = Files.writeString(folder.resolve("password"), PASSWORD);
        if (isRoot()) {
            run(List.of("chown", "-R", "postgres", folder.toString()));
        }
        LocalPostgres server = new LocalPostgres(programs, folder, port);
        run(asUser(programs.resolve("initdb") + " -D " + server.data() + " -U " + USER + " -A scram-sha-256 --pwfile=" + password
                + " -E UTF8 --locale=C.UTF-8 --no-sync"));
        server.start();
        run(List.of("env", "PGPASSWORD=" + PASSWORD, programs.resolve("createdb").toString(), "-h", "127.0.0.1", "-p",
                String.valueOf(port), "-U", USER, "desk"));
        return server;
    }

    private Path data() {
        return folder.resolve("data");
    }

    /** Starts it, for example again. */
    void start() throws IOException, InterruptedException {
        run(asUser(programs.resolve("pg_ctl") + " -D " + data() + " -l " + data() + "/log -w -o '-p " + port
                + " -c listen_addresses=127.0.0.1 -c unix_socket_directories= -c fsync=off' start"));
    }

    /** Stops it as a crash would. */
    void stop() throws IOException, InterruptedException {
        run(asUser(programs.resolve("pg_ctl") + " -D " + data() + " -m immediate stop"));
    }

    /** Where the database is, without the user. */
    String address() {
        return "127.0.0.1:" + port + "/desk";
    }

    private static boolean isRoot() {
        return "root".equals(System.getProperty("user.name"));
    }

    /** PostgreSQL refuses to run as root. */
    private static List<String> asUser(String command) {
        return isRoot() ? List.of("su", "postgres", "-s", "/bin/sh", "-c", command) : List.of("sh", "-c", command);
    }

    private static void run(List<String> command) throws IOException, InterruptedException {
        Path log = Files.createTempFile("mailmend-ui-postgres", ".log");
        Process process = new ProcessBuilder(command).directory(log.getParent().toFile()).redirectErrorStream(true)
                .redirectOutput(log.toFile()).start();
        if (!process.waitFor(120, TimeUnit.SECONDS) || process.exitValue() != 0) {
            throw new IOException(String.join(" ", command) + ": " + Files.readString(log));
        }
        Files.delete(log);
    }

    @Override
    public void close() throws IOException, InterruptedException {
        run(asUser(programs.resolve("pg_ctl") + " -D " + data() + " -m immediate stop || true"));
        run(List.of("rm", "-rf", folder.toString()));
    }
}
