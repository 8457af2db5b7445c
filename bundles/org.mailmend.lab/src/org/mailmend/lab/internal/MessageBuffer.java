package org.mailmend.lab.internal;

import java.io.IOException;
import java.util.Arrays;

/** A message in reception, within the limits for one message and for all of them together. */
final class MessageBuffer implements AutoCloseable {
    private static final int STEP = 16 << 10;
    /** Whoever sends that many times the limit does not mean to stop. */
    private static final int PATIENCE = 32;

    private final Hub hub;
    private final int max;
    private byte[] bytes = {};
    private int length;
    private long total;
    private boolean noRoom;

    MessageBuffer(Hub hub) {
        this.hub = hub;
        max = hub.limits().message();
    }

    void append(byte b) throws IOException {
        append(new byte[] {b}, 0, 1);
    }

    void append(byte[] source, int from, int count) throws IOException {
        total += count;
        if (total > (long) PATIENCE * max) {
            throw new EndlessException();
        }
        if (noRoom || total > max) {
            return;
        }
        if (length + count > bytes.length) {
            int capacity = Math.min(max, Math.max(length + count, Math.max(STEP, bytes.length * 2)));
            if (!hub.reserve(capacity - bytes.length)) {
                noRoom = true;
                return;
            }
            bytes = Arrays.copyOf(bytes, capacity);
        }
        System.arraycopy(source, from, bytes, length, count);
        length += count;
    }

    /** Whether the message is bigger than allowed. */
    boolean tooBig() {
        return total > max;
    }

    /** Whether all messages together take too much. */
    boolean noRoom() {
        return noRoom;
    }

    byte[] content() {
        return Arrays.copyOf(bytes, length);
    }

    /** Gives the room back. */
    @Override
    public void close() {
        hub.release(bytes.length);
        bytes = new byte[0];
    }

    /** A message without an end. */
    static final class EndlessException extends IOException {
        private static final long serialVersionUID = 1L;
    }
}
