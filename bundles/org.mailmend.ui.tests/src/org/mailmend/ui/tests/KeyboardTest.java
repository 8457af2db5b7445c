package org.mailmend.ui.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.mailmend.check.ui.ConnectionTester;
import org.mailmend.diagnosis.CauseId;
import org.mailmend.lab.Scenarios;
import org.mailmend.ui.tests.pages.Tester;
import org.mailmend.workbench.State;

/** The tester without a mouse; keys go through the window system as they do for a user. */
class KeyboardTest extends UiTest {

    @Test
    void runsFromTheFirstKeyToTheResult() {
        window.ui(() -> window.page().hideView(window.page().findView(ConnectionTester.VIEW)));
        driver.press("M1+T");
        driver.waitUntil("the tester is open", () -> window.ui(() -> window.page().findView(ConnectionTester.VIEW) != null));
        Tester tester = Tester.open(driver).choosePractice("gmail-account-password");
        tester.part().focus("scenario");
        driver.press("F5");
        tester.waitForResult();
        assertTrue(tester.result().contains(CauseId.AUTH_ACCOUNT_PASSWORD_RETIRED.name()), tester.result());
    }

    @Test
    void escapeCancels() {
        Tester tester = Tester.open(driver).choosePractice("silent").limit("600");
        tester.part().focus("scenario");
        driver.press("F5");
        driver.waitUntil("the greeting is waited for",
                () -> tester.isRunning() && tester.stage("banner").contains(State.RUNNING.text()));
        driver.press("ESC");
        tester.waitForResult();
        assertTrue(tester.result().contains(CauseId.USER_CANCELLED.name()), tester.result());
    }

    @Test
    void typedTextArrives() {
        Tester tester = Tester.open(driver).chooseServer();
        tester.part().focus("host");
        driver.type("mail.example.org");
        assertEquals("mail.example.org", tester.part().read("host"));
        driver.press("TAB");
        assertEquals("port", driver.focus());
    }

    @Test
    void typingFindsAScenarioAndNonsenseIsForgotten() {
        Tester tester = Tester.open(driver).choosePractice("gmail-account-password");
        for (String typed : List.of("tls-wrong-host", "qqqq")) {
            tester.part().focus("scenario");
            driver.press("M1+A");
            driver.type(typed);
            tester.part().focus("signIn");
            driver.waitUntil("the practice server is chosen", () -> tester.part().read("scenario")
                    .equals(Scenarios.byId("tls-wrong-host").orElseThrow().title(Tester.locale())));
        }
    }

    @Test
    void tabFollowsTheReadingOrder() {
        Tester tester = Tester.open(driver).chooseServer().showMore();
        tester.part().focus("preset");
        List<String> order = new ArrayList<>();
        for (int i = 0; i < 30 && !order.contains(driver.focus()); i++) {
            order.add(driver.focus());
            driver.press("TAB");
        }
        List<String> wanted = List.of("preset", "protocol", "host", "port", "security", "signIn", "user", "secret", "eye",
                "remember", "more",
                "profile", "mechanism", "from", "to", "send", "deadline", "allowCleartext", "start", "stage.dns", "tryPractice",
                "dialogue");
        assertEquals(wanted, order.stream().filter(wanted::contains).toList(), order.toString());
    }

    @Test
    void arrowsMoveThroughTheStages() {
        Tester tester = Tester.open(driver).choosePractice("gmail-account-password").start().waitForResult();
        tester.part().focus("stage.dns");
        driver.press("ARROW_DOWN");
        assertEquals("stage.connect", driver.focus());
        driver.press("END");
        assertEquals("stage.auth", driver.focus());
        driver.press("ARROW_DOWN");
        assertEquals("stage.auth", driver.focus());
        driver.press("HOME");
        assertEquals("stage.dns", driver.focus());
        assertFalse(tester.isRunning());
    }
}
