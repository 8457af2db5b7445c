package org.mailmend.ui.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Event;
import org.eclipse.ui.PartInitException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.mailmend.diagnosis.CauseId;
import org.mailmend.tickets.Contact;
import org.mailmend.tickets.Status;
import org.mailmend.tickets.TicketChange;
import org.mailmend.tickets.ui.internal.dashboard.DashboardPane;
import org.mailmend.tickets.ui.internal.dashboard.DashboardView;
import org.mailmend.ui.tests.driver.Driver;
import org.mailmend.ui.tests.pages.Tester;
import org.mailmend.ui.tests.pages.TicketsPage;
import org.mailmend.workbench.Theme;
import org.mailmend.workbench.Widgets;

/** Figures about the tickets, their charts and reports. */
class DashboardTest extends UiTest {
    @TempDir
    Path folder;

    @AfterEach
    void leaveNothing() {
        TicketsPage.clear();
        window.size(1280, 860);
    }

    private static void make() {
        TicketsPage.clear();
        TicketsPage.ask(store -> {
            Contact hanako = store.contactByMail("hanako@example.jp")
                    .orElseGet(() -> store.save(Contact.of("田中 花子", "hanako@example.jp"), "test"));
            List<String> clients = List.of("outlook-2016-msi", "canon-imagerunner", "outlook-2016-msi", "");
            List<CauseId> causes = List.of(CauseId.AUTH_BAD_CREDENTIALS, CauseId.AUTH_APP_PASSWORD_REQUIRED,
                    CauseId.AUTH_BAD_CREDENTIALS, CauseId.TLS_CERT_EXPIRED);
            for (int i = 0; i < 12; i++) {
                TicketChange change = TicketChange.none().subject("メールが送れない " + i).requester(hanako).cause(causes.get(i % 4))
                        .client(clients.get(i % 4)).assignee(i % 3 == 0 ? "Sato" : "Ito").tags(Set.of("x"))
                        .status(i % 4 == 0 ? Status.SOLVED : Status.NEW);
                store.create(change, "test");
            }
            return null;
        });
    }

    private DashboardPane pane() {
        return window.ui(() -> {
            try {
                return ((DashboardView) window.page().showView(DashboardView.ID)).pane();
            } catch (PartInitException e) {
                throw new IllegalStateException(e);
            }
        });
    }

    private static Control find(Composite parent, String id) {
        for (Control child : parent.getChildren()) {
            Control found = id.equals(child.getData(Widgets.ID)) ? child
                    : child instanceof Composite inside ? find(inside, id) : null;
            if (found != null) {
                return found;
            }
        }
        return null;
    }

    private void press(Control control, int key) {
        window.ui(() -> {
            Event event = new Event();
            event.keyCode = key;
            control.notifyListeners(SWT.KeyDown, event);
        });
    }

    @Test
    void listsTheTicketsOfEachBar() throws Exception {
        make();
        DashboardPane pane = pane();
        Driver.Part part = driver.view(DashboardView.ID, null);
        driver.waitUntil("it has counted", () -> window.ui(pane::isReady) && part.items("assignee").contains("Sato"));
        part.select("assignee", "Sato");
        Control causes = window.ui(() -> find(pane, "chart.CAUSE"));
        driver.waitUntil("the bars are those of one technician", () -> {
            press(causes, SWT.HOME);
            press(causes, SWT.CR);
            return part.rows("list").size() == 2 && part.rows("list").stream().allMatch(row -> row.get(3).equals("Sato"));
        });
        for (String ending : List.of("pdf", "html", "csv", "png")) {
            Path file = folder.resolve("tickets." + ending);
            window.ui(() -> pane.save(file));
            driver.waitUntil(ending + " is saved", () -> part.read("message").contains(file.getFileName().toString()));
            assertTrue(Files.size(file) > 200, ending);
        }
        assertEquals("\uFEFF", Files.readString(folder.resolve("tickets.csv")).substring(0, 1));
    }

    @ParameterizedTest
    @EnumSource(names = {"LIGHT", "DARK"})
    void paints(Theme.Choice theme) {
        window.theme(theme);
        make();
        DashboardPane pane = pane();
        Driver.Part part = driver.view(DashboardView.ID, null);
        driver.waitUntil("it has counted", () -> window.ui(pane::isReady) && part.items("assignee").contains("Sato"));
        Path file = PICTURES.resolve(Tester.locale().getLanguage() + "-" + theme.id() + "-dashboard.png");
        driver.picture(file);
        assertTrue(Files.exists(file));
    }
}
