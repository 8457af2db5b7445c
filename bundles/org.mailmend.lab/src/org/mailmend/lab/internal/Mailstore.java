package org.mailmend.lab.internal;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

import org.mailmend.lab.StoredMessage;

/**
 * The mailboxes of a practice server, in memory and bounded: the oldest message goes when there are too many. A mailbox exists
 * for every name; what is kept are the messages.
 */
public final class Mailstore {
    /** The folder for incoming mail. */
    static final String INBOX = "INBOX";
    /** Unique identifiers of IMAP do not survive the server, so they get a validity of their own. */
    private final long validity = System.currentTimeMillis() / 1000;
    private final long maxBytes;
    private final int maxMessages;
    private final Deque<StoredMessage> messages = new ArrayDeque<>();
    private final Set<StoredMessage> drafts = new HashSet<>();
    private final List<Entry> entries = new ArrayList<>();
    private long bytes;
    private int lastUid;

    Mailstore(long maxBytes, int maxMessages) {
        this.maxBytes = maxBytes;
        this.maxMessages = maxMessages;
    }

    /** A message in a folder. */
    static final class Entry {
        final String key;
        final int uid;
        final StoredMessage message;
        /** Flags as IMAP names them; guarded by the store. */
        final Set<String> flags = new TreeSet<>();

        Entry(String key, int uid, StoredMessage message) {
            this.key = key;
            this.uid = uid;
            this.message = message;
        }
    }

    long validity() {
        return validity;
    }

    synchronized int nextUid() {
        return lastUid + 1;
    }

    /** The messages that were accepted, the oldest first. */
    public synchronized List<StoredMessage> messages() {
        return messages.stream().filter(message -> !drafts.contains(message)).toList();
    }

    /**
     * Delivers a message to the mailboxes of its recipients.
     *
     * @param sent folder of the sender that takes a copy; null for none
     */
    synchronized void deliver(StoredMessage message, String sent) {
        add(message);
        Set<String> keys = new LinkedHashSet<>();
        message.recipients().forEach(recipient -> keys.add(key(recipient, INBOX)));
        keys.forEach(key -> entries.add(new Entry(key, ++lastUid, message)));
        if (sent != null && message.user() != null) {
            Entry copy = new Entry(key(message.user(), sent), ++lastUid, message);
            copy.flags.add("\\Seen");
            entries.add(copy);
        }
    }

    /** Puts a message that was not sent into a folder (IMAP's APPEND). */
    synchronized int append(String user, String folder, StoredMessage message, Collection<String> flags) {
        drafts.add(message);
        add(message);
        Entry entry = new Entry(key(user, folder), ++lastUid, message);
        entry.flags.addAll(flags);
        entries.add(entry);
        return entry.uid;
    }

    /** Copies a message into another folder of the same user. */
    synchronized int copy(String user, String folder, Entry entry) {
        if (!messages.contains(entry.message)) {
            return 0;
        }
        Entry copy = new Entry(key(user, folder), ++lastUid, entry.message);
        copy.flags.addAll(entry.flags);
        entries.add(copy);
        return copy.uid;
    }

    private void add(StoredMessage message) {
        messages.add(message);
        bytes += message.size();
        while (messages.size() > maxMessages || bytes > maxBytes && messages.size() > 1) {
            StoredMessage oldest = messages.remove();
            bytes -= oldest.size();
            drafts.remove(oldest);
            entries.removeIf(entry -> entry.message == oldest);
        }
        // copies take little, but they must not grow without end either
        int surplus = entries.size() - 8 * maxMessages;
        if (surplus > 0) {
            entries.subList(0, surplus).clear();
        }
    }

    /** The messages of a folder, the oldest first. */
    synchronized List<Entry> folder(String user, String folder) {
        String key = key(user, folder);
        return entries.stream().filter(entry -> entry.key.equals(key)).toList();
    }

    synchronized List<String> flags(Entry entry) {
        return List.copyOf(entry.flags);
    }

    /** Sets or takes away flags. */
    synchronized void flag(Entry entry, Collection<String> flags, boolean set) {
        if (set) {
            entry.flags.addAll(flags);
        } else {
            entry.flags.removeAll(flags);
        }
    }

    synchronized void remove(Collection<Entry> gone) {
        entries.removeAll(new HashSet<>(gone));
    }

    /** Mailboxes go by address without regard to case. */
    private static String key(String user, String folder) {
        return user.toLowerCase(Locale.ROOT) + '\n' + (folder.equalsIgnoreCase(INBOX) ? INBOX : folder);
    }
}
