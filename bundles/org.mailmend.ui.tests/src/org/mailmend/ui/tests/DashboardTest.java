package org.mailmend.ui.tests;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

import org.eclipse.ui.PartInitException;
import org.junit.jupiter.api.AfterEach;
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

/** Figures about the tickets, their charts and reports. */
class DashboardTest extends UiTest {
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
