package org.mailmend.ui.tests;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.ExecutionException;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.mailmend.organisation.ui.OrganisationPlace;
import org.mailmend.ui.tests.driver.Driver;
import org.mailmend.ui.tests.pages.OrganisationPage;
import org.mailmend.ui.tests.pages.Tester;
import org.mailmend.workbench.Theme;

/** Pictures of the Organisation place, for people to look at, in both themes; the language is that of the test run. */
class OrganisationPicturesTest extends UiTest {
    @TempDir
    Path folder;

    @BeforeEach
    @AfterEach
    void clear() throws InterruptedException, ExecutionException {
        OrganisationTest.forget();
    }

    @ParameterizedTest
    @EnumSource(names = {"LIGHT", "DARK"})
    void paints(Theme.Choice theme) throws IOException {
        window.theme(theme);
        window.size(1280, 860);
        window.perspective(OrganisationPlace.PERSPECTIVE);
        OrganisationPage page = OrganisationPage.open(driver).waitForEmpty().picture(file(theme, "empty"));
        Path table = Files.writeString(folder.resolve("inventory.csv"), OrganisationTest.TABLE);
        Driver.Part dialog = page.importing(table);
        driver.waitUntil("the table is read", () -> dialog.isEnabled("do"));
        page.picture(file(theme, "import"));
        dialog.click("cancel");
        page.importFile(table);
        Driver.Part part = page.inventory();
        driver.waitUntil("the items are shown", () -> part.isVisible("items"));
        page.picture(file(theme, "inventory"));
        part.select("if.app", part.items("if.app").get(1));
        driver.waitUntil("the what-if is told", () -> part.isVisible("if.result"));
        page.picture(file(theme, "what-if"));
        part.click("add");
        driver.dialog();
        page.picture(file(theme, "item"));
        driver.dialog().click("cancel");
        part.click("if.reset");
        Driver.Part plan = page.fillWave();
        plan.select("waves", plan.rows("waves").get(1).getFirst());
        page.picture(file(theme, "plan"));
        driver.waitUntil("there is somebody to tell", () -> plan.isEnabled("announce"));
        plan.click("announce");
        Driver.Part announcement = driver.dialog();
        driver.waitUntil("the preview is there", () -> announcement.isEnabled("given"));
        page.picture(file(theme, "announcement"));
        announcement.click("cancel");
        plan.click("session");
        Driver.Part session = driver.dialog();
        driver.waitUntil("the roster is there", () -> session.isEnabled("make"));
        page.picture(file(theme, "session"));
        session.click("cancel");
        Driver.Part board = page.board();
        driver.waitUntil("the figures are shown", () -> !board.rows("figures").isEmpty());
        page.picture(file(theme, "board"));
        Driver.Part review = page.review();
        driver.waitUntil("the points are shown", () -> review.rows("points").size() > 20 && review.isEnabled("status"));
        page.picture(file(theme, "review"));
        window.size(1024, 700);
        page.picture(file(theme, "review-small"));
        page.inventory();
        page.picture(file(theme, "inventory-small"));
        window.size(1280, 860);
        window.desk();
        assertTrue(Files.exists(file(theme, "review")));
    }

    private static Path file(Theme.Choice theme, String name) {
        return PICTURES.resolve(Tester.locale().getLanguage() + "-" + theme.id() + "-organisation-" + name + ".png");
    }
}
