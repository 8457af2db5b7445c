package org.mailmend.ui.tests.pages;

import org.mailmend.training.ui.TrainingPlace;
import org.mailmend.ui.tests.driver.Driver;

/** The view that presents articles, and the window that the room sees. */
public final class PresentPage {
    private final Driver driver;
    private final Driver.Part part;

    private PresentPage(Driver driver) {
        this.driver = driver;
        part = driver.view(TrainingPlace.PRESENT, null);
    }

    /** Opens it and waits until the articles are there. */
    public static PresentPage open(Driver driver) {
        PresentPage page = new PresentPage(driver);
        page.filter("");
        driver.waitUntil("the articles are there", () -> page.articles() > 0);
        return page;
    }

    public Driver.Part part() {
        return part;
    }

    public PresentPage filter(String words) {
        part.write("filter", words);
        return this;
    }

    public int articles() {
        return part.rows("articles").size();
    }

    public PresentPage present() {
        driver.run(TrainingPlace.COMMAND_START);
        driver.waitUntil("the room sees a slide", () -> driver.dialogs() == 1 && !driver.dialog().read("slide").isEmpty());
        return this;
    }

    /** What the room sees. */
    public String slide() {
        return driver.dialog().read("slide");
    }

    /** Ends the presentation as the key does. */
    public PresentPage escape() {
        driver.press("ESC");
        driver.waitUntil("the window of the room is gone", () -> driver.dialogs() == 0);
        driver.waitUntil("another one can be begun", () -> part.isEnabled("present"));
        return this;
    }
}
