package org.mailmend.training.internal;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.mailmend.knowledge.KnowledgeBase;
import org.mailmend.training.course.Case;
import org.mailmend.training.course.Course;
import org.mailmend.training.course.CourseProblem;

/**
 * Courses or cases of both languages: what comes with Mailmend, and what stands in a folder of a trainer's own, which replaces what has the
 * same id. A file with a mistake that can be shown all the same is kept; the mistake is noted.
 *
 * @param <T> what it holds
 */
public final class Library<T> {
    /** Path of a file below the folder: {@code en/ID.md}. */
    public static final Pattern FILE = Pattern.compile("(en|ja)/([a-z0-9]+(?:-[a-z0-9]+)*)\\.md");
    /** No course that people write is bigger. */
    public static final int MOST_BYTES = 1 << 20;

    private final Map<Locale, Map<String, T>> found = new HashMap<>();
    private final List<CourseProblem> problems = new ArrayList<>();

    /**
     * Reads a file.
     *
     * @param <T> what it reads
     */
    interface Reader<T> {
        /** What the file holds; null when it cannot be shown. What is wrong is noted in the file. */
        T read(String id, Locale language, TextFile file, boolean own, KnowledgeBase base);
    }

    private Library() {
        found.put(Locale.ENGLISH, new TreeMap<>());
        found.put(Locale.JAPANESE, new TreeMap<>());
    }

    /**
     * Courses.
     *
     * @param own   folder of a trainer's own; null for none
     * @param cases ids of the cases
     */
    public static Library<Course> courses(Path own, Set<String> cases, KnowledgeBase base) {
        Library<Course> library = new Library<>();
        library.load("courses", own, new CourseReader(cases), base);
        return library;
    }

    /** Cases, with a folder of a trainer's own; null for none. */
    public static Library<Case> cases(Path own, KnowledgeBase base) {
        Library<Case> library = new Library<>();
        library.load("cases", own, new CaseReader(), base);
        return library;
    }

    /** A course as this text describes it; what is wrong with it is added to the problems. */
    public static Optional<Course> course(String path, String id, Locale language, String text, Set<String> cases,
            KnowledgeBase base,
            List<CourseProblem> problems) {
        TextFile file = TextFile.parse(path, text, problems);
        return Optional.ofNullable(file == null ? null : new CourseReader(cases).read(id, language, file, true, base));
    }

    /** A case as this text describes it; what is wrong with it is added to the problems. */
    public static Optional<Case> casefile(String path, String id, Locale language, String text, KnowledgeBase base,
            List<CourseProblem> problems) {
        TextFile file = TextFile.parse(path, text, problems);
        return Optional.ofNullable(file == null ? null : new CaseReader().read(id, language, file, true, base));
    }

    private void load(String place, Path own, Reader<T> reader, KnowledgeBase base) {
        String root = "/org/mailmend/training/" + place + "/";
        String index = resource(root + "index.txt");
        for (String id : index == null ? List.<String>of()
                : index.lines().map(String::strip).filter(line -> !line.isEmpty()).toList()) {
            for (Locale language : List.of(Locale.ENGLISH, Locale.JAPANESE)) {
                String path = language.getLanguage() + "/" + id + ".md";
                String text = resource(root + path);
                if (text == null) {
                    problems.add(CourseProblem.at(place + "/" + path, 0, "file-missing"));
                } else {
                    put(id, language, TextFile.parse(place + "/" + path, text, problems), reader, false, base);
                }
            }
        }
        if (own != null) {
            for (String path : paths(own)) {
                String text = text(own, path);
                String id = path.substring(3, path.length() - 3);
                if (text != null) {
                    Locale language = path.startsWith("ja/") ? Locale.JAPANESE : Locale.ENGLISH;
                    put(id, language, TextFile.parse(own.resolve(path).toString(), text, problems), reader, true, base);
                }
            }
        }
    }

    private void put(String id, Locale language, TextFile file, Reader<T> reader, boolean own, KnowledgeBase base) {
        T value = file == null ? null : reader.read(id, language, file, own, base);
        if (value != null) {
            found.get(language).put(id, value);
        }
    }

    /** Text of what comes with Mailmend; null when there is none. */
    public static String resource(String path) {
        try (InputStream in = Library.class.getResourceAsStream(path)) {
            return in == null ? null : new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Paths of the files in a folder of a trainer's own, in order; links are left alone. */
    public static List<String> paths(Path folder) {
        List<String> paths = new ArrayList<>();
        for (String language : List.of("en", "ja")) {
            Path inner = folder.resolve(language);
            if (Files.isDirectory(inner, LinkOption.NOFOLLOW_LINKS)) {
                try (Stream<Path> files = Files.list(inner)) {
                    files.filter(file -> Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS))
                            .map(file -> language + "/" + file.getFileName()).filter(FILE.asMatchPredicate()).sorted()
                            .forEach(paths::add);
                } catch (IOException | UncheckedIOException e) {
                    // what cannot be listed holds no course that could be shown
                    continue;
                }
            }
        }
        return paths;
    }

    private String text(Path folder, String path) {
        Path file = folder.resolve(path);
        try {
            if (Files.size(file) <= MOST_BYTES) {
                return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(Files.readAllBytes(file))).toString();
            }
            problems.add(CourseProblem.at(file.toString(), 0, "file-big", MOST_BYTES >> 10));
        } catch (CharacterCodingException e) {
            problems.add(CourseProblem.at(file.toString(), 0, "file-encoding"));
        } catch (IOException e) {
            problems.add(CourseProblem.at(file.toString(), 0, "file-unreadable"));
        }
        return null;
    }

    /** Everything in a language, then what exists in the other one only, each in the order of the ids. */
    public List<T> all(Locale locale) {
        Map<String, T> mine = found.get(language(locale));
        List<T> all = new ArrayList<>(mine.values());
        other(locale).forEach((id, value) -> {
            if (!mine.containsKey(id)) {
                all.add(value);
            }
        });
        return all;
    }

    /** What has this id, in the other language when it does not exist in this one. */
    public Optional<T> find(String id, Locale locale) {
        return Optional.ofNullable(found.get(language(locale)).getOrDefault(id, other(locale).get(id)));
    }

    /** Ids in either language. */
    public Set<String> ids() {
        Set<String> ids = new TreeSet<>(found.get(Locale.ENGLISH).keySet());
        ids.addAll(found.get(Locale.JAPANESE).keySet());
        return ids;
    }

    /** What is wrong in the files. */
    public List<CourseProblem> problems() {
        return List.copyOf(problems);
    }

    private Map<String, T> other(Locale locale) {
        return found.get(language(locale) == Locale.JAPANESE ? Locale.ENGLISH : Locale.JAPANESE);
    }

    private static Locale language(Locale locale) {
        return "ja".equals(locale.getLanguage()) ? Locale.JAPANESE : Locale.ENGLISH;
    }
}
