package org.mailmend.ui.tests.pages;

import java.nio.file.Path;
import java.util.List;

import org.mailmend.check.Target;
import org.mailmend.tickets.ui.internal.intake.IntakePage;
import org.mailmend.ui.tests.driver.Driver;

/** The page of the preferences with the sources of tickets. */
public final class IntakePreferences {
    private final Driver driver;
    private final Preferences preferences;

    private IntakePreferences(Driver driver) {
        this.driver = driver;
        preferences = Preferences.open(driver, IntakePage.ID);
        driver.waitUntil("the page is there", () -> preferences.part().isVisible("sources"));
    }

    public static IntakePreferences open(Driver driver) {
        return new IntakePreferences(driver);
    }

    public Driver.Part part() {
        return preferences.part();
    }

    /** Names and states of the sources. */
    public List<List<String>> sources() {
        return part().rows("sources");
    }

    /** Opens the dialog of a new mailbox and fills it in. */
    public Driver.Part fill(Target imap, String user, String password) {
        part().click("source.add");
        driver.waitUntil("the dialog is open", () -> driver.dialogs() == 2);
        Driver.Part dialog = driver.dialog();
        dialog.write("box.user", user);
        dialog.write("box.password", password);
        dialog.write("box.host", imap.host());
        dialog.write("box.port", Integer.toString(imap.port()));
        return dialog;
    }

    /** Adds a mailbox. */
    public IntakePreferences add(Target imap, String user, String password) {
        Driver.Part dialog = fill(imap, user, password);
        dialog.click("box.ok");
        driver.waitUntil("the mailbox is listed", () -> driver.dialogs() == 1 && !sources().isEmpty());
        return this;
    }

    public IntakePreferences picture(Path file) {
        driver.picture(file);
        return this;
    }

    public void accept() {
        preferences.accept();
    }

    public void cancel() {
        preferences.cancel();
        driver.waitUntil("the preferences are closed", () -> driver.dialogs() == 0);
    }
}
