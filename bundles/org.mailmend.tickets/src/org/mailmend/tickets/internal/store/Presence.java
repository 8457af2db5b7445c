package org.mailmend.tickets.internal.store;

import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

import org.mailmend.tickets.StoreLocation;

/** Lets windows on the same embedded database know of each other: the first holds a lock on a file beside it that says who it is. */
public final class Presence implements Closeable {
    private static final int LONGEST = 200;

    private final FileChannel channel;
    private final String other;

    private Presence(FileChannel channel, String other) {
        this.channel = channel;
        this.other = other;
    }

    /** Nobody is told, and nobody is asked for. */
    public static Presence none() {
        return new Presence(null, null);
    }

    /** Says that this process has a window on it, unless another has said so before. */
    public static Presence announce(StoreLocation location) {
        if (!location.isEmbedded()) {
            return none();
        }
        Path file = location.file().resolveSibling(location.file().getFileName() + ".window");
        // what is locked is not read by others on Windows: who it is stands in a second file
        Path name = location.file().resolveSibling(location.file().getFileName() + ".owner");
        try {
            FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (lock(channel)) {
                Files.writeString(name, owner());
                channel.write(ByteBuffer.wrap(new byte[] {'\n'}));
                return new Presence(channel, null);
            }
            channel.close();
            String owner = Files.isReadable(name) ? Files.readString(name, StandardCharsets.UTF_8).strip() : "";
            return new Presence(null, owner.length() > LONGEST ? owner.substring(0, LONGEST) : owner);
        } catch (IOException e) {
            // some network drives have no locks; then nobody can be told
            System.getLogger(Presence.class.getName()).log(System.Logger.Level.DEBUG, "No lock on " + file, e);
            return none();
        }
    }

    private static boolean lock(FileChannel channel) throws IOException {
        try {
            FileLock lock = channel.tryLock();
            return lock != null;
        } catch (OverlappingFileLockException e) {
            // held by another window of this very process
            return false;
        }
    }

    private static String owner() {
        String host;
        try {
            host = InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            host = "localhost";
        }
        return ProcessHandle.current().pid() + "@" + host;
    }

    /** The process that was first, as {@code pid@host}; empty for none. */
    public Optional<String> other() {
        return Optional.ofNullable(other);
    }

    @Override
    public void close() {
        if (channel != null) {
            try {
                channel.close();
            } catch (IOException e) {
                System.getLogger(Presence.class.getName()).log(System.Logger.Level.DEBUG, "The lock is gone", e);
            }
        }
    }
}
