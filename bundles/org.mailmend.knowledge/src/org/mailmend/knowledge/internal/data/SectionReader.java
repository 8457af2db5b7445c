package org.mailmend.knowledge.internal.data;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.mailmend.knowledge.Source;
import org.mailmend.knowledge.Statement;
import org.mailmend.knowledge.Text;
import org.mailmend.knowledge.When;

/**
 * Reads a body that says the same in two languages: under {@code ## en} and {@code ## ja} sections of the same names, each
 * with as many items. A name may be followed by a condition in braces and by sources: {@code ### oauth {account = personal}
 * [key]}.
 */
final class SectionReader {
    private static final Pattern NAME = Pattern.compile("([a-z0-9-]+)(?:\\s*\\{([^}]*)})?");
    private static final Pattern ITEM = Pattern.compile("(?:\\d+\\.|-)\\s+(.*)");
    private static final Pattern LINK = Pattern.compile("\\[([^\\]]+)]\\(kb:([a-z0-9-]+)\\)");

    /** A section in both languages. */
    record Block(String name, When when, int line, List<Statement> statements) {
    }

    private record Item(int line, String text, String article, List<Source> sources, boolean given) {
    }

    private record Half(String name, String condition, int line, List<Item> items) {
    }

    private final DataFile file;
    private final Sources sources;
    private final Problems problems;

    SectionReader(DataFile file, Sources sources, Problems problems) {
        this.file = file;
        this.sources = sources;
        this.problems = problems;
    }

    List<Block> read() {
        Map<String, Half> en = new LinkedHashMap<>();
        Map<String, Half> ja = new LinkedHashMap<>();
        Map<String, Half> language = null;
        for (DataFile.Section section : file.sections()) {
            String heading = section.heading().text();
            int line = section.heading().number();
            if (section.level() == 2) {
                language = heading.equals("en") ? en : heading.equals("ja") ? ja : null;
                if (language == null) {
                    problems.add(file.path(), line, "language-heading", heading);
                }
            } else if (section.level() == 3 && language != null) {
                Half half = half(section);
                if (half != null && language.putIfAbsent(half.name + "{" + half.condition + "}", half) != null) {
                    problems.add(file.path(), line, "section-twice", heading);
                }
            } else if (section.level() != 3) {
                problems.add(file.path(), line, "heading-level", heading);
            }
        }
        List<Block> blocks = new ArrayList<>();
        for (Map.Entry<String, Half> entry : en.entrySet()) {
            Half other = ja.remove(entry.getKey());
            if (other == null) {
                problems.add(file.path(), entry.getValue().line, "section-missing", entry.getValue().name, "ja");
            } else {
                blocks.add(join(entry.getValue(), other));
            }
        }
        ja.values().forEach(half -> problems.add(file.path(), half.line, "section-missing", half.name, "en"));
        return blocks;
    }

    private Half half(DataFile.Section section) {
        int line = section.heading().number();
        Sources.Referenced heading = sources.strip(file.path(), line, section.heading().text(), problems);
        Matcher name = NAME.matcher(heading.text());
        if (!name.matches()) {
            problems.add(file.path(), line, "section-name", heading.text());
            return null;
        }
        List<Item> items = new ArrayList<>();
        StringBuilder text = new StringBuilder();
        int start = line;
        for (DataFile.Line each : section.lines()) {
            Matcher item = ITEM.matcher(each.text());
            boolean begins = item.matches();
            if (begins && !text.isEmpty()) {
                items.add(item(start, text.toString(), heading));
                text.setLength(0);
            }
            if (text.isEmpty()) {
                start = each.number();
            } else if (joinsWithBlank(text, each.text().strip())) {
                text.append(' ');
            }
            text.append(begins ? item.group(1) : each.text().strip());
        }
        if (!text.isEmpty()) {
            items.add(item(start, text.toString(), heading));
        }
        return new Half(name.group(1), name.group(2) == null ? "" : name.group(2).strip(), line, items);
    }

    /** A line break between Japanese characters is no blank. */
    private static boolean joinsWithBlank(CharSequence before, String after) {
        return before.charAt(before.length() - 1) < 0x2e80 || after.isEmpty() || after.charAt(0) < 0x2e80;
    }

    private Item item(int line, String written, Sources.Referenced heading) {
        Sources.Referenced own = sources.strip(file.path(), line, written, problems);
        Matcher link = LINK.matcher(own.text());
        String article = link.find() ? link.group(2) : null;
        String text = link.replaceAll("$1");
        return new Item(line, text, article, own.given() ? own.sources() : heading.sources(), own.given() || heading.given());
    }

    private Block join(Half en, Half ja) {
        List<Statement> statements = new ArrayList<>();
        if (en.items.size() != ja.items.size()) {
            problems.add(file.path(), ja.line, "section-items", en.name, en.items.size(), ja.items.size());
        }
        for (int i = 0; i < Math.min(en.items.size(), ja.items.size()); i++) {
            Item first = en.items.get(i);
            Item second = ja.items.get(i);
            if (!first.given) {
                problems.add(file.path(), first.line, "no-source", first.text);
            }
            statements.add(new Statement(new Text(first.text, second.text), first.article, first.sources,
                    second.given ? second.sources : first.sources));
        }
        return new Block(en.name, Vocabulary.when(file.path(), en.line, en.condition, problems), en.line, statements);
    }
}
