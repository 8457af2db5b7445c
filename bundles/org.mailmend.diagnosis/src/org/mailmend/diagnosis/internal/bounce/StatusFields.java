package org.mailmend.diagnosis.internal.bounce;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.mailmend.diagnosis.internal.bounce.Failed.Action;

/** The fields of a delivery status notification (RFC 3464, RFC 6533), as a part of their own or pasted into a text. */
final class StatusFields {
    private static final int MOST_RECIPIENTS = 1000;
    private static final int LONGEST_VALUE = 4000;
    private static final Set<String> KNOWN = Set.of("final-recipient", "original-recipient", "action", "status",
            "diagnostic-code", "remote-mta", "last-attempt-date", "final-log-id", "will-retry-until", "localized-diagnostic",
            "x-actual-recipient", "x-supplementary-info", "x-display-name", "x-notes-error", "x-failed-reason");
    private static final Pattern FIELD = Pattern.compile("^[ \\t>|]{0,40}([A-Za-z][A-Za-z0-9-]{1,40})[ \\t]{0,4}:(.*)$");
    private static final Pattern STATUS = Pattern.compile("(?<![\\d.])([245])\\.(\\d{1,3})\\.(\\d{1,3})(?!\\d)");
    private static final Pattern TYPE = Pattern.compile("^\\s*(?:smtp|x-[a-z0-9-]{1,40}|notes|dns|lmtp|x400|unknown)\\s*;\\s*",
            Pattern.CASE_INSENSITIVE);

    private StatusFields() {
    }

    /**
     * The recipients of a notification; none when the text has no such fields.
     *
     * @param pasted whether other text may stand between the fields
     */
    static List<Failed> recipients(String text, boolean pasted) {
        List<Failed> recipients = new ArrayList<>();
        for (Map<String, String> group : groups(text, pasted)) {
            Failed recipient = recipient(group);
            if (recipient != null && recipients.size() < MOST_RECIPIENTS) {
                recipients.add(recipient);
            }
        }
        return recipients;
    }

    private static List<Map<String, String>> groups(String text, boolean pasted) {
        List<Map<String, String>> groups = new ArrayList<>();
        Map<String, String> group = new HashMap<>();
        String field = null;
        boolean afterBlank = false;
        for (String line : text.split("\n", -1)) {
            if (line.isBlank()) {
                afterBlank = true;
                field = null;
                continue;
            }
            Matcher matcher = line.length() < LONGEST_VALUE ? FIELD.matcher(line)
                    : FIELD.matcher(line.substring(0, LONGEST_VALUE));
            boolean folded = field != null && Character.isWhitespace(line.charAt(0));
            if (matcher.matches() && !(folded && !KNOWN.contains(matcher.group(1).toLowerCase(Locale.ROOT)))) {
                field = matcher.group(1).toLowerCase(Locale.ROOT);
                if (pasted && !KNOWN.contains(field)) {
                    field = null;
                    continue;
                }
                if (begins(field, group, afterBlank)) {
                    groups.add(group);
                    group = new HashMap<>();
                }
                group.putIfAbsent(field, matcher.group(2).strip());
                afterBlank = false;
            } else if (field != null && (folded || line.stripLeading().startsWith(">"))) {
                String value = group.get(field);
                if (value.length() < LONGEST_VALUE) {
                    group.put(field, value + " " + line.replaceFirst("^[\\s>|]{0,40}", "").strip());
                }
            } else {
                field = null;
            }
        }
        groups.add(group);
        return groups;
    }

    /** Whether a field is the first of another recipient. */
    private static boolean begins(String field, Map<String, String> group, boolean afterBlank) {
        boolean hasRecipient = group.containsKey("final-recipient") || group.containsKey("original-recipient");
        if (field.equals("final-recipient") || field.equals("original-recipient")) {
            return hasRecipient && (afterBlank || group.containsKey(field))
                    || group.containsKey("action") && !hasRecipient && afterBlank;
        }
        // Broken software puts empty lines between the fields of one recipient.
        return afterBlank && hasRecipient && group.containsKey(field);
    }

    private static Failed recipient(Map<String, String> group) {
        String last = group.get("final-recipient");
        String first = group.get("original-recipient");
        if (last == null && first == null) {
            return null;
        }
        String address = last == null ? null : Addresses.ofField(last);
        String original = first == null ? null : Addresses.ofField(first);
        if (address == null || address.indexOf('@') < 0 && original != null && original.indexOf('@') > 0) {
            address = original;
        }
        if (address == null || address.equals("unknown")) {
            return null;
        }
        String said = TYPE.matcher(MailReader.decodedWords(group.getOrDefault("diagnostic-code", ""))).replaceFirst("").strip();
        if (said.isEmpty()) {
            said = MailReader.decodedWords(group.getOrDefault("localized-diagnostic",
                    group.getOrDefault("x-supplementary-info", group.getOrDefault("x-notes-error", "")))).strip();
        }
        Reply reply = Reply.in(said);
        String status = status(group.getOrDefault("status", ""));
        Action action = action(group.getOrDefault("action", ""), status);
        if (action != Action.DELIVERED && reply.status() != null && (status == null || status.endsWith(".0.0"))
                && (status == null || reply.code() != 0 || status.charAt(0) == reply.status().charAt(0))) {
            // The server's own words say more than the class that the reporter took from them.
            status = reply.status();
        }
        return new Failed(address, original == null || original.equalsIgnoreCase(address) ? null : original, status, reply.code(),
                action, said, "");
    }

    private static String status(String value) {
        Matcher matcher = STATUS.matcher(value);
        return matcher.find() ? matcher.group(1) + "." + Integer.parseInt(matcher.group(2)) + "."
                + Integer.parseInt(matcher.group(3)) : null;
    }

    private static Action action(String value, String status) {
        String word = value.strip().toLowerCase(Locale.ROOT);
        if (word.startsWith("delayed")) {
            return Action.DELAYED;
        }
        if (word.startsWith("deliver") && !word.contains("fail") || word.startsWith("relay") || word.startsWith("expand")) {
            return Action.DELIVERED;
        }
        return word.isEmpty() && status != null && status.charAt(0) == '2' ? Action.DELIVERED : Action.FAILED;
    }
}
