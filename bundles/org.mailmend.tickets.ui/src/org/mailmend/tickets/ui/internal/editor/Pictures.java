package org.mailmend.tickets.ui.internal.editor;

/** Reads how large a picture is before all of it is read: a small file can say that it is enormous. */
final class Pictures {
    private static final int PNG_SIZE = 16;
    private static final int GIF_SIZE = 6;
    private static final int JPEG_START = 2;

    private Pictures() {
    }

    /** Whether it is a PNG, GIF or JPEG of no more than this size. */
    static boolean fits(byte[] bytes, int side, long area) {
        long[] size = size(bytes);
        return size != null && size[0] > 0 && size[1] > 0 && size[0] <= side && size[1] <= side && size[0] * size[1] <= area;
    }

    private static long[] size(byte[] bytes) {
        return switch (EvidencePage.type(bytes)) {
            case "image/png" ->
                bytes.length < PNG_SIZE + 8 ? null : new long[] {big(bytes, PNG_SIZE, 4), big(bytes, PNG_SIZE + 4, 4)};
            case "image/gif" -> bytes.length < GIF_SIZE + 4 ? null
                    : new long[] {at(bytes, GIF_SIZE) | at(bytes, GIF_SIZE + 1) << 8,
                            at(bytes, GIF_SIZE + 2) | at(bytes, GIF_SIZE + 3) << 8};
            case "image/jpeg" -> jpeg(bytes);
            default -> null;
        };
    }

    /** The size stands in the segment that begins the frame (SOF0 to SOF15 without DHT, JPG and DAC). */
    private static long[] jpeg(byte[] bytes) {
        int at = JPEG_START;
        while (at + 9 < bytes.length && at(bytes, at) == 0xff) {
            long marker = at(bytes, at + 1);
            if (marker == 0xff) {
                at++;
            } else if (marker >= 0xc0 && marker <= 0xcf && marker != 0xc4 && marker != 0xc8 && marker != 0xcc) {
                return new long[] {big(bytes, at + 7, 2), big(bytes, at + 5, 2)};
            } else {
                at += 2 + (int) Math.max(2, big(bytes, at + 2, 2));
            }
        }
        return null;
    }

    private static long at(byte[] bytes, int index) {
        return bytes[index] & 0xff;
    }

    private static long big(byte[] bytes, int from, int count) {
        long value = 0;
        for (int i = 0; i < count; i++) {
            value = value << 8 | at(bytes, from + i);
        }
        return value;
    }
}
