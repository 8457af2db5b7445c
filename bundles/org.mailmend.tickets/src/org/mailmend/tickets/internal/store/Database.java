package org.mailmend.tickets.internal.store;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Properties;
import java.util.function.Function;

import org.jdbi.v3.core.ConnectionFactory;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import org.jdbi.v3.core.statement.SqlStatements;
import org.jdbi.v3.core.statement.TemplateEngine;
import org.jdbi.v3.core.transaction.TransactionIsolationLevel;
import org.mailmend.tickets.StoreLocation;
import org.mailmend.tickets.TicketException;
import org.postgresql.PGProperty;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteConfig.JournalMode;
import org.sqlite.SQLiteConfig.SynchronousMode;
import org.sqlite.SQLiteConfig.TransactionMode;

/**
 * A database of tickets and its connections. SQLite and PostgreSQL take the same statements; what they differ in is here.
 */
public final class Database implements Closeable {
    private static final int BUSY_MILLIS = (int) Duration.ofSeconds(10).toMillis();
    private static final int CACHE_KIB = 16 * 1024;
    private static final int IDLE_CONNECTIONS = 8;
    private static final String CONNECT_SECONDS = "10";
    private static final String ANSWER_SECONDS = "60";

    private final StoreLocation location;
    private final Pool pool = new Pool();
    private final Jdbi jdbi;

    /** Opens nothing yet. */
    public Database(StoreLocation location) {
        this.location = location;
        this.jdbi = Jdbi.create(pool);
        jdbi.getConfig(SqlStatements.class).setTemplateEngine(TemplateEngine.NOP);
    }

    /** Where it is. */
    public StoreLocation location() {
        return location;
    }

    /** Whether it is a file of this computer. */
    public boolean isEmbedded() {
        return location.isEmbedded();
    }

    /** Reads. Each statement sees what was saved before it began. */
    public <R> R read(Function<Handle, R> work) {
        try {
            return jdbi.withHandle(work::apply);
        } catch (JdbiException e) {
            if (isCutOff(e)) {
                // a server that was started again knows nothing of old connections; a new one may be all that is needed
                return readAgain(work);
            }
            throw Troubles.explain(e, location);
        }
    }

    private <R> R readAgain(Function<Handle, R> work) {
        try {
            return jdbi.withHandle(work::apply);
        } catch (JdbiException e) {
            throw Troubles.explain(e, location);
        }
    }

    /** Whether the server went away; then no connection that waits for work is of use any more. */
    private boolean isCutOff(JdbiException e) {
        boolean cutOff = !isEmbedded() && Troubles.explain(e, location) instanceof TicketException sentence
                && "store.cut-off".equals(sentence.key());
        if (cutOff) {
            pool.empty();
        }
        return cutOff;
    }

    /** Reads with several statements that all see the same. */
    public <R> R snapshot(Function<Handle, R> work) {
        if (isEmbedded()) {
            // one that only reads: others go on writing
            return read(handle -> {
                handle.execute("begin deferred");
                try {
                    return work.apply(handle);
                } finally {
                    handle.execute("rollback");
                }
            });
        }
        try {
            return jdbi.inTransaction(TransactionIsolationLevel.REPEATABLE_READ, work::apply);
        } catch (JdbiException e) {
            throw Troubles.explain(e, location);
        }
    }

    /** Writes: all of it or nothing; when it returns it is on the disk. */
    public <R> R transaction(Function<Handle, R> work) {
        if (isPostgres()) {
            pool.weed();
        }
        try {
            return jdbi.inTransaction(work::apply);
        } catch (JdbiException e) {
            // not again: nobody knows whether it is saved when the answer to "commit" got lost
            isCutOff(e);
            throw Troubles.explain(e, location);
        }
    }

    /** Uses new connections from now on. */
    void reconnect() {
        pool.empty();
    }

    /** Makes what was deleted unreadable in the files too: it is overwritten, and the log of changes is emptied. */
    public void forgetDeleted() {
        if (isEmbedded()) {
            read(handle -> handle.createQuery("pragma wal_checkpoint(truncate)").map((row, context) -> true).list());
        }
    }

    /** A connection of its own that is closed by the caller. */
    Connection connect() throws SQLException {
        return isEmbedded() ? sqlite() : postgres();
    }

    /** Whether it takes commands that only PostgreSQL has. */
    boolean isPostgres() {
        return !isEmbedded();
    }

    private Connection sqlite() throws SQLException {
        SQLiteConfig config = new SQLiteConfig();
        config.setJournalMode(JournalMode.WAL);
        config.setSynchronous(SynchronousMode.FULL);
        config.setBusyTimeout(BUSY_MILLIS);
        config.enforceForeignKeys(true);
        // what begins as reading and goes on as writing could only fail when another has written meanwhile
        config.setTransactionMode(TransactionMode.IMMEDIATE);
        config.setPragma(SQLiteConfig.Pragma.SECURE_DELETE, "on");
        // in KiB when it is negative
        config.setCacheSize(-CACHE_KIB);
        Path file = location.file();
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
        } catch (IOException e) {
            throw new TicketException(TicketException.Reason.STORE, "store.denied", file).causedBy(e);
        }
        return org.sqlite.JDBC.createConnection("jdbc:sqlite:" + file, config.toProperties());
    }

    private Connection postgres() throws SQLException {
        Properties properties = new Properties();
        PGProperty.APPLICATION_NAME.set(properties, "Mailmend");
        PGProperty.CONNECT_TIMEOUT.set(properties, CONNECT_SECONDS);
        PGProperty.LOGIN_TIMEOUT.set(properties, CONNECT_SECONDS);
        PGProperty.SOCKET_TIMEOUT.set(properties, ANSWER_SECONDS);
        PGProperty.TCP_KEEP_ALIVE.set(properties, true);
        if (location.needsTls()) {
            PGProperty.SSL_MODE.set(properties, "verify-full");
            if (!location.url().contains("sslrootcert=")) {
                PGProperty.SSL_FACTORY.set(properties, "org.postgresql.ssl.DefaultJavaSSLFactory");
            }
        }
        if (location.password() != null) {
            PGProperty.PASSWORD.set(properties, new String(location.password()));
        }
        return new org.postgresql.Driver().connect(location.url(), properties);
    }

    @Override
    public void close() {
        pool.close();
    }

    /** Connections that wait for work. */
    private final class Pool implements ConnectionFactory {
        private static final long TRUSTED_NANOS = 1_000_000_000L;
        private static final int VALID_SECONDS = 2;

        private record Idle(Connection connection, long since) {
        }

        private final Deque<Idle> idle = new ArrayDeque<>();
        private boolean closed;

        @Override
        public Connection openConnection() throws SQLException {
            for (Idle each = take(); each != null; each = take()) {
                boolean fresh = isEmbedded() || System.nanoTime() - each.since < TRUSTED_NANOS;
                if (fresh || each.connection.isValid(VALID_SECONDS)) {
                    return each.connection;
                }
                discard(each.connection);
            }
            return connect();
        }

        private synchronized Idle take() {
            return idle.pollLast();
        }

        @Override
        public void closeConnection(Connection connection) throws SQLException {
            boolean usable = !connection.isClosed() && connection.getAutoCommit();
            synchronized (this) {
                if (usable && !closed && idle.size() < IDLE_CONNECTIONS) {
                    idle.addLast(new Idle(connection, System.nanoTime()));
                    return;
                }
            }
            connection.close();
        }

        /** Throws away what a server that was started again has forgotten: a write cannot be tried again as a read can. */
        void weed() {
            Idle next = take();
            if (next == null) {
                return;
            }
            boolean valid = false;
            try {
                valid = next.connection.isValid(VALID_SECONDS);
            } catch (SQLException e) {
                System.getLogger(Database.class.getName()).log(System.Logger.Level.DEBUG, "A connection cannot be tried", e);
            }
            if (valid) {
                synchronized (this) {
                    if (!closed) {
                        idle.addLast(new Idle(next.connection, System.nanoTime()));
                        return;
                    }
                }
            }
            discard(next.connection);
            empty();
        }

        private static void discard(Connection broken) {
            try {
                broken.close();
            } catch (SQLException e) {
                System.getLogger(Database.class.getName()).log(System.Logger.Level.DEBUG, "A broken connection cannot be closed",
                        e);
            }
        }

        synchronized void close() {
            closed = true;
            empty();
        }

        synchronized void empty() {
            idle.forEach(each -> discard(each.connection));
            idle.clear();
        }
    }
}
