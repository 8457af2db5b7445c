package org.mailmend.ui.tests;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.mailmend.knowledge.ui.ConfigurationFiles;
import org.mailmend.ui.tests.pages.AdvicePage;
import org.mailmend.ui.tests.pages.AssistantPage;
import org.mailmend.ui.tests.pages.ConfigurationDialog;
import org.mailmend.ui.tests.pages.Knowledge;
import org.mailmend.ui.tests.pages.Preferences;
import org.mailmend.ui.tests.pages.Source;
import org.mailmend.ui.tests.pages.Tester;
import org.mailmend.workbench.State;
import org.mailmend.workbench.Theme;

/** Pictures of the window for people to look at, in both themes; the language is that of the test run. */
class PicturesTest extends UiTest {

    @ParameterizedTest
    @EnumSource(names = {"LIGHT", "DARK"})
    void paints(Theme.Choice theme) {
        window.theme(theme);
        window.size(1280, 860);
        Tester tester = Tester.open(driver).picture(file(theme, "tester-empty"));
        tester.showMore().start().picture(file(theme, "tester-problems"));
        tester.choosePractice("silent").limit("600").start();
        driver.waitUntil("the greeting is waited for",
                () -> tester.isRunning() && tester.stage("banner").contains(State.RUNNING.text()));
        tester.picture(file(theme, "tester-running")).cancel().waitForResult();
        tester.choosePractice("gmail-account-password").limit("15").start();
        driver.waitUntil("the check is over",
                () -> !tester.isRunning() && tester.result().contains("AUTH_ACCOUNT_PASSWORD_RETIRED"));
        tester.show(0).picture(file(theme, "tester-result"));
        tester.show(1).picture(file(theme, "tester-certificates"));
        tester.show(2).picture(file(theme, "tester-server"));
        tester.show(3).picture(file(theme, "tester-history"));
        window.size(1024, 700);
        tester.show(0).picture(file(theme, "tester-small"));
        window.size(1280, 860);
        Preferences preferences = Preferences.open(driver);
        int number = 1;
        for (String page : preferences.pages()) {
            preferences.show(page).picture(file(theme, "preferences-" + number++));
        }
        preferences.cancel();
        driver.run("org.eclipse.ui.help.aboutAction");
        driver.dialog();
        driver.picture(file(theme, "about"));
        driver.dialog().close();
        assertTrue(Files.exists(file(theme, "about")));
    }

    @ParameterizedTest
    @EnumSource(names = {"LIGHT", "DARK"})
    void paintsAssistantAndAdvice(Theme.Choice theme) {
        window.theme(theme);
        window.size(1280, 860);
        AssistantPage.open(driver).put("535-5.7.8 Username and Password not accepted. gmail").waitFor("AUTH_BAD_CREDENTIALS")
                .picture(file(theme, "assistant"));
        AdvicePage advice = AdvicePage.open(driver).client("outlook-2016-msi").answer("workspace")
                .picture(file(theme, "advice-question"));
        advice.answerTheRest().picture(file(theme, "advice"));
        window.size(1024, 700);
        advice.picture(file(theme, "advice-small"));
        window.size(1280, 860);
        ConfigurationDialog dialog = ConfigurationDialog.open(driver, ConfigurationFiles.COMMAND_MAKE)
                .picture(file(theme, "configuration")).account("outlook-2016-msi", "taro@gmail.com").next();
        dialog.preview();
        dialog.picture(file(theme, "configuration-preview")).close();
        ConfigurationDialog.open(driver, ConfigurationFiles.COMMAND_LOOKUP).picture(file(theme, "lookup")).close();
        assertTrue(Files.exists(file(theme, "advice")));
    }

    @ParameterizedTest
    @EnumSource(names = {"LIGHT", "DARK"})
    void paintsTheKnowledge(Theme.Choice theme) {
        window.theme(theme);
        window.size(1280, 860);
        Knowledge knowledge = Knowledge.open(driver);
        Knowledge.Article article = Knowledge.Article.openHome(driver);
        knowledge.picture(file(theme, "knowledge-start"));
        knowledge.search("oauth");
        driver.waitUntil("something is found", () -> !knowledge.hits().isEmpty());
        String best = knowledge.hits().getFirst().lines().findFirst().orElseThrow();
        knowledge.part().open("hits", 0);
        article.waitFor(best);
        article.tick(0).waitFor("✓").picture(file(theme, "knowledge-article"));
        // Ticks stay for the session.
        article.follow("mailmend:reset");
        driver.waitUntil("no step is ticked off", () -> !article.text().contains("✓"));
        knowledge.search("outlook 2016");
        driver.waitUntil("a client is found", () -> knowledge.hits().stream().anyMatch(hit -> hit.startsWith("Outlook 2016")));
        knowledge.part().open("hits", 0);
        article.waitFor("Outlook 2016");
        window.size(1024, 700);
        knowledge.part().click("filter");
        article.picture(file(theme, "knowledge-client"));
        knowledge.part().click("filter");
        knowledge.search("zzqqxxyyjjkk");
        driver.waitUntil("nothing is found", () -> knowledge.part().isVisible("nothing"));
        knowledge.picture(file(theme, "knowledge-nothing"));
        window.size(1280, 860);
        article.press("edit");
        Source source = Source.inFront(driver);
        source.write(source.text().replaceFirst("updated: .*", "updated: yesterday")).waitForMistake("yesterday");
        source.picture(file(theme, "knowledge-source"));
        window.ui(() -> window.page().closeAllEditors(false));
        window.desk();
        assertTrue(Files.exists(file(theme, "knowledge-source")));
    }

    private static Path file(Theme.Choice theme, String name) {
        return PICTURES.resolve(Tester.locale().getLanguage() + "-" + theme.id() + "-" + name + ".png");
    }
}
