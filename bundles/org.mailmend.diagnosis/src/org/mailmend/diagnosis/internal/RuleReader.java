package org.mailmend.diagnosis.internal;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

import org.mailmend.diagnosis.CauseId;
import org.mailmend.diagnosis.Protocol;
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
 */
final class RuleReader {
    /** Tables that Mailmend brings, in the order in which they are read. */
    static final List<String> TABLES = List.of("replies", "oauth", "network", "programs", "devices", "general");
    private static final int USUAL_GAP = 6;
    private static final int LONGEST_GAP = 300;
    private static final int COLUMNS = 6;
    private static final int[] NONE = {};

    private final RuleBook book;
    private final WordReader words = new WordReader();
    private final Map<String, CauseId> causes = new HashMap<>(256);
    private final Map<String, CauseId[]> causeLists = new HashMap<>(512);
    private final Map<String, Conditions> conditions = new HashMap<>(512);
    private final Map<String, String> sets = new HashMap<>();
    private final Map<String, Integer> groups = new HashMap<>(4096);
    /** Of each node of the phrase tree the group that has just this phrase, less one; 0 for none. */
    private int[] groupOfNode = new int[1 << 14];
    private final Set<String> readSources = new HashSet<>();

    RuleReader(RuleBook book) {
        this.book = book;
        for (CauseId cause : CauseId.values()) {
            causes.put(cause.name(), cause);
        }
        forRows("sources", 3, cells -> {
            if (cells[1].equals("yes")) {
                readSources.add(cells[0]);
            }
        });
        forRows("words", 2, cells -> sets.put(cells[0], cells[1]));
        readProviders();
        readMarks();
    }

    /** The rules that Mailmend brings. */
    static RuleBook standard() {
        RuleBook book = new RuleBook();
        RuleReader reader = new RuleReader(book);
        for (String table : TABLES) {
            reader.read(table, resource(table), 0, problem -> {
                throw new IllegalStateException(problem.table() + ":" + problem.line() + ": " + problem.detail());
            });
        }
        return book;
    }

    /**
     * Reads a table; a row that cannot be read is reported and left out.
     *
     * @param table    name of the table or file, for messages
     * @param content  its content, with a header row
     * @param bias     what is added to the score of its rules
     * @param problems told of each row that cannot be read
     */
    void read(String table, String content, float bias, Consumer<RuleProblem> problems) {
        conditions.clear();
        int number = 1;
        int from = content.indexOf('\n') + 1;
        while (from > 0 && from < content.length()) {
            number++;
            int to = content.indexOf('\n', from);
            to = to < 0 ? content.length() : to;
            int end = to > from && content.charAt(to - 1) == '\r' ? to - 1 : to;
            boolean comment = end - from > 1 && content.charAt(from) == '#' && content.charAt(from + 1) == ' ';
            if (end > from && !comment) {
                String[] cells = cells(content, from, end);
                if (cells.length < COLUMNS) {
                    problems.accept(new RuleProblem(table, number, RuleProblem.Kind.COLUMNS, String.valueOf(cells.length)));
                } else {
                    readRow(table, number, cells, bias, problems);
                }
            }
            from = to + 1;
        }
    }

    private void readRow(String table, int number, String[] cells, float bias, Consumer<RuleProblem> problems) {
        CauseId[] meant = causeLists.get(cells[0]);
        if (meant == null) {
            String[] names = split(cells[0], "|");
            meant = new CauseId[names.length];
            for (int i = 0; i < names.length; i++) {
                meant[i] = causes.get(names[i].strip());
                if (meant[i] == null) {
                    problems.accept(new RuleProblem(table, number, RuleProblem.Kind.CAUSE, names[i]));
                    return;
                }
            }
            causeLists.put(cells[0], meant);
        }
        Conditions when = conditions.get(cells[1]);
        if (when == null) {
            try {
                when = Conditions.read(cells[1], book.providers, bias);
            } catch (IllegalArgumentException e) {
                problems.accept(new RuleProblem(table, number, RuleProblem.Kind.CONDITION, e.getMessage()));
                return;
            }
            conditions.put(cells[1], when);
        }
        String question = cells[3].isEmpty() ? null : cells[3];
        Rule.Row row = new Rule.Row(table, number, cells[4], readSources.contains(cells[4]));
        if (cells[2].isBlank()) {
            book.fallbacks.add(new Rule(meant, question, when, NONE, NONE, false, row));
            return;
        }
        Rule plain = new Rule(meant, question, when, NONE, NONE, true, row);
        try {
            String text = cells[2];
            int from = 0;
            while (from <= text.length()) {
                int to = text.indexOf("||", from);
                to = to < 0 ? text.length() : to;
                readPattern(plain, text, from, to);
                from = to + 2;
            }
        } catch (IllegalArgumentException e) {
            problems.accept(new RuleProblem(table, number, RuleProblem.Kind.PATTERN, e.getMessage()));
        }
    }

    private void readPattern(Rule plain, String text, int from, int to) {
        int main = text.indexOf(';', from);
        main = main < 0 || main > to ? to : main;
        Rule rule = plain;
        if (main < to) {
            int[] wanted = NONE;
            int[] unwanted = NONE;
            for (String part : split(text.substring(main + 1, to), ";")) {
                String condition = part.strip();
                if (condition.length() < 2 || condition.charAt(0) != '+' && condition.charAt(0) != '-') {
                    throw new IllegalArgumentException(part);
                }
                int group = groupOf(condition, 1, condition.length());
                if (condition.charAt(0) == '+') {
                    wanted = with(wanted, group);
                } else {
                    unwanted = with(unwanted, group);
                }
            }
            rule = new Rule(plain.causes(), plain.question(), plain.conditions(), wanted, unwanted, true, plain.row());
        }
        int option = text.indexOf("|)", from);
        if (option < 0 || option > main) {
            book.rules.add(rule);
            addElements(text, from, main);
            return;
        }
        for (String variant : withoutOptions(text.substring(from, main))) {
            book.rules.add(rule);
            addElements(variant, 0, variant.length());
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
        variants.addAll(withoutOptions(before + pattern.substring(open, close) + ")" + after));
        variants.addAll(withoutOptions(before + after));
        return variants;
    }

    /** Adds the elements of a pattern for the rule that was added last. */
    private void addElements(String text, int from, int to) {
        int rule = book.rules.size() - 1;
        boolean first = true;
        int gap = 0;
        int i = from;
        while (i < to) {
            char c = text.charAt(i);
            int end;
            if (c == ' ') {
                i++;
                continue;
            } else if (c == '…') {
                end = i + 1;
                int bound = 0;
                while (end < to && text.charAt(end) >= '0' && text.charAt(end) <= '9') {
                    bound = bound * 10 + text.charAt(end++) - '0';
                }
                gap = Words.WORD * (bound == 0 ? USUAL_GAP : Math.min(bound, LONGEST_GAP));
                i = end;
                continue;
            } else if (c == '(') {
                end = text.indexOf(')', i) + 1;
                if (end == 0 || end > to) {
                    throw new IllegalArgumentException(text.substring(from, to));
                }
            } else if (c == '@') {
                end = i + 1;
                while (end < to && text.charAt(end) != ' ') {
                    end++;
                }
            } else {
                end = i + 1;
                while (end < to && text.charAt(end) != '…' && text.charAt(end) != '('
                        && !(text.charAt(end) == '@' && text.charAt(end - 1) == ' ')) {
                    end++;
                }
            }
            book.addElement(rule, first, gap, groupOf(text, i, end));
            first = false;
            gap = 0;
            i = end;
        }
        if (first) {
            throw new IllegalArgumentException(text.substring(from, to));
        }
    }

    /** The group of a phrase, of {@code (a|b)} or of {@code @name}. */
    private int groupOf(String text, int from, int to) {
        char c = text.charAt(from);
        if (c != '(' && c != '@') {
            return groupOfPhrase(text, from, to);
        }
        String key = text.substring(from, to).strip();
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
        addPhrases(alternatives, group);
        return group;
    }

    private int groupOfPhrase(String text, int from, int to) {
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

    private void addPhrases(String alternatives, int group) {
        int from = 0;
        while (from < alternatives.length()) {
            int to = alternatives.indexOf('|', from);
            to = to < 0 ? alternatives.length() : to;
            book.phrases.put(nodeOf(alternatives, from, to), phraseWeight, group);
            from = to + 1;
        }
    }

    private float phraseWeight;

    /** The node of a phrase in the tree. Sets {@link #phraseWeight}. */
    private int nodeOf(String text, int from, int to) {
        int node = 0;
        int count = 0;
        phraseWeight = 0;
        if (text.startsWith("{address}", from)) {
            phraseWeight = 0.3f;
            return book.phrases.grow(0, Words.ADDRESS);
        }
        int i = from;
        while (i < to) {
            char c = Fold.of(text.charAt(i));
            if (!WordReader.begins(c, i + 1 < to ? Fold.of(text.charAt(i + 1)) : ' ')) {
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
            throw new IllegalArgumentException(text.substring(from, to));
        }
        return node;
    }

    private void readProviders() {
        List<String[]> rows = new ArrayList<>(64);
        forRows("providers", 5, rows::add);
        for (String[] cells : rows) {
            book.providers.add(cells[0], cells[1], cells[2]);
            addMark(RuleBook.PROVIDER, cells[0], cells[3]);
            addMark(RuleBook.WEAK_PROVIDER, cells[0], cells[4]);
        }
    }

    private void readMarks() {
        forRows("marks", 3, cells -> {
            switch (cells[0]) {
                case "client" -> addMark(RuleBook.CLIENT, cells[1], cells[2]);
                case "protocol" -> addMark(RuleBook.PROTOCOL | Protocol.fromId(cells[1]).orElseThrow().ordinal(), cells[2]);
                case "stage" -> addMark(RuleBook.STAGE | Stage.fromId(cells[1]).orElseThrow().ordinal(), cells[2]);
                case "mechanism" -> addMark(RuleBook.MECHANISM, cells[1], cells[2]);
                default -> throw new IllegalStateException("marks: " + cells[0]);
            }
        });
    }

    private void addMark(int kind, String name, String text) {
        book.markNames.add(name);
        addMark(kind | book.markNames.size() - 1, text);
    }

    private void addMark(int mark, String text) {
        if (!text.isEmpty()) {
            int group = book.newGroup();
            book.markOfGroup[group] = mark;
            addPhrases(text, group);
        }
    }

    /** Calls back for each row of a table that Mailmend brings, but for its header. */
    static void forRows(String name, int columns, Consumer<String[]> rows) {
        String content = resource(name);
        int from = content.indexOf('\n') + 1;
        while (from > 0 && from < content.length()) {
            int to = content.indexOf('\n', from);
            to = to < 0 ? content.length() : to;
            if (to > from && content.charAt(from) != '#') {
                String[] cells = cells(content, from, to);
                if (cells.length < columns) {
                    throw new IllegalStateException(name + ": " + content.substring(from, to));
                }
                rows.accept(cells);
            }
            from = to + 1;
        }
    }

    private static String resource(String table) {
        try (InputStream in = RuleReader.class.getResourceAsStream(table + ".tsv")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("The table " + table + " cannot be read.", e);
        }
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
        return parts.toArray(String[]::new);
    }
}
