package org.mailmend.ui.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.eclipse.swt.widgets.Display;
import org.eclipse.swt.widgets.Shell;
import org.junit.jupiter.api.Test;
import org.mailmend.check.ui.ConnectionTester;
import org.mailmend.knowledge.Article;
import org.mailmend.knowledge.KnowledgeBase;
import org.mailmend.knowledge.ui.KnowledgePlace;
import org.mailmend.knowledge.ui.internal.Shelf;
import org.mailmend.knowledge.ui.internal.guide.Topics;
import org.mailmend.ui.tests.pages.NewTicket;
import org.mailmend.workbench.Theme;

/** The user guide: F1 on the spot, and as pages of the knowledge base. */
class GuideTest extends UiTest {
    private static final Pattern LINK = Pattern.compile("\\(kb:([a-z0-9-]+)\\)");

    @Test
    void f1ShowsThePageAboutWhatIsInFront() {
        driver.run(ConnectionTester.COMMAND_TEST);
        driver.press("F1");
        assertShown("The Connection Tester");
        picture("guide-tester");
        driver.press("ESC");
        driver.waitUntil("the guide is closed", () -> guide() == null);
    }

    @Test
    void f1WorksInADialogToo() {
        NewTicket ticket = NewTicket.open(driver);
        driver.press("F1");
        assertShown("The list of tickets");
        driver.press("ESC");
        driver.waitUntil("the guide is closed", () -> guide() == null);
        assertEquals(1, driver.dialogs());
        ticket.part().close();
    }

    @Test
    void theMenuOpensTheGuideInTheKnowledgePlace() {
        driver.run("org.mailmend.knowledge.ui.guide");
        driver.editor(KnowledgePlace.EDITOR);
        driver.waitUntil("the guide begins",
                () -> window.ui(() -> window.page().getActiveEditor().getTitle()).equals("How Mailmend is used"));
    }

    @Test
    void allPagesAreThereInBothLanguagesAndLeadSomewhere() {
        KnowledgeBase base = base();
        List<String> missing = new ArrayList<>();
        for (Locale language : List.of(Locale.ENGLISH, Locale.JAPANESE)) {
            for (String id : Topics.pages()) {
                if (base.article(id, language).isEmpty()) {
                    missing.add(language + " " + id);
                }
            }
            List<Article> guide = base.articles(language).stream().filter(article -> article.id().startsWith("guide-")).toList();
            assertTrue(guide.size() >= Topics.pages().size(), language + " " + guide.size());
            for (Article article : guide) {
                Matcher link = LINK.matcher(article.body());
                while (link.find()) {
                    if (base.article(link.group(1), language).isEmpty()) {
                        missing.add(language + " " + article.id() + " -> " + link.group(1));
                    }
                }
            }
        }
        assertEquals(List.of(), missing);
    }

    private KnowledgeBase base() {
        driver.waitUntil("the knowledge is read", () -> window.ui(() -> Shelf.get().contents() != null));
        return window.ui(() -> Shelf.get().contents().base());
    }

    private void assertShown(String title) {
        driver.waitUntil("the guide shows " + title, () -> (title + " - User Guide").equals(guide()));
    }

    /** The title of the guide's window; null when there is none. */
    private String guide() {
        return window.ui(() -> {
            for (Shell shell : Display.getDefault().getShells()) {
                if (!shell.isDisposed() && shell.getText().endsWith("User Guide")) {
                    return shell.getText();
                }
                for (Shell child : shell.getShells()) {
                    if (child.getText().endsWith("User Guide")) {
                        return child.getText();
                    }
                }
            }
            return null;
        });
    }

    private void picture(String name) {
        driver.picture(PICTURES.resolve(name + ".png"));
        window.theme(Theme.Choice.DARK);
        driver.picture(PICTURES.resolve(name + "-dark.png"));
        window.theme(Theme.Choice.LIGHT);
    }
}
