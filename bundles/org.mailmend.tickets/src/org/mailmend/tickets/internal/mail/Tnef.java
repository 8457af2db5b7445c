package org.mailmend.tickets.internal.mail;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import org.mailmend.tickets.Attachment;

/**
 * The files in a {@code winmail.dat}, in which Outlook wraps what it sends (Transport Neutral Encapsulation Format, [MS-OXTNEF]).
 * What cannot be read is left out; the whole file is kept beside what was found anyway.
 */
final class Tnef {
    private static final int SIGNATURE = 0x223E9F78;
    private static final int ATTACHMENT_START = 0x00069002;
    private static final int ATTACHMENT_TITLE = 0x00018010;
    private static final int ATTACHMENT_DATA = 0x0006800F;
    private static final int ATTACHMENT_PROPERTIES = 0x00069005;
    private static final int BODY = 0x0002800C;
    private static final int LONG_NAME = 0x3707;
    private static final int MOST = 200;
    private static final int UNICODE = 0x1F;
    private static final int STRING = 0x1E;
    private static final int BINARY = 0x102;
    private static final int OBJECT = 0x0D;

    private final ByteBuffer in;
    private final List<Attachment.Content> files = new ArrayList<>();
    private String name = "";
    private byte[] data;

    private Tnef(byte[] bytes) {
        in = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    /** The files; empty when it is none of these. */
    static List<Attachment.Content> files(byte[] bytes) {
        if (bytes.length < 6 || ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getInt() != SIGNATURE) {
            return List.of();
        }
        Tnef tnef = new Tnef(bytes);
        tnef.read();
        return tnef.files;
    }

    private void read() {
        in.position(6);
        // level, attribute, length, data, checksum
        while (in.remaining() >= 11 && files.size() < MOST) {
            in.get();
            int attribute = in.getInt();
            int length = in.getInt();
            if (length < 0 || length > in.remaining() - 2) {
                break;
            }
            byte[] value = new byte[length];
            in.get(value);
            in.getShort();
            attribute(attribute, value);
        }
        finish();
    }

    private void attribute(int attribute, byte[] value) {
        switch (attribute) {
            case ATTACHMENT_START -> finish();
            case ATTACHMENT_TITLE -> name = name.isEmpty() ? text(value) : name;
            case ATTACHMENT_DATA -> data = value;
            case ATTACHMENT_PROPERTIES -> properties(value);
            case BODY -> files.add(new Attachment.Content("winmail.txt", "text/plain",
                    text(value).getBytes(StandardCharsets.UTF_8)));
            default -> {
                // fonts, times, recipients: nothing that a ticket needs
            }
        }
    }

    private void finish() {
        if (data != null) {
            files.add(new Attachment.Content(name.isEmpty() ? "file" : name, "", data));
        }
        data = null;
        name = "";
    }

    private static String text(byte[] value) {
        int end = value.length;
        while (end > 0 && value[end - 1] == 0) {
            end--;
        }
        return Words.guess(Arrays.copyOf(value, end));
    }

    /** Looks for the long name among the properties of an attachment; stops at the first that is of no known form. */
    private void properties(byte[] bytes) {
        ByteBuffer list = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        int count = list.remaining() >= 4 ? list.getInt() : 0;
        for (int i = 0; i < count && list.remaining() >= 4; i++) {
            int type = list.getShort() & 0xFFFF;
            int id = list.getShort() & 0xFFFF;
            if (id >= 0x8000 && !skipName(list)) {
                return;
            }
            boolean many = type == STRING || type == UNICODE || type == BINARY || type == OBJECT;
            int values = many || (type & 0x1000) != 0 ? take(list) : 1;
            for (int v = 0; v < values; v++) {
                int length = many ? take(list) : size(type & 0xEFFF);
                if (length < 0 || length > list.remaining()) {
                    return;
                }
                byte[] value = new byte[length];
                list.get(value);
                list.position(Math.min(list.limit(), list.position() + (4 - length % 4) % 4));
                if (id == LONG_NAME && (type == STRING || type == UNICODE)) {
                    name = type == UNICODE ? new String(value, StandardCharsets.UTF_16LE).replace("\0", "") : text(value);
                }
            }
        }
    }

    /** The name of a property that has no fixed number. */
    private static boolean skipName(ByteBuffer list) {
        if (list.remaining() < 24) {
            return false;
        }
        list.position(list.position() + 16);
        boolean isString = list.getInt() == 1;
        int value = list.getInt();
        int length = isString ? value + (4 - value % 4) % 4 : 0;
        if (length < 0 || length > list.remaining()) {
            return false;
        }
        list.position(list.position() + length);
        return true;
    }

    private static int take(ByteBuffer list) {
        return list.remaining() >= 4 ? list.getInt() : -1;
    }

    private static int size(int type) {
        return switch (type) {
            case 0x02, 0x0B -> 2;
            case 0x03, 0x04, 0x0A -> 4;
            case 0x05, 0x06, 0x07, 0x14, 0x40 -> 8;
            case 0x48 -> 16;
            default -> -1;
        };
    }
}
