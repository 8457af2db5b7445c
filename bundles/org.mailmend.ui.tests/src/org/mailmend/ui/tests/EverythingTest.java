package org.mailmend.ui.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Display;
import org.eclipse.swt.widgets.Shell;
import org.eclipse.swt.widgets.Table;
import org.eclipse.swt.widgets.TableItem;
import org.junit.jupiter.api.Test;
import org.mailmend.knowledge.ui.KnowledgePlace;
import org.mailmend.tickets.Contact;
import org.mailmend.tickets.Ticket;
import org.mailmend.tickets.TicketChange;
import org.mailmend.tickets.ui.Desk;

/** The search over everything. */
class EverythingTest extends UiTest {

    @Test
    void findsPagesByTheirTextAndOpensThem() {
        search("534-5.7.9");
        driver.waitUntil("pages are found", () -> !rows().isEmpty() && rows().getFirst().contains("Articles and Causes"));
        driver.picture(PICTURES.resolve("everything.png"));
        String found = rows().getFirst();
        driver.press("CR");
        driver.editor(KnowledgePlace.EDITOR);
        String title = window.ui(() -> window.page().getActiveEditor().getTitle());
        assertTrue(found.contains(title), title + " is not " + found);
    }

    @Test
    void findsClientsAndCommands() {
        search("thunderbird");
        driver.waitUntil("clients are found", () -> rows().stream().anyMatch(row -> row.contains("Clients and Devices")));
        driver.press("ESC");
        search("configuration file");
        driver.waitUntil("commands are found", () -> rows().stream().anyMatch(row -> row.contains("Make a Configuration File")));
        driver.press("ESC");
    }

    @Test
    void whatIsNotFoundAtOnceIsLookedForInTheKnowledge() {
        search("greylisted");
        driver.waitUntil("the knowledge is offered", () -> rows().stream().anyMatch(row -> row.startsWith("Help")));
        for (String row : rows()) {
            if (row.startsWith("Help")) {
                break;
            }
            driver.press("ARROW_DOWN");
        }
        driver.press("CR");
        assertEquals("greylisted", driver.view(KnowledgePlace.VIEW, null).read("search"));
    }

    @Test
    void findsTicketsAndTheirCallers() throws Exception {
        Ticket ticket = Desk.get().ask(store -> {
            Contact caller = store.save(Contact.of("Tanaka Hanako", "hanako.tanaka@example.jp"), "test");
            return store.create(TicketChange.none().subject("Copier on the third floor refuses quixotically")
                    .requester(caller), List.of(), "test");
        }).get(20, TimeUnit.SECONDS);
        search("quixotically");
        driver.waitUntil("the ticket is found", () -> rows().stream().anyMatch(row -> row.contains("#" + ticket.number() + " ")));
        driver.press("ESC");
        search("hanako");
        driver.waitUntil("the caller is found",
                () -> !rows().isEmpty() && rows().stream().anyMatch(row -> row.startsWith("Contacts")));
        for (String row : rows()) {
            if (row.startsWith("Contacts")) {
                break;
            }
            driver.press("ARROW_DOWN");
        }
        driver.press("CR");
        driver.editor(Desk.EDITOR);
        assertTrue(window.ui(() -> window.page().getActiveEditor().getTitle()).contains("#" + ticket.number()));
    }

    private void search(String text) {
        driver.press("M1+K");
        driver.waitUntil("the search is open", () -> window.ui(() -> list() != null));
        driver.type(text);
    }

    private static Table list() {
        Shell shell = Display.getDefault().getActiveShell();
        return shell == null || shell.getParent() == null ? null : find(shell);
    }

    private static Table find(Composite parent) {
        for (Control child : parent.getChildren()) {
            Table found = child instanceof Table table ? table : child instanceof Composite inner ? find(inner) : null;
            if (found != null) {
                return found;
            }
        }
        return null;
    }

    /** The rows: the name of a group where it begins, and what was found. */
    private List<String> rows() {
        return window.ui(() -> {
            List<String> rows = new ArrayList<>();
            Table list = list();
            if (list != null) {
                for (TableItem item : list.getItems()) {
                    rows.add(item.getText(0) + " | " + item.getText(1));
                }
            }
            return rows;
        });
    }
}
