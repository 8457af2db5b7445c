package org.mailmend.training.internal;

import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.mailmend.training.course.CourseProblem;
import org.mailmend.training.course.QuizQuestion;

/**
 * The file of a course or case: front matter between lines of three hyphens, as articles have it, then Markdown that is cut at its
 * headings of the second level.
 */
public final class TextFile {
    private static final Pattern KEY = Pattern.compile("([a-z][a-z0-9-]*):(?:\\s+(.*))?");
    private static final Pattern ITEM = Pattern.compile("\\s+-\\s+(.*)");
    private static final Pattern CHOICE = Pattern.compile("[-*]\\s+\\[([ xX])]\\s+(.*)");
    private static final Pattern BULLET = Pattern.compile("[-*]\\s+(.*)");
    private static final Pattern FENCE = Pattern.compile(" {0,3}(```|~~~).*");
    private static final int FEWEST_CHOICES = 2;
    private static final int MOST_CHOICES = 9;

    /** A line with its number in the file, from 1. */
    public record Line(int number, String text) {
    }

    /** A heading and the lines below it, up to the next one of its level or a higher one. */
    public record Section(int number, String title, List<Line> lines) {
    }

    private record Field(int line, String value, List<Line> items) {
    }

    private final String path;
    private final List<CourseProblem> problems;
    private final Map<String, Field> fields = new LinkedHashMap<>();
    private final List<Line> body = new ArrayList<>();

    private TextFile(String path, List<CourseProblem> problems) {
        this.path = path;
        this.problems = problems;
    }

    /** Reads a file; null, with the problem noted, when it has no front matter. */
    public static TextFile parse(String path, String text, List<CourseProblem> problems) {
        TextFile file = new TextFile(path, problems);
        String[] lines = (text.startsWith("\ufeff") ? text.substring(1) : text).split("\r?\n|\r", -1);
        if (!"---".equals(lines[0].strip())) {
            file.problem(1, "no-front-matter");
            return null;
        }
        int i = 1;
        Field open = null;
        for (; i < lines.length && !"---".equals(lines[i].strip()); i++) {
            String line = lines[i].stripTrailing();
            Matcher item = ITEM.matcher(line);
            Matcher key = KEY.matcher(line);
            if (item.matches() && open != null) {
                open.items.add(new Line(i + 1, unquoted(item.group(1).strip())));
            } else if (key.matches()) {
                open = new Field(i + 1, unquoted(key.group(2) == null ? "" : key.group(2).strip()), new ArrayList<>());
                if (file.fields.putIfAbsent(key.group(1), open) != null) {
                    file.problem(i + 1, "key-twice", key.group(1));
                }
            } else if (!line.isBlank()) {
                file.problem(i + 1, "front-matter-line", line.strip());
            }
        }
        if (i == lines.length) {
            file.problem(1, "front-matter-open");
            return null;
        }
        for (i++; i < lines.length; i++) {
            file.body.add(new Line(i + 1, lines[i].stripTrailing()));
        }
        return file;
    }

    private static String unquoted(String text) {
        boolean quoted = text.length() > 1 && text.startsWith("\"") && text.endsWith("\"");
        return quoted ? text.substring(1, text.length() - 1).replace("\\\"", "\"") : text;
    }

    /** Notes what is wrong. */
    public void problem(int line, String key, Object... args) {
        problems.add(CourseProblem.at(path, line, key, args));
    }

    /** Notes keys that are unknown or missing, and an id and language that do not fit the place of the file. */
    public void checkKeys(Set<String> keys, Set<String> lists, String id, Locale language) {
        fields.forEach((key, field) -> {
            if (!keys.contains(key)) {
                problem(field.line, "key-unknown", key, String.join(", ", keys.stream().sorted().toList()));
            }
        });
        for (String key : keys) {
            Field field = fields.get(key);
            if (field == null || (lists.contains(key) ? field.items.isEmpty() : field.value.isEmpty())) {
                problem(line(key), "key-missing", key);
            }
        }
        if (fields.containsKey("id") && !id.equals(value("id"))) {
            problem(line("id"), "id", id);
        }
        if (fields.containsKey("language") && !language.getLanguage().equals(value("language"))) {
            problem(line("language"), "language", language.getLanguage());
        }
    }

    /** The value of a key; empty when it is missing. */
    public String value(String key) {
        Field field = fields.get(key);
        return field == null ? "" : field.value;
    }

    /** The items of a list. */
    public List<String> items(String key) {
        Field field = fields.get(key);
        return field == null ? List.of() : field.items.stream().map(Line::text).toList();
    }

    /** The line of a key, 1 when it is missing. */
    public int line(String key) {
        Field field = fields.get(key);
        return field == null ? 1 : field.line;
    }

    /** A day of a key; the first day of 1970, with the problem noted, when it is none. */
    public LocalDate day(String key) {
        try {
            return LocalDate.parse(value(key));
        } catch (DateTimeParseException e) {
            if (!value(key).isEmpty()) {
                problem(line(key), "day", key, value(key));
            }
            return LocalDate.EPOCH;
        }
    }

    /** The lines before the first heading of the second level. */
    public List<Line> introduction() {
        return sections(body, 2).lead;
    }

    /** The sections by headings of the second level. */
    public List<Section> sections() {
        return sections(body, 2).sections;
    }

    /** What stands before the first heading, and the sections after it. */
    public record Cut(List<Line> lead, List<Section> sections) {
    }

    /** Cuts lines at headings of this level or a higher one; a heading in a block of code is none. */
    public static Cut sections(List<Line> lines, int level) {
        Cut cut = new Cut(new ArrayList<>(), new ArrayList<>());
        Predicate<String> heading = Pattern.compile("#{1," + level + "}\\s+\\S.*").asMatchPredicate();
        boolean code = false;
        for (Line line : lines) {
            code ^= FENCE.matcher(line.text).matches();
            if (!code && heading.test(line.text)) {
                cut.sections.add(new Section(line.number, line.text.replaceFirst("#+\\s+", "").strip(), new ArrayList<>()));
            } else {
                (cut.sections.isEmpty() ? cut.lead : cut.sections.getLast().lines).add(line);
            }
        }
        return cut;
    }

    /** Lines as a text without blank lines around it. */
    public static String text(List<Line> lines) {
        StringBuilder text = new StringBuilder();
        lines.forEach(line -> text.append(line.text).append('\n'));
        return text.toString().strip();
    }

    /** The bullets of a list, each with the lines that go on with it. */
    public List<Line> bullets(List<Line> lines) {
        List<Line> bullets = new ArrayList<>();
        for (Line line : lines) {
            Matcher bullet = BULLET.matcher(line.text);
            if (bullet.matches()) {
                bullets.add(new Line(line.number, bullet.group(1)));
            } else if (!line.text.isBlank() && !bullets.isEmpty()) {
                Line last = bullets.removeLast();
                bullets.add(new Line(last.number, last.text + joint(last.text, line.text.strip()) + line.text.strip()));
            } else if (!line.text.isBlank()) {
                problem(line.number, "bullet", line.text.strip());
            }
        }
        return bullets;
    }

    /** A line break between Japanese characters is no blank. */
    private static String joint(String before, String after) {
        return before.charAt(before.length() - 1) < 0x2e80 || after.charAt(0) < 0x2e80 ? " " : "";
    }

    /** Reads a question with its choices: {@code - [x] text | why}. */
    public QuizQuestion question(String id, Section section) {
        List<QuizQuestion.Choice> choices = new ArrayList<>();
        for (Line line : bullets(section.lines)) {
            Matcher choice = CHOICE.matcher("- " + line.text);
            String[] parts = choice.matches() ? choice.group(2).split("\\s*[|｜]\\s*", 2) : new String[0];
            if (parts.length < 2 || parts[0].isBlank() || parts[1].isBlank()) {
                problem(line.number, "choice", line.text);
            } else {
                choices.add(new QuizQuestion.Choice(parts[0].strip(), !choice.group(1).isBlank(), parts[1].strip()));
            }
        }
        QuizQuestion question = new QuizQuestion(id, section.title, choices);
        if (choices.size() < FEWEST_CHOICES || choices.size() > MOST_CHOICES || question.right().isEmpty()) {
            problem(section.number, "choices", section.title, FEWEST_CHOICES, MOST_CHOICES);
        }
        return question;
    }
}
