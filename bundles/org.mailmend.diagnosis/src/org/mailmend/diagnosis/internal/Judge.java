package org.mailmend.diagnosis.internal;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

import org.mailmend.diagnosis.Catalogue;
import org.mailmend.diagnosis.CauseId;
import org.mailmend.diagnosis.Diagnosis;
import org.mailmend.diagnosis.Diagnosis.Alternative;
import org.mailmend.diagnosis.KnownError;
import org.mailmend.diagnosis.Protocol;
import org.mailmend.diagnosis.RuleError;
import org.mailmend.diagnosis.RuleFile;
import org.mailmend.diagnosis.RuleStatistics;
import org.mailmend.diagnosis.SecretKind;
import org.mailmend.diagnosis.Stage;
import org.mailmend.diagnosis.Symptom;

/** Weighs what the rules found in a text, the provider and the kind of secret, and comes to a diagnosis. */
public final class Judge {
    /** A finding below it is only an alternative. */
    private static final double ENOUGH = 0.9;
    private static final Set<CauseId> TOKEN_REASONS = EnumSet.of(CauseId.OAUTH_TOKEN_INVALID, CauseId.OAUTH_TOKEN_EXPIRED,
            CauseId.OAUTH_SCOPE_MISSING, CauseId.OAUTH_WRONG_ACCOUNT);
    /** What a message may have waited for until it expired, so that the reason is known. */
    private static final Set<CauseId> REASONS_TO_WAIT = EnumSet.of(CauseId.MAILBOX_FULL, CauseId.RCPT_UNKNOWN,
            CauseId.RCPT_DOMAIN_UNKNOWN, CauseId.ACCOUNT_DISABLED, CauseId.IP_REPUTATION, CauseId.SENDER_AUTHENTICATION,
            CauseId.MESSAGE_TOO_BIG);
    /** A reason for the refusal of a token that is as clear as the challenge of RFC 7628. */
    private static final double READABLE = 3;
    /** A reason that a text names in so many words. */
    private static final double PLAIN = 1.5;
    private static final int LONGEST_EVIDENCE = 200;
    private static final int MOST_ALTERNATIVES = 4;
    private static final int LONGEST_TEXT = 2_000_000;

    private final RuleBook book;

    private Judge(RuleBook book) {
        this.book = book;
    }

    /** The judge over the rules that Mailmend brings, loaded when first asked for. */
    public static Judge standard() {
        return Holder.JUDGE;
    }

    /** A judge over those rules and others, which decide where both fit equally. */
    public static Judge with(List<RuleFile> own, Consumer<RuleError> errors) {
        List<RuleError> found = new ArrayList<>();
        Judge judge = new Judge(RuleReader.with(own, found));
        found.forEach(errors);
        return judge;
    }

    /** The error texts and codes of a family of clients or devices. */
    public static List<KnownError> knownErrors(String client) {
        return KnownErrors.of(client);
    }

    /** How many rules there are. */
    public RuleStatistics statistics() {
        return Counts.of(book);
    }

    /** The provider that a banner, host name or text shows; null when it shows none. */
    public String provider(String text) {
        return new Scan(book, Symptom.ofText(text), text).atEnd().provider;
    }

    /**
     * The diagnosis for a text.
     *
     * @param symptom what is known; its text is the one that was given
     * @param given   the text to read, which may have more than the symptom's
     */
    public Diagnosis judge(Symptom symptom, String given) {
        String text = EncodedChallenge.readable(SpokenNumbers.toDigits(bounded(given)));
        Scan scan = new Scan(book, symptom, text);
        List<Scan.Finding> findings = scan.findings();
        if (findings.isEmpty() || scan.certainty(findings.get(0)) < ENOUGH && !isPlainSuccess(findings)
                || findings.get(0).cause() == CauseId.UNKNOWN) {
            return undecided(symptom, text, scan, findings);
        }
        Scan.Finding first = reasonBehind(findings, symptom);
        List<Alternative> alternatives = new ArrayList<>();
        double certainty = scan.certainty(first);
        double confidence = confidence(certainty);
        double second = findings.size() > 1 ? findings.get(1).certainty() : 0;
        confidence *= 1 - 0.3 * Math.clamp(second / certainty, 0, 1);
        CauseId[] causes = Refinement.of(first, symptom);
        if (causes.length > 1) {
            confidence *= 0.85;
        }
        double share = 0.6;
        for (int i = 1; i < causes.length; i++) {
            add(alternatives, causes[0], causes[i], confidence * share);
            share *= 0.8;
        }
        for (Scan.Finding other : findings) {
            if (other.certainty() >= ENOUGH && other.certainty() > first.certainty() * 0.25 && other.cause() != first.cause()) {
                add(alternatives, causes[0], Refinement.of(other, symptom)[0],
                        confidence * 0.8 * Math.min(1, other.certainty() / first.certainty()));
            }
        }
        alternatives.sort((a, b) -> Double.compare(b.confidence(), a.confidence()));
        if (alternatives.size() > MOST_ALTERNATIVES) {
            alternatives.subList(MOST_ALTERNATIVES, alternatives.size()).clear();
        }
        String question = first.rule().question();
        if (question == null && List.of(causes).contains(CauseId.AUTH_ACCOUNT_PASSWORD_RETIRED)
                && symptom.secret() == SecretKind.UNKNOWN) {
            question = "secret-kind";
        }
        if (question == null && scan.hint() != null && first.certainty() < 2) {
            question = scan.hint().rule().question();
        }
        return new Diagnosis(causes[0], round(confidence), alternatives, evidence(text, first),
                described(symptom, first, causes[0]), question, first.rule().row().basis());
    }

    /** Whether a text is a reply of success and nothing else. */
    private static boolean isPlainSuccess(List<Scan.Finding> findings) {
        return findings.size() == 1 && findings.get(0).cause() == CauseId.OK && findings.get(0).code() / 100 == 2;
    }

    /** The best finding; where that is a refused token or an expired message and the server said why, its reason. */
    private static Scan.Finding reasonBehind(List<Scan.Finding> findings, Symptom symptom) {
        Scan.Finding first = findings.get(0);
        if (Refinement.of(first, symptom)[0] == CauseId.OAUTH_TOKEN_REJECTED) {
            for (Scan.Finding other : findings) {
                if (TOKEN_REASONS.contains(other.cause()) && other.certainty() >= READABLE) {
                    return other;
                }
            }
        }
        if (first.cause() == CauseId.DELIVERY_EXPIRED) {
            for (Scan.Finding other : findings) {
                if (REASONS_TO_WAIT.contains(other.cause()) && other.certainty() >= PLAIN) {
                    return other;
                }
            }
        }
        return first;
    }

    /** The beginning and the end of a text that is too long to be read as a whole. */
    private static String bounded(String text) {
        return text.length() <= LONGEST_TEXT ? text
                : text.substring(0, LONGEST_TEXT / 2) + "\n\n" + text.substring(text.length() - LONGEST_TEXT / 2);
    }

    private Diagnosis undecided(Symptom symptom, String text, Scan scan, List<Scan.Finding> findings) {
        Scan.Finding hint = scan.hint();
        List<Alternative> alternatives = new ArrayList<>();
        Scan.Finding shown = hint;
        for (Scan.Finding finding : findings) {
            if (finding.cause() == CauseId.UNKNOWN) {
                shown = shown == null ? finding : shown;
                for (int i = 1; i < finding.rule().causes().length; i++) {
                    add(alternatives, CauseId.UNKNOWN, finding.rule().causes()[i], 0.35 - 0.07 * i);
                }
            } else {
                add(alternatives, CauseId.UNKNOWN, Refinement.of(finding, symptom)[0],
                        confidence(finding.certainty()) * 0.6);
            }
        }
        if (hint != null) {
            for (int i = 1; i < hint.rule().causes().length; i++) {
                add(alternatives, CauseId.UNKNOWN, hint.rule().causes()[i], 0.4 - 0.07 * i);
            }
        }
        alternatives.sort((a, b) -> Double.compare(b.confidence(), a.confidence()));
        if (alternatives.size() > MOST_ALTERNATIVES) {
            alternatives.subList(MOST_ALTERNATIVES, alternatives.size()).clear();
        }
        Symptom read;
        if (shown != null) {
            read = described(symptom, shown, CauseId.UNKNOWN);
        } else {
            Circumstances c = scan.atEnd();
            read = new Symptom(c.protocol, c.stage, c.code == 0 ? null : c.code,
                    symptom.enhanced() != null ? symptom.enhanced() : Words.enhancedText(c.status), symptom.text(), c.mechanism,
                    c.provider, symptom.secret(), c.client);
        }
        return new Diagnosis(CauseId.UNKNOWN, 0, alternatives, shown == null ? "" : evidence(text, shown), read,
                shown == null ? null : shown.rule().question(), shown == null ? null : shown.rule().row().basis());
    }

    private static void add(List<Alternative> alternatives, CauseId chosen, CauseId other, double confidence) {
        if (other != chosen && other != CauseId.UNKNOWN && alternatives.stream().noneMatch(a -> a.cause() == other)) {
            alternatives.add(new Alternative(other, round(confidence)));
        }
    }

    private static double confidence(double score) {
        return Math.min(0.99, 1 - Math.exp(-score / 1.9));
    }

    private static double round(double confidence) {
        return Math.max(0.01, Math.round(confidence * 100) / 100.0);
    }

    private static Symptom described(Symptom symptom, Scan.Finding finding, CauseId cause) {
        Stage stage = symptom.stage() != null ? symptom.stage() : stageOf(cause, finding.stage());
        Protocol protocol = symptom.protocol() != null ? symptom.protocol() : protocolOf(cause, finding, stage);
        return new Symptom(protocol, stage, finding.code() == 0 ? null : finding.code(),
                symptom.enhanced() != null ? symptom.enhanced() : Words.enhancedText(finding.status()), symptom.text(),
                finding.mechanism(), finding.provider(), symptom.secret(), symptom.client());
    }

    private static Stage stageOf(CauseId cause, Stage near) {
        Set<Stage> possible = Catalogue.get().cause(cause).stages();
        if (near != null && (possible.contains(near) || cause == CauseId.UNKNOWN)) {
            return near;
        }
        if (cause == CauseId.RELAY_DENIED || cause == CauseId.RELAY_IP_NOT_REGISTERED) {
            return Stage.RCPT;
        }
        return possible.isEmpty() || possible.size() > 2 ? null : possible.stream().min(Enum::compareTo).orElse(null);
    }

    private static Protocol protocolOf(CauseId cause, Scan.Finding finding, Stage stage) {
        if (cause == CauseId.IMAP_DISABLED) {
            return Protocol.IMAP;
        }
        if (cause == CauseId.POP_DISABLED) {
            return Protocol.POP3;
        }
        if (finding.protocol() != null) {
            return finding.protocol();
        }
        boolean smtp = stage == Stage.MAIL || stage == Stage.RCPT || stage == Stage.DATA;
        return smtp ? Protocol.SMTP : null;
    }

    /** The fragment of the text that decided, on one line. */
    private static String evidence(String text, Scan.Finding finding) {
        int to = Math.min(finding.to(), finding.from() + LONGEST_EVIDENCE);
        StringBuilder evidence = new StringBuilder();
        for (int i = finding.from(); i < to; i++) {
            char c = text.charAt(i);
            boolean blank = Character.isWhitespace(c) || Character.isISOControl(c);
            if (!blank) {
                evidence.append(c);
            } else if (!evidence.isEmpty() && evidence.charAt(evidence.length() - 1) != ' ') {
                evidence.append(' ');
            }
        }
        if (evidence.isEmpty() && finding.code() != 0) {
            evidence.append(finding.code());
            if (finding.status() != 0) {
                evidence.append(' ').append(Words.enhancedText(finding.status()));
            }
        }
        return evidence.toString();
    }

    private static final class Holder {
        static final Judge JUDGE = new Judge(RuleReader.standard());
    }
}
