package org.mailmend.ui.tests.pages;

import org.mailmend.ui.tests.driver.Driver;

/** The dialog that asks to which ticket something is attached. */
public final class AttachPage {
    private static final int SUBJECT = 1;

    private final Driver driver;
    private final Driver.Part part;

    private AttachPage(Driver driver) {
        this.driver = driver;
        part = driver.dialog();
    }

    /** The one that is open; waits for it. */
    public static AttachPage front(Driver driver) {
        return new AttachPage(driver);
    }

    public AttachPage look(String words) {
        part.write("search", words);
        return this;
    }

    /** Waits until this ticket is the first, and selects it. */
    public AttachPage waitFor(String subject) {
        driver.waitUntil("the ticket is offered", () -> !part.rows("tickets").isEmpty()
                && part.rows("tickets").getFirst().get(SUBJECT).equals(subject));
        part.selectRows("tickets", 0);
        return this;
    }

    public void attach() {
        part.click("attach");
        driver.waitUntil("it is attached", () -> driver.dialogs() == 0);
    }
}
