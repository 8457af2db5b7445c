package org.mailmend.ui.tests;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.mailmend.diagnosis.CauseId;
import org.mailmend.tickets.Contact;
import org.mailmend.tickets.Priority;
import org.mailmend.tickets.Status;
import org.mailmend.tickets.TicketChange;
import org.mailmend.tickets.ui.Desk;
import org.mailmend.ui.tests.pages.NewTicket;
import org.mailmend.ui.tests.pages.Preferences;
import org.mailmend.ui.tests.pages.Tester;
import org.mailmend.ui.tests.pages.TicketsPage;
import org.mailmend.workbench.Theme;

/** Pictures of the list of tickets and what belongs to it, for people to look at, in both themes. */
class TicketsPicturesTest extends UiTest {

    @AfterEach
    void leaveNothing() {
        TicketsPage.open(driver).search("").filter("open");
        TicketsPage.clear();
        window.size(1280, 860);
    }

    private static void make() {
        TicketsPage.ask(store -> {
            Contact tanaka = store.contactByMail("hanako@example.jp")
                    .orElseGet(() -> store.save(Contact.of("田中 花子", "hanako@example.jp"), "test"));
            Contact smith = store.contactByMail("smith@example.org")
                    .orElseGet(() -> store.save(Contact.of("Jane Smith", "smith@example.org"), "test"));
            String me = Desk.get().technician();
            Instant now = Instant.now();
            store.create(TicketChange.none().subject("複合機からスキャンを送信できない").requester(tanaka).assignee(me)
                    .cause(CauseId.AUTH_BAD_CREDENTIALS).priority(Priority.HIGH).due(now.minus(Duration.ofHours(2)))
                    .status(Status.IN_PROGRESS), "test");
            store.create(TicketChange.none().subject("Outlook asks for the password again and again").requester(smith)
                    .client("outlook-2016-msi").due(now.plus(Duration.ofHours(5))), "test");
            store.create(TicketChange.none().subject("Thunderbird: certificate has expired").requester(smith).assignee("Sato")
                    .status(Status.WAITING_FOR_ADMINISTRATOR).tags(Set.of("tls")), "test");
            store.create(TicketChange.none().subject("メールが届かない & 戻ってくる").requester(tanaka).assignee(me)
                    .status(Status.WAITING_FOR_USER), "test");
            store.create(TicketChange.none().subject("iPhone cannot send since Monday").requester(smith).status(Status.SOLVED)
                    .assignee(me), "test");
            return null;
        });
    }

    @ParameterizedTest
    @EnumSource(names = {"LIGHT", "DARK"})
    void paints(Theme.Choice theme) {
        TicketsPage.clear();
        window.theme(theme);
        window.size(1280, 860);
        TicketsPage page = TicketsPage.open(driver).search("").filter("open").waitForNone().picture(file(theme, "empty"));
        make();
        page.filter("all");
        driver.waitUntil("all are listed", () -> page.part().isVisible("tickets") && page.subjects().size() == 5);
        page.picture(file(theme, "list"));
        page.part().selectRows("tickets", 0, 1);
        page.part().menu("tickets", "priority", "priority.urgent");
        driver.waitUntil("it is said", () -> page.part().isVisible("notice"));
        page.picture(file(theme, "bulk"));
        page.search("outlook");
        driver.waitUntil("one is found", () -> page.subjects().size() == 1);
        page.picture(file(theme, "search"));
        page.search("zzqq").waitForNone().picture(file(theme, "none"));
        page.search("");
        window.size(1024, 700);
        driver.waitUntil("all are back", () -> page.part().isVisible("tickets") && page.subjects().size() == 5);
        page.picture(file(theme, "small"));
        window.size(1280, 860);
        NewTicket dialog = NewTicket.open(driver).picture(file(theme, "new-empty"));
        dialog.happened("535-5.7.8 Username and Password not accepted").waitFor("AUTH_BAD_CREDENTIALS")
                .caller("田中 花子 <hanako@example.jp> 03-1234-5678")
                .picture(file(theme, "new"));
        dialog.caller("Tanaka <tanaka@example.com>").create();
        driver.run("org.mailmend.tickets.ui.import");
        driver.dialog();
        driver.picture(file(theme, "import"));
        driver.dialog().close();
        driver.waitUntil("the import is closed", () -> driver.dialogs() == 0);
        Preferences preferences = Preferences.open(driver);
        preferences.show(Tester.locale().getLanguage().equals("ja") ? "チケット" : "Tickets").picture(file(theme, "preferences"));
        preferences.cancel();
        assertTrue(Files.exists(file(theme, "list")));
    }

    private static Path file(Theme.Choice theme, String name) {
        return PICTURES.resolve(Tester.locale().getLanguage() + "-" + theme.id() + "-tickets-" + name + ".png");
    }
}
