package org.mailmend.ui.tests;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.mailmend.tickets.StoreLocation;
import org.mailmend.tickets.TicketChange;
import org.mailmend.tickets.TicketStore;
import org.mailmend.tickets.ui.Desk;
import org.mailmend.tickets.ui.internal.DeskSettings;
import org.mailmend.tickets.ui.internal.settings.DeskPage;
import org.mailmend.ui.tests.driver.Driver;
import org.mailmend.ui.tests.pages.Preferences;
import org.mailmend.ui.tests.pages.Tester;
import org.mailmend.ui.tests.pages.TicketsPage;
import org.mailmend.workbench.StatusArea;

/** Tickets in PostgreSQL, from the page of the preferences; left out where that is not installed. */
class DatabaseTest extends UiTest {
    private static final boolean JAPANESE = Locale.JAPANESE.equals(Tester.locale());

    private LocalPostgres server;

    @BeforeEach
    void start() throws Exception {
        Optional<Path> programs = LocalPostgres.programs();
        assumeTrue(programs.isPresent(), "PostgreSQL is not installed");
        server = LocalPostgres.start(programs.get());
        TicketsPage.clear();
        TicketsPage.open(driver).search("").filter("open");
    }

    @AfterEach
    void backToTheFile() throws Exception {
        if (server != null) {
            DeskSettings.database("");
            Desk.get().reopen().join();
            TicketsPage.clear();
            server.close();
        }
    }

    private static void make(String subject) {
        TicketsPage.ask(store -> store.create(TicketChange.none().subject(subject), "test"));
    }

    private void waitFor(Driver.Part part, String words) {
        driver.waitUntil("the page says: " + words, () -> part.isVisible("result") && part.read("result").contains(words));
    }

    private void awaitStatus(String words) {
        driver.waitUntil("the status line names " + words, () -> window.ui(StatusArea::text).contains(words));
    }

    @Test
    void movesTheDeskToPostgresAndWorksThereTogether() throws Exception {
        make("from the file");
        make("another");
        awaitStatus("tickets.db");
        Preferences preferences = Preferences.open(driver, DeskPage.ID);
        Driver.Part page = preferences.part();
        page.click("postgres");
        page.write("url", server.address());
        page.write("user", LocalPostgres.USER);
        page.write("password", "wrong");
        page.click("test");
        waitFor(page, server.address());
        driver.waitUntil("it can be tried again", () -> page.isEnabled("test"));
        String refused = page.read("result");
        assertFalse(refused.contains("wrong"), refused);
        assertTrue(refused.contains(JAPANESE ? "サインインできません" : "refuses the sign-in"), refused);

        page.write("password", LocalPostgres.PASSWORD);
        page.click("test");
        waitFor(page, JAPANESE ? "使用できます" : "can be used");
        driver.waitUntil("it can be moved", () -> page.isEnabled("move"));
        preferences.picture(PICTURES.resolve("database-postgres.png"));
        page.click("move");
        driver.waitUntil("it asks", () -> driver.dialogs() == 2);
        driver.dialog().click("answer.0");
        waitFor(page, JAPANESE ? "コピーして照合しました" : "tickets were copied and compared");
        awaitStatus("PostgreSQL " + server.address());
        preferences.accept();

        TicketsPage list = TicketsPage.open(driver).waitFor("from the file", "another");
        String address = DeskSettings.database();
        assertEquals("jdbc:postgresql://" + server.address() + "?user=" + LocalPostgres.USER, address);
        char[] kept = DeskSettings.credentials().get(DeskSettings.credentialHost(address), LocalPostgres.USER);
        assertArrayEquals(LocalPostgres.PASSWORD.toCharArray(), kept, "the password is in the secure storage");
        try (TicketStore colleague = TicketStore.open(StoreLocation.of(address, kept))) {
            colleague.create(TicketChange.none().subject("from a colleague"), "Ben");
            list.waitFor("from the file", "another", "from a colleague");

            server.stop();
            server.start();
            make("after the server came back");
            list.waitFor("from the file", "another", "from a colleague", "after the server came back");
            colleague.create(TicketChange.none().subject("and they too"), "Ben");
            list.waitFor("from the file", "another", "from a colleague", "after the server came back", "and they too");
        }
    }
}
