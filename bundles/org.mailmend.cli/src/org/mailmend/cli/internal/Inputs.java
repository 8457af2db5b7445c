package org.mailmend.cli.internal;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** Reads what the user names: files, and standard input where {@code -} stands for it. */
final class Inputs {
    /** The name of standard input. */
    static final String STANDARD_INPUT = "-";

    private Inputs() {
    }

    /**
     * All bytes of a file or of standard input.
     *
     * @param limit the most bytes that it may have
     * @throws UsageException when it cannot be read or has more
     */
    static byte[] read(String name, int limit, Context context) throws UsageException, IOException {
        byte[] bytes;
        if (STANDARD_INPUT.equals(name)) {
            bytes = context.in().readNBytes(limit + 1);
        } else {
            Path file = path(name);
            if (Files.isDirectory(file)) {
                throw new UsageException("usage.file.directory", name);
            }
            try (InputStream in = Files.newInputStream(file)) {
                bytes = in.readNBytes(limit + 1);
            } catch (FileSystemException e) {
                throw complaint(name, e);
            }
        }
        if (bytes.length > limit) {
            throw new UsageException("usage.file.big", name, String.valueOf(limit / 1024));
        }
        return bytes;
    }

    /** A path from the command line. */
    static Path path(String name) throws UsageException {
        try {
            return Path.of(name);
        } catch (InvalidPathException e) {
            throw new UsageException("usage.file.name", name);
        }
    }

    static UsageException complaint(String name, FileSystemException e) {
        return new UsageException(switch (e) {
            case NoSuchFileException missing -> "usage.file.missing";
            case AccessDeniedException denied -> "usage.file.denied";
            default -> "usage.file.unreadable";
        }, name);
    }

    /** Text in UTF-8, UTF-16 with a byte order mark, or the Japanese code page of Windows. */
    static String text(byte[] bytes) {
        if (startsWith(bytes, 0xFF, 0xFE) || startsWith(bytes, 0xFE, 0xFF)) {
            return new String(bytes, StandardCharsets.UTF_16);
        }
        int start = startsWith(bytes, 0xEF, 0xBB, 0xBF) ? 3 : 0;
        try {
            return decode(bytes, start, StandardCharsets.UTF_8);
        } catch (CharacterCodingException notUtf8) {
            try {
                return decode(bytes, start, Charset.forName("windows-31j"));
            } catch (CharacterCodingException notJapanese) {
                return new String(bytes, StandardCharsets.ISO_8859_1);
            }
        }
    }

    private static boolean startsWith(byte[] bytes, int... start) {
        for (int i = 0; i < start.length; i++) {
            if (i >= bytes.length || bytes[i] != (byte) start[i]) {
                return false;
            }
        }
        return true;
    }

    private static String decode(byte[] bytes, int start, Charset charset) throws CharacterCodingException {
        return charset.newDecoder().decode(ByteBuffer.wrap(bytes, start, bytes.length - start)).toString();
    }
}
