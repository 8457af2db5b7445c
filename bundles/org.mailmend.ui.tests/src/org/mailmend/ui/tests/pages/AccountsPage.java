package org.mailmend.ui.tests.pages;

import java.nio.file.Path;
import java.util.List;

import org.mailmend.oauth.ui.AccountsPlace;
import org.mailmend.ui.tests.driver.Driver;

/** The view of all accounts. */
public final class AccountsPage {
    private final Driver driver;
    private final Driver.Part part;

    private AccountsPage(Driver driver) {
        this.driver = driver;
        part = driver.view(AccountsPlace.VIEW, null);
    }

    public static AccountsPage open(Driver driver) {
        return new AccountsPage(driver);
    }

    public Driver.Part part() {
        return part;
    }

    public AccountsPage waitForEmpty() {
        driver.waitUntil("there is no account", () -> part.isVisible("empty.words"));
        return this;
    }

    public AccountsPage waitFor(int accounts) {
        driver.waitUntil("the accounts are shown", () -> part.isVisible("accounts") && part.rows("accounts").size() == accounts);
        return this;
    }

    public List<List<String>> accounts() {
        return part.rows("accounts");
    }

    /** Does what a button says and waits until it is done. */
    public AccountsPage press(String button) {
        part.click(button);
        return this;
    }

    public AccountsPage waitUntilIdle() {
        driver.waitUntil("nothing runs", () -> part.isVisible("empty.words") || !part.isEnabled("cancel"));
        return this;
    }

    public AccountsPage picture(Path file) {
        driver.picture(file);
        return this;
    }
}
