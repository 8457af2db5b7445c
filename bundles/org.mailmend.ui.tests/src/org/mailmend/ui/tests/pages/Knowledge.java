package org.mailmend.ui.tests.pages;

import java.nio.file.Path;
import java.util.List;

import org.mailmend.knowledge.ui.KnowledgePlace;
import org.mailmend.ui.tests.driver.Driver;

/** The Knowledge place: search and tree on the left, the article in front. */
public final class Knowledge {
    private final Driver driver;
    private final Driver.Part browse;

    private Knowledge(Driver driver) {
        this.driver = driver;
        driver.run("org.mailmend.knowledge.ui.search");
        browse = driver.view(KnowledgePlace.VIEW, null);
        browse.write("search", "");
        driver.waitUntil("the knowledge was read", () -> browse.isVisible("tree"));
    }

    /** Opens the place and waits until the knowledge was read. */
    public static Knowledge open(Driver driver) {
        return new Knowledge(driver);
    }

    /** The view with search and tree. */
    public Driver.Part part() {
        return browse;
    }

    /** Types words into the search field and waits for what is found. */
    public Knowledge search(String words) {
        browse.write("search", words);
        driver.waitUntil("the search for " + words + " is over",
                () -> browse.isVisible("count") && (browse.isVisible("hits") || browse.isVisible("nothing")));
        return this;
    }

    /** Waits until the best hit says this. */
    public Knowledge waitForHit(String title) {
        driver.waitUntil(title + " is found", () -> {
            try {
                return browse.isVisible("hits") && hits().stream().anyMatch(hit -> hit.startsWith(title));
            } catch (AssertionError e) {
                // the list has just made way for the next search
                return false;
            }
        });
        return this;
    }

    /** Title and passage of each hit. */
    public List<String> hits() {
        return browse.rows("hits").stream().map(List::getFirst).toList();
    }

    /** Opens the hit whose title begins like this. */
    public Article openHit(String title) {
        waitForHit(title);
        List<String> hits = hits();
        for (int i = 0; i < hits.size(); i++) {
            if (hits.get(i).startsWith(title)) {
                browse.open("hits", i);
                return article(title);
            }
        }
        throw new AssertionError("no hit " + title);
    }

    /** The article in front, once it shows this title. */
    public Article article(String title) {
        Article article = new Article(driver);
        article.waitFor(title);
        return article;
    }

    public Knowledge picture(Path file) {
        driver.picture(file);
        return this;
    }

    /** The editor that shows pages. */
    public static final class Article {
        private final Driver driver;
        private final Driver.Part part;

        private Article(Driver driver) {
            this.driver = driver;
            part = driver.editor(KnowledgePlace.EDITOR);
        }

        /** The start page. */
        public static Article openHome(Driver driver) {
            Article article = new Article(driver);
            driver.waitUntil("the page is shown", () -> article.part.isVisible("page") && !article.text().isBlank());
            return article;
        }

        /** The editor in front. */
        public static Article inFront(Driver driver) {
            return new Article(driver);
        }

        public Driver.Part part() {
            return part;
        }

        /** What is read on the page. */
        public String text() {
            return part.read("page");
        }

        /** Waits until the page says this. */
        public Article waitFor(String words) {
            driver.waitUntil("the page says " + words, () -> part.isVisible("page") && text().contains(words));
            return this;
        }

        /** Follows a link of the page. */
        public Article follow(String target) {
            part.follow("page", target);
            return this;
        }

        /** Ticks a step off, counted from 0. */
        public Article tick(int step) {
            return follow("mailmend:tick/" + step);
        }

        public Article press(String tool) {
            part.click(tool);
            return this;
        }

        public Article picture(Path file) {
            driver.picture(file);
            return this;
        }
    }
}
