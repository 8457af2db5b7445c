package org.mailmend.ui.tests.pages;

import java.nio.file.Path;

import org.mailmend.ui.tests.driver.Driver;

/** The editor of a knowledge file. */
public final class Source {
    private final Driver driver;
    private final Driver.Part part;

    private Source(Driver driver) {
        this.driver = driver;
        part = driver.editor("org.mailmend.knowledge.ui.source");
        driver.waitUntil("the text was checked", () -> part.isVisible("verdict") && !part.read("verdict").isEmpty());
    }

    /** The editor in front. */
    public static Source inFront(Driver driver) {
        return new Source(driver);
    }

    public Driver.Part part() {
        return part;
    }

    public String text() {
        return part.read("source");
    }

    /** Replaces the text and waits until the preview says something. */
    public Source write(String text) {
        part.write("source", text);
        return this;
    }

    public Source waitForPreview(String words) {
        driver.waitUntil("the preview says " + words, () -> part.isVisible("preview") && part.read("preview").contains(words));
        return this;
    }

    public Source waitForMistake(String words) {
        driver.waitUntil("the mistake is named: " + words,
                () -> part.rows("problems").stream().anyMatch(row -> row.get(1).contains(words)));
        return this;
    }

    public Source press(String button) {
        part.click(button);
        return this;
    }

    public Source picture(Path file) {
        driver.picture(file);
        return this;
    }
}
