package org.mailmend.ui.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.mailmend.knowledge.ui.internal.Shelf;
import org.mailmend.ui.tests.driver.Driver;
import org.mailmend.ui.tests.pages.Knowledge;
import org.mailmend.ui.tests.pages.Knowledge.Article;
import org.mailmend.ui.tests.pages.Source;

/** Knowledge of one's own: a page is replaced, mistakes are named, and the original comes back. */
class OwnKnowledgeTest extends UiTest {
    private static final Path FILE = Shelf.folder().resolve("articles/en/route-oauth.md");

    private Knowledge knowledge;

    @BeforeEach
    void openThePlace() {
        knowledge = Knowledge.open(driver);
    }

    @AfterEach
    void backToTheDesk() throws IOException {
        window.ui(() -> window.page().closeAllEditors(false));
        window.desk();
        Files.deleteIfExists(FILE);
        window.ui(() -> Shelf.get().readAgain());
    }

    private Source edit() {
        knowledge.search("oauth");
        Article article = knowledge.openHit("Sign in with OAuth");
        article.press("edit");
        return Source.inFront(driver);
    }

    @Test
    void aPageIsReplacedAndComesBack() throws IOException {
        Source source = edit();
        assertFalse(Files.exists(FILE), "nothing is written before it is saved");
        source.write(source.text().replace("title: Sign in with OAuth", "title: Our way to OAuth"))
                .waitForPreview("Our way to OAuth");
        source.press("save");
        assertTrue(Files.readString(FILE).contains("title: Our way to OAuth"));
        source.press("showPage");
        Article.inFront(driver).waitFor("Our way to OAuth").press("edit");
        Source.inFront(driver).press("revert");
        Driver.Part question = driver.dialog();
        press(question);
        driver.waitUntil("the file has gone", () -> !Files.exists(FILE));
        Article.inFront(driver).waitFor("Sign in with OAuth");
    }

    /** Presses the button that says yes: the first one. */
    private void press(Driver.Part dialog) {
        driver.press("CR");
        driver.waitUntil("the question is answered", () -> driver.dialogs() == 0);
        assertFalse(dialog.isVisible("none"));
    }

    @Test
    void mistakesAreNamedWithTheirRemedy() {
        Source source = edit();
        String good = source.text();
        source.write(good.replace("kind: route", "kind: robot")).waitForMistake("robot");
        assertTrue(source.part().read("remedy").length() > 10, source.part().read("remedy"));
        source.write(good);
        driver.waitUntil("the mistake is gone", () -> source.part().rows("problems").isEmpty());
    }

    @Test
    void theEditorFollowsTheFile() throws IOException {
        Source source = edit();
        source.press("save");
        Files.writeString(FILE, Files.readString(FILE).replace("title: Sign in with OAuth", "title: From a colleague"));
        window.ui(() -> Shelf.get().readAgain());
        driver.waitUntil("the new text is shown", () -> source.text().contains("title: From a colleague"));
    }

    @Test
    void typingCanBeUndone() {
        Source source = edit();
        String before = source.text();
        source.part().focus("source");
        driver.type("abc");
        assertEquals("abc" + before, source.text());
        driver.press("M1+Z");
        assertEquals(before, source.text());
    }

    @Test
    void newArticleBeginsWithACompleteText() {
        driver.run("org.mailmend.knowledge.ui.newArticle");
        Driver.Part dialog = driver.dialog();
        dialog.write("english", "How our desk works");
        assertEquals("topic-how-our-desk-works", dialog.read("id"));
        dialog.write("japanese", "how it works");
        driver.press("CR");
        driver.waitUntil("the dialog is closed", () -> driver.dialogs() == 0);
        Source source = Source.inFront(driver).waitForPreview("How our desk works");
        assertTrue(source.text().contains("id: topic-how-our-desk-works"), source.text());
    }
}
