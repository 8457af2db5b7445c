package org.mailmend.ui.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ExecutionException;

import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Shell;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mailmend.organisation.ui.OrganisationPlace;
import org.mailmend.ui.tests.driver.Driver;
import org.mailmend.ui.tests.pages.OrganisationPage;
import org.mailmend.ui.tests.pages.Tester;

/** Names, mnemonics and whole texts in the Organisation place and its dialogs. */
class OrganisationAccessibilityTest extends UiTest {
    @TempDir
    Path folder;

    @BeforeEach
    void place() throws InterruptedException, ExecutionException {
        OrganisationTest.forget();
        window.perspective(OrganisationPlace.PERSPECTIVE);
    }

    @AfterEach
    void clear() throws InterruptedException, ExecutionException {
        OrganisationTest.forget();
        window.desk();
    }

    @Test
    void everyViewAndItsDialogs() throws IOException {
        OrganisationPage page = OrganisationPage.open(driver).waitForEmpty();
        look("an empty inventory", window.shell());
        Path table = Files.write(folder.resolve("table.csv"), OrganisationTest.TABLE.getBytes(Charset.forName("Windows-31J")));
        Driver.Part importing = page.importing(table);
        driver.waitUntil("there is something to take in", () -> importing.isEnabled("do"));
        look("import", topmost());
        importing.click("do");
        driver.waitUntil("it is taken in", () -> driver.dialogs() == 0 && page.inventory().isVisible("items"));
        look("the inventory", window.shell());
        Driver.Part plan = page.fillWave();
        plan.select("waves", plan.rows("waves").get(1).getFirst());
        driver.waitUntil("its items are shown", () -> plan.rows("planned").size() == 2 && plan.isEnabled("announce"));
        look("the plan", window.shell());
        for (String button : List.of("wave.edit", "freeze", "announce", "session", "exception", "word")) {
            plan.click(button);
            driver.waitUntil("the dialog is there", () -> driver.dialogs() == 1);
            look(button, topmost());
            driver.dialog().click("cancel");
            driver.waitUntil("the dialog is closed", () -> driver.dialogs() == 0);
        }
        Driver.Part board = page.board();
        driver.waitUntil("the figures are shown", () -> !board.rows("figures").isEmpty());
        look("the board", window.shell());
        Driver.Part review = page.review();
        driver.waitUntil("the points are shown", () -> review.rows("points").size() > 20 && review.isEnabled("status"));
        look("the review", window.shell());
    }

    private Shell topmost() {
        return window.ui(() -> {
            Shell top = null;
            for (Shell shell : window.shell().getDisplay().getShells()) {
                if (shell.isVisible() && shell != window.shell() && !shell.getText().isEmpty()
                        && (top == null || shell.getParent() == top)) {
                    top = shell;
                }
            }
            return top;
        });
    }

    private void look(String where, Composite root) {
        assertEquals(List.of(), window.ui(() -> AccessibilityTest.all(root).filter(AccessibilityTest::takesFocus)
                .filter(control -> AccessibilityTest.name(control).isBlank()).map(AccessibilityTest::describe).toList()),
                () -> "without a name: " + where);
        assertEquals(List.of(), window.ui(() -> OAuthAccessibilityTest.clashes(root)), () -> "the same letter: " + where);
        assertEquals(List.of(), window.ui(() -> AccessibilityTest.all(root).filter(AccessibilityTest::isCut)
                .map(AccessibilityTest::describe).toList()), () -> "cut in " + Tester.locale() + ": " + where);
    }
}
