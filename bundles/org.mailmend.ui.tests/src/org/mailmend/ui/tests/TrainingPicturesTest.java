package org.mailmend.ui.tests;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.mailmend.training.ui.TrainingPlace;
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
    void paints(Theme.Choice theme) {
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
        page.sessions();
        window.size(1024, 700);
        driver.picture(file(theme, "sessions-small"));
        window.size(1280, 860);
        window.desk();
        assertTrue(Files.exists(file(theme, "sessions")));
    }

    private static Path file(Theme.Choice theme, String name) {
        return PICTURES.resolve(Tester.locale().getLanguage() + "-" + theme.id() + "-training-" + name + ".png");
    }
}
