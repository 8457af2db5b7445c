package org.mailmend.diagnosis.internal;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.mailmend.diagnosis.CauseId;
import org.mailmend.diagnosis.Protocol;
import org.mailmend.diagnosis.Stage;

/**
 * All rules, ready for use: the phrases in one tree, the rules that want them, the marks by which providers, clients,
 * protocols and stages are recognised. Filled once, only read afterwards.
 * <p>
 * A pattern is a sequence of words. Between words, {@code …} stands for up to {@value #USUAL_GAP} other words ({@code …20}
 * for another bound), {@code (a|b c|)} for one of several phrases or nothing, {@code @name} for one phrase of a named set of
 * {@code words.tsv}, {@code {address}} for a mail address. {@code ; +phrase} and {@code ; -phrase} name phrases that must or
 * must not stand elsewhere. {@code ||} separates patterns of the same meaning. Case, width, kana, punctuation and plurals do
 * not matter.
 */
final class RuleBook {
    private static final int USUAL_GAP = 6;
    private static final int UNLIMITED_GAP = 900;

    /** Kinds of marks; the lower 16 bits of a mark are the index of what it shows. */
    static final int PROVIDER = 1 << 16;
    static final int WEAK_PROVIDER = 2 << 16;
    static final int CLIENT = 3 << 16;
    static final int PROTOCOL = 4 << 16;
    static final int STAGE = 5 << 16;
    static final int MECHANISM = 6 << 16;

    final Vocabulary vocabulary = new Vocabulary();
    final PhraseBook phrases = new PhraseBook();
    final Providers providers = new Providers();
    final List<Rule> rules = new ArrayList<>();
    /** Rules without phrases, which judge by codes alone. */
    final List<Rule> fallbacks = new ArrayList<>();
    final List<String> markNames = new ArrayList<>();
    /** Elements of patterns that a group completes. */
    int[][] elementsOfGroup = new int[4096][];
    /** Mark that a group is, 0 for none. */
    int[] markOfGroup = new int[4096];
    int groupCount;
    /** Of each element: its rule, its place in the pattern, the words that may stand before it, whether it is the last. */
    int[] elementRule = new int[8192];
    boolean[] elementFirst = new boolean[8192];
    boolean[] elementLast = new boolean[8192];
    int[] elementGap = new int[8192];
    int elementCount;

    private final Map<String, Integer> groups = new HashMap<>(8192);
    private final Map<String, String> sets = new HashMap<>();
    /** Sources that were read for the rules that name them. */
    private final java.util.Set<String> readSources = new java.util.HashSet<>();

    /** The rules that Mailmend brings. */
    static RuleBook standard() {
        RuleBook book = new RuleBook();
        readTable("sources", 3, cells -> {
            if (cells[1].equals("yes")) {
                book.readSources.add(cells[0]);
            }
        });
        book.readSets();
        book.readProviders();
        book.readMarks();
        for (String table : List.of("replies", "oauth", "network", "programs", "devices", "general")) {
            book.readRules(table, 0, problem -> {
                throw new IllegalStateException(problem.table() + ":" + problem.line() + ": " + problem.detail());
            });
        }
        book.groups.clear();
        return book;
    }

    private void readRules(String table, float bias, java.util.function.Consumer<RuleProblem> problems) {
        try (Reader in = open(table)) {
            readRules(table, in, bias, problems);
        } catch (IOException e) {
            throw new UncheckedIOException("The table " + table + " cannot be read.", e);
        }
    }

    /** Reads a table of rules; a row that cannot be read is reported and left out. */
    void readRules(String table, Reader in, float bias, java.util.function.Consumer<RuleProblem> problems)
            throws IOException {
        BufferedReader reader = in instanceof BufferedReader buffered ? buffered : new BufferedReader(in);
        int number = 1;
        reader.readLine();
        for (String line = reader.readLine(); line != null; line = reader.readLine()) {
            number++;
            if (line.isEmpty() || line.charAt(0) == '#' && (line.length() == 1 || line.charAt(1) == ' ')) {
                continue;
            }
            String[] cells = cells(line);
            if (cells.length < 6) {
                problems.accept(new RuleProblem(table, number, RuleProblem.Kind.COLUMNS, String.valueOf(cells.length)));
                continue;
            }
            readRule(table, number, cells, bias, problems);
        }
    }

    private void readRule(String table, int number, String[] cells, float bias,
            java.util.function.Consumer<RuleProblem> problems) {
        String[] names = cells[0].split("\\|");
        CauseId[] causes = new CauseId[names.length];
        for (int i = 0; i < names.length; i++) {
            try {
                causes[i] = CauseId.valueOf(names[i]);
            } catch (IllegalArgumentException e) {
                problems.accept(new RuleProblem(table, number, RuleProblem.Kind.CAUSE, names[i]));
                return;
            }
        }
        Rule rule = new Rule(causes, cells[3].isEmpty() ? null : cells[3], cells[4], readSources.contains(cells[4]), table,
                number);
        try {
            rule.readConditions(cells[1], providers);
        } catch (IllegalArgumentException e) {
            problems.accept(new RuleProblem(table, number, RuleProblem.Kind.CONDITION, e.getMessage()));
            return;
        }
        rule.addBias(bias);
        if (cells[2].isEmpty()) {
            fallbacks.add(rule);
            return;
        }
        try {
            for (String pattern : split(cells[2], "||")) {
                addPattern(rule, pattern.strip());
            }
        } catch (IllegalArgumentException e) {
            problems.accept(new RuleProblem(table, number, RuleProblem.Kind.PATTERN, e.getMessage()));
        }
    }

    private void addPattern(Rule row, String text) {
        String[] parts = split(text, ";");
        List<Integer> wanted = new ArrayList<>(2);
        List<Integer> unwanted = new ArrayList<>(2);
        for (int i = 1; i < parts.length; i++) {
            String condition = parts[i].strip();
            if (condition.length() < 2 || condition.charAt(0) != '+' && condition.charAt(0) != '-') {
                throw new IllegalArgumentException(condition);
            }
            (condition.charAt(0) == '+' ? wanted : unwanted).add(groupOf(condition.substring(1).strip()));
        }
        for (String variant : withoutOptions(parts[0].strip())) {
            Rule rule = row.copy();
            rule.textual = true;
            rule.wanted = toArray(wanted);
            rule.unwanted = toArray(unwanted);
            rules.add(rule);
            addElements(rules.size() - 1, variant);
        }
    }

    private static int[] toArray(List<Integer> list) {
        return list.stream().mapToInt(Integer::intValue).toArray();
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

    private void addElements(int rule, String pattern) {
        int first = elementCount;
        int gap = 0;
        int i = 0;
        StringBuilder words = new StringBuilder();
        while (i <= pattern.length()) {
            char c = i < pattern.length() ? pattern.charAt(i) : 0;
            boolean special = c == 0 || c == '…' || c == '(' || c == '@' && (i == 0 || pattern.charAt(i - 1) == ' ');
            if (!special) {
                words.append(c);
                i++;
                continue;
            }
            if (!words.toString().isBlank()) {
                addElement(rule, first, gap, groupOf(words.toString().strip()));
                gap = 0;
            }
            words.setLength(0);
            if (c == '…') {
                i++;
                int bound = 0;
                while (i < pattern.length() && Character.isDigit(pattern.charAt(i))) {
                    bound = bound * 10 + pattern.charAt(i++) - '0';
                }
                gap = bound == 0 ? USUAL_GAP : Math.min(bound, UNLIMITED_GAP);
            } else if (c == '(') {
                int close = pattern.indexOf(')', i);
                if (close < 0) {
                    throw new IllegalArgumentException(pattern);
                }
                addElement(rule, first, gap, groupOf(pattern.substring(i, close + 1)));
                gap = 0;
                i = close + 1;
            } else if (c == '@') {
                int end = i + 1;
                while (end < pattern.length() && Character.isLetter(pattern.charAt(end))) {
                    end++;
                }
                addElement(rule, first, gap, groupOf(pattern.substring(i, end)));
                gap = 0;
                i = end;
            } else {
                i++;
            }
        }
        if (elementCount == first) {
            throw new IllegalArgumentException(pattern);
        }
        elementLast[elementCount - 1] = true;
    }

    private void addElement(int rule, int first, int gap, int group) {
        if (elementCount == elementRule.length) {
            int more = elementCount * 2;
            elementRule = Arrays.copyOf(elementRule, more);
            elementFirst = Arrays.copyOf(elementFirst, more);
            elementLast = Arrays.copyOf(elementLast, more);
            elementGap = Arrays.copyOf(elementGap, more);
        }
        int element = elementCount++;
        elementRule[element] = rule;
        elementFirst[element] = element == first;
        elementGap[element] = gap;
        int[] old = elementsOfGroup[group];
        int[] grown = old == null ? new int[1] : Arrays.copyOf(old, old.length + 1);
        grown[grown.length - 1] = element;
        elementsOfGroup[group] = grown;
    }

    /** The group of a phrase, of {@code (a|b)} or of {@code @name}. */
    private int groupOf(String text) {
        Integer known = groups.get(text);
        if (known != null) {
            return known;
        }
        String alternatives = text;
        if (text.startsWith("(") && text.endsWith(")")) {
            alternatives = text.substring(1, text.length() - 1);
        } else if (text.startsWith("@")) {
            alternatives = sets.get(text.substring(1));
            if (alternatives == null) {
                throw new IllegalArgumentException(text);
            }
        }
        int group = newGroup();
        groups.put(text, group);
        for (String phrase : split(alternatives, "|")) {
            addPhrase(phrase.strip(), group);
        }
        return group;
    }

    private int newGroup() {
        if (groupCount == elementsOfGroup.length) {
            elementsOfGroup = Arrays.copyOf(elementsOfGroup, groupCount * 2);
            markOfGroup = Arrays.copyOf(markOfGroup, groupCount * 2);
        }
        return groupCount++;
    }

    private void addPhrase(String phrase, int group) {
        if (phrase.equals("{address}")) {
            phrases.add(new int[] {Words.ADDRESS}, 0.3f, group);
            return;
        }
        int[] words = Words.learn(phrase, vocabulary);
        if (words.length == 0 || words.length > PhraseBook.LONGEST_PHRASE) {
            throw new IllegalArgumentException(phrase);
        }
        phrases.add(words, PhraseWeight.of(phrase), group);
    }

    private void readSets() {
        readTable("words", 2, cells -> sets.put(cells[0], cells[1]));
    }

    private void readProviders() {
        List<String[]> rows = new ArrayList<>();
        readTable("providers", 5, rows::add);
        for (String[] cells : rows) {
            providers.add(cells[0], cells[1], cells[2]);
            addMark(PROVIDER, cells[0], cells[3]);
            addMark(WEAK_PROVIDER, cells[0], cells[4]);
        }
    }

    private void readMarks() {
        readTable("marks", 3, cells -> {
            switch (cells[0]) {
                case "client" -> addMark(CLIENT, cells[1], cells[2]);
                case "protocol" -> addMark(PROTOCOL | Protocol.fromId(cells[1]).orElseThrow().ordinal(), cells[2]);
                case "stage" -> addMark(STAGE | Stage.fromId(cells[1]).orElseThrow().ordinal(), cells[2]);
                case "mechanism" -> addMark(MECHANISM, cells[1], cells[2]);
                default -> throw new IllegalStateException("marks: " + cells[0]);
            }
        });
    }

    private void addMark(int kind, String name, String text) {
        markNames.add(name);
        addMark(kind | markNames.size() - 1, text);
    }

    private void addMark(int mark, String text) {
        if (text.isEmpty()) {
            return;
        }
        int group = newGroup();
        markOfGroup[group] = mark;
        for (String phrase : split(text, "|")) {
            addPhrase(phrase.strip(), group);
        }
    }

    private static void readTable(String name, int columns, java.util.function.Consumer<String[]> rows) {
        try (BufferedReader in = open(name)) {
            in.readLine();
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                if (!line.isEmpty() && line.charAt(0) != '#') {
                    String[] cells = cells(line);
                    if (cells.length < columns) {
                        throw new IllegalStateException(name + ": " + line);
                    }
                    rows.accept(cells);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("The table " + name + " cannot be read.", e);
        }
    }

    private static BufferedReader open(String table) {
        return new BufferedReader(
                new InputStreamReader(RuleBook.class.getResourceAsStream(table + ".tsv"), StandardCharsets.UTF_8), 1 << 16);
    }

    private static String[] cells(String line) {
        return split(line, "\t");
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
