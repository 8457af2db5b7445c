package org.mailmend.diagnosis.internal.bounce;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.mailmend.diagnosis.internal.bounce.Failed.Action;

/**
 * Finds recipients and what is said about each in a report that was written for people. Mail servers differ in their words, but
 * they put a recipient into few places: at the beginning of a line, behind a label, into the command that was refused, or into a
 * sentence; and the reason stands behind it up to the next recipient or an empty line.
 */
final class ReportText {
    private static final int MOST_LINES = 4000;
    private static final int MOST_RECIPIENTS = 1000;
    private static final int LONGEST_LINE = 1000;
    private static final int LONGEST_REASON = 3000;

    private static final String ADDRESS = "(?:<(?:mailto:)?((?:\"[^\"<>]{1,64}\"|[^<>\\s@]{1,64})@[^<>\\s@]{1,255})>|("
            + Addresses.PLAIN + "))";
    private static final Pattern COMMAND = Pattern.compile("\\bRCPT\\s{1,3}TO\\s{0,3}:\\s{0,3}" + ADDRESS,
            Pattern.CASE_INSENSITIVE);
    private static final Pattern START = Pattern.compile("^[>*•・\\s]{0,12}(?:\\d{1,3}[.)]\\s{1,3})?[\"'(\\[]{0,2}"
            + "(?:SMTP[: ]\\s{0,3}|rfc822;\\s{0,3}|mailto:)?" + ADDRESS + "[\"')\\]]{0,2}(.*)$");
    private static final Pattern NAMED = Pattern.compile("^\\s*[^<>@:：]{1,100}?\\s?[<(\\[]\\s{0,3}" + ADDRESS
            + "\\s{0,3}[>)\\]]{0,2}(?:\\s?<mailto:[^<>]{1,320}>)?\\s*[:;,]?\\s*$");
    private static final Pattern NAMED_ANGLE = Pattern.compile("^\\s*[^<>@:：]{1,100}?\\s?" + ADDRESS
            + "(?:\\s?<mailto:[^<>]{1,320}>)?\\s*:?\\s*$");
    private static final Pattern LABEL = Pattern.compile("^[>*\\s]{0,12}(?:final-recipient|original-recipient|x-actual-recipient|"
            + "(?:failed |invalid |intended |original |final |envelope |mail )?recipients?(?: address(?:es)?)?|rcpt(?: to)?|to|address|user|e-?mail"
            + "(?: address)?|destination(?: address)?|failed address|undeliverable to|could not be delivered to|"
            + "was not delivered to|not delivered to|unable to deliver to|unknown user|user unknown|invalid user|"
            + "user mailbox exceeds allowed size|delivery failed \\d{1,3} attempts|unknown address|"
            + "empfänger|an|destinataires?|à|destinatarios?|para|destinatari[oa]?|destinatários?|"
            + "宛先(?:アドレス|メールアドレス)?|"
            + "受信者(?:アドレス)?|送信先(?:アドレス)?|"
            + "配信先(?:アドレス)?|配送先|届け先|"
            + "メールアドレス|アドレス)\\s{0,4}[:：=]\\s{0,8}"
            + "(?:\"?[^\"<>@]{0,80}?\"?\\s?)??(?:rfc822;\\s?|SMTP:)?\"?" + ADDRESS + "\"?(.*)$", Pattern.CASE_INSENSITIVE);
    /** A reason, a colon and the recipient. */
    private static final Pattern REASON = Pattern.compile(
            "^\\s*([^<>@:：]{4,80})[:：]\\s{0,4}(?:SMTP:?\\s{0,3})?" + ADDRESS + "\\s*[.。]?\\s*$",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern LABEL_ALONE = Pattern.compile("^.{0,100}(?:not delivered to|delivered to|recipients?(?:\\(s\\))?"
            + "(?: is| are| was| were)?|宛先|受信者)\\s?[:：]?$", Pattern.CASE_INSENSITIVE);
    private static final Pattern REPLY_LINE = Pattern.compile("^[<>\\s]{0,8}[45][0-7]\\d[ -].*$");
    private static final Pattern ON_DATE = Pattern.compile("^\\s{0,3}(?:on|am|le|el|il|em)\\s.*\\d.*$", Pattern.CASE_INSENSITIVE);
    private static final Pattern NOT_FAILED = Pattern.compile(
            "(?:^|[\\s\"'(])(?:from|sender|von|absender|de|reply-to|reply to|return-path|contact|please forward|forward this|please send|"
                    + "send (?:mail|e-?mail|a message)|if you have|questions?|"
                    + "差出人|送信者|問い合わせ|お問合せ|連絡)[\\s:：\"'<(]",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern MESSAGE_ID = Pattern.compile("message-?id|mts-id|reference", Pattern.CASE_INSENSITIVE);
    private static final Pattern RULE = Pattern.compile("^\\s*[-=_*+~]{3,}.*$");
    private static final Pattern CLERK = Pattern.compile(
            "^(?:postmaster|mailer-daemon|mailerdaemon|mail-daemon|abuse|helpdesk|support|noreply|no-reply|hostmaster|webmaster|administrator|mailadmin|root)@.*",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern MANY = Pattern.compile("^[,;]?\\s*" + ADDRESS + ".*$");
    /** The address that the sender wrote, behind or under the one that failed. */
    private static final Pattern EXPANDED = Pattern.compile(
            "\\s*\\((?:expanded|generated|ultimately generated) from[: ]\\s*" + ADDRESS + "[^)]{0,300}\\)",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern WRAPPED = Pattern.compile("^[\\s:;,.\\-\u2013|=>]{1,8}(.*)$");

    /** A place where a recipient stands. */
    private enum Place {
        SENTENCE, REPLY, LABEL, START
    }

    /** What was found about one address. */
    private static final class Entry {
        final String address;
        Place place;
        final List<String> reasons = new ArrayList<>();
        String introduction = "";
        String original;

        Entry(String address, Place place) {
            this.address = address;
            this.place = place;
        }
    }

    private final List<String> lines;
    private final Map<String, Entry> entries = new LinkedHashMap<>();
    private final List<String> looseReplies = new ArrayList<>();
    private final String sender;
    private final boolean delayed;

    private List<Entry> open = new ArrayList<>();
    private StringBuilder reason = new StringBuilder();
    private boolean shared;
    private boolean saysWho;
    private String paragraph = "";

    /**
     * Reads a report.
     *
     * @param text    the report without the message that it returns
     * @param sender  address to which the report went, which is not the one that failed; may be empty
     * @param delayed whether the report says that delivery goes on
     */
    ReportText(String text, String sender, boolean delayed) {
        String[] all = text.split("\n", MOST_LINES + 1);
        this.lines = List.of(all).subList(0, Math.min(all.length, MOST_LINES));
        this.sender = sender;
        this.delayed = delayed;
        for (String line : lines) {
            read(line.length() > LONGEST_LINE ? line.substring(0, LONGEST_LINE) : line);
        }
        close();
    }

    /** Whether a recipient stands at the beginning of a line, behind a label or in a refused command. */
    boolean isStructured() {
        return entries.values().stream().anyMatch(entry -> entry.place != Place.SENTENCE);
    }

    /** Whether one sentence says that delivery failed, and to whom. */
    boolean saysWhoFailed() {
        return saysWho;
    }

    /** Whether anybody stands in it who may be a recipient. */
    boolean namesAnybody() {
        return !entries.isEmpty();
    }

    /** Whether a reply of a server stands behind such a recipient. */
    boolean hasReply() {
        return entries.values().stream().filter(entry -> entry.place != Place.SENTENCE)
                .anyMatch(entry -> entry.reasons.stream().anyMatch(text -> !Reply.in(text).isNone()));
    }

    /** What the report says of an address, empty when it says nothing. */
    String reason(String address) {
        Entry entry = entries.get(address.toLowerCase(Locale.ROOT));
        return entry == null ? loose(address) : reasonOf(entry, entries.size() == 1);
    }

    /**
     * The recipients.
     *
     * @param known addresses that the header of the report names; empty when it names none
     */
    List<Failed> recipients(List<String> known) {
        List<Failed> recipients = new ArrayList<>();
        if (!known.isEmpty()) {
            for (String address : known) {
                Entry entry = entries.get(address.toLowerCase(Locale.ROOT));
                recipients.add(failed(address, entry == null ? loose(address) : reasonOf(entry, known.size() == 1)));
            }
            return recipients;
        }
        Place best = entries.values().stream().map(entry -> entry.place).max(Enum::compareTo).orElse(null);
        List<Entry> chosen = new ArrayList<>();
        for (Entry entry : entries.values()) {
            boolean fits = best == Place.START || best == Place.SENTENCE ? entry.place == best
                    : entry.place.compareTo(Place.SENTENCE) > 0;
            if (fits && chosen.size() < MOST_RECIPIENTS) {
                chosen.add(entry);
            }
        }
        for (Entry entry : chosen) {
            recipients.add(failed(entry.address, reasonOf(entry, chosen.size() == 1)));
        }
        return recipients;
    }

    private Failed failed(String address, String text) {
        Reply reply = Reply.in(text);
        Entry entry = entries.get(address.toLowerCase(Locale.ROOT));
        return new Failed(address, entry == null ? null : entry.original, reply.status(), reply.code(),
                delayed ? Action.DELAYED : Action.FAILED, text, entry == null ? "" : entry.introduction);
    }

    private String reasonOf(Entry entry, boolean only) {
        for (String text : entry.reasons) {
            if (Reply.in(text).code() != 0) {
                return text;
            }
        }
        for (String text : entry.reasons) {
            if (!Reply.in(text).isNone()) {
                return text;
            }
        }
        String loose = only || entry.reasons.isEmpty() ? loose(entry.address) : named(entry.address);
        if (!loose.isEmpty()) {
            return loose;
        }
        return entry.reasons.isEmpty() ? "" : entry.reasons.getFirst();
    }

    private String named(String address) {
        String wanted = address.toLowerCase(Locale.ROOT);
        return looseReplies.stream().filter(text -> text.toLowerCase(Locale.ROOT).contains(wanted)).findFirst().orElse("");
    }

    private String loose(String address) {
        String named = named(address);
        if (!named.isEmpty()) {
            return named;
        }
        List<String> general = looseReplies.stream().filter(text -> Addresses.first(text) == null).toList();
        return general.stream().filter(ReportText::explains).findFirst().or(() -> general.stream().findFirst())
                .orElse(looseReplies.isEmpty() || entries.size() > 1 ? "" : looseReplies.getFirst());
    }

    /** Whether words stand behind the codes of a reply. */
    private static boolean explains(String text) {
        int end = text.length();
        int letters = 0;
        while (end > 0 && !Character.isDigit(text.charAt(end - 1))) {
            letters += Character.isLetter(text.charAt(--end)) ? 1 : 0;
        }
        return letters > 5;
    }

    private void read(String line) {
        if (line.isBlank()) {
            if (!reason.isEmpty()) {
                close();
            }
            return;
        }
        if (line.indexOf('@') >= 0 && !MESSAGE_ID.matcher(line).find() && place(line)) {
            return;
        }
        if (RULE.matcher(line).matches() && line.strip().length() > 5) {
            close();
            open = new ArrayList<>();
            return;
        }
        append(line.strip());
    }

    private void append(String text) {
        if (reason.length() < LONGEST_REASON) {
            reason.append(reason.isEmpty() ? "" : "\n").append(text);
        }
        shared = true;
    }

    /** Ends what is said about the recipients at hand, or a paragraph that belongs to none. */
    private void close() {
        String text = reason.toString();
        reason = new StringBuilder();
        shared = false;
        if (text.isEmpty()) {
            return;
        }
        if (open.isEmpty()) {
            paragraph = text;
            if (!Reply.in(text).isNone() && looseReplies.size() < MOST_RECIPIENTS) {
                looseReplies.add(text);
            }
            return;
        }
        boolean boilerplate = text.endsWith(":") && Reply.in(text).isNone();
        for (Entry entry : open) {
            if (entry.reasons.size() < 8) {
                entry.reasons.add(text);
            }
        }
        if (!boilerplate) {
            open = new ArrayList<>();
        }
    }

    private boolean place(String line) {
        Matcher expanded = EXPANDED.matcher(line);
        if (expanded.lookingAt()) {
            open.forEach(entry -> entry.original = address(expanded));
            return true;
        }
        Matcher command = COMMAND.matcher(line);
        if (command.find()) {
            begin(address(command), Place.REPLY, line.substring(command.end()).strip());
            return true;
        }
        Matcher start = START.matcher(line);
        if (start.matches() && isReason(start.group(3))) {
            beginAt(start, Place.START);
            return true;
        }
        if (NOT_FAILED.matcher(line).find()) {
            return false;
        }
        Matcher label = LABEL.matcher(line);
        if (label.matches()) {
            beginAt(label, Place.LABEL);
            return true;
        }
        Matcher reason = REASON.matcher(line);
        if (reason.matches()) {
            begin(address(reason, 2), Place.LABEL, reason.group(1));
            return true;
        }
        if (REPLY_LINE.matcher(line).matches()) {
            String address = Addresses.first(line);
            if (address != null && !isExcluded(address) && !isOpen(address)) {
                if (open.isEmpty() || shared) {
                    // A reply that names its recipient belongs to it alone.
                    begin(address, Place.REPLY, line.strip());
                    return true;
                }
            }
            return false;
        }
        Matcher named = NAMED.matcher(line);
        Matcher angle = NAMED_ANGLE.matcher(line);
        if (named.matches() || angle.matches()) {
            String address = named.matches() ? address(named) : address(angle);
            if (line.contains("<") || line.contains("(") || line.contains("[")) {
                begin(address, Place.LABEL, "");
                return true;
            }
        }
        String folded = Phrases.fold(line);
        boolean fails = Phrases.tellsFailure(folded);
        if (fails || folded.contains(" to ") || folded.contains("recipient") || folded.contains("宛")
                || LABEL_ALONE.matcher(folded).matches()) {
            for (String address : Addresses.in(line)) {
                if (!isExcluded(address)) {
                    entry(address, Place.SENTENCE);
                    saysWho |= fails;
                }
            }
        }
        return false;
    }

    private void beginAt(Matcher matcher, Place place) {
        Matcher expanded = EXPANDED.matcher(matcher.group(3));
        String rest = expanded.replaceFirst("");
        begin(address(matcher), place, rest);
        if (expanded.reset().find()) {
            open.forEach(entry -> entry.original = address(expanded));
        }
        Matcher another = MANY.matcher(rest);
        if (another.matches() && !rest.contains("<mailto:")) {
            List<Entry> many = new ArrayList<>(open);
            for (String address : Addresses.in(rest)) {
                if (!isExcluded(address) && entries.size() < MOST_RECIPIENTS) {
                    many.add(entry(address, place));
                }
            }
            open = many;
            reason = new StringBuilder();
        }
    }

    /** Whether what follows an address at the beginning of a line can belong to a list of recipients rather than to a sentence. */
    private static boolean isReason(String rest) {
        String text = rest.strip();
        if (text.isEmpty() || !Character.isLetterOrDigit(text.charAt(0))) {
            return !text.endsWith("?");
        }
        if (text.charAt(0) > '\u3000') {
            return Phrases.tellsFailure(Phrases.fold(text)) || !Reply.in(text).isNone();
        }
        String folded = Phrases.fold(text);
        return ON_DATE.matcher(rest).matches() && !folded.endsWith("wrote:") && !folded.endsWith("schrieb:")
                || !Reply.in(text).isNone() || Phrases.tellsFailure(folded)
                || folded.matches(
                        "(?:invalid|unknown|no such|user|mailbox|host|address|recipient|account|does not|doesnt|is not|isnt|not |unable|relay).*");
    }

    private static String address(Matcher matcher) {
        return address(matcher, 1);
    }

    private static String address(Matcher matcher, int group) {
        return Addresses.plain(matcher.group(group) != null ? matcher.group(group) : matcher.group(group + 1));
    }

    private void begin(String address, Place place, String rest) {
        if (isExcluded(address, place, rest)) {
            close();
            open = new ArrayList<>();
            return;
        }
        Matcher wrapped = WRAPPED.matcher(rest);
        String text = wrapped.matches() ? wrapped.group(1).strip() : rest.strip();
        if (text.startsWith("<mailto:") || ON_DATE.matcher(rest).matches() || text.length() < 3) {
            text = "";
        }
        if (isOpen(address) && (shared || place != Place.START)) {
            entry(address, place);
            if (!text.isEmpty()) {
                append(text);
            }
            return;
        }
        boolean listed = !open.isEmpty() && reason.isEmpty() && place == Place.START;
        if (!listed) {
            close();
            open = new ArrayList<>();
        }
        if (entries.size() >= MOST_RECIPIENTS) {
            return;
        }
        Entry entry = entry(address, place);
        if (entry.introduction.isEmpty()) {
            entry.introduction = paragraph;
        }
        if (!text.isEmpty() && listed) {
            open = new ArrayList<>();
        }
        if (!open.contains(entry)) {
            open.add(entry);
        }
        if (!text.isEmpty()) {
            append(text);
        }
        shared = false;
    }

    private boolean isOpen(String address) {
        return open.stream().anyMatch(entry -> entry.address.equalsIgnoreCase(address));
    }

    private Entry entry(String address, Place place) {
        Entry entry = entries.computeIfAbsent(address.toLowerCase(Locale.ROOT), key -> new Entry(address, place));
        if (place.compareTo(entry.place) > 0) {
            entry.place = place;
        }
        return entry;
    }

    private boolean isExcluded(String address) {
        return address.equalsIgnoreCase(sender) || CLERK.matcher(address).matches() || isMasked(address);
    }

    /** Whether an address stands here that did not fail, or of which nothing can be seen. */
    private boolean isExcluded(String address, Place place, String rest) {
        boolean named = place == Place.REPLY || place == Place.START && !rest.isBlank();
        return named ? address.equalsIgnoreCase(sender) || isMasked(address) : isExcluded(address);
    }

    private static boolean isMasked(String address) {
        return address.startsWith("*") && address.substring(0, Math.max(0, address.indexOf('@'))).replace("*", "").isEmpty();
    }
}
