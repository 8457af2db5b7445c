package org.mailmend.ui.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.mailmend.training.ui.TrainingPlace;
import org.mailmend.ui.tests.pages.PresentPage;
import org.mailmend.ui.tests.pages.Tester;
import org.mailmend.workbench.Theme;

/** Articles that are presented to a room, turned with the keys of a clicker. */
class PresentTest extends UiTest {

    @BeforeEach
    void place() {
        window.perspective(TrainingPlace.PERSPECTIVE);
        window.resetPlace();
    }

    @Test
    void filtersAndSaysSoWhenNothingIsFound() {
        PresentPage page = PresentPage.open(driver);
        int all = page.articles();
        page.filter("route-oauth");
        assertTrue(page.articles() > 0 && page.articles() < all);
        page.filter("zzqqxxyyjjkk");
        assertEquals(0, page.articles());
        assertFalse(page.part().isEnabled("present"));
        page.filter("");
        assertEquals(all, page.articles());
    }

    @Test
    void aClickerTurnsTheSlides() {
        PresentPage page = PresentPage.open(driver).filter("route-oauth").present();
        String first = page.slide();
        driver.press("PAGE_DOWN");
        driver.waitUntil("the next slide is shown", () -> !page.slide().equals(first));
        String second = page.slide();
        assertEquals(lines(page.part().read("preview")), lines(second));
        driver.press("PAGE_UP");
        driver.waitUntil("the first slide is shown", () -> page.slide().equals(first));
        driver.press("ARROW_RIGHT");
        driver.waitUntil("the next slide is shown", () -> page.slide().equals(second));
        driver.press("b");
        driver.waitUntil("the screen is black", () -> page.slide().isEmpty());
        driver.press("b");
        driver.waitUntil("the slide is back", () -> page.slide().equals(second));
        driver.press("F5");
        driver.waitUntil("it begins again", () -> page.slide().equals(first));
        page.escape();
    }

    private static String lines(String text) {
        return text.replaceAll("\\s+", " ").strip();
    }

    @Test
    void theOwnWindowTurnsThemAsWell() {
        PresentPage page = PresentPage.open(driver).filter("route-oauth").present();
        String first = page.slide();
        page.part().click("next");
        driver.waitUntil("the next slide is shown", () -> !page.slide().equals(first));
        assertFalse(page.part().isEnabled("articles"));
        page.part().click("end");
        driver.waitUntil("the window of the room is gone", () -> driver.dialogs() == 0);
    }

    @ParameterizedTest
    @EnumSource(names = {"LIGHT", "DARK"})
    void paints(Theme.Choice theme) {
        window.theme(theme);
        window.size(1280, 860);
        PresentPage page = PresentPage.open(driver).filter("route-oauth");
        driver.picture(file(theme, "present"));
        page.present();
        driver.picture(file(theme, "slide"));
        driver.press("PAGE_DOWN");
        driver.picture(file(theme, "slide-next"));
        page.escape();
        window.size(1024, 700);
        driver.picture(file(theme, "present-small"));
        assertTrue(Files.exists(file(theme, "slide")));
    }

    private static Path file(Theme.Choice theme, String name) {
        return PICTURES.resolve(Tester.locale().getLanguage() + "-" + theme.id() + "-training-" + name + ".png");
    }
}
