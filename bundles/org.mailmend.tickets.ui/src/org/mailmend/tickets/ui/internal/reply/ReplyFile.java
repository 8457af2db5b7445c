package org.mailmend.tickets.ui.internal.reply;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

import org.mailmend.tickets.Attachment;
import org.mailmend.tickets.Entry;
import org.mailmend.tickets.TicketStore;

/**
 * A file that leaves with a reply: one of this computer, or one that the ticket has.
 *
 * @param name       its name
 * @param size       bytes
 * @param path       where it is; null for one of the ticket
 * @param attachment the ticket's file; null for one of this computer
 */
record ReplyFile(String name, long size, Path path, Attachment attachment) {
    private static final String OF_TICKET = "ticket ";
    private static final String OF_DISK = "disk ";

    /**
     * A file of this computer. Not for the UI thread.
     *
     * @throws IOException when it cannot be read
     */
    static ReplyFile of(Path path) throws IOException {
        if (!Files.isRegularFile(path) || !Files.isReadable(path)) {
            throw new IOException(path.toString());
        }
        return new ReplyFile(String.valueOf(path.getFileName()), Files.size(path), path, null);
    }

    /** A file of the ticket. */
    static ReplyFile of(Attachment attachment) {
        return new ReplyFile(attachment.name(), attachment.size(), null, attachment);
    }

    /** As a draft keeps it. */
    String kept() {
        return attachment != null ? OF_TICKET + attachment.id() : OF_DISK + path;
    }

    /** What a draft kept; empty for what is not there any more. Not for the UI thread. */
    static Optional<ReplyFile> read(String kept, List<Entry> entries) {
        try {
            if (kept.startsWith(OF_TICKET)) {
                return entries.stream().flatMap(entry -> entry.attachments().stream())
                        .filter(file -> kept.equals(OF_TICKET + file.id())).findFirst().map(ReplyFile::of);
            }
            return kept.startsWith(OF_DISK) ? Optional.of(of(Path.of(kept.substring(OF_DISK.length())))) : Optional.empty();
        } catch (IOException | InvalidPathException e) {
            return Optional.empty();
        }
    }

    /**
     * Its bytes. Not for the UI thread.
     *
     * @throws IOException when it cannot be read any more
     */
    Attachment.Content content(TicketStore store) throws IOException {
        if (attachment != null) {
            return new Attachment.Content(name, attachment.type(), store.content(attachment));
        }
        String type = Files.probeContentType(path);
        return new Attachment.Content(name, type == null ? "application/octet-stream" : type, Files.readAllBytes(path));
    }
}
