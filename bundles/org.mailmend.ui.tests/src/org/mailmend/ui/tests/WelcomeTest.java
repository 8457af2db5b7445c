package org.mailmend.ui.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.mailmend.ui.tests.driver.Driver;
import org.mailmend.ui.tests.pages.Tester;
import org.mailmend.workbench.Theme;

/** The page of the first start. */
class WelcomeTest extends UiTest {
    private static final String ID = "org.mailmend.workbench.welcome";

    @AfterEach
    void asTheSystem() {
        window.theme(Theme.Choice.LIGHT);
    }

    @Test
    void isFoundUnderHelp() {
        Driver.Part page = open();
        assertTrue(page.isEnabled("practice"));
        assertEquals(List.of("As the system", "Light", "Dark"), page.items("theme"));
        assertEquals("Light", page.read("theme"));
        driver.picture(PICTURES.resolve("welcome.png"));
    }

    @Test
    void theThemeChangesAtOnce() {
        Driver.Part page = open();
        page.select("theme", "Dark");
        assertTrue(window.ui(Theme::isDark));
        driver.picture(PICTURES.resolve("welcome-dark.png"));
        page.select("theme", "Light");
        assertFalse(window.ui(Theme::isDark));
    }

    @Test
    void practiceShowsAFailureAndItsCure() {
        open().click("practice");
        Tester tester = Tester.open(driver);
        tester.waitForResult();
        assertTrue(tester.result().contains("password"), tester.result());
        assertEquals(0, window.ui(() -> window.page().getEditorReferences().length).intValue());
    }

    @Test
    void theTeamsDatabaseIsInThePreferences() {
        open().click("team");
        Driver.Part preferences = driver.dialog();
        assertTrue(preferences.isVisible("verify"));
        preferences.close();
    }

    private Driver.Part open() {
        driver.run(ID);
        return driver.editor(ID);
    }
}
