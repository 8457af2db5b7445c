package org.mailmend.ui.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.mailmend.diagnosis.CauseId;
import org.mailmend.tickets.Contact;
import org.mailmend.tickets.Entry;
import org.mailmend.tickets.Field;
import org.mailmend.tickets.Status;
import org.mailmend.tickets.Ticket;
import org.mailmend.tickets.TicketChange;
import org.mailmend.tickets.ui.Desk;
import org.mailmend.tickets.ui.internal.editor.TicketEditor;
import org.mailmend.tickets.ui.internal.editor.TicketPane;
import org.mailmend.ui.tests.driver.Driver;
import org.mailmend.ui.tests.pages.Tester;
import org.mailmend.ui.tests.pages.TicketsPage;
import org.mailmend.workbench.Theme;

/** Pictures of the editor of tickets, for people to look at, in both themes. */
class TicketEditorPicturesTest extends UiTest {
    private static final String REFUSED = "535-5.7.8 Username and Password not accepted";

    @AfterEach
    void leaveNothing() {
        TicketsPage.clear();
        window.size(1280, 860);
    }

    private static long make() {
        return TicketsPage.ask(store -> {
            Contact tanaka = store.contactByMail("hanako@example.jp")
                    .orElseGet(() -> store.save(Contact.of("田中 花子", "hanako@example.jp"), "test"));
            Instant now = Instant.now();
            return store.create(TicketChange.none().subject("複合機からスキャンを送信できない").requester(tanaka)
                    .assignee(Desk.get().technician()).symptom(REFUSED).cause(CauseId.AUTH_BAD_CREDENTIALS)
                    .due(now.plus(Duration.ofHours(2))).status(Status.NEW).tags(Set.of("scan")),
                    List.of(Entry.of(Entry.Kind.MESSAGE_IN, now.minus(Duration.ofMinutes(50)), "hanako@example.jp",
                            "送信できません", "昨日から複合機で送信できません。\n画面には次のように出ます。\n" + REFUSED),
                            Entry.of(Entry.Kind.NOTE, now.minus(Duration.ofMinutes(20)), "test", "",
                                    "Asked for the model; she will look on the panel.")),
                    "test").number();
        });
    }

    @ParameterizedTest
    @EnumSource(names = {"LIGHT", "DARK"})
    void paints(Theme.Choice theme) {
        window.theme(theme);
        window.size(1280, 860);
        long number = make();
        window.ui(() -> Desk.get().open(number));
        Driver.Part editor = driver.editor(Desk.EDITOR);
        driver.waitUntil("the ticket was read", () -> editor.isVisible("subject") && editor.read("subject").startsWith("複合機"));
        picture(theme, "conversation");
        editor.click("draft");
        driver.waitUntil("a draft is written", () -> !editor.read("reply").isEmpty());
        picture(theme, "draft");
        editor.click("preview");
        driver.waitUntil("the preview shows it", () -> editor.isVisible("preview.letter"));
        picture(theme, "preview");
        editor.click("edit");
        for (String page : List.copyOf(editor.items("pages")).subList(1, 4)) {
            editor.select("pages", page);
            picture(theme, Integer.toString(editor.items("pages").indexOf(page)));
        }
        window.ui(() -> {
            TicketPane pane = ((TicketEditor) window.page().getActiveEditor()).pane();
            pane.model().typed(Field.SUBJECT, "複合機（3 階）からスキャンを送信できない");
            Ticket seen = pane.model().now().ticket();
            TicketsPage.ask(store -> store.change(seen,
                    TicketChange.none().subject("経理の複合機が送信できない").provider("gmail"), "佐藤"));
            pane.save();
        });
        driver.waitUntil("the conflict is shown", () -> driver.dialogs() == 1);
        picture(theme, "conflict");
        driver.dialog().click("save");
        driver.waitUntil("it is settled", () -> driver.dialogs() == 0);
        window.ui(() -> Desk.get().attach(org.mailmend.workbench.TicketDraft.of(REFUSED)));
        driver.waitUntil("the tickets are offered", () -> driver.dialogs() == 1 && !driver.dialog().rows("tickets").isEmpty());
        picture(theme, "attach");
        driver.dialog().close();
        driver.waitUntil("it is closed", () -> driver.dialogs() == 0);
        window.size(1024, 700);
        editor.select("pages", editor.items("pages").getFirst());
        picture(theme, "small");
        assertEquals(0, driver.dialogs());
    }

    private void picture(Theme.Choice theme, String name) {
        driver.picture(
                PICTURES.resolve("ticket-" + Tester.locale().getLanguage() + "-" + theme.name().toLowerCase(java.util.Locale.ROOT)
                        + "-" + name + ".png"));
    }
}
