package org.mailmend.ui.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.eclipse.jface.action.LegacyActionTools;
import org.eclipse.swt.widgets.Button;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.Shell;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.mailmend.lab.OAuthFault;
import org.mailmend.oauth.Account;
import org.mailmend.oauth.ui.AccountsPlace;
import org.mailmend.oauth.ui.internal.Ledger;
import org.mailmend.oauth.ui.internal.Practice;
import org.mailmend.oauth.ui.internal.SystemBrowser;
import org.mailmend.ui.tests.pages.AccountsPage;
import org.mailmend.ui.tests.pages.SetupDialog;
import org.mailmend.ui.tests.pages.Tester;

/** Names, mnemonics and whole texts on every page of the assistants for OAuth, in the letter and in the Accounts place. */
class OAuthAccessibilityTest extends UiTest {
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

    @Test
    void everyPageOfTheSignIn() {
        SetupDialog dialog = SetupDialog.open(driver);
        lookAtDialog("empty");
        dialog.practice(USER);
        lookAtDialog("account");
        dialog.next();
        lookAtDialog("question");
        dialog.next();
        driver.waitUntil("the guide is shown", () -> dialog.part().isVisible("step.1"));
        lookAtDialog("guide");
        dialog.next();
        lookAtDialog("client");
        dialog.part().click("practice");
        dialog.next();
        dialog.part().click("elsewhere");
        driver.waitUntil("the page is named", () -> dialog.part().read("page").startsWith("http://127.0.0.1"));
        lookAtDialog("waiting");
        Practice.fault(OAuthFault.ADMIN_BLOCKED);
        dialog.part().click("cancel");
        dialog.part().click("here");
        driver.waitUntil("the failure is explained", () -> dialog.part().isVisible("letter"));
        lookAtDialog("blocked");
        dialog.part().click("letter");
        driver.waitUntil("the letter is there", () -> driver.dialogs() == 2);
        lookAtDialog("letter");
        driver.dialog().click("letter.close");
        driver.waitUntil("the letter is closed", () -> driver.dialogs() == 1);
        Practice.fault(null);
        dialog.signIn().waitForProof();
        lookAtDialog("proof");
        dialog.next();
        driver.waitUntil("the values are shown", () -> dialog.part().isVisible("copy.smtp"));
        lookAtDialog("done");
        dialog.program("thunderbird-153");
        driver.waitUntil("the steps are shown", () -> dialog.part().read("settings").contains("Thunderbird 1"));
        lookAtDialog("done with a program");
        dialog.close();
    }

    @Test
    void everyPageForAnOrganisation() {
        driver.run("org.mailmend.oauth.ui.delegation");
        var dialog = driver.dialog();
        lookAtDialog("key");
        dialog.click("practice");
        driver.waitUntil("there is a key", () -> dialog.isEnabled("next"));
        dialog.click("next");
        lookAtDialog("admin");
        dialog.click("next");
        dialog.write("mailboxes", USER);
        dialog.click("start");
        driver.waitUntil("all were tried", () -> dialog.isEnabled("start"));
        lookAtDialog("mailboxes");
        dialog.close();
    }

    @Test
    void theAccounts() {
        window.size(1024, 700);
        window.perspective(AccountsPlace.PERSPECTIVE);
        AccountsPage page = AccountsPage.open(driver).waitForEmpty();
        look("no account", window.shell());
        SetupDialog.open(driver).practice(USER).toSignIn().signIn().waitForProof().finish();
        page.waitFor(1);
        look("one account", window.shell());
        Practice.fault(OAuthFault.REFRESH_REVOKED);
        page.press("test").waitUntilIdle();
        driver.waitUntil("it is told", () -> page.part().isVisible("notice"));
        look("a dead account", window.shell());
        window.desk();
    }

    private void lookAtDialog(String where) {
        look(where, window.ui(() -> {
            // the topmost is the one whose parents are most
            Shell top = null;
            for (Shell shell : window.shell().getDisplay().getShells()) {
                if (shell.isVisible() && shell != window.shell() && !shell.getText().isEmpty()
                        && (top == null || shell.getParent() == top)) {
                    top = shell;
                }
            }
            return top;
        }));
    }

    private void look(String where, Composite root) {
        assertEquals(List.of(), window.ui(() -> AccessibilityTest.all(root).filter(AccessibilityTest::takesFocus)
                .filter(control -> AccessibilityTest.name(control).isBlank()).map(AccessibilityTest::describe).toList()),
                () -> "without a name: " + where);
        assertEquals(List.of(), window.ui(() -> clashes(root)), () -> "the same letter: " + where);
        assertEquals(List.of(), window.ui(() -> AccessibilityTest.all(root).filter(AccessibilityTest::isCut)
                .map(AccessibilityTest::describe).toList()), () -> "cut in " + Tester.locale() + ": " + where);
    }

    static List<String> clashes(Composite root) {
        Map<Character, String> taken = new HashMap<>();
        List<String> clashes = new ArrayList<>();
        AccessibilityTest.all(root).forEach((Control control) -> {
            String text = control instanceof Button button ? button.getText()
                    : control instanceof Label label ? label.getText() : "";
            char mnemonic = Character.toUpperCase(LegacyActionTools.extractMnemonic(text));
            String other = mnemonic == 0 ? null : taken.put(mnemonic, text);
            if (other != null) {
                clashes.add(other + " / " + text);
            }
        });
        return clashes;
    }
}
