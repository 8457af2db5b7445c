package org.mailmend.diagnosis.internal;

import java.util.Arrays;
import java.util.Set;

/**
 * A text cut into words, with the places of its reply codes and protocol marks. One pass from left to right; every
 * character is looked at a bounded number of times, whatever the text is.
 * <p>
 * A segment is a stretch of text that speaks of one thing: a reply with all its lines, a log entry, a paragraph.
 */
final class Words {
    /** Stands for a word at the start of a segment. */
    static final int BREAK = -1;
    /** Stands for a mail address. */
    static final int ADDRESS = -2;
    /** Marks of a protocol: a tagged or untagged IMAP response, a POP3 status indicator. */
    static final byte IMAP = 1;
    static final byte POP3 = 2;

    /** Units of {@link #place}: a character of a script without spaces says a third of a word. */
    static final int WORD = 3;
    private static final int CHARACTER = 1;
    private static final int SEGMENT_GAP = 1000;
    private static final int LONGEST_LOCAL_PART = 64;
    /** Only in texts as short as a remark is a run such as 535578 read as a reply code. */
    private static final int SHORT_TEXT = 160;
    private static final Set<String> TAGS = Set.of("br", "p", "div", "span", "b", "i", "a", "td", "tr", "th", "table", "tbody",
            "li", "ul", "ol", "html", "body", "head", "font", "strong", "em", "pre", "code", "tt", "h1", "h2", "h3", "h4", "img");
    private static final Set<String> COUNTED_BEFORE = Set.of("port", "line", "pid", "size", "char", "column", "page", "ext",
            "rfc", "id", "of", "max", "about", "than", "kb", "ホト");
    private static final Set<String> COUNTED_AFTER = Set.of("kb", "mb", "gb", "k", "m", "byte", "bytes", "ms", "s", "sec",
            "seconds", "minutes", "messages", "mails", "emails", "recipients", "users", "times", "hours", "days", "characters",
            "lines", "people", "px", "dpi");
    private static final String COUNTERS = "件通円人分秒年日台枚文";
    private static final Set<String> MONTHS = Set.of("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct",
            "nov", "dec", "mon", "tue", "wed", "thu", "fri", "sat", "sun");

    /** Number of words. */
    int count;
    /** Number in the vocabulary, 0 for a word that no rule contains, {@link #BREAK} or {@link #ADDRESS}. */
    int[] word;
    /** Where the word stands in the text. */
    int[] start;
    int[] end;
    /** Where the word begins, for measuring gaps: an address or a URL counts as one word, a new segment as very many. */
    int[] place;
    /** Whether the word belongs to the domain of a mail address: it can tell a provider and nothing else. */
    boolean[] domain;

    /** Number of reply codes. */
    int codeCount;
    /** Index of the word that follows the code. */
    int[] codeAt = new int[8];
    /** Reply code, 0 when only an enhanced status code stands there. */
    int[] code = new int[8];
    /** Enhanced status code as {@link #enhanced(int, int, int)}, 0 when none. */
    int[] enhanced = new int[8];

    /** Number of protocol marks. */
    int markCount;
    /** Index of the word that follows the mark. */
    int[] markAt = new int[4];
    byte[] mark = new byte[4];

    private final Vocabulary vocabulary;
    private final char[] text;
    private final int length;
    private final WordReader reader = new WordReader();
    private int segmentStart;
    private int nextPlace;
    private boolean inUrl;
    private boolean urlCounted;
    private int noAddressBefore;
    private boolean nothingOnLine = true;
    private int lineCode;
    private boolean lineCodeContinues;

    private Words(String text, Vocabulary vocabulary) {
        this.text = text.toCharArray();
        this.length = text.length();
        this.vocabulary = vocabulary;
        int capacity = Math.min(length / 4 + 8, 4096);
        word = new int[capacity];
        start = new int[capacity];
        end = new int[capacity];
        place = new int[capacity];
        domain = new boolean[capacity];
    }

    /** Reads a text that somebody received. */
    static Words read(String text, Vocabulary vocabulary) {
        Words words = new Words(text, vocabulary);
        words.readText();
        return words;
    }

    static int enhanced(int cls, int subject, int detail) {
        return cls * 1_000_000 + subject * 1_000 + detail;
    }

    /** The enhanced status code as it is written, null for 0. */
    static String enhancedText(int enhanced) {
        return enhanced == 0 ? null : enhanced / 1_000_000 + "." + enhanced / 1_000 % 1_000 + "." + enhanced % 1_000;
    }

    /** Where the word behind a word would begin. */
    int placeBehind(int index) {
        return index + 1 < count && word[index + 1] != BREAK ? place[index + 1] : nextPlaceAfter(index);
    }

    private int nextPlaceAfter(int index) {
        return place[index] + (end[index] == start[index] + 1 && Fold.isIdeographic(at(start[index])) ? CHARACTER : WORD);
    }

    private void readText() {
        int i = startLine(0);
        while (i < length) {
            char c = at(i);
            if (c == '\n') {
                i = newLine(i);
            } else if (c == ' ') {
                inUrl = false;
                i++;
            } else if (c < 128 && !Fold.isWord(c)) {
                i = readPunctuation(i, c);
            } else if (startsBytes(i, c)) {
                i += 2;
            } else {
                int after = Fold.isDigit(c) ? readCode(i) : i;
                if (after == i) {
                    after = readAddress(i);
                }
                i = after > i ? after : readWord(i);
            }
        }
    }

    /** Python writes bytes as {@code b'5.7.8 ...'}. */
    private boolean startsBytes(int i, char c) {
        return c == 'b' && i + 1 < length && (text[i + 1] == '\'' || text[i + 1] == '"') && !Fold.isWord(at(i - 1));
    }

    private int newLine(int i) {
        int breaks = 0;
        int j = i;
        while (j < length && (at(j) == '\n' || at(j) == ' ' || at(j) == Fold.SKIP)) {
            if (at(j) == '\n' && !(text[j] == '\n' && j > 0 && text[j - 1] == '\r')) {
                breaks++;
            }
            j++;
        }
        inUrl = false;
        if (breaks > 1) {
            startSegment();
        }
        return startLine(j);
    }

    /** Looks at what a line begins with: quotation marks, a speaker, a reply code, a mark of IMAP or POP3, a date. */
    private int startLine(int from) {
        nothingOnLine = true;
        int i = skipQuotes(from);
        int speaker = skipSpeaker(i);
        if (speaker > i) {
            startSegmentUnlessContinued(speaker);
            i = speaker;
        } else if (isDate(i)) {
            startSegment();
        } else if (isCode(i)) {
            startSegmentUnlessContinued(i);
        }
        int after = readMark(i);
        return after > i ? after : i;
    }

    private void startSegmentUnlessContinued(int i) {
        if (!(lineCodeContinues && isCode(i) && digits(i, i + 3) == lineCode)) {
            startSegment();
        }
    }

    private void startSegment() {
        lineCodeContinues = false;
        if (count > segmentStart || codeCount > 0 && codeAt[codeCount - 1] >= segmentStart) {
            nextPlace += SEGMENT_GAP;
            emit(0, 0, BREAK);
            segmentStart = count;
            nothingOnLine = true;
        }
    }

    private int skipQuotes(int from) {
        int i = from;
        while (i < length && (at(i) == ' ' || at(i) == '>' || at(i) == '|' || at(i) == Fold.SKIP)) {
            i++;
        }
        return i;
    }

    /** Skips what a log puts before a line to say who speaks: {@code S:}, {@code C:}, {@code <-}, {@code ->}, {@code <<<}. */
    private int skipSpeaker(int from) {
        int i = from;
        if ((at(i) == 's' || at(i) == 'c') && at(i + 1) == ':') {
            i += 2;
        } else if (at(i) == '<' && (at(i + 1) == '-' || at(i + 1) == '<' || at(i + 1) == '*' || at(i + 1) == ' ')
                || (at(i) == '-' || at(i) == '=' || at(i) == '~') && at(i + 1) == '>') {
            while (i < from + 4
                    && (at(i) == '<' || at(i) == '-' || at(i) == '*' || at(i) == '=' || at(i) == '>' || at(i) == '~')) {
                i++;
            }
        } else {
            return from;
        }
        while (at(i) == ' ') {
            i++;
        }
        return i;
    }

    private boolean isDate(int from) {
        int i = at(from) == '[' ? from + 1 : from;
        if (Fold.isDigit(at(i))) {
            int j = i;
            while (j < i + 4 && Fold.isDigit(at(j))) {
                j++;
            }
            char separator = at(j);
            return (separator == '-' || separator == '/' || separator == ':') && Fold.isDigit(at(j + 1)) && j - i != 3
                    && !Fold.isDigit(at(j + 3));
        }
        return MONTHS.contains(folded(i, i + 3)) && (at(i + 3) == ' ' || at(i + 3) == ',');
    }

    /** Reads a POP3 status indicator or the start of an IMAP response, so that its tag is no word. */
    private int readMark(int i) {
        if ((at(i) == '-' && at(i + 1) == 'e' && at(i + 2) == 'r' && at(i + 3) == 'r' && !Fold.isWord(at(i + 4)))
                || at(i) == '+' && at(i + 1) == 'o' && at(i + 2) == 'k' && !Fold.isWord(at(i + 3))) {
            startSegment();
            addMark(POP3);
            return i + (at(i) == '-' ? 4 : 3);
        }
        int j = i;
        if (at(j) == '*') {
            j++;
        } else {
            while (j < i + 12 && at(j) < 128 && (Fold.isWord(at(j)) || at(j) == '.')) {
                j++;
            }
        }
        int tagEnd = j;
        while (at(j) == ' ' && j < tagEnd + 3) {
            j++;
        }
        if (isCode(i)) {
            return i;
        }
        boolean negative = at(j) == 'n' && at(j + 1) == 'o' && !Fold.isWord(at(j + 2)) && isUpper(j) && isUpper(j + 1);
        boolean bad = at(j) == 'b' && at(j + 1) == 'a' && at(j + 2) == 'd' && !Fold.isWord(at(j + 3)) && isUpper(j)
                && isUpper(j + 1);
        boolean bye = at(i) == '*' && at(j) == 'b' && at(j + 1) == 'y' && at(j + 2) == 'e';
        if (j > tagEnd && tagEnd > i && (negative || bad || bye)) {
            startSegment();
            addMark(IMAP);
            return j + (negative ? 2 : 3);
        }
        boolean bare = at(i) == 'n' && at(i + 1) == 'o' && isUpper(i) && isUpper(i + 1) && at(i + 2) == ' ' && at(i + 3) == '[';
        if (bare) {
            addMark(IMAP);
            return i + 2;
        }
        return i;
    }

    private boolean isUpper(int i) {
        return i < length && Character.isUpperCase(text[i]);
    }

    private void addMark(byte kind) {
        if (markCount == mark.length) {
            markAt = Arrays.copyOf(markAt, markCount * 2);
            mark = Arrays.copyOf(mark, markCount * 2);
        }
        markAt[markCount] = count;
        mark[markCount++] = kind;
    }

    private int readPunctuation(int i, char c) {
        switch (c) {
            case ':':
                if (at(i + 1) == '/' && at(i + 2) == '/') {
                    inUrl = true;
                    urlCounted = false;
                    return i + 3;
                }
                return i + 1;
            case '%':
                return isHex(at(i + 1)) && isHex(at(i + 2)) && !Fold.isWord(at(i + 3)) | Fold.isWord(at(i - 1)) ? i + 3 : i + 1;
            case '\\':
                if (at(i + 1) == 'n' || at(i + 1) == 'r' || at(i + 1) == 't') {
                    nothingOnLine = at(i + 1) != 't';
                    inUrl = false;
                    return i + 2;
                }
                return i + 1;
            case '#':
                if (Fold.isDigit(at(i + 1))) {
                    int after = readCode(i + 1);
                    return after > i + 1 ? after : readWord(i);
                }
                return i + 1;
            case '<':
                return skipTag(i);
            case '"', '>', ')':
                inUrl = false;
                return i + 1;
            default:
                return i + 1;
        }
    }

    /** Skips an HTML tag; anything else in angle brackets is read. */
    private int skipTag(int i) {
        int from = at(i + 1) == '/' ? i + 2 : i + 1;
        int to = from;
        while (to < from + 6 && at(to) < 128 && Fold.isWord(at(to))) {
            to++;
        }
        if (TAGS.contains(folded(from, to))) {
            for (int j = to; j < to + 200 && j < length && at(j) != '@' && at(j) != '<'; j++) {
                if (at(j) == '>') {
                    return j + 1;
                }
            }
        }
        return i + 1;
    }

    /**
     * Reads a reply code with the enhanced status code behind it, or an enhanced status code alone.
     *
     * @return the index behind it; {@code i} when there is none
     */
    private int readCode(int i) {
        int strict = isEnhancedStart(i) ? enhancedEnd(i) : i;
        if (strict > i) {
            addEnhanced(enhancedAt(i));
            return strict;
        }
        if (length < SHORT_TEXT) {
            int run = digitsEnd(i) - i;
            if (run >= 6 && run <= 8 && text[i] == text[i + 3] && isPlausible(i) && !Fold.isWord(at(i - 1))
                    && !Fold.isWord(at(i + run)) && at(i + 4) <= '7') {
                addCode(digits(i, i + 3), enhanced(at(i + 3) - '0', at(i + 4) - '0', digits(i + 5, i + run)));
                return i + run;
            }
        }
        if (!isCode(i)) {
            return i;
        }
        int code = digits(i, i + 3);
        if (nothingOnLine) {
            lineCode = code;
            lineCodeContinues = at(i + 3) == '-';
        }
        int j = i + 3;
        while (j < i + 7 && isSeparator(at(j))) {
            j++;
        }
        int after = i + 3;
        int status = 0;
        if (j > i + 3 && at(j) == at(i)) {
            int strictEnd = enhancedEnd(j);
            if (strictEnd > j) {
                status = enhancedAt(j);
                after = strictEnd;
            } else {
                long loose = looseEnhanced(j);
                if (loose != 0) {
                    status = (int) (loose >>> 32);
                    after = (int) loose;
                }
            }
        }
        addCode(code, status);
        if (!nothingOnLine) {
            emitCode(i);
        }
        return after;
    }

    private static boolean isSeparator(char c) {
        return c == ' ' || c == '-' || c == '.' || c == ',' || c == ':' || c == '(' || c == ')' || c == '#' || c == '"'
                || c == '/'
                || c == Fold.SKIP;
    }

    /** Whether a reply code stands here, and no part of another number, amount, time or address. */
    private boolean isCode(int i) {
        if (!isPlausible(i) || Fold.isWord(at(i + 3))) {
            return false;
        }
        char before = at(i - 1);
        char beforeThat = at(i - 2);
        if (Fold.isWord(before) || before == '.' && Fold.isWord(beforeThat) || before == '/' || before == '_' || before == '$'
                || before == '+' || (before == ',' || before == ':') && Fold.isDigit(beforeThat)
                || (before == '-' || before == '[') && Fold.isWord(beforeThat)) {
            return false;
        }
        char next = at(i + 3);
        if (next == '%' || next == '/' || (next == ':' || next == ',') && Fold.isDigit(at(i + 4))
                || next == '.' && Fold.isDigit(at(i + 4)) && enhancedEnd(i + 4) == i + 4) {
            return false;
        }
        if (next == '-' && Fold.isDigit(at(i + 4)) && enhancedEnd(i + 4) == i + 4 && at(i + 4) != at(i)) {
            return false;
        }
        if (before == '=') {
            String key = wordBefore(i - 1);
            return key.endsWith("code") || key.endsWith("status") || key.endsWith("error") || key.endsWith("reply")
                    || key.endsWith("response");
        }
        return !COUNTED_BEFORE.contains(wordBefore(i)) && !isCounted(i + 3);
    }

    private boolean isPlausible(int i) {
        char a = at(i);
        char b = at(i + 1);
        return a >= '2' && a <= '5' && b >= '0' && b <= '5' && Fold.isDigit(at(i + 2));
    }

    private boolean isCounted(int i) {
        int j = i;
        while (j < i + 2 && at(j) == ' ') {
            j++;
        }
        if (COUNTERS.indexOf(at(j)) >= 0 && at(j) != Fold.SKIP) {
            return true;
        }
        if (at(i) == '-') {
            return false;
        }
        int k = j;
        while (k < j + 11 && at(k) >= 'a' && at(k) <= 'z') {
            k++;
        }
        String unit = folded(j, k);
        return COUNTED_AFTER.contains(unit);
    }

    private String wordBefore(int i) {
        int to = i;
        while (to > 0 && to > i - 2 && (at(to - 1) == ' ' || at(to - 1) == '=')) {
            to--;
        }
        int from = to;
        while (from > 0 && from > to - 12 && (Fold.isWord(at(from - 1)) || Fold.isIdeographic(at(from - 1)))) {
            from--;
        }
        return folded(from, to);
    }

    private boolean isEnhancedStart(int i) {
        char before = at(i - 1);
        return !Fold.isWord(before) && !(before == '.' && Fold.isWord(at(i - 2)))
                && !((before == '-' || before == '/') && at(i - 2) >= 'a' && at(i - 2) <= 'z');
    }

    /** The end of an enhanced status code (RFC 3463) that begins here; {@code i} when none does. */
    private int enhancedEnd(int i) {
        char cls = at(i);
        if (cls != '2' && cls != '4' && cls != '5' || at(i + 1) != '.') {
            return i;
        }
        int subject = digitsEnd(i + 2);
        if (subject != i + 3 || at(i + 2) > '7' || at(subject) != '.') {
            return i;
        }
        int detail = digitsEnd(subject + 1);
        if (detail == subject + 1 || detail > subject + 4 || Fold.isWord(at(detail))
                || at(detail) == '.' && Fold.isDigit(at(detail + 1))) {
            return i;
        }
        return detail;
    }

    private int enhancedAt(int i) {
        return enhanced(at(i) - '0', at(i + 2) - '0', digits(i + 4, digitsEnd(i + 4)));
    }

    /**
     * An enhanced status code as people say it: {@code 5 7 9}, {@code 5-7-139}, {@code 579}.
     *
     * @return the code in the upper half, the index behind it in the lower; 0 when there is none
     */
    private long looseEnhanced(int i) {
        int run = digitsEnd(i) - i;
        if (run == 1) {
            int a = i + 1;
            int subject = a;
            while (subject < a + 3 && isSeparator(at(subject))) {
                subject++;
            }
            int b = digitsEnd(subject);
            int detail = b;
            while (detail < b + 3 && isSeparator(at(detail))) {
                detail++;
            }
            int c = digitsEnd(detail);
            if (subject > a && b == subject + 1 && at(subject) <= '7' && detail > b && c > detail && c <= detail + 3
                    && !Fold.isWord(at(c))) {
                return (long) enhanced(at(i) - '0', at(subject) - '0', digits(detail, c)) << 32 | c;
            }
        } else if (run >= 3 && run <= 5 && length < SHORT_TEXT && at(i + 1) <= '7' && !Fold.isWord(at(i + run))
                && !isCounted(i + run)) {
            return (long) enhanced(at(i) - '0', at(i + 1) - '0', digits(i + 2, i + run)) << 32 | (i + run);
        }
        return 0;
    }

    private int digitsEnd(int i) {
        int j = i;
        while (j < i + 12 && Fold.isDigit(at(j))) {
            j++;
        }
        return j;
    }

    private void addCode(int code, int status) {
        int last = codeCount - 1;
        if (last >= 0 && codeAt[last] >= segmentStart) {
            if (this.code[last] == code && (enhanced[last] == status || status == 0 || enhanced[last] == 0)) {
                enhanced[last] = Math.max(enhanced[last], status);
                return;
            }
            if (this.code[last] == 0 && status == 0 && enhanced[last] / 1_000_000 == code / 100 && count - codeAt[last] < 6) {
                this.code[last] = code;
                return;
            }
        }
        append(code, status);
    }

    private void addEnhanced(int status) {
        int last = codeCount - 1;
        if (last >= 0 && codeAt[last] >= segmentStart
                && (enhanced[last] == status || enhanced[last] == 0 && code[last] / 100 == status / 1_000_000)) {
            enhanced[last] = status;
            return;
        }
        append(0, status);
    }

    private void append(int newCode, int status) {
        if (codeCount == code.length) {
            codeAt = Arrays.copyOf(codeAt, codeCount * 2);
            code = Arrays.copyOf(code, codeCount * 2);
            enhanced = Arrays.copyOf(enhanced, codeCount * 2);
        }
        codeAt[codeCount] = count;
        code[codeCount] = newCode;
        enhanced[codeCount++] = status;
    }

    /** Reads a mail address as one word, then the words of its domain. */
    private int readAddress(int i) {
        if (i < noAddressBefore) {
            return i;
        }
        int j = i;
        while (j < length && j < i + LONGEST_LOCAL_PART && isLocalPart(at(j))) {
            j++;
        }
        if (at(j) != '@' || !(at(j + 1) < 128 && Fold.isWord(at(j + 1)))) {
            noAddressBefore = j;
            return i;
        }
        emit(i, j, ADDRESS);
        int k = j + 1;
        while (k < length && at(k) < 128 && (Fold.isWord(at(k)) || (at(k) == '.' || at(k) == '-') && Fold.isWord(at(k + 1)))) {
            if (Fold.isWord(at(k))) {
                int before = count;
                int keep = nextPlace;
                k = readWord(k);
                nextPlace = keep;
                if (count > before) {
                    domain[count - 1] = true;
                }
            } else {
                k++;
            }
        }
        return k;
    }

    private static boolean isLocalPart(char c) {
        return c < 128 && (Fold.isWord(c) || c == '.' || c == '_' || c == '+' || c == '-' || c == '=');
    }

    private int readWord(int from) {
        reader.read(text, from, length);
        emit(from, reader.end, reader.size == 0 ? 0 : vocabulary.find(reader.buffer, reader.size, reader.hash));
        return reader.end;
    }

    private void emitCode(int from) {
        int hash = 0;
        for (int i = 0; i < 3; i++) {
            reader.buffer[i] = at(from + i);
            hash = hash * 31 + at(from + i);
        }
        emit(from, from + 3, vocabulary.find(reader.buffer, 3, hash));
    }

    private void emit(int from, int to, int newWord) {
        if (count == word.length) {
            int capacity = count * 2;
            word = Arrays.copyOf(word, capacity);
            start = Arrays.copyOf(start, capacity);
            end = Arrays.copyOf(end, capacity);
            place = Arrays.copyOf(place, capacity);
            domain = Arrays.copyOf(domain, capacity);
        }
        nothingOnLine = false;
        word[count] = newWord;
        start[count] = from;
        end[count] = to;
        place[count++] = nextPlace;
        if (!inUrl || !urlCounted) {
            nextPlace += Fold.isIdeographic(at(from)) && to == from + 1 ? CHARACTER : WORD;
        }
        urlCounted = inUrl;
    }

    private char at(int i) {
        return i >= 0 && i < length ? Fold.of(text[i]) : ' ';
    }

    private int digits(int from, int to) {
        int value = 0;
        for (int i = from; i < to; i++) {
            value = value * 10 + at(i) - '0';
        }
        return value;
    }

    private String folded(int from, int to) {
        StringBuilder folded = new StringBuilder(12);
        for (int i = Math.max(from, 0); i < to && i < length; i++) {
            if (at(i) != Fold.SKIP) {
                folded.append(at(i));
            }
        }
        return folded.toString();
    }

    private static boolean isHex(char c) {
        return c >= '0' && c <= '9' || c >= 'a' && c <= 'f';
    }
}
