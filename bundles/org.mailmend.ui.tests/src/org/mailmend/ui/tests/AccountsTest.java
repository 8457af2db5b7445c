package org.mailmend.ui.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.mailmend.lab.OAuthFault;
import org.mailmend.oauth.Account;
import org.mailmend.oauth.ui.internal.Ledger;
import org.mailmend.oauth.ui.internal.Practice;
import org.mailmend.oauth.ui.internal.SystemBrowser;
import org.mailmend.ui.tests.pages.AccountsPage;
import org.mailmend.ui.tests.pages.SetupDialog;

/** The Accounts place, with accounts of the practice server. */
class AccountsTest extends UiTest {
    private static final String USER = "hanako@example.com";

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

    private AccountsPage signedIn() {
        SetupDialog.open(driver).practice(USER).toSignIn().signIn().waitForProof().finish();
        return AccountsPage.open(driver).waitFor(1);
    }

    @Test
    void explainsItselfWhileThereIsNoAccount() {
        AccountsPage page = AccountsPage.open(driver).waitForEmpty();
        assertEquals("false", page.part().read("empty.watch"));
        page.press("empty.practice");
        SetupDialog dialog = SetupDialog.inFront(driver);
        driver.waitUntil("the practice is chosen", () -> dialog.part().isEnabled("next"));
        dialog.close();
    }

    @Test
    void tellsWhenASignInHasEnded() {
        AccountsPage page = signedIn();
        assertTrue(page.accounts().getFirst().getFirst().contains(USER));
        page.press("test").waitUntilIdle();
        String good = page.part().read("state");
        Practice.fault(OAuthFault.REFRESH_REVOKED);
        page.press("test").waitUntilIdle();
        driver.waitUntil("it is told", () -> !page.part().read("state").equals(good));
        assertTrue(page.part().isVisible("notice"));
        Practice.fault(null);
        page.press("again");
        SetupDialog dialog = SetupDialog.inFront(driver);
        dialog.signIn().waitForProof().finish();
        driver.waitUntil("it works again", () -> page.part().read("state").equals(good));
        assertEquals(1, page.accounts().size());
    }

    @Test
    void removesOnlyWhenTheUserAgrees() {
        AccountsPage page = signedIn();
        page.press("remove");
        driver.dialog().click("keep");
        driver.waitUntil("the question is gone", () -> driver.dialogs() == 0);
        assertEquals(1, page.accounts().size());
        page.press("remove");
        driver.dialog().click("do");
        page.waitForEmpty();
    }

    @Test
    void revokesAtTheProvider() {
        AccountsPage page = signedIn();
        page.press("revoke");
        driver.dialog().click("do");
        page.waitForEmpty();
        assertFalse(driver.dialogs() > 0);
    }
}
