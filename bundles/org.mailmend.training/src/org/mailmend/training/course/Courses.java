package org.mailmend.training.course;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

import org.mailmend.knowledge.KnowledgeBase;
import org.mailmend.training.internal.Library;

/**
 * Courses: those that come with Mailmend, and a trainer's own in the folder {@code courses} of Mailmend's home, as {@code en/ID.md} and
 * {@code ja/ID.md}. Immutable and safe for every thread; made anew to see changed files.
 */
public final class Courses {
    private final Path folder;
    private final KnowledgeBase base;
    private final Library<Course> library;
    private final Cases cases;

    private Courses(Path folder, KnowledgeBase base) {
        this.folder = folder;
        this.base = base;
        cases = new Cases(folder == null ? null : folder.resolve("cases"), base);
        library = Library.courses(folder, cases.ids(), base);
    }

    /** What comes with Mailmend. Reads files: not for a thread that must not wait. */
    public static Courses bundled() {
        return new Courses(null, KnowledgeBase.get());
    }

    /**
     * What comes with Mailmend, and a trainer's own. Reads files: not for a thread that must not wait.
     *
     * @param home Mailmend's home; it need not exist
     * @param base the knowledge base whose articles the courses are made of
     */
    public static Courses in(Path home, KnowledgeBase base) {
        return new Courses(home.resolve("courses"), base);
    }

    /** All courses in a language, then those that exist in the other one only. */
    public List<Course> courses(Locale locale) {
        return library.all(locale);
    }

    /** The course with this id, in the other language when it does not exist in this one. */
    public Optional<Course> course(String id, Locale locale) {
        return library.find(id, locale);
    }

    /** The cases that come with them. */
    public Cases cases() {
        return cases;
    }

    /** What is wrong in the files of courses. */
    public List<CourseProblem> problems() {
        return library.problems();
    }

    /**
     * A course as this text describes it; empty when it cannot be shown.
     *
     * @param problems what is wrong with it is added here
     */
    public Optional<Course> preview(String id, Locale language, String text, List<CourseProblem> problems) {
        return Library.course(language.getLanguage() + "/" + id + ".md", id, language, text, cases.ids(), base, problems);
    }

    /**
     * The text of the file of a course; empty when there is none in this language. Reads a file: not for a thread that must not wait.
     *
     * @throws UncheckedIOException when it cannot be read
     */
    public Optional<String> source(String id, Locale language) {
        String path = language.getLanguage() + "/" + id + ".md";
        if (!Library.FILE.matcher(path).matches()) {
            return Optional.empty();
        }
        try {
            if (folder != null && Files.isRegularFile(folder.resolve(path), LinkOption.NOFOLLOW_LINKS)
                    && Files.size(folder.resolve(path)) <= Library.MOST_BYTES) {
                return Optional.of(Files.readString(folder.resolve(path)));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return Optional.ofNullable(Library.resource("/org/mailmend/training/courses/" + path));
    }
}
