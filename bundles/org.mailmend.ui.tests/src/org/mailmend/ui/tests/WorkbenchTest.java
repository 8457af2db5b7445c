package org.mailmend.ui.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.Stream;

import org.eclipse.core.runtime.Platform;
import org.eclipse.e4.ui.model.application.ui.basic.MTrimmedWindow;
import org.eclipse.e4.ui.model.application.ui.menu.MToolBar;
import org.eclipse.e4.ui.workbench.modeling.EModelService;
import org.eclipse.swt.SWT;
import org.eclipse.swt.custom.CTabFolder;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Menu;
import org.eclipse.swt.widgets.MenuItem;
import org.junit.jupiter.api.Test;
import org.mailmend.ui.tests.pages.Preferences;

class WorkbenchTest extends UiTest {

    @Test
    void opensInTheDeskWithTheTester() {
        assertEquals("org.mailmend.workbench.desk", window.perspective());
        assertTrue(window.ui(() -> window.page().findView("org.mailmend.check.ui.tester") != null));
    }

    @Test
    void isAProductOfItsOwn() {
        assertEquals("org.mailmend.workbench.product", Platform.getProduct().getId());
        assertEquals("Mailmend", window.ui(() -> window.shell().getText()));
        assertTrue(window.ui(() -> window.shell().getImages().length) >= 4, "icons of the window");
    }

    @Test
    void hasNoEmptyToolBarAndNoGrip() {
        List<MToolBar> bars = window.ui(() -> window.window().getService(EModelService.class)
                .findElements(window.window().getService(MTrimmedWindow.class), null, MToolBar.class).stream()
                .filter(bar -> bar.isVisible() && bar.isToBeRendered() && !bar.getTags().contains("toolbarSeparator")).toList());
        for (MToolBar bar : bars) {
            assertFalse(bar.getTags().contains("Draggable"), () -> bar.getElementId() + " has a grip");
        }
        assertTrue(window.ui(() -> window.page().getWorkbenchWindow().getShell().getChildren().length) > 0);
    }

    /** A folder moves a tool bar out of sight that is higher than its tabs. */
    @Test
    void toolBarsOfViewsAreInSight() {
        List<String> hidden = window
                .ui(() -> inside(window.shell()).filter(CTabFolder.class::isInstance).map(CTabFolder.class::cast)
                        .filter(folder -> folder.isVisible() && folder.getTopRight() != null)
                        .filter(folder -> folder.getTopRight().getBounds().x > folder.getSize().x)
                        .map(folder -> folder.getItemCount() == 0 ? "" : folder.getItem(0).getText()).toList());
        assertEquals(List.of(), hidden);
    }

    private static Stream<Control> inside(Composite root) {
        return Stream.of(root.getChildren()).flatMap(child -> Stream.concat(Stream.of(child),
                child instanceof Composite composite ? inside(composite) : Stream.empty()));
    }

    @Test
    void hasOnlyOurMenus() {
        List<String> menus = window.ui(() -> Stream.of(window.shell().getMenuBar().getItems()).map(MenuItem::getText).toList());
        assertEquals(5, menus.size(), menus.toString());
    }

    @Test
    void everyMenuHasItemsAndEveryItemAnAction() {
        window.ui(() -> {
            for (MenuItem top : window.shell().getMenuBar().getItems()) {
                Menu menu = top.getMenu();
                menu.notifyListeners(SWT.Show, new org.eclipse.swt.widgets.Event());
                assertTrue(Stream.of(menu.getItems()).anyMatch(item -> (item.getStyle() & SWT.SEPARATOR) == 0),
                        top.getText() + " is empty");
                MenuItem[] items = menu.getItems();
                assertFalse((items[0].getStyle() & SWT.SEPARATOR) != 0, top.getText() + " begins with a line");
                assertFalse((items[items.length - 1].getStyle() & SWT.SEPARATOR) != 0, top.getText() + " ends with a line");
                menu.notifyListeners(SWT.Hide, new org.eclipse.swt.widgets.Event());
            }
        });
    }

    @Test
    void preferencesAreOursAndTheKeys() {
        Preferences preferences = Preferences.open(driver);
        List<String> pages = preferences.pages();
        assertEquals(4, pages.size(), pages.toString());
        pages.forEach(preferences::show);
        preferences.cancel();
    }
}
