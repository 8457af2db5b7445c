package org.mailmend.ui.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.mailmend.lab.OAuthFault;
import org.mailmend.oauth.Account;
import org.mailmend.oauth.ui.internal.Ledger;
import org.mailmend.oauth.ui.internal.Practice;
import org.mailmend.ui.tests.driver.Driver;
import org.mailmend.ui.tests.pages.Tester;
import org.mailmend.workbench.Theme;

/** The assistant for an organisation: the key, what the administrator enters, and several mailboxes at once. */
class OAuthOrganisationTest extends UiTest {
    private static final String COMMAND = "org.mailmend.oauth.ui.delegation";

    @TempDir
    Path folder;

    @AfterEach
    void forget() throws IOException {
        Practice.fault(null);
        for (Account account : Ledger.get().read().accounts()) {
            Ledger.get().remove(account);
        }
    }

    private Driver.Part open() {
        driver.run(COMMAND);
        return driver.dialog();
    }

    private void practise(Driver.Part dialog) {
        dialog.click("practice");
        driver.waitUntil("there is a key", () -> dialog.isEnabled("next"));
        dialog.click("next");
    }

    private void tryThem(Driver.Part dialog, String mailboxes) {
        dialog.write("mailboxes", mailboxes);
        dialog.click("start");
        driver.waitUntil("all were tried", () -> dialog.isEnabled("start"));
    }

    private static List<String> mailboxes() throws IOException {
        return Ledger.get().read().accounts().stream().map(Account::address).sorted().collect(Collectors.toList());
    }

    @Test
    void keepsTheMailboxesThatWork() throws IOException {
        Driver.Part dialog = open();
        practise(dialog);
        assertEquals("100000000000000000001", dialog.read("id"));
        assertEquals("https://mail.google.com/", dialog.read("scopes"));
        dialog.click("next");
        assertFalse(dialog.isEnabled("finish"));
        tryThem(dialog, "hanako@example.com\nnobody@example.org, taro@example.com\nHanako@example.com");
        List<List<String>> rows = dialog.rows("results");
        assertEquals(List.of("hanako@example.com", "nobody@example.org", "taro@example.com"),
                rows.stream().map(List::getFirst).toList());
        assertEquals(rows.get(0).get(1), rows.get(2).get(1));
        assertFalse(rows.get(0).get(1).equals(rows.get(1).get(1)), rows.toString());
        dialog.click("finish");
        driver.waitUntil("the assistant is closed", () -> driver.dialogs() == 0);
        assertEquals(List.of("hanako@example.com", "taro@example.com"), mailboxes());
        assertTrue(Ledger.get().proved(Ledger.get().read().accounts().getFirst()).holds());
    }

    @Test
    void saysWhatTheAdministratorHasNotDone() throws IOException {
        Driver.Part dialog = open();
        practise(dialog);
        dialog.click("letter");
        driver.waitUntil("the letter is there", () -> driver.dialogs() == 2);
        assertTrue(driver.dialog().read("letter.body").contains("100000000000000000001"));
        driver.dialog().click("letter.close");
        driver.waitUntil("the letter is closed", () -> driver.dialogs() == 1);
        dialog.click("next");
        Practice.fault(OAuthFault.NOT_DELEGATED);
        tryThem(dialog, "hanako@example.com");
        assertFalse(dialog.isEnabled("finish"));
        assertTrue(dialog.read("details").length() > 40, dialog.read("details"));
        dialog.write("mailboxes", "hanako at example");
        dialog.click("start");
        assertTrue(dialog.isVisible("state"));
        dialog.close();
        assertEquals(List.of(), mailboxes());
    }

    @Test
    void refusesWhatIsNoKey() throws IOException {
        Driver.Part dialog = open();
        Path file = Files.writeString(folder.resolve("key.json"), "{\"installed\":{\"client_id\":\"a\"}}");
        dialog.write("file", file.toString());
        driver.waitUntil("the client is refused", () -> dialog.isVisible("key.problem"));
        assertFalse(dialog.isEnabled("next"));
        dialog.close();
    }

    @ParameterizedTest
    @EnumSource(names = {"LIGHT", "DARK"})
    void paints(Theme.Choice theme) {
        window.theme(theme);
        Driver.Part dialog = open();
        picture(theme, "key");
        practise(dialog);
        picture(theme, "admin");
        dialog.click("letter");
        driver.waitUntil("the letter is there", () -> driver.dialogs() == 2);
        picture(theme, "letter");
        driver.dialog().click("letter.close");
        driver.waitUntil("the letter is closed", () -> driver.dialogs() == 1);
        dialog.click("next");
        tryThem(dialog, "hanako@example.com\nnobody@example.org\ntaro@example.com");
        picture(theme, "mailboxes");
        dialog.close();
        assertTrue(Files.exists(file(theme, "mailboxes")));
    }

    private void picture(Theme.Choice theme, String name) {
        driver.picture(file(theme, name));
    }

    private static Path file(Theme.Choice theme, String name) {
        return PICTURES.resolve(Tester.locale().getLanguage() + "-" + theme.id() + "-organisation-" + name + ".png");
    }
}
