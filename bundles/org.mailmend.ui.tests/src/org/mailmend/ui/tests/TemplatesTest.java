package org.mailmend.ui.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.mailmend.diagnosis.CauseId;
import org.mailmend.tickets.Contact;
import org.mailmend.tickets.TicketChange;
import org.mailmend.tickets.reply.Template;
import org.mailmend.tickets.reply.Templates;
import org.mailmend.tickets.ui.Desk;
import org.mailmend.tickets.ui.internal.templates.TemplatesPage;
import org.mailmend.ui.tests.driver.Driver;
import org.mailmend.ui.tests.pages.Preferences;
import org.mailmend.ui.tests.pages.Tester;
import org.mailmend.ui.tests.pages.TicketsPage;

/** The templates of replies. */
class TemplatesTest extends UiTest {
    private static final int BROUGHT = 8;

    @BeforeEach
    @AfterEach
    void asMailmendBringsThem() {
        TicketsPage.ask(store -> {
            Templates templates = new Templates(store);
            templates.all().stream().filter(Template::changed).forEach(each -> templates.keep(each, null));
            return null;
        });
        TicketsPage.clear();
    }

    private Preferences open() {
        Preferences preferences = Preferences.open(driver, TemplatesPage.ID);
        driver.waitUntil("the templates are read", () -> preferences.part().isVisible("templates")
                && preferences.part().rows("templates").size() >= BROUGHT);
        return preferences;
    }

    private static List<Template> changed() {
        return TicketsPage.ask(store -> new Templates(store).all().stream().filter(Template::changed).toList());
    }

    /** The standard reply by mail in the language of the window stands first. */
    private static void selectMail(Driver.Part part) {
        part.selectRows("templates", 0);
    }

    @Test
    void aTemplateIsWrittenWithAPreviewAndUsedInReplies() {
        Preferences preferences = open();
        Driver.Part part = preferences.part();
        selectMail(part);
        driver.waitUntil("the preview shows it", () -> part.read("preview").contains("1. "));
        assertFalse(part.isEnabled("template.reset"));
        part.write("template.text", "Dear {name}, this is #{number}.\n{steps}");
        driver.waitUntil("the preview follows", () -> part.read("preview").contains("this is #1.")
                && part.read("preview").contains("1. "));
        part.select("preview.kind", part.items("preview.kind").get(1));
        driver.waitUntil("without steps", () -> !part.read("preview").contains("1. "));
        preferences.accept();
        driver.waitUntil("it is kept", () -> changed().size() == 1);
        long number = TicketsPage.ask(store -> store.create(TicketChange.none().subject("Cannot send")
                .requester(store.contactByMail("jane@example.com")
                        .orElseGet(() -> store.save(Contact.of("Jane", "jane@example.com"), "test")))
                .language(Tester.locale().getLanguage()).cause(CauseId.AUTH_APP_PASSWORD_REQUIRED), "test").number());
        window.ui(() -> Desk.get().open(number));
        Driver.Part editor = driver.editor(Desk.EDITOR);
        driver.waitUntil("the ticket was read", () -> editor.isVisible("draft") && editor.read("subject").equals("Cannot send"));
        assertFalse(editor.isVisible("template"));
        driver.waitUntil("a draft is written", () -> {
            editor.click("draft");
            return !editor.read("reply").isEmpty();
        });
        editor.click("preview");
        driver.waitUntil("the preview of the reply uses it", () -> editor.isVisible("preview.letter")
                && editor.read("preview.letter").contains("Dear Jane, this is #" + number + "."));
        Preferences again = open();
        selectMail(again.part());
        driver.waitUntil("it can be brought back", () -> again.part().isEnabled("template.reset"));
        again.part().click("template.reset");
        assertEquals(Templates.original("mail", Tester.locale()), again.part().read("template.text"));
        again.accept();
        driver.waitUntil("it is as before", () -> changed().isEmpty());
    }

    @Test
    void aTeamAddsTemplatesAndChoosesThemInReplies() {
        Preferences preferences = open();
        Driver.Part part = preferences.part();
        part.click("template.new");
        part.write("template.title", "Copier & scanner");
        part.write("template.text", "About your copier, {nobody}");
        driver.waitUntil("the mistake is named", () -> !part.canAccept() && part.read("template.problem").contains("nobody"));
        part.write("template.text", "About your copier, {name}");
        driver.waitUntil("it is right", part::canAccept);
        part.click("template.duplicate");
        driver.waitUntil("there are two", () -> part.rows("templates").size() == BROUGHT + 2);
        part.click("template.delete");
        driver.waitUntil("there is one", () -> part.rows("templates").size() == BROUGHT + 1 && part.isVisible("notice.undo"));
        part.click("notice.undo");
        driver.waitUntil("there are two again", () -> part.rows("templates").size() == BROUGHT + 2);
        part.click("template.delete");
        preferences.accept();
        driver.waitUntil("it is kept", () -> changed().size() == 1);
        long number = TicketsPage.ask(store -> store.create(TicketChange.none().subject("Scans")
                .language(Tester.locale().getLanguage()).requester(store.contactByMail("jane@example.com")
                        .orElseGet(() -> store.save(Contact.of("Jane", "jane@example.com"), "test"))),
                "test").number());
        window.ui(() -> Desk.get().open(number));
        Driver.Part editor = driver.editor(Desk.EDITOR);
        driver.waitUntil("it is offered", () -> editor.isVisible("template"));
        editor.select("template", "Copier & scanner");
        driver.waitUntil("a draft is written", () -> {
            editor.click("draft");
            return editor.read("reply").equals("About your copier, Jane");
        });
        assertTrue(editor.items("template").size() == 2);
    }

    @Test
    void whatSomebodyElseHasChangedIsNotOverwritten() {
        Preferences preferences = open();
        Driver.Part part = preferences.part();
        selectMail(part);
        part.write("template.text", "Mine {number}");
        TicketsPage.ask(store -> {
            new Templates(store).set("mail", Tester.locale(), "Theirs {number}");
            return null;
        });
        part.accept();
        driver.waitUntil("it is said", () -> part.isVisible("template.problem"));
        assertEquals("Mine {number}", part.read("template.text"));
        assertEquals("Theirs {number}", changed().getFirst().text());
        preferences.cancel();
        driver.waitUntil("it is closed", () -> driver.dialogs() == 0);
    }
}
