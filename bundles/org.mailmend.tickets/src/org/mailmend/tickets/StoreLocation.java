package org.mailmend.tickets;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Pattern;

import org.mailmend.tickets.TicketException.Reason;

/** Where tickets are kept: a file of this computer, or a database of PostgreSQL. */
public final class StoreLocation {
    private static final String SQLITE = "jdbc:sqlite:";
    private static final String POSTGRES = "jdbc:postgresql:";
    private static final Pattern PASSWORD = Pattern.compile("[?&]password=|//[^/?#@]*@");
    /** Servers on this very computer need no TLS. */
    private static final Pattern LOCAL = Pattern
            .compile("^jdbc:postgresql:(//(localhost|127\\.[0-9.]+|\\[::1\\])(:\\d+)?/.*|/[^/].*|[^/].*)$");

    private final Path file;
    private final String url;
    private final char[] password;

    private StoreLocation(Path file, String url, char[] password) {
        this.file = file;
        this.url = url;
        this.password = password;
    }

    /** The file in the folder in which Mailmend keeps its data. */
    public static StoreLocation inHome(Path home) {
        return embedded(home.resolve("tickets.db"));
    }

    /** A file of this computer. */
    public static StoreLocation embedded(Path file) {
        return new StoreLocation(Objects.requireNonNull(file), null, null);
    }

    /**
     * A place by its address: {@code jdbc:postgresql://host[:port]/database[?user=...]} or {@code jdbc:sqlite:file}.
     *
     * @param password of PostgreSQL; null for none
     * @throws TicketException for another address, and for one with a password in it
     */
    public static StoreLocation of(String address, char[] password) {
        if (address.startsWith(SQLITE) && address.length() > SQLITE.length()) {
            try {
                return embedded(Path.of(address.substring(SQLITE.length())));
            } catch (InvalidPathException e) {
                throw new TicketException(Reason.INPUT, "store.address", address).causedBy(e);
            }
        }
        if (!address.startsWith(POSTGRES) || address.length() == POSTGRES.length()) {
            throw new TicketException(Reason.INPUT, "store.address", PASSWORD.matcher(address).find() ? "..." : address);
        }
        if (PASSWORD.matcher(address).find()) {
            throw new TicketException(Reason.INPUT, "store.password");
        }
        return new StoreLocation(null, address, password == null ? null : password.clone());
    }

    /** Whether it is a file of this computer. */
    public boolean isEmbedded() {
        return file != null;
    }

    /** The file; null for PostgreSQL. */
    public Path file() {
        return file;
    }

    /** The address of PostgreSQL; null for a file. */
    public String url() {
        return url;
    }

    /** The password; null for none. The array is not to be changed. */
    public char[] password() {
        return password;
    }

    /** Whether the server's certificate has to be verified because of where it is, and the address says nothing else. */
    public boolean needsTls() {
        boolean elsewhere = !isEmbedded() && (!LOCAL.matcher(url).matches() || url.contains("PGHOST"));
        return elsewhere && !url.toLowerCase(Locale.ROOT).contains("sslmode=");
    }

    /** The place for people: the file, or the server and its database. */
    public String shown() {
        return isEmbedded() ? file.toString()
                : url.replaceFirst("\\?.*", "").substring(POSTGRES.length()).replaceFirst("^//", "");
    }

    @Override
    public String toString() {
        return shown();
    }
}
