package org.mailmend.training.course;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.mailmend.knowledge.Article;
import org.mailmend.knowledge.KnowledgeBase;

/**
 * The texts of courses as they are shown. {@code {{article:ID}}} stands for the text of an article of the knowledge base, and
 * {@code {{article:ID#Heading}}} for one of its sections: courses are built from articles, not copied from them, so that what an article
 * learns is taught from then on.
 */
public final class CourseText {
    private static final Pattern INCLUDE = Pattern.compile("\\{\\{article:([^}#]*)(?:#([^}]*))?}}");
    private static final Pattern HEADING = Pattern.compile("(#{1,6})\\s+(.*?)\\s*#*");
    private static final Pattern FENCE = Pattern.compile(" {0,3}(```|~~~).*");

    private CourseText() {
    }

    /**
     * An include of an article.
     *
     * @param article id of the article
     * @param section heading of the section; empty for the whole article
     */
    public record Include(String article, String section) {
        /** Its text, its headings one level lower; null when the article or its section does not exist. */
        public String text(Locale language, KnowledgeBase base) {
            Article found = base.article(article, language).orElse(null);
            return found == null ? null : section.isEmpty() ? lowered(found.body()) : CourseText.section(found.body(), section);
        }
    }

    /**
     * A slide.
     *
     * @param title heading; empty where the part's own title is meant
     * @param body  text in CommonMark
     */
    public record Slide(String title, String body) {
    }

    /** The includes of a text, in order. */
    public static List<Include> includes(String text) {
        List<Include> includes = new ArrayList<>();
        Matcher matcher = INCLUDE.matcher(text);
        while (matcher.find()) {
            includes.add(new Include(matcher.group(1).strip(), matcher.group(2) == null ? "" : matcher.group(2).strip()));
        }
        return includes;
    }

    /** A text with the texts of its articles put in; what cannot be found is left out. */
    public static String resolved(String text, Locale language, KnowledgeBase base) {
        return INCLUDE.matcher(text).replaceAll(match -> {
            String section = match.group(2) == null ? "" : match.group(2).strip();
            String included = new Include(match.group(1).strip(), section).text(language, base);
            return Matcher.quoteReplacement(included == null ? "" : included);
        }).strip();
    }

    /** The slides of a part, with the texts of articles: each heading of the third level begins one. */
    public static List<Slide> slides(Part part, Locale language, KnowledgeBase base) {
        List<Slide> slides = new ArrayList<>();
        StringBuilder body = new StringBuilder();
        String title = "";
        boolean code = false;
        for (String line : resolved(part.body(), language, base).split("\n", -1)) {
            code ^= FENCE.matcher(line).matches();
            Matcher heading = HEADING.matcher(line);
            if (!code && heading.matches() && heading.group(1).length() <= 3) {
                add(slides, title, body);
                title = heading.group(2);
            } else {
                body.append(line).append('\n');
            }
        }
        add(slides, title, body);
        return slides;
    }

    private static void add(List<Slide> slides, String title, StringBuilder body) {
        String text = body.toString().strip();
        if (!text.isEmpty() || !title.isEmpty()) {
            slides.add(new Slide(title, text));
        }
        body.setLength(0);
    }

    private static String lowered(String body) {
        StringBuilder text = new StringBuilder();
        boolean code = false;
        for (String line : body.split("\n", -1)) {
            code ^= FENCE.matcher(line).matches();
            text.append(!code && HEADING.matcher(line).matches() ? "#" : "").append(line).append('\n');
        }
        return text.toString().strip();
    }

    /** The text below a heading, up to the next one of its level or a higher one; null when there is no such heading. */
    private static String section(String body, String title) {
        StringBuilder text = null;
        int level = 0;
        boolean code = false;
        for (String line : body.split("\n", -1)) {
            code ^= FENCE.matcher(line).matches();
            Matcher heading = HEADING.matcher(line);
            boolean begins = !code && heading.matches();
            if (begins && text != null && heading.group(1).length() <= level) {
                break;
            } else if (begins && text == null && heading.group(2).equals(title)) {
                text = new StringBuilder();
                level = heading.group(1).length();
            } else if (text != null) {
                text.append(line).append('\n');
            }
        }
        return text == null ? null : lowered(text.toString());
    }
}
