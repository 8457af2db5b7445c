package org.mailmend.diagnosis.internal;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.mailmend.diagnosis.CauseId;
import org.mailmend.diagnosis.Diagnosis;
import org.mailmend.diagnosis.Protocol;
import org.mailmend.diagnosis.RuleError;
import org.mailmend.diagnosis.RuleFile;
import org.mailmend.diagnosis.Stage;

/**
 * Reads tables of rules into a {@link RuleBook}. A row has the causes (the alternatives behind bars), {@link Conditions},
 * patterns, the id of a question, the id of a source and the date on which it was checked, separated by tabs.
 * <p>
 * A pattern is a sequence of words. Between words, {@code …} stands for up to {@value #USUAL_GAP} other words ({@code …20}
 * for another bound), {@code (a|b c|)} for one of several phrases or nothing, {@code @name} for one phrase of a named set of
 * {@code words.tsv}, {@code {address}} for a mail address. {@code ; +phrase} and {@code ; -phrase} name phrases that must or
 * must not stand elsewhere. {@code ||} separates patterns of the same meaning. Case, width, kana, punctuation and plurals do
 * not matter. A pattern is not longer than needed to tell what happened.
 * <p>
 * What runs while the tables are read uses no lambdas and joins no strings with a plus sign: the first of them costs a fresh
 * process as much time as a whole table.
 */
final class RuleReader {
    /** Tables that Mailmend brings, in the order in which they are read. */
    static final List<String> TABLES = List.of("replies", "oauth", "network", "programs", "devices", "general");
    private static final int USUAL_GAP = 6;
    private static final int LONGEST_GAP = 300;
    private static final int COLUMNS = 6;
    /** Added to the score of rules that a team made itself. */
    private static final float OWN_FIRST = 2;
    private static final int[] NONE = {};
    private static final String UNVERIFIED = "unverified";
    private static final Diagnosis.Basis UNVERIFIED_BASIS = new Diagnosis.Basis("", false);

    private final RuleBook book;
    private final WordReader words = new WordReader();
    private final Map<String, CauseId> causes = new HashMap<>(256);
    private final Map<String, CauseId[]> causeLists = new HashMap<>(512);
    private final Map<String, Conditions> conditions = new HashMap<>(512);
    private final Map<String, String> sets = new HashMap<>();
    private final Map<String, Integer> groups = new HashMap<>(4096);
    /** Of each node of the phrase tree the group that has just this phrase, less one; 0 for none. */
    private int[] groupOfNode = new int[1 << 14];
    private final Map<String, Diagnosis.Basis> sources = new HashMap<>();

    RuleReader(RuleBook book) {
        this.book = book;
        for (CauseId cause : CauseId.values()) {
            causes.put(cause.name(), cause);
        }
        for (String[] cells : rows("sources", 3)) {
            sources.put(cells[0], new Diagnosis.Basis(cells[2], cells[1].equals("yes")));
        }
        for (String[] cells : rows("words", 2)) {
            sets.put(cells[0], cells[1]);
        }
        readProviders();
        readMarks();
    }

    /** The rules that Mailmend brings. */
    static RuleBook standard() {
        return with(List.of(), new ArrayList<>());
    }

    /** The rules that Mailmend brings and others, which decide where both fit equally. */
    static RuleBook with(List<RuleFile> own, List<RuleError> errors) {
        RuleBook book = new RuleBook();
        RuleReader reader = new RuleReader(book);
        List<RuleError> problems = new ArrayList<>();
        for (String table : TABLES) {
            reader.read(table, resource(table), 0, problems);
        }
        if (!problems.isEmpty()) {
            throw new IllegalStateException(problems.toString());
        }
        for (RuleFile file : own) {
            reader.read(file.name(), file.content().toCharArray(), OWN_FIRST, errors);
        }
        return book;
    }

    /**
     * Reads a table; a row that cannot be read is reported and left out.
     *
     * @param table    name of the table or file, for messages
     * @param text     its content, with a header row
     * @param bias     what is added to the score of its rules
     * @param problems gets each row that cannot be read
     */
    void read(String table, char[] text, float bias, List<RuleError> problems) {
        conditions.clear();
        int[] cells = new int[COLUMNS + 1];
        int number = 1;
        int from = find(text, '\n', 0, text.length) + 1;
        while (from < text.length) {
            number++;
            int to = find(text, '\n', from, text.length);
            int end = to > from && text[to - 1] == '\r' ? to - 1 : to;
            boolean comment = end - from > 1 && text[from] == '#' && text[from + 1] == ' ';
            if (end > from && !comment) {
                int count = 0;
                cells[0] = from;
                for (int i = from; i <= end && count < COLUMNS; i++) {
                    if (i == end || text[i] == '\t') {
                        cells[++count] = i + 1;
                    }
                }
                if (count < COLUMNS) {
                    problems.add(new RuleError(table, number, RuleError.Kind.COLUMNS, String.valueOf(count)));
                } else {
                    readRow(table, number, text, cells, bias, problems);
                }
            }
            from = to + 1;
        }
    }

    private static int find(char[] text, char c, int from, int to) {
        int i = from;
        while (i < to && text[i] != c) {
            i++;
        }
        return i;
    }

    private static String cell(char[] text, int[] cells, int index) {
        return new String(text, cells[index], cells[index + 1] - 1 - cells[index]);
    }

    private void readRow(String table, int number, char[] text, int[] cells, float bias, List<RuleError> problems) {
        String causeNames = cell(text, cells, 0);
        CauseId[] meant = causeLists.get(causeNames);
        if (meant == null) {
            String[] names = split(causeNames, "|");
            meant = new CauseId[names.length];
            for (int i = 0; i < names.length; i++) {
                meant[i] = causes.get(names[i].strip());
                if (meant[i] == null) {
                    problems.add(new RuleError(table, number, RuleError.Kind.CAUSE, names[i]));
                    return;
                }
            }
            causeLists.put(causeNames, meant);
        }
        String circumstances = cell(text, cells, 1);
        Conditions when = conditions.get(circumstances);
        if (when == null) {
            try {
                when = Conditions.read(circumstances, book.providers, bias);
            } catch (IllegalArgumentException e) {
                problems.add(new RuleError(table, number, RuleError.Kind.CONDITION, e.getMessage()));
                return;
            }
            conditions.put(circumstances, when);
        }
        String question = cells[4] - cells[3] == 1 ? null : cell(text, cells, 3);
        String source = cell(text, cells, 4);
        Rule.Row row = new Rule.Row(table, number, basis(source));
        int from = cells[2];
        int end = cells[3] - 1;
        if (from == end) {
            book.fallbacks.add(new Rule(meant, question, when, NONE, NONE, false, row));
            return;
        }
        Rule plain = new Rule(meant, question, when, NONE, NONE, true, row);
        try {
            while (from < end) {
                int to = from;
                while (to < end && !(text[to] == '|' && text[to + 1] == '|')) {
                    to++;
                }
                readPattern(plain, text, from, to);
                from = to + 2;
            }
        } catch (IllegalArgumentException e) {
            problems.add(new RuleError(table, number, RuleError.Kind.PATTERN, e.getMessage()));
        }
    }

    /** What a row rests on. The tables that Mailmend brings name their sources by ids, others by the source itself. */
    private Diagnosis.Basis basis(String source) {
        Diagnosis.Basis known = sources.get(source);
        if (known == null) {
            boolean none = source.isBlank() || source.equals(UNVERIFIED);
            known = none ? UNVERIFIED_BASIS : new Diagnosis.Basis(source.strip(), true);
            sources.put(source, known);
        }
        return known;
    }

    private void readPattern(Rule plain, char[] text, int from, int to) {
        int main = find(text, ';', from, to);
        Rule rule = plain;
        if (main < to) {
            int[] wanted = NONE;
            int[] unwanted = NONE;
            int i = main;
            while (i < to) {
                int end = find(text, ';', i + 1, to);
                int start = i + 1;
                while (start < end && text[start] == ' ') {
                    start++;
                }
                if (end - start < 2 || text[start] != '+' && text[start] != '-') {
                    throw new IllegalArgumentException(new String(text, from, to - from));
                }
                int group = groupOf(text, start + 1, end);
                if (text[start] == '+') {
                    wanted = with(wanted, group);
                } else {
                    unwanted = with(unwanted, group);
                }
                i = end;
            }
            rule = new Rule(plain.causes(), plain.question(), plain.conditions(), wanted, unwanted, true, plain.row());
        }
        boolean options = false;
        for (int i = from; i < main - 1; i++) {
            options |= text[i] == '|' && text[i + 1] == ')';
        }
        if (!options) {
            book.rules.add(rule);
            addElements(text, from, main);
            return;
        }
        for (String variant : withoutOptions(new String(text, from, main - from))) {
            book.rules.add(rule);
            addElements(variant.toCharArray(), 0, variant.length());
        }
    }

    private static int[] with(int[] list, int more) {
        int[] longer = Arrays.copyOf(list, list.length + 1);
        longer[list.length] = more;
        return longer;
    }

    /** Writes {@code a (b|) c} as {@code a (b) c} and {@code a c}. */
    private static List<String> withoutOptions(String pattern) {
        int close = pattern.indexOf("|)");
        if (close < 0) {
            return List.of(pattern);
        }
        int open = pattern.lastIndexOf('(', close);
        if (open < 0) {
            throw new IllegalArgumentException(pattern);
        }
        List<String> variants = new ArrayList<>(4);
        String before = pattern.substring(0, open);
        String after = pattern.substring(close + 2);
        variants.addAll(withoutOptions(before.concat(pattern.substring(open, close)).concat(")").concat(after)));
        variants.addAll(withoutOptions(before.concat(after)));
        return variants;
    }

    /** Adds the elements of a pattern for the rule that was added last. */
    private void addElements(char[] text, int from, int to) {
        int rule = book.rules.size() - 1;
        boolean first = true;
        int gap = 0;
        int i = from;
        while (i < to) {
            char c = text[i];
            int end;
            if (c == ' ') {
                i++;
                continue;
            } else if (c == '…') {
                end = i + 1;
                int bound = 0;
                while (end < to && text[end] >= '0' && text[end] <= '9') {
                    bound = bound * 10 + text[end++] - '0';
                }
                gap = Words.WORD * (bound == 0 ? USUAL_GAP : Math.min(bound, LONGEST_GAP));
                i = end;
                continue;
            } else if (c == '(') {
                end = find(text, ')', i, to) + 1;
                if (end > to) {
                    throw new IllegalArgumentException(new String(text, from, to - from));
                }
            } else if (c == '@') {
                end = i + 1;
                while (end < to && text[end] != ' ') {
                    end++;
                }
            } else {
                end = i + 1;
                while (end < to && text[end] != '…' && text[end] != '('
                        && !(text[end] == '@' && text[end - 1] == ' ')) {
                    end++;
                }
            }
            book.addElement(rule, first, gap, groupOf(text, i, end));
            first = false;
            gap = 0;
            i = end;
        }
        if (first) {
            throw new IllegalArgumentException(new String(text, from, to - from));
        }
    }

    /** The group of a phrase, of {@code (a|b)} or of {@code @name}. */
    private int groupOf(char[] text, int from, int to) {
        char c = text[from];
        if (c != '(' && c != '@') {
            return groupOfPhrase(text, from, to);
        }
        String key = new String(text, from, to - from).strip();
        Integer known = groups.get(key);
        if (known != null) {
            return known;
        }
        String alternatives = c == '(' ? key.substring(1, key.length() - 1) : sets.get(key.substring(1));
        if (alternatives == null) {
            throw new IllegalArgumentException(key);
        }
        int group = book.newGroup();
        groups.put(key, group);
        addPhrases(alternatives.toCharArray(), group);
        return group;
    }

    private int groupOfPhrase(char[] text, int from, int to) {
        int node = nodeOf(text, from, to);
        if (node >= groupOfNode.length) {
            groupOfNode = Arrays.copyOf(groupOfNode, Math.max(node + 1, groupOfNode.length * 2));
        }
        if (groupOfNode[node] == 0) {
            int group = book.newGroup();
            groupOfNode[node] = group + 1;
            book.phrases.put(node, phraseWeight, group);
        }
        return groupOfNode[node] - 1;
    }

    private void addPhrases(char[] alternatives, int group) {
        int from = 0;
        while (from < alternatives.length) {
            int to = find(alternatives, '|', from, alternatives.length);
            book.phrases.put(nodeOf(alternatives, from, to), phraseWeight, group);
            from = to + 1;
        }
    }

    private float phraseWeight;

    /** The node of a phrase in the tree. Sets {@link #phraseWeight}. */
    private int nodeOf(char[] text, int from, int to) {
        int node = 0;
        int count = 0;
        phraseWeight = 0;
        if (text[from] == '{') {
            phraseWeight = 0.3f;
            return book.phrases.grow(0, Words.ADDRESS);
        }
        int i = from;
        while (i < to) {
            char c = Fold.of(text[i]);
            if (!WordReader.begins(c, i + 1 < to ? Fold.of(text[i + 1]) : ' ')) {
                i++;
                continue;
            }
            words.read(text, i, to);
            int word = book.vocabulary.add(words);
            node = book.phrases.grow(node, word);
            phraseWeight += book.vocabulary.weight(word);
            count++;
            i = words.end;
        }
        if (count == 0 || count > PhraseBook.LONGEST_PHRASE) {
            throw new IllegalArgumentException(new String(text, from, to - from));
        }
        return node;
    }

    private void readProviders() {
        for (String[] cells : rows("providers", 5)) {
            book.providers.add(cells[0], cells[1], cells[2]);
            addMark(RuleBook.PROVIDER, cells[0], cells[3]);
            addMark(RuleBook.WEAK_PROVIDER, cells[0], cells[4]);
        }
    }

    private void readMarks() {
        for (String[] cells : rows("marks", 3)) {
            switch (cells[0]) {
                case "client" -> addMark(RuleBook.CLIENT, cells[1], cells[2]);
                case "protocol" -> addMark(RuleBook.PROTOCOL | Protocol.fromId(cells[1]).orElseThrow().ordinal(), cells[2]);
                case "stage" -> addMark(RuleBook.STAGE | Stage.fromId(cells[1]).orElseThrow().ordinal(), cells[2]);
                case "mechanism" -> addMark(RuleBook.MECHANISM, cells[1], cells[2]);
                default -> throw new IllegalStateException("marks: " + cells[0]);
            }
        }
    }

    private void addMark(int kind, String name, String text) {
        book.markNames.add(name);
        addMark(kind | book.markNames.size() - 1, text);
    }

    private void addMark(int mark, String text) {
        if (!text.isEmpty()) {
            int group = book.newGroup();
            book.markOfGroup[group] = mark;
            addPhrases(text.toCharArray(), group);
        }
    }

    /** The rows of a table that Mailmend brings, without its header. */
    static List<String[]> rows(String name, int columns) {
        List<String[]> rows = new ArrayList<>(128);
        String content = new String(resource(name));
        int from = content.indexOf('\n') + 1;
        while (from > 0 && from < content.length()) {
            int to = content.indexOf('\n', from);
            to = to < 0 ? content.length() : to;
            if (to > from && content.charAt(from) != '#') {
                String[] cells = cells(content, from, to);
                if (cells.length < columns) {
                    throw new IllegalStateException(name + ": " + content.substring(from, to));
                }
                rows.add(cells);
            }
            from = to + 1;
        }
        return rows;
    }

    private static char[] resource(String table) {
        try (InputStream in = RuleReader.class.getResourceAsStream(table.concat(".tsv"))) {
            return decode(in.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException("The table " + table + " cannot be read.", e);
        }
    }

    /** UTF-8 of characters up to three bytes, in one pass: a string would be copied three times on the way here. */
    private static char[] decode(byte[] bytes) {
        char[] text = new char[bytes.length];
        int length = 0;
        int i = 0;
        while (i < bytes.length) {
            int b = bytes[i++];
            if (b >= 0) {
                text[length++] = (char) b;
            } else if ((b & 0xe0) == 0xc0) {
                text[length++] = (char) ((b & 0x1f) << 6 | bytes[i++] & 0x3f);
            } else {
                text[length++] = (char) ((b & 0x0f) << 12 | (bytes[i++] & 0x3f) << 6 | bytes[i++] & 0x3f);
            }
        }
        return Arrays.copyOf(text, length);
    }

    private static String[] cells(String text, int from, int to) {
        String[] cells = new String[8];
        int count = 0;
        int i = from;
        while (count < cells.length) {
            int tab = text.indexOf('\t', i);
            if (tab < 0 || tab > to) {
                cells[count++] = text.substring(i, to);
                break;
            }
            cells[count++] = text.substring(i, tab);
            i = tab + 1;
        }
        return Arrays.copyOf(cells, count);
    }

    private static String[] split(String text, String separator) {
        List<String> parts = new ArrayList<>(8);
        int from = 0;
        for (int i = text.indexOf(separator); i >= 0; i = text.indexOf(separator, from)) {
            parts.add(text.substring(from, i));
            from = i + separator.length();
        }
        parts.add(text.substring(from));
        return parts.toArray(new String[0]);
    }
}
