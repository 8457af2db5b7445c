package org.mailmend.ui.tests;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.mailmend.training.practice.PracticeBoard;
import org.mailmend.training.ui.TrainingPlace;
import org.mailmend.training.ui.internal.Practice;
import org.mailmend.ui.tests.driver.Driver;
import org.mailmend.ui.tests.pages.Tester;
import org.mailmend.ui.tests.pages.TrainingPage;
import org.mailmend.workbench.Theme;

/** Pictures of the Training place, for people to look at, in both themes; the language is that of the test run. */
class TrainingPicturesTest extends UiTest {

    @BeforeEach
    @AfterEach
    void clear() {
        TrainingPage.forget();
        TrainingPage.writeCourse();
    }

    @ParameterizedTest
    @EnumSource(names = {"LIGHT", "DARK"})
    void paints(Theme.Choice theme) throws IOException, GeneralSecurityException {
        window.theme(theme);
        window.size(1280, 860);
        window.perspective(TrainingPlace.PERSPECTIVE);
        window.resetPlace();
        TrainingPage page = TrainingPage.open(driver);
        Driver.Part part = page.sessions();
        driver.waitUntil("it explains itself", () -> part.isVisible("empty.words"));
        driver.picture(file(theme, "empty"));
        page.plan("Outlook on Monday").add("Sato Hanako", "hanako@example.com", "outlook-2016-msi").add("Suzuki Taro",
                "taro@example.com", "");
        driver.picture(file(theme, "sessions"));
        page.courses();
        driver.picture(file(theme, "courses"));
        page.ownCourse();
        driver.picture(file(theme, "course-editor"));
        Driver.Part cases = page.cases();
        driver.picture(file(theme, "cases"));
        cases.click("hint");
        cases.click("ask.0");
        cases.click("act.1");
        driver.waitUntil("it can be answered", () -> cases.isEnabled("answer"));
        cases.click("answer");
        driver.waitUntil("it is explained", () -> cases.isVisible("score"));
        driver.picture(file(theme, "case-answered"));
        Driver.Part board = page.practise();
        PracticeBoard practice = Practice.get().board();
        MailClient.send(practice.targets().get(1), practice.trustAnchorsPem(), practice.accounts().getFirst().address(),
                practice.accounts().getFirst().appPassword());
        MailClient.send(practice.targets().get(1), practice.trustAnchorsPem(), practice.accounts().get(1).address(),
                practice.accounts().get(1).password());
        driver.waitUntil("the refusal is shown", () -> board.rows("board").get(1).get(6).contains("535"));
        board.selectRows("board", 1);
        driver.waitUntil("it is explained", () -> board.isEnabled("article"));
        driver.picture(file(theme, "practice"));
        Driver.Part run = page.run();
        run.click("start");
        run.selectRows("people", 0);
        run.click("mark.present");
        page.note(1, 2, "535-5.7.8 after the password was typed again").note(0, 0, "Does the copier need this, too?");
        driver.picture(file(theme, "run"));
        run.click("present");
        driver.waitUntil("the room sees a slide", () -> driver.dialogs() == 1 && !driver.dialog().read("slide").isEmpty());
        driver.picture(file(theme, "room"));
        driver.press("ESC");
        driver.waitUntil("the window of the room is gone", () -> driver.dialogs() == 0);
        run.selectRows("parts", run.rows("parts").size() - 1);
        driver.waitUntil("the quiz can be opened", () -> run.isEnabled("quiz"));
        run.click("quiz");
        Driver.Part quiz = driver.dialog();
        quiz.click("q1.0");
        quiz.click("q2.0");
        driver.waitUntil("the answers can be checked", () -> quiz.isEnabled("check"));
        quiz.click("check");
        driver.waitUntil("they are explained", () -> quiz.isVisible("q2.1.why"));
        driver.picture(file(theme, "quiz"));
        quiz.close();
        page.results();
        driver.picture(file(theme, "results"));
        driver.view(TrainingPlace.PRACTICE, null).click("stop");
        window.size(1024, 700);
        page.sessions();
        driver.picture(file(theme, "sessions-small"));
        page.run();
        driver.picture(file(theme, "run-small"));
        page.results();
        driver.picture(file(theme, "results-small"));
        driver.view(TrainingPlace.PRACTICE, null);
        driver.waitUntil("the server has stopped", () -> Practice.get().board() == null);
        driver.picture(file(theme, "practice-small"));
        window.size(1280, 860);
        window.desk();
        assertTrue(Files.exists(file(theme, "sessions")));
    }

    private static Path file(Theme.Choice theme, String name) {
        return PICTURES.resolve(Tester.locale().getLanguage() + "-" + theme.id() + "-training-" + name + ".png");
    }
}
