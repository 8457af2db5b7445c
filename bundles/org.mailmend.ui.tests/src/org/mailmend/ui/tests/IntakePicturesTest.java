package org.mailmend.ui.tests;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.List;
import java.util.Set;
import java.util.UUID;

import org.eclipse.core.runtime.jobs.Job;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.mailmend.diagnosis.Protocol;
import org.mailmend.tickets.mail.Intake;
import org.mailmend.tickets.ui.internal.intake.IntakeCentre;
import org.mailmend.tickets.ui.internal.intake.IntakeSettings;
import org.mailmend.tickets.ui.internal.templates.TemplatesPage;
import org.mailmend.ui.tests.driver.Driver;
import org.mailmend.ui.tests.pages.IntakePreferences;
import org.mailmend.ui.tests.pages.Preferences;
import org.mailmend.ui.tests.pages.Tester;
import org.mailmend.ui.tests.pages.TicketsPage;
import org.mailmend.workbench.Theme;

/** Pictures of the intake and the templates, for people to look at, in both themes. */
class IntakePicturesTest extends UiTest {

    @AfterEach
    void leaveNothing() throws InterruptedException {
        new IntakeSettings(List.of(), Set.of(), false).save();
        IntakeCentre.get().restart();
        Job.getJobManager().join(IntakeCentre.FAMILY, null);
        TicketsPage.clear();
    }

    @ParameterizedTest
    @EnumSource(names = {"LIGHT", "DARK"})
    void paints(Theme.Choice theme) throws IOException, GeneralSecurityException {
        window.theme(theme);
        window.size(1280, 860);
        TicketsPage.open(driver).search("").filter("open");
        try (MailServer server = new MailServer()) {
            IntakePreferences page = IntakePreferences.open(driver);
            driver.waitUntil("the answer is shown", () -> page.part().read("answer.text").contains("#1"));
            page.picture(file(theme, "empty"));
            Driver.Part dialog = page.fill(server.target(Protocol.IMAP), MailServer.DESK, "wrong");
            page.picture(file(theme, "mailbox"));
            dialog.click("box.test");
            driver.waitUntil("it is explained", () -> dialog.isEnabled("box.test") && dialog.isVisible("box.steps"));
            page.picture(file(theme, "test"));
            dialog.click("box.cancel");
            driver.waitUntil("the dialog is closed", () -> driver.dialogs() == 1);
            page.add(server.target(Protocol.IMAP), MailServer.DESK, MailServer.PASSWORD).accept();
            // The desk remembers each mail, also from a run in the other language.
            server.write("ann@example.com",
                    "Subject: Scanner broke\r\nMessage-ID: <" + UUID.randomUUID() + "@example.com>\r\n", "hello");
            TicketsPage list = TicketsPage.open(driver).waitFor("Scanner broke");
            list.picture(file(theme, "list"));
            IntakePreferences running = IntakePreferences.open(driver);
            running.add(server.target(Protocol.IMAP), "ann@example.com", "not-the-password").accept();
            driver.waitUntil("it is refused", () -> IntakeCentre.get().standings().values().stream()
                    .anyMatch(each -> each.phase() == Intake.Phase.REFUSED));
            list.picture(file(theme, "trouble"));
            IntakePreferences trouble = IntakePreferences.open(driver);
            trouble.part().selectRows("sources", 1);
            driver.waitUntil("the page says so", () -> trouble.part().isEnabled("source.again"));
            trouble.picture(file(theme, "page"));
            trouble.cancel();
        }
        Preferences templates = Preferences.open(driver, TemplatesPage.ID);
        driver.waitUntil("the templates are read", () -> templates.part().isVisible("templates")
                && templates.part().rows("templates").size() == 8 && templates.part().read("preview").contains("1. "));
        templates.picture(file(theme, "templates"));
        templates.part().click("template.new");
        templates.part().write("template.title", Tester.locale().getLanguage().equals("ja") ? "複合機" : "Copiers");
        templates.part().write("template.text", "{name}\n\n{summary}\n{nobody}");
        driver.waitUntil("the mistake is named", () -> !templates.part().canAccept());
        templates.picture(file(theme, "template-wrong"));
        templates.part().click("template.delete");
        driver.waitUntil("it can be undone", () -> templates.part().isVisible("notice.undo"));
        templates.picture(file(theme, "template-deleted"));
        templates.cancel();
        driver.waitUntil("all is closed", () -> driver.dialogs() == 0);
        assertTrue(Files.exists(file(theme, "templates")));
    }

    private static Path file(Theme.Choice theme, String name) {
        return PICTURES.resolve(Tester.locale().getLanguage() + "-" + theme.id() + "-intake-" + name + ".png");
    }
}
