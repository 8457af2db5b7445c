package org.mailmend.ui.tests.pages;

import java.nio.file.Path;
import java.util.List;

import org.mailmend.organisation.ui.OrganisationPlace;
import org.mailmend.ui.tests.driver.Driver;

/** The views of the Organisation place. */
public final class OrganisationPage {
    private final Driver driver;

    private OrganisationPage(Driver driver) {
        this.driver = driver;
    }

    public static OrganisationPage open(Driver driver) {
        return new OrganisationPage(driver);
    }

    public Driver.Part inventory() {
        return driver.view(OrganisationPlace.VIEW_INVENTORY, null);
    }

    public Driver.Part review() {
        return driver.view(OrganisationPlace.VIEW_REVIEW, null);
    }

    public Driver.Part plan() {
        return driver.view(OrganisationPlace.VIEW_PLAN, null);
    }

    public Driver.Part board() {
        return driver.view(OrganisationPlace.VIEW_BOARD, null);
    }

    /** Makes a wave, and fills all waves. */
    public Driver.Part fillWave() {
        Driver.Part plan = plan();
        plan.click("wave.new");
        driver.dialog().click("save");
        driver.waitUntil("the wave is there", () -> driver.dialogs() == 0 && plan.rows("waves").size() == 2);
        plan.click("propose");
        driver.waitUntil("the wave is filled", () -> plan.rows("waves").get(1).get(2).startsWith("2"));
        return plan;
    }

    public OrganisationPage waitForEmpty() {
        Driver.Part part = inventory();
        driver.waitUntil("the inventory is empty", () -> part.isVisible("empty.words"));
        return this;
    }

    public OrganisationPage waitForItems(int items) {
        Driver.Part part = inventory();
        driver.waitUntil(items + " items are shown", () -> part.isVisible("items") && part.rows("items").size() == items);
        return this;
    }

    /** Opens the dialog for a table, and gives it the file. */
    public Driver.Part importing(Path file) {
        driver.run(OrganisationPlace.COMMAND_IMPORT);
        Driver.Part dialog = driver.dialog();
        dialog.write("file", file.toString());
        driver.waitUntil("the file is read",
                () -> dialog.isEnabled("do") || !dialog.isVisible("result") && dialog.isVisible("source")
                        && !dialog.read("source").isEmpty());
        return dialog;
    }

    /** Takes a file in. */
    public OrganisationPage importFile(Path file) {
        Driver.Part dialog = importing(file);
        driver.waitUntil("there is something to take in", () -> dialog.isEnabled("do"));
        dialog.click("do");
        driver.waitUntil("it is taken in", () -> driver.dialogs() == 0);
        return this;
    }

    /** The titles of the items that are shown. */
    public List<String> titles() {
        return inventory().rows("items").stream().map(List::getFirst).toList();
    }

    public OrganisationPage picture(Path file) {
        driver.picture(file);
        return this;
    }
}
