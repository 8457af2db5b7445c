package org.mailmend.ui.tests;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.mailmend.lab.OAuthFault;
import org.mailmend.oauth.Account;
import org.mailmend.oauth.ui.AccountsPlace;
import org.mailmend.oauth.ui.internal.Ledger;
import org.mailmend.oauth.ui.internal.Practice;
import org.mailmend.oauth.ui.internal.SystemBrowser;
import org.mailmend.ui.tests.pages.AccountsPage;
import org.mailmend.ui.tests.pages.SetupDialog;
import org.mailmend.ui.tests.pages.Tester;
import org.mailmend.workbench.Theme;

/** Pictures of the assistant for OAuth, for people to look at, in both themes; the language is that of the test run. */
class OAuthPicturesTest extends UiTest {
    private static final String USER = "hanako@example.com";

    @TempDir
    Path folder;

    @BeforeEach
    void browser() {
        SystemBrowser.use(page -> Thread.ofVirtual().start(() -> {
            try {
                SetupDialog.agree(page, USER);
            } catch (IOException e) {
                throw new AssertionError(e);
            }
        }));
    }

    @AfterEach
    void forget() throws IOException {
        SystemBrowser.use(null);
        Practice.fault(null);
        for (Account account : Ledger.get().read().accounts()) {
            Ledger.get().remove(account);
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"LIGHT", "DARK"})
    void paints(Theme.Choice theme) throws IOException {
        window.theme(theme);
        SetupDialog dialog = SetupDialog.open(driver).picture(file(theme, "start")).practice(USER)
                .picture(file(theme, "practice"));
        dialog.next().picture(file(theme, "question"));
        dialog.next().picture(file(theme, "guide"));
        dialog.next();
        dialog.part().write("id", "");
        dialog.part().write("file", Files.writeString(folder.resolve("client.json"), "{\"web\":{}}").toString());
        driver.waitUntil("the web client is refused", () -> dialog.part().isVisible("client.problem"));
        dialog.picture(file(theme, "client-wrong"));
        dialog.part().click("practice");
        dialog.next().picture(file(theme, "sign-in"));
        dialog.part().click("elsewhere");
        driver.waitUntil("the page is named", () -> dialog.part().read("page").startsWith("http://127.0.0.1"));
        dialog.picture(file(theme, "waiting"));
        Practice.fault(OAuthFault.ADMIN_BLOCKED);
        dialog.part().click("cancel");
        dialog.part().click("here");
        driver.waitUntil("the failure is explained", () -> dialog.part().isVisible("letter"));
        dialog.picture(file(theme, "blocked"));
        dialog.part().click("letter");
        driver.waitUntil("the letter is there", () -> driver.dialogs() == 2);
        driver.picture(file(theme, "letter"));
        driver.dialog().click("letter.close");
        driver.waitUntil("the letter is closed", () -> driver.dialogs() == 1);
        Practice.fault(null);
        dialog.signIn().waitForProof().picture(file(theme, "proof"));
        dialog.next();
        driver.waitUntil("the settings are shown", () -> dialog.part().isVisible("copy.smtp"));
        dialog.picture(file(theme, "done"));
        dialog.program("thunderbird-153");
        driver.waitUntil("the steps are shown", () -> dialog.part().read("settings").contains("Thunderbird 1"));
        dialog.picture(file(theme, "done-program"));
        dialog.program("outlook-2016-msi");
        driver.waitUntil("it is said that it cannot", () -> dialog.part().read("settings").contains("Outlook 2016"));
        dialog.picture(file(theme, "done-cannot")).close();
        assertTrue(Files.exists(file(theme, "done")));
    }

    @ParameterizedTest
    @EnumSource(names = {"LIGHT", "DARK"})
    void paintsTheAccounts(Theme.Choice theme) throws IOException {
        window.theme(theme);
        window.size(1280, 860);
        window.perspective(AccountsPlace.PERSPECTIVE);
        AccountsPage page = AccountsPage.open(driver).waitForEmpty().picture(file(theme, "accounts-empty"));
        SetupDialog.open(driver).practice(USER).toSignIn().signIn().waitForProof().finish();
        page.waitFor(1).picture(file(theme, "accounts"));
        Practice.fault(OAuthFault.REFRESH_REVOKED);
        page.press("test").waitUntilIdle();
        driver.waitUntil("it is told", () -> page.part().isVisible("notice"));
        page.picture(file(theme, "accounts-dead"));
        window.size(1024, 700);
        page.picture(file(theme, "accounts-small"));
        window.size(1280, 860);
        page.press("remove");
        driver.dialog();
        driver.picture(file(theme, "accounts-remove"));
        driver.dialog().click("do");
        page.waitForEmpty();
        window.desk();
        assertTrue(Files.exists(file(theme, "accounts-dead")));
    }

    private static Path file(Theme.Choice theme, String name) {
        return PICTURES.resolve(Tester.locale().getLanguage() + "-" + theme.id() + "-oauth-" + name + ".png");
    }
}
