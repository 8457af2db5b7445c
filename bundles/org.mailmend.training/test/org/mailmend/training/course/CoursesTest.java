package org.mailmend.training.course;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mailmend.diagnosis.CauseId;
import org.mailmend.knowledge.AccountKind;
import org.mailmend.knowledge.Client;
import org.mailmend.knowledge.ClientKind;
import org.mailmend.knowledge.KnowledgeBase;
import org.mailmend.knowledge.own.OwnKnowledgeException;
import org.mailmend.knowledge.own.PackContents.State;

class CoursesTest {
    private static final KnowledgeBase BASE = KnowledgeBase.get();
    private static final String COURSE = """
            ---
            id: our-course
            title: "Our \\"own\\" course"
            language: en
            audience: Everybody
            goals:
              - say why
              - do it
            updated: 2026-11-24
            ---
            What it is about.

            ## why [explanation] 10 | Why the password no longer works
            needs: any
            articles: [cause-auth-web-login-required]

            Before the first slide.

            ### The answer
            {{article:cause-auth-web-login-required#What to do}}

            ### In full
            {{article:cause-auth-web-login-required}}

            ```
            ### no slide
            ```

            ### Notes
            Ask who has seen it.

            ## try [exercise] 15 | Send a mail
            needs: client-kind:copier, client:thunderbird-153, account:workspace
            practice: app-password

            Send it.

            ## check [quiz] 5 | What do you remember?

            ### Which one?
            - [ ] this | no, because
              it is not
            - [X] that | yes
            """;
    private static final String CASE = """
            ---
            id: our-case
            title: A call
            language: ja
            scenario: gmail-web-login
            cause: AUTH_WEB_LOGIN_REQUIRED
            level: 2
            updated: 2026-11-24
            ---
            「534 と出ます」

            ## ヒント
            - 番号を見る
            - 534-5.7.14 の意味

            ## 何を聞きますか?
            - [x] 新しい場所ですか | はい
            - [ ] 天気は | 関係ない

            ## 何をしますか?
            - [x] ブラウザーでログイン | そのとおり
            - [ ] 待つ | 変わらない

            ## 解説
            {{article:cause-auth-web-login-required}}
            """;

    @TempDir
    Path home;

    private Courses load(String path, String text) throws IOException {
        Path file = home.resolve("courses").resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
        return Courses.in(home, BASE);
    }

    private List<String> problems(String path, String text) throws IOException {
        Courses courses = load(path, text);
        return java.util.stream.Stream.concat(courses.problems().stream(), courses.cases().problems().stream())
                .map(problem -> problem.line() + " " + problem.key()).toList();
    }

    @Test
    void readsACourse() throws IOException {
        Courses courses = load("en/our-course.md", COURSE);
        assertEquals(List.of(), courses.problems());
        Course course = courses.course("our-course", Locale.JAPANESE).orElseThrow();
        assertEquals("Our \"own\" course", course.title());
        assertTrue(course.own());
        assertEquals(30, course.minutes());
        assertEquals(List.of("say why", "do it"), course.goals());
        Part why = course.part("why").orElseThrow();
        assertEquals("Ask who has seen it.", why.notes());
        assertFalse(why.body().contains("Ask who"), why.body());
        assertTrue(why.forEverybody());
        Part exercise = course.part("try").orElseThrow();
        assertEquals(PracticeGoal.APP_PASSWORD, exercise.goal().orElseThrow());
        QuizQuestion question = course.part("check").orElseThrow().question("1").orElseThrow();
        assertEquals("no, because it is not", question.choices().getFirst().why());
        assertTrue(question.correct(Set.of(1)));
        assertFalse(question.correct(Set.of(0, 1)));
        assertEquals(2, question.mistakes(Set.of(0)));
    }

    @Test
    void cutsSlidesAndPutsArticlesIn() throws IOException {
        Part why = load("en/our-course.md", COURSE).course("our-course", Locale.ENGLISH).orElseThrow().part("why").orElseThrow();
        List<CourseText.Slide> slides = CourseText.slides(why, Locale.ENGLISH, BASE);
        assertEquals(List.of("", "The answer", "In full", "What to do"), slides.stream().map(CourseText.Slide::title).toList());
        assertTrue(slides.get(1).body().startsWith("1. Open the provider's mail page"), slides.get(1).body());
        assertTrue(slides.get(3).body().contains("### no slide"), slides.get(3).body());
    }

    @Test
    void knowsWhoNeedsAPart() throws IOException {
        Part part = load("en/our-course.md", COURSE).course("our-course", Locale.ENGLISH).orElseThrow().part("try").orElseThrow();
        Client copier = BASE.clients().stream().filter(client -> client.kind() == ClientKind.COPIER).findFirst().orElseThrow();
        Client phone = BASE.clients().stream().filter(client -> client.kind() == ClientKind.PHONE).findFirst().orElseThrow();
        assertTrue(part.fits(copier, AccountKind.PERSONAL));
        assertTrue(part.fits(BASE.client("thunderbird-153").orElseThrow(), AccountKind.PERSONAL));
        assertFalse(part.fits(phone, AccountKind.PERSONAL));
        assertTrue(part.fits(phone, AccountKind.WORKSPACE));
        assertTrue(part.fits(phone, null));
    }

    @Test
    void readsACase() throws IOException {
        Courses courses = load("cases/ja/our-case.md", CASE);
        assertEquals(List.of(), courses.cases().problems());
        Case found = courses.cases().find("our-case", Locale.ENGLISH).orElseThrow();
        assertEquals(CauseId.AUTH_WEB_LOGIN_REQUIRED, found.cause());
        assertEquals(2, found.hints().size());
        assertEquals(10, found.score(0, Set.of(0), Set.of(0)));
        assertEquals(9, found.score(1, Set.of(0), Set.of(0)));
        assertEquals(4, found.score(2, Set.of(0, 1), Set.of(0, 1)));
        assertEquals(0, found.score(9, Set.of(1), Set.of(1)));
    }

    @Test
    void namesEachMistakeWithItsLine() throws IOException {
        assertEquals(List.of("1 no-front-matter"), problems("en/our-course.md", "hello"));
        assertEquals(List.of("1 front-matter-open"), problems("en/our-course.md", "---\nid: x\n"));
        assertEquals(List.of("2 id"), problems("en/our-course.md", COURSE.replace("id: our-course", "id: other")));
        assertEquals(List.of("4 language"), problems("en/our-course.md", COURSE.replace("language: en", "language: ja")));
        assertEquals(List.of("13 part"), problems("en/our-course.md", COURSE.replace("[explanation]", "[lecture]")));
        assertEquals(List.of("13 minutes"), problems("en/our-course.md", COURSE.replace("] 10 |", "] 900 |")));
        assertEquals(List.of("15 article"), problems("en/our-course.md",
                COURSE.replace("[cause-auth-web-login-required]", "[cause-none]")));
        assertEquals(List.of("17 section"), problems("en/our-course.md", COURSE.replace("#What to do", "#Nothing")));
        assertEquals(List.of("33 needs"),
                problems("en/our-course.md", COURSE.replace("client-kind:copier", "client-kind:desktop")));
        assertEquals(List.of("34 practice"),
                problems("en/our-course.md", COURSE.replace("practice: app-password", "practice: magic")));
        assertEquals(List.of("34 case"), problems("en/our-course.md", COURSE.replace("practice: app-password", "case: none")));
        assertEquals(List.of("43 choice", "40 choices"), problems("en/our-course.md", COURSE.replace("that | yes", "that")));
        assertEquals(List.of("36 html"),
                problems("en/our-course.md", COURSE.replace("Send it.", "<b>Send</b>").replace("</b>", "")));
        assertEquals(List.of("36 link"), problems("en/our-course.md", COURSE.replace("Send it.", "[x](javascript:alert)")));
    }

    @Test
    void namesTheMistakesOfCases() throws IOException {
        assertEquals(List.of("5 scenario"), problems("cases/ja/our-case.md", CASE.replace("gmail-web-login", "none")));
        assertEquals(List.of("6 cause-other"), problems("cases/ja/our-case.md", CASE.replace("AUTH_WEB_LOGIN_REQUIRED", "OK")));
        assertEquals(List.of("7 level"), problems("cases/ja/our-case.md", CASE.replace("level: 2", "level: 4")));
        assertEquals(List.of("10 case-sections"), problems("cases/ja/our-case.md", CASE.replace("## 解説", "### 解説")));
    }

    @Test
    void saysEachMistakeInBothLanguages() throws IOException {
        for (CourseProblem problem : load("en/our-course.md", COURSE.replace("[explanation]", "[\u202eevil]")).problems()) {
            for (Locale locale : List.of(Locale.ENGLISH, Locale.JAPANESE)) {
                assertFalse(problem.text(locale).contains("\u202e"), problem.text(locale));
            }
        }
    }

    @Test
    void leavesLinksAndOddFilesAlone() throws IOException {
        Path secret = Files.writeString(home.resolve("secret"), COURSE);
        Path folder = Files.createDirectories(home.resolve("courses/en"));
        Files.createSymbolicLink(folder.resolve("our-course.md"), secret);
        Files.writeString(folder.resolve("NOTES.md"), "mine");
        Courses courses = Courses.in(home, BASE);
        assertTrue(courses.course("our-course", Locale.ENGLISH).isEmpty());
        assertEquals(List.of(), courses.problems());
    }

    @Test
    void namesAFileThatIsNoText() throws IOException {
        load("en/our-course.md", "");
        Files.write(home.resolve("courses/en/our-course.md"), new byte[] {(byte) 0xff, (byte) 0xfe, 0});
        assertEquals("file-encoding", Courses.in(home, BASE).problems().getFirst().key());
    }

    @Test
    void exchangesPacks(@TempDir Path other) throws IOException {
        load("en/our-course.md", COURSE);
        load("cases/ja/our-case.md", CASE);
        Path pack = home.resolve("courses.zip");
        assertEquals(List.of("cases/ja/our-case.md", "en/our-course.md"), new CoursePacks(home, BASE).write(pack, List.of()));
        CoursePacks there = new CoursePacks(other, BASE);
        Files.createDirectories(other.resolve("courses/en"));
        Files.writeString(other.resolve("courses/en/our-course.md"), COURSE.replace("Everybody", "Nobody"));
        CoursePacks.Contents contents = there.open(pack);
        assertEquals(List.of(), contents.problems());
        assertEquals(Map.of("cases/ja/our-case.md", State.NEW, "en/our-course.md", State.CONFLICT), contents.states());
        assertEquals(2, there.take(contents, List.copyOf(contents.states().keySet())).size());
        Courses courses = Courses.in(other, BASE);
        assertEquals("Everybody", courses.course("our-course", Locale.ENGLISH).orElseThrow().audience());
        assertTrue(courses.cases().find("our-case", Locale.JAPANESE).isPresent());
        assertEquals(2, there.undo().size());
        courses = Courses.in(other, BASE);
        assertEquals("Nobody", courses.course("our-course", Locale.ENGLISH).orElseThrow().audience());
        assertTrue(courses.cases().find("our-case", Locale.JAPANESE).isEmpty());
    }

    @Test
    void refusesAPackThatLeadsElsewhere() throws IOException {
        Path pack = home.resolve("evil.zip");
        for (String path : List.of("../en/evil.md", "en/../../evil.md", "articles/en/cause-x.md", "en/evil.exe")) {
            try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(pack))) {
                zip.putNextEntry(new ZipEntry(path));
                zip.write(COURSE.getBytes(StandardCharsets.UTF_8));
            }
            assertThrows(OwnKnowledgeException.class, () -> new CoursePacks(home, BASE).open(pack), path);
        }
    }

    @Test
    void previewsATextAndTellsItsSource() throws IOException {
        List<CourseProblem> problems = new java.util.ArrayList<>();
        Courses courses = Courses.in(home, BASE);
        assertEquals("Our \"own\" course", courses.preview("our-course", Locale.ENGLISH, COURSE, problems).orElseThrow().title());
        courses.preview("our-course", Locale.ENGLISH, COURSE.replace("updated: 2026-11-24", "updated: soon"), problems);
        assertTrue(problems.stream().anyMatch(problem -> problem.line() == 9 && problem.key().equals("day")),
                () -> problems.toString());
        assertTrue(courses.source("our-course", Locale.ENGLISH).isEmpty());
        assertTrue(courses.source("../our-course", Locale.ENGLISH).isEmpty());
        Files.createDirectories(home.resolve("courses/en"));
        Files.writeString(home.resolve("courses/en/our-course.md"), COURSE);
        assertEquals(COURSE, courses.source("our-course", Locale.ENGLISH).orElseThrow());
    }
}
