package org.mailmend.diagnosis.internal.bounce;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.mailmend.diagnosis.Bounce;
import org.mailmend.diagnosis.Bounce.Kind;
import org.mailmend.diagnosis.Bounce.Recipient;
import org.mailmend.diagnosis.CauseId;
import org.mailmend.diagnosis.Classifier;
import org.mailmend.diagnosis.Diagnosis;
import org.mailmend.diagnosis.Diagnosis.Alternative;
import org.mailmend.diagnosis.Protocol;
import org.mailmend.diagnosis.SecretKind;
import org.mailmend.diagnosis.Symptom;
import org.mailmend.diagnosis.internal.bounce.Failed.Action;

/** Tells what a mail says of the delivery of another one. */
public final class BounceReader {
    private static final int DEEPEST = 5;
    private static final int LONGEST_DIAGNOSTIC = 1000;
    private static final int LONGEST_EXPLAINED = 4000;
    private static final int ENOUGH = 5;
    private static final Pattern AUTOMATIC = Pattern.compile(
            "mailer-daemon|mailerdaemon|mailer_daemon|mail-daemon|maildaemon|postmaster|mdaemon|mail delivery|maildelivery|delivery subsystem|"
                    + "delivery system|delivery service|mail system|mail administrator|system administrator|systemadministrator|microsoftexchange|"
                    + "mail router|mailrouter|delivery-notification|delivery notification|bounce|non-delivery|zustell|"
                    + "配信システム|メールシステム|システム管理者");
    private static final Pattern ANSWERED = Pattern.compile("^(?:re|aw|fwd?|wg|tr|rv|vs|sv|antw|返信|転送)\\s?[:：].*");
    private static final Pattern FORWARDED = Pattern.compile(
            "^[\\s>]{0,8}(?:-{2,}\\s{0,3}(?:original message|forwarded message|original-nachricht|ursprüngliche nachricht|weitergeleitete nachricht|"
                    + "message transféré|mensaje reenviado|messaggio inoltrato|"
                    + "元のメッセージ|転送メッセージ|転送されたメッセージ|original message from.{0,60})"
                    + ".{0,40}|begin forwarded message\\s?:|forwarded message:|_{20,})\\s*$",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern QUOTED_FIELD = Pattern.compile(
            "^\\*?(from|von|de|da|差出人|送信者|送信元|subject|betreff|objet|asunto|oggetto|件名|to|an|宛先|date|sent|gesendet|datum|日付|送信日時|日時)\\*?\\s?[:：]\\*?\\s*(.*)$",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern PERMANENT = Pattern
            .compile("permanent(?:ly)? (?:error|failure|fail|fatal|reject)|failed permanently|"
                    + "恒久的", Pattern.CASE_INSENSITIVE);
    private static final Pattern TEMPORARY = Pattern.compile(
            "temporar(?:y|ily)|transient|try (?:it )?again later|will retry|will be retried|一時的", Pattern.CASE_INSENSITIVE);

    private final Classifier classifier;

    /** Judges causes with a classifier. */
    public BounceReader(Classifier classifier) {
        this.classifier = classifier;
    }

    /**
     * What a message says.
     *
     * @param limit bytes of it that are read
     */
    public Bounce read(byte[] message, int limit) {
        return read(MailReader.read(message, limit), 0);
    }

    private Bounce read(Mail mail, int depth) {
        Bounce bounce = ofItself(mail);
        if (bounce.isBounce() || bounce.kind() == Kind.FEEDBACK_REPORT || bounce.kind() == Kind.READ_RECEIPT
                || bounce.kind() == Kind.SUCCESS || depth >= DEEPEST) {
            return bounce;
        }
        for (Piece piece : mail.pieces()) {
            if (piece.kind() == Piece.Kind.MESSAGE) {
                Bounce inner = read(piece.mail(), depth + 1);
                if (inner.isBounce()) {
                    return inner;
                }
            }
        }
        if (!isBulk(mail)) {
            for (Mail quoted : quoted(mail)) {
                Bounce inner = ofItself(quoted);
                if (inner.isBounce()) {
                    return inner;
                }
            }
        }
        return bounce;
    }

    /** What the message itself says, not those inside it. */
    private Bounce ofItself(Mail mail) {
        if (mail.reportType().equals("feedback-report") || has(mail, Piece.Kind.FEEDBACK)) {
            return none(Kind.FEEDBACK_REPORT);
        }
        if (mail.reportType().equals("disposition-notification") || has(mail, Piece.Kind.DISPOSITION)) {
            return none(Kind.READ_RECEIPT);
        }
        ReturnedMail text = report(mail);
        String folded = Phrases.fold(text.report());
        String subject = Phrases.fold(mail.first("subject"));
        boolean delayed = Phrases.tellsDelay(subject) || Phrases.tellsDelay(folded) && !Phrases.tellsEnd(folded);
        List<Failed> fields = new ArrayList<>();
        for (Piece piece : mail.pieces()) {
            if (piece.kind() == Piece.Kind.STATUS) {
                fields.addAll(StatusFields.recipients(piece.text(), false));
            }
        }
        if (fields.isEmpty() && hasFields(folded)) {
            fields.addAll(StatusFields.recipients(text.report(), true));
        }
        String sender = Addresses.first(mail.first("to"));
        ReportText report = new ReportText(text.report(), sender == null ? "" : sender, delayed);
        if (!fields.isEmpty()) {
            return ofFields(fields, report, text.report());
        }
        if (!isReport(mail, subject, folded, text, report)) {
            if (isAutomatic(mail) && Phrases.tellsSuccess(folded) && !Phrases.tellsFailure(folded)) {
                return new Bounce(Kind.SUCCESS, List.of(), report.recipients(List.of()).stream().map(Failed::address).toList(),
                        unknown());
            }
            return none(isAutomaticAnswer(mail, subject, folded) ? Kind.AUTO_REPLY : Kind.MESSAGE);
        }
        List<Failed> found = report.recipients(Addresses.in(String.join(",", mail.all("x-failed-recipients"))));
        if (found.isEmpty()) {
            String reason = report.reason("");
            Reply reply = Reply.in(reason);
            // Of several nobody knows which one failed.
            for (String address : text.to().size() == 1 ? text.to() : List.<String>of()) {
                found.add(
                        new Failed(address, null, reply.status(), reply.code(), delayed ? Action.DELAYED : Action.FAILED, reason,
                                ""));
            }
        }
        return bounce(found, List.of(), delayed, text.report());
    }

    private static boolean hasFields(String folded) {
        return (folded.contains("final-recipient:") || folded.contains("original-recipient:"))
                && (folded.contains("action:") || folded.contains("status:") || folded.contains("diagnostic-code:"));
    }

    private Bounce ofFields(List<Failed> fields, ReportText report, String text) {
        List<Failed> failed = new ArrayList<>();
        List<String> delivered = new ArrayList<>();
        boolean late = true;
        for (Failed recipient : fields) {
            if (recipient.action() == Action.DELIVERED) {
                delivered.add(recipient.address());
                continue;
            }
            if (failed.stream().anyMatch(other -> other.address().equalsIgnoreCase(recipient.address())
                    && (recipient.text().isEmpty() || recipient.text().equals(other.text())))) {
                continue;
            }
            late &= recipient.action() == Action.DELAYED;
            Failed known = recipient;
            String said = report.reason(recipient.address());
            if (recipient.text().isEmpty() && !said.isEmpty()) {
                Reply reply = Reply.in(said);
                boolean fits = recipient.status() == null || reply.status() == null
                        || recipient.status().charAt(0) == reply.status().charAt(0);
                boolean vague = recipient.status() == null || recipient.status().endsWith(".0.0");
                known = new Failed(recipient.address(), recipient.original(),
                        fits && vague && reply.status() != null ? reply.status() : recipient.status(), reply.code(),
                        recipient.action(), said, "");
            }
            failed.add(known);
        }
        if (failed.isEmpty()) {
            return new Bounce(Kind.SUCCESS, List.of(), delivered, unknown());
        }
        return bounce(failed, delivered, late, text);
    }

    private Bounce bounce(List<Failed> failed, List<String> delivered, boolean delayed, String text) {
        List<Recipient> recipients = new ArrayList<>();
        Map<CauseId, Integer> counts = new EnumMap<>(CauseId.class);
        Map<String, Diagnosis> same = new HashMap<>();
        boolean only = failed.size() == 1;
        for (Failed given : failed) {
            Failed one = given;
            Diagnosis diagnosis = same.computeIfAbsent(key(one), key -> diagnose(given));
            if (diagnosis.cause() == CauseId.UNKNOWN && !one.before().isEmpty()) {
                one = given.withText(given.before());
                diagnosis = same.computeIfAbsent(key(one), key -> diagnose(given.withText(given.before())));
            }
            if (diagnosis.cause() == CauseId.UNKNOWN) {
                one = given;
                diagnosis = only || given.text().isEmpty() ? same.computeIfAbsent("*", key -> diagnose(given.withText(text)))
                        : diagnose(given);
            }
            recipients.add(new Recipient(one.address(), one.original(), one.status(), one.code() == 0 ? null : one.code(),
                    isPermanent(one), shown(one.text()), diagnosis));
            counts.merge(diagnosis.cause(), 1, Integer::sum);
        }
        Diagnosis whole = recipients.isEmpty() ? diagnose(new Failed("", null, null, 0, Action.FAILED, text, "")) : null;
        for (Recipient recipient : recipients) {
            boolean more = whole == null || weight(counts, recipient.cause()) > weight(counts, whole.cause());
            whole = more ? recipient.diagnosis() : whole;
        }
        return new Bounce(delayed ? Kind.DELAY : Kind.FAILURE, recipients, delivered, whole);
    }

    private static int weight(Map<CauseId, Integer> counts, CauseId cause) {
        return cause == CauseId.UNKNOWN ? 0 : counts.getOrDefault(cause, 0);
    }

    private static String key(Failed failed) {
        return failed.code() + "|" + failed.status() + "|" + failed.text();
    }

    private Diagnosis diagnose(Failed failed) {
        String status = failed.status() == null || failed.status().endsWith(".0.0") ? null : failed.status();
        Integer code = failed.code() == 0 ? null : failed.code();
        String text = failed.text().length() > LONGEST_EXPLAINED ? failed.text().substring(0, LONGEST_EXPLAINED) : failed.text();
        return seenFromServer(classifier
                .classify(new Symptom(Protocol.SMTP, null, code, status, text, null, null, SecretKind.UNKNOWN, null)));
    }

    /** Servers do not sign in to each other: what asks a client to do so refuses a server to relay. */
    private static Diagnosis seenFromServer(Diagnosis diagnosis) {
        boolean relay = diagnosis.cause() == CauseId.AUTH_REQUIRED
                && diagnosis.alternatives().stream().anyMatch(other -> other.cause() == CauseId.RELAY_DENIED);
        if (!relay) {
            return diagnosis;
        }
        List<Alternative> others = diagnosis.alternatives().stream().map(other -> other.cause() == CauseId.RELAY_DENIED
                ? new Alternative(CauseId.AUTH_REQUIRED, other.confidence())
                : other).toList();
        return new Diagnosis(CauseId.RELAY_DENIED, diagnosis.confidence(), others, diagnosis.evidence(), diagnosis.symptom(),
                diagnosis.question(), diagnosis.basis());
    }

    private static boolean isPermanent(Failed failed) {
        if (failed.action() == Action.DELAYED) {
            return false;
        }
        boolean vague = failed.status() == null || failed.status().endsWith(".0.0");
        char cls = vague && failed.code() != 0 ? (char) ('0' + failed.code() / 100)
                : failed.status() != null ? failed.status().charAt(0) : ' ';
        if (cls == '5') {
            return true;
        }
        boolean permanent = PERMANENT.matcher(failed.text()).find();
        return cls == '4' ? permanent : permanent || !TEMPORARY.matcher(failed.text()).find();
    }

    /** A reason on one line, without characters that would change how the line is shown. */
    private static String shown(String text) {
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < text.length() && line.length() < LONGEST_DIAGNOSTIC; i++) {
            char c = text.charAt(i);
            int type = Character.getType(c);
            if (Character.isWhitespace(c) || type == Character.CONTROL) {
                if (!line.isEmpty() && line.charAt(line.length() - 1) != ' ') {
                    line.append(' ');
                }
            } else if (type != Character.FORMAT) {
                line.append(c);
            }
        }
        return line.toString().strip();
    }

    /** What the message says to people, without the message that it returns. */
    private static ReturnedMail report(Mail mail) {
        StringBuilder text = new StringBuilder();
        List<String> to = new ArrayList<>();
        boolean returned = false;
        for (Piece piece : mail.pieces()) {
            switch (piece.kind()) {
                case TEXT -> {
                    if (!returned || text.toString().isBlank()) {
                        text.append(piece.text()).append("\n\n");
                    }
                }
                case HEADER -> {
                    returned = true;
                    to.addAll(ReturnedMail.recipients(piece.text()));
                }
                case MESSAGE -> {
                    returned = true;
                    to.addAll(Addresses.in(String.join(",", piece.mail().all("to"))));
                }
                default -> {
                    // Fields are read by themselves.
                }
            }
        }
        ReturnedMail inside = ReturnedMail.in(text.toString());
        List<String> all = new ArrayList<>(inside.to());
        all.addAll(to);
        return new ReturnedMail(inside.report(), all, inside.found() || returned);
    }

    private static boolean isReport(Mail mail, String subject, String folded, ReturnedMail text, ReportText report) {
        if (mail.has("x-failed-recipients")) {
            return true;
        }
        boolean automatic = isAutomatic(mail);
        boolean answered = ANSWERED.matcher(subject).matches();
        boolean failed = Phrases.tellsFailure(folded);
        boolean told = Phrases.tellsFailure(subject) && !answered;
        int points = (automatic ? 2 : 0) + (told ? 2 : 0) + (failed ? 1 : 0) + (text.found() ? 1 : 0);
        points += mail.reportType().equals("delivery-status") ? 3 : 0;
        points += report.hasReply() ? 2 : report.isStructured() || report.saysWhoFailed() ? 1 : 0;
        points += mail.first("return-path").strip().equals("<>") ? 1 : 0;
        points += told && report.namesAnybody() && isByProgram(mail) ? 1 : 0;
        if (isAnswering(mail) || Phrases.tellsAbsence(subject) && !told) {
            points -= 4;
        }
        if (isBulk(mail)) {
            points -= 4;
        }
        if (!automatic && (answered || mail.has("in-reply-to")) && !report.hasReply()) {
            points -= 2;
        }
        return points >= ENOUGH && (failed || told && !Phrases.tellsSuccess(folded) || report.hasReply());
    }

    private static boolean isAutomatic(Mail mail) {
        String from = mail.lower("from");
        return AUTOMATIC.matcher(from).find() || mail.first("from").isBlank() && mail.has("subject");
    }

    private static boolean isByProgram(Mail mail) {
        String from = mail.lower("from");
        return mail.lower("auto-submitted").startsWith("auto-") || from.contains("noreply") || from.contains("no-reply");
    }

    private static boolean isAnswering(Mail mail) {
        return mail.has("x-autoreply") || mail.has("x-autorespond") || mail.has("x-autoresponder") || mail.has("x-vacation")
                || mail.lower("precedence").contains("auto");
    }

    private static boolean isAutomaticAnswer(Mail mail, String subject, String folded) {
        return isAnswering(mail) || mail.lower("auto-submitted").startsWith("auto-replied") || Phrases.tellsAbsence(subject)
                || mail.has("auto-submitted") && Phrases.tellsAbsence(folded);
    }

    private static boolean isBulk(Mail mail) {
        return mail.has("list-unsubscribe") || mail.has("list-id") || mail.has("list-post");
    }

    private static boolean has(Mail mail, Piece.Kind kind) {
        return mail.pieces().stream().anyMatch(piece -> piece.kind() == kind);
    }

    /** Messages that somebody quoted in the text of a message. */
    private static List<Mail> quoted(Mail mail) {
        List<Mail> quoted = new ArrayList<>();
        for (Piece piece : mail.pieces()) {
            if (piece.kind() == Piece.Kind.TEXT && quoted.size() < 8) {
                quoted.addAll(quotedIn(piece.text()));
            }
        }
        return quoted;
    }

    private static List<Mail> quotedIn(String text) {
        List<Mail> found = new ArrayList<>();
        List<String> marked = new ArrayList<>();
        List<String> after = null;
        String[] lines = text.split("\n", 4000);
        for (int i = 0; i < lines.length; i++) {
            String line = lines[i];
            String bare = unquoted(line);
            if (after == null && FORWARDED.matcher(line.length() > 300 ? line.substring(0, 300) : line).matches()) {
                after = new ArrayList<>();
            } else if (after == null && isQuotedHeader(lines, i)) {
                after = new ArrayList<>(List.of(bare));
            } else if (after != null) {
                after.add(bare);
            }
            if (!bare.equals(line)) {
                marked.add(bare);
            }
        }
        if (after != null) {
            found.add(pseudo(after));
        }
        if (marked.size() > 2) {
            found.add(pseudo(marked));
        }
        return found;
    }

    /** Whether fields of a header stand here, as programs write them before the text of a message that is passed on. */
    private static boolean isQuotedHeader(String[] lines, int from) {
        int fields = 0;
        while (from + fields < lines.length && fields < 3 && lines[from + fields].length() < 300
                && QUOTED_FIELD.matcher(lines[from + fields].strip()).matches()) {
            fields++;
        }
        return fields >= 3;
    }

    private static String unquoted(String line) {
        int i = 0;
        int end = 0;
        while (i < line.length() && i < 20 && (line.charAt(i) == '>' || line.charAt(i) == '|' || line.charAt(i) == ' ')) {
            i++;
            if (line.charAt(i - 1) != ' ') {
                end = i < line.length() && line.charAt(i) == ' ' ? i + 1 : i;
            }
        }
        return line.substring(end);
    }

    /** A mail made of quoted lines: what looks like the beginning of a header is its header. */
    private static Mail pseudo(List<String> lines) {
        Map<String, List<String>> header = new HashMap<>();
        int i = 0;
        int blank = 0;
        while (i < lines.size() && blank < 3) {
            Matcher field = QUOTED_FIELD.matcher(lines.get(i).strip());
            if (field.matches()) {
                String name = switch (field.group(1).toLowerCase(Locale.ROOT)) {
                    case "from", "von", "de", "da", "差出人", "送信者", "送信元" -> "from";
                    case "subject", "betreff", "objet", "asunto", "oggetto", "件名" -> "subject";
                    case "to", "an", "宛先" -> "to";
                    default -> "date";
                };
                header.computeIfAbsent(name, key -> new ArrayList<>()).add(field.group(2));
            } else if (!header.isEmpty()) {
                break;
            } else {
                blank++;
            }
            i++;
        }
        if (header.isEmpty()) {
            i = 0;
        }
        String body = String.join("\n", lines.subList(i, lines.size()));
        return new Mail(header, "text/plain", "", List.of(new Piece(Piece.Kind.TEXT, body, null)));
    }

    private static Bounce none(Kind kind) {
        return new Bounce(kind, List.of(), List.of(), unknown());
    }

    private static Diagnosis unknown() {
        return new Diagnosis(CauseId.UNKNOWN, 0, List.of(), "", Symptom.ofText(""), null);
    }
}
