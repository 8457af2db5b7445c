package org.mailmend.ui.tests.pages;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

import org.mailmend.knowledge.KnowledgeBase;
import org.mailmend.knowledge.ui.GuidedAdvice;
import org.mailmend.ui.tests.driver.Driver;

/** The guided dialogue that leads to the way out. */
public final class AdvicePage {
    private final Driver driver;
    private final Driver.Part part;

    private AdvicePage(Driver driver) {
        this.driver = driver;
        part = driver.view(GuidedAdvice.VIEW, null);
    }

    /** The dialogue, in front. */
    public static AdvicePage open(Driver driver) {
        return new AdvicePage(driver);
    }

    public Driver.Part part() {
        return part;
    }

    /** Chooses a client and waits for the first question. */
    public AdvicePage client(String id) {
        Locale locale = Tester.locale();
        String name = KnowledgeBase.get().client(id).orElseThrow().name().in(locale);
        driver.waitUntil("the client is known", () -> {
            part.write("client", name);
            return !choices().isEmpty();
        });
        return this;
    }

    /** The ids of the answers to choose from. */
    public List<String> choices() {
        return part.ids("choice.").stream().map(id -> id.substring("choice.".length())).toList();
    }

    /** Answers the open question. */
    public AdvicePage answer(String choice) {
        String question = part.read("question");
        part.click("choice." + choice);
        driver.waitUntil("the answer counts", () -> !part.read("question").equals(question));
        return this;
    }

    /** Answers "don't know" until nothing is asked any more. */
    public AdvicePage answerTheRest() {
        while (choices().contains("unknown")) {
            answer("unknown");
        }
        return this;
    }

    /** The ids of the questions that were answered, in order. */
    public List<String> path() {
        return part.ids("answered.").stream().map(id -> id.substring("answered.".length())).toList();
    }

    /** Asks an answered question again. */
    public AdvicePage again(String question) {
        part.click("answered." + question);
        driver.waitUntil("the question is open again", () -> !path().contains(question));
        return this;
    }

    /** The way that is shown in full: its name and rank. */
    public String option() {
        return part.read("option");
    }

    /** Reasons and steps of the way that is shown in full. */
    public String reasons() {
        return part.read("reasons");
    }

    public AdvicePage picture(Path file) {
        driver.picture(file);
        return this;
    }
}
