package org.mailmend.diagnosis.internal;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import org.mailmend.diagnosis.Catalogue;
import org.mailmend.diagnosis.Cause;
import org.mailmend.diagnosis.CauseId;
import org.mailmend.diagnosis.Protocol;
import org.mailmend.diagnosis.Stage;
import org.mailmend.diagnosis.Symptom;

/** One text held against all rules, from left to right, segment by segment. */
final class Scan {
    private static final int CAUSES = CauseId.values().length;
    private static final int HITS_OF_A_SEGMENT = 1024;
    private static final int MARKS = 256;
    /** Words with this much weight need no help of codes or of what a program says around them. */
    private static final double PLAIN_ENOUGH = 1.5;
    private static final double ASIDE = 0.5;
    private static final Stage[] STAGES = Stage.values();
    /** Stages that only a delivery has, as bits. */
    private static final int DELIVERY = 1 << Stage.MAIL.ordinal() | 1 << Stage.RCPT.ordinal() | 1 << Stage.DATA.ordinal();
    private static final int[] STAGES_OF = new int[CAUSES];
    /** Taken from a cause that is not known to occur at the stage at hand. */
    private static final double ELSEWHERE = 1;
    private static final Protocol[] PROTOCOLS = Protocol.values();

    /**
     * The best support for one cause.
     *
     * @param cause  the cause
     * @param rule   the rule that decided
     * @param score  its score
     * @param from   where the phrase stands in the text, the same as {@code to} when a code alone decided
     * @param to     the end of the phrase
     * @param code   reply code near it, 0 when there is none
     * @param status enhanced status code near it, 0 when there is none
     * @param stage  stage near it, null when unknown
     * @param protocol protocol near it, null when unknown
     * @param provider provider near it, null when unknown
     * @param mechanism SASL mechanism near it, null when unknown
     */
    record Finding(CauseId cause, Rule rule, double score, int from, int to, int code, int status, Stage stage,
            Protocol protocol, String provider, String mechanism) {
        /** The score without what only decides between causes. */
        double certainty() {
            return score - rule.rank();
        }

        Finding withScore(double other) {
            return new Finding(cause, rule, other, from, to, code, status, stage, protocol, provider, mechanism);
        }
    }

    static {
        for (Cause cause : Catalogue.get().causes()) {
            for (Stage stage : cause.stages()) {
                STAGES_OF[cause.id().ordinal()] |= 1 << stage.ordinal();
            }
        }
    }

    private final RuleBook book;
    private final Symptom symptom;
    private final Words words;
    private final Finding[] best = new Finding[CAUSES];
    private final Finding[] bestWrapper = new Finding[CAUSES];
    private final Finding[] bestFallback = new Finding[CAUSES];
    /** Of each cause the greatest certainty that words gave it, be it by a rule that yields to others. */
    private final double[] sureness = new double[CAUSES];
    private Finding hint;

    private Progress progress;

    // The segment under way.
    private int segmentCodes;
    private int[] hitRule = new int[32];
    private int[] hitFrom = new int[32];
    private int[] hitTo = new int[32];
    private float[] hitWeight = new float[32];
    private int hits;
    private int[] markAt = new int[16];
    private int[] mark = new int[16];
    private int marks;
    private int segmentProvider = -1;
    private int segmentWeakProvider = -1;
    private Stage stageBefore;
    private String mechanismBefore;
    private Protocol segmentMark;

    // Of the whole text.
    private int providerEnd;
    private final int[] protocolVotes = new int[PROTOCOLS.length];
    private int lastProvider = -1;
    private int lastWeakProvider = -1;
    private String client;
    private int distinctCodes;
    private final long[] seenCodes = new long[64];
    private final Circumstances circumstances = new Circumstances();

    Scan(RuleBook book, Symptom symptom, String text) {
        this.book = book;
        this.symptom = symptom;
        this.words = Words.read(text, book.vocabulary);
        this.client = book.family(symptom.client());
        this.progress = book.takeProgress();
        run();
        book.giveBack(progress, words.count == 0 ? 0 : words.placeBehind(words.count - 1));
        progress = null;
    }

    private void run() {
        int protocolMark = 0;
        for (int i = 0; i < words.count; i++) {
            int w = words.word[i];
            if (w == Words.BREAK) {
                endSegment(i);
                continue;
            }
            while (protocolMark < words.markCount && words.markAt[protocolMark] <= i) {
                segmentMark = words.mark[protocolMark++] == Words.IMAP ? Protocol.IMAP : Protocol.POP3;
            }
            int node = 0;
            int j = i;
            int end = Math.min(words.count, i + PhraseBook.LONGEST_PHRASE);
            while (j < end && w != 0 && w != Words.BREAK) {
                node = book.phrases.next(node, w);
                if (node == 0) {
                    break;
                }
                j++;
                int[] groups = book.phrases.groups(node);
                if (groups != null) {
                    for (int group : groups) {
                        found(group, i, j, book.phrases.weight(node));
                    }
                }
                if (j < end) {
                    w = words.word[j];
                }
            }
        }
        endSegment(words.count);
    }

    private void found(int group, int from, int to, float weight) {
        int shown = book.markOfGroup[group];
        if (shown != 0) {
            foundMark(shown, from, to);
            return;
        }
        if (words.domain[from]) {
            return;
        }
        Progress p = progress;
        p.seen[group] = p.base + 1;
        int[] elements = book.elementsOfGroup[group];
        if (elements == null) {
            return;
        }
        for (int element : elements) {
            int start = from;
            float sum = weight;
            if (!book.elementFirst[element]) {
                int before = p.reached[element - 1] - p.base;
                int gap = words.place[from] + 1 - before;
                if (before <= 0 || gap < 0 || gap > book.elementGap[element]) {
                    continue;
                }
                start = p.start[element - 1];
                sum += p.weight[element - 1];
            }
            if (book.elementLast[element]) {
                addHit(book.elementRule[element], start, to, sum);
            } else {
                int behind = p.base + words.placeBehind(to - 1) + 1;
                // A later start of the same end says less.
                if (p.reached[element] != behind || p.weight[element] <= sum) {
                    p.reached[element] = behind;
                    p.start[element] = start;
                    p.weight[element] = sum;
                }
            }
        }
    }

    private void foundMark(int shown, int at, int to) {
        int index = shown & 0xffff;
        switch (shown & ~0xffff) {
            case RuleBook.PROVIDER:
                if (words.domain[at]) {
                    lastWeakProvider = index;
                    segmentWeakProvider = index;
                    break;
                }
                if (to <= providerEnd) {
                    // Part of a longer name, which says more.
                    break;
                }
                providerEnd = to;
                lastProvider = moreSpecific(index, lastProvider);
                segmentProvider = moreSpecific(index, segmentProvider);
                break;
            case RuleBook.WEAK_PROVIDER:
                lastWeakProvider = index;
                segmentWeakProvider = index;
                break;
            case RuleBook.CLIENT:
                if (client == null && !words.domain[at]) {
                    client = book.markNames.get(index);
                }
                break;
            case RuleBook.PROTOCOL:
                if (!words.domain[at]) {
                    protocolVotes[index]++;
                }
                break;
            default:
                if (!words.domain[at] && marks < MARKS) {
                    if (marks == mark.length) {
                        mark = Arrays.copyOf(mark, marks * 2);
                        markAt = Arrays.copyOf(markAt, marks * 2);
                    }
                    markAt[marks] = at;
                    mark[marks++] = shown;
                }
                break;
        }
    }

    private int moreSpecific(int found, int known) {
        return known >= 0 && book.providers.belongs(book.markNames.get(known), book.markNames.get(found)) ? known : found;
    }

    private void addHit(int rule, int from, int to, float weight) {
        if (hits == hitRule.length) {
            if (hits == HITS_OF_A_SEGMENT) {
                judgeHits(to);
            } else {
                int more = hits * 2;
                hitRule = Arrays.copyOf(hitRule, more);
                hitFrom = Arrays.copyOf(hitFrom, more);
                hitTo = Arrays.copyOf(hitTo, more);
                hitWeight = Arrays.copyOf(hitWeight, more);
            }
        }
        hitRule[hits] = rule;
        hitFrom[hits] = from;
        hitTo[hits] = to;
        hitWeight[hits++] = weight;
    }

    private void endSegment(int end) {
        judgeHits(end);
        judgeCodes(end);
        for (int i = 0; i < marks; i++) {
            noteMark(mark[i]);
        }
        marks = 0;
        segmentProvider = -1;
        segmentWeakProvider = -1;
        segmentMark = null;
        while (segmentCodes < words.codeCount && words.codeAt[segmentCodes] <= end) {
            segmentCodes++;
        }
    }

    private void noteMark(int shown) {
        if ((shown & ~0xffff) == RuleBook.STAGE) {
            stageBefore = STAGES[shown & 0xffff];
        } else {
            mechanismBefore = book.markNames.get(shown & 0xffff);
        }
    }

    private void judgeHits(int end) {
        for (int i = 0; i < hits; i++) {
            Rule rule = book.rules.get(hitRule[i]);
            if (!conditionsHold(rule)) {
                continue;
            }
            int codeIndex = codeNear(hitFrom[i], end);
            describe(codeIndex, hitTo[i]);
            double fit = rule.fit(circumstances, book.providers) + plausibility(rule.causes()[0]);
            if (fit == Double.NEGATIVE_INFINITY) {
                continue;
            }
            double score = fit + hitWeight[i] + rule.rank();
            if (circumstances.code >= 200 && circumstances.code < 400 && rule.causes()[0] != CauseId.OK
                    && circumstances.code != 334 && !rule.conditions().namesCodes()) {
                score -= 3;
            }
            if (score > rule.rank()) {
                offer(rule.conditions().isWrapper() ? bestWrapper : best, rule, score, words.start[hitFrom[i]],
                        words.end[hitTo[i] - 1]);
            }
        }
        hits = 0;
    }

    /** What the stage and the protocol say to a cause: some are impossible, some not to be expected. */
    private double plausibility(CauseId cause) {
        if (cause == CauseId.OK && circumstances.code >= 400) {
            return Double.NEGATIVE_INFINITY;
        }
        int stages = STAGES_OF[cause.ordinal()];
        if (stages == 0) {
            return 0;
        }
        boolean delivery = (stages & ~DELIVERY) == 0 && cause != CauseId.MAILBOX_FULL && cause != CauseId.MESSAGE_TOO_BIG;
        if (delivery && circumstances.protocolCertain && circumstances.protocol != Protocol.SMTP) {
            return Double.NEGATIVE_INFINITY;
        }
        return circumstances.stageCertain && (stages & 1 << circumstances.stage.ordinal()) == 0 ? -ELSEWHERE : 0;
    }

    private boolean conditionsHold(Rule rule) {
        for (int group : rule.wanted()) {
            if (progress.seen[group] <= progress.base) {
                return false;
            }
        }
        for (int group : rule.unwanted()) {
            if (progress.seen[group] > progress.base) {
                return false;
            }
        }
        return true;
    }

    private void judgeCodes(int end) {
        boolean any = false;
        for (int i = segmentCodes; i < words.codeCount && words.codeAt[i] <= end; i++) {
            any = true;
            judgeCode(i);
        }
        if (!any && end == words.count && (symptom.code() != null || symptom.enhanced() != null)) {
            judgeCode(-1);
        }
    }

    private void judgeCode(int index) {
        describe(index, index < 0 ? words.count : words.codeAt[index]);
        long key = (long) circumstances.code << 32 | circumstances.status;
        int known = Math.min(distinctCodes, seenCodes.length);
        for (int i = 0; i < known; i++) {
            if (seenCodes[i] == key) {
                return;
            }
        }
        if (distinctCodes == seenCodes.length) {
            return;
        }
        seenCodes[distinctCodes++] = key;
        int at = index < 0 || words.count == 0 ? 0 : words.start[Math.min(words.codeAt[index], words.count - 1)];
        for (Rule rule : book.fallbacks) {
            double fit = rule.fit(circumstances, book.providers) + plausibility(rule.causes()[0]);
            if (fit > 0) {
                offer(bestFallback, rule, fit, at, at);
            }
        }
    }

    private void offer(Finding[] among, Rule rule, double score, int from, int to) {
        CauseId cause = rule.causes()[0];
        if (cause == CauseId.UNKNOWN && among != bestFallback) {
            if (hint == null || hint.score < score) {
                hint = finding(rule, score, from, to);
            }
            return;
        }
        if (among != bestFallback) {
            sureness[cause.ordinal()] = Math.max(sureness[cause.ordinal()], score - rule.rank());
        }
        Finding known = among[cause.ordinal()];
        // Of equals the later one counts, as the end of a log tells what stopped it.
        if (known == null || score >= known.score) {
            among[cause.ordinal()] = finding(rule, score, from, to);
        }
    }

    private Finding finding(Rule rule, double score, int from, int to) {
        Circumstances c = circumstances;
        return new Finding(rule.causes()[0], rule, score, from, to, c.code, c.status, c.stage, c.protocol, c.provider,
                c.mechanism);
    }

    /** The code that a phrase belongs to: the last before it in the segment, else the first behind it. */
    private int codeNear(int wordIndex, int end) {
        int low = segmentCodes;
        int high = words.codeCount - 1;
        while (low <= high) {
            int middle = low + high >>> 1;
            if (words.codeAt[middle] <= wordIndex) {
                low = middle + 1;
            } else {
                high = middle - 1;
            }
        }
        if (high >= segmentCodes) {
            return high;
        }
        return low < words.codeCount && words.codeAt[low] <= end ? low : -1;
    }

    private void describe(int codeIndex, int wordIndex) {
        Circumstances c = circumstances;
        c.code = symptom.code() != null ? symptom.code() : codeIndex >= 0 ? words.code[codeIndex] : 0;
        int given = status(symptom.enhanced());
        c.status = given != 0 ? given : codeIndex >= 0 ? words.enhanced[codeIndex] : 0;
        c.stageCertain = symptom.stage() != null;
        c.stage = c.stageCertain ? symptom.stage() : stageNear(wordIndex);
        c.mechanism = symptom.mechanism() != null ? symptom.mechanism() : mechanismNear(wordIndex);
        c.protocolCertain = symptom.protocol() != null || segmentMark != null;
        c.protocol = symptom.protocol() != null ? symptom.protocol() : segmentMark != null ? segmentMark : votedProtocol(c.code);
        c.secret = symptom.secret();
        c.client = client;
        String shown = shownProvider();
        String known = book.providers.canonical(symptom.provider());
        if (known == null && symptom.provider() != null) {
            known = symptom.provider();
        }
        c.providerCertain = known != null || segmentProvider >= 0;
        c.provider = known == null || shown != null && book.providers.belongs(shown, known) ? shown : known;
    }

    private String shownProvider() {
        int index = segmentProvider >= 0 ? segmentProvider
                : lastProvider >= 0 ? lastProvider
                        : segmentWeakProvider >= 0 ? segmentWeakProvider : lastWeakProvider;
        return index < 0 ? null : book.markNames.get(index);
    }

    private Stage stageNear(int wordIndex) {
        Stage near = stageBefore;
        for (int i = 0; i < marks; i++) {
            if ((mark[i] & ~0xffff) == RuleBook.STAGE) {
                near = STAGES[mark[i] & 0xffff];
                if (markAt[i] > wordIndex) {
                    break;
                }
            }
        }
        return near;
    }

    private String mechanismNear(int wordIndex) {
        String near = mechanismBefore;
        for (int i = 0; i < marks && markAt[i] <= wordIndex; i++) {
            if ((mark[i] & ~0xffff) == RuleBook.MECHANISM) {
                near = book.markNames.get(mark[i] & 0xffff);
            }
        }
        return near;
    }

    private Protocol votedProtocol(int code) {
        int smtp = protocolVotes[Protocol.SMTP.ordinal()] + (isSmtp(code) ? 1 : 0);
        int imap = protocolVotes[Protocol.IMAP.ordinal()];
        int pop3 = protocolVotes[Protocol.POP3.ordinal()];
        if (smtp > imap && smtp > pop3) {
            return Protocol.SMTP;
        }
        if (imap > smtp && imap > pop3) {
            return Protocol.IMAP;
        }
        return pop3 > smtp && pop3 > imap ? Protocol.POP3 : null;
    }

    /** Whether a code is SMTP's rather than one of HTTP, in which OAuth answers. */
    static boolean isSmtp(int code) {
        return code >= 200 && code != 200 && code != 302 && code != 400 && code != 401 && code != 403 && code != 404;
    }

    /** An enhanced status code from its text; 0 when it is none. */
    static int status(String text) {
        if (text == null || text.length() < 5 || text.length() > 7 || text.charAt(1) != '.' || text.charAt(3) != '.') {
            return 0;
        }
        int detail = 0;
        for (int i = 4; i < text.length(); i++) {
            detail = detail * 10 + text.charAt(i) - '0';
        }
        return Words.enhanced(text.charAt(0) - '0', text.charAt(2) - '0', detail);
    }

    /** The best finding for each cause, phrases and codes taken together, the best first. */
    List<Finding> findings() {
        List<Finding> findings = new ArrayList<>();
        double bestPlain = certainty(best);
        double bestText = Math.max(bestPlain, certainty(bestWrapper));
        for (int i = 0; i < CAUSES; i++) {
            Finding byText = best[i];
            Finding byWrapper = bestWrapper[i];
            if (byWrapper != null && (byText == null || bestPlain < PLAIN_ENOUGH && byWrapper.score > byText.score)) {
                byText = byWrapper.withScore(bestPlain < PLAIN_ENOUGH ? byWrapper.score : Math.min(byWrapper.score, ASIDE));
            }
            Finding byCode = bestFallback[i];
            if (byText != null && byCode != null) {
                findings.add(byText.withScore(byText.score + Math.min(1, byCode.score * 0.5)));
            } else if (byText != null) {
                findings.add(byText);
            } else if (byCode != null && !(byCode.cause == CauseId.UNKNOWN && bestText >= 1)) {
                // Words outweigh codes, which many servers choose carelessly.
                findings.add(bestText < PLAIN_ENOUGH ? byCode : byCode.withScore(Math.min(byCode.score, bestText * 0.8)));
            }
        }
        findings.sort((a, b) -> Double.compare(b.score, a.score));
        return findings;
    }

    private static double certainty(Finding[] findings) {
        double certainty = 0;
        for (Finding finding : findings) {
            certainty = finding == null ? certainty : Math.max(certainty, finding.certainty());
        }
        return certainty;
    }

    /** How sure a finding is, all rules of its cause considered. */
    double certainty(Finding finding) {
        return Math.max(finding.certainty(), sureness[finding.cause().ordinal()]);
    }

    /** The client that was given or that the text shows, null when it is unknown. */
    String client() {
        return client;
    }

    /** A text that only says that there is a fault, with the question that leads on; null when there was none. */
    Finding hint() {
        return hint;
    }

    /** The circumstances at the end of the text, where no rule fitted. */
    Circumstances atEnd() {
        describe(words.codeCount - 1, words.count);
        return circumstances;
    }
}
