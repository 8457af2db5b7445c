package org.mailmend.ui.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;

import org.eclipse.jface.action.LegacyActionTools;
import org.eclipse.swt.SWT;
import org.eclipse.swt.custom.StyledText;
import org.eclipse.swt.graphics.Point;
import org.eclipse.swt.widgets.Button;
import org.eclipse.swt.widgets.Canvas;
import org.eclipse.swt.widgets.Combo;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.Link;
import org.eclipse.swt.widgets.MenuItem;
import org.eclipse.swt.widgets.Table;
import org.eclipse.swt.widgets.Text;
import org.junit.jupiter.api.Test;
import org.mailmend.training.ui.TrainingPlace;
import org.mailmend.ui.tests.pages.AdvicePage;
import org.mailmend.ui.tests.pages.AssistantPage;
import org.mailmend.ui.tests.pages.Knowledge;
import org.mailmend.ui.tests.pages.Preferences;
import org.mailmend.ui.tests.pages.Source;
import org.mailmend.ui.tests.pages.Tester;
import org.mailmend.workbench.Widgets;

/** What a screen reader finds, whether mnemonics are unique, and whether any text is cut. */
class AccessibilityTest extends UiTest {

    /** The tester in all its states and pages; the check looks at what is on screen in each of them. */
    private void inEachState(Runnable check) {
        Tester tester = Tester.open(driver);
        check.run();
        tester.showMore();
        check.run();
        tester.start();
        check.run();
        tester.choosePractice("gmail-account-password").start().waitForResult();
        for (int page = 0; page < 4; page++) {
            tester.show(page);
            check.run();
        }
        AssistantPage.open(driver).put("535-5.7.8 Username and Password not accepted. gmail").waitFor("AUTH_BAD_CREDENTIALS");
        check.run();
        AdvicePage.open(driver).client("outlook-2016-msi").answer("workspace");
        check.run();
        Knowledge knowledge = Knowledge.open(driver);
        Knowledge.Article.openHome(driver);
        check.run();
        knowledge.search("oauth");
        driver.waitUntil("something is found", () -> !knowledge.hits().isEmpty());
        knowledge.part().click("filter");
        knowledge.part().open("hits", 0);
        check.run();
        knowledge.part().click("filter");
        knowledge.search("zzqqxxyyjjkk");
        driver.waitUntil("nothing is found", () -> knowledge.part().isVisible("nothing"));
        check.run();
        Knowledge.Article.inFront(driver).press("edit");
        Source.inFront(driver);
        check.run();
        window.ui(() -> window.page().closeAllEditors(false));
        window.perspective(TrainingPlace.PERSPECTIVE);
        window.resetPlace();
        for (String view : List.of(TrainingPlace.SESSIONS, TrainingPlace.COURSES, TrainingPlace.RUN, TrainingPlace.PRACTICE,
                TrainingPlace.RESULTS, TrainingPlace.CASES, TrainingPlace.PRESENT)) {
            driver.view(view, null);
            check.run();
        }
        window.desk();
    }

    @Test
    void everythingThatTakesTheFocusHasAName() {
        inEachState(() -> assertEquals(List.of(), window.ui(() -> all(window.shell()).filter(AccessibilityTest::takesFocus)
                .filter(control -> name(control).isBlank()).map(AccessibilityTest::describe).toList())));
    }

    static boolean takesFocus(Control control) {
        return control instanceof Button || control instanceof Text || control instanceof Combo || control instanceof Link
                || control instanceof Table || control instanceof StyledText
                || control.getClass() != Canvas.class && control instanceof Canvas && control.getListeners(SWT.KeyDown).length > 0
                        && !(control instanceof org.eclipse.swt.custom.CTabFolder);
    }

    /** The name that a screen reader says: one that was set, the control's own text, or that of the label before it. */
    static String name(Control control) {
        if (control.getData(Widgets.NAME) instanceof Supplier<?> name) {
            return String.valueOf(name.get());
        }
        if (control instanceof Button button && !button.getText().isEmpty()) {
            return button.getText();
        }
        if (control instanceof Link link) {
            return link.getText();
        }
        Control before = null;
        for (Control sibling : control.getParent().getChildren()) {
            if (sibling == control) {
                return before instanceof Label label ? label.getText() : before == null ? name(control.getParent()) : "";
            }
            before = sibling;
        }
        return "";
    }

    @Test
    void mnemonicsAreUnique() {
        inEachState(() -> assertEquals(List.of(), window.ui(this::clashes)));
    }

    private List<String> clashes() {
        Map<Character, String> taken = new HashMap<>();
        List<String> clashes = new ArrayList<>();
        Stream<String> menus = Stream.of(window.shell().getMenuBar().getItems()).map(MenuItem::getText);
        Stream<String> controls = all(window.shell()).map(control -> control instanceof Button button ? button.getText()
                : control instanceof Label label ? label.getText() : "");
        Stream.concat(menus, controls).forEach(text -> {
            char mnemonic = LegacyActionTools.extractMnemonic(text);
            if (mnemonic != 0) {
                String other = taken.put(Character.toUpperCase(mnemonic), text);
                if (other != null) {
                    clashes.add(other + " / " + text);
                }
            }
        });
        return clashes;
    }

    @Test
    void mnemonicsInMenusAreUnique() {
        window.ui(() -> {
            for (MenuItem top : window.shell().getMenuBar().getItems()) {
                top.getMenu().notifyListeners(SWT.Show, new org.eclipse.swt.widgets.Event());
                Map<Character, String> taken = new HashMap<>();
                for (MenuItem item : top.getMenu().getItems()) {
                    char mnemonic = Character.toUpperCase(LegacyActionTools.extractMnemonic(item.getText()));
                    if (mnemonic != 0) {
                        String other = taken.put(mnemonic, item.getText());
                        assertTrue(other == null, () -> top.getText() + ": " + other + " / " + item.getText());
                    }
                }
                top.getMenu().notifyListeners(SWT.Hide, new org.eclipse.swt.widgets.Event());
            }
        });
    }

    @Test
    void noTextIsCut() {
        window.size(1024, 700);
        inEachState(() -> assertEquals(List.of(), window.ui(() -> all(window.shell()).filter(AccessibilityTest::isCut)
                .map(AccessibilityTest::describe).toList())));
    }

    @Test
    void noTextIsCutInThePreferences() {
        Preferences preferences = Preferences.open(driver);
        for (String page : preferences.pages().subList(0, 2)) {
            preferences.show(page);
            assertEquals(List.of(),
                    window.ui(() -> all(window.shell().getDisplay().getActiveShell()).filter(AccessibilityTest::isCut)
                            .map(AccessibilityTest::describe).toList()),
                    page);
        }
        preferences.cancel();
    }

    static boolean isCut(Control control) {
        if (!(control instanceof Label || control instanceof Button || control instanceof Link || control instanceof Combo)) {
            return false;
        }
        Point size = control.getSize();
        if (size.x == 0
                || control instanceof Label label && (label.getText().isEmpty() || (label.getStyle() & SWT.SEPARATOR) != 0)) {
            return false;
        }
        // What wraps takes any width; some count their border on top of what they are given.
        boolean wraps = (control.getStyle() & SWT.WRAP) != 0 || control instanceof Link;
        Point wanted = wraps ? control.computeSize(size.x, SWT.DEFAULT)
                : control instanceof Combo combo ? textSize(combo) : control.computeSize(SWT.DEFAULT, SWT.DEFAULT);
        int edge = control.getShell().toDisplay(control.getShell().getClientArea().width, 0).x;
        return !wraps && wanted.x > size.x + 1 || wanted.y > size.y + 1 || right(control) > edge;
    }

    /** Where a control ends; a drop-down list that takes text measures from its text field. */
    private static int right(Control control) {
        return control.getParent().toDisplay(control.getLocation().x + control.getSize().x, 0).x;
    }

    /** What the text that a drop-down list shows needs; the list alone knows the space for its arrow. */
    private static Point textSize(Combo combo) {
        org.eclipse.swt.graphics.GC gc = new org.eclipse.swt.graphics.GC(combo);
        int arrow = 32;
        Point text = gc.textExtent(combo.getText());
        gc.dispose();
        return new Point(text.x + arrow, text.y);
    }

    static String describe(Control control) {
        String text = control instanceof Label label ? label.getText()
                : control instanceof Button button ? button.getText()
                        : control instanceof Link link ? link.getText() : control instanceof Combo combo ? combo.getText() : "";
        return control.getClass().getSimpleName() + " " + control.getData(Widgets.ID) + " \"" + text + "\" " + control.getSize();
    }

    static Stream<Control> all(Composite root) {
        return Stream.of(root.getChildren()).filter(Control::isVisible)
                .flatMap(child -> Stream.concat(Stream.of(child),
                        child instanceof Composite composite ? all(composite) : Stream.empty()));
    }
}
