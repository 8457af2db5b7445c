package org.mailmend.diagnosis.internal.bounce;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A text cut where the message begins that a report returns.
 *
 * @param report what stands before it
 * @param to     addresses of the returned message's recipients
 * @param found  whether there is a returned message
 */
record ReturnedMail(String report, List<String> to, boolean found) {
    private static final Pattern MARK = Pattern.compile(
            "^[\\s>]{0,8}(?:[-=_*+#~]{2,}[^@]{0,80}(?:original|copy of|headers? |message follow|text follow|unsent|undelivered message|returned message|below|begin|your message|"
                    + "元の|オリジナル|原文|返送|送信メール|nachricht|message d'origine|mensaje original)[^@]{0,80}"
                    + "|(?:the )?(?:original|returned|unsent|your) (?:message|mail)(?: text| header| headers)?(?: is)?(?: follows?| below| attached)?\\s?[:.]?"
                    + "|(?:the )?message headers?(?: follows?)?\\s?[:.]|original message headers:|begin of original message|"
                    + "ursprüngliche nachrichten(?:kopfzeilen|header):?|"
                    + "元のメッセージ(?: ?ヘッダー)?[:：]?)\\s*$",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern FIELD = Pattern.compile("^[ \\t>]{0,8}([A-Za-z][A-Za-z0-9-]{1,40}):(?:[ \\t].*)?$");

    /** Looks for the returned message in a text. */
    static ReturnedMail in(String text) {
        String[] lines = text.split("\n", -1);
        int mark = -1;
        HeaderRun run = new HeaderRun();
        for (int i = 0; i < lines.length && mark < 0; i++) {
            if (i > 0 && lines[i].length() < 300 && MARK.matcher(lines[i]).matches() && hasFieldsSoon(lines, i + 1)) {
                mark = i;
            } else if (run.isHeader(lines[i], i)) {
                mark = run.from;
            }
        }
        if (mark < 0) {
            return new ReturnedMail(text, List.of(), false);
        }
        StringBuilder report = new StringBuilder();
        for (int i = 0; i < mark; i++) {
            report.append(lines[i]).append('\n');
        }
        return new ReturnedMail(report.toString(), recipients(lines, mark), true);
    }

    /** The recipients that the header of a returned message names. */
    static List<String> recipients(String header) {
        return recipients(header.split("\n", -1), 0);
    }

    private static boolean hasFieldsSoon(String[] lines, int from) {
        int fields = 0;
        for (int i = from; i < lines.length && i < from + 8; i++) {
            fields += FIELD.matcher(lines[i]).matches() ? 1 : 0;
        }
        return fields >= 2;
    }

    /** Several fields in a row, among them one that only a message has. */
    private static final class HeaderRun {
        int from = -1;
        private int fields;
        private boolean own;

        /** Whether the run that this line continues is a message's header. */
        boolean isHeader(String line, int at) {
            Matcher field = FIELD.matcher(line.length() < 2000 ? line : line.substring(0, 2000));
            if (field.matches()) {
                from = from < 0 ? at : from;
                fields++;
                String name = field.group(1).toLowerCase(Locale.ROOT);
                own |= name.equals("received") || name.equals("return-path") || name.equals("mime-version")
                        || name.equals("message-id") && line.charAt(0) != ' ' && line.charAt(0) != '\t';
                return own && fields >= 3;
            }
            if (line.isBlank() || !Character.isWhitespace(line.charAt(0)) && line.charAt(0) != '>') {
                from = -1;
                fields = 0;
                own = false;
            }
            return false;
        }
    }

    private static List<String> recipients(String[] lines, int from) {
        StringBuilder to = new StringBuilder();
        boolean inside = false;
        for (int i = from; i < lines.length && i < from + 300; i++) {
            Matcher field = lines[i].length() < 2000 ? FIELD.matcher(lines[i]) : FIELD.matcher(lines[i].substring(0, 2000));
            if (field.matches()) {
                String name = field.group(1).toLowerCase(Locale.ROOT);
                inside = name.equals("to") || name.equals("x-envelope-to") || name.equals("x-original-to");
                if (inside) {
                    to.append(' ').append(lines[i].substring(lines[i].indexOf(':') + 1));
                }
            } else if (inside && !lines[i].isBlank() && to.length() < 10_000) {
                to.append(' ').append(lines[i].strip());
            } else {
                inside = false;
            }
        }
        return new ArrayList<>(Addresses.in(to.toString()));
    }
}
