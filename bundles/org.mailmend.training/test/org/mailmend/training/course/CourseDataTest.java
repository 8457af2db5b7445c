package org.mailmend.training.course;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

/** Holds the courses and cases that come with Mailmend to their own rules. */
class CourseDataTest {
    private static final Path DATA = Path.of("src/org/mailmend/training");
    private static final Courses COURSES = Courses.bundled();

    @Test
    void nothingIsWrong() {
        assertEquals("", texts(COURSES.problems()) + texts(COURSES.cases().problems()));
    }

    private static String texts(List<CourseProblem> problems) {
        return String.join("\n", problems.stream().map(problem -> problem.text(Locale.ENGLISH)).toList());
    }

    @Test
    void indexesNameEveryFile() throws IOException {
        for (String place : List.of("courses", "cases")) {
            List<String> index = Files.readAllLines(DATA.resolve(place + "/index.txt"));
            assertEquals(index.stream().sorted().toList(), index, place + "/index.txt is not in order");
            for (String language : List.of("en", "ja")) {
                assertEquals(new TreeSet<>(index), ids(DATA.resolve(place + "/" + language)), place + "/" + language);
            }
        }
    }

    private static TreeSet<String> ids(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return new TreeSet<>();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return new TreeSet<>(files.map(file -> file.getFileName().toString().replaceFirst("\\.md$", "")).toList());
        }
    }

    @Test
    void hasSevenCoursesAndTwentyCases() {
        for (Locale locale : List.of(Locale.ENGLISH, Locale.JAPANESE)) {
            assertEquals(7, COURSES.courses(locale).size());
            assertEquals(20, COURSES.cases().cases(locale).size());
        }
    }

    @Test
    void coursesAreTheSameInBothLanguages() {
        for (Course english : COURSES.courses(Locale.ENGLISH)) {
            Course japanese = COURSES.course(english.id(), Locale.JAPANESE).orElseThrow();
            assertEquals(shape(english), shape(japanese));
        }
    }

    private static String shape(Course course) {
        StringBuilder shape = new StringBuilder(course.id() + " " + course.goals().size() + " goals " + course.updated() + "\n");
        for (Part part : course.parts()) {
            shape.append(part.id()).append(' ').append(part.kind()).append(' ').append(part.minutes()).append(' ')
                    .append(part.needs())
                    .append(' ').append(part.articles()).append(' ').append(part.practice()).append(' ').append(part.casefile())
                    .append(' ')
                    .append(CourseText.includes(part.body()).stream().map(CourseText.Include::article).toList());
            part.questions().forEach(question -> shape.append('\n').append(shape(question)));
            shape.append('\n');
        }
        return shape.toString();
    }

    private static String shape(QuizQuestion question) {
        return question.id() + " " + question.choices().stream().map(QuizQuestion.Choice::right).toList();
    }

    @Test
    void casesAreTheSameInBothLanguages() {
        for (Case english : COURSES.cases().cases(Locale.ENGLISH)) {
            Case japanese = COURSES.cases().find(english.id(), Locale.JAPANESE).orElseThrow();
            assertEquals(shape(english), shape(japanese));
        }
    }

    private static String shape(Case each) {
        return each.id() + " " + each.scenario() + " " + each.cause() + " " + each.level() + " " + each.hints().size() + " hints "
                + shape(each.ask()) + " " + shape(each.act());
    }
}
