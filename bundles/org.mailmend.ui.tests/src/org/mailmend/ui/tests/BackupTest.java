package org.mailmend.ui.tests;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mailmend.tickets.TicketChange;
import org.mailmend.tickets.ui.internal.settings.DeskPage;
import org.mailmend.ui.tests.driver.Driver;
import org.mailmend.ui.tests.pages.Preferences;
import org.mailmend.ui.tests.pages.Tester;
import org.mailmend.ui.tests.pages.TicketsPage;

/** All tickets at once, from the page of the preferences: backup, restore, and whether they are sound. */
class BackupTest extends UiTest {
    private static final boolean JAPANESE = Locale.JAPANESE.equals(Tester.locale());

    @TempDir
    Path folder;
    private Path file;

    @BeforeEach
    void open() {
        file = folder.resolve("backup.db");
        DeskPage.chooser(dialog -> file.toString());
        TicketsPage.clear();
        TicketsPage.open(driver).search("").filter("open");
    }

    @AfterEach
    void close() {
        DeskPage.chooser(null);
        TicketsPage.clear();
    }

    private static void make(String subject) {
        TicketsPage.ask(store -> store.create(TicketChange.none().subject(subject), "test"));
    }

    private void waitFor(Driver.Part page, String words) {
        driver.waitUntil("the page says: " + words,
                () -> page.isEnabled("test") && page.isVisible("result") && page.read("result").contains(words));
    }

    @Test
    void goesBackToABackup() throws IOException {
        make("before the backup");
        Driver.Part page = Preferences.open(driver, DeskPage.ID).part();
        page.click("backup");
        waitFor(page, file.toString());
        waitFor(page, JAPANESE ? "バックアップ" : "The backup is in");
        assertTrue(Files.size(file) > 0);
        // nothing is written over
        page.click("backup");
        waitFor(page, JAPANESE ? "すでに" : "already");

        make("after the backup");
        page.click("restore");
        driver.waitUntil("it asks", () -> driver.dialogs() == 2);
        driver.dialog().click("answer.1");
        driver.waitUntil("nothing is done", () -> driver.dialogs() == 1);
        page.click("restore");
        driver.waitUntil("it asks", () -> driver.dialogs() == 2);
        driver.dialog().click("answer.0");
        waitFor(page, JAPANESE ? "復元しました" : "restored");
        page.click("verify");
        waitFor(page, JAPANESE ? "異常はありません" : "are sound");
        page.close();
        TicketsPage.open(driver).waitFor("before the backup");
        // the desk goes on with them
        make("after the restore");
        TicketsPage.open(driver).waitFor("before the backup", "after the restore");
    }

    @Test
    void aFileThatIsNoBackupChangesNothing() throws IOException {
        make("still here");
        Files.writeString(file, "This is no database at all, but a letter to somebody. ".repeat(100));
        Driver.Part page = Preferences.open(driver, DeskPage.ID).part();
        page.click("restore");
        driver.waitUntil("it asks", () -> driver.dialogs() == 2);
        driver.dialog().click("answer.0");
        waitFor(page, "backup.db");
        page.click("verify");
        waitFor(page, JAPANESE ? "異常はありません" : "are sound");
        page.close();
        TicketsPage.open(driver).waitFor("still here");
    }
}
