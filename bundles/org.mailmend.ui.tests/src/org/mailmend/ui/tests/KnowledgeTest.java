package org.mailmend.ui.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.eclipse.swt.dnd.Clipboard;
import org.eclipse.swt.dnd.TextTransfer;
import org.eclipse.swt.widgets.Shell;
import org.eclipse.ui.XMLMemento;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.mailmend.check.ui.ConnectionTester;
import org.mailmend.knowledge.ui.KnowledgePlace;
import org.mailmend.knowledge.ui.internal.browse.BrowsePane;
import org.mailmend.ui.tests.pages.Knowledge;
import org.mailmend.ui.tests.pages.Knowledge.Article;
import org.mailmend.ui.tests.pages.Tester;
import org.mailmend.workbench.Theme;

/** The Knowledge place: searching, reading, ticking off, and the ways there. */
class KnowledgeTest extends UiTest {
    private static final String OAUTH = "Sign in with OAuth";

    private Knowledge knowledge;

    @BeforeEach
    void openThePlace() {
        knowledge = Knowledge.open(driver);
    }

    @AfterEach
    void backToTheDesk() {
        window.ui(() -> window.page().closeAllEditors(false));
        window.desk();
    }

    @Test
    void keyOpensThePlaceAtItsStartPage() {
        window.ui(() -> window.page().closeAllEditors(false));
        window.desk();
        driver.press("M3+2");
        driver.waitUntil("the place is open", () -> KnowledgePlace.PERSPECTIVE.equals(window.perspective()));
    }

    @Test
    void findsWhileTypingAndOpensWithTheKeyboardAlone() {
        driver.press("M1+F");
        driver.type("app passw");
        knowledge.waitForHit("Use an app password");
        driver.press("ARROW_DOWN");
        driver.waitUntil("the list has the focus", () -> "hits".equals(driver.focus()));
        driver.press("ARROW_UP");
        driver.waitUntil("the field has the focus again", () -> "search".equals(driver.focus()));
        driver.press("CR");
        driver.waitUntil("a page is open", () -> window.ui(() -> window.page().getActiveEditor() != null));
        String best = knowledge.hits().getFirst().lines().findFirst().orElseThrow();
        Article.inFront(driver).waitFor(best);
    }

    @Test
    void nothingFoundOffersWaysOut() {
        knowledge.search("zzqqxxyyjjkk");
        driver.waitUntil("nothing is found", () -> knowledge.part().isVisible("nothing"));
        assertTrue(knowledge.part().isVisible("bothLanguages"));
    }

    @Test
    void filtersNarrowTheSearch() {
        knowledge.search("password").waitForHit("Use an app password");
        knowledge.part().click("filter");
        String clients = knowledge.part().items("facet.kind").get(2);
        knowledge.part().select("facet.kind", clients);
        driver.waitUntil("articles are gone",
                () -> knowledge.hits().stream().noneMatch(hit -> hit.startsWith("Use an app password")));
        knowledge.part().select("facet.kind", knowledge.part().items("facet.kind").getFirst());
        knowledge.waitForHit("Use an app password");
        knowledge.part().click("filter");
    }

    @Test
    void treeLeadsToClients() {
        knowledge.part().openInTree("By client", "Mail program", "Microsoft", "Outlook 2016 (MSI");
        knowledge.article("Where the settings are");
    }

    @Test
    void theTesterOpensWhereThereIsRoomForIt() {
        driver.run(ConnectionTester.COMMAND_TEST);
        assertEquals("org.mailmend.workbench.desk", window.perspective());
    }

    @Test
    void searchesInTheLanguageOfTheWindow() {
        String now = Tester.locale().getLanguage();
        String other = now.equals("ja") ? "en" : "ja";
        assertEquals(other, searched(other, now), "what was chosen stays");
        assertEquals(now, searched(other, other), "unless the window spoke another language then");
    }

    /** The language of the search after a start with a choice that was saved while the window was in a language. */
    private String searched(String chosen, String locale) {
        return window.ui(() -> {
            Shell shell = new Shell(window.shell().getDisplay());
            try {
                XMLMemento saved = XMLMemento.createWriteRoot("view");
                saved.putString("language", chosen);
                saved.putString("locale", locale);
                BrowsePane pane = new BrowsePane(shell, null, saved);
                XMLMemento next = XMLMemento.createWriteRoot("view");
                pane.write(next);
                return next.getString("language");
            } finally {
                shell.dispose();
            }
        });
    }

    @Test
    void stepsAreTickedOffAndStaySo() {
        knowledge.search("oauth");
        Article article = knowledge.openHit(OAUTH);
        assertFalse(article.text().contains("Take all ticks away"));
        article.tick(0).waitFor("Take all ticks away").waitFor("✓");
        article.follow("kb:route-app-password").waitFor("Use an app password");
        assertFalse(article.text().contains("✓"), "ticks belong to their own page");
        article.press("back").waitFor(OAUTH).waitFor("✓");
        article.follow("mailmend:reset");
        driver.waitUntil("no step is ticked off", () -> !article.text().contains("✓"));
    }

    @Test
    void keysGoBackAndForward() {
        knowledge.search("oauth");
        Article article = knowledge.openHit(OAUTH);
        article.follow("kb:route-app-password").waitFor("An app password is a second password");
        driver.press("M3+ARROW_LEFT");
        article.waitFor(OAUTH);
        driver.press("M3+ARROW_RIGHT");
        article.waitFor("An app password is a second password");
    }

    @Test
    void otherLanguage() {
        knowledge.search("oauth");
        Article article = knowledge.openHit(OAUTH);
        article.press("language");
        driver.waitUntil("the page is Japanese", () -> article.text().matches("(?s).*\\p{IsHiragana}.*"));
        article.press("language").waitFor(OAUTH);
    }

    @Test
    void opensNoPageButItsOwn() {
        knowledge.search("oauth");
        Article article = knowledge.openHit(OAUTH);
        article.follow("file:///etc/passwd").follow("javascript:alert(1)").follow("data:text/html,elsewhere");
        assertTrue(article.text().contains(OAUTH), article.text());
    }

    @Test
    void copiesThePageAsText() {
        knowledge.search("oauth");
        Article article = knowledge.openHit(OAUTH);
        article.press("copy");
        String copied = window.ui(() -> {
            Clipboard clipboard = new Clipboard(window.shell().getDisplay());
            Object text = clipboard.getContents(TextTransfer.getInstance());
            clipboard.dispose();
            return String.valueOf(text);
        });
        assertTrue(copied.startsWith(OAUTH) && copied.contains("\n1. "), copied);
        assertFalse(copied.contains("<") || copied.contains("](kb:"), copied);
    }

    @Test
    void darkPageHasNoWhiteAreas() {
        window.theme(Theme.Choice.DARK);
        knowledge.search("oauth");
        knowledge.openHit(OAUTH);
        window.waitForPaint(driver);
        double share = window.lightShare();
        assertTrue(share < 0.08, () -> "light pixels: " + share);
    }

    @Test
    void resultOfACheckLeadsToItsArticle() {
        window.desk();
        Tester tester = Tester.open(driver).choosePractice("gmail-account-password").start().waitForResult();
        tester.part().click("article");
        Article.inFront(driver).waitFor("The account password is no longer taken");
        assertEquals(KnowledgePlace.PERSPECTIVE, window.perspective());
    }
}
