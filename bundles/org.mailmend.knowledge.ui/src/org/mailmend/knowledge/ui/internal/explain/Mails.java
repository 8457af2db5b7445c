package org.mailmend.knowledge.ui.internal.explain;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Tells a mail message from any other text. */
final class Mails {
    private static final int HEAD = 8_000;
    private static final int FEWEST = 3;
    /** A header field (RFC 5322, section 2.2). */
    private static final Pattern FIELD = Pattern.compile("^([A-Za-z][A-Za-z0-9-]{1,40}):", Pattern.MULTILINE);
    /** Fields that only the raw form shows. */
    private static final Set<String> RAW = Set.of("received", "return-path", "mime-version", "message-id", "content-type",
            "delivered-to");

    /** The fields as mail programs show and copy them. */
    private static final Pattern SENDER = Pattern.compile("^[\\s>*]{0,8}(?:From|差出人|送信者|送信元)\\*?\\s?[:：]",
            Pattern.MULTILINE | Pattern.CASE_INSENSITIVE);
    private static final Pattern SUBJECT = Pattern.compile("^[\\s>*]{0,8}(?:Subject|件名)\\*?\\s?[:：]",
            Pattern.MULTILINE | Pattern.CASE_INSENSITIVE);

    private Mails() {
    }

    /** The text as a mail message, whether in its raw form or as it was copied from a mail program; null when it is none. */
    static byte[] of(String text) {
        if (isMail(text)) {
            return text.getBytes(StandardCharsets.UTF_8);
        }
        String head = text.substring(0, Math.min(HEAD, text.length()));
        // What was copied has no header of its own: it is the body of a message, with the one that it shows.
        return SENDER.matcher(head).find() && SUBJECT.matcher(head).find() ? ("\n" + text).getBytes(StandardCharsets.UTF_8)
                : null;
    }

    /** Whether it begins with the header of a message. */
    static boolean isMail(String text) {
        String head = text.substring(0, Math.min(HEAD, text.length())).stripLeading();
        Matcher first = FIELD.matcher(head);
        if (!first.lookingAt() && !head.startsWith("From ")) {
            return false;
        }
        int fields = 0;
        int raw = 0;
        Matcher field = FIELD.matcher(head);
        while (field.find()) {
            fields++;
            raw += RAW.contains(field.group(1).toLowerCase(Locale.ROOT)) ? 1 : 0;
        }
        return fields >= FEWEST && raw > 0;
    }
}
