package org.mailmend.training.internal;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.mailmend.knowledge.AccountKind;
import org.mailmend.knowledge.ClientKind;
import org.mailmend.knowledge.KnowledgeBase;
import org.mailmend.training.course.Course;
import org.mailmend.training.course.Need;
import org.mailmend.training.course.Part;
import org.mailmend.training.course.PartKind;
import org.mailmend.training.course.PracticeGoal;
import org.mailmend.training.course.QuizQuestion;

/** Reads courses. */
final class CourseReader implements Library.Reader<Course> {
    private static final Set<String> LISTS = Set.of("goals");
    private static final Set<String> KEYS = Set.of("id", "title", "language", "audience", "goals", "updated");
    private static final Pattern PART = Pattern
            .compile("([a-z0-9]+(?:-[a-z0-9]+)*)\\s*\\[([a-z]+)]\\s*(\\d{1,4})\\s*[|｜]\\s*(.+)");
    private static final Pattern SETTING = Pattern.compile("(needs|articles|practice|case):\\s*(.*)");
    private static final Set<String> NOTES = Set.of("notes", "trainer notes", "notes for the trainer", "メモ", "講師メモ", "講師用メモ",
            "講師のメモ", "講師向けメモ", "ノート");
    private static final int LONGEST = 120;

    private final Set<String> cases;

    /**
     * @param cases ids of the cases
     */
    CourseReader(Set<String> cases) {
        this.cases = cases;
    }

    @Override
    public Course read(String id, Locale language, TextFile file, boolean own, KnowledgeBase base) {
        file.checkKeys(KEYS, LISTS, id, language);
        String introduction = TextFile.text(file.introduction());
        int start = file.introduction().isEmpty() ? 1 : file.introduction().getFirst().number();
        if (introduction.isEmpty()) {
            file.problem(start, "introduction");
        }
        TextCheck.check(file, start, introduction, language, base);
        List<Part> parts = new ArrayList<>();
        Set<String> ids = new HashSet<>();
        for (TextFile.Section section : file.sections()) {
            Part part = part(file, section, language, base);
            if (part != null) {
                parts.add(part);
                if (!ids.add(part.id())) {
                    file.problem(section.number(), "part-twice", part.id());
                }
            }
        }
        if (parts.isEmpty()) {
            file.problem(start, "parts");
        }
        return new Course(id, file.value("title"), language, file.value("audience"), file.items("goals"), file.day("updated"),
                introduction, parts, own);
    }

    private Part part(TextFile file, TextFile.Section section, Locale language, KnowledgeBase base) {
        int line = section.number();
        Matcher heading = PART.matcher(section.title());
        PartKind kind = heading.matches() ? PartKind.fromId(heading.group(2)).orElse(null) : null;
        if (kind == null) {
            file.problem(line, "part", section.title());
            return null;
        }
        int minutes = Integer.parseInt(heading.group(3));
        if (minutes < 1 || minutes > LONGEST) {
            file.problem(line, "minutes", minutes, LONGEST);
            return null;
        }
        List<TextFile.Line> lines = new ArrayList<>(section.lines());
        Settings settings = settings(file, lines, language, base);
        TextFile.Cut cut = TextFile.sections(lines, 3);
        String notes = "";
        if (!cut.sections().isEmpty() && isNotes(cut.sections().getLast().title())) {
            TextFile.Section last = cut.sections().removeLast();
            notes = TextFile.text(last.lines());
            TextCheck.check(file, last.number() + 1, notes, language, base);
            lines.removeIf(each -> each.number() >= last.number());
        }
        List<QuizQuestion> questions = new ArrayList<>();
        if (kind == PartKind.QUIZ) {
            for (TextFile.Section question : cut.sections()) {
                questions.add(file.question(String.valueOf(questions.size() + 1), question));
            }
            if (questions.isEmpty()) {
                file.problem(line, "questions", heading.group(1));
            }
            lines = cut.lead();
        }
        String body = TextFile.text(lines);
        TextCheck.check(file, lines.isEmpty() ? line : lines.getFirst().number(), body, language, base);
        if (body.isEmpty() && questions.isEmpty() && settings.casefile.isEmpty()) {
            file.problem(line, "part-empty", heading.group(1));
        }
        return new Part(heading.group(1), kind, minutes, heading.group(4).strip(), settings.needs, settings.articles,
                settings.practice,
                settings.casefile, body, notes, questions);
    }

    private static boolean isNotes(String heading) {
        return NOTES.contains(heading.toLowerCase(Locale.ROOT));
    }

    private static final class Settings {
        private List<Need> needs = List.of(Need.EVERYBODY);
        private List<String> articles = List.of();
        private PracticeGoal practice;
        private String casefile = "";
    }

    /** Takes the settings off the head of a part. */
    private Settings settings(TextFile file, List<TextFile.Line> lines, Locale language, KnowledgeBase base) {
        Settings settings = new Settings();
        while (!lines.isEmpty()) {
            TextFile.Line line = lines.getFirst();
            Matcher setting = SETTING.matcher(line.text());
            if (!line.text().isBlank() && !setting.matches()) {
                break;
            }
            lines.removeFirst();
            if (!line.text().isBlank()) {
                set(settings, file, line.number(), setting.group(1), setting.group(2).strip(), language, base);
            }
        }
        return settings;
    }

    private void set(Settings settings, TextFile file, int line, String key, String value, Locale language, KnowledgeBase base) {
        switch (key) {
            case "needs" -> settings.needs = needs(file, line, value, base);
            case "articles" -> {
                settings.articles = Arrays.stream(value.replaceAll("[\\[\\]]", "").split("[,、]")).map(String::strip)
                        .filter(id -> !id.isEmpty()).toList();
                settings.articles.stream().filter(id -> base.article(id, language).isEmpty())
                        .forEach(id -> file.problem(line, "article", id));
            }
            case "practice" -> {
                settings.practice = PracticeGoal.fromId(value).orElse(null);
                if (settings.practice == null) {
                    file.problem(line, "practice", value,
                            String.join(", ", Arrays.stream(PracticeGoal.values()).map(PracticeGoal::id).toList()));
                }
            }
            default -> {
                settings.casefile = value;
                if (!cases.contains(value)) {
                    file.problem(line, "case", value);
                }
            }
        }
    }

    private static List<Need> needs(TextFile file, int line, String value, KnowledgeBase base) {
        Set<String> known = new TreeSet<>();
        List<Need> needs = new ArrayList<>();
        for (String each : value.split("[,、]")) {
            Need need = Need.parse(each).orElse(null);
            boolean exists = need != null && switch (need.kind()) {
                case ANY -> true;
                case CLIENT -> base.client(need.value()).isPresent();
                case CLIENT_KIND -> ClientKind.fromId(need.value()).isPresent();
                case ACCOUNT -> AccountKind.fromId(need.value()).isPresent();
            };
            if (exists) {
                needs.add(need);
            } else {
                known.add(each.strip());
            }
        }
        if (!known.isEmpty()) {
            file.problem(line, "needs", String.join(", ", known));
        }
        return needs.isEmpty() ? List.of(Need.EVERYBODY) : needs;
    }
}
