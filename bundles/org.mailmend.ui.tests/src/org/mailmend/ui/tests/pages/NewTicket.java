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

    /** The one that is open; waits for it. */
    public static NewTicket front(Driver driver) {
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

    /** Types a few letters of the caller, and takes the first who is offered. */
    public NewTicket chooseCaller(String letters, String name) {
        part.focus("caller");
        driver.press("END");
        part.write("caller", letters);
        driver.waitUntil("the contact is offered", () -> Popups.rows().stream().anyMatch(row -> row.contains(name)));
        Popups.takeFirst();
        driver.waitUntil("the contact is taken", () -> part.read("caller").equals(name));
        return this;
    }

    /** What was kept of a ticket that was never saved; waits for it. */
    public String waitForKept() {
        driver.waitUntil("what was kept is offered", () -> part.isVisible("kept"));
        return part.read("kept");
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
