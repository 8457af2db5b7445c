package org.mailmend.ui.tests.pages;

import java.nio.file.Path;

import org.mailmend.ui.tests.driver.Driver;

/** The dialog that takes a call. */
public final class NewTicket {
    private final Driver driver;
    private final Driver.Part part;

    private NewTicket(Driver driver) {
        this.driver = driver;
        part = driver.dialog();
    }

    /** Opens it by its command. */
    public static NewTicket open(Driver driver) {
        driver.run("org.mailmend.tickets.ui.new");
        return new NewTicket(driver);
    }

    /** Opens it by its key. */
    public static NewTicket press(Driver driver) {
        driver.press("M1+N");
        return new NewTicket(driver);
    }

    public Driver.Part part() {
        return part;
    }

    /** Says what happened. */
    public NewTicket happened(String text) {
        part.write("text", text);
        return this;
    }

    public NewTicket caller(String text) {
        part.write("caller", text);
        return this;
    }

    /** Waits until the cause is named. */
    public NewTicket waitFor(String cause) {
        driver.waitUntil("the cause is found", () -> part.isVisible("finding") && part.read("finding").contains(cause));
        return this;
    }

    /** Waits until a known contact is offered. */
    public NewTicket waitForCaller(String name) {
        driver.waitUntil("the contact is found", () -> part.isVisible("caller.found")
                && part.rows("caller.found").stream().anyMatch(row -> row.getFirst().equals(name)));
        return this;
    }

    public NewTicket picture(Path file) {
        driver.picture(file);
        return this;
    }

    public void create() {
        part.click("create");
        driver.waitUntil("the ticket is saved", () -> driver.dialogs() == 0);
    }
}
