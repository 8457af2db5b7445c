package org.mailmend.tickets.internal.store;

import java.io.Closeable;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

import org.mailmend.tickets.Event;
import org.mailmend.tickets.TicketException;
import org.postgresql.PGConnection;

/**
 * Tells of what happens to tickets, whoever does it: PostgreSQL says so itself, an embedded database is asked twice a second. After
 * a connection was lost nothing is left out: what happened meanwhile is told when it is back.
 */
public final class Feed implements Closeable {
    private static final long POLL_MILLIS = 500;
    private static final long RETRY_MILLIS = 2000;
    private static final int LISTEN_MILLIS = 5000;
    private static final int AT_ONCE = 1000;

    private final Database database;
    private final List<Consumer<List<Event>>> listeners = new CopyOnWriteArrayList<>();
    private final Object signal = new Object();
    private Thread thread;
    private volatile boolean closed;
    private boolean woken;
    private long last;

    public Feed(Database database) {
        this.database = database;
    }

    /** Tells a listener of all that happens from now on, in a thread of its own. */
    public synchronized void add(Consumer<List<Event>> listener) {
        if (thread == null && !closed) {
            last = database.read(Operations::lastEvent);
            thread = Thread.ofPlatform().daemon().name("mailmend-tickets-feed").start(this::run);
        }
        listeners.add(listener);
    }

    public void remove(Consumer<List<Event>> listener) {
        listeners.remove(listener);
    }

    /** Something was written here: it need not be waited for. */
    public void wake() {
        synchronized (signal) {
            woken = true;
            signal.notifyAll();
        }
    }

    private void run() {
        while (!closed) {
            try {
                if (database.isPostgres()) {
                    listen();
                } else {
                    pass();
                    pause(POLL_MILLIS);
                }
            } catch (SQLException | TicketException e) {
                System.getLogger(Feed.class.getName()).log(System.Logger.Level.DEBUG, "Changes cannot be followed now", e);
                pause(RETRY_MILLIS);
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    private void listen() throws SQLException, InterruptedException {
        try (Connection connection = database.connect(); Statement statement = connection.createStatement()) {
            statement.execute("listen mailmend");
            PGConnection postgres = connection.unwrap(PGConnection.class);
            while (!closed) {
                pass();
                postgres.getNotifications(LISTEN_MILLIS);
                if (Thread.interrupted()) {
                    throw new InterruptedException();
                }
            }
        }
    }

    private void pass() {
        List<Event> events = database.read(handle -> Operations.eventsAfter(handle, last, AT_ONCE));
        while (!events.isEmpty() && !closed) {
            last = events.getLast().id();
            for (Consumer<List<Event>> listener : listeners) {
                listener.accept(events);
            }
            events = database.read(handle -> Operations.eventsAfter(handle, last, AT_ONCE));
        }
    }

    private void pause(long millis) {
        synchronized (signal) {
            if (!woken && !closed) {
                try {
                    signal.wait(millis);
                } catch (InterruptedException e) {
                    closed = true;
                    Thread.currentThread().interrupt();
                }
            }
            woken = false;
        }
    }

    @Override
    public void close() {
        closed = true;
        wake();
        Thread running = thread;
        if (running != null) {
            running.interrupt();
        }
    }
}
