package org.mailmend.ui.tests.pages;

import java.nio.file.Path;
import java.util.List;

import org.mailmend.knowledge.ui.Assistant;
import org.mailmend.ui.tests.driver.Driver;

/** The Assistant, which explains what is put into it. */
public final class AssistantPage {
    private final Driver driver;
    private final Driver.Part part;

    private AssistantPage(Driver driver) {
        this.driver = driver;
        part = driver.view(Assistant.VIEW, null);
    }

    /** The Assistant, in front. */
    public static AssistantPage open(Driver driver) {
        return new AssistantPage(driver);
    }

    public Driver.Part part() {
        return part;
    }

    /** Puts a text in, in the place of what stood there. */
    public AssistantPage put(String text) {
        part.write("text", text);
        return this;
    }

    /** Chooses a client by its whole name. */
    public AssistantPage client(String name) {
        driver.waitUntil("the clients are known", () -> {
            part.write("client", name);
            return !part.isVisible("client.problem");
        });
        return this;
    }

    /** Waits until the answer names this cause. */
    public AssistantPage waitFor(String cause) {
        driver.waitUntil("the answer is " + cause, () -> part.isVisible("finding") && finding().contains(cause));
        return this;
    }

    /** Waits until nothing is explained any more. */
    public AssistantPage waitForNothing() {
        driver.waitUntil("nothing is explained", () -> part.isVisible("empty"));
        return this;
    }

    /** The answer's head: what it is, how sure that is, what is known of it. */
    public String finding() {
        return part.read("finding");
    }

    /** What it means and what to do. */
    public String body() {
        return part.read("body");
    }

    public String evidence() {
        return part.read("evidence");
    }

    /** What is shown of the text. */
    public String text() {
        return part.read("text");
    }

    /** The ids of the other causes that are offered. */
    public List<String> alternatives() {
        return part.ids("alternative.").stream().map(id -> id.substring("alternative.".length())).toList();
    }

    public AssistantPage look(String cause) {
        part.click("alternative." + cause);
        return this;
    }

    /** Answers the open question by one of its choices. */
    public AssistantPage answer(String choice) {
        driver.waitUntil("the question is asked", () -> part.isVisible("answer." + choice));
        part.click("answer." + choice);
        return this;
    }

    /** Answers the open question in words. */
    public AssistantPage say(String words) {
        driver.waitUntil("the question is asked", () -> part.isVisible("answer"));
        part.write("answer", words);
        part.click("answer.give");
        return this;
    }

    public AssistantPage picture(Path file) {
        driver.picture(file);
        return this;
    }
}
