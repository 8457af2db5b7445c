package org.mailmend.tickets.mail;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

/** Finds the mails in files and folders: single messages (.eml), mailboxes (mbox) with line ends of any system, Maildir. */
public final class MailFiles {
    private static final Set<String> ENDS = Set.of("eml", "mbox", "mbx", "mail");
    private static final byte[] FROM = "From ".getBytes(StandardCharsets.US_ASCII);
    private static final int BEGINNING = 4096;

    private MailFiles() {
    }

    /** Takes mails one after the other. */
    @FunctionalInterface
    public interface Sink {
        /**
         * Takes one.
         *
         * @param file  where it was found
         * @param bytes the mail
         */
        void take(Path file, byte[] bytes) throws IOException;
    }

    /**
     * All mails of a file, or of a folder with all below it, in the order of their names.
     *
     * @throws IOException when something cannot be read
     */
    public static void read(Path place, Sink sink) throws IOException {
        if (!Files.isDirectory(place)) {
            readFile(place, sink);
            return;
        }
        List<Path> files;
        try (Stream<Path> all = Files.walk(place)) {
            files = all.filter(Files::isRegularFile).filter(file -> !file.getFileName().toString().startsWith(".")).sorted()
                    .toList();
        }
        for (Path file : files) {
            if (isMail(file)) {
                readFile(file, sink);
            }
        }
    }

    private static boolean isMail(Path file) throws IOException {
        String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
        int dot = name.lastIndexOf('.');
        if (dot > 0 && ENDS.contains(name.substring(dot + 1))) {
            return true;
        }
        Path parent = file.getParent() == null ? null : file.getParent().getFileName();
        boolean maildir = parent != null && ("cur".equals(parent.toString()) || "new".equals(parent.toString()));
        return (maildir || dot < 0) && looksLikeMail(file);
    }

    private static boolean looksLikeMail(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            String start = new String(in.readNBytes(BEGINNING), StandardCharsets.ISO_8859_1);
            return start.startsWith("From ") || start.matches("(?s)[A-Za-z][A-Za-z0-9-]{0,60}:.*");
        }
    }

    private static void readFile(Path file, Sink sink) throws IOException {
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file), 1 << 16)) {
            in.mark(FROM.length);
            boolean mbox = java.util.Arrays.equals(in.readNBytes(FROM.length), FROM);
            in.reset();
            if (mbox) {
                mbox(file, in, sink);
            } else {
                sink.take(file, in.readNBytes(MailReader.LIMIT + 1));
            }
        }
    }

    /** Cuts a mailbox at its lines that begin with "From " after an empty one; such lines inside of mails have a ">" before them. */
    private static void mbox(Path file, InputStream in, Sink sink) throws IOException {
        ByteArrayOutputStream mail = new ByteArrayOutputStream();
        Lines lines = new Lines(in);
        boolean blank = true;
        boolean begun = false;
        for (byte[] line = lines.next(); line != null; line = lines.next()) {
            if (blank && starts(line, 0)) {
                if (begun) {
                    sink.take(file, mail.toByteArray());
                }
                mail.reset();
                begun = true;
                blank = false;
                continue;
            }
            blank = line.length == 0;
            int quotes = 0;
            while (quotes < line.length && line[quotes] == '>') {
                quotes++;
            }
            boolean quoted = quotes > 0 && starts(line, quotes);
            if (mail.size() <= MailReader.LIMIT) {
                mail.write(line, quoted ? 1 : 0, line.length - (quoted ? 1 : 0));
                mail.write('\n');
            }
        }
        if (begun) {
            sink.take(file, mail.toByteArray());
        }
    }

    private static boolean starts(byte[] line, int at) {
        for (int i = 0; i < FROM.length; i++) {
            if (at + i >= line.length || line[at + i] != FROM[i]) {
                return false;
            }
        }
        return true;
    }

    /** Lines that end with a line feed, a carriage return, or both. */
    private static final class Lines {
        private final InputStream in;
        private int pending = -2;

        Lines(InputStream in) {
            this.in = in;
        }

        byte[] next() throws IOException {
            ByteArrayOutputStream line = new ByteArrayOutputStream(128);
            int c = read();
            if (c < 0) {
                return null;
            }
            while (c >= 0 && c != '\n' && c != '\r') {
                if (line.size() <= MailReader.LIMIT) {
                    line.write(c);
                }
                c = read();
            }
            if (c == '\r') {
                int after = in.read();
                if (after != '\n') {
                    pending = after;
                }
            }
            return line.toByteArray();
        }

        private int read() throws IOException {
            if (pending != -2) {
                int c = pending;
                pending = -2;
                return c;
            }
            return in.read();
        }
    }
}
