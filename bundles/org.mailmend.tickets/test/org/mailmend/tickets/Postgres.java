package org.mailmend.tickets;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/** A PostgreSQL of this computer's own, started on a free port for the tests of one run, and thrown away with it. */
public final class Postgres {
    private static final AtomicInteger NUMBER = new AtomicInteger();
    private static Postgres running;
    private static boolean tried;

    private final Path programs;
    private final Path data;
    private final int port;

    private Postgres(Path programs, Path data, int port) {
        this.programs = programs;
        this.data = data;
        this.port = port;
    }

    /** The server; empty where PostgreSQL is not installed. */
    public static synchronized Optional<Postgres> get() {
        if (!tried) {
            tried = true;
            programs().ifPresent(programs -> {
                try {
                    running = start(programs);
                } catch (IOException | InterruptedException e) {
                    throw new IllegalStateException("PostgreSQL is installed and cannot be started", e);
                }
            });
        }
        return Optional.ofNullable(running);
    }

    private static Optional<Path> programs() {
        List<Path> folders = new ArrayList<>();
        try (Stream<Path> versions = Files.isDirectory(Path.of("/usr/lib/postgresql"))
                ? Files.list(Path.of("/usr/lib/postgresql"))
                : Stream.empty()) {
            versions.sorted(Comparator.reverseOrder()).map(version -> version.resolve("bin")).forEach(folders::add);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        for (String folder : System.getenv().getOrDefault("PATH", "").split(":")) {
            folders.add(Path.of(folder.isEmpty() ? "." : folder));
        }
        return folders.stream().filter(folder -> Files.isExecutable(folder.resolve("initdb")) && Files.isExecutable(
                folder.resolve("pg_ctl"))).findFirst();
    }

    private static Postgres start(Path programs) throws IOException, InterruptedException {
        int port;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = socket.getLocalPort();
        }
        Path folder = Files.createTempDirectory("mailmend-postgres");
        if (isRoot()) {
            run(List.of("chown", "postgres", folder.toString()));
        }
        Path data = folder.resolve("data");
        run(asUser(programs.resolve("initdb") + " -D " + data + " -U mailmend -A trust -E UTF8 --locale=C.UTF-8 --no-sync"));
        Postgres postgres = new Postgres(programs, data, port);
        postgres.start();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            try {
                run(asUser(programs.resolve("pg_ctl") + " -D " + data + " -m immediate stop"));
                run(List.of("rm", "-rf", folder.toString()));
            } catch (IOException | InterruptedException e) {
                System.getLogger(Postgres.class.getName()).log(System.Logger.Level.WARNING, "PostgreSQL could not be stopped", e);
            }
        }));
        return postgres;
    }

    /** Starts it, for example again. */
    public void start() throws IOException, InterruptedException {
        run(asUser(programs.resolve("pg_ctl") + " -D " + data + " -l " + data + "/log -w -o '-p " + port
                + " -c listen_addresses=127.0.0.1 -c unix_socket_directories= -c fsync=off' start"));
    }

    /** Stops it as a crash would. */
    public void stop() throws IOException, InterruptedException {
        run(asUser(programs.resolve("pg_ctl") + " -D " + data + " -m immediate stop"));
    }

    /** An empty database. */
    public StoreLocation database() throws SQLException {
        String name = "desk" + NUMBER.incrementAndGet();
        try (Connection connection = DriverManager.getConnection(url("postgres"));
                Statement statement = connection.createStatement()) {
            statement.execute("create database " + name);
        }
        return StoreLocation.of(url(name), null);
    }

    /** Does something as the one who may do everything. */
    public void run(String statement) throws SQLException {
        try (Connection connection = DriverManager.getConnection(url("postgres"));
                Statement run = connection.createStatement()) {
            run.execute(statement);
        }
    }

    /** Ends all connections to a database, in the middle of whatever they do. */
    public void cutOff(StoreLocation database) throws SQLException {
        String name = database.shown().substring(database.shown().indexOf('/') + 1);
        run("select pg_terminate_backend(pid) from pg_stat_activity where datname = '" + name + "'");
    }

    /** From now on takes encrypted connections too, and has users who need a password for these. */
    public void encrypt(String key, String certificate) throws IOException, InterruptedException, SQLException {
        Path keyFile = Files.writeString(data.resolve("server.key"), key);
        Path certificateFile = Files.writeString(data.resolve("server.crt"), certificate);
        Files.setPosixFilePermissions(keyFile, PosixFilePermissions.fromString("rw-------"));
        if (isRoot()) {
            run(List.of("chown", "postgres", keyFile.toString(), certificateFile.toString()));
        }
        Path access = data.resolve("pg_hba.conf");
        // without TLS this user has no way in
        Files.writeString(access, "hostssl all secret 127.0.0.1/32 scram-sha-256\nhostnossl all secret 127.0.0.1/32 reject\n"
                + Files.readString(access));
        run("alter system set ssl = on");
        run("select pg_reload_conf()");
    }

    private String url(String database) {
        return "jdbc:postgresql://127.0.0.1:" + port + "/" + database + "?user=mailmend";
    }

    private static boolean isRoot() {
        return "root".equals(System.getProperty("user.name"));
    }

    /** PostgreSQL refuses to run as root. */
    private static List<String> asUser(String command) {
        return isRoot() ? List.of("su", "postgres", "-s", "/bin/sh", "-c", command) : List.of("sh", "-c", command);
    }

    private static void run(List<String> command) throws IOException, InterruptedException {
        Path log = Files.createTempFile("mailmend-postgres", ".log");
        Process process = new ProcessBuilder(command).directory(log.getParent().toFile()).redirectErrorStream(true)
                .redirectOutput(log.toFile()).start();
        if (!process.waitFor(60, TimeUnit.SECONDS) || process.exitValue() != 0) {
            throw new IOException(String.join(" ", command) + ": " + Files.readString(log));
        }
        Files.delete(log);
    }
}
