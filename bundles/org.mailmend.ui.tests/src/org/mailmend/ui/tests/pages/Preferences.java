package org.mailmend.ui.tests.pages;

import java.nio.file.Path;

import org.eclipse.swt.widgets.Display;
import org.eclipse.ui.IWorkbenchCommandConstants;
import org.eclipse.ui.PlatformUI;
import org.eclipse.ui.dialogs.PreferencesUtil;
import org.mailmend.ui.tests.driver.Driver;

/** The dialog with the preferences. */
public final class Preferences {
    private final Driver driver;
    private final Driver.Part part;

    private Preferences(Driver driver) {
        this.driver = driver;
        driver.run(IWorkbenchCommandConstants.WINDOW_PREFERENCES);
        part = driver.dialog();
    }

    /** Opens it at its first page. */
    public static Preferences open(Driver driver) {
        return new Preferences(driver);
    }

    /** Opens it at the page with this id. */
    public static Preferences open(Driver driver, String page) {
        Display display = PlatformUI.getWorkbench().getDisplay();
        display.asyncExec(() -> PreferencesUtil.createPreferenceDialogOn(
                PlatformUI.getWorkbench().getWorkbenchWindows()[0].getShell(), page, null, null).open());
        return new Preferences(driver, driver.dialog());
    }

    private Preferences(Driver driver, Driver.Part part) {
        this.driver = driver;
        this.part = part;
    }

    /** Keeps what was changed and closes it. */
    public void accept() {
        part.accept();
        driver.waitUntil("the preferences are closed", () -> driver.dialogs() == 0);
    }

    /** The titles of all pages. */
    public java.util.List<String> pages() {
        return part.tree();
    }

    public Preferences show(String page) {
        part.selectInTree(page);
        return this;
    }

    public Driver.Part part() {
        return part;
    }

    public Preferences picture(Path file) {
        driver.picture(file);
        return this;
    }

    /** Closes it without a change. */
    public void cancel() {
        part.close();
    }
}
