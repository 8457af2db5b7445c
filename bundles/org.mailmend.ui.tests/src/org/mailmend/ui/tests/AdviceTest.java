package org.mailmend.ui.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.eclipse.swt.dnd.Clipboard;
import org.eclipse.swt.dnd.TextTransfer;
import org.junit.jupiter.api.Test;
import org.mailmend.knowledge.Advice;
import org.mailmend.knowledge.Adviser;
import org.mailmend.knowledge.KnowledgeBase;
import org.mailmend.knowledge.Questions;
import org.mailmend.knowledge.ui.GuidedAdvice;
import org.mailmend.ui.tests.pages.AdvicePage;
import org.mailmend.ui.tests.pages.Tester;

/** The guided dialogue: it asks what matters, and what it advises is what the rules say. */
class AdviceTest extends UiTest {
    private static final String CLIENT = "outlook-2016-msi";

    private static Advice advice(Map<String, String> answers) {
        return new Adviser(KnowledgeBase.get()).advise(Questions.request(CLIENT, answers));
    }

    @Test
    void asksUntilNothingMattersAndShowsTheWay() {
        AdvicePage page = AdvicePage.open(driver).client(CLIENT);
        assertFalse(page.part().isVisible("option"), "no way is shown before the kind of account is known");
        page.answer("workspace").answerTheRest();
        assertEquals(List.of("restart"), page.choices());
        Map<String, String> answers = new LinkedHashMap<>();
        page.path().forEach(question -> answers.put(question, question.equals("account") ? "workspace" : "unknown"));
        Advice.Option best = advice(answers).best();
        assertTrue(page.option().startsWith(best.route().text(Tester.locale())), page.option());
        best.because().forEach(reason -> assertTrue(page.reasons().contains(reason.text().in(Tester.locale())), page.reasons()));
        best.steps().forEach(step -> assertTrue(page.reasons().contains(step.text().in(Tester.locale())), page.reasons()));
    }

    @Test
    void thePathCanBeWalkedBack() {
        AdvicePage page = AdvicePage.open(driver).client(CLIENT).answer("workspace");
        assertEquals(List.of("account"), page.path());
        page.again("account");
        assertTrue(page.choices().contains("workspace"), page.choices().toString());
        page.answer("other");
        driver.run(GuidedAdvice.COMMAND_BACK);
        driver.waitUntil("the answer was taken back", () -> page.path().isEmpty());
    }

    @Test
    void figuresAnswer() {
        AdvicePage page = AdvicePage.open(driver).client(CLIENT);
        page.part().focus("choice.personal");
        driver.press("2");
        driver.waitUntil("the second answer counts", () -> page.path().equals(List.of("account")));
        driver.waitUntil("the next question has the focus", () -> driver.focus().startsWith("choice."));
    }

    @Test
    void anotherWayCanBeShownInFull() {
        AdvicePage page = AdvicePage.open(driver).client(CLIENT).answer("workspace");
        String other = page.part().ids("option.").getFirst();
        String name = page.part().read(other).replaceAll("<[^>]*>|\\d+\\. ", "");
        page.part().click(other);
        assertTrue(page.option().startsWith(name), page.option());
    }

    @Test
    void valuesAndAdviceAreCopied() {
        AdvicePage page = AdvicePage.open(driver).client(CLIENT).answer("personal").answerTheRest();
        page.part().click("settings.smtp.host.copy");
        assertEquals(page.part().read("settings.smtp.host"), clipboard());
        page.part().click("copy");
        assertTrue(clipboard().contains(page.option().lines().findFirst().orElseThrow()), clipboard());
    }

    private String clipboard() {
        return window.ui(() -> {
            Clipboard clipboard = new Clipboard(window.shell().getDisplay());
            try {
                return String.valueOf(clipboard.getContents(TextTransfer.getInstance()));
            } finally {
                clipboard.dispose();
            }
        });
    }

    @Test
    void saysThatAClientIsNotKnown() {
        AdvicePage page = AdvicePage.open(driver);
        driver.waitUntil("it is said at the field", () -> {
            page.part().write("client", "no such thing at all");
            return page.part().isVisible("client.problem");
        });
        assertEquals(List.of(), page.choices());
    }
}
